//! The hall between a frame and the next: answers that come late, stops, failures, several steps at once.

use super::{App, LOOK_AGAIN};
use crate::domain::campaign::{ChoiceEdit, How, PlanEdit};
use crate::domain::filter::{FilterEdit, Rule};
use crate::domain::import::{self, Source, Told};
use crate::domain::influence::certainty::Certainty;
use crate::domain::model::{Currency, FileKind, Going, Network, ScoreSettings, Ties};
use crate::domain::score::{Scored, score};
use crate::project::{Command, Export, Import};
use crate::shell::dialogs::FixedPicker;
use crate::shell::jobs::{Answer, Failure, JobId, Lane, Proposed, Reply, Request};
use crate::shell::store::Replacing;
use crate::ui::{Adding, Ask, ChoiceEnded, Draft, PlanPage, Room};
use std::sync::Arc;

fn app(home: &tempfile::TempDir) -> App {
    App::new(&egui::Context::default(), home.path().to_owned(), Box::new(FixedPicker::new([])))
}

fn draft(name: &str) -> Draft {
    let bytes = b"from,to,at,seconds\n1,2,2026-08-01 10:00:00,60\n".to_vec().into();
    let source = Source { name: name.into(), bytes };
    let proposal = import::propose(&source, None).unwrap();
    Draft::new(source, proposal, None)
}

fn told(kind: FileKind) -> Told {
    Told { kind: Some(kind), ..Told::default() }
}

/// What a worker answers to another look at this file.
fn second_look(draft: &Draft, told: &Told) -> Reply {
    let source = draft.source.clone();
    let outcome = import::propose_as(&source, told);
    done(Answer::ProposedAs { source, told: told.clone(), outcome })
}

pub(super) fn done(answer: Answer) -> Reply {
    Reply::Done { lane: Lane::Import, job: some_job(), answer }
}

pub(super) fn some_job() -> JobId {
    let home = tempfile::tempdir().unwrap();
    app(&home).jobs.start(nothing())
}

fn nothing() -> Request {
    Request::Propose { paths: Vec::new(), following: None, opinions_on: None }
}

#[test]
fn a_second_look_reaches_its_file_wherever_that_stands_by_now() {
    let home = tempfile::tempdir().unwrap();
    let mut app = app(&home);
    app.screen.drafts = vec![draft("a.csv"), draft("b.csv"), draft("c.csv")];
    let told = told(FileKind::Messages);
    let reply = second_look(&app.screen.drafts[1], &told);
    app.screen.drafts.remove(0);
    app.take_reply(reply, 0.0);
    let kinds: Vec<FileKind> = app.screen.drafts.iter().map(|draft| draft.mapping.kind).collect();
    assert_eq!(kinds, [FileKind::Messages, FileKind::Calls]);
    // And that of a file which was left out meanwhile reaches none.
    let reply = second_look(&app.screen.drafts[0], &Told { kind: Some(FileKind::Ratings), ..Told::default() });
    app.screen.drafts.remove(0);
    app.take_reply(reply, 0.0);
    assert_eq!(app.screen.drafts[0].mapping.kind, FileKind::Calls);
}

#[test]
fn what_was_told_during_a_look_is_looked_at_afterwards_and_a_stopped_look_can_be_told_again() {
    let home = tempfile::tempdir().unwrap();
    let mut app = app(&home);
    app.screen.drafts = vec![draft("a.csv")];
    let source = app.screen.drafts[0].source.clone();
    let (first, second) = (told(FileKind::Messages), told(FileKind::Ratings));
    app.screen.drafts[0].told = first.clone();
    app.look_again(&source);
    assert!(app.screen.drafts[0].is_looked_at);
    app.screen.drafts[0].told = second.clone();
    let reply = second_look(&app.screen.drafts[0], &first);
    app.take_reply(reply, 0.0);
    assert_eq!((&app.screen.drafts[0].told, app.screen.drafts[0].is_looked_at), (&second, true));
    // The second look is stopped: what is shown is what the first found, and the choice can be made again.
    app.take_reply(Reply::Stopped { lane: Lane::Import, job: some_job() }, 0.0);
    assert_eq!((&app.screen.drafts[0].told, app.screen.drafts[0].is_looked_at), (&first, false));
    assert_eq!(app.screen.drafts[0].mapping.kind, FileKind::Messages);
}

#[test]
fn wanting_files_added_ends_where_more_files_come() {
    let home = tempfile::tempdir().unwrap();
    let mut app = app(&home);
    app.screen.drafts = vec![draft("a.csv")];
    (app.screen.adding, app.screen.growth) = (Adding::Wanted, Some(crate::domain::arrivals::Growth::default()));
    let later = draft("b.csv");
    let outcome = Ok((later.source.clone(), later.proposal.clone()));
    let files = vec![Proposed { name: "b.csv".into(), outcome }];
    app.take_reply(done(Answer::Proposed { files, following: None, opinions_on: None }), 0.0);
    assert_eq!((app.screen.adding, app.screen.growth), (Adding::NotAsked, None));
    assert_eq!(app.screen.drafts.len(), 2);
    app.screen.adding = Adding::CheckFailed;
    app.take_reply(done(Answer::Proposed { files: Vec::new(), following: None, opinions_on: None }), 0.0);
    assert_eq!(app.screen.adding, Adding::CheckFailed, "still to be tried again");
}

#[test]
fn a_check_that_failed_waits_for_the_person_and_is_tried_again() {
    let home = tempfile::tempdir().unwrap();
    let mut app = app(&home);
    assert!(app.begin_project("Town"));
    app.screen.drafts = vec![draft("a.csv")];
    let is_checking = |app: &mut App| app.jobs.running().iter().any(|(lane, _)| *lane == Lane::Check);
    app.check_if_due();
    assert!(is_checking(&mut app));
    app.screen.adding = Adding::Wanted;
    app.jobs.stop(Lane::Check);
    let failure = Failure::Bug { place: None };
    app.take_reply(Reply::Failed { lane: Lane::Check, job: some_job(), failure }, 0.0);
    assert_eq!(app.screen.adding, Adding::CheckFailed);
    app.check_if_due();
    assert!(!is_checking(&mut app), "not by itself");
    app.want_added(0.0);
    app.check_if_due();
    assert!(is_checking(&mut app) && app.screen.adding == Adding::Wanted);
}

#[test]
fn a_stop_is_for_the_work_that_a_person_waits_for() {
    let home = tempfile::tempdir().unwrap();
    let mut app = app(&home);
    app.jobs.start(nothing());
    app.jobs.start(Request::Check(Box::default()));
    app.jobs.start(Request::Topics { tables: Vec::new(), people: Arc::default() });
    app.take_ask(&egui::Context::default(), Ask::StopWork);
    let lanes: Vec<Lane> = app.jobs.running().into_iter().map(|(lane, _)| lane).collect();
    assert_eq!(lanes, [Lane::Check, Lane::Topics]);
}

#[test]
fn several_steps_back_are_scored_once() {
    let home = tempfile::tempdir().unwrap();
    let mut app = app(&home);
    assert!(app.begin_project("Town"));
    let draft = draft("a.csv");
    let read = import::read(&draft.source, &draft.mapping, &crate::domain::ticket::Ticket::new()).unwrap().unwrap();
    let import = Import::new("a.csv".into(), draft.mapping, read, "2026-11-21 10:30".into());
    assert!(app.apply(Command::AddImports(vec![import]), 0.0));
    for seed in 5..9 {
        assert!(app.apply(Command::SetSettings(ScoreSettings { seed, ..ScoreSettings::default() }), 0.0));
    }
    let number = |job: JobId| format!("{job:?}").trim_matches(|c: char| !c.is_ascii_digit()).parse::<u64>().unwrap();
    let before = number(app.jobs.start(nothing()));
    app.go_back(4, 0.0);
    assert_eq!(number(app.jobs.start(nothing())) - before, 2, "one scoring between the two");
    assert_eq!(app.project().unwrap().document().settings, ScoreSettings::default());
    assert!(!app.apply(Command::TakeBackImport(99), 0.0));
}

/// A scored project of a few people with two plans whose people are to be chosen, set side by side.
pub(super) fn choosing_for_two(home: &tempfile::TempDir) -> (App, [u32; 2]) {
    let mut app = app(home);
    assert!(app.begin_project("Town"));
    let draft = draft("a.csv");
    let ticket = crate::domain::ticket::Ticket::new();
    let read = import::read(&draft.source, &draft.mapping, &ticket).unwrap().unwrap();
    let import = Import::new("a.csv".into(), draft.mapping, read, "2026-11-21 10:30".into());
    assert!(app.apply(Command::AddImports(vec![import]), 0.0));
    for name in ["A", "B"] {
        let edits = vec![PlanEdit::Choose(ChoiceEdit::SetHow(How::BestSpread))];
        assert!(app.apply(Command::BeginPlan { name: name.into(), edits }, 0.0));
    }
    let project = app.project().unwrap();
    let scored = score(&project.document().given(), None, &ticket).unwrap();
    let (generation, plans) = (project.derived().generation, [0, 1].map(|n| project.document().plans[n].id));
    app.take_reply(done(Answer::Scored { generation, scored: Arc::new(scored) }), 0.0);
    (app.screen.room, app.screen.plan, app.screen.plans.page) = (Room::Plan, Some(plans[0]), PlanPage::Compare);
    (app, plans)
}

#[test]
fn a_stopped_choice_holds_up_no_other_plan_and_is_not_begun_again_by_itself() {
    let home = tempfile::tempdir().unwrap();
    let (mut app, plans) = choosing_for_two(&home);
    let asked = |app: &App| app.choosing.choice.as_ref().map(|(job, key)| (*job, key.plan));
    app.choose_if_due();
    let (job, plan) = asked(&app).unwrap();
    assert_eq!((plan, app.screen.choice_ended), (plans[0], None));
    app.take_reply(Reply::Stopped { lane: Lane::Choose, job }, 0.0);
    app.choose_if_due();
    let (job, plan) = asked(&app).unwrap();
    assert_eq!((plan, app.screen.choice_ended), (plans[1], Some(ChoiceEnded::Stopped)));
    let failure = Failure::Bug { place: None };
    app.take_reply(Reply::Failed { lane: Lane::Choose, job, failure }, 0.0);
    app.choose_if_due();
    assert_eq!((asked(&app), app.screen.choice_ended), (None, Some(ChoiceEnded::Stopped)), "each by itself");
    app.screen.plan = Some(plans[1]);
    app.choose_if_due();
    assert_eq!((asked(&app), app.screen.choice_ended), (None, Some(ChoiceEnded::Failed)));
    app.take_ask(&egui::Context::default(), Ask::ChooseAgain);
    app.choose_if_due();
    assert_eq!((asked(&app).unwrap().1, app.screen.choice_ended), (plans[1], None));
}

#[test]
fn a_failed_forecast_holds_up_no_other_plan() {
    let home = tempfile::tempdir().unwrap();
    let (mut app, plans) = choosing_for_two(&home);
    for plan in plans {
        let edit = PlanEdit::Choose(ChoiceEdit::SetHow(How::TopScored));
        assert!(app.apply(Command::EditPlan { plan, edit }, 0.0));
    }
    let asked = |app: &App| app.forecasting.as_ref().map(|(job, key)| (*job, key.plan));
    app.forecast_if_due();
    let (job, plan) = asked(&app).unwrap();
    assert_eq!(plan, plans[0]);
    let failure = Failure::Bug { place: None };
    app.take_reply(Reply::Failed { lane: Lane::Forecast, job, failure }, 0.0);
    app.forecast_if_due();
    assert_eq!((asked(&app).unwrap().1, app.screen.has_forecast_failed), (plans[1], true));
}

#[test]
fn a_forecast_that_failed_for_the_plan_beside_is_not_said_of_the_plan_on_show() {
    let home = tempfile::tempdir().unwrap();
    let (mut app, plans) = choosing_for_two(&home);
    for plan in plans {
        let edit = PlanEdit::Choose(ChoiceEdit::SetHow(How::TopScored));
        assert!(app.apply(Command::EditPlan { plan, edit }, 0.0));
    }
    app.forecast_if_due();
    let (_, key) = app.forecasting.clone().unwrap();
    app.take_reply(done(Answer::Forecast { key, forecast: Arc::default() }), 0.0);
    app.forecast_if_due();
    let (job, key) = app.forecasting.clone().unwrap();
    assert_eq!(key.plan, plans[1]);
    app.take_reply(Reply::Failed { lane: Lane::Forecast, job, failure: Failure::Bug { place: None } }, 0.0);
    assert!(!app.screen.has_forecast_failed);
    app.forecast_if_due();
    assert!(!app.screen.has_forecast_failed && app.screen.plan == Some(plans[0]));
}

/// A scored project whose network is too large to be re-sampled unasked.
fn scored_at_large(home: &tempfile::TempDir) -> App {
    let (mut app, _) = choosing_for_two(home);
    let derived = app.project().unwrap().derived();
    let (generation, scored) = (derived.generation, (**derived.scored.as_ref().unwrap()).clone());
    let n = 300_001;
    let ties =
        Ties { a: vec![0; n], b: vec![1; n], strength: vec![1.0; n], going: vec![Going::EVEN; n], ..Ties::default() };
    let Ok(network) = Network::among(&ties, &[true; 2], || Ok::<(), std::convert::Infallible>(()));
    let large = Scored { network: Arc::new(network), ..scored };
    assert!(!Certainty::is_quick(&large));
    app.take_reply(done(Answer::Scored { generation, scored: Arc::new(large) }), 0.0);
    for lane in Lane::ALL {
        app.jobs.stop(lane);
    }
    app.jobs.poll();
    app
}

#[test]
fn how_sure_ranks_are_is_seen_working_can_be_stopped_and_asked_again() {
    let home = tempfile::tempdir().unwrap();
    let mut app = scored_at_large(&home);
    let running = |app: &mut App| -> Vec<Lane> { app.jobs.running().into_iter().map(|(lane, _)| lane).collect() };
    app.ask_how_sure_if_due();
    assert_eq!(running(&mut app), [], "not unasked");
    let ctx = egui::Context::default();
    let stopped = |app: &mut App| {
        let stopped = |reply: &Reply| matches!(reply, Reply::Stopped { lane: Lane::AskedCertainty, .. });
        let replies = app.jobs.poll();
        assert!(replies.iter().any(stopped), "{replies:?}");
        for reply in replies {
            app.take_reply(reply, 0.0);
        }
    };
    for _ in 0..2 {
        app.take_ask(&ctx, Ask::HowSure);
        assert_eq!(running(&mut app), [Lane::AskedCertainty]);
        assert!(app.progress().is_some(), "a person waits for it");
        app.take_ask(&ctx, Ask::StopWork);
        stopped(&mut app);
    }
    app.take_ask(&ctx, Ask::HowSure);
    let (job, _) = app.asked_how_sure.unwrap();
    app.take_ask(&ctx, Ask::HowSure);
    assert_eq!(app.asked_how_sure.unwrap().0, job, "asked twice, worked out once");
    app.jobs.stop(Lane::AskedCertainty);
    let failure = Failure::Bug { place: None };
    app.take_reply(Reply::Failed { lane: Lane::AskedCertainty, job, failure }, 0.0);
    app.take_ask(&ctx, Ask::HowSure);
    assert_ne!(app.asked_how_sure.unwrap().0, job, "what failed can be tried again");
}

#[test]
fn what_is_worked_out_unasked_is_not_begun_again_where_it_failed() {
    let home = tempfile::tempdir().unwrap();
    let (mut app, _) = choosing_for_two(&home);
    app.ask_how_sure_if_due();
    let (job, _) = app.asked_how_sure.unwrap();
    let failure = Failure::Bug { place: None };
    app.take_reply(Reply::Failed { lane: Lane::Certainty, job, failure }, 0.0);
    app.ask_how_sure_if_due();
    assert_eq!(app.asked_how_sure.unwrap().0, job);
}

#[test]
fn looking_at_earlier_lists_and_at_who_left_hold_each_other_up_in_nothing() {
    let home = tempfile::tempdir().unwrap();
    let (mut app, _) = choosing_for_two(&home);
    let ctx = egui::Context::default();
    app.take_ask(&ctx, Ask::CheckLeaving);
    app.take_ask(&ctx, Ask::LookBack);
    let lanes: Vec<Lane> = app.jobs.running().into_iter().map(|(lane, _)| lane).collect();
    assert!(lanes.contains(&Lane::LookLeaving) && lanes.contains(&Lane::LookBack), "{lanes:?}");
}

#[test]
fn a_picture_that_leaves_writes_money_as_the_window_does() {
    let home = tempfile::tempdir().unwrap();
    let (mut app, _) = choosing_for_two(&home);
    let francs = Currency { sign: "CHF".into(), ..Currency::default() };
    assert!(app.apply(Command::SetCurrency(francs), 0.0));
    assert!(app.apply(Command::Filter(FilterEdit::Add(Rule::SpendsOver(10_000))), 0.0));
    let path = home.path().join("map.svg");
    app.export(&Export::Map, path.clone());
    let deadline = std::time::Instant::now() + std::time::Duration::from_mins(1);
    while !path.is_file() && std::time::Instant::now() < deadline {
        std::thread::sleep(std::time::Duration::from_millis(5));
    }
    let picture = std::fs::read_to_string(path).unwrap();
    assert!(picture.contains("CHF 100") && !picture.contains('€'), "{picture}");
}

#[test]
fn a_save_that_ends_while_nobody_moves_is_seen() {
    let home = tempfile::tempdir().unwrap();
    let mut app = app(&home);
    assert!(app.begin_project("Town"));
    app.desk.as_mut().unwrap().save(home.path().join("town.tribewise"), Replacing::Anything);
    let (ctx, soonest) = (egui::Context::default(), Arc::new(std::sync::Mutex::new(None)));
    let told = soonest.clone();
    ctx.set_request_repaint_callback(move |info| *told.lock().unwrap() = Some(info.delay));
    app.attend(&ctx);
    assert!(soonest.lock().unwrap().is_some_and(|delay| delay <= LOOK_AGAIN), "{soonest:?}");
}
