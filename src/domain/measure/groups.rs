//! What each further group of a plan did, beside those left alone; knows no file.

use super::lift::{chance_helped, difference_points, rows};
use super::{Arm, Lift};
use crate::domain::campaign::{ArmKind, Cells, Plan};
use crate::domain::model::{People, Person, Table};

/// One group against those left alone.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct GroupLift {
    pub kind: ArmKind,
    pub arm: Arm,
    /// Difference of the shares in percentage points, with its 95 % interval (Newcombe 1998, method 10).
    pub points: f64,
    pub points_low: f64,
    pub points_high: f64,
    pub chance_helped: f64,
}

/// Every group of the plan beside treated and control, in the plan's order. The file's own code wins where it names a
/// group; else the plan's cells say who is in it. People without a row count as no. `lift` is that of the same results.
#[must_use]
pub fn groups(results: &Table, plan: &Plan, cells: &Cells, people: &People, lift: &Lift) -> Vec<GroupLift> {
    if cells.arms.is_empty() {
        return Vec::new();
    }
    let mut of: Vec<Option<usize>> = vec![None; people.len()];
    for (n, arm) in cells.arms.iter().enumerate() {
        arm.people.iter().for_each(|&person: &Person| of[person as usize] = Some(n));
    }
    let mut is_yes = vec![false; people.len()];
    for row in rows(&results.frame) {
        let Some(person) = people.row(row.id) else { continue };
        is_yes[person as usize] |= row.is_yes;
        let named = row.cell.and_then(|code| ArmKind::of_code(plan.id, code));
        let place = named.and_then(|kind| cells.arms.iter().position(|arm| arm.kind == kind));
        if place.is_some() {
            of[person as usize] = place;
        }
    }
    let mut arms = vec![Arm::default(); cells.arms.len()];
    for (of, is_yes) in of.iter().zip(&is_yes) {
        if let Some(arm) = of.and_then(|n| arms.get_mut(n)) {
            arm.n_people += 1;
            arm.n_yes += u64::from(*is_yes);
        }
    }
    let one = |(arm, counted): (&crate::domain::campaign::Arm, Arm)| {
        let (points, points_low, points_high) = difference_points(counted, lift.control);
        let chance_helped = chance_helped(counted, lift.control);
        GroupLift { kind: arm.kind, arm: counted, points, points_low, points_high, chance_helped }
    };
    cells.arms.iter().zip(arms).map(one).collect()
}

#[cfg(test)]
mod tests {
    use super::super::measure;
    use super::*;
    use crate::domain::campaign::{Arm as Cell, How};
    use crate::domain::model::FileKind;
    use polars::prelude::*;

    #[test]
    fn every_group_is_matched_back_by_its_code() {
        let people = People::from_ids((0..20).map(|k| k.to_string()).collect());
        let arm = |kind, people: &[Person]| Cell { kind, people: people.to_vec() };
        let random = ArmKind::Chosen(How::Random);
        let parts = [ArmKind::Motivation(0), ArmKind::Motivation(1)];
        let arms = vec![arm(parts[0], &[0, 1]), arm(parts[1], &[2, 3]), arm(random, &[8, 9])];
        let cells = Cells { treated: vec![0, 1, 2, 3], control: vec![4, 5], arms, ..Cells::default() };
        let rows = [
            ("0", 1.0, "T7A"),
            ("2", 1.0, "t7b"),
            ("3", 1.0, "T7B"),
            ("9", 1.0, "R7"),
            ("11", 1.0, "r7"),
            ("4", 0.0, "C7"),
        ];
        let columns = vec![
            Column::new("id".into(), rows.iter().map(|row| row.0).collect::<Vec<_>>()),
            Column::new("outcome".into(), rows.iter().map(|row| row.1).collect::<Vec<_>>()),
            Column::new("cell".into(), rows.iter().map(|row| row.2).collect::<Vec<_>>()),
        ];
        let frame = DataFrame::new(rows.len(), columns).unwrap();
        let plan = Plan::new(7, "A");
        let table = Table { kind: FileKind::Results, frame };
        let lift = measure(&table, &plan, &cells, &people);
        assert_eq!((lift.treated.n_yes, lift.control.n_people, lift.n_outside_cells), (3, 1, 0));
        let found = groups(&table, &plan, &cells, &people, &lift);
        let counts: Vec<(u64, u64)> = found.iter().map(|group| (group.arm.n_yes, group.arm.n_people)).collect();
        // The file says that 11 was in the random group, too.
        assert_eq!(counts, [(1, 2), (2, 2), (2, 3)]);
        assert_eq!(found.iter().map(|group| group.kind.code(7)).collect::<Vec<_>>(), ["T7A", "T7B", "R7"]);
        assert!(found[1].points > found[0].points);
        assert!(groups(&table, &plan, &Cells::default(), &people, &lift).is_empty());
    }
}
