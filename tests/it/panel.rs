//! The answers of a preview panel on their way back: brought in on the plan's page, counted, undone, kept, and without
//! whoever opted out or was erased.

use crate::support::{
    DOUBLE, OPTED_OUT, Program, SCORED, assert_no_trace, csv_column, folder, import, text_in, town_project, write_town,
};
use crate::visitor::Window;
use egui_kittest::kittest::Queryable;
use std::collections::BTreeSet;
use tribewise::domain::campaign::{FrozenCells, Launch, PanelBounds, PlanEdit, TaskState, Template, Treatment};
use tribewise::domain::export::CsvStyle;
use tribewise::domain::import::{Question, Source, propose};
use tribewise::domain::measure::Advice;
use tribewise::domain::model::FileKind;
use tribewise::domain::model::decisions::RespectEdit;
use tribewise::project::{Command, Export, LeavingProblem, Project, Surroundings, bytes};
use tribewise::ui::words::{self, panel as say, strategy};
use tribewise::ui::{Room, map};

const P: &str = "p.tribewise";

fn source(name: &str, text: &str) -> Source {
    Source { name: name.into(), bytes: text.as_bytes().to_vec().into() }
}

/// The town with an approved plan that invites the most listened-to of each tribe, the two planted people among those
/// treated; and who is invited.
fn project_with_panel() -> (Project, u32, Vec<String>) {
    let mut project = town_project(120);
    let edits = vec![
        PlanEdit::SetTreatment(Treatment::PreviewPanel),
        PlanEdit::SetSharePercent(10.0),
        PlanEdit::SetControlPercent(0.0),
    ];
    project.apply(Command::BeginPlan { name: "Preview".into(), edits }).unwrap();
    let plan = project.document().plans[0].id;
    let scored = project.derived().scored.clone().unwrap();
    let mut treated: Vec<String> =
        scored.scores.order.iter().take(12).map(|&p| scored.people.ids[p as usize].clone()).collect();
    treated.extend([DOUBLE.to_owned(), OPTED_OUT.to_owned()]);
    treated.dedup();
    let cells = FrozenCells { treated, ..FrozenCells::default() };
    project.apply(Command::EditPlan { plan, edit: PlanEdit::Launch { cells, launch: Launch::default() } }).unwrap();
    let ids = |project: &Project| -> Vec<String> {
        let plan = project.document().plans[0].clone();
        project.invited(&plan).into_iter().map(|person| scored.people.ids[person as usize].clone()).collect()
    };
    // Whoever was invited before stays so: the invitation is ticked off.
    let job = |id: &str| (1, format!("#{id}"));
    let tasks = vec![job(DOUBLE), job(OPTED_OUT)];
    let tick = PlanEdit::MarkTasks { tasks, state: TaskState::Done, on: "2026-11-21".into() };
    project.apply(Command::EditPlan { plan, edit: tick }).unwrap();
    let invited = ids(&project);
    assert!(invited.len() > 1 && invited.contains(&DOUBLE.to_owned()) && !invited.contains(&OPTED_OUT.to_owned()));
    // What is begun or put back was not sent.
    for state in [TaskState::Doing, TaskState::ToDo] {
        let other = scored.scores.order[13] as usize;
        let tasks = vec![job(&scored.people.ids[other])];
        let mark = PlanEdit::MarkTasks { tasks, state, on: "2026-11-21".into() };
        project.apply(Command::EditPlan { plan, edit: mark }).unwrap();
        assert_eq!(ids(&project), invited);
        project.undo();
    }
    (project, plan, invited)
}

fn bring(project: &mut Project, plan: u32, text: &str) -> u32 {
    let mut file = import(&source("answers.csv", text), Some(FileKind::Feedback));
    file.plan = Some(plan);
    project.apply(Command::AddImports(vec![file])).unwrap();
    project.document().imports.last().unwrap().id
}

#[test]
fn files_of_opinions_are_known_by_their_headings_in_two_languages() {
    let told = |name: &str, text: &str| import(&source(name, text), None).kind();
    let english = "Customer,Would you buy it?,In your own words\nC1,yes,Lovely\nC2,no,Too dear for what it does\n";
    let italian =
        "Cliente;Data;Lo compreresti?;Con parole tue\nC1;03/12/2026;sì;Mi piace\nC2;04/12/2026;no;Troppo caro\n";
    assert_eq!(told("export.csv", english), FileKind::Feedback);
    assert_eq!(told("export.csv", italian), FileKind::Feedback);
    assert_eq!(told("pareri anteprima.csv", "codice cliente,voto\nC1,4\nC2,5\n"), FileKind::Feedback);
    assert_eq!(told("focus panel.csv", "id,rating,comment\nC1,4,fine\nC2,5,good\n"), FileKind::Feedback);
    // Lists of customers and complaints stay what they were.
    assert_eq!(told("list.csv", "id,name,satisfaction,notes\n1,Ann,4,x y\n2,Bo,2,\n3,Cy,5,z\n"), FileKind::People);
    // A list of customers with what they think in a column: whoever brings it says which it is.
    let is_asked = |text: &str| {
        let source = source("list.csv", text);
        propose(&source, None).unwrap().questions.contains(&Question::Kind)
    };
    assert!(is_asked("id,city,spend,feedback\nC1,Rome,12,nice\nC2,Turin,40,\nC3,Rome,7,dear\n"));
    assert!(is_asked("id,age,segment,parere\nC1,41,gold,bello\nC2,30,base,\nC3,28,base,caro\n"));
    assert!(!is_asked("id,score,feedback\nC1,4,nice\nC2,2,dear\n"));
    let complaints = "id,complaint date,complaint,text\n1,2026-10-01,bill,Too high\n2,2026-10-02,signal,None at all\n";
    assert_eq!(told("list.csv", complaints), FileKind::Incidents);
    // They tell nothing of who knows whom, and make nobody a customer.
    let mut project = town_project(120);
    let n = project.derived().scored.as_ref().unwrap().people.len();
    project.apply(Command::AddImports(vec![import(&source("export.csv", english), None)])).unwrap();
    assert!(project.derived().is_scored() && project.derived().scored.as_ref().unwrap().people.len() == n);
}

#[test]
fn answers_are_counted_of_those_invited_and_never_of_whoever_opted_out_or_was_erased() {
    let (mut project, plan, invited) = project_with_panel();
    let other = invited.iter().find(|id| *id != DOUBLE).unwrap().clone();
    let text = format!(
        "id,rating (1-5),comment\n{other},5,Lovely\n{DOUBLE},1,Zyxwia told me it is dear\n{OPTED_OUT},5,secret words\nnobody,5,hello\n"
    );
    let file = bring(&mut project, plan, &text);
    let heard = |project: &Project| project.heard(project.document().import(file).unwrap()).unwrap();
    let panel = heard(&project);
    assert_eq!((panel.all.n_invited, panel.all.n_answered), (invited.len() as u64, 2));
    assert_eq!((panel.all.n_for, panel.all.n_against, panel.advice), (1, 1, Advice::TooFew));
    assert_eq!((panel.n_opted_out, panel.n_unknown, panel.n_uninvited), (1, 1, 0));
    assert!(!format!("{panel:?}").contains("secret"));
    // Who knows how marks were meant says so, also of an approved plan; it goes back by its name.
    let bounds = PanelBounds { against_to: 0.0, for_from: 1.0 };
    project.apply(Command::EditPlan { plan, edit: PlanEdit::SetPanelBounds(Some(bounds)) }).unwrap();
    assert_eq!(heard(&project).all.n_for, 2);
    project.undo();
    assert_eq!(heard(&project).all.n_for, 1);
    // Erased: their words go, from what undo brings back as well.
    let erase = RespectEdit::Erase { person: DOUBLE.into(), key: [7; 32] };
    project.apply(Command::DecideRespect(erase)).unwrap();
    let panel = heard(&project);
    let plan_now = project.document().plan(plan).unwrap().clone();
    let row = project.derived().scored.as_ref().unwrap().people.row(DOUBLE).unwrap();
    assert_eq!((panel.all.n_answered, panel.all.n_against), (1, 0));
    assert!(!project.invited(&plan_now).contains(&row), "somebody else of the tribe has the seat");
    assert!(!format!("{:?}", project.document()).contains("told me it is dear"));
    project.undo();
    assert!(!format!("{:?}", project.document()).contains("told me it is dear"));
}

#[test]
fn answers_leave_as_a_table_of_everybody_invited_without_whoever_opted_out() {
    let (mut project, plan, invited) = project_with_panel();
    let around =
        Surroundings { today: "2026-11-21".into(), csv: CsvStyle::SafeForExcel, picture: map::picture_style() };
    let table =
        |project: &Project, ending: &str| bytes(&Export::PanelAnswers { plan }, ending, &project.snapshot(), &around);
    assert_eq!(table(&project, "csv"), Err(LeavingProblem::Gone), "nobody has answered");
    let other = invited.iter().find(|id| *id != DOUBLE).unwrap().clone();
    let text = format!(
        "id,rating (1-5),comment\n{other},5,Lovely\n{DOUBLE},1,\n{OPTED_OUT},5,secret words\nC100001x,5,no guest\n"
    );
    bring(&mut project, plan, &text);
    let csv = table(&project, "csv").unwrap();
    let ids = csv_column(&csv, "id");
    assert_eq!(ids.iter().collect::<BTreeSet<_>>(), invited.iter().collect::<BTreeSet<_>>());
    assert_eq!((&ids[0], &ids[1]), (&DOUBLE.to_owned(), &other), "those against first, the silent last");
    let of = |name: &str| csv_column(&csv, name)[..3].to_vec();
    assert_eq!(of("answered"), ["yes", "yes", "no"]);
    assert_eq!((of("answer"), of("opinion")), (texts(["1", "5", ""]), texts(["against", "in favour", ""])));
    assert_eq!(of("in_their_words"), ["", "Lovely", ""]);
    assert!(csv_column(&csv, "cell").iter().all(|code| *code == format!("T{plan}")));
    for ending in ["csv", "xlsx", "parquet"] {
        let file = table(&project, ending).unwrap();
        let name = format!("answers.{ending}");
        assert_no_trace(&name, &file);
        let text = text_in(&name, &file);
        assert!(text.contains("Lovely") && !text.contains("secret") && !text.contains("no guest"));
    }
    // Whoever is erased is in none of it.
    let erase = RespectEdit::Erase { person: other.clone(), key: [7; 32] };
    project.apply(Command::DecideRespect(erase)).unwrap();
    if let Ok(file) = table(&project, "csv") {
        assert!(!csv_column(&file, "id").contains(&other) && !text_in("answers.csv", &file).contains("Lovely"));
    }
    crate::support::score_now(&mut project);
    let file = table(&project, "csv").unwrap();
    assert!(!csv_column(&file, "id").contains(&other) && !text_in("answers.csv", &file).contains("Lovely"));
}

fn texts<const N: usize>(all: [&str; N]) -> Vec<String> {
    all.map(str::to_owned).to_vec()
}

#[test]
fn opinions_find_the_only_plan_that_invites_anybody() {
    let (mut project, plan, _) = project_with_panel();
    project.apply(Command::AddPlan { name: "Calls".into() }).unwrap();
    project
        .apply(Command::AddImports(vec![import(&source("a.csv", "id,would you buy\nx,yes\ny,no\n"), None)]))
        .unwrap();
    let id = project.document().imports.last().unwrap().id;
    for command in project.belonging() {
        project.apply(command).unwrap();
    }
    assert_eq!(project.document().import(id).unwrap().plan, Some(plan));
    let results = project.document().imports.iter().find(|import| import.kind() == FileKind::Results).unwrap();
    assert_eq!(results.plan, None, "of two plans the results may be either's");
}

/// Types over the rating up to which answers are against.
fn type_in(window: &mut Window, text: &str) {
    window.harness.query_all_by_label(say::against_to()).last().expect("the field").focus();
    window.harness.run_steps(2);
    window.press(egui::Modifiers::COMMAND, egui::Key::A);
    window.press(egui::Modifiers::NONE, egui::Key::Backspace);
    window.harness.input_mut().events.push(egui::Event::Text(text.into()));
    window.harness.run_steps(2);
    window.press(egui::Modifiers::NONE, egui::Key::Enter);
    window.harness.run_steps(3);
}

#[test]
fn a_panel_answers_in_the_window_and_goes_back() {
    let folder = folder();
    let mut window = Window::with_town(folder.path(), &SCORED, &[&["answers.csv"]]);
    window.go(Room::Plan);
    window.click(strategy::template(Template::RetailLaunch));
    let (plan, scored) = (window.plan(), window.project().derived().scored.clone().unwrap());
    let invited = window.project().invited(&plan);
    assert!(!invited.is_empty());
    let id = |n: usize| scored.people.ids[invited[n] as usize].clone();
    let text = format!("customer;risposta;commento\n{};5;\"Bello, lo voglio\"\n{OPTED_OUT};no;secret words\n", id(0));
    std::fs::write(folder.path().join("answers.csv"), text).unwrap();
    window.harness.query_all_by_label(say::page()).next().unwrap().click_accesskit();
    window.harness.run_steps(3);
    window.assert_says(say::none_title());
    let n_imports = window.document().imports.len();
    window.harness.query_all_by_label(say::bring()).last().unwrap().click_accesskit();
    window.until("the file is looked at", |window| window.harness.state().screen().drafts.len() == 1);
    window.assert_says(words::data::row_sentence(FileKind::Feedback));
    window.click(&words::data::add_drafts(1));
    window.until("the file is added", |window| window.document().imports.len() == n_imports + 1);
    assert_eq!(window.document().imports[n_imports].plan, Some(plan.id), "one step: added to this plan");
    assert!(window.project().derived().is_scored(), "nobody is scored anew for an opinion");
    window.go(Room::Plan);
    window.harness.run_steps(3);
    window.assert_says(say::verdict(Advice::TooFew));
    window.assert_says("“Bello, lo voglio”");
    let heard = window.project().heard(&window.document().imports[n_imports]).unwrap();
    assert_eq!((heard.all.n_for, heard.n_opted_out), (1, 1));
    window.assert_says(&say::share(&heard));
    window.assert_button(say::export());
    assert!(!window.says("secret words"));
    // A bound that crosses the other moves it; an emptied field leaves both to the program again.
    type_in(&mut window, "6");
    assert_eq!(window.plan().panel_bounds, Some(PanelBounds { against_to: 6.0, for_from: 7.0 }));
    assert_eq!(window.project().heard(&window.document().imports[n_imports]).unwrap().all.n_against, 1);
    type_in(&mut window, "");
    assert_eq!(window.plan().panel_bounds, None);
    window.assert_says(&say::share(&heard));
    // In the other language nothing of it is left.
    let english = [say::page(), say::hint(), say::not_a_sample(), say::answers(), say::voices(), say::bring()];
    window.click("In italiano");
    window.harness.run_steps(3);
    assert!(english.iter().all(|text| !window.texts().iter().any(|said| said == text)), "{:#?}", window.texts());
    window.assert_says("Risposte: 1 su ");
    window.click("In English");
    window.harness.run_steps(3);
    // The room of results has it too, with the way back here.
    window.go(Room::Results);
    window.assert_says(say::whose());
    window.click(say::open_page());
    assert_eq!(window.harness.state().screen().room, Room::Plan);
    let bounds = PanelBounds { against_to: 6.0, for_from: 7.0 };
    for step in [say::bounds_edit(None), say::bounds_edit(Some(bounds)), "add answers.csv".into()] {
        window.click_part(&format!("Undo: {step}"));
    }
    assert_eq!(window.document().imports.len(), n_imports);
    window.assert_says(say::none_title());
}

#[test]
fn the_command_line_brings_answers_in_keeps_them_and_says_what_to_do() {
    let folder = folder();
    write_town(folder.path(), 120);
    let program = Program::new(folder.path());
    program.json(&[&["import", P, "--yes"], &SCORED[..]].concat());
    program.json(&[
        "plan",
        P,
        "new",
        "--name",
        "Spring",
        "--share",
        "10",
        "--control",
        "0",
        "--treatment",
        "preview panel",
    ]);
    program.fails(65, &["panel", P, "--plan", "Spring"]);
    program.fails(65, &["export", P, "panel-answers", "--plan", "Spring", "--to", "said.csv"]);
    program.json(&["export", P, "panel", "--plan", "Spring", "--to", "panel.csv"]);
    let invited = crate::support::csv_column(&std::fs::read(folder.path().join("panel.csv")).unwrap(), "id");
    let rows = invited.iter().map(|id| format!("{id},8,Fine for {id}\n")).collect::<Vec<String>>().concat();
    let text = format!("customer id,answer,in your own words\n{rows}{OPTED_OUT},1,secret\nC100001x,3,\n");
    std::fs::write(folder.path().join("answers.csv"), text).unwrap();
    let said = program.json(&["panel", P, "answers.csv", "--plan", "Spring"]);
    let n = invited.len() as u64;
    assert_eq!((said["counted"]["n_invited"].as_u64(), said["counted"]["n_between"].as_u64()), (Some(n), Some(n)));
    assert_eq!(
        (said["opted_out"].as_u64(), said["unknown"].as_u64(), said["share"].as_f64()),
        (Some(1), Some(1), Some(0.0))
    );
    assert!(!said.to_string().contains("secret"));
    let marked = program.json(&["panel", P, "--plan", "Spring", "--marks", "7/3"]);
    assert_eq!((marked["counted"]["n_for"].as_u64(), marked["share"].as_f64()), (Some(n), Some(1.0)));
    let expected = if n < 6 { "too_few" } else { "go" };
    assert_eq!(marked["advice"], expected);
    assert_eq!(program.json(&["panel", P, "--plan", "Spring"]), marked, "kept in the project");
    program.json(&["export", P, "panel-answers", "--plan", "Spring", "--to", "said.csv"]);
    let table = std::fs::read(folder.path().join("said.csv")).unwrap();
    assert_eq!(csv_column(&table, "in_their_words").len() as u64, n);
    assert!(csv_column(&table, "opinion").iter().all(|opinion| opinion == "in favour"));
    program.fails(64, &["export", P, "panel-answers", "--to", "said.csv"]);
    program.fails(64, &["panel", P, "--plan", "Spring", "--marks", "3/7"]);
    program.fails(64, &["panel", P, "--plan", "Summer"]);
    // The same file again is the same round.
    program.json(&["panel", P, "answers.csv", "--plan", "Spring"]);
    assert_eq!(program.json(&["panel", P, "--plan", "Spring"])["rounds"].as_u64(), Some(1));
}
