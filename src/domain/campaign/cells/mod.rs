//! Who is in which cell of a plan: a pure function of plan and scores; opted-out people are in none.

mod balance;
mod circles;
mod deal;
mod design;
mod frozen;
mod like;
mod order;
#[cfg(test)]
mod tests;

pub use balance::{Difference, Trait, balance};
pub use circles::{Apart, CIRCLE, apart, groups};
pub use design::{CellDesign, CellEdit, Deal};

use super::audience::{Told, audience_mask};
use super::{Costs, FrozenCells, How, Plan};
use crate::domain::model::{People, Person};
use crate::domain::score::Scored;
use order::{eligible_mask, order, people_of};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// Further people in the order of the choice that a plan with more money would treat: so many times those it treats,
/// and no fewer than a few.
const NEXT_TIMES: usize = 4;
const NEXT_AT_LEAST: usize = 200;
/// The largest share of an audience that a plan chooses.
const MOST_PERCENT: f32 = 10.0;

/// What cells are drawn from.
#[derive(Clone, Copy, Debug)]
pub struct Ground<'a> {
    pub scored: &'a Scored,
    /// What is told of people's stages and stances.
    pub told: Told<'a>,
    /// Whom the best spread begins with, and whom it would go on with; none: not worked out.
    pub spread: Option<(&'a [Person], &'a [Person])>,
}

/// A further group of a plan, or a part of its treated people.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Arm {
    pub kind: ArmKind,
    /// Treated like the plan's own, best first.
    pub people: Vec<Person>,
}

/// What sets a group apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ArmKind {
    /// Part of the treated: those who are told the reason at this place of [`CellDesign::motivations`].
    Motivation(u8),
    /// Beside the treated: people chosen in this way.
    Chosen(How),
}

impl ArmKind {
    /// What the code of the group begins and ends with, around the number of the plan: `T7B`, `R7`.
    fn letters(self) -> (char, &'static str) {
        const PARTS: [&str; CellDesign::MOST_MOTIVATIONS] = ["A", "B", "C", "D"];
        match self {
            ArmKind::Motivation(n) => ('T', PARTS.get(usize::from(n)).copied().unwrap_or("D")),
            ArmKind::Chosen(How::MostConnected) => ('M', ""),
            ArmKind::Chosen(How::Random) => ('R', ""),
            ArmKind::Chosen(How::TopScored) => ('S', ""),
            ArmKind::Chosen(How::BestSpread) => ('B', ""),
            ArmKind::Chosen(How::ByHand) => ('H', ""),
        }
    }

    /// The code of this group of a plan, as it travels with every list and comes back with the results.
    #[must_use]
    pub fn code(self, plan: u32) -> String {
        let (first, last) = self.letters();
        format!("{first}{plan}{last}")
    }

    /// The group that a code means, in whatever case.
    #[must_use]
    pub fn of_code(plan: u32, code: &str) -> Option<ArmKind> {
        let all = (0..CellDesign::MOST_MOTIVATIONS as u8).map(ArmKind::Motivation);
        let mut all = all.chain(How::ALL.map(ArmKind::Chosen));
        all.find(|kind| kind.code(plan).eq_ignore_ascii_case(code.trim()))
    }
}

/// The groups that a plan makes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Cells {
    /// Everybody whom the plan wants to move: its tribes and people, inside the market, opted-out people aside.
    pub audience: Vec<Person>,
    /// Everybody among whom the treated may be chosen: the audience, or the whole market.
    pub eligible: Vec<Person>,
    /// The chosen influencers who are treated, best first.
    pub treated: Vec<Person>,
    /// The chosen influencers who get nothing, drawn at random, best first.
    pub control: Vec<Person>,
    /// Chosen influencers whom the budget does not pay for, best first.
    pub unaffordable: Vec<Person>,
    /// Parts of the treated, and groups beside them.
    pub arms: Vec<Arm>,
    /// Whom more money would treat next, those who would be kept for comparison left out.
    pub next: Vec<Person>,
    /// What treating the first so many of `treated` and then `next` costs, in cents.
    pub costs: Vec<i64>,
    /// What treating the treated and the groups beside them costs, in cents.
    pub cost_cents: i64,
    /// How many people the share of a plan is taken of: whoever may be treated and has a rank.
    pub n_ranked: usize,
}

impl Cells {
    /// The cells by customer ids, as an approved plan keeps them.
    #[must_use]
    pub fn freeze(&self, people: &People) -> FrozenCells {
        let ids = |cell: &[Person]| cell.iter().map(|&person| people.ids[person as usize].clone()).collect();
        let beside = self.arms.iter().filter_map(|arm| match arm.kind {
            ArmKind::Chosen(how) => Some((how, ids(&arm.people))),
            ArmKind::Motivation(_) => None,
        });
        FrozenCells { treated: ids(&self.treated), control: ids(&self.control), beside: beside.collect() }
    }

    /// The groups that are no part of the treated.
    pub fn beside(&self) -> impl Iterator<Item = &Arm> {
        self.arms.iter().filter(|arm| matches!(arm.kind, ArmKind::Chosen(_)))
    }

    /// Everybody who receives the plan's treatments: the treated, and the groups beside them.
    #[must_use]
    pub fn receiving(&self) -> Vec<Person> {
        self.treated.iter().chain(self.beside().flat_map(|arm| &arm.people)).copied().collect()
    }

    /// How many receive them.
    #[must_use]
    pub fn n_receiving(&self) -> usize {
        self.treated.len() + self.beside().map(|arm| arm.people.len()).sum::<usize>()
    }

    /// The code of everybody's group, treated first.
    #[must_use]
    pub fn coded(&self, plan: u32) -> Vec<(Person, String)> {
        let parts = self.arms.iter().filter(|arm| matches!(arm.kind, ArmKind::Motivation(_)));
        let part_of: BTreeMap<Person, ArmKind> =
            parts.flat_map(|arm| arm.people.iter().map(move |&person| (person, arm.kind))).collect();
        let part = |person: &Person| part_of.get(person).map_or(format!("T{plan}"), |kind| kind.code(plan));
        let treated = self.treated.iter().map(|person| (*person, part(person)));
        let beside = self.beside().flat_map(|arm| arm.people.iter().map(move |&person| (person, arm.kind.code(plan))));
        let control = self.control.iter().map(|&person| (person, format!("C{plan}")));
        treated.chain(beside).chain(control).collect()
    }
}

/// As [`draw_cells_on`], from scores alone: where the best spread is wanted, nobody is chosen.
#[must_use]
pub fn draw_cells(plan: &Plan, scored: &Scored) -> Cells {
    draw_cells_told(plan, scored, &Told::default())
}

/// As [`draw_cells`], for audiences narrowed by what is told of people's stages and stances.
#[must_use]
pub fn draw_cells_told(plan: &Plan, scored: &Scored, told: &Told) -> Cells {
    draw_cells_on(plan, &Ground { scored, told: *told, spread: None }).unwrap_or_default()
}

/// Who is in which cell. Frozen cells stay as they were, less people who have opted out since. `None`: the plan wants
/// the best spread, which is not worked out yet.
///
/// The chosen are the best `share_percent` of the ranked audience (at least one) in the order of the plan's choice.
/// Where the budget does not pay for all, the last of the chosen are set aside *before* control is drawn, so that
/// treated and control are a random split of the same people and may be compared. Control is at most one half.
/// O(people log people), and a sort of the chosen for each halving of what the budget may pay for.
#[must_use]
pub fn draw_cells_on(plan: &Plan, ground: &Ground<'_>) -> Option<Cells> {
    let is_audience = audience_mask(plan, ground.scored, &ground.told);
    let is_in = eligible_mask(plan, &is_audience, ground);
    let cells = Cells { audience: people_of(&is_audience), eligible: people_of(&is_in), ..Cells::default() };
    if let Some(frozen) = &plan.frozen {
        return Some(frozen::thawed(plan, frozen, cells, ground));
    }
    let order = order(plan, plan.choice.how, &is_in, ground)?;
    let ways = plan.cells.ways_beside(plan.choice.how);
    let beside = ways.filter_map(|how| Some((how, self::order(plan, how, &is_in, ground)?))).collect();
    let n_ranked = ground.scored.scores.order.iter().filter(|&&person| is_in[person as usize]).count();
    let n_wanted = if plan.choice.how == How::ByHand { order.len() } else { share_of(n_ranked, plan.share_percent) };
    let n_chosen = n_wanted.min(order.len());
    let costs = Costs::of(plan, ground.scored);
    let draw = Draw { plan, ground, cells: Cells { n_ranked, ..cells }, order, beside };
    let n = draw.n_affordable(n_chosen, &costs);
    Some(draw.finished((n, n_chosen), &costs))
}

/// One flag a person, whether the plan may treat them, and the people whom reaching counts.
#[must_use]
pub fn candidates(plan: &Plan, ground: &Ground<'_>) -> (Vec<bool>, Vec<Person>) {
    let is_audience = audience_mask(plan, ground.scored, &ground.told);
    (eligible_mask(plan, &is_audience, ground), people_of(&is_audience))
}

/// How many of a ranked audience a plan chooses.
#[must_use]
pub fn share_of(n: usize, percent: f32) -> usize {
    let share = f64::from(percent.clamp(1.0, MOST_PERCENT)) / 100.0;
    ((n as f64 * share).round() as usize).clamp(usize::from(n > 0), n)
}

/// What cells are dealt from, for any number of chosen people.
struct Draw<'a> {
    plan: &'a Plan,
    ground: &'a Ground<'a>,
    /// Who may be chosen; nobody is yet.
    cells: Cells,
    order: Vec<Person>,
    /// The order of each further group.
    beside: Vec<(How, Vec<Person>)>,
}

impl Draw<'_> {
    /// The first `n` of the order, dealt into cells.
    fn with(&self, n: usize) -> Cells {
        let (plan, chosen) = (self.plan, &self.order[..n]);
        let is_control = deal::kept(plan.cells.deal, chosen, n_control(plan, n), plan.seed, self.ground.scored);
        let cell =
            |wanted: bool| chosen.iter().zip(&is_control).filter(|&(_, &c)| c == wanted).map(|(&p, _)| p).collect();
        let mut drawn = Cells { treated: cell(false), control: cell(true), ..Cells::default() };
        drawn.arms = parts(plan, &drawn.treated);
        let mut is_taken = vec![false; self.ground.scored.people.len()];
        for &person in chosen {
            is_taken[person as usize] = true;
        }
        for (how, others) in &self.beside {
            let free = others.iter().copied().filter(|&person| !is_taken[person as usize]);
            let people: Vec<Person> = free.take(drawn.treated.len()).collect();
            for &person in &people {
                is_taken[person as usize] = true;
            }
            drawn.arms.push(Arm { kind: ArmKind::Chosen(*how), people });
        }
        drawn
    }

    /// How many of the chosen can be in a cell so that those who are treated, in all groups, are paid for.
    fn n_affordable(&self, n_chosen: usize, costs: &Costs<'_>) -> usize {
        let budget = self.plan.budget_cents;
        if budget <= 0 {
            return n_chosen;
        }
        // The treated alone have to be paid for in any case; a group beside them may be smaller than they are.
        let is_paid_by_number = |n: usize| costs.of_number(n - n_control(self.plan, n)) <= budget;
        let n = if costs.is_by_number() { most(n_chosen, is_paid_by_number) } else { n_chosen };
        most(n, |n| costs.of_all(&self.with(n).receiving()) <= budget)
    }

    /// The first `n` dealt into cells, with who is set aside, who comes next, and what all of it costs.
    fn finished(self, (n, n_chosen): (usize, usize), costs: &Costs<'_>) -> Cells {
        let drawn = self.with(n);
        let Draw { plan, order, cells, .. } = self;
        let mut cells = Cells { treated: drawn.treated, control: drawn.control, arms: drawn.arms, ..cells };
        cells.unaffordable = order[n..n_chosen].to_vec();
        let many = (NEXT_TIMES * cells.treated.len()).max(NEXT_AT_LEAST);
        let share = if n == 0 { 0.0 } else { cells.control.len() as f64 / n as f64 };
        let beside: BTreeSet<Person> = cells.beside().flat_map(|arm| arm.people.iter().copied()).collect();
        // The same share of those who come next is kept for comparison.
        let is_treated = |&(k, _): &(usize, &Person)| ((k + 1) as f64 * share) as usize == (k as f64 * share) as usize;
        let end = share_of(cells.n_ranked, MOST_PERCENT).clamp(n, order.len());
        let rest = order[n..end].iter().enumerate().filter(is_treated).map(|(_, &person)| person);
        cells.next = if plan.choice.how == How::ByHand {
            Vec::new()
        } else {
            rest.filter(|person| !beside.contains(person)).take(many).collect()
        };
        cells.priced(costs)
    }
}

impl Cells {
    fn priced(mut self, costs: &Costs<'_>) -> Cells {
        let both: Vec<Person> = self.treated.iter().chain(&self.next).copied().collect();
        self.costs = costs.rising(&both, self.treated.len());
        self.cost_cents = costs.of_all(&self.receiving());
        self
    }
}

/// The largest number up to `n` that is fine, were all below a fine one fine too; whatever it is, it is fine or 0.
fn most(n: usize, is_fine: impl Fn(usize) -> bool) -> usize {
    if n == 0 || is_fine(n) {
        return n;
    }
    let (mut fine, mut not) = (0, n);
    while not - fine > 1 {
        let middle = fine + (not - fine) / 2;
        if is_fine(middle) { fine = middle } else { not = middle }
    }
    fine
}

/// The treated in as many random parts as there are reasons to tell, alike in size.
fn parts(plan: &Plan, treated: &[Person]) -> Vec<Arm> {
    if !plan.cells.is_pilot() {
        return Vec::new();
    }
    let n_parts = plan.cells.motivations.len();
    let mut part_of = vec![0; treated.len()];
    for (turn, at) in deal::shuffled(treated.len(), plan.seed ^ 0x6d6f_7469).into_iter().enumerate() {
        part_of[at] = turn % n_parts;
    }
    let part = |part: usize| treated.iter().zip(&part_of).filter(|&(_, &of)| of == part).map(|(&p, _)| p).collect();
    (0..n_parts).map(|n| Arm { kind: ArmKind::Motivation(n as u8), people: part(n) }).collect()
}

/// Size of the control cell among `n` chosen people: none where none is wanted, else at least one and at most half.
fn n_control(plan: &Plan, n: usize) -> usize {
    let share = f64::from(plan.control_percent.clamp(0.0, 50.0)) / 100.0;
    if share > 0.0 { ((n as f64 * share).round() as usize).max(1).min(n / 2) } else { 0 }
}
