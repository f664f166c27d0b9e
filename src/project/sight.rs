//! Who is on show and what colours mean, worked out anew when what they follow from changes, and not otherwise; filters
//! nothing itself.

use super::document::Document;
use super::lives::LivesTold;
use crate::domain::campaign::Cells;
use crate::domain::filter::{Around, Filter, Rule, Visible, visible};
use crate::domain::guise::{From, Guise, Preset};
use crate::domain::model::Person;
use crate::domain::score::Scored;
use crate::domain::stages::PeopleStages;
use crate::domain::stance::PeopleStances;
use std::collections::BTreeMap;
use std::sync::Arc;

/// What was worked out, and from what.
#[derive(Clone, Debug, Default)]
pub(super) struct Sight {
    /// Nothing where nobody is filtered out.
    pub visible: Option<Arc<Visible>>,
    pub guise: Arc<Guise>,
    of: Option<Of>,
    filter: Filter,
    /// The cells of the plans that the filter asks for.
    cells: Vec<Option<Arc<Cells>>>,
    preset: Preset,
    looks: BTreeMap<u32, u8>,
}

/// The values that both follow from.
#[derive(Clone, Debug)]
struct Of {
    scored: Arc<Scored>,
    stages: Arc<PeopleStages>,
    stances: Arc<PeopleStances>,
}

impl Of {
    fn is_same(&self, other: &Of) -> bool {
        Arc::ptr_eq(&self.scored, &other.scored)
            && Arc::ptr_eq(&self.stages, &other.stages)
            && Arc::ptr_eq(&self.stances, &other.stances)
    }
}

impl Sight {
    /// O(people × conditions) on all cores where something changed.
    pub fn refresh(
        &mut self,
        document: &Document,
        scored: &Arc<Scored>,
        lives: &LivesTold,
        ear_of: &[Option<Person>],
        cells: &dyn Fn(u32) -> Option<Arc<Cells>>,
    ) {
        let of = Of { scored: scored.clone(), stages: lives.stages.clone(), stances: lives.stances.clone() };
        let is_same = self.of.as_ref().is_some_and(|before| before.is_same(&of));
        let filter = &document.filter;
        let plans: Vec<(u32, Option<Arc<Cells>>)> =
            filter.rules.iter().filter_map(plan_of).map(|id| (id, cells(id))).collect();
        let cells: Vec<Option<Arc<Cells>>> = plans.iter().map(|(_, cells)| cells.clone()).collect();
        let is_seen_alike = is_same && self.filter == *filter && self.cells == cells;
        if !is_seen_alike {
            let chosen = |id: u32| {
                let cells = plans.iter().find(|(plan, _)| *plan == id)?.1.as_ref()?;
                Some([cells.receiving(), cells.control.clone()].concat())
            };
            let around = Around { scored, stages: &of.stages, stances: &of.stances, ear_of, plan: &chosen };
            self.visible = (!filter.is_empty()).then(|| Arc::new(visible(filter, &around)));
            self.filter.clone_from(filter);
            self.cells = cells;
        }
        let looks = &document.decisions.tribes.looks;
        if !is_seen_alike || self.preset != document.preset || self.looks != *looks {
            let (stages, stances, preset) = (&*of.stages, &*of.stances, document.preset);
            let from = From { scored, stages, stances, visible: self.visible.as_ref(), looks, preset };
            self.guise = Arc::new(Guise::new(&from));
            (self.preset, self.looks) = (preset, looks.clone());
        }
        self.of = Some(of);
    }
}

fn plan_of(rule: &Rule) -> Option<u32> {
    match rule {
        Rule::InPlan(plan) | Rule::NotInPlan(plan) => Some(*plan),
        _ => None,
    }
}
