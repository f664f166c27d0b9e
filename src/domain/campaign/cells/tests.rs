//! Cells are drawn as their words say.

use super::*;
use crate::domain::campaign::{ChoiceEdit, PlanEdit, edit};
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
    assert!(cells.cost_cents <= plan.budget_cents);
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

fn groups_plan(edits: &[PlanEdit]) -> Plan {
    let usual = [PlanEdit::SetSharePercent(10.0), PlanEdit::SetControlPercent(20.0)];
    usual.iter().chain(edits).fold(Plan::new(1, "A"), |plan, e| edit(&plan, e).unwrap())
}

#[test]
fn random_groups_are_alike_as_often_as_chance_says() {
    // 80 treated and 20 kept of the same hundred, by each of two hundred seeds: the differences in standard errors have
    // mean 0 and deviation 1, and hardly any lies beyond 3.
    let scored = Town::ring(1_000).split_at(300).scored();
    for deal in [Deal::Person, Deal::WithinTribes] {
        let plan = groups_plan(&[PlanEdit::Design(CellEdit::SetDeal(deal))]);
        let mut errors = Vec::new();
        let mut n_wide = 0;
        for seed in 0..200 {
            let cells = draw_cells(&Plan { seed, ..plan.clone() }, &scored);
            assert_eq!((cells.treated.len(), cells.control.len()), (80, 20));
            let found = balance(&scored, &cells.treated, &cells.control);
            n_wide += usize::from(found[0].errors.abs() > 3.0);
            errors.push(found.iter().find(|difference| difference.of == Trait::Influence).unwrap().errors);
            if deal == Deal::WithinTribes {
                let share = |group: &[Person]| group.iter().filter(|&&p| scored.tribes.of[p as usize] == 0).count();
                let (t, c) = (share(&cells.treated), share(&cells.control));
                assert!((t as f64 / 4.0 - c as f64).abs() <= 1.25, "{t} {c}: the same share of each tribe");
            }
        }
        let mean = errors.iter().sum::<f64>() / 200.0;
        let deviation = (errors.iter().map(|error| (error - mean).powi(2)).sum::<f64>() / 199.0).sqrt();
        // Five standard errors of a mean, and of a deviation, of 200.
        assert!(mean.abs() < 0.36 && (deviation - 1.0).abs() < 0.26, "{deal:?}: {mean} {deviation}");
        assert!(n_wide <= 6, "{deal:?}: {n_wide} of 200 beyond three standard errors");
    }
    assert!(balance(&scored, &[], &[1]).is_empty());
}

#[test]
fn groups_beside_are_as_large_chosen_otherwise_and_nobody_is_in_two() {
    let scored = Town::ring(600).scored();
    let beside = |how| PlanEdit::Design(CellEdit::SetBeside { how, is_in: true });
    let reasons = PlanEdit::Design(CellEdit::SetMotivations(vec!["a".into(), "b".into(), "c".into()]));
    let plan = groups_plan(&[beside(How::Random), beside(How::MostConnected), beside(How::TopScored), reasons]);
    let cells = draw_cells(&plan, &scored);
    // The plan chooses by score itself: that is no other way.
    assert_eq!(
        cells.beside().map(|arm| (arm.kind, arm.people.len())).collect::<Vec<_>>(),
        [(ArmKind::Chosen(How::MostConnected), 48), (ArmKind::Chosen(How::Random), 48),]
    );
    let parts: Vec<usize> = cells.arms[..3].iter().map(|arm| arm.people.len()).collect();
    assert_eq!(parts, [16, 16, 16]);
    let coded = cells.coded(plan.id);
    let people: BTreeSet<Person> = coded.iter().map(|(person, _)| *person).collect();
    assert_eq!((people.len(), coded.len()), (48 * 3 + 12, 48 * 3 + 12));
    assert_eq!(coded.iter().filter(|(_, code)| code == "T1B").count(), 16);
    for (person, code) in &coded {
        let kind = ArmKind::of_code(1, &code.to_lowercase());
        let arm = cells.arms.iter().find(|arm| Some(arm.kind) == kind);
        assert!(arm.is_none_or(|arm| arm.people.contains(person)), "{code}");
    }
    // A budget pays for all groups, or for fewer people in each.
    let plan = groups_plan(&[beside(How::Random), PlanEdit::SetCostAHead(100), PlanEdit::SetBudget(4_050)]);
    let cells = draw_cells(&plan, &scored);
    assert!(cells.cost_cents <= 4_050 && cells.treated.len() == 20, "{}", cells.treated.len());
    // A group that cannot be filled leaves the budget to the treated.
    let few = [beside(How::MostConnected), PlanEdit::Choose(ChoiceEdit::SetPerTribe(1))];
    let free = draw_cells(&groups_plan(&few), &scored);
    let n_beside: usize = free.beside().map(|arm| arm.people.len()).sum();
    assert!(n_beside < free.treated.len(), "{n_beside}");
    let budget = 100 * i64::try_from(free.treated.len() + n_beside).unwrap();
    let paid = [few.to_vec(), vec![PlanEdit::SetCostAHead(100), PlanEdit::SetBudget(budget)]].concat();
    assert_eq!(draw_cells(&groups_plan(&paid), &scored).treated, free.treated);
    // Frozen, they stay; whoever opts out leaves their part and moves nobody else.
    let plan =
        groups_plan(&[beside(How::Random), PlanEdit::Design(CellEdit::SetMotivations(vec!["a".into(), "b".into()]))]);
    let before = draw_cells(&plan, &scored);
    let frozen = edit(&plan, &PlanEdit::Approve(before.freeze(&scored.people))).unwrap();
    let leaver = before.arms[0].people[0];
    let after = draw_cells(&frozen, &Town::ring(600).opted_out(&[leaver as usize]).scored());
    let mut expected = before.coded(1);
    expected.retain(|(person, _)| *person != leaver);
    assert_eq!(after.coded(1), expected);
    assert_eq!(after.as_dealt(&frozen, &scored.people).coded(1), before.coded(1));
    // Nor does somebody who is erased.
    let mut erased = frozen.clone();
    let id = scored.people.ids[leaver as usize].clone();
    erased.forget(&|other| other == id);
    assert_eq!(draw_cells(&erased, &scored).coded(1), expected);
}

#[test]
fn random_people_are_of_every_tribe_in_proportion_and_circles_stay_whole() {
    let scored = Town::ring(1_000).split_at(300).scored();
    let random = groups_plan(&[PlanEdit::Choose(crate::domain::campaign::ChoiceEdit::SetHow(How::Random))]);
    let cells = draw_cells(&random, &scored);
    let of_first = |group: &[Person]| group.iter().filter(|&&p| scored.tribes.of[p as usize] == 0).count();
    let both = [cells.treated.clone(), cells.control.clone()].concat();
    assert!(of_first(&both).abs_diff(30) <= 1, "{}", of_first(&both));
    assert_ne!(draw_cells(&Plan { seed: 99, ..random.clone() }, &scored).treated, cells.treated);
    let circles = groups_plan(&[PlanEdit::Design(CellEdit::SetDeal(Deal::Circles))]);
    let cells = draw_cells(&circles, &scored);
    let mut chosen = [cells.treated.clone(), cells.control.clone()].concat();
    chosen.sort_by_key(|&person| scored.scores.rank[person as usize]);
    let group_of = groups(&scored.network, &chosen);
    let is_control = |place: usize| cells.control.contains(&chosen[place]);
    for (place, group) in group_of.iter().enumerate() {
        let first = group_of.iter().position(|other| other == group).unwrap();
        assert_eq!(is_control(place), is_control(first), "a circle is dealt whole");
    }
    assert!(cells.control.len().abs_diff(20) <= 5, "{}", cells.control.len());
}

#[test]
fn who_is_chosen_by_chance_says_nothing_of_who_is_kept() {
    let scored = Town::ring(1_000).scored();
    let random = groups_plan(&[PlanEdit::Choose(crate::domain::campaign::ChoiceEdit::SetHow(How::Random))]);
    let (mut n_kept, mut n_best) = (0, 0);
    for seed in 0..1_000 {
        let plan = Plan { seed, ..random.clone() };
        let kept: BTreeSet<Person> = draw_cells(&plan, &scored).control.into_iter().collect();
        let first = draw_cells(&Plan { control_percent: 0.0, ..plan }, &scored).treated.into_iter().take(20);
        let ranks = first.filter(|person| kept.contains(person)).map(|person| scored.scores.rank[person as usize]);
        ranks.for_each(|rank| {
            n_kept += 1;
            n_best += u32::from(rank <= 30);
        });
    }
    // 20 of 100 are kept, of the first twenty as of all, and 3 % of them are of the 30 best of 1,000: within six standard
    // deviations.
    assert!(4_000_u32.abs_diff(n_kept) < 340 && 120_u32.abs_diff(n_best) < 66, "{n_kept} {n_best}");
}
