//! Which group of a measured campaign did best, and from which others it can be told apart; words nothing.

use super::lift::wilson;
use super::{Arm, GroupLift, Lesson};
use crate::domain::campaign::ArmKind;
use serde::{Deserialize, Serialize};

/// What a further group of a measured campaign did, as it is kept.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct GroupLesson {
    /// What its people were told; empty where that is not what sets them apart.
    #[serde(default)]
    pub reason: String,
    pub lift: GroupLift,
}

/// One of those whose results stand side by side.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Contestant {
    /// Everybody treated.
    Treated,
    /// The group at this place of [`Lesson::groups`].
    Group(usize),
}

/// What is compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Between {
    /// What parts of the treated were told: chance gave each person theirs.
    Reasons,
    /// The treated and people chosen in other ways: they are not the same kind of people.
    WaysOfChoosing,
}

/// Who did best among several.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Contest {
    pub between: Between,
    /// Whose share of people who did what was wanted is highest; several where it is the same.
    pub best: Vec<Contestant>,
    /// Whose whole range lies below that of the best.
    pub told_apart: Vec<Contestant>,
    /// Whose range overlaps that of the best, in the plan's order.
    pub not_told_apart: Vec<Contestant>,
}

impl Lesson {
    /// The range that a result is known by: of the percentage points against those left alone, else, where nobody was, of
    /// the share itself (Wilson 1927), both to 95 %. None: nobody was in the group.
    #[must_use]
    pub fn range(&self, whose: Contestant) -> Option<(f64, f64)> {
        let (arm, low, high) = self.result_of(whose)?;
        if arm.n_people == 0 {
            return None;
        }
        if self.lift.control.n_people > 0 {
            return Some((low, high));
        }
        let (low, high) = wilson(arm);
        Some((100.0 * low, 100.0 * high))
    }

    fn result_of(&self, whose: Contestant) -> Option<(Arm, f64, f64)> {
        match whose {
            Contestant::Treated => Some((self.lift.treated, self.lift.points_low, self.lift.points_high)),
            Contestant::Group(n) => {
                let GroupLift { arm, points_low, points_high, .. } = self.groups.get(n)?.lift;
                Some((arm, points_low, points_high))
            }
        }
    }

    /// Who did best: among the reasons told, and among the ways of choosing people; of each only where two groups or more
    /// had anybody. Ranges that overlap are not told apart, which is stricter than a test of two groups: the best of
    /// several is looked at because it is the best. O(groups).
    #[must_use]
    pub fn contests(&self) -> Vec<Contest> {
        let is_reason = |n: &usize| matches!(self.groups[*n].lift.kind, ArmKind::Motivation(_));
        let (reasons, chosen): (Vec<usize>, Vec<usize>) = (0..self.groups.len()).partition(is_reason);
        let reasons = reasons.into_iter().map(Contestant::Group).collect();
        let ways = std::iter::once(Contestant::Treated).chain(chosen.into_iter().map(Contestant::Group)).collect();
        let both = [(Between::Reasons, reasons), (Between::WaysOfChoosing, ways)];
        both.into_iter().filter_map(|(between, among)| self.contest(between, among)).collect()
    }

    fn contest(&self, between: Between, among: Vec<Contestant>) -> Option<Contest> {
        let known: Vec<(Contestant, Arm, (f64, f64))> =
            among.into_iter().filter_map(|one| Some((one, self.result_of(one)?.0, self.range(one)?))).collect();
        let most = known.iter().map(|one| one.1).reduce(|a, b| if compare(b, a).is_gt() { b } else { a })?;
        let is_best = |arm: Arm| compare(arm, most).is_eq();
        let low = known.iter().filter(|one| is_best(one.1)).map(|one| one.2.0).fold(f64::INFINITY, f64::min);
        if known.len() < 2 {
            return None;
        }
        let mut contest = Contest { between, best: Vec::new(), told_apart: Vec::new(), not_told_apart: Vec::new() };
        for (one, arm, (_, high)) in known {
            let list = if is_best(arm) {
                &mut contest.best
            } else if high < low {
                &mut contest.told_apart
            } else {
                &mut contest.not_told_apart
            };
            list.push(one);
        }
        Some(contest)
    }
}

/// Compares shares exactly.
fn compare(a: Arm, b: Arm) -> std::cmp::Ordering {
    let product = |yes: u64, n: u64| u128::from(yes) * u128::from(n);
    product(a.n_yes, b.n_people).cmp(&product(b.n_yes, a.n_people))
}

#[cfg(test)]
mod tests {
    use super::super::difference_points;
    use super::*;
    use crate::domain::campaign::How;

    const A: ArmKind = ArmKind::Motivation(0);
    const B: ArmKind = ArmKind::Motivation(1);
    const C: ArmKind = ArmKind::Motivation(2);
    const RANDOM: ArmKind = ArmKind::Chosen(How::Random);

    fn lesson(groups: &[(ArmKind, u64, u64)], control: (u64, u64)) -> Lesson {
        let control = Arm { n_yes: control.0, n_people: control.1 };
        let mut lesson = Lesson::default();
        lesson.lift.control = control;
        for &(kind, n_yes, n_people) in groups {
            let arm = Arm { n_people, n_yes };
            let (points, points_low, points_high) = difference_points(arm, control);
            let lift = GroupLift { kind, arm, points, points_low, points_high, chance_helped: 0.5 };
            lesson.groups.push(GroupLesson { reason: String::new(), lift });
        }
        lesson
    }

    fn reasons(lesson: &Lesson) -> Contest {
        lesson.contests().into_iter().find(|one| one.between == Between::Reasons).unwrap()
    }

    #[test]
    fn the_best_is_told_apart_only_where_ranges_do_not_overlap() {
        let few = reasons(&lesson(&[(A, 6, 20), (B, 5, 20)], (4, 20)));
        assert_eq!((few.best, few.told_apart), (vec![Contestant::Group(0)], vec![]));
        assert_eq!(few.not_told_apart, [Contestant::Group(1)]);
        let many = reasons(&lesson(&[(A, 100, 1_000), (B, 300, 1_000), (C, 280, 1_000)], (90, 1_000)));
        assert_eq!(many.best, [Contestant::Group(1)]);
        assert_eq!((many.told_apart, many.not_told_apart), (vec![Contestant::Group(0)], vec![Contestant::Group(2)]));
    }

    #[test]
    fn equal_shares_are_equally_good_and_nobody_is_in_no_contest() {
        let even = reasons(&lesson(&[(A, 10, 40), (B, 5, 20), (C, 0, 0)], (4, 20)));
        assert_eq!(even.best, [Contestant::Group(0), Contestant::Group(1)]);
        assert!(even.told_apart.is_empty() && even.not_told_apart.is_empty());
        assert!(lesson(&[(A, 10, 40), (B, 0, 0)], (4, 20)).contests().is_empty());
        assert!(Lesson::default().contests().is_empty());
    }

    #[test]
    fn where_nobody_was_left_alone_the_shares_are_compared() {
        let alone = lesson(&[(A, 300, 1_000), (B, 100, 1_000)], (0, 0));
        assert_eq!(reasons(&alone).told_apart, [Contestant::Group(1)]);
        let (low, high) = alone.range(Contestant::Group(0)).unwrap();
        assert!(low > 27.0 && low < 30.0 && high > 30.0 && high < 33.0, "{low} to {high}");
    }

    #[test]
    fn ways_of_choosing_are_compared_with_all_the_treated() {
        let mut lesson = lesson(&[(A, 30, 100), (B, 20, 100), (RANDOM, 10, 200)], (10, 200));
        lesson.lift.treated = Arm { n_people: 200, n_yes: 50 };
        (lesson.lift.points, lesson.lift.points_low, lesson.lift.points_high) =
            difference_points(lesson.lift.treated, lesson.lift.control);
        let [reasons, ways] = &lesson.contests()[..] else { panic!("two contests") };
        assert_eq!((reasons.between, &reasons.best[..]), (Between::Reasons, &[Contestant::Group(0)][..]));
        assert_eq!((ways.between, &ways.best[..]), (Between::WaysOfChoosing, &[Contestant::Treated][..]));
        assert_eq!(ways.told_apart, [Contestant::Group(2)]);
    }

    #[test]
    fn what_is_kept_comes_back_to_the_last_bit_and_old_files_have_no_groups() {
        let kept = lesson(&[(A, 1, 3), (RANDOM, 2, 7)], (5, 11));
        let text = serde_json::to_string(&kept).unwrap();
        assert_eq!(serde_json::from_str::<Lesson>(&text).unwrap(), kept);
        let old: Lesson = serde_json::from_str(r#"{"id": 3, "lift": {"points": 4.0}}"#).unwrap();
        assert!(old.groups.is_empty());
    }
}
