//! Cells are drawn as their words say.

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
