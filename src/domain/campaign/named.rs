//! Whom a plan's choice, groups and table name, and the edits that lead from one plan's to another's; words nothing.

use super::{CellDesign, CellEdit, Choice, ChoiceEdit, Plan, PlanEdit};
#[cfg(test)]
use crate::domain::model::Situation;
use crate::domain::model::Stage;
use crate::domain::pairing::{Pairing, PairingEdit};
use std::collections::BTreeSet;

impl Plan {
    /// Whether the people chosen by hand, the groups beside the treated, or the table name somebody.
    pub(super) fn names_in_groups(&self, is_who: &dyn Fn(&str) -> bool) -> bool {
        let beside = self.frozen.iter().flat_map(|cells| cells.beside.iter().flat_map(|(_, ids)| ids));
        let through = self.pairing.pairs.iter().map(|pair| &pair.through).filter(|id| !id.is_empty());
        self.choice.by_hand.iter().chain(beside).chain(through).any(|id| is_who(id))
    }

    /// Takes somebody out of them.
    pub(super) fn forget_in_groups(&mut self, is_who: &dyn Fn(&str) -> bool) {
        self.choice.by_hand.retain(|id| !is_who(id));
        self.pairing.forget(is_who, |_| false);
    }
}

/// The edits that lead from one plan's choice, groups and table to another's.
pub(super) fn groups_between(before: &Plan, after: &Plan) -> Vec<PlanEdit> {
    let mut edits: Vec<PlanEdit> = choices(&before.choice, &after.choice).into_iter().map(PlanEdit::Choose).collect();
    edits.extend(designs(&before.cells, &after.cells).into_iter().map(PlanEdit::Design));
    edits.extend(tables(&before.pairing, &after.pairing).into_iter().map(PlanEdit::Pair));
    edits
}

fn choices(old: &Choice, new: &Choice) -> Vec<ChoiceEdit> {
    // Every field by name: a new one is not forgotten here.
    let Choice {
        how: _,
        per_tribe: _,
        by_hand: _,
        is_from_anywhere: _,
        cost_column: _,
        value_cents: _,
        goal_people: _,
        by_stage: _,
        off_topic: _,
    } = new;
    let mut edits = Vec::new();
    let gone: Vec<String> = old.by_hand.difference(&new.by_hand).cloned().collect();
    let come: Vec<String> = new.by_hand.difference(&old.by_hand).cloned().collect();
    edits.extend((!gone.is_empty()).then_some(ChoiceEdit::RemoveByHand(gone)));
    let is_named = !come.is_empty();
    edits.extend(is_named.then_some(ChoiceEdit::AddByHand(come)));
    // Naming somebody chooses by hand: the way is said after it.
    edits.extend((old.how != new.how || is_named).then_some(ChoiceEdit::SetHow(new.how)));
    edits.extend((old.per_tribe != new.per_tribe).then_some(ChoiceEdit::SetPerTribe(new.per_tribe)));
    let is_other = old.is_from_anywhere != new.is_from_anywhere;
    edits.extend(is_other.then_some(ChoiceEdit::SetFromAnywhere(new.is_from_anywhere)));
    let is_other = old.cost_column != new.cost_column;
    edits.extend(is_other.then(|| ChoiceEdit::SetCostColumn(new.cost_column.clone())));
    edits.extend((old.value_cents != new.value_cents).then_some(ChoiceEdit::SetValue(new.value_cents)));
    edits.extend((old.goal_people != new.goal_people).then_some(ChoiceEdit::SetGoalPeople(new.goal_people)));
    for stage in Stage::ALL {
        let chance = |choice: &Choice| choice.by_stage.get(&stage).copied().unwrap_or_default();
        let (old, chance) = (chance(old), chance(new));
        edits.extend((old != chance).then_some(ChoiceEdit::SetStageChance { stage, chance }));
    }
    edits.extend((old.off_topic != new.off_topic).then_some(ChoiceEdit::SetOffTopic(new.off_topic)));
    edits
}

fn designs(old: &CellDesign, new: &CellDesign) -> Vec<CellEdit> {
    let mut edits = Vec::new();
    edits.extend((old.deal != new.deal).then_some(CellEdit::SetDeal(new.deal)));
    let beside = old.beside.symmetric_difference(&new.beside);
    edits.extend(beside.map(|&how| CellEdit::SetBeside { how, is_in: new.beside.contains(&how) }));
    let is_other = old.motivations != new.motivations;
    edits.extend(is_other.then(|| CellEdit::SetMotivations(new.motivations.clone())));
    let is_other = |x: f32, y: f32| x.to_bits() != y.to_bits();
    edits.extend(is_other(old.base_percent, new.base_percent).then_some(CellEdit::SetBasePercent(new.base_percent)));
    let alike = is_other(old.alike_percent, new.alike_percent);
    edits.extend(alike.then_some(CellEdit::SetAlikePercent(new.alike_percent)));
    edits
}

fn tables(old: &Pairing, new: &Pairing) -> Vec<PairingEdit> {
    let mut edits = Vec::new();
    let places = old.pairs.iter().chain(&new.pairs).map(|pair| (pair.stage, pair.tribe));
    let places: BTreeSet<_> = places.collect();
    for (stage, tribe) in places {
        let message = new.own_message(stage, tribe);
        if old.own_message(stage, tribe) != message {
            edits.push(PairingEdit::SetMessage { stage, tribe, message: message.to_owned() });
        }
        let through = |table: &Pairing| tribe.and_then(|tribe| table.through(stage, tribe)).unwrap_or("").to_owned();
        if through(old) != through(new) {
            edits.push(PairingEdit::SetThrough { stage, tribe, id: through(new) });
        }
    }
    let places = old.occasions.iter().chain(&new.occasions).map(|one| (one.situation, one.stage));
    for (situation, stage) in places.collect::<BTreeSet<_>>() {
        let message = new.own_in_situation(situation, stage);
        if old.own_in_situation(situation, stage) != message {
            edits.push(PairingEdit::SetForSituation { situation, stage, message: message.to_owned() });
        }
    }
    edits
}

#[cfg(test)]
mod tests {
    use super::super::{Deal, FrozenCells, How, StageChance, edit};
    use super::*;

    fn after(plan: &Plan, edits: &[PlanEdit]) -> Plan {
        edits.iter().fold(plan.clone(), |plan, e| edit(&plan, e).unwrap())
    }

    fn half() -> StageChance {
        StageChance { takes_up_percent: Some(50), passes_on_percent: None }
    }

    fn decided() -> Vec<PlanEdit> {
        let say = |tribe, message: &str| PairingEdit::SetMessage { stage: Stage::Lost, tribe, message: message.into() };
        vec![
            PlanEdit::Choose(ChoiceEdit::AddByHand(vec!["7".into(), "8".into()])),
            PlanEdit::Choose(ChoiceEdit::SetHow(How::BestSpread)),
            PlanEdit::Choose(ChoiceEdit::SetPerTribe(3)),
            PlanEdit::Choose(ChoiceEdit::SetFromAnywhere(true)),
            PlanEdit::Choose(ChoiceEdit::SetCostColumn("fee".into())),
            PlanEdit::Choose(ChoiceEdit::SetValue(900)),
            PlanEdit::Choose(ChoiceEdit::SetGoalPeople(300)),
            PlanEdit::Choose(ChoiceEdit::SetStageChance { stage: Stage::Lost, chance: half() }),
            PlanEdit::Choose(ChoiceEdit::SetOffTopic(half())),
            PlanEdit::Design(CellEdit::SetDeal(Deal::Circles)),
            PlanEdit::Design(CellEdit::SetBeside { how: How::Random, is_in: true }),
            PlanEdit::Design(CellEdit::SetMotivations(vec!["a".into(), "b".into()])),
            PlanEdit::Design(CellEdit::SetBasePercent(20.0)),
            PlanEdit::Design(CellEdit::SetAlikePercent(9.0)),
            PlanEdit::Pair(say(None, "come back")),
            PlanEdit::Pair(say(Some(3), "we miss you")),
            PlanEdit::Pair(PairingEdit::SetThrough { stage: Stage::Lost, tribe: Some(3), id: "7".into() }),
            PlanEdit::Pair(PairingEdit::SetForSituation {
                situation: Situation::Complained,
                stage: Some(Stage::Lost),
                message: "sorry".into(),
            }),
        ]
    }

    #[test]
    fn the_edits_between_two_plans_lead_from_one_to_the_other_and_back() {
        let (old, new) = (Plan::new(1, "A"), after(&Plan::new(1, "A"), &decided()));
        let there = groups_between(&old, &new);
        assert_eq!(after(&old, &there), new);
        assert_eq!(after(&new, &groups_between(&new, &old)), old);
        assert!(groups_between(&new, &new).is_empty());
    }

    #[test]
    fn somebody_erased_is_named_nowhere() {
        let mut plan = after(&Plan::new(1, "A"), &decided());
        let beside = vec![(How::Random, vec!["7".to_owned(), "9".to_owned()])];
        plan.frozen = Some(FrozenCells { beside, ..FrozenCells::default() });
        let is_who = |id: &str| id == "7";
        assert!(plan.names(&is_who) && !plan.names(&|id| id.is_empty() || id == "77"));
        plan.forget(&is_who);
        assert!(!plan.names(&is_who) && plan.names(&|id| id == "8") && plan.names(&|id| id == "9"));
    }
}
