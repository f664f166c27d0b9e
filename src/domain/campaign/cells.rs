//! Who is in which cell of a plan: a pure function of plan and scores; opted-out people are in none.

use super::audience::{Told, audience_mask};
use super::{FrozenCells, Plan};
use crate::domain::model::{People, Person};
use crate::domain::score::Scored;
use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::{RngCore, SeedableRng};

/// The groups that a plan makes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Cells {
    /// Everybody whom the plan wants to move: its tribes and people, inside the market, opted-out people aside.
    pub audience: Vec<Person>,
    /// The chosen influencers who are treated, best first.
    pub treated: Vec<Person>,
    /// The chosen influencers who get nothing, drawn at random, best first.
    pub control: Vec<Person>,
    /// Chosen influencers whom the budget does not pay for, best first.
    pub unaffordable: Vec<Person>,
}

impl Cells {
    /// The cells by customer ids, as an approved plan keeps them.
    #[must_use]
    pub fn freeze(&self, people: &People) -> FrozenCells {
        let ids = |cell: &[Person]| cell.iter().map(|&person| people.ids[person as usize].clone()).collect();
        FrozenCells { treated: ids(&self.treated), control: ids(&self.control) }
    }

    /// What treating the treated costs, in cents.
    #[must_use]
    pub fn cost_cents(&self, plan: &Plan) -> i64 {
        plan.cost_of(self.treated.len())
    }
}

/// Who is in which cell. Frozen cells stay as they were, less people who have opted out since.
///
/// The chosen are the best `share_percent` of the ranked audience (at least one). Where the budget does not pay for
/// all, the last of the chosen are set aside *before* control is drawn, so that treated and control are a random
/// split of the same people and may be compared. Control is at most one half. O(people).
#[must_use]
pub fn draw_cells(plan: &Plan, scored: &Scored) -> Cells {
    draw_cells_told(plan, scored, &Told::default())
}

/// As [`draw_cells`], for audiences narrowed by what is told of people's stages and stances.
#[must_use]
pub fn draw_cells_told(plan: &Plan, scored: &Scored, told: &Told) -> Cells {
    let is_in = audience_mask(plan, scored, told);
    let audience = (0..).zip(&is_in).filter_map(|(person, &is_in)| is_in.then_some(person)).collect();
    if let Some(frozen) = &plan.frozen {
        let mut is_taken = vec![false; scored.people.len()];
        let mut still_here = |ids: &[String]| thaw(ids, &scored.people, &mut is_taken);
        let (treated, control) = (still_here(&frozen.treated), still_here(&frozen.control));
        return Cells { audience, treated, control, unaffordable: Vec::new() };
    }
    let ranked: Vec<Person> = scored.scores.order.iter().copied().filter(|&p| is_in[p as usize]).collect();
    let n_chosen = share_of(ranked.len(), plan.share_percent);
    let n_in_cells = n_affordable(plan, n_chosen);
    let chosen = &ranked[..n_in_cells];
    let is_control = draw(n_in_cells, n_control(plan, n_in_cells), plan.seed);
    let cell = |wanted: bool| chosen.iter().zip(&is_control).filter(|&(_, &c)| c == wanted).map(|(&p, _)| p).collect();
    Cells { audience, treated: cell(false), control: cell(true), unaffordable: ranked[n_in_cells..n_chosen].to_vec() }
}

/// The rows of frozen ids, each person once: two ids that turned out to be one person are one, and who was treated
/// under one of them is no comparison.
fn thaw(ids: &[String], people: &People, is_taken: &mut [bool]) -> Vec<Person> {
    let still_here = |&person: &Person| !people.is_opted_out[person as usize];
    let is_first = |&person: &Person| !std::mem::replace(&mut is_taken[person as usize], true);
    ids.iter().filter_map(|id| people.row(id)).filter(still_here).filter(is_first).collect()
}

fn share_of(n: usize, percent: f32) -> usize {
    let share = f64::from(percent.clamp(1.0, 10.0)) / 100.0;
    ((n as f64 * share).round() as usize).clamp(usize::from(n > 0), n)
}

/// Size of the control cell among `n` chosen people: none where none is wanted, else at least one and at most half.
fn n_control(plan: &Plan, n: usize) -> usize {
    let share = f64::from(plan.control_percent.clamp(0.0, 50.0)) / 100.0;
    if share > 0.0 { ((n as f64 * share).round() as usize).max(1).min(n / 2) } else { 0 }
}

/// How many of the chosen can be in a cell so that the treated among them are paid for.
fn n_affordable(plan: &Plan, n_chosen: usize) -> usize {
    if plan.budget_cents <= 0 {
        return n_chosen;
    }
    (0..=n_chosen).rev().find(|&n| plan.cost_of(n - n_control(plan, n)) <= plan.budget_cents).unwrap_or(0)
}

/// `k` of `n` flags set, every choice equally likely: the first `k` steps of a Fisher-Yates shuffle.
fn draw(n: usize, k: usize, seed: u64) -> Vec<bool> {
    let mut random = ChaCha8Rng::seed_from_u64(seed);
    let mut places: Vec<usize> = (0..n).collect();
    let mut is_drawn = vec![false; n];
    for step in 0..k.min(n) {
        let other = step + below(&mut random, n - step);
        places.swap(step, other);
        is_drawn[places[step]] = true;
    }
    is_drawn
}

/// A number below `n`, by the high half of a wide product: the same on every machine and in every release of the
/// random library. The bias is below n / 2^64.
fn below(random: &mut ChaCha8Rng, n: usize) -> usize {
    ((u128::from(random.next_u64()) * n as u128) >> 64) as usize
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::campaign::{PlanEdit, edit};
    use crate::domain::testing::Town;

    fn plan(edits: &[PlanEdit]) -> Plan {
        edits.iter().fold(Plan::new(1, "A"), |plan, e| edit(&plan, e).unwrap())
    }

    #[test]
    fn the_best_share_is_split_at_random_into_treated_and_control() {
        let scored = Town::ring(400).scored();
        let cells = draw_cells(&plan(&[PlanEdit::SetSharePercent(10.0), PlanEdit::SetControlPercent(25.0)]), &scored);
        assert_eq!(cells.audience.len(), 400);
        assert_eq!((cells.treated.len(), cells.control.len()), (30, 10));
        let mut both = [cells.treated.clone(), cells.control.clone()].concat();
        both.sort_by_key(|&p| scored.scores.rank[p as usize]);
        assert_eq!(both, scored.scores.order[..40]);
        for cell in [&cells.treated, &cells.control] {
            assert!(cell.is_sorted_by_key(|&p| scored.scores.rank[p as usize]));
        }
    }

    #[test]
    fn the_seed_alone_decides_who_is_control() {
        let scored = Town::ring(400).scored();
        let by_seed = |seed| draw_cells(&plan(&[PlanEdit::SetSharePercent(10.0), PlanEdit::SetSeed(seed)]), &scored);
        assert_eq!(by_seed(5), by_seed(5));
        assert_ne!(by_seed(5).control, by_seed(6).control);
        // Over many seeds everybody is drawn about equally often: 8 of 40 in each of 1,000 draws.
        let mut times = vec![0u32; 400];
        (0..1_000).flat_map(|seed| by_seed(seed).control).for_each(|person| times[person as usize] += 1);
        let drawn: Vec<u32> = scored.scores.order[..40].iter().map(|&p| times[p as usize]).collect();
        assert_eq!(drawn.iter().sum::<u32>(), 8_000);
        // Six standard deviations of a binomial(1000, 0.2).
        assert!(drawn.iter().all(|&n| n.abs_diff(200) < 76), "{drawn:?}");
    }

    #[test]
    fn the_audience_is_tribes_and_people_inside_the_market_without_opt_outs() {
        let mut town = Town::ring(20).split_at(10).opted_out(&[11, 12]);
        town.people.is_customer[13] = false;
        let scored = town.scored();
        let ids = |list: &[&str]| list.iter().map(ToString::to_string).collect::<Vec<_>>();
        let cells = draw_cells(
            &plan(&[
                PlanEdit::AddTribes(vec![11]),
                PlanEdit::AddPeople(ids(&["2", "12", "nobody"])),
                PlanEdit::ExcludePeople(ids(&["19"])),
            ]),
            &scored,
        );
        assert_eq!(cells.audience, [2, 10, 14, 15, 16, 17, 18]);
        assert!(cells.treated.iter().all(|p| cells.audience.contains(p)));
        assert_eq!(cells.treated.len(), 1);
    }

    #[test]
    fn people_whom_the_budget_does_not_pay_for_are_set_aside_before_the_draw() {
        let scored = Town::ring(400).scored();
        let edits = [PlanEdit::SetSharePercent(10.0), PlanEdit::SetCostAHead(100), PlanEdit::SetBudget(1_650)];
        let plan = plan(&edits);
        let cells = draw_cells(&plan, &scored);
        assert_eq!((cells.treated.len(), cells.control.len(), cells.unaffordable.len()), (16, 4, 20));
        assert!(cells.cost_cents(&plan) <= plan.budget_cents);
        assert_eq!(cells.unaffordable, scored.scores.order[20..40]);
        let poor = edit(&plan, &PlanEdit::SetBudget(99)).unwrap();
        assert_eq!(draw_cells(&poor, &scored).unaffordable.len(), 40);
        assert!(draw_cells(&poor, &scored).treated.is_empty());
        let free = edit(&plan, &PlanEdit::SetCostAHead(0)).unwrap();
        assert_eq!(draw_cells(&free, &scored).unaffordable.len(), 0);
    }

    #[test]
    fn frozen_cells_stay_but_lose_people_who_opt_out() {
        let draft = plan(&[PlanEdit::SetSharePercent(10.0)]);
        let before = Town::ring(100).scored();
        let cells = draw_cells(&draft, &before);
        let approved = edit(&draft, &PlanEdit::Approve(cells.freeze(&before.people))).unwrap();
        // Other ties and another seed would choose other people.
        let leaver = cells.treated[0];
        let after = Town::new(100, &[(90, 91, 1.0), (90, 92, 1.0)]).opted_out(&[leaver as usize]).scored();
        let now = draw_cells(&Plan { seed: 99, ..approved }, &after);
        assert_eq!(now.treated, cells.treated[1..]);
        assert_eq!(now.control, cells.control);
        assert!(!now.audience.contains(&leaver));
    }

    #[test]
    fn small_and_empty_towns_have_cells_too() {
        let nobody = draw_cells(&plan(&[]), &Scored::default());
        assert_eq!(nobody, Cells::default());
        let pair = draw_cells(&plan(&[]), &Town::new(2, &[(0, 1, 1.0)]).scored());
        assert_eq!((pair.treated.len(), pair.control.len()), (1, 0));
    }
}
