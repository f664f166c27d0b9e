//! What workers found for plans, beside the question each answers: whom the best spread chooses, and what is to be
//! known of the cells; an answer to an older question is not shown.

use super::Project;
use super::derived::Derived;
use super::document::Document;
use crate::domain::campaign::{
    CellDesign, Cells, Choice, Ground, How, Plan, StageChance, StageChances, Told, draw_cells_on,
};
use crate::domain::forecast::{Assumptions, BestSpread, Past};
use crate::domain::measure::{Lesson, Verdict};
use crate::domain::model::{FileKind, Table};
use crate::domain::score::Scored;
use crate::domain::stages::PeopleStages;
use crate::domain::stance::PeopleStances;
use crate::domain::study::Study;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// The question that a choice by spread answers.
#[derive(Clone, Debug)]
pub struct ChoiceKey {
    pub plan: u32,
    /// The plan's decisions that the choice depends on, and nothing else of it.
    pub content: Arc<Plan>,
    /// Those that count: whoever comes unaided does so whomever a plan treats.
    pub assumptions: Assumptions,
    pub stages: Arc<PeopleStages>,
    pub stances: Arc<PeopleStances>,
    n_taken: u64,
}

impl PartialEq for ChoiceKey {
    fn eq(&self, other: &Self) -> bool {
        let same_lives = || Arc::ptr_eq(&self.stages, &other.stages) && Arc::ptr_eq(&self.stances, &other.stances);
        self.plan == other.plan
            && self.assumptions == other.assumptions
            && self.n_taken == other.n_taken
            && self.content == other.content
            && (!is_by_lives(&self.content) || same_lives())
            && (!is_by_stage(&self.content, self.assumptions) || Arc::ptr_eq(&self.stages, &other.stages))
    }
}

/// The question that a study of a plan's cells answers.
#[derive(Clone, Debug)]
pub struct StudyKey {
    pub plan: u32,
    pub cells: Arc<Cells>,
    pub stages: Arc<PeopleStages>,
    /// Of which only what tells how word passes counts.
    pub assumptions: Assumptions,
    /// What the plan says of stages.
    pub by_stage: StageChances,
    /// And of people off the topic.
    pub off_topic: StageChance,
    n_taken: u64,
}

impl PartialEq for StudyKey {
    fn eq(&self, other: &Self) -> bool {
        self.plan == other.plan
            && Arc::ptr_eq(&self.cells, &other.cells)
            && Arc::ptr_eq(&self.stages, &other.stages)
            && self.assumptions == other.assumptions
            && (&self.by_stage, self.off_topic) == (&other.by_stage, other.off_topic)
            && self.n_taken == other.n_taken
    }
}

/// Answers by plan.
#[derive(Clone, Debug, Default)]
pub(super) struct Choosing {
    pub choices: BTreeMap<u32, (ChoiceKey, Arc<BestSpread>)>,
    pub studies: BTreeMap<u32, (StudyKey, Arc<Study>)>,
}

/// The decisions of a plan that choosing by spread depends on; everything else is as in a new plan.
fn content(plan: &Plan) -> Plan {
    let mut choice = plan.choice.clone();
    (choice.value_cents, choice.goal_people) = (0, 0);
    choice.by_hand.clear();
    // Groups beside the treated share the money with them, where there is a limit.
    let beside = if plan.budget_cents > 0 { plan.cells.beside.clone() } else { BTreeSet::new() };
    Plan {
        audience: plan.audience.clone(),
        share_percent: plan.share_percent,
        cost_a_head_cents: plan.cost_a_head_cents,
        treatments: plan.treatments.clone(),
        budget_cents: plan.budget_cents,
        control_percent: plan.control_percent,
        seed: plan.seed,
        choice,
        cells: CellDesign { beside, ..CellDesign::default() },
        ..Plan::new(plan.id, "")
    }
}

fn is_wanted(plan: &Plan) -> bool {
    plan.choice.how == How::BestSpread && plan.frozen.is_none()
}

fn that_count(assumptions: Assumptions) -> Assumptions {
    Assumptions { unaided_share: 0.0, ..assumptions }
}

/// What [`content`] keeps, looked at where it is: two plans of the same parts have the same content.
fn parts(plan: &Plan) -> impl PartialEq + '_ {
    // Every field of the choice by name: a new one is not forgotten here.
    let Choice {
        how,
        per_tribe,
        is_from_anywhere,
        cost_column,
        value_cents: _,
        goal_people: _,
        by_hand: _,
        by_stage,
        off_topic,
    } = &plan.choice;
    let beside = (plan.budget_cents > 0).then_some(&plan.cells.beside);
    (
        (how, per_tribe, is_from_anywhere, cost_column, beside, by_stage, off_topic),
        (&plan.audience, plan.share_percent, plan.cost_a_head_cents, &plan.treatments),
        (plan.budget_cents, plan.control_percent, plan.seed),
    )
}

impl Derived {
    /// What to ask the worker for, where a plan wants the best spread and its cells are not frozen.
    #[must_use]
    pub fn choice_key(&self, plan: &Plan, assumptions: Assumptions) -> Option<ChoiceKey> {
        let (is_wanted, assumptions) = (is_wanted(plan), that_count(assumptions));
        let content = || Arc::new(content(plan));
        let (stages, stances) = (self.stages().clone(), self.stances().clone());
        let (plan_id, n_taken) = (plan.id, self.n_taken());
        is_wanted.then(|| ChoiceKey { plan: plan_id, content: content(), assumptions, stages, stances, n_taken })
    }

    /// Whom the best spread of a plan as it is chooses; nothing while it is being worked out, or not wanted.
    #[must_use]
    pub fn choice(&self, plan: &Plan, assumptions: Assumptions) -> Option<Arc<BestSpread>> {
        let (key, best) = self.choosing().choices.get(&plan.id)?;
        // As the key to ask with would be, without making one: it is looked at every frame.
        let same_lives = || Arc::ptr_eq(self.stages(), &key.stages) && Arc::ptr_eq(self.stances(), &key.stances);
        let is_same = is_wanted(plan)
            && key.assumptions == that_count(assumptions)
            && key.n_taken == self.n_taken()
            && parts(plan) == parts(&key.content)
            && (!is_by_lives(plan) || same_lives())
            && (!is_by_stage(plan, assumptions) || Arc::ptr_eq(self.stages(), &key.stages));
        is_same.then(|| best.clone())
    }

    /// What to ask the worker for, to know more of a plan's cells.
    #[must_use]
    pub fn study_key(&self, plan: &Plan, assumptions: Assumptions) -> Option<StudyKey> {
        let (cells, stages) = (self.cells(plan.id)?, self.stages().clone());
        let Assumptions { pass_on_share, is_learned, .. } = assumptions;
        let assumptions = Assumptions { pass_on_share, is_learned, ..Assumptions::default() };
        let (by_stage, off_topic) = (plan.choice.by_stage.clone(), plan.choice.off_topic);
        Some(StudyKey { plan: plan.id, cells, stages, assumptions, by_stage, off_topic, n_taken: self.n_taken() })
    }

    /// What is known of a plan's cells as they are; nothing while it is being worked out.
    #[must_use]
    pub fn study(&self, plan: &Plan, assumptions: Assumptions) -> Option<Arc<Study>> {
        let (key, study) = self.choosing().studies.get(&plan.id)?;
        (self.study_key(plan, assumptions)? == *key).then(|| study.clone())
    }
}

impl Document {
    /// What chances are learned from, where they are.
    #[must_use]
    pub fn learned_from(&self) -> Vec<Arc<Table>> {
        if self.assumptions.is_learned { self.tables_and_months() } else { Vec::new() }
    }
}

impl Project {
    /// What plans learn chances from, kept from one question to the next.
    #[must_use]
    pub fn past(&self) -> Past {
        self.derived().past.of(self.document().learned_from())
    }

    /// The best lift that any results file shows or that was kept of campaigns before, in percentage points; none where
    /// nothing was measured.
    #[must_use]
    pub fn best_points(&self) -> Option<f64> {
        let results = self.document().imports.iter().filter(|import| import.kind() == FileKind::Results);
        let shown = results.filter_map(|import| Some(self.derived().lift(import.id)?.points));
        let is_compared = |lesson: &&Lesson| lesson.verdict() != Verdict::NoComparison;
        let kept = self.document().lessons.iter().filter(is_compared).map(|lesson| lesson.lift.points);
        shown.chain(kept).max_by(f64::total_cmp)
    }
}

/// The cells of a plan; nothing while the best spread is being worked out.
pub(super) fn cells(plan: &Plan, scored: &Scored, told: Told<'_>, choice: Option<&BestSpread>) -> Option<Cells> {
    let spread = choice.map(|best| (&best.people[..], &best.next[..]));
    draw_cells_on(plan, &Ground { scored, told, spread })
}

/// Whether who is in the audience follows from stages or stances.
pub(super) fn is_by_lives(plan: &Plan) -> bool {
    !plan.audience.stages.is_empty() || !plan.audience.stances.is_empty()
}

/// Whether the chances of a forecast follow from stages.
pub(super) fn is_by_stage(plan: &Plan, assumptions: Assumptions) -> bool {
    assumptions.is_learned || !plan.choice.by_stage.is_empty()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::campaign::{CellEdit, ChoiceEdit, PlanEdit, Treatment, edit};
    use crate::domain::model::Stage;

    #[test]
    fn plans_of_the_same_parts_have_the_same_content_and_no_others() {
        let mut plan = edit(&Plan::new(1, "A"), &PlanEdit::Choose(ChoiceEdit::SetHow(How::BestSpread))).unwrap();
        let edits = [
            PlanEdit::Rename("B".into()),
            PlanEdit::SetMessage("hello".into()),
            PlanEdit::Choose(ChoiceEdit::SetValue(900)),
            PlanEdit::Choose(ChoiceEdit::SetGoalPeople(9)),
            PlanEdit::Design(CellEdit::SetBeside { how: How::Random, is_in: true }),
            PlanEdit::AddPeople(vec!["7".into()]),
            PlanEdit::AddTribes(vec![3]),
            PlanEdit::SetSharePercent(7.0),
            PlanEdit::SetControlPercent(35.0),
            PlanEdit::SetSeed(99),
            PlanEdit::SetBudget(90_000),
            PlanEdit::Design(CellEdit::SetBeside { how: How::MostConnected, is_in: true }),
            PlanEdit::AddTreatment(Treatment::ALL[1]),
            PlanEdit::Choose(ChoiceEdit::SetPerTribe(2)),
            PlanEdit::Choose(ChoiceEdit::SetFromAnywhere(true)),
            PlanEdit::Choose(ChoiceEdit::SetCostColumn("fee".into())),
            PlanEdit::Choose(ChoiceEdit::SetStageChance {
                stage: Stage::Loyal,
                chance: StageChance { takes_up_percent: Some(150), passes_on_percent: None },
            }),
            PlanEdit::Choose(ChoiceEdit::SetOffTopic(StageChance {
                takes_up_percent: Some(50),
                passes_on_percent: None,
            })),
        ];
        let mut n_same = 0;
        for one in &edits {
            let next = edit(&plan, one).unwrap();
            let is_same = content(&plan) == content(&next);
            assert_eq!(parts(&plan) == parts(&next), is_same, "{one:?}");
            let told = content(&next);
            assert!(parts(&next) == parts(&told), "{one:?}");
            n_same += usize::from(is_same);
            plan = next;
        }
        assert_eq!(n_same, 5);
    }
}
