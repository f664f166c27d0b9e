//! Lift of treated over control from a table of results; knows no file and never says "significant".

use super::{Arm, Lift};
use crate::domain::campaign::{ArmKind, Cells, Plan};
use crate::domain::model::{Meaning, People, Person, Table};
use polars::prelude::{DataFrame, DataType, StringChunked};
use statrs::function::beta::ln_beta;

/// The 97.5 % quantile of the normal law.
const Z: f64 = 1.959_963_984_540_054;

/// Which side of the comparison somebody is on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Side {
    Treated,
    Control,
    /// In a group of the plan that is no part of this comparison.
    Beside,
    Neither,
}

/// What the plan's treatment did.
///
/// Results are matched by customer id; several rows of one customer are one customer, who did what was wanted if any
/// row says so. The file's own cell column wins where it says something; else the plan's frozen lists (else `cells`)
/// say who was in which cell. Everybody is counted in the cell that chance gave them, also people who have opted out
/// since: as a number only, and leaving them out would flatter a treatment that annoys. Cell members without a row
/// count as no, unless the file brings its own cells to a plan that froze none.
#[must_use]
pub fn measure(results: &Table, plan: &Plan, cells: &Cells, people: &People) -> Lift {
    let sides = planned_sides(plan, cells, people);
    let mut seen: Vec<Option<(Option<Side>, bool)>> = vec![None; people.len()];
    let mut lift = Lift::default();
    let mut has_own_cells = false;
    for row in rows(results.plain()) {
        let Some(person) = people.row(row.id) else {
            lift.n_unmatched += 1;
            continue;
        };
        let side = row.cell.and_then(|code| side_of_code(plan.id, code));
        has_own_cells |= side.is_some();
        if side.unwrap_or(sides[person as usize]) == Side::Neither {
            lift.n_outside_cells += 1;
        }
        let (known, is_yes) = seen[person as usize].get_or_insert((None, false));
        *known = known.or(side);
        *is_yes |= row.is_yes;
    }
    let counts_silent = counts_silent(plan, has_own_cells);
    for (planned, seen) in sides.iter().zip(&seen) {
        let (side, is_yes) = match seen {
            Some((own, is_yes)) => (own.unwrap_or(*planned), *is_yes),
            None if counts_silent => (*planned, false),
            None => continue,
        };
        let arm = match side {
            Side::Treated => &mut lift.treated,
            Side::Control => &mut lift.control,
            Side::Beside | Side::Neither => continue,
        };
        arm.n_people += 1;
        arm.n_yes += u64::from(is_yes);
        lift.n_silent += u64::from(seen.is_none());
    }
    (lift.points, lift.points_low, lift.points_high) = difference_points(lift.treated, lift.control);
    lift.chance_helped = chance_helped(lift.treated, lift.control);
    lift
}

/// Whether people without a row count as no.
pub(super) fn counts_silent(plan: &Plan, has_own_cells: bool) -> bool {
    plan.frozen.is_some() || !has_own_cells
}

fn planned_sides(plan: &Plan, cells: &Cells, people: &People) -> Vec<Side> {
    let dealt = cells.as_dealt(plan, people);
    let mut sides = vec![Side::Neither; people.len()];
    let mut put = |group: &[Person], side| group.iter().for_each(|&person| sides[person as usize] = side);
    dealt.beside().for_each(|arm| put(&arm.people, Side::Beside));
    put(&dealt.control, Side::Control);
    put(&dealt.treated, Side::Treated);
    sides
}

/// What a cell code means to this plan; nothing where the cell is empty. Codes are those of the shortlist
/// (`T7`, `C7` of plan 7); files from elsewhere may say it in a word.
pub(super) fn side_of_code(plan: u32, code: &str) -> Option<Side> {
    let code = code.trim().to_ascii_lowercase();
    let own = |letter: char| code.strip_prefix(letter).is_some_and(|number| number.parse() == Ok(plan));
    match code.as_str() {
        "" => None,
        "t" | "treated" | "treatment" | "test" => Some(Side::Treated),
        "c" | "control" | "holdout" | "hold-out" => Some(Side::Control),
        _ if own('t') => Some(Side::Treated),
        _ if own('c') => Some(Side::Control),
        code => Some(match ArmKind::of_code(plan, code) {
            Some(ArmKind::Motivation(_)) => Side::Treated,
            Some(ArmKind::Chosen(_)) => Side::Beside,
            None => Side::Neither,
        }),
    }
}

pub(super) struct Row<'a> {
    pub id: &'a str,
    pub is_yes: bool,
    pub cell: Option<&'a str>,
}

pub(super) fn rows(frame: &DataFrame) -> Vec<Row<'_>> {
    let text = |meaning: Meaning| -> Option<&StringChunked> { frame.column(meaning.word()).ok()?.str().ok() };
    let (Some(ids), cells) = (text(Meaning::Id), text(Meaning::Cell)) else { return Vec::new() };
    let outcomes = outcomes(frame);
    let row = |(row, is_yes)| Some(Row { id: ids.get(row)?, is_yes, cell: cells.and_then(|cells| cells.get(row)) });
    outcomes.into_iter().enumerate().filter_map(row).collect()
}

/// Of each row of a results file, whether it says that what was wanted was done; nothing where no row says anything.
#[must_use]
pub fn did_it(results: &Table) -> Vec<bool> {
    outcomes(results.plain())
}

fn outcomes(frame: &DataFrame) -> Vec<bool> {
    let outcome = frame.column(Meaning::Outcome.word()).and_then(|column| column.cast(&DataType::Float64));
    let Ok(outcome) = outcome else { return Vec::new() };
    let Ok(outcome) = outcome.f64() else { return Vec::new() };
    outcome.iter().map(|value| value.is_some_and(|value| value > 0.0)).collect()
}

/// Wilson's 95 % interval of a share (1927).
pub(super) fn wilson(arm: Arm) -> (f64, f64) {
    let n = arm.n_people as f64;
    let share = arm.n_yes as f64 / n;
    let middle = share + Z * Z / (2.0 * n);
    let half = Z * (share * (1.0 - share) / n + Z * Z / (4.0 * n * n)).sqrt();
    let scale = 1.0 + Z * Z / n;
    ((middle - half) / scale, (middle + half) / scale)
}

/// Treated minus control in percentage points, with its 95 % interval by method 10 of Newcombe, Statistics in Medicine
/// 17:873, 1998. An empty cell leaves everything open: 0, from -100 to 100.
#[must_use]
pub fn difference_points(treated: Arm, control: Arm) -> (f64, f64, f64) {
    if treated.n_people == 0 || control.n_people == 0 {
        return (0.0, -100.0, 100.0);
    }
    let share = |arm: Arm| arm.n_yes as f64 / arm.n_people as f64;
    let (p1, p2) = (share(treated), share(control));
    let ((l1, u1), (l2, u2)) = (wilson(treated), wilson(control));
    let points = p1 - p2;
    let low = points - ((p1 - l1).powi(2) + (u2 - p2).powi(2)).sqrt();
    let high = points + ((u1 - p1).powi(2) + (p2 - l2).powi(2)).sqrt();
    (100.0 * points, (100.0 * low).max(-100.0), (100.0 * high).min(100.0))
}

/// Chance that the treated share is truly above the control share, both unknown beforehand (uniform priors): exact sum
/// over the two beta laws (E. Miller, Formulas for Bayesian A/B Testing, 2014). O(treated who did it).
#[must_use]
pub fn chance_helped(treated: Arm, control: Arm) -> f64 {
    let law = |arm: Arm| {
        let n_yes = arm.n_yes.min(arm.n_people);
        (n_yes as f64 + 1.0, (arm.n_people - n_yes) as f64 + 1.0)
    };
    let ((_, b1), (a2, b2)) = (law(treated), law(control));
    let base = ln_beta(a2, b2);
    let term = |i: f64| (ln_beta(a2 + i, b1 + b2) - (b1 + i).ln() - ln_beta(1.0 + i, b1) - base).exp();
    let sum: f64 = (0..=treated.n_yes.min(treated.n_people)).map(|i| term(i as f64)).sum();
    sum.clamp(0.0, 1.0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::campaign::{FrozenCells, PlanStatus};
    use crate::domain::model::FileKind;
    use polars::prelude::*;

    fn arm(n_yes: u64, n_people: u64) -> Arm {
        Arm { n_people, n_yes }
    }

    #[test]
    fn interval_and_chance_agree_with_statsmodels_and_scipy() {
        // from statsmodels.stats.proportion import confint_proportions_2indep
        // confint_proportions_2indep(y1, n1, y2, n2, method="newcomb", compare="diff"); the chance by
        // scipy.integrate.quad(lambda t: beta(y2+1, n2-y2+1).pdf(t) * beta(y1+1, n1-y1+1).sf(t), 0, 1)
        for (y1, n1, y2, n2, low, high, chance) in [
            (56, 70, 48, 80, 5.243_147_240, 33.387_265_404, 0.995_929_539),
            (9, 10, 3, 10, 17.052_272_393, 80.901_797_353, 0.996_240_602),
            (10, 10, 0, 20, 67.908_603_714, 100.0, 0.999_999_969),
            (0, 15, 0, 12, -24.249_400_666, 20.388_330_104, 0.448_275_862),
            (3_894, 21_307, 2_262, 21_306, 6.995_330_808, 8.322_674_127, 1.0),
            (267, 21_307, 122, 21_306, 0.501_434_467, 0.864_072_340, 1.0),
        ] {
            let (points, found_low, found_high) = difference_points(arm(y1, n1), arm(y2, n2));
            assert!((points - 100.0 * (y1 as f64 / n1 as f64 - y2 as f64 / n2 as f64)).abs() < 1e-9);
            assert!((found_low - low).abs() < 1e-6 && (found_high - high).abs() < 1e-6, "{found_low} {found_high}");
            let found = chance_helped(arm(y1, n1), arm(y2, n2));
            assert!((found - chance).abs() < 1e-7, "{found} {chance}");
        }
        assert_eq!(difference_points(arm(1, 2), arm(0, 0)), (0.0, -100.0, 100.0));
        assert!((chance_helped(arm(0, 0), arm(0, 0)) - 0.5).abs() < 1e-9);
    }

    #[test]
    fn swapping_the_cells_turns_the_sign() {
        let (points, low, high) = difference_points(arm(30, 100), arm(20, 90));
        let (back, back_low, back_high) = difference_points(arm(20, 90), arm(30, 100));
        assert!((points + back).abs() < 1e-9 && (low + back_high).abs() < 1e-9 && (high + back_low).abs() < 1e-9);
        let sum = chance_helped(arm(30, 100), arm(20, 90)) + chance_helped(arm(20, 90), arm(30, 100));
        assert!((sum - 1.0).abs() < 1e-9);
    }

    fn people(n: u32) -> People {
        People::from_ids((0..n).map(|k| k.to_string()).collect())
    }

    fn results(rows: &[(&str, f64, Option<&str>)], has_cells: bool) -> Table {
        let mut columns = vec![
            Column::new("id".into(), rows.iter().map(|r| r.0).collect::<Vec<_>>()),
            Column::new("outcome".into(), rows.iter().map(|r| r.1).collect::<Vec<_>>()),
        ];
        if has_cells {
            columns.push(Column::new("cell".into(), rows.iter().map(|r| r.2).collect::<Vec<_>>()));
        }
        Table::new(FileKind::Results, DataFrame::new(rows.len(), columns).unwrap())
    }

    fn running() -> Plan {
        let ids = |range: std::ops::Range<u32>| range.map(|k| k.to_string()).collect();
        let frozen = FrozenCells { treated: ids(0..4), control: ids(4..8), ..FrozenCells::default() };
        Plan { frozen: Some(frozen), status: PlanStatus::Running, ..Plan::new(7, "A") }
    }

    #[test]
    fn results_are_matched_to_the_frozen_cells_and_silence_is_a_no() {
        let rows = [
            ("0", 1.0, None),
            ("1", 0.0, None),
            ("1", 1.0, None),
            ("4", 1.0, None),
            ("5", 0.0, None),
            ("9", 1.0, None),
            ("stranger", 1.0, None),
        ];
        let lift = measure(&results(&rows, false), &running(), &Cells::default(), &people(10));
        assert_eq!((lift.treated, lift.control), (arm(2, 4), arm(1, 4)));
        assert_eq!((lift.n_unmatched, lift.n_outside_cells, lift.n_silent), (1, 1, 4));
        assert_eq!(lift.points, 25.0);
        assert!(lift.points_low < 25.0 && 25.0 < lift.points_high && lift.chance_helped > 0.5);
    }

    #[test]
    fn the_files_own_cells_win() {
        let rows = [
            ("0", 1.0, Some("C7")),
            ("4", 1.0, Some(" t7 ")),
            ("8", 1.0, Some("T7")),
            ("1", 1.0, Some("T9")),
            ("2", 1.0, None),
        ];
        let lift = measure(&results(&rows, true), &running(), &Cells::default(), &people(10));
        assert_eq!((lift.treated, lift.control), (arm(3, 4), arm(1, 4)));
        assert_eq!((lift.n_outside_cells, lift.n_silent), (1, 4));
        // A plan that froze nothing takes the file's cells and expects nobody else.
        let draft = Plan::new(7, "A");
        let cells = Cells { treated: vec![1, 2, 3], control: vec![5], ..Cells::default() };
        let words = [("0", 1.0, Some("Treated")), ("4", 0.0, Some("control"))];
        let lift = measure(&results(&words, true), &draft, &cells, &people(10));
        assert_eq!((lift.treated, lift.control, lift.n_silent), (arm(1, 1), arm(0, 1), 0));
        let lift = measure(&results(&[("1", 1.0, None)], false), &draft, &cells, &people(10));
        assert_eq!((lift.treated, lift.control, lift.n_silent), (arm(1, 3), arm(0, 1), 3));
    }

    #[test]
    fn hillstroms_mailing_has_its_published_lift() {
        let folder = std::env::var("TRIBEWISE_DATA")
            .unwrap_or_else(|_| concat!(env!("CARGO_MANIFEST_DIR"), "/../shared/data").to_owned());
        let Ok(text) = std::fs::read_to_string(format!("{folder}/hillstrom-email/hillstrom.csv")) else {
            println!("skipped: the Hillstrom file is not here");
            return;
        };
        let lines: Vec<Vec<&str>> = text.lines().skip(1).map(|line| line.split(',').collect()).collect();
        let ids: Vec<String> = (0..lines.len()).map(|k| k.to_string()).collect();
        let code = |segment: &str| match segment.trim_matches('"') {
            "Mens E-Mail" => "T7",
            "No E-Mail" => "C7",
            _ => "T8",
        };
        let rows: Vec<(&str, f64, Option<&str>)> = ids
            .iter()
            .zip(&lines)
            .map(|(id, cells)| {
                (id.as_str(), cells[cells.len() - 3].parse().unwrap(), Some(code(cells[cells.len() - 4])))
            })
            .collect();
        let lift = measure(&results(&rows, true), &Plan::new(7, "A"), &Cells::default(), &people(64_000));
        assert_eq!((lift.treated, lift.control), (arm(3_894, 21_307), arm(2_262, 21_306)));
        assert_eq!(lift.n_outside_cells, 21_387);
        assert!((lift.points - 7.66).abs() < 0.005 && (lift.points_low - 6.995).abs() < 0.001);
    }
}
