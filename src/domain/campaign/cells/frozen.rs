//! Who is in the cells of an approved plan: as they were dealt, and as they are now; deals nobody anew.

use super::{Arm, ArmKind, Cells, Ground, parts};
use crate::domain::campaign::{Costs, FrozenCells, Plan};
use crate::domain::model::{People, Person};
use std::collections::BTreeSet;

/// The cells of an approved plan without the people who have opted out since.
pub(super) fn thawed(plan: &Plan, frozen: &FrozenCells, cells: Cells, ground: &Ground<'_>) -> Cells {
    let people = &ground.scored.people;
    let now = dealt(plan, frozen, people, |person| !people.is_opted_out[person as usize]);
    Cells { treated: now.treated, control: now.control, arms: now.arms, ..cells }
        .priced(&Costs::of(plan, ground.scored))
}

impl Cells {
    /// Treated, control and the other groups as they were dealt: those of an approved plan with everybody who has opted
    /// out since, for whoever counts what came of it.
    #[must_use]
    pub fn as_dealt(&self, plan: &Plan, people: &People) -> Cells {
        match &plan.frozen {
            Some(frozen) => dealt(plan, frozen, people, |_| true),
            None => self.clone(),
        }
    }
}

/// Each person once: two ids that turned out to be one person are one, and who was treated under one of them is no
/// comparison.
fn dealt(plan: &Plan, frozen: &FrozenCells, people: &People, may_be: impl Fn(Person) -> bool) -> Cells {
    let mut is_taken = vec![false; people.len()];
    let mut still_here = |ids: &[String]| -> Vec<Person> {
        let rows = ids.iter().filter_map(|id| people.row(id)).filter(|&row| may_be(row));
        rows.filter(|&row| !std::mem::replace(&mut is_taken[row as usize], true)).collect()
    };
    let (treated, control) = (still_here(&frozen.treated), still_here(&frozen.control));
    let beside: Vec<Arm> =
        frozen.beside.iter().map(|(how, ids)| Arm { kind: ArmKind::Chosen(*how), people: still_here(ids) }).collect();
    // By the places as they were: whoever has left since does not move the others to another part.
    let is_treated: BTreeSet<Person> = treated.iter().copied().collect();
    let whole = parts(plan, &(0..frozen.treated.len() as Person).collect::<Vec<_>>());
    let part = |arm: Arm| {
        let rows = arm.people.into_iter().filter_map(|at| people.row(&frozen.treated[at as usize]));
        Arm { kind: arm.kind, people: rows.filter(|person| is_treated.contains(person)).collect() }
    };
    let arms = whole.into_iter().map(part).chain(beside).collect();
    Cells { treated, control, arms, ..Cells::default() }
}
