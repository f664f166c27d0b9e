//! What each further group of a plan did, beside those left alone; knows no file.

use super::lift::{Side, chance_helped, counts_silent, difference_points, rows, side_of_code};
use super::{Arm, Lift};
use crate::domain::campaign::{ArmKind, Cells, Plan};
use crate::domain::model::{People, Person, Table};
use serde::{Deserialize, Serialize};

/// One group against those left alone.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct GroupLift {
    pub kind: ArmKind,
    pub arm: Arm,
    /// Difference of the shares in percentage points, with its 95 % interval (Newcombe 1998, method 10).
    pub points: f64,
    pub points_low: f64,
    pub points_high: f64,
    pub chance_helped: f64,
}

/// What the file's own code says of somebody, with the place of the group, and whether they said yes.
type Seen = (Option<(Side, Option<usize>)>, bool);

/// Every group of the plan beside treated and control, in the plan's order, by the rules of [`super::measure`]: the first
/// code of a person in the file wins, whatever it says, so that nobody counts in two groups; else chance's own group,
/// also for people who have opted out since. `lift` is that of the same results.
#[must_use]
pub fn groups(results: &Table, plan: &Plan, cells: &Cells, people: &People, lift: &Lift) -> Vec<GroupLift> {
    let dealt = cells.as_dealt(plan, people);
    if dealt.arms.is_empty() {
        return Vec::new();
    }
    let mut planned: Vec<Option<usize>> = vec![None; people.len()];
    for (n, arm) in dealt.arms.iter().enumerate() {
        arm.people.iter().for_each(|&person: &Person| planned[person as usize] = Some(n));
    }
    let place = |code: &str| {
        let kind = ArmKind::of_code(plan.id, code)?;
        dealt.arms.iter().position(|arm| arm.kind == kind)
    };
    let is_part = |n: &usize| matches!(dealt.arms[*n].kind, ArmKind::Motivation(_));
    let mut seen: Vec<Option<Seen>> = vec![None; people.len()];
    let mut has_own_cells = false;
    for row in rows(results.plain()) {
        let Some(person) = people.row(row.id) else { continue };
        let said = row.cell.and_then(|code| Some((side_of_code(plan.id, code)?, place(code))));
        has_own_cells |= said.is_some();
        let (known, is_yes) = seen[person as usize].get_or_insert((None, false));
        *known = known.or(said);
        *is_yes |= row.is_yes;
    }
    let counts_silent = counts_silent(plan, has_own_cells);
    let mut arms = vec![Arm::default(); dealt.arms.len()];
    for (planned, seen) in planned.iter().zip(&seen) {
        let (place, is_yes) = match seen {
            // Treated, and not said for which reason: the one that chance gave.
            Some((Some((Side::Treated, place)), is_yes)) => (place.or(planned.filter(is_part)), *is_yes),
            Some((Some((_, place)), is_yes)) => (*place, *is_yes),
            Some((None, is_yes)) => (*planned, *is_yes),
            None if counts_silent => (*planned, false),
            None => continue,
        };
        if let Some(arm) = place.and_then(|n| arms.get_mut(n)) {
            arm.n_people += 1;
            arm.n_yes += u64::from(is_yes);
        }
    }
    let one = |(arm, counted): (&crate::domain::campaign::Arm, Arm)| {
        let (points, points_low, points_high) = difference_points(counted, lift.control);
        let chance_helped = chance_helped(counted, lift.control);
        GroupLift { kind: arm.kind, arm: counted, points, points_low, points_high, chance_helped }
    };
    dealt.arms.iter().zip(arms).map(one).collect()
}

#[cfg(test)]
mod tests {
    use super::super::measure;
    use super::*;
    use crate::domain::campaign::{Arm as Cell, FrozenCells, How};
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
            ("1", 0.0, "T7A"),
            ("8", 0.0, "R7"),
        ];
        let columns = vec![
            Column::new("id".into(), rows.iter().map(|row| row.0).collect::<Vec<_>>()),
            Column::new("outcome".into(), rows.iter().map(|row| row.1).collect::<Vec<_>>()),
            Column::new("cell".into(), rows.iter().map(|row| row.2).collect::<Vec<_>>()),
        ];
        let frame = DataFrame::new(rows.len(), columns).unwrap();
        let plan = Plan::new(7, "A");
        let table = Table::new(FileKind::Results, frame);
        let lift = measure(&table, &plan, &cells, &people);
        assert_eq!((lift.treated.n_yes, lift.control.n_people, lift.n_outside_cells), (3, 1, 0));
        let found = groups(&table, &plan, &cells, &people, &lift);
        let counts: Vec<(u64, u64)> = found.iter().map(|group| (group.arm.n_yes, group.arm.n_people)).collect();
        // The file says that 11 was in the random group, too.
        assert_eq!(counts, [(1, 2), (2, 2), (2, 3)]);
        assert_eq!(found.iter().map(|group| group.kind.code(7)).collect::<Vec<_>>(), ["T7A", "T7B", "R7"]);
        assert!(found[1].points > found[0].points);
        assert!(groups(&table, &plan, &Cells::default(), &people, &lift).is_empty());
        // Of a plan that froze nothing, whoever the file with its own codes is silent of is not counted.
        let table = Table::new(FileKind::Results, table.plain().head(Some(6)));
        let lift = measure(&table, &plan, &cells, &people);
        let found = groups(&table, &plan, &cells, &people, &lift);
        let counts: Vec<(u64, u64)> = found.iter().map(|group| (group.arm.n_yes, group.arm.n_people)).collect();
        assert_eq!((counts, lift.n_silent), (vec![(1, 1), (2, 2), (2, 2)], 0));
    }

    #[test]
    fn everybody_counts_once_in_the_group_that_chance_gave_them() {
        let mut people = People::from_ids((0..20).map(|k| k.to_string()).collect());
        let ids = |range: std::ops::Range<u32>| range.map(|k| k.to_string()).collect::<Vec<_>>();
        let beside = vec![(How::Random, ids(8..12))];
        let mut plan = Plan::new(7, "A");
        plan.cells.motivations = vec!["a".into(), "b".into()];
        plan.frozen = Some(FrozenCells { treated: ids(0..4), control: ids(4..8), beside });
        // 9 opted out after the launch, so no list of today has them.
        people.is_opted_out[9] = true;
        let rows =
            [("8", 1.0, "C7"), ("8", 1.0, "R7"), ("9", 1.0, ""), ("10", 1.0, "T7"), ("0", 1.0, "T7"), ("11", 0.0, "")];
        let columns = vec![
            Column::new("id".into(), rows.iter().map(|row| row.0).collect::<Vec<_>>()),
            Column::new("outcome".into(), rows.iter().map(|row| row.1).collect::<Vec<_>>()),
            Column::new("cell".into(), rows.iter().map(|row| row.2).collect::<Vec<_>>()),
        ];
        let table = Table::new(FileKind::Results, DataFrame::new(rows.len(), columns).unwrap());
        let lift = measure(&table, &plan, &Cells::default(), &people);
        let found = groups(&table, &plan, &Cells::default(), &people, &lift);
        // 8 says it was left alone and 10 that it was treated: neither is in the random group as well.
        assert_eq!((lift.control, lift.treated), (Arm { n_people: 5, n_yes: 1 }, Arm { n_people: 5, n_yes: 2 }));
        assert_eq!(found[2].arm, Arm { n_people: 2, n_yes: 1 });
        let parts = found[0].arm.n_people + found[1].arm.n_people;
        assert_eq!((parts, found[0].arm.n_yes + found[1].arm.n_yes), (4, 1));
    }
}
