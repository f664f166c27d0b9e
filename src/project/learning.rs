//! What measured campaigns taught: kept when somebody says so, beside what results say now; measures nothing itself.

use super::Project;
use super::apply::Refusal;
use super::command::LearnEdit;
use super::derived::Derived;
use super::document::{Document, Import};
use super::leaving::{Snapshot, Surroundings};
use crate::domain::export::{self, ExportProblem, Exported, LearnedRow};
use crate::domain::measure::{Cost, Lesson, NextTest, Untried};
use crate::domain::model::Stage;

/// One line of what was learned.
#[derive(Clone, Debug, PartialEq)]
pub struct LearnedLine {
    /// As it was kept; as the results say now where it was not.
    pub lesson: Lesson,
    pub is_kept: bool,
    /// What the results say now, where they are there and say something else than what was kept.
    pub now: Option<Lesson>,
    pub next: NextTest,
}

/// A line in words; the screen's to write.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LessonSaid {
    pub whose: String,
    pub verdict: String,
    pub result: String,
    pub sure: String,
    pub cost: String,
    /// What each further group is called.
    pub group_names: Vec<String>,
    /// What each of them did.
    pub groups: Vec<String>,
    /// Which did best, and whether that can be told; nothing where there is nothing to compare.
    pub best: Vec<String>,
    pub next: String,
}

/// What a results file teaches as it is measured now; nothing where it is not measured.
fn taught(document: &Document, derived: &Derived, import: &Import) -> Option<Lesson> {
    let plan = document.plan(import.plan?)?;
    let lift = derived.lift(import.id)?;
    let money = derived.work(plan.id).map(|work| work.money.total).unwrap_or_default();
    let is_planned = money.actual_cents == 0;
    let cents = if is_planned { money.planned_cents } else { money.actual_cents };
    let n_people = derived.cells(plan.id).map_or(0, |cells| cells.n_receiving() as u64);
    let cost = Cost { cents, n_people, is_planned };
    let (file_name, on) = (import.file_name.clone(), import.imported_on.clone());
    Some(Lesson { import: import.id, file_name, on, ..Lesson::of(plan, &lift, derived.group_lifts(import.id), cost) })
}

pub(super) fn learn(document: &mut Document, edit: &LearnEdit, derived: &Derived) -> Result<(), Refusal> {
    match edit {
        LearnEdit::Keep { import } => {
            let import = document.import(*import).ok_or(Refusal::Gone)?.clone();
            let new = taught(document, derived, &import).ok_or(Refusal::NotScored)?;
            let known = document.lessons.iter().position(|old| old.is_of(&new));
            if let Some(old) = known.and_then(|at| document.lessons.get_mut(at)) {
                *old = Lesson { id: old.id, remark: std::mem::take(&mut old.remark), ..new };
            } else {
                let id = document.take_id();
                document.lessons.push(Lesson { id, ..new });
            }
        }
        LearnEdit::Remark { lesson, text } => {
            let known = document.lessons.iter_mut().find(|known| known.id == *lesson);
            known.ok_or(Refusal::Gone)?.remark.clone_from(text);
        }
        LearnEdit::Forget(lesson) => {
            let at = document.lessons.iter().position(|known| known.id == *lesson);
            document.lessons.remove(at.ok_or(Refusal::Gone)?);
        }
    }
    Ok(())
}

/// With whom something could be tried next. O(tribes).
fn untried(derived: &Derived) -> Untried {
    let Some(scored) = &derived.scored else { return Untried::default() };
    let tribes = scored.tribes.tribes.iter().map(|tribe| (tribe.id, tribe.members.len())).collect();
    let stages = Stage::ALL.into_iter().zip(derived.stages().counts).collect();
    Untried { tribes, stages, n_people: scored.scores.order.len() }
}

/// Everything learned, the newest first: what was kept, and what results say that nobody kept yet.
pub(super) fn learned(document: &Document, derived: &Derived) -> Vec<LearnedLine> {
    let fresh: Vec<Lesson> = document.imports.iter().filter_map(|import| taught(document, derived, import)).collect();
    let untried = untried(derived);
    let is_new = |now: &&Lesson| !document.lessons.iter().any(|old| old.is_of(now));
    // What was tried was tried, whether or not somebody kept it.
    let all: Vec<Lesson> = document.lessons.iter().chain(fresh.iter().filter(is_new)).cloned().collect();
    let line = |lesson: Lesson, is_kept: bool, now: Option<Lesson>| {
        let next = lesson.next_test(&all, &untried);
        LearnedLine { lesson, is_kept, now, next }
    };
    let kept = document.lessons.iter().map(|old| {
        let now = fresh.iter().find(|now| old.is_of(now) && !old.says_as(now));
        line(old.clone(), true, now.cloned())
    });
    let new = fresh.iter().filter(is_new).map(|now| line(now.clone(), false, None));
    let mut lines: Vec<LearnedLine> = kept.chain(new).collect();
    // The newest first; of one moment the one added last.
    lines.sort_by(|a, b| (&b.lesson.on, b.lesson.import).cmp(&(&a.lesson.on, a.lesson.import)));
    lines
}

/// Every line of what was learned, with what is said of it.
pub(super) fn lessons(snapshot: &Snapshot, around: &Surroundings) -> Vec<(LearnedLine, LessonSaid)> {
    let (say, _) = around.picture.learned;
    let scored = snapshot.derived.scored.as_deref();
    let with_words = |line: LearnedLine| {
        let tribe = match line.next {
            NextTest::Tribe(id) => snapshot.document.name_of_tribe(id, scored),
            _ => None,
        };
        let said = say(&line, tribe);
        (line, said)
    };
    learned(&snapshot.document, &snapshot.derived).into_iter().map(with_words).collect()
}

/// All of it as a table.
pub(super) fn table(lines: &[(LearnedLine, LessonSaid)]) -> Result<Exported, ExportProblem> {
    fn row((line, said): &(LearnedLine, LessonSaid)) -> LearnedRow<'_> {
        LearnedRow {
            lesson: &line.lesson,
            is_kept: line.is_kept,
            result: &said.result,
            group_names: &said.group_names,
            groups: &said.groups,
            best: &said.best,
            next: &said.next,
        }
    }
    export::learned(&lines.iter().map(row).collect::<Vec<_>>())
}

impl Project {
    /// What every measured campaign taught, the newest first: kept lines, and those that could be kept. O(results files +
    /// tribes).
    #[must_use]
    pub fn learned(&self) -> Vec<LearnedLine> {
        learned(self.document(), self.derived())
    }
}
