//! Commands at the project's door: each has a way back to exactly the document before, a refusal changes nothing, and
//! whoever opted out passes none of the four gates.

use crate::support::{DOUBLE, OPTED_OUT, OUTGOING, assert_no_trace, csv_column, import, score_now, town_project};
use std::collections::BTreeSet;
use std::sync::{Arc, OnceLock};
use tribewise::domain::campaign::{
    FrozenCells, Goal, Ids, Launch, MassMailing, PlanEdit, PlanRefusal, PlanStatus, PlanTreatment, Question, SetColumn,
    TaskState, Treatment,
};
use tribewise::domain::export::{CsvStyle, Kind};
use tribewise::domain::filter::{FilterEdit, Rule};
use tribewise::domain::forecast::Assumptions;
use tribewise::domain::guise::Preset;
use tribewise::domain::holding::HoldStatus;
use tribewise::domain::import::Source;
use tribewise::domain::model::Wording;
use tribewise::domain::model::decisions::{
    Basis, CleaningEdit, IdentityEdit, Inference, JudgementEdit, Market, Opinion, RespectEdit, StagesEdit, StancesEdit,
    TribeEdit,
};
use tribewise::domain::model::{Call, Channel, Currency, FileKind, ScoreSettings, Stage, Stance, TieKind};
use tribewise::project::{
    Command, Document, Effect, Export, Import, LearnEdit, LeavingProblem, Project, Refusal, Surroundings, bytes,
};
use tribewise::ui::{map, words};

/// The town, scored, with one plan and the messages to influencers held.
fn project() -> Project {
    static PROJECT: OnceLock<Project> = OnceLock::new();
    let made = PROJECT.get_or_init(|| {
        let mut project = town_project(120);
        project.apply(Command::AddPlan { name: "Spring".into() }).unwrap();
        project.apply(Command::SetSharePercent(10.0)).unwrap();
        let import = id_of(&project, FileKind::Outgoing);
        project.apply(Command::Divert { import }).unwrap();
        let (import, plan) = (id_of(&project, FileKind::Results), project.document().plans[0].id);
        project.apply(Command::AssignResults { import, plan: Some(plan) }).unwrap();
        project.apply(Command::Learn(LearnEdit::Keep { import })).unwrap();
        project.apply(Command::AssignResults { import, plan: None }).unwrap();
        project
    });
    made.clone()
}

fn id_of(project: &Project, kind: FileKind) -> u32 {
    project.document().imports.iter().find(|import| import.kind() == kind).unwrap().id
}

fn late_opt_out(id: &str) -> Import {
    let bytes = format!("customer_id,channel\n{id},all\n").into_bytes();
    import(&Source { name: "late.csv".into(), bytes: bytes.into() }, Some(FileKind::Optouts))
}

fn edit(project: &Project, edit: PlanEdit) -> Command {
    Command::EditPlan { plan: project.document().plans[0].id, edit }
}

/// The match fails to compile when a command is added and not thought of.
fn number(command: &Command) -> usize {
    match command {
        Command::RenameProject(_) => 0,
        Command::AddImports(_) => 1,
        Command::TakeBackImport(_) => 2,
        Command::SetSettings(_) => 3,
        Command::SetSharePercent(_) => 4,
        Command::SetAssumptions(_) => 5,
        Command::RenameTribe { .. } => 6,
        Command::AddPlan { .. } => 7,
        Command::DuplicatePlan(_) => 8,
        Command::RemovePlan(_) => 9,
        Command::EditPlan { .. } => 10,
        Command::Divert { .. } => 11,
        Command::EditHold { .. } => 12,
        Command::ReleaseHold(_) => 13,
        Command::DropHold(_) => 14,
        Command::KeepHold(_) => 15,
        Command::AssignResults { .. } => 16,
        Command::DecideIdentity(_) => 17,
        Command::DecideCleaning(_) => 18,
        Command::DecideRespect(_) => 19,
        Command::Judge(_) => 20,
        Command::DecideStages(_) => 21,
        Command::DecideStances(_) => 22,
        Command::ShapeTribes(_) => 23,
        Command::Filter(_) => 24,
        Command::SetPreset(_) => 25,
        Command::BeginPlan { .. } => 26,
        Command::Earlier { .. } => unreachable!("a step of an earlier session is never done"),
        Command::PinTribe { .. } => 27,
        Command::SetWording(_) => 28,
        Command::SetCurrency(_) => 29,
        Command::Learn(_) => 30,
    }
}

/// Every command once; the match fails to compile when one is added and not thought of.
fn every_command(project: &Project) -> Vec<Command> {
    let document = project.document();
    let (plan, hold) = (document.plans[0].id, document.holds[0].id);
    let tribe = project.derived().scored.as_ref().unwrap().tribes.tribes[0].id;
    let commands = vec![
        Command::RenameProject("Town".into()),
        Command::AddImports(vec![late_opt_out(DOUBLE)]),
        Command::TakeBackImport(id_of(project, FileKind::Outgoing)),
        Command::SetSettings(ScoreSettings { seed: 9, ..ScoreSettings::default() }),
        Command::SetSharePercent(4.0),
        Command::SetAssumptions(Assumptions { accept_share: 0.9, ..Assumptions::default() }),
        Command::RenameTribe { tribe: 0, name: "Night owls".into() },
        Command::AddPlan { name: "Autumn".into() },
        Command::DuplicatePlan(plan),
        Command::RemovePlan(plan),
        edit(project, PlanEdit::SetGoal(Goal::Launch)),
        Command::Divert { import: id_of(project, FileKind::Outgoing) },
        Command::EditHold { hold, subject: "Dear friend".into(), body: "By hand.".into() },
        Command::ReleaseHold(hold),
        Command::DropHold(hold),
        Command::KeepHold(hold),
        Command::AssignResults { import: id_of(project, FileKind::Results), plan: Some(plan) },
        Command::DecideIdentity(IdentityEdit::Merge(vec!["no such id".into(), DOUBLE.into()])),
        Command::DecideCleaning(CleaningEdit::IsNotPerson(DOUBLE.into())),
        Command::DecideRespect(RespectEdit::SetBasis { import: 1, basis: Basis::Consent }),
        Command::Judge(JudgementEdit::Note { id: DOUBLE.into(), note: "coach".into() }),
        Command::DecideStages(StagesEdit::SetByHand {
            id: DOUBLE.into(),
            stage: Some(Stage::Deciding),
            reason: "asked for an offer".into(),
            when: "2026-11-21 10:30".into(),
        }),
        Command::DecideStances(StancesEdit::SetComplaintDays(30)),
        Command::ShapeTribes(TribeEdit::Recolour { tribe: 0, look: Some(3) }),
        Command::Filter(FilterEdit::Add(Rule::TopPercent(5))),
        Command::SetPreset(Preset::Stage),
        Command::BeginPlan { name: "Kept".into(), edits: vec![PlanEdit::AddTribes(vec![0])] },
        Command::PinTribe { tribe, at: Some([1.5, -2.0]) },
        Command::SetWording(Wording::Connector),
        Command::SetCurrency(Currency { sign: "CHF".into(), ..Currency::default() }),
        Command::Learn(LearnEdit::Remark { lesson: document.lessons[0].id, text: "rain all week".into() }),
    ];
    assert_eq!(commands.iter().map(number).collect::<Vec<_>>(), (0..commands.len()).collect::<Vec<_>>());
    commands
}

fn every_edit() -> Vec<PlanEdit> {
    let ids = |id: &str| vec![id.to_owned()];
    vec![
        PlanEdit::Rename("Summer".into()),
        PlanEdit::SetGoal(Goal::WinBack),
        PlanEdit::AddTribes(vec![0]),
        PlanEdit::RemoveTribe(0),
        PlanEdit::AddPeople(ids(DOUBLE)),
        PlanEdit::AddChosen { tribes: vec![0], people: ids(DOUBLE) },
        PlanEdit::RemovePeople(ids(DOUBLE)),
        PlanEdit::ExcludePeople(ids(DOUBLE)),
        PlanEdit::ClearAudience,
        PlanEdit::SetSharePercent(7.0),
        PlanEdit::SetTreatment(Treatment::Coupon),
        PlanEdit::SetMessage("hello".into()),
        PlanEdit::SetOffer("free".into()),
        PlanEdit::SetOwner("Ada".into()),
        PlanEdit::SetStartsOn("2026-11-21".into()),
        PlanEdit::SetEndsOn("2026-12-21".into()),
        PlanEdit::SetSuccessMeasure("more".into()),
        PlanEdit::SetCostAHead(100),
        PlanEdit::SetBudget(5_000),
        PlanEdit::SetControlPercent(40.0),
        PlanEdit::SetSeed(99),
        PlanEdit::PickGoal { goal: Goal::Loyalty, success_measure: Some("more of it".into()) },
        PlanEdit::SetHorizon(45),
        PlanEdit::ToggleStage(Stage::Lost),
        PlanEdit::ToggleStance(Stance::Onside),
        PlanEdit::SetTopPercent(20.0),
        PlanEdit::SetColumn(SetColumn { heading: "tariff".into(), values: ["Basic S".to_owned()].into() }),
        PlanEdit::FixAudience(Ids::from(ids(DOUBLE))),
        PlanEdit::LetAudienceLive,
        PlanEdit::AddTreatment(Treatment::HandwrittenNote),
        PlanEdit::ChangeTreatment(PlanTreatment { a_day: 3, ..PlanTreatment::usual(2, Treatment::HandwrittenNote) }),
        PlanEdit::RemoveTreatment(1),
        PlanEdit::SetMailing(MassMailing { n_waves: 9, ..MassMailing::default() }),
        PlanEdit::MarkTasks { tasks: vec![(2, "prepare".into())], state: TaskState::Done, on: "2026-11-21".into() },
        PlanEdit::NoteOutcome { treatment: 2, job: "prepare".into(), text: "ready".into() },
        PlanEdit::Answer(Question::WhyTalk, "they help their friends".into()),
        PlanEdit::NoteReview { on: "2026-11-21".into(), text: "a good start".into() },
        PlanEdit::Approve(FrozenCells { treated: ids(DOUBLE), ..FrozenCells::default() }),
        PlanEdit::SetStatus(PlanStatus::Running),
        PlanEdit::Reopen,
        PlanEdit::Launch {
            cells: FrozenCells { treated: ids(DOUBLE), ..FrozenCells::default() },
            launch: Launch { on: "2026-11-21".into(), audience: Ids::from(ids(DOUBLE)) },
        },
    ]
}

/// Applies, undoes, redoes; the very documents must come back.
fn there_and_back(project: &mut Project, command: Command) {
    let name = words::command::name(&command);
    let before = project.document().clone();
    let n_steps = project.history().steps().count();
    let done = project.apply(command).unwrap_or_else(|refusal| panic!("{name}: {refusal}"));
    let after = project.document().clone();
    assert_eq!(project.history().steps().count(), n_steps + 1, "{name}: one gesture is one step");
    let undone = project.undo();
    assert!(Arc::ptr_eq(project.document(), &before), "{name}: undo leads elsewhere");
    assert_eq!(undone, done, "{name}: what is out of date is out of date either way");
    assert_eq!(project.history().next_redo().map(words::command::name), Some(name.clone()));
    let redone = project.redo();
    assert!(Arc::ptr_eq(project.document(), &after), "{name}: redo leads elsewhere");
    assert_eq!(redone, done, "{name}");
}

#[test]
fn every_command_has_a_way_back_to_exactly_the_document_before() {
    for command in every_command(&project()) {
        let mut project = project();
        // Something else was done before, so that no two steps become one.
        project.apply(Command::SetSharePercent(2.0)).unwrap();
        there_and_back(&mut project, command);
    }
}

#[test]
fn every_edit_of_a_plan_has_a_way_back_and_all_of_them_together() {
    let mut project = project();
    let first = project.document().clone();
    let n_before = project.history().steps().count();
    for change in every_edit() {
        let command = edit(&project, change);
        there_and_back(&mut project, command);
    }
    let last = project.document().clone();
    let n_edits = project.history().steps().count() - n_before;
    assert_eq!(n_edits, every_edit().len());
    (0..n_edits).for_each(|_| drop(project.undo()));
    assert!(Arc::ptr_eq(project.document(), &first));
    (0..n_edits).for_each(|_| drop(project.redo()));
    assert!(Arc::ptr_eq(project.document(), &last));
    // A new edit closes the road forward.
    project.undo();
    project.apply(edit(&project, PlanEdit::SetOwner("Ben".into()))).unwrap();
    assert!(project.history().next_redo().is_none());
    let revision = project.revision();
    assert!(project.redo().is_empty());
    assert_eq!(project.revision(), revision);
}

#[test]
fn every_decision_about_people_and_ties_has_a_way_back() {
    let mut project = project();
    let import = id_of(&project, FileKind::Calls);
    let edits = [
        CleaningEdit::SetStrictness(8),
        CleaningEdit::IsPerson(DOUBLE.into()),
        CleaningEdit::IsNotPerson(DOUBLE.into()),
        CleaningEdit::LeaveToContacts(DOUBLE.into()),
        CleaningEdit::SetMarket(Market::Everyone),
        CleaningEdit::SetChannelWeight { channel: Channel::Message, weight: 0.5 },
        CleaningEdit::SetKindWeight { kind: TieKind::Work, weight: 1.5 },
        CleaningEdit::SetWorkHours(9, 17),
        CleaningEdit::SetFileKind { import, kind: Some(TieKind::Business) },
        CleaningEdit::SetInference(Inference { is_on: true, ..Inference::default() }),
    ];
    for edit in edits {
        let command = Command::DecideCleaning(edit);
        let effects = project.clone().apply(command.clone()).unwrap();
        assert_eq!(effects, [Effect::Rescore]);
        there_and_back(&mut project, command);
    }
    // Whatever is not a file of ties has no kind of tie.
    let people = CleaningEdit::SetFileKind { import: id_of(&project, FileKind::People), kind: Some(TieKind::Work) };
    assert_eq!(project.apply(Command::DecideCleaning(people)), Err(Refusal::Gone));
    // A file's kind goes with the file.
    project.apply(Command::TakeBackImport(import)).unwrap();
    assert!(project.document().decisions.cleaning.file_kinds.is_empty());
}

#[test]
fn typing_on_is_one_step_and_derived_values_follow_undo() {
    let mut project = project();
    let n_before = project.history().steps().count();
    for text in ["D", "De", "Dear"] {
        project.apply(edit(&project, PlanEdit::SetMessage(text.into()))).unwrap();
    }
    assert_eq!(project.history().steps().count(), n_before + 1);
    project.undo();
    assert_eq!(project.document().plans[0].message, "");
    let plan = project.document().plans[0].id;
    let cells = project.derived().cells(plan).unwrap();
    project.apply(edit(&project, PlanEdit::SetSharePercent(1.0))).unwrap();
    assert_ne!(project.derived().cells(plan).unwrap(), cells);
    project.undo();
    assert_eq!(project.derived().cells(plan).unwrap(), cells);
    let results = id_of(&project, FileKind::Results);
    assert!(project.derived().lift(results).is_none());
    project.apply(Command::AssignResults { import: results, plan: Some(plan) }).unwrap();
    assert!(project.derived().lift(results).is_some());
    project.undo();
    assert!(project.derived().lift(results).is_none());
}

#[test]
fn a_refusal_says_why_and_changes_nothing() {
    let mut project = project();
    let document = project.document().clone();
    let (plan, gone) = (document.plans[0].id, 9_999);
    let same_file = (*document.imports[0]).clone();
    let name = same_file.file_name.clone();
    let mut refused: Vec<(Command, Refusal)> = vec![
        (Command::RenameProject("  ".into()), Refusal::NoName),
        // One new file beside an old one: neither is added.
        (Command::AddImports(vec![late_opt_out(DOUBLE), same_file]), Refusal::AlreadyImported(name)),
        (Command::TakeBackImport(gone), Refusal::Gone),
        (Command::AddPlan { name: String::new() }, Refusal::NoName),
        (Command::DuplicatePlan(gone), Refusal::Gone),
        (Command::RemovePlan(gone), Refusal::Gone),
        (Command::EditPlan { plan: gone, edit: PlanEdit::ClearAudience }, Refusal::Gone),
        (edit(&project, PlanEdit::Rename(String::new())), PlanRefusal::NoName.into()),
        (edit(&project, PlanEdit::SetBudget(-1)), PlanRefusal::NegativeMoney.into()),
        (edit(&project, PlanEdit::SetStartsOn("soon".into())), PlanRefusal::NotADate.into()),
        (edit(&project, PlanEdit::Approve(FrozenCells::default())), PlanRefusal::NobodyChosen.into()),
        (Command::Divert { import: document.imports[0].id }, Refusal::Gone),
        (Command::ReleaseHold(gone), Refusal::Gone),
        (Command::Learn(LearnEdit::Keep { import: id_of(&project, FileKind::Results) }), Refusal::NotScored),
        (Command::Learn(LearnEdit::Keep { import: gone }), Refusal::Gone),
        (Command::Learn(LearnEdit::Forget(gone)), Refusal::Gone),
        (Command::Learn(LearnEdit::Remark { lesson: gone, text: "x".into() }), Refusal::Gone),
        (Command::AssignResults { import: document.imports[0].id, plan: Some(plan) }, Refusal::Gone),
        (Command::AssignResults { import: id_of(&project, FileKind::Results), plan: Some(gone) }, Refusal::Gone),
    ];
    let hold = document.holds[0].id;
    let words = Command::EditHold { hold, subject: "a".into(), body: "b".into() };
    let check = |project: &mut Project, refused: &[(Command, Refusal)]| {
        let (document, revision) = (project.document().clone(), project.revision());
        let n_steps = project.history().steps().count();
        for (command, why) in refused {
            assert_eq!(project.apply(command.clone()).as_ref(), Err(why), "{command:?}");
            assert!(!words::trouble::refusal(why).is_empty());
            assert!(Arc::ptr_eq(project.document(), &document), "{why}: something changed");
            assert_eq!((project.revision(), project.history().steps().count()), (revision, n_steps), "{why}");
        }
    };
    check(&mut project, &refused);
    project.apply(Command::DropHold(hold)).unwrap();
    check(&mut project, &[(words, Refusal::NotHeld)]);
    let frozen = FrozenCells { treated: vec![DOUBLE.into()], control: Vec::new(), ..FrozenCells::default() };
    project.apply(edit(&project, PlanEdit::Approve(frozen))).unwrap();
    refused = vec![(edit(&project, PlanEdit::SetSharePercent(5.0)), PlanRefusal::Locked.into())];
    check(&mut project, &refused);
    let mut unscored = Project::open((**project.document()).clone(), None);
    let divert = Command::Divert { import: id_of(&unscored, FileKind::Outgoing) };
    check(&mut unscored, &[(divert, Refusal::NotScored), (Command::ReleaseHold(hold), Refusal::NotScored)]);
}

#[test]
fn a_queue_seen_again_holds_what_goes_to_new_influencers_only() {
    let mut project = project();
    let import = id_of(&project, FileKind::Outgoing);
    let divert = Command::Divert { import };
    let held = |project: &Project| -> Vec<(String, HoldStatus)> {
        project.document().holds.iter().map(|hold| (hold.customer_id.clone(), hold.status)).collect()
    };
    let released = project.document().holds[0].id;
    project.apply(Command::ReleaseHold(released)).unwrap();
    let before = held(&project);
    project.apply(divert.clone()).unwrap();
    assert_eq!(held(&project), before, "nothing is held twice, what was released stays so");
    let queue = project.document().import(import).unwrap().table.frame().clone();
    let ids = queue.column("id").unwrap().str().unwrap().clone();
    let scored = project.derived().scored.clone().unwrap();
    let is_new = |id: &&str| {
        scored.people.reachable(id).is_some_and(|row| scored.scores.rank[row as usize] > 0)
            && !before.iter().any(|(held, _)| held == id)
    };
    let new = ids.iter().flatten().find(is_new).expect("somebody who is no influencer gets a message").to_owned();
    let opinion = Opinion { call: Call::Pin, reason: String::new() };
    project.apply(Command::Judge(JudgementEdit::Decide { id: new.clone(), opinion })).unwrap();
    project.apply(divert).unwrap();
    let after = held(&project);
    assert_eq!(after[..before.len()], before);
    let added: Vec<&str> = after[before.len()..].iter().map(|(id, _)| id.as_str()).collect();
    assert!(!added.is_empty() && added.iter().all(|id| *id == new), "{added:?}");
    let clean = bytes(&Export::CleanQueue { import }, "csv", &project.snapshot(), &around()).unwrap();
    assert!(!csv_column(&clean, "id").contains(&new));
}

fn around() -> Surroundings {
    Surroundings { today: "2026-11-21".into(), csv: CsvStyle::SafeForExcel, picture: map::picture_style() }
}

/// Everything that can leave, by name.
fn everything(project: &Project) -> Vec<(String, Vec<u8>)> {
    let (snapshot, around) = (project.snapshot(), around());
    let outgoing = id_of(project, FileKind::Outgoing);
    let tables = [Kind::People, Kind::Ties, Kind::Tribes, Kind::Influencers, Kind::Flags].map(Export::Table);
    let others = [
        Export::Shortlist { plan: project.document().plans[0].id },
        Export::CleanQueue { import: outgoing },
        Export::Released { import: outgoing },
        Export::Held { import: outgoing },
    ];
    let mut files = Vec::new();
    for export in tables.into_iter().chain(others) {
        for ending in export.extensions() {
            files.push((format!("{export:?}.{ending}"), bytes(&export, ending, &snapshot, &around).unwrap()));
        }
    }
    files.push(("map.svg".to_owned(), bytes(&Export::Map, "svg", &snapshot, &around).unwrap()));
    files
}

#[test]
fn who_opted_out_passes_none_of_the_four_gates() {
    let mut project = project();
    let scored = project.derived().scored.clone().unwrap();
    let row = scored.people.row(OPTED_OUT).expect("known, so that the gate can be closed");
    // 1. Scoring.
    assert!(scored.people.is_opted_out[row as usize] && !scored.scores.order.contains(&row));
    assert!(!scored.ties.a.contains(&row) && !scored.ties.b.contains(&row));
    assert!(scored.tribes.tribes.iter().all(|tribe| !tribe.members.contains(&row)));
    // 2. Plans, also by hand, also where a frozen list names them.
    let ids = vec![OPTED_OUT.to_owned(), DOUBLE.to_owned()];
    project.apply(edit(&project, PlanEdit::AddPeople(ids.clone()))).unwrap();
    let plan = project.document().plans[0].id;
    let in_cells = |project: &Project, row: u32| {
        let cells = project.derived().cells(plan).unwrap();
        [&cells.audience, &cells.treated, &cells.control, &cells.unaffordable].iter().any(|cell| cell.contains(&row))
    };
    let double = scored.people.row(DOUBLE).unwrap();
    assert!(!in_cells(&project, row) && in_cells(&project, double));
    let frozen = FrozenCells { treated: ids, control: vec![OPTED_OUT.to_owned()], ..FrozenCells::default() };
    project.apply(edit(&project, PlanEdit::Approve(frozen))).unwrap();
    assert!(!in_cells(&project, row) && in_cells(&project, double));
    // 3. Holding.
    let holds = &project.document().holds;
    assert!(
        holds.iter().all(|hold| hold.customer_id != OPTED_OUT) && holds.iter().any(|hold| hold.customer_id == DOUBLE)
    );
    // 4. What leaves.
    for (name, bytes) in everything(&project) {
        assert_no_trace(&name, &bytes);
    }
}

#[test]
fn somebody_who_opts_out_later_leaves_every_list_and_their_message_stays() {
    let mut project = project();
    let hold = project.document().holds.iter().find(|hold| hold.customer_id == DOUBLE).expect("held").clone();
    let released = project.document().holds.iter().find(|other| other.id != hold.id).unwrap().id;
    project.apply(Command::ReleaseHold(released)).unwrap();
    let frozen =
        FrozenCells { treated: vec![DOUBLE.into(), "C100001".into()], control: Vec::new(), ..FrozenCells::default() };
    project.apply(edit(&project, PlanEdit::Approve(frozen))).unwrap();
    let has_double = |files: &[(String, Vec<u8>)]| -> BTreeSet<String> {
        let of_double = |(name, bytes): &&(String, Vec<u8>)| crate::support::text_in(name, bytes).contains(DOUBLE);
        files.iter().filter(of_double).map(|(name, _)| name.clone()).collect()
    };
    assert!(has_double(&everything(&project)).len() > 10, "on the lists while not opted out");
    let effects = project.apply(Command::AddImports(vec![late_opt_out(DOUBLE)])).unwrap();
    assert_eq!(effects, [Effect::Rescore]);
    // Until everybody is scored anew, no list leaves and no message is released.
    let list = Export::Table(Kind::Influencers);
    assert_eq!(bytes(&list, "csv", &project.snapshot(), &around()), Err(LeavingProblem::NotScored));
    let held = Export::Released { import: hold.import_id };
    assert_eq!(bytes(&held, "csv", &project.snapshot(), &around()), Err(LeavingProblem::NotScored));
    assert_eq!(bytes(&Export::Map, "svg", &project.snapshot(), &around()), Err(LeavingProblem::NotScored));
    assert_eq!(project.apply(Command::ReleaseHold(hold.id)), Err(Refusal::NotScored));
    score_now(&mut project);
    assert_eq!(has_double(&everything(&project)), BTreeSet::new());
    let before = project.document().clone();
    assert_eq!(project.apply(Command::ReleaseHold(hold.id)), Err(Refusal::OptedOut));
    assert!(Arc::ptr_eq(project.document(), &before));
    project.apply(Command::DropHold(hold.id)).unwrap();
    assert_eq!(project.document().hold(hold.id).unwrap().status, HoldStatus::Dropped);
    // And the file is taken back: they are a customer like any other again.
    project.undo();
    project.undo();
    score_now(&mut project);
    assert!(has_double(&everything(&project)).len() > 10);
}

#[test]
fn an_answer_to_an_older_question_is_dropped() {
    let mut project = project();
    let old = project.derived().generation;
    let scored = project.derived().scored.clone().unwrap();
    project.apply(Command::SetSettings(ScoreSettings { seed: 5, ..ScoreSettings::default() })).unwrap();
    assert!(!project.derived().is_scored());
    assert!(!project.accept_scored(old, scored));
    assert!(!project.derived().is_scored());
    score_now(&mut project);
    assert!(project.derived().is_scored());
    let _: &Document = project.document();
    assert!(project.document().imports.iter().any(|import| import.file_name == OUTGOING));
}
