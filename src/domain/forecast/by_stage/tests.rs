//! Relations and counts by hand of chances that differ by stage; forecasts nothing of its own.

use super::super::{Assumptions, Forecast, best_spread, forecast, forecast_learned};
use super::*;
use crate::domain::campaign::{Cells, ChoiceEdit, Ground, How, Plan, PlanEdit, Told, edit};
use crate::domain::stages::Source;
use crate::domain::testing::Town;
use crate::domain::ties::fixtures::table;
use polars::prelude::df;

const DAY: i64 = 86_400;

/// Everybody is active but the first `n`, who are at risk.
fn stages(n_people: usize, n: usize) -> PeopleStages {
    let of = |k: usize| Some((if k < n { Stage::AtRisk } else { Stage::Active }, Source::Rules));
    let mut stages = PeopleStages { of: (0..n_people).map(of).collect(), ..PeopleStages::default() };
    stages.counts[Stage::AtRisk.position()] = n;
    stages.counts[Stage::Active.position()] = n_people - n;
    stages
}

fn saying(takes_up: Option<u16>, passes_on: Option<u16>) -> Plan {
    let chance = StageChance { takes_up_percent: takes_up, passes_on_percent: passes_on };
    let said = PlanEdit::Choose(ChoiceEdit::SetStageChance { stage: Stage::AtRisk, chance });
    let by_spread = PlanEdit::Choose(ChoiceEdit::SetHow(How::BestSpread));
    [by_spread, said].iter().fold(Plan::new(1, "A"), |plan, one| edit(&plan, one).unwrap())
}

fn usual() -> Assumptions {
    Assumptions { accept_share: 0.6, pass_on_share: 0.3, unaided_share: 0.02, is_learned: false }
}

fn everyone(scored: &Scored) -> Cells {
    let audience = (0..scored.people.len() as Person).collect();
    Cells { audience, treated: vec![0, 7, 40, 41], ..Cells::default() }
}

fn told(plan: &Plan, cells: &Cells, scored: &Scored, known: &Known<'_>) -> Forecast {
    forecast_learned(plan, cells, scored, &usual(), known, 300, 5, &Ticket::new()).unwrap()
}

#[test]
fn people_who_are_alike_are_forecast_and_chosen_as_if_nobody_had_asked() {
    let scored = Town::ring(60).scored();
    let (cells, stages) = (everyone(&scored), stages(60, 20));
    let plan = Plan::new(1, "A");
    let blind = forecast(&plan, &cells, &scored, &usual(), 300, 5, &Ticket::new()).unwrap();
    let known = Known { stages: Some(&stages), ..Known::default() };
    assert_eq!(told(&plan, &cells, &scored, &known), blind);
    assert_eq!(told(&saying(Some(100), Some(100)), &cells, &scored, &known), blind);
    // The choice by best spread goes the way it went before stages were known.
    assert!(Leanings::of(&saying(Some(100), None).choice.by_stage, &known, 60).is_none());
    assert!(!Leanings::of(&saying(Some(99), None).choice.by_stage, &known, 60).is_none());
}

#[test]
fn a_stage_that_never_takes_it_up_is_never_reached_and_not_chosen() {
    let scored = Town::ring(120).scored();
    let stages = stages(120, 60);
    let log: Vec<Adoption> = (0..120).map(|person| Adoption { what: 0, at: i64::from(person) * DAY, person }).collect();
    let never = saying(Some(0), None);
    let log = AdoptionLog { adoptions: log, ..AdoptionLog::default() };
    for log in [Some(&log), None] {
        let known = Known { log, stages: Some(&stages), ..Known::default() };
        let at_risk = Cells { audience: (0..60).collect(), ..everyone(&scored) };
        let found = told(&never, &at_risk, &scored, &known);
        assert_eq!([found.plan.high, found.nothing.high, found.random.high, found.most_connected.high], [0.0; 4]);
        assert!(told(&never, &everyone(&scored), &scored, &known).nothing.likely > 0.0, "the others still do");
        // Who hears it and never tells anybody brings themselves and nobody else.
        let silent = told(&saying(None, Some(0)), &at_risk, &scored, &known);
        assert!(silent.plan.likely > 0.0);
    }
    let known = Known { log: Some(&log), stages: Some(&stages), ..Known::default() };
    let ground = Ground { scored: &scored, told: Told::default(), spread: None };
    let best = best_spread(&never, &ground, &usual(), &known, &Ticket::new()).unwrap();
    assert!(best.people.iter().all(|&person| person >= 60), "{best:?}");
}

#[test]
fn a_higher_chance_never_reaches_fewer() {
    let scored = Town::ring(120).scored();
    let stages = stages(120, 30);
    let known = Known { stages: Some(&stages), ..Known::default() };
    let ranges = |takes_up, passes_on| {
        let found = told(&saying(Some(takes_up), Some(passes_on)), &everyone(&scored), &scored, &known);
        let strategies = [found.plan, found.nothing, found.random, found.most_connected];
        strategies.map(|range| [range.low, range.likely, range.high]).concat()
    };
    let rising = [(0, 0), (0, 60), (40, 60), (100, 60), (100, 150), (300, 150), (500, 500)];
    let found = rising.map(|(takes_up, passes_on)| ranges(takes_up, passes_on));
    for (few, more) in found.iter().zip(&found[1..]) {
        assert!(few.iter().zip(more).all(|(few, more)| few <= more), "{few:?} {more:?}");
    }
    assert!(found[0][1] < found[3][1] && found[3][1] < found[6][1], "{found:?}");
}

#[test]
fn what_the_choice_expects_is_what_the_forecast_reaches_where_stages_differ() {
    let scored = Town::ring(120).scored();
    let stages = stages(120, 40);
    let plan = edit(&saying(Some(30), Some(180)), &PlanEdit::SetControlPercent(0.0)).unwrap();
    let known = Known { stages: Some(&stages), ..Known::default() };
    let assumptions = Assumptions { unaided_share: 0.0, ..usual() };
    let ground = Ground { scored: &scored, told: Told::default(), spread: None };
    let best = best_spread(&plan, &ground, &assumptions, &known, &Ticket::new()).unwrap();
    let cells = Cells { treated: best.people.clone(), ..everyone(&scored) };
    let found = forecast_learned(&plan, &cells, &scored, &assumptions, &known, 4_000, 3, &Ticket::new()).unwrap();
    let near = (found.plan.likely - best.expected).abs() < 0.5 + 0.03 * best.expected;
    assert!(near, "{} {best:?}", found.plan.likely);
}

#[test]
fn what_people_did_after_the_moment_is_counted_by_their_stage_at_it() {
    // 0 and 1 at risk, 2 to 5 active. 0 tells nobody; 2 takes it up, then 3, who knows 2 alone.
    let scored = Town::new(6, &[(0, 1, 1.0), (2, 3, 1.0), (4, 5, 1.0)]).scored();
    let took = |what, at, person| Adoption { what, at, person };
    let log = [took(0, 5, 4), took(0, 20, 0), took(0, 20, 2), took(0, 30, 3), took(1, 5, 3)];
    let found = seen(&scored, &stages(6, 2), &log, 10, &Ticket::new()).unwrap();
    let of = |stage| *found.iter().find(|at| at.stage == stage).unwrap();
    let (at_risk, active) = (of(Stage::AtRisk), of(Stage::Active));
    // 3 of 6 took something up: of 2 people 1 was to be expected, of 4 people 2.
    assert_eq!((at_risk.n_people, at_risk.n_took, at_risk.expected_took), (2, 1, 1.0));
    assert_eq!((active.n_people, active.n_took, active.expected_took), (4, 2, 2.0));
    assert_eq!((at_risk.takes_up, active.takes_up), (1.0, 1.0));
    // Before the moment nobody is credited; after it one of two exposures like each other was passed on, by 2.
    assert_eq!((at_risk.passed, active.passed), (0.0, 1.0));
    assert!((at_risk.expected_passed - 0.5).abs() < 1e-6 && (active.expected_passed - 0.5).abs() < 1e-6);
    assert!((at_risk.passes_on - 5.0 / 5.5).abs() < 1e-6 && (active.passes_on - 6.0 / 5.5).abs() < 1e-6);
}

#[test]
fn stages_are_told_as_they_could_be_at_the_moment_and_little_says_nothing() {
    // 60 people buy A on the first days. Half of the loyal ones, who bought week after week, buy B later; nobody else.
    let (mut ids, mut at, mut what) = (Vec::new(), Vec::new(), Vec::new());
    let mut buy = |person: usize, day: i64, product: &str| {
        ids.push(person.to_string());
        at.push(day * DAY);
        what.push(product.to_owned());
    };
    for person in 0..60 {
        buy(person, i64::try_from(person % 3).unwrap(), "A");
        let weeks = if person < 30 { 60 } else { 1 };
        (1..weeks).for_each(|week| buy(person, 7 * week, "A"));
    }
    (0..25).for_each(|person| buy(person, 430, "B"));
    let bought = table(FileKind::Purchases, df!("id" => ids, "at" => at, "product" => what).unwrap());
    let mut scored = Town::ring(60).scored();
    scored.lives = Arc::new(crate::domain::model::Lives {
        since: vec![crate::domain::model::Ties::NO_DATE; 60],
        last_contact: vec![crate::domain::model::Ties::NO_DATE; 60],
        has_bought: vec![true; 60],
        is_interested: vec![false; 60],
        ..crate::domain::model::Lives::default()
    });
    let log = crate::domain::influence::persuasion::adoption_log(
        std::slice::from_ref(&bought),
        &scored.people,
        &Ticket::new(),
    )
    .unwrap()
    .adoptions;
    let known = |log: &[Adoption]| {
        learn_stages(&scored, std::slice::from_ref(&bought), &PeopleStages::default(), log, &Ticket::new()).unwrap()
    };
    let found = known(&log);
    let n_people: usize = found.iter().map(|at| at.n_people).sum();
    let n_took: usize = found.iter().map(|at| at.n_took).sum();
    assert_eq!((n_people, n_took), (60, 25), "{found:?}");
    // Half way, those who bought week after week were active; the others had been silent for more than ninety days.
    let keen = found.iter().find(|at| at.n_took == 25).unwrap();
    let silent = found.iter().find(|at| at.n_took == 0).unwrap();
    assert_eq!((keen.n_people, silent.n_people, silent.stage), (30, 30, Stage::AtRisk), "{found:?}");
    assert!((keen.takes_up - 30.0 / 17.5).abs() < 1e-6 && (silent.takes_up - 5.0 / 17.5).abs() < 1e-6);
    assert_eq!(known(&log[..70]), []);
}

#[test]
fn who_has_nothing_to_do_with_the_topic_takes_it_up_and_passes_it_on_as_is_said() {
    let scored = Town::ring(60).scored();
    let (cells, stages) = (everyone(&scored), stages(60, 20));
    let is_on_topic: Vec<bool> = (0..60).map(|person| person < 30).collect();
    let off =
        |takes_up, passes_on| StageChance { takes_up_percent: Some(takes_up), passes_on_percent: Some(passes_on) };
    let known = |is_on_topic, chance| Known { off_topic: Some((is_on_topic, chance)), ..Known::default() };
    let plan = Plan::new(1, "A");
    let blind = forecast(&plan, &cells, &scored, &usual(), 300, 5, &Ticket::new()).unwrap();
    assert_eq!(told(&plan, &cells, &scored, &known(&is_on_topic, off(100, 100))), blind);
    assert_eq!(told(&plan, &cells, &scored, &known(&[true; 60], off(0, 0))), blind, "everybody is on the topic");
    // Nobody of the other half is reached, treated or not; and there is nobody to be told by them.
    let half = told(&plan, &cells, &scored, &known(&is_on_topic, off(0, 100)));
    assert!(half.plan.high <= 30.0 && half.plan.likely < blind.plan.likely, "{half:?}");
    assert!(told(&plan, &cells, &scored, &known(&is_on_topic, off(100, 0))).plan.likely < blind.plan.likely);
    // Stages come on top of it.
    let both = Known { stages: Some(&stages), ..known(&is_on_topic, off(50, 100)) };
    let leanings = Leanings::of(&saying(Some(50), None).choice.by_stage, &both, 60);
    assert_eq!([0, 25, 40].map(|person| leanings.takes_up(person)), [0.5, 1.0, 0.5]);
}
