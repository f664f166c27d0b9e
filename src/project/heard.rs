//! What came back from the preview panel of a plan: whose opinions a file has, of whom were invited; reads no file.

use super::{Command, Derived, Import, Project};
use crate::domain::campaign::{Plan, TaskMark, TaskState, Treatment, id_of_job};
use crate::domain::measure::{Asked, Panel, panel};
use crate::domain::model::{FileKind, Meaning, Person};
use std::collections::BTreeMap;
use std::sync::Arc;

impl Project {
    /// The files of opinions on a plan, the newest first.
    #[must_use]
    pub fn opinions_on(&self, plan: u32) -> Vec<&Arc<Import>> {
        let imports = self.document().imports.iter().rev();
        imports.filter(|import| import.is_opinion_on(plan)).collect()
    }

    /// Who is invited to the previews of a plan: those who receive one, and those of whom a task of it was ticked off
    /// before the list changed. Nobody who opted out; empty before people are scored. O(treated).
    #[must_use]
    pub fn invited(&self, plan: &Plan) -> Vec<Person> {
        invited(plan, self.derived())
    }

    /// What the panel of a plan says in a file of opinions that belongs to it; nothing before people are scored. O(rows ·
    /// log rows + treated).
    #[must_use]
    pub fn heard(&self, import: &Import) -> Option<Panel> {
        let plan = self.document().plan(import.plan?)?;
        heard(import, plan, self.derived())
    }

    /// The steps by which files that say what came of a plan are matched with the only one that they can be about: results
    /// with the only plan, opinions with the only one that invites anybody to a preview.
    #[must_use]
    pub fn belonging(&self) -> Vec<Command> {
        let all: Vec<u32> = self.document().plans.iter().map(|plan| plan.id).collect();
        let with_panels = self.plans_with_panels();
        let open = self.document().imports.iter().filter(|import| import.kind().is_of_plan() && import.plan.is_none());
        let command = |import: &Arc<Import>| {
            let plans = if import.kind() == FileKind::Feedback { &with_panels } else { &all };
            let [only] = plans.as_slice() else { return None };
            Some(Command::AssignResults { import: import.id, plan: Some(*only) })
        };
        open.filter_map(command).collect()
    }

    /// The plans that invite anybody to a preview, by number.
    #[must_use]
    pub fn plans_with_panels(&self) -> Vec<u32> {
        let has_panel =
            |plan: &&Arc<Plan>| plan.treatments().iter().any(|treatment| treatment.kind == Treatment::PreviewPanel);
        self.document().plans.iter().filter(has_panel).map(|plan| plan.id).collect()
    }
}

impl Import {
    /// Whether it is a file of opinions on a plan.
    pub(super) fn is_opinion_on(&self, plan: u32) -> bool {
        self.kind() == FileKind::Feedback && self.plan == Some(plan)
    }
}

/// See [`Project::invited`].
pub(super) fn invited(plan: &Plan, derived: &Derived) -> Vec<Person> {
    let (Some(work), Some(scored)) = (derived.work(plan.id), &derived.scored) else {
        return Vec::new();
    };
    let mut invited: Vec<Person> = Vec::new();
    let previews = work.board.treatments.iter().zip(&work.board.receivers);
    for (treatment, people) in previews.filter(|(treatment, _)| treatment.kind == Treatment::PreviewPanel) {
        invited.extend(people);
        let is_invited = |mark: &&TaskMark| mark.treatment == treatment.id && mark.state == TaskState::Done;
        let of_it = plan.marks.iter().filter(is_invited);
        invited.extend(of_it.filter_map(|mark| scored.people.reachable(id_of_job(&mark.job)?)));
    }
    invited.sort_unstable();
    invited.dedup();
    invited
}

/// See [`Project::heard`].
pub(super) fn heard(import: &Import, plan: &Plan, derived: &Derived) -> Option<Panel> {
    let (cells, scored) = (derived.cells(plan.id)?, derived.scored.as_ref()?);
    let column = import.mapping.column(Meaning::Answer);
    let invited = invited(plan, derived);
    let of_invited = cells.coded(plan.id).into_iter().filter(|(person, _)| invited.binary_search(person).is_ok());
    let groups: BTreeMap<Person, String> = of_invited.collect();
    let asked = Asked {
        invited: &invited,
        groups: &groups,
        people: &scored.people,
        tribes: &scored.tribes,
        bounds: plan.panel_bounds,
        heading: column.map_or("", |column| &import.mapping.columns[column].heading),
    };
    Some(panel(&import.table, &asked))
}
