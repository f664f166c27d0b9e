//! The treatments of a plan: their usual terms, who of the treated receives which, and what that costs.

use super::round::round;
use super::{Plan, Treatment};
use crate::domain::model::Person;
use crate::domain::score::Scored;
use serde::{Deserialize, Serialize};
use std::borrow::Cow;

/// Where a treatment meets the customer.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TouchPoint {
    #[default]
    Call,
    Post,
    Email,
    App,
    Shop,
    Event,
}

impl TouchPoint {
    pub const ALL: [TouchPoint; 6] =
        [TouchPoint::Call, TouchPoint::Post, TouchPoint::Email, TouchPoint::App, TouchPoint::Shop, TouchPoint::Event];

    /// The word in exported files.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            TouchPoint::Call => "call",
            TouchPoint::Post => "post",
            TouchPoint::Email => "e-mail",
            TouchPoint::App => "app",
            TouchPoint::Shop => "shop",
            TouchPoint::Event => "event",
        }
    }
}

/// Who carries a treatment out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Department {
    #[default]
    Management,
    CustomerCare,
    Marketing,
    Shops,
    Product,
}

impl Department {
    pub const ALL: [Department; 5] = [
        Department::Management,
        Department::CustomerCare,
        Department::Marketing,
        Department::Shops,
        Department::Product,
    ];

    /// The word in exported files.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Department::Management => "management",
            Department::CustomerCare => "customer care",
            Department::Marketing => "marketing",
            Department::Shops => "shops",
            Department::Product => "product",
        }
    }
}

/// What leaves the building so that a treatment can be carried out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Paper {
    /// Whom to call, why they matter, what to say.
    CallSheet,
    /// Whom to write to, and what about.
    MailMerge,
    /// A coupon code for each, and one-use codes for their friends.
    Codes,
    /// Invitations: one listened-to person a tribe.
    Panel,
    /// Flags for the customer care system.
    Priority,
    /// Who does not get the newsletter meanwhile.
    Suppression,
    /// Every task of the plan.
    Tasks,
}

impl Paper {
    pub const ALL: [Paper; 7] = [
        Paper::CallSheet,
        Paper::MailMerge,
        Paper::Codes,
        Paper::Panel,
        Paper::Priority,
        Paper::Suppression,
        Paper::Tasks,
    ];

    /// The word on the command line and in file names.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Paper::CallSheet => "call-sheet",
            Paper::MailMerge => "mail-merge",
            Paper::Codes => "codes",
            Paper::Panel => "panel",
            Paper::Priority => "priority",
            Paper::Suppression => "suppression",
            Paper::Tasks => "tasks",
        }
    }
}

impl Treatment {
    /// What leaves the building for it.
    #[must_use]
    pub fn paper(self) -> Paper {
        match self {
            Treatment::ExecutiveCall => Paper::CallSheet,
            Treatment::HandwrittenNote => Paper::MailMerge,
            Treatment::PriorityService | Treatment::SpecialNumber | Treatment::FreeUpgrade => Paper::Priority,
            Treatment::PreviewPanel => Paper::Panel,
            Treatment::Coupon => Paper::Codes,
            Treatment::SpecialOutreach => Paper::Suppression,
        }
    }

    /// Whether somebody turns to each person by themselves; else a list is handed over to a system.
    #[must_use]
    pub fn is_personal(self) -> bool {
        matches!(
            self,
            Treatment::ExecutiveCall
                | Treatment::HandwrittenNote
                | Treatment::PreviewPanel
                | Treatment::SpecialOutreach
        )
    }
}

/// One treatment of a plan, on its terms.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct PlanTreatment {
    /// Lasting within the plan.
    pub id: u32,
    pub kind: Treatment,
    /// Share of the treated people who receive it, in per cent; 100: everybody. Smaller shares are drawn at random and
    /// overlap no more than they must.
    pub share_percent: f32,
    pub cost_a_head_cents: i64,
    /// Once, however many people.
    pub fixed_cents: i64,
    /// How many people a working day; 0: no limit.
    pub a_day: u32,
    /// Working time a person, in minutes.
    pub minutes_a_head: u32,
    pub touch_point: TouchPoint,
    pub department: Department,
    /// Empty: the plan's.
    pub owner: String,
    /// What it cost in the end, where somebody said so.
    pub actual_cents: Option<i64>,
}

impl PlanTreatment {
    /// A treatment on the terms that a planner would start from.
    #[must_use]
    pub fn usual(id: u32, kind: Treatment) -> Self {
        use {Department as By, TouchPoint as At};
        let (cost, fixed, a_day, minutes, touch_point, department) = match kind {
            Treatment::ExecutiveCall => (1_200, 0, 8, 20, At::Call, By::Management),
            Treatment::HandwrittenNote => (400, 0, 25, 10, At::Post, By::Marketing),
            Treatment::PriorityService => (600, 20_000, 0, 1, At::Call, By::CustomerCare),
            Treatment::SpecialNumber => (300, 50_000, 0, 1, At::Call, By::CustomerCare),
            Treatment::PreviewPanel => (4_000, 100_000, 12, 30, At::Event, By::Product),
            Treatment::Coupon => (1_000, 10_000, 0, 1, At::App, By::Marketing),
            Treatment::FreeUpgrade => (2_500, 0, 0, 2, At::App, By::Product),
            Treatment::SpecialOutreach => (800, 0, 15, 12, At::Email, By::Marketing),
        };
        PlanTreatment {
            id,
            kind,
            share_percent: 100.0,
            cost_a_head_cents: cost,
            fixed_cents: fixed,
            a_day,
            minutes_a_head: minutes,
            touch_point,
            department,
            owner: String::new(),
            actual_cents: None,
        }
    }

    /// Within their ranges, whatever was typed.
    pub(super) fn tidy(&self) -> Self {
        let share_percent = if self.share_percent.is_nan() { 100.0 } else { self.share_percent.clamp(1.0, 100.0) };
        PlanTreatment { share_percent, ..self.clone() }
    }
}

impl Plan {
    /// What the treated receive: as listed, else the plan's one treatment on its usual terms at the plan's cost a head.
    #[must_use]
    pub fn treatments(&self) -> Cow<'_, [PlanTreatment]> {
        if !self.treatments.is_empty() {
            return Cow::Borrowed(&self.treatments);
        }
        let usual = PlanTreatment::usual(1, self.treatment);
        let only = PlanTreatment { cost_a_head_cents: self.cost_a_head_cents, fixed_cents: 0, ..usual };
        Cow::Owned(vec![only])
    }

    /// What treating so many people of so many tribes costs at most, in cents, where all cost the same; nothing where
    /// nobody is treated.
    #[must_use]
    pub fn cost_of(&self, n_treated: usize, n_tribes: usize) -> i64 {
        let list = self.treatments();
        let heads = |(range, treatment): (std::ops::Range<usize>, &PlanTreatment)| {
            let n = if treatment.kind == Treatment::PreviewPanel { range.len().min(n_tribes) } else { range.len() };
            let n = i64::try_from(n).unwrap_or(i64::MAX);
            if n == 0 { 0 } else { n.saturating_mul(treatment.cost_a_head_cents).saturating_add(treatment.fixed_cents) }
        };
        slices(&list, n_treated).into_iter().zip(list.iter()).map(heads).fold(0, i64::saturating_add)
    }

    /// Keeps the plan's one treatment and cost a head true to the list: the first, and the mean over the treated.
    pub(super) fn settle_treatments(&mut self) {
        let Some(first) = self.treatments.first() else { return };
        self.treatment = first.kind;
        let mean = |treatment: &PlanTreatment| {
            treatment.cost_a_head_cents as f64 * f64::from(treatment.share_percent.clamp(0.0, 100.0)) / 100.0
        };
        self.cost_a_head_cents = self.treatments.iter().map(mean).sum::<f64>().round() as i64;
    }
}

/// Which places of a round of `n` people each treatment takes: all of them, or a slice where the one before ended.
fn slices(treatments: &[PlanTreatment], n: usize) -> Vec<std::ops::Range<usize>> {
    let mut before = 0.0_f64;
    let place = |share: f64| (share / 100.0 * n as f64).round() as usize;
    let slice = |treatment: &PlanTreatment| {
        let share = f64::from(treatment.share_percent);
        if share >= 100.0 {
            return 0..n;
        }
        let start = place(before);
        before += share.max(0.0);
        start..place(before).max(start).min(start + n)
    };
    treatments.iter().map(slice).collect()
}

/// Who receives which treatment: one list a treatment of [`Plan::treatments`], best first; opted-out people are in none.
///
/// The order of the round is drawn from the plan's seed and the ids, so it stays when people leave. A preview panel
/// seats one person a tribe, the one most listened to. O(treated · log treated).
#[must_use]
pub fn receivers(plan: &Plan, treated: &[Person], scored: &Scored) -> Vec<Vec<Person>> {
    let list = plan.treatments();
    let round = round(plan, treated, &scored.people);
    let lists = slices(&list, round.len()).into_iter().zip(list.iter()).map(|(slice, treatment)| {
        let mut people: Vec<Person> = slice.filter_map(|place| round[place % round.len()]).collect();
        people.sort_unstable_by_key(|&person| (scored.scores.rank[person as usize].wrapping_sub(1), person));
        if treatment.kind == Treatment::PreviewPanel { one_a_tribe(&people, scored) } else { people }
    });
    lists.collect()
}

fn one_a_tribe(people: &[Person], scored: &Scored) -> Vec<Person> {
    let voice = |person: Person| scored.scores.listened_to[person as usize];
    let mut seats: std::collections::BTreeMap<u32, Person> = std::collections::BTreeMap::new();
    for &person in people {
        let seat = seats.entry(scored.tribes.of[person as usize]).or_insert(person);
        if voice(person) > voice(*seat) {
            *seat = person;
        }
    }
    people.iter().copied().filter(|&person| seats[&scored.tribes.of[person as usize]] == person).collect()
}

#[cfg(test)]
mod tests {
    use super::super::{PlanEdit, draw_cells, edit};
    use super::*;
    use crate::domain::testing::Town;

    fn plan(edits: &[PlanEdit]) -> Plan {
        edits.iter().fold(Plan::new(1, "A"), |plan, e| edit(&plan, e).unwrap())
    }

    fn with_shares(shares: &[f32]) -> Plan {
        let mut plan = plan(&[PlanEdit::SetSharePercent(10.0), PlanEdit::SetControlPercent(0.0)]);
        let usual = |(n, &share): (usize, &f32)| PlanTreatment {
            share_percent: share,
            ..PlanTreatment::usual(n as u32 + 1, [Treatment::ExecutiveCall, Treatment::HandwrittenNote][n % 2])
        };
        plan.treatments = shares.iter().enumerate().map(usual).collect();
        plan.settle_treatments();
        plan
    }

    #[test]
    fn shares_part_the_treated_and_together_cost_what_they_say() {
        let scored = Town::ring(400).scored();
        let halves = with_shares(&[50.0, 50.0]);
        let cells = draw_cells(&halves, &scored);
        let lists = receivers(&halves, &cells.treated, &scored);
        assert_eq!((lists[0].len(), lists[1].len()), (20, 20));
        let mut all = lists.concat();
        all.sort_unstable();
        let mut treated = cells.treated.clone();
        treated.sort_unstable();
        assert_eq!(all, treated, "everybody receives one of the two");
        assert_eq!(halves.cost_of(40, 1), 20 * 1_200 + 20 * 400);
        assert_eq!(halves.cost_a_head_cents, 800);
        assert!(lists[0].is_sorted_by_key(|&p| scored.scores.rank[p as usize]));
        let both = receivers(&with_shares(&[100.0, 30.0]), &cells.treated, &scored);
        assert_eq!((both[0].len(), both[1].len()), (40, 12));
        // Drawn by chance: neither half holds just the best.
        let best = |list: &[Person]| list.iter().filter(|p| cells.treated[..10].contains(p)).count();
        assert!((1..=9).contains(&best(&lists[0])), "{}", best(&lists[0]));
    }

    #[test]
    fn who_leaves_after_the_launch_moves_nobody_to_another_treatment() {
        let scored = Town::ring(400).scored();
        let draft = with_shares(&[34.0, 33.0, 33.0]);
        let cells = draw_cells(&draft, &scored);
        let launched = edit(&draft, &PlanEdit::Approve(cells.freeze(&scored.people))).unwrap();
        let before = receivers(&launched, &cells.treated, &scored);
        let leaver = before[1][0];
        let after = Town::ring(400).opted_out(&[leaver as usize]).scored();
        // Nor does somebody who is erased, of whom the plan then keeps nothing.
        let id = scored.people.ids[leaver as usize].clone();
        let mut erased = launched.clone();
        erased.forget(&|other| other == id);
        assert!(!erased.names(&|other| other == id) && !format!("{erased:?}").contains(&format!("\"{id}\"")));
        for plan in [&launched, &erased] {
            let now = receivers(plan, &draw_cells(plan, &after).treated, &after);
            for (list, old) in now.iter().zip(&before) {
                let mut expected: Vec<Person> = old.iter().copied().filter(|&p| p != leaver).collect();
                let mut list = list.clone();
                expected.sort_unstable();
                list.sort_unstable();
                assert_eq!(list, expected);
            }
        }
    }

    #[test]
    fn a_panel_seats_the_most_listened_to_of_each_tribe() {
        let scored = Town::ring(400).split_at(150).scored();
        let mut plan = with_shares(&[100.0]);
        plan.treatments[0].kind = Treatment::PreviewPanel;
        let cells = draw_cells(&plan, &scored);
        let seats = &receivers(&plan, &cells.treated, &scored)[0];
        let tribes: Vec<u32> = seats.iter().map(|&p| scored.tribes.of[p as usize]).collect();
        assert!(tribes.len() <= 2 && !tribes.is_empty());
        for &seat in seats {
            let of_tribe =
                cells.treated.iter().filter(|&&p| scored.tribes.of[p as usize] == scored.tribes.of[seat as usize]);
            assert!(
                of_tribe
                    .clone()
                    .all(|&p| scored.scores.listened_to[p as usize] <= scored.scores.listened_to[seat as usize])
            );
        }
    }

    #[test]
    fn an_older_plan_has_its_one_treatment_at_its_own_cost() {
        let old = Plan { cost_a_head_cents: 777, treatment: Treatment::Coupon, ..Plan::new(3, "Old") };
        let list = old.treatments();
        assert_eq!((list.len(), list[0].kind, list[0].cost_a_head_cents), (1, Treatment::Coupon, 777));
        assert_eq!((old.cost_of(10, 1), old.cost_of(0, 1)), (7_770, 0));
        assert!(receivers(&old, &[], &Town::ring(10).scored())[0].is_empty());
    }
}
