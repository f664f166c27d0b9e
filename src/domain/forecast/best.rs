//! Whom a plan would treat so that word reaches the most of its audience, within its money and its limits; decides
//! nothing about the plan.

use super::Assumptions;
use super::by_stage::Known;
use super::choose::{Chance, Chosen, Model, Spreading, Terms, choose};
use super::ways::Ways;
use crate::domain::campaign::{Costs, Ground, Plan, candidates, share_of};
use crate::domain::model::{Call, Person};
use crate::domain::ticket::{Stopped, Ticket};

/// How coarse the choice may be, and the people after it, who are only shown as what more money would do.
const TOLERANCE: f64 = 0.02;
const NEXT_TOLERANCE: f64 = 0.1;
/// So many times the chosen are put in order, and no fewer than a few: what more money would buy.
const NEXT_TIMES: usize = 3;
const NEXT_AT_LEAST: usize = 200;

/// A choice by spread and what is proven of it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct BestSpread {
    /// Whom to choose, the most useful first, people pinned by hand before them.
    pub people: Vec<Person>,
    /// Whom to choose after them, were there more money.
    pub next: Vec<Person>,
    /// People of the audience that these reach: at least so many are proven, so many expected, and no choice within the
    /// same limits reaches more than the last.
    pub lower_bound: f64,
    pub expected: f64,
    pub upper_bound: f64,
    /// The share of the best possible that the method reaches on any data, 0 to 1: 1 - 1/e of people who cost alike, 1/2
    /// with places a tribe, 0.405 under a budget of unequal costs (Tang et al. 2021); 0 for both limits together, of which
    /// nothing is proven beforehand.
    pub guarantee: f64,
}

impl BestSpread {
    /// The share of the best possible that is proven for this choice on this data, 0 to 1: mostly far above the guarantee.
    #[must_use]
    pub fn proven_share(&self) -> f64 {
        if self.upper_bound > 0.0 { self.lower_bound / self.upper_bound } else { 1.0 }
    }
}

/// Chooses by reverse reachable sets under the chances of a forecast ([`choose`]): word may pass through anybody, and
/// counts where it reaches the plan's audience. People pinned by hand come first, those excluded never, of each tribe no
/// more than the plan allows. Where people cost differently, greedily by reach a cost, set beside the best single person.
/// The budget is that of the treated: those who will be kept for comparison cost nothing. Where `log` says who took what
/// up when, the chances are learned from it; people at different stages may have different ones.
///
/// # Errors
/// [`Stopped`] when the ticket says so.
pub fn best_spread(
    plan: &Plan,
    ground: &Ground<'_>,
    assumptions: &Assumptions,
    known: &Known<'_>,
    ticket: &Ticket,
) -> Result<BestSpread, Stopped> {
    let scored = ground.scored;
    let n_people = scored.people.len();
    let (mask, audience) = candidates(plan, ground);
    let mut is_excluded = vec![true; n_people];
    let mut n_ranked = 0;
    for &person in scored.scores.order.iter().filter(|&&person| mask[person as usize]) {
        is_excluded[person as usize] = false;
        n_ranked += 1;
    }
    let mut worth = vec![0.0; n_people];
    for &person in &audience {
        worth[person as usize] = 1.0;
    }
    let costs = Costs::of(plan, scored);
    let is_even = costs.are_even();
    let ways = Ways::new(&scored.network, &plan.choice.by_stage, assumptions, known, ticket)?;
    let spreading = spreading(&ways, assumptions, ticket)?;
    let pinned = |person: &Person| scored.scores.call(*person) == Some(Call::Pin) && !is_excluded[*person as usize];
    let count = share_of(n_ranked, plan.share_percent);
    let budget = budget(plan, &costs, count);
    let terms = Terms {
        count: Some(budget.count),
        budget: budget.cents,
        costs: if is_even {
            Vec::new()
        } else {
            (0..n_people as Person).map(|person| costs.cents(person) as f64).collect()
        },
        per_tribe: (plan.choice.per_tribe > 0).then_some(plan.choice.per_tribe as usize),
        tribe_of: scored.tribes.of.clone(),
        pins: scored.scores.order.iter().copied().filter(pinned).take(budget.count).collect(),
        worth,
        is_excluded,
        tolerance: TOLERANCE,
        seed: plan.seed,
    };
    let chosen = choose(&spreading, &terms, n_people, ticket)?;
    let guarantee = guarantee(&terms);
    let next = next(&spreading, terms, &chosen, n_ranked, ticket)?;
    let Chosen { people, lower_bound, expected, upper_bound, .. } = chosen;
    Ok(BestSpread { people, next, lower_bound, expected, upper_bound, guarantee })
}

/// How word passes, as in the forecast of the same plan.
fn spreading<'a>(ways: &'a Ways<'a>, assumptions: &Assumptions, ticket: &Ticket) -> Result<Spreading<'a>, Stopped> {
    let share = assumptions.pass_on_share;
    if ways.is_by_strength() {
        let chance = Chance::Strength { pass_on_share: share };
        let spreading = Spreading::new(ways.network, Model::Cascade, chance, ticket)?;
        return Ok(spreading.accepting(assumptions.accept_share));
    }
    let (heard, told) =
        (|hears: Person, slot: usize| ways.heard(hears, slot), |tells: Person, slot: usize| ways.told(tells, slot));
    let spreading = Spreading::of_chances(ways.network, Model::Cascade, heard, told, ticket)?;
    let spreading = spreading.accepting(assumptions.accept_share);
    if ways.leanings.is_none() {
        return Ok(spreading);
    }
    let accepts = |person: Person| (assumptions.accept_share * ways.leanings.takes_up(person)).clamp(0.0, 1.0);
    Ok(spreading.accepting_each((0..ways.network.n_people() as Person).map(accepts).collect()))
}

/// What the method proves on any data, for these terms.
fn guarantee(terms: &Terms) -> f64 {
    let share = if terms.budget.is_some() && terms.per_tribe.is_some() {
        return 0.0;
    } else if terms.budget.is_some() {
        0.405
    } else if terms.per_tribe.is_some() {
        0.5
    } else {
        1.0 - (-1.0f64).exp()
    };
    share - terms.tolerance
}

/// How many people the money pays at most.
struct Limit {
    count: usize,
    /// For people who cost differently.
    cents: Option<f64>,
}

fn budget(plan: &Plan, costs: &Costs<'_>, count: usize) -> Limit {
    if plan.budget_cents <= 0 {
        return Limit { count, cents: None };
    }
    let n_groups = 1 + plan.cells.ways_beside(plan.choice.how).count();
    let treated = 1.0 - f64::from(plan.control_percent.clamp(0.0, 50.0)) / 100.0;
    let budget = plan.budget_cents as f64;
    if !costs.are_even() {
        return Limit { count, cents: Some((budget - costs.once() as f64).max(0.0) / (treated * n_groups as f64)) };
    }
    // People who cost alike: as many as the money pays, with the better guarantee. The cells round it.
    let is_paid = |n: &usize| costs.of_number((*n as f64 * treated).floor() as usize * n_groups) as f64 <= budget;
    Limit { count: (0..=count).rev().find(is_paid).unwrap_or(0), cents: None }
}

/// Goes on from the chosen with what more money would buy.
fn next(
    spreading: &Spreading<'_>,
    terms: Terms,
    chosen: &Chosen,
    n_ranked: usize,
    ticket: &Ticket,
) -> Result<Vec<Person>, Stopped> {
    let n_more = (NEXT_TIMES * chosen.people.len()).max(NEXT_AT_LEAST);
    let count = (chosen.people.len() + n_more).min(share_of(n_ranked, 10.0));
    if chosen.people.is_empty() || count <= chosen.people.len() {
        return Ok(Vec::new());
    }
    let budget = terms.budget.map(|_| chosen.cost.max(1.0) * (1 + NEXT_TIMES) as f64);
    let more = Terms { count: Some(count), budget, pins: chosen.people.clone(), tolerance: NEXT_TOLERANCE, ..terms };
    let mut people = choose(spreading, &more, more.worth.len(), ticket)?.people;
    Ok(people.split_off(chosen.people.len().min(people.len())))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::campaign::{ChoiceEdit, How, PlanEdit, Told, draw_cells_on, edit};
    use crate::domain::model::{Attribute, Scores};
    use crate::domain::score::Scored;
    use crate::domain::testing::Town;
    use std::sync::Arc;

    /// Stars whose middles are 0, 1, 2 with 40, 30, 20 leaves; the middles are tied to each other.
    fn stars() -> Town {
        let mut pairs = vec![(0, 1, 1.0), (0, 2, 1.0), (1, 2, 1.0)];
        let mut leaf = 3;
        for (middle, n) in [(0, 40), (1, 30), (2, 20)] {
            pairs.extend((leaf..leaf + n).map(|leaf| (middle, leaf, 1.0)));
            leaf += n;
        }
        pairs.sort_by_key(|pair| (pair.0, pair.1));
        Town::new(leaf, &pairs)
    }

    fn spread_plan(edits: &[PlanEdit]) -> Plan {
        let by_spread = PlanEdit::Choose(ChoiceEdit::SetHow(How::BestSpread));
        std::iter::once(&by_spread).chain(edits).fold(Plan::new(1, "A"), |plan, e| edit(&plan, e).unwrap())
    }

    fn best(plan: &Plan, scored: &Scored) -> BestSpread {
        let ground = Ground { scored, told: Told::default(), spread: None };
        let assumptions = Assumptions { pass_on_share: 0.3, accept_share: 1.0, ..Assumptions::default() };
        best_spread(plan, &ground, &assumptions, &Known::default(), &Ticket::new()).unwrap()
    }

    #[test]
    fn the_middles_of_stars_are_chosen_and_the_cells_are_theirs() {
        let scored = stars().scored();
        let plan = spread_plan(&[PlanEdit::SetSharePercent(3.0), PlanEdit::SetControlPercent(0.0)]);
        let found = best(&plan, &scored);
        assert_eq!(found.people, [0, 1, 2]);
        assert!(found.lower_bound <= found.expected * 1.05 && found.expected <= found.upper_bound, "{found:?}");
        assert!(found.proven_share() > found.guarantee && (found.guarantee - 0.612).abs() < 0.001);
        assert!(!found.next.is_empty() && found.next.iter().all(|person| *person > 2));
        let ground = Ground { scored: &scored, told: Told::default(), spread: None };
        assert_eq!(draw_cells_on(&plan, &ground), None, "nobody is chosen before it is worked out");
        let cells = draw_cells_on(&plan, &Ground { spread: Some((&found.people, &found.next)), ..ground }).unwrap();
        assert_eq!(cells.treated, [0, 1, 2]);
        assert_eq!(cells.next[..3], found.next[..3]);
    }

    #[test]
    fn what_is_expected_is_what_simulated_campaigns_reach() {
        let scored = Town::ring(300).scored();
        let plan = spread_plan(&[PlanEdit::SetSharePercent(5.0), PlanEdit::SetControlPercent(0.0)]);
        let ground = Ground { scored: &scored, told: Told::default(), spread: None };
        let assumptions = Assumptions { accept_share: 0.4, pass_on_share: 0.3, unaided_share: 0.0, is_learned: false };
        let found = best_spread(&plan, &ground, &assumptions, &Known::default(), &Ticket::new()).unwrap();
        let cells = draw_cells_on(&plan, &Ground { spread: Some((&found.people, &found.next)), ..ground }).unwrap();
        let told = super::super::forecast(&plan, &cells, &scored, &assumptions, 4_000, 3, &Ticket::new()).unwrap();
        // The median of whole people beside a mean: within half a person and a fiftieth.
        assert!(
            (told.plan.likely - found.expected).abs() < 0.5 + 0.02 * found.expected,
            "{} {found:?}",
            told.plan.likely
        );
        assert!(found.expected < 0.6 * 300.0);
    }

    #[test]
    fn pins_exclusions_places_a_tribe_and_the_audience_hold() {
        let mut scored = stars().split_at(50).scored();
        scored.scores =
            Arc::new(Scores { by_hand: vec![(0, Call::Exclude), (90, Call::Pin)], ..(*scored.scores).clone() });
        let order = scored.scores.order.iter().copied().filter(|&person| person != 0).collect();
        scored.scores = Arc::new(Scores { order, ..(*scored.scores).clone() });
        let plan = spread_plan(&[PlanEdit::SetSharePercent(3.0)]);
        assert_eq!(best(&plan, &scored).people, [90, 1, 2]);
        let one_each = edit(&plan, &PlanEdit::Choose(ChoiceEdit::SetPerTribe(1))).unwrap();
        let found = best(&one_each, &scored);
        let tribes: Vec<u32> = found.people.iter().map(|&person| scored.tribes.of[person as usize]).collect();
        assert_eq!(tribes, [1, 0], "{found:?}");
        assert!((found.guarantee - 0.48).abs() < 1e-9);
        // Only the second tribe counts and is chosen from.
        let second = edit(&plan, &PlanEdit::AddTribes(vec![11])).unwrap();
        assert!(best(&second, &scored).people.iter().all(|&person| person >= 50));
    }

    #[test]
    fn under_a_budget_cheap_people_who_reach_more_for_the_money_beat_the_dearest() {
        // The middle of the largest star costs as much as the budget; the two others together as much.
        let mut town = stars();
        let n = town.people.len();
        let price = |row: usize| Some(["100", "50", "50"].get(row).copied().unwrap_or("40").to_owned());
        town.people.attributes = vec![Attribute { heading: "Fee".into(), values: (0..n).map(price).collect() }];
        let scored = town.scored();
        let euros = [
            PlanEdit::SetBudget(10_000),
            PlanEdit::Choose(ChoiceEdit::SetCostColumn("fee".into())),
            PlanEdit::SetSharePercent(10.0),
            PlanEdit::SetControlPercent(0.0),
        ];
        let plan = spread_plan(&euros);
        let aware = best(&plan, &scored);
        let mut people = aware.people.clone();
        people.sort_unstable();
        assert_eq!(people, [1, 2]);
        assert!((aware.guarantee - 0.385).abs() < 1e-9 && aware.proven_share() > aware.guarantee);
        // With places a tribe as well nothing is proven beforehand; what this choice proves, it still does.
        let both = best(&edit(&plan, &PlanEdit::Choose(ChoiceEdit::SetPerTribe(2))).unwrap(), &scored);
        assert!(both.guarantee == 0.0 && both.proven_share() > 0.0);
        // Blind to cost: the largest star first, and nothing is left for anybody else.
        let ground = Ground { scored: &scored, told: Told::default(), spread: None };
        let blind = edit(&plan, &PlanEdit::Choose(ChoiceEdit::SetHow(How::TopScored))).unwrap();
        let blind = draw_cells_on(&blind, &ground).unwrap();
        assert_eq!(blind.treated, [0]);
        let cells = draw_cells_on(&plan, &Ground { spread: Some((&aware.people, &aware.next)), ..ground }).unwrap();
        assert_eq!((cells.cost_cents, cells.treated.len()), (10_000, 2));
        let reach = |treated: &[Person]| {
            let chance = Chance::Strength { pass_on_share: 0.3 };
            let spreading = Spreading::new(&scored.network, Model::Cascade, chance, &Ticket::new()).unwrap();
            let worth = vec![1.0; n];
            let precision = super::super::choose::Precision { most_runs: 4_000, half_width_share: 0.0 };
            super::super::choose::reach(&spreading, treated, &worth, precision, 3, &Ticket::new()).unwrap()
        };
        let (aware, blind) = (reach(&cells.treated), reach(&blind.treated));
        assert!(aware.low > blind.high, "{aware:?} {blind:?}");
    }
}
