//! What a measured campaign taught, as a value that outlives its plan and its files; words nothing.

use super::{Arm, GroupLesson, GroupLift, Lift};
use crate::domain::campaign::{ArmKind, Goal, PROVABLE_POINTS, Plan, Treatment, people_needed};
use crate::domain::model::Stage;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// One measured campaign, with all that its sentences need.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Lesson {
    pub id: u32,
    /// The results file that it was measured from, and its name.
    pub import: u32,
    pub file_name: String,
    /// When that file came, `2026-11-21 10:30`.
    pub on: String,
    pub plan: u32,
    /// What the plan was called then.
    pub plan_name: String,
    pub goal: Goal,
    /// What the treated received, each kind once.
    pub treatments: Vec<Treatment>,
    /// Lasting numbers of the tribes, and the stages, that the audience was narrowed to; both empty: it was not.
    pub tribes: BTreeSet<u32>,
    pub stages: BTreeSet<Stage>,
    pub lift: Lift,
    /// Parts of the treated who were told different things, and people chosen in other ways, each beside those left alone.
    pub groups: Vec<GroupLesson>,
    pub cost: Cost,
    /// What the planner says of it.
    pub remark: String,
}

/// What a measured campaign cost.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Cost {
    /// In all, in cents.
    pub cents: i64,
    /// Everybody whom it was spent on: the treated and the groups beside them.
    pub n_people: u64,
    /// Nothing was said to be spent yet: what was planned.
    pub is_planned: bool,
}

/// What a result says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// The whole interval is above nothing.
    Works,
    /// The interval holds both.
    Unclear,
    /// The whole interval is below nothing.
    Harms,
    /// Nobody was left alone, or nobody treated: there is nothing to compare with.
    NoComparison,
}

impl Verdict {
    /// The word for it in files for other programs.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Verdict::Works => "works",
            Verdict::Unclear => "unclear",
            Verdict::Harms => "harms",
            Verdict::NoComparison => "no comparison",
        }
    }
}

/// What to test next.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum NextTest {
    /// The same again, some kept for comparison.
    KeepSome,
    /// The same in this tribe, by its lasting number.
    Tribe(u32),
    /// The same for people of this stage.
    Stage(Stage),
    /// The same for more of those whom it was for.
    Widen,
    /// The same with so many in each of two groups: enough to be sure of what was seen.
    MorePeople { n_each: usize },
    /// Another message, offer or treatment, with so many in each of two groups: enough to see 10 points; none: even that
    /// could not be seen.
    ChangeOneThing { n_each: Option<usize> },
    /// Never again like this.
    Stop,
}

/// With whom something could be tried next.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Untried {
    /// Tribes by lasting number, with their people.
    pub tribes: Vec<(u32, usize)>,
    /// Stages with their people.
    pub stages: Vec<(Stage, usize)>,
    /// Everybody in the market.
    pub n_people: usize,
}

impl Lesson {
    /// What a plan's results teach, without number and remark; `groups` are those of the same results.
    #[must_use]
    pub fn of(plan: &Plan, lift: &Lift, groups: &[GroupLift], cost: Cost) -> Lesson {
        let mut treatments: Vec<Treatment> = Vec::new();
        for treatment in plan.treatments().iter() {
            if !treatments.contains(&treatment.kind) {
                treatments.push(treatment.kind);
            }
        }
        let reason = |kind: ArmKind| match kind {
            ArmKind::Motivation(n) => plan.cells.motivations.get(usize::from(n)).cloned().unwrap_or_default(),
            ArmKind::Chosen(_) => String::new(),
        };
        let group = |lift: &GroupLift| GroupLesson { reason: reason(lift.kind), lift: *lift };
        Lesson {
            groups: groups.iter().map(group).collect(),
            plan: plan.id,
            plan_name: plan.name.clone(),
            goal: plan.goal,
            treatments,
            tribes: plan.audience.tribes.clone(),
            stages: plan.audience.stages.clone(),
            lift: lift.clone(),
            cost,
            ..Lesson::default()
        }
    }

    /// Whether it is of the same measurement, whatever was found.
    #[must_use]
    pub fn is_of(&self, other: &Lesson) -> bool {
        self.import == other.import && self.plan == other.plan
    }

    /// Whether it says the same as another, numbers and remarks aside.
    #[must_use]
    pub fn says_as(&self, other: &Lesson) -> bool {
        let bare = |lesson: &Lesson| Lesson { id: 0, remark: String::new(), ..lesson.clone() };
        bare(self) == bare(other)
    }

    #[must_use]
    pub fn verdict(&self) -> Verdict {
        let Lift { treated, points_low, points_high, .. } = self.lift;
        self.verdict_on(treated, points_low, points_high)
    }

    /// The same of the group at this place.
    #[must_use]
    pub fn verdict_of(&self, group: usize) -> Verdict {
        let lift = self.groups.get(group).map(|group| group.lift);
        lift.map_or(Verdict::NoComparison, |lift| self.verdict_on(lift.arm, lift.points_low, lift.points_high))
    }

    fn verdict_on(&self, arm: Arm, points_low: f64, points_high: f64) -> Verdict {
        if arm.n_people == 0 || self.lift.control.n_people == 0 {
            Verdict::NoComparison
        } else if points_low > 0.0 {
            Verdict::Works
        } else if points_high < 0.0 {
            Verdict::Harms
        } else {
            Verdict::Unclear
        }
    }

    /// What each further person who did what was wanted cost, in cents; only where it is sure that there are any.
    #[must_use]
    pub fn cents_each_more(&self) -> Option<i64> {
        let more = self.lift.points / 100.0 * self.lift.treated.n_people as f64;
        if self.verdict() != Verdict::Works || self.cost.cents <= 0 || self.cost.n_people == 0 || more <= 0.0 {
            return None;
        }
        let share = (self.lift.treated.n_people as f64 / self.cost.n_people as f64).min(1.0);
        let of_treated = self.cost.cents as f64 * share;
        Some((of_treated / more).round() as i64)
    }

    /// What to test after it, given all that was learned and with whom it could be tried: what works goes to the largest
    /// tribe or stage where the same was not tried, what is unclear to as many people as the sample size formula asks for
    /// (see [`people_needed`]), what harms stops. O(tribes + stages + lessons).
    #[must_use]
    pub fn next_test(&self, lessons: &[Lesson], untried: &Untried) -> NextTest {
        match self.verdict() {
            Verdict::NoComparison => NextTest::KeepSome,
            Verdict::Harms => NextTest::Stop,
            Verdict::Works => self.next_place(lessons, untried),
            Verdict::Unclear => self.next_size(untried),
        }
    }

    fn next_place(&self, lessons: &[Lesson], untried: &Untried) -> NextTest {
        let same = || lessons.iter().chain([self]).filter(|lesson| lesson.treatments == self.treatments);
        let tribes = untried.tribes.iter().copied().filter(|one| !same().any(|lesson| lesson.tribes.contains(&one.0)));
        let stages = untried.stages.iter().copied().filter(|one| !same().any(|lesson| lesson.stages.contains(&one.0)));
        let tribe = largest(tribes).filter(|_| !self.tribes.is_empty()).map(NextTest::Tribe);
        let stage = largest(stages).filter(|_| !self.stages.is_empty()).map(NextTest::Stage);
        tribe.or(stage).unwrap_or(NextTest::Widen)
    }

    fn next_size(&self, untried: &Untried) -> NextTest {
        let share = |arm: Arm| arm.n_yes as f64 / arm.n_people.max(1) as f64;
        let (treated, control) = (share(self.lift.treated), share(self.lift.control));
        let fits = |n_each: &usize| 2 * n_each <= untried.n_people;
        if let Some(n_each) = people_needed(control, treated).filter(|_| treated > control).filter(fits) {
            return NextTest::MorePeople { n_each };
        }
        let n_each = people_needed(control, control + PROVABLE_POINTS / 100.0).filter(fits);
        NextTest::ChangeOneThing { n_each }
    }
}

/// The one with the most people, and the first of equals; nothing where nobody is in any.
fn largest<T: Copy>(of: impl Iterator<Item = (T, usize)>) -> Option<T> {
    let best = |best: Option<(T, usize)>, one: (T, usize)| match best {
        Some(best) if best.1 >= one.1 => Some(best),
        _ => Some(one),
    };
    of.filter(|one| one.1 > 0).fold(None, best).map(|one| one.0)
}

#[cfg(test)]
mod tests {
    use super::super::difference_points;
    use super::*;

    fn lesson(treated: (u64, u64), control: (u64, u64)) -> Lesson {
        let arm = |(n_yes, n_people)| Arm { n_people, n_yes };
        let (treated, control) = (arm(treated), arm(control));
        let (points, points_low, points_high) = difference_points(treated, control);
        let lift = Lift { treated, control, points, points_low, points_high, ..Lift::default() };
        Lesson { lift, treatments: vec![Treatment::ExecutiveCall], ..Lesson::default() }
    }

    fn field(n_people: usize) -> Untried {
        let stages = vec![(Stage::Active, 700), (Stage::AtRisk, 90)];
        Untried { tribes: vec![(4, 30), (7, 80), (9, 80), (2, 200)], stages, n_people }
    }

    #[test]
    fn verdicts_follow_the_interval_and_harm_stops() {
        assert_eq!(lesson((60, 200), (30, 200)).verdict(), Verdict::Works);
        assert_eq!(lesson((30, 200), (60, 200)).verdict(), Verdict::Harms);
        assert_eq!(lesson((6, 20), (5, 20)).verdict(), Verdict::Unclear);
        assert_eq!(lesson((6, 20), (0, 0)).verdict(), Verdict::NoComparison);
        assert_eq!(lesson((30, 200), (60, 200)).next_test(&[], &field(9_000)), NextTest::Stop);
        assert_eq!(lesson((6, 20), (0, 0)).next_test(&[], &field(9_000)), NextTest::KeepSome);
    }

    #[test]
    fn what_is_unclear_asks_for_as_many_as_the_formula_says() {
        // 20 % against 28 % needs 447 in each group (Fleiss 1981), see `people_needed`.
        let seen = lesson((28, 100), (20, 100));
        assert_eq!(seen.next_test(&[], &field(894)), NextTest::MorePeople { n_each: 447 });
        // Where there are not so many people: another thing, and 293 could see it go from 20 to 30 %.
        let small = people_needed(0.2, 0.3).unwrap();
        assert_eq!(seen.next_test(&[], &field(893)), NextTest::ChangeOneThing { n_each: Some(small) });
        assert_eq!(seen.next_test(&[], &field(50)), NextTest::ChangeOneThing { n_each: None });
        // More people settle nothing where nothing was seen.
        let none = lesson((20, 100), (20, 100)).next_test(&[], &field(9_000));
        assert_eq!(none, NextTest::ChangeOneThing { n_each: Some(small) });
    }

    #[test]
    fn what_works_goes_where_the_same_was_not_tried() {
        let works = Lesson { tribes: BTreeSet::from([2]), ..lesson((60, 200), (30, 200)) };
        assert_eq!(works.next_test(&[], &field(9_000)), NextTest::Tribe(7));
        let tried = Lesson { tribes: BTreeSet::from([7]), ..lesson((6, 20), (5, 20)) };
        assert_eq!(works.next_test(std::slice::from_ref(&tried), &field(9_000)), NextTest::Tribe(9));
        let other = Lesson { treatments: vec![Treatment::Coupon], ..tried };
        assert_eq!(works.next_test(&[other], &field(9_000)), NextTest::Tribe(7), "another thing was tried there");
        let staged = Lesson { stages: BTreeSet::from([Stage::Active]), ..lesson((60, 200), (30, 200)) };
        assert_eq!(staged.next_test(&[], &field(9_000)), NextTest::Stage(Stage::AtRisk));
        assert_eq!(lesson((60, 200), (30, 200)).next_test(&[], &field(9_000)), NextTest::Widen);
        assert_eq!(works.next_test(&[], &Untried::default()), NextTest::Widen);
    }

    #[test]
    fn each_more_costs_what_the_treated_cost_and_nothing_is_said_where_it_is_not_sure() {
        let cost = Cost { cents: 60_000, n_people: 300, is_planned: false };
        // 200 of 300 paid for were the treated: 400 euros; 15 points of 200 are 30 people.
        let works = Lesson { cost, ..lesson((60, 200), (30, 200)) };
        assert_eq!(works.cents_each_more(), Some(1_333));
        assert_eq!(Lesson { cost, ..lesson((6, 20), (5, 20)) }.cents_each_more(), None);
        assert_eq!(Lesson { cost: Cost::default(), ..works }.cents_each_more(), None);
    }

    #[test]
    fn a_lesson_outlives_fields_that_a_file_lacks() {
        let text = r#"{"id": 3, "plan_name": "Spring", "lift": {"points": 4.0}}"#;
        let read: Lesson = serde_json::from_str(text).unwrap();
        assert_eq!((read.id, read.plan_name.as_str(), read.lift.points), (3, "Spring", 4.0));
        assert_eq!(read.verdict(), Verdict::NoComparison);
    }
}
