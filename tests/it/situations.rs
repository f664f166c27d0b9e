//! Different words for different situations: written in the window and on the command line, warned of while they are
//! missing, read by whom they are meant for in the lists that carry messages, and never by whoever opted out.

use crate::support::{
    OPTED_OUT, Program, SCORED, assert_no_trace, csv_column, folder, import, score_now, town_project, write_town,
};
use crate::visitor::Window;
use egui::accesskit::Role;
use egui_kittest::kittest::Queryable;
use std::collections::BTreeMap;
use tribewise::domain::campaign::{Paper, PlanEdit, ReadinessItem, Treatment};
use tribewise::domain::export::CsvStyle;
use tribewise::domain::import::Source;
use tribewise::domain::model::{FileKind, Situation, Stage};
use tribewise::domain::pairing::PairingEdit;
use tribewise::project::{Command, Export, Project, Surroundings, bytes};
use tribewise::ui::words::{plan as say_plan, situations as say};
use tribewise::ui::{Room, map};

const P: &str = "p.tribewise";
const TODAY: &str = "2026-11-21";

fn say_in(situation: Situation, stage: Option<Stage>, message: &str) -> PlanEdit {
    PlanEdit::Pair(PairingEdit::SetForSituation { situation, stage, message: message.into() })
}

fn csv(project: &Project, plan: u32, paper: Paper) -> Vec<u8> {
    let around = Surroundings { today: TODAY.into(), csv: CsvStyle::SafeForExcel, picture: map::picture_style() };
    bytes(&Export::Paper { plan, paper }, "csv", &project.snapshot(), &around).unwrap()
}

fn is_open(project: &Project, item: ReadinessItem) -> bool {
    let plan = project.document().plans[0].clone();
    project.readiness(&plan, TODAY).into_iter().any(|(one, is_done)| one == item && !is_done)
}

/// The town with a plan of calls and notes to ten per cent, the first of whom complained on the last day of the files.
fn with_complaint() -> (Project, u32, String) {
    let mut project = town_project(200);
    let edits = vec![
        PlanEdit::SetTreatment(Treatment::ExecutiveCall),
        PlanEdit::AddTreatment(Treatment::HandwrittenNote),
        PlanEdit::AddTreatment(Treatment::Coupon),
        PlanEdit::SetSharePercent(10.0),
        PlanEdit::SetControlPercent(0.0),
        PlanEdit::SetMessage("Half price".into()),
    ];
    project.apply(Command::BeginPlan { name: "Calls".into(), edits }).unwrap();
    let plan = project.document().plans[0].id;
    let scored = project.derived().scored.clone().unwrap();
    let first = project.derived().cells(plan).unwrap().treated[0];
    let id = scored.people.ids[first as usize].clone();
    let day = project.derived().newest_day(project.document()).unwrap();
    let rows = format!("id,complaint date,complaint\n{id},{day},bill\n{OPTED_OUT},{day},bill\n");
    let source = Source { name: "complaints.csv".into(), bytes: rows.into_bytes().into() };
    project.apply(Command::AddImports(vec![import(&source, Some(FileKind::Incidents))])).unwrap();
    score_now(&mut project);
    (project, plan, id)
}

/// A column of a list of the plan, by id.
fn column(project: &Project, plan: u32, paper: Paper, name: &str) -> Vec<(String, String)> {
    let file = csv(project, plan, paper);
    assert_no_trace("list.csv", &file);
    csv_column(&file, "id").into_iter().zip(csv_column(&file, name)).collect()
}

fn write_words(project: &mut Project, plan: u32) {
    let edits = [
        say_in(Situation::Complained, None, "We are sorry"),
        say_in(Situation::TopSpender, None, "A gift for you"),
        PlanEdit::Pair(PairingEdit::SetMessage { stage: Stage::Active, tribe: None, message: "Stay with us".into() }),
    ];
    for edit in edits {
        project.apply(Command::EditPlan { plan, edit }).unwrap();
    }
}

/// What somebody is to read once these words are written.
fn expected(project: &Project, id: &str) -> &'static str {
    let derived = project.derived();
    let person = derived.scored.as_ref().unwrap().people.row(id).unwrap();
    match (derived.situations().situation(person), derived.stages().stage(person)) {
        (Some(Situation::Complained), _) => "We are sorry",
        (Some(Situation::TopSpender), _) => "A gift for you",
        (_, Some(Stage::Active)) => "Stay with us",
        _ => "Half price",
    }
}

#[test]
fn the_shortlist_says_to_each_what_the_call_sheet_says_and_nothing_where_nothing_is_written() {
    let (mut project, plan, _) = with_complaint();
    write_words(&mut project, plan);
    let around = Surroundings { today: TODAY.into(), csv: CsvStyle::SafeForExcel, picture: map::picture_style() };
    let shortlist =
        |project: &Project| bytes(&Export::Shortlist { plan }, "csv", &project.snapshot(), &around).unwrap();
    let list = shortlist(&project);
    for name in ["message", "situation"] {
        let listed: BTreeMap<String, String> =
            csv_column(&list, "id").into_iter().zip(csv_column(&list, name)).collect();
        let called: BTreeMap<String, String> = column(&project, plan, Paper::CallSheet, name).into_iter().collect();
        assert_eq!(listed, called, "{name}");
    }
    // Whoever nothing was written for is told nothing; who is left alone is told nothing and stands in no situation.
    let quiet = PlanEdit::SetMessage(String::new());
    for edit in [quiet, PlanEdit::SetControlPercent(50.0)] {
        project.apply(Command::EditPlan { plan, edit }).unwrap();
    }
    let list = shortlist(&project);
    let column_of = |name: &str| csv_column(&list, name);
    let rows = column_of("id")
        .into_iter()
        .zip(column_of("cell"))
        .zip(column_of("message").into_iter().zip(column_of("situation")));
    let mut n_left_alone = 0;
    for ((id, code), (message, situation)) in rows {
        if code.starts_with('C') {
            assert_eq!((message.as_str(), situation.as_str()), ("", ""), "{id}");
            n_left_alone += 1;
        } else {
            assert_eq!(
                message,
                if expected(&project, &id) == "Half price" { "" } else { expected(&project, &id) },
                "{id}"
            );
        }
    }
    assert!(n_left_alone > 0 && column_of("message").iter().any(|text| !text.is_empty()));
}

#[test]
fn everybody_on_the_lists_reads_what_is_written_for_their_most_urgent_situation() {
    let (mut project, plan, complained) = with_complaint();
    assert_eq!(project.derived().situations().present()[0], Situation::Complained);
    assert!(is_open(&project, ReadinessItem::SituationsAnswered));
    let column = |project: &Project, paper: Paper, name: &str| column(project, plan, paper, name);
    for paper in [Paper::CallSheet, Paper::MailMerge, Paper::Codes] {
        assert!(column(&project, paper, "message").iter().all(|(_, text)| text == "Half price"), "{paper:?}");
    }
    let before = project.document().clone();
    write_words(&mut project, plan);
    let expected = |id: &str| expected(&project, id);
    for paper in [Paper::CallSheet, Paper::MailMerge, Paper::Codes] {
        let read = column(&project, paper, "message");
        assert!(read.iter().all(|(id, text)| text == expected(id)), "{paper:?} {read:?}");
        assert!(read.contains(&(complained.clone(), "We are sorry".to_owned())));
        let kinds: std::collections::BTreeSet<&String> = read.iter().map(|(_, text)| text).collect();
        assert!(kinds.len() > 2, "{kinds:?}");
        assert!(column(&project, paper, "situation").contains(&(complained.clone(), "complained".to_owned())));
    }
    let points = column(&project, Paper::CallSheet, "talking_point_3");
    assert!(points.contains(&(complained, "Say: “We are sorry”".to_owned())), "{points:?}");
    // With something for each there is nothing left to warn of; each step goes back by itself.
    let present = project.derived().situations().present();
    for situation in present {
        project.apply(Command::EditPlan { plan, edit: say_in(situation, None, "words") }).unwrap();
    }
    assert!(!is_open(&project, ReadinessItem::SituationsAnswered));
    let mut n_steps = 0;
    while project.document().plans[0].pairing != before.plans[0].pairing && n_steps < 20 {
        project.undo();
        n_steps += 1;
    }
    assert!((1..20).contains(&n_steps));
    assert!(is_open(&project, ReadinessItem::SituationsAnswered));
}

#[test]
fn the_command_line_writes_and_lists_what_is_said_in_each_situation() {
    let folder = folder();
    write_town(folder.path(), 200);
    let program = Program::new(folder.path());
    program.json(&[&["import", P], &SCORED[..]].concat());
    program.json(&["plan", P, "new", "--name", "Spring", "--share", "10", "--treatment", "executive call"]);
    let table = |words: &[&str]| program.json(&[&["plan", P, "table", "--name", "Spring"], words].concat());
    let empty = table(&[]);
    let places = empty["situations"].as_array().unwrap();
    assert!(!places.is_empty() && places.iter().all(|place| place["message"] == ""), "{places:?}");
    let stage = places[0]["stage"].as_str().unwrap();
    let situation = places[0]["situation"].as_str().unwrap();
    let (of, own) = (format!("{situation}=For all"), format!("{situation}/{stage}=For these"));
    let full = table(&["--say-when", &of, "--say-when", &own]);
    for place in full["situations"].as_array().unwrap() {
        let is_it = place["situation"] == *situation;
        let expected = if !is_it {
            ""
        } else if place["stage"] == *stage {
            "For these"
        } else {
            "For all"
        };
        assert_eq!(place["message"], expected);
    }
    program.json(&["export", P, "call-sheet", "--plan", "Spring", "--to", "calls.csv"]);
    let calls = std::fs::read(folder.path().join("calls.csv")).unwrap();
    let told = csv_column(&calls, "message").into_iter().filter(|text| text == "For these").count();
    assert_eq!(told, places[0]["treated"].as_u64().unwrap() as usize);
    program.fails(64, &["plan", P, "set", "--name", "Spring", "--say-when", "happy=Hello"]);
    program.fails(64, &["plan", P, "set", "--name", "Spring", "--say-when", "complained/sometime=Hello"]);
}

#[test]
fn the_readiness_list_leads_to_the_table_where_it_is_written_and_undone() {
    let folder = folder();
    let mut window = Window::with_town(folder.path(), &SCORED, &[&["list.csv"]]);
    window.go(Room::Plan);
    window.click(tribewise::ui::words::plan::new());
    window.harness.run_steps(3);
    for _ in 0..14 {
        window.press_on_slider(say_plan::share(), egui::Key::ArrowRight);
    }
    window.until("somebody treated is in a situation", |window| {
        let plan = window.plan().id;
        window.project().derived().work(plan).is_some_and(|work| !work.readers.is_empty())
    });
    let plan = window.plan();
    let readers = window.project().derived().work(plan.id).unwrap().readers.clone();
    let remedy = say_plan::readiness(ReadinessItem::SituationsAnswered).1;
    window.until("the list is there", |window| window.says(remedy));
    window.harness.get_by_role_and_label(Role::Button, remedy).click_accesskit();
    window.harness.run_steps(3);
    window.assert_says(&say::title(&plan.name));
    window.assert_says(&say::unsaid(readers.len(), readers.len()));
    let name = say::for_place(readers[0].situation, None);
    let field = window.harness.query_all_by_label(&name).next().expect("a field for the situation").rect();
    window.click_at(field.center(), 1);
    window.harness.input_mut().events.push(egui::Event::Text("Thank you".into()));
    window.harness.run_steps(3);
    assert_eq!(window.plan().pairing.in_situation(readers[0].situation, readers[0].stage), "Thank you");
    let n_said = readers.iter().filter(|of| of.situation == readers[0].situation).count();
    window.assert_says(&say::unsaid(readers.len() - n_said, readers.len()));
    window.click_part("Undo: write what to say to");
    assert!(window.plan().pairing.occasions.is_empty());
}
