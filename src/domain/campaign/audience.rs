//! Whom a campaign wants to move, as a rule over people or a fixed list, and who that is; knows no cell.

use super::Plan;
use crate::domain::model::{People, Person, Stage, Stance};
use crate::domain::score::Scored;
use crate::domain::stages::PeopleStages;
use crate::domain::stance::PeopleStances;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use std::sync::Arc;

/// Customer ids that many plans and steps share.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(from = "Vec<String>")]
pub struct Ids(pub Arc<Vec<String>>);

impl Serialize for Ids {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.serialize(serializer)
    }
}

impl From<Vec<String>> for Ids {
    fn from(ids: Vec<String>) -> Self {
        Ids(Arc::new(ids))
    }
}

impl Ids {
    /// Without some of them; shared as before where none of them is here.
    #[must_use]
    pub fn without(&self, is_gone: impl Fn(&str) -> bool) -> Ids {
        if !self.0.iter().any(|id| is_gone(id)) {
            return self.clone();
        }
        self.0.iter().filter(|id| !is_gone(id)).cloned().collect::<Vec<String>>().into()
    }
}

/// Values of a column of the customers' list, any of which will do.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SetColumn {
    pub heading: String,
    pub values: BTreeSet<String>,
}

/// Whom the campaign wants to move. Empty: everyone.
///
/// The tribes, narrowed by stage, stance, columns and influence, and the people named by hand. Without tribes the rest
/// narrows the whole market.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Audience {
    /// [`crate::domain::model::Tribe::id`]s.
    pub tribes: BTreeSet<u32>,
    /// Customer ids chosen by hand, beside the tribes.
    pub people: BTreeSet<String>,
    /// Customer ids taken out by hand.
    pub excluded: BTreeSet<String>,
    /// Only people of these stages; empty: of any.
    pub stages: BTreeSet<Stage>,
    /// Only people of these stances; empty: of any.
    pub stances: BTreeSet<Stance>,
    /// Only people with these values, all columns together.
    pub columns: Vec<SetColumn>,
    /// Only the most influential so many per cent of the ranked people; 0: whoever they are.
    pub top_percent: f32,
    /// These people and nobody else; none: the rule above, told anew after each scoring.
    pub fixed: Option<Ids>,
}

impl Audience {
    /// Nobody was chosen, which means everyone (less those taken out).
    #[must_use]
    pub fn is_everyone(&self) -> bool {
        self.fixed.is_none() && self.tribes.is_empty() && self.people.is_empty() && !self.is_narrowed()
    }

    /// Whether stage, stance, columns or influence narrow it.
    #[must_use]
    pub fn is_narrowed(&self) -> bool {
        !self.stages.is_empty() || !self.stances.is_empty() || !self.columns.is_empty() || self.top_percent > 0.0
    }

    /// Puts a column's values in place of those set before.
    pub(super) fn set_column(&mut self, column: &SetColumn) {
        self.columns.retain(|old| old.heading != column.heading);
        if !column.values.is_empty() {
            self.columns.push(column.clone());
        }
    }
}

/// What is told of people beside their scores, where it is.
#[derive(Clone, Copy, Debug, Default)]
pub struct Told<'a> {
    pub stages: Option<&'a PeopleStages>,
    pub stances: Option<&'a PeopleStances>,
}

/// One flag a person: wanted by the plan, inside the market, not opted out. A launched plan keeps the people it was
/// launched with. Where a stage or stance is asked for and nothing is told, nobody has it. O(people).
pub(super) fn audience_mask(plan: &Plan, scored: &Scored, told: &Told) -> Vec<bool> {
    let (people, audience) = (&scored.people, &plan.audience);
    let mut is_in = match launched(plan).or(audience.fixed.as_ref()) {
        Some(ids) => {
            let mut is_in = vec![false; people.len()];
            set(&mut is_in, people, ids.0.iter(), true);
            is_in
        }
        None => by_rule(audience, scored, told),
    };
    set(&mut is_in, people, audience.excluded.iter(), false);
    for (person, is_in) in is_in.iter_mut().enumerate() {
        *is_in &= people.is_customer[person] && !people.is_opted_out[person];
    }
    is_in
}

fn launched(plan: &Plan) -> Option<&Ids> {
    Some(&plan.launch.audience).filter(|ids| plan.frozen.is_some() && !ids.0.is_empty())
}

fn set<'a>(is_in: &mut [bool], people: &People, ids: impl Iterator<Item = &'a String>, value: bool) {
    for person in ids.filter_map(|id| people.row(id)) {
        is_in[person as usize] = value;
    }
}

fn by_rule(audience: &Audience, scored: &Scored, told: &Told) -> Vec<bool> {
    let people = &scored.people;
    let is_hand_picked = audience.tribes.is_empty() && !audience.is_narrowed() && !audience.people.is_empty();
    let mut is_in = vec![audience.tribes.is_empty() && !is_hand_picked; people.len()];
    for tribe in scored.tribes.tribes.iter().filter(|tribe| audience.tribes.contains(&tribe.id)) {
        tribe.members.iter().for_each(|&person| is_in[person as usize] = true);
    }
    let mut keep = |is_kept: &dyn Fn(Person) -> bool| {
        (0..).zip(&mut is_in).filter(|(_, is_in)| **is_in).for_each(|(person, is_in)| *is_in = is_kept(person));
    };
    if !audience.stages.is_empty() {
        let stage = |person| told.stages.and_then(|stages| stages.stage(person));
        keep(&|person| stage(person).is_some_and(|stage| audience.stages.contains(&stage)));
    }
    if !audience.stances.is_empty() {
        let stance = |person| told.stances.and_then(|stances| stances.stance(person));
        keep(&|person| stance(person).is_some_and(|stance| audience.stances.contains(&stance)));
    }
    for column in &audience.columns {
        let found = people.attributes.iter().find(|attribute| attribute.heading == column.heading);
        let value = |person: Person| found?.values.get(person as usize);
        keep(&|person| value(person).is_some_and(|value| column.values.contains(value)));
    }
    if audience.top_percent > 0.0 {
        let n_top = scored.scores.top_percent(audience.top_percent).len();
        keep(&|person| (1..=n_top).contains(&(scored.scores.rank[person as usize] as usize)));
    }
    set(&mut is_in, people, audience.people.iter(), true);
    is_in
}

/// The ids of a narrowed audience as a launched plan keeps them; empty where it is everyone.
#[must_use]
pub fn launched_audience(plan: &Plan, audience: &[Person], people: &People) -> Ids {
    if plan.audience.is_everyone() {
        return Ids::default();
    }
    ids_of(audience, people)
}

/// The ids of people.
#[must_use]
pub fn ids_of(list: &[Person], people: &People) -> Ids {
    list.iter().map(|&person| people.ids[person as usize].clone()).collect::<Vec<String>>().into()
}

#[cfg(test)]
mod tests {
    use super::super::{FrozenCells, Launch, PlanEdit, draw_cells, draw_cells_told, edit};
    use super::*;
    use crate::domain::model::Stage;
    use crate::domain::stages::Source;
    use crate::domain::testing::Town;

    fn plan(edits: &[PlanEdit]) -> Plan {
        edits.iter().fold(Plan::new(1, "A"), |plan, e| edit(&plan, e).unwrap())
    }

    fn ids(list: &[&str]) -> Vec<String> {
        list.iter().map(ToString::to_string).collect()
    }

    #[test]
    fn stages_columns_and_influence_narrow_and_people_by_hand_come_beside() {
        let mut town = Town::ring(40).split_at(20);
        town.people.attributes.push(crate::domain::model::Attribute {
            heading: "tariff".into(),
            values: (0..40).map(|n| Some(if n % 2 == 0 { "S" } else { "L" }.to_owned())).collect(),
        });
        let scored = town.scored();
        let mut stages = PeopleStages { of: vec![Some((Stage::Active, Source::Rules)); 40], ..PeopleStages::default() };
        (25..30).for_each(|row| stages.of[row] = Some((Stage::AtRisk, Source::Rules)));
        let told = Told { stages: Some(&stages), stances: None };
        let of = |edits: &[PlanEdit]| draw_cells_told(&plan(edits), &scored, &told).audience;
        assert_eq!(of(&[PlanEdit::ToggleStage(Stage::AtRisk)]), [25, 26, 27, 28, 29]);
        let large = SetColumn { heading: "tariff".into(), values: BTreeSet::from(["L".to_owned()]) };
        let narrowed = [
            PlanEdit::AddTribes(vec![11]),
            PlanEdit::ToggleStage(Stage::AtRisk),
            PlanEdit::SetColumn(large),
            PlanEdit::AddPeople(ids(&["3"])),
        ];
        assert_eq!(of(&narrowed), [3, 25, 27, 29]);
        assert_eq!(of(&[PlanEdit::SetTopPercent(10.0)]).len(), 4);
        // Nothing told: nobody has a stage. Toggled twice: everyone again.
        let twice = [PlanEdit::ToggleStage(Stage::AtRisk), PlanEdit::ToggleStage(Stage::AtRisk)];
        assert_eq!(of(&twice).len(), 40);
        assert!(draw_cells(&plan(&twice[..1]), &scored).audience.is_empty());
    }

    #[test]
    fn a_fixed_list_stays_and_a_living_rule_follows_the_scores() {
        let living = plan(&[PlanEdit::SetTopPercent(10.0)]);
        let before = Town::ring(40).scored();
        let first = draw_cells(&living, &before).audience;
        let fixed = edit(&living, &PlanEdit::FixAudience(ids_of(&first, &before.people))).unwrap();
        let after = Town::new(40, &[(30, 31, 1.0), (30, 32, 1.0), (30, 33, 0.9)]).opted_out(&[0]).scored();
        assert_ne!(draw_cells(&living, &after).audience, first);
        let left: Vec<u32> = first.into_iter().filter(|&person| person != 0).collect();
        assert_eq!(draw_cells(&fixed, &after).audience, left);
        assert!(!fixed.audience.is_everyone());
        let again = edit(&fixed, &PlanEdit::LetAudienceLive).unwrap();
        assert_eq!(again.audience, living.audience);
    }

    #[test]
    fn a_launched_plan_keeps_the_audience_it_was_launched_with() {
        let draft = plan(&[PlanEdit::AddTribes(vec![11])]);
        let scored = Town::ring(40).split_at(20).scored();
        let cells = draw_cells(&draft, &scored);
        let launch =
            Launch { on: "2026-11-21".into(), audience: launched_audience(&draft, &cells.audience, &scored.people) };
        let launched =
            edit(&draft, &PlanEdit::Launch { cells: cells.freeze(&scored.people), launch: launch.clone() }).unwrap();
        let moved = Town::ring(40).split_at(30).scored();
        assert_eq!(draw_cells(&launched, &moved).audience, cells.audience);
        assert_eq!((launched.launch.clone(), draw_cells(&draft, &moved).audience.len()), (launch, 10));
        let reopened = edit(&launched, &PlanEdit::Reopen).unwrap();
        assert_eq!(draw_cells(&reopened, &moved).audience.len(), 10);
        let nobody = PlanEdit::Launch { cells: FrozenCells::default(), launch: Launch::default() };
        assert!(edit(&draft, &nobody).is_err());
    }
}
