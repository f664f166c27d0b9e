//! A plan's life in the whole window and on the command line: from a template to audience, treatments, tasks, money,
//! approval, versions, files and all the way back; and who opted out is in none of its files.

use crate::support::{
    DOUBLE, DOUBLE_NAME, OPTED_OUT, Program, SCORED, assert_no_trace, csv_column, folder, import, score_now, text_in,
    town, town_project, write_town,
};
use crate::visitor::Window;
use egui::accesskit::Role;
use egui_kittest::{kittest::NodeT, kittest::Queryable};
use std::sync::Arc;
use tribewise::domain::campaign::{
    FrozenCells, Goal, Ids, Launch, Paper, Plan, PlanEdit, PlanStatus, ReadinessItem, TaskState, Template, Treatment,
    edit,
};
use tribewise::domain::export::CsvStyle;
use tribewise::domain::model::Stage;
use tribewise::project::{Command, Document, Export, Project, Surroundings, bytes};
use tribewise::ui::words::{self, doing, goals, plan as say, strategy};
use tribewise::ui::{Room, map};

const P: &str = "p.tribewise";

fn around() -> Surroundings {
    Surroundings { today: "2026-11-21".into(), csv: CsvStyle::SafeForExcel, picture: map::picture_style() }
}

/// The town with one plan that treats ten per cent with everything there is.
fn project_with_everything() -> (Project, u32) {
    let mut project = town_project(120);
    let mut edits = vec![PlanEdit::SetSharePercent(10.0), PlanEdit::SetControlPercent(10.0)];
    edits.extend(Treatment::ALL.into_iter().skip(1).map(PlanEdit::AddTreatment));
    edits.push(PlanEdit::SetStartsOn("2026-11-23".into()));
    edits.push(PlanEdit::SetEndsOn("2026-12-23".into()));
    project.apply(Command::BeginPlan { name: "Everything".into(), edits }).unwrap();
    let plan = project.document().plans[0].id;
    (project, plan)
}

fn file(project: &Project, plan: u32, paper: Paper, ending: &str) -> Vec<u8> {
    bytes(&Export::Paper { plan, paper }, ending, &project.snapshot(), &around()).unwrap()
}

#[test]
fn who_opted_out_is_in_none_of_the_files_of_treatments_and_their_double_is_in_all() {
    let (mut project, plan) = project_with_everything();
    // Named by hand and in a list that was approved elsewhere.
    let people = PlanEdit::AddPeople(vec![OPTED_OUT.into(), DOUBLE.into()]);
    project.apply(Command::EditPlan { plan, edit: people }).unwrap();
    let treated = vec![OPTED_OUT.to_owned(), DOUBLE.to_owned()];
    let cells = FrozenCells { treated: treated.clone(), ..FrozenCells::default() };
    let launch = Launch { on: "2026-11-21".into(), audience: Ids::from(treated) };
    project.apply(Command::EditPlan { plan, edit: PlanEdit::Launch { cells, launch } }).unwrap();
    for paper in Paper::ALL {
        for ending in ["csv", "xlsx", "parquet"] {
            let name = format!("{}.{ending}", paper.word());
            let bytes = file(&project, plan, paper, ending);
            assert_no_trace(&name, &bytes);
            assert!(text_in(&name, &bytes).contains(DOUBLE), "{name}");
            let is_by_name = text_in(&name, &bytes).contains(DOUBLE_NAME);
            assert_eq!(is_by_name, !matches!(paper, Paper::Priority | Paper::Suppression), "{name}");
        }
        // Every list has the code of the group, for each person on it.
        let csv = file(&project, plan, paper, "csv");
        for (id, code) in csv_column(&csv, "id").iter().zip(csv_column(&csv, "cell")) {
            assert_eq!(code, if id.is_empty() { String::new() } else { format!("T{plan}") }, "{paper:?}");
        }
    }
    // Until everybody is scored anew after a change of the files, nothing leaves.
    let messages = project.document().imports.iter().find(|import| import.file_name == "messages.csv").unwrap().id;
    project.apply(Command::TakeBackImport(messages)).unwrap();
    let snapshot = project.snapshot();
    assert!(bytes(&Export::Paper { plan, paper: Paper::Tasks }, "csv", &snapshot, &around()).is_err());
    score_now(&mut project);
    assert_no_trace("tasks.csv", &file(&project, plan, Paper::Tasks, "csv"));
}

#[test]
fn each_file_says_what_whoever_uses_it_needs() {
    let (mut project, plan) = project_with_everything();
    project.apply(Command::EditPlan { plan, edit: PlanEdit::SetMessage("Half price for two".into()) }).unwrap();
    let csv = |paper: Paper| file(&project, plan, paper, "csv");
    let calls = csv(Paper::CallSheet);
    assert!(csv_column(&calls, "talking_point_3").iter().all(|text| text.contains("Half price for two")));
    assert!(csv_column(&calls, "why_they_matter").iter().all(|text| text.contains("anked")));
    let scored = project.derived().scored.clone().unwrap();
    let bad: Vec<(String, String)> =
        csv_column(&calls, "id").into_iter().zip(csv_column(&calls, "last_bad_experience")).collect();
    for (id, text) in &bad {
        let row = scored.people.row(id).unwrap();
        let is_hit = scored.lives.hit.iter().any(|hit| hit.person == row);
        let n = scored.lives.n_complaints[row as usize];
        assert_eq!(text == "none known", !is_hit && n == 0, "{id}: {text}");
        assert!(is_hit || n == 0 || text.starts_with(&format!("{n} complaint")), "{id}: {text}");
    }
    // Eight calls a working day, from the first on.
    let days = csv_column(&calls, "day");
    assert!(days.len() > 8 && days[..8].iter().all(|day| day == "2026-11-23") && days[8] == "2026-11-24", "{days:?}");
    let codes = csv(Paper::Codes);
    let all = csv_column(&codes, "coupon_code");
    assert_eq!(all.iter().collect::<std::collections::BTreeSet<_>>().len(), all.len(), "every code once");
    assert_eq!(all.len(), csv_column(&calls, "id").len() * 6, "one of their own and five for friends");
    assert_eq!(codes, csv(Paper::Codes), "the same again");
    let tribes = csv_column(&csv(Paper::Panel), "tribe");
    assert_eq!(tribes.iter().collect::<std::collections::BTreeSet<_>>().len(), tribes.len(), "one a tribe");
    let priority = csv(Paper::Priority);
    assert!(csv_column(&priority, "since").iter().all(|day| day == "2026-11-23"));
    assert!(csv_column(&priority, "until").iter().all(|day| day == "2026-12-23"));
    assert!(csv_column(&priority, "level").iter().any(|level| level == "key"));
    assert_eq!(csv_column(&csv(Paper::Suppression), "id").len(), csv_column(&calls, "id").len());
    // What nobody receives has no file.
    project.apply(Command::AddPlan { name: "Calls".into() }).unwrap();
    let calls = project.document().plans[1].id;
    let none = bytes(&Export::Paper { plan: calls, paper: Paper::Codes }, "csv", &project.snapshot(), &around());
    assert!(none.is_err());
}

#[test]
fn ticks_reach_the_files_and_the_money() {
    let (mut project, plan) = project_with_everything();
    let work = project.derived().work(plan).unwrap().clone();
    let scored = project.derived().scored.clone().unwrap();
    let task =
        work.board.tasks.iter().find(|task| matches!(task.job, tribewise::domain::campaign::Job::For(_))).unwrap();
    let treatment = &work.board.treatments[task.treatment];
    let job = task.job.key(&scored.people);
    let id = tribewise::domain::campaign::id_of_job(&job).unwrap().to_owned();
    assert_eq!(work.money.total.actual_cents, 0);
    let tick = PlanEdit::MarkTasks {
        tasks: vec![(treatment.id, job.clone())],
        state: TaskState::Done,
        on: "2026-11-23".into(),
    };
    project.apply(Command::EditPlan { plan, edit: tick }).unwrap();
    let told = PlanEdit::NoteOutcome { treatment: treatment.id, job, text: "was glad".into() };
    project.apply(Command::EditPlan { plan, edit: told }).unwrap();
    let money = &project.derived().work(plan).unwrap().money;
    assert_eq!(money.total.actual_cents, treatment.cost_a_head_cents + treatment.fixed_cents);
    let sheet = file(&project, plan, Paper::CallSheet, "csv");
    let place = csv_column(&sheet, "id").iter().position(|other| *other == id).unwrap();
    assert_eq!(
        (csv_column(&sheet, "outcome")[place].as_str(), csv_column(&sheet, "state")[place].as_str()),
        ("was glad", "done")
    );
    assert!(csv_column(&sheet, "received_so_far")[place].contains("2026-11-23 executive call"));
    project.undo();
    project.undo();
    assert_eq!(project.derived().work(plan).unwrap().money.total.actual_cents, 0);
}

#[test]
fn plans_of_older_programs_open_as_they_were() {
    // As a plan was written before treatments, tasks, versions and rules of audience.
    let text = r#"{"id":4,"name":"Winter","goal":"cross_sell","audience":{"tribes":[2],"people":["a"],"excluded":[]},
        "share_percent":3.0,"treatment":"coupon","message":"m","offer":"o","owner":"w","starts_on":"2026-11-21",
        "ends_on":"","success_measure":"s","status":"approved","cost_a_head_cents":2500,"budget_cents":0,
        "control_percent":20.0,"seed":5,"frozen":{"treated":["a"],"control":["b"]}}"#;
    let plan: Plan = serde_json::from_str(text).unwrap();
    let list = plan.treatments();
    assert_eq!((list.len(), list[0].kind, list[0].cost_a_head_cents), (1, Treatment::Coupon, 2_500));
    assert_eq!((plan.cost_of(1, 1), plan.version(), plan.horizon()), (2_500, 1, 90));
    assert!(plan.audience.fixed.is_none() && plan.earlier.is_empty() && plan.marks.is_empty());
    let again: Plan = serde_json::from_str(&serde_json::to_string(&plan).unwrap()).unwrap();
    assert_eq!(again, plan);
}

#[test]
fn somebody_erased_is_in_no_version_list_or_tick_of_a_plan() {
    let (mut project, plan) = project_with_everything();
    let ids = vec![DOUBLE.to_owned(), "C100001".to_owned()];
    let edits = [
        PlanEdit::FixAudience(Ids::from(ids.clone())),
        PlanEdit::MarkTasks { tasks: vec![(1, format!("#{DOUBLE}"))], state: TaskState::Doing, on: String::new() },
        PlanEdit::Launch {
            cells: FrozenCells { treated: ids.clone(), ..FrozenCells::default() },
            launch: Launch { on: String::new(), audience: Ids::from(ids) },
        },
        PlanEdit::Reopen,
    ];
    for edit in edits {
        project.apply(Command::EditPlan { plan, edit }).unwrap();
    }
    assert!(serde_json::to_string(&*project.document().plans[0]).unwrap().contains(DOUBLE));
    let erase = tribewise::domain::model::decisions::RespectEdit::Erase { person: DOUBLE.into(), key: [7; 32] };
    project.apply(Command::DecideRespect(erase)).unwrap();
    let text = serde_json::to_string(&*project.document().plans[0]).unwrap();
    assert!(!text.contains(DOUBLE) && text.contains("C100001"), "{text}");
}

#[test]
fn an_audience_by_stage_follows_a_stage_set_by_hand_and_no_stale_forecast_is_shown() {
    let mut project = town_project(120);
    project
        .apply(Command::BeginPlan { name: "A".into(), edits: vec![PlanEdit::ToggleStage(Stage::Deciding)] })
        .unwrap();
    let plan = project.document().plans[0].clone();
    let n = |project: &Project| project.derived().cells(plan.id).unwrap().audience.len();
    assert_eq!(n(&project), 0, "only a person says that somebody is deciding");
    let assumptions = project.document().assumptions;
    let key = project.derived().forecast_key(&plan, assumptions);
    project.accept_forecast(key, Arc::default());
    assert!(project.derived().forecast(&plan, assumptions).is_some());
    let set = tribewise::domain::model::decisions::StagesEdit::SetByHand {
        id: DOUBLE.into(),
        stage: Some(Stage::Deciding),
        reason: "asked".into(),
        when: "2026-11-21 10:30".into(),
    };
    project.apply(Command::DecideStages(set)).unwrap();
    assert_eq!(n(&project), 1);
    assert!(project.derived().forecast(&plan, assumptions).is_none(), "it was of other people");
}

#[test]
fn a_plan_lives_in_the_window_from_template_to_versions_and_all_the_way_back() {
    let folder = folder();
    let mut window = Window::with_town(folder.path(), &SCORED, &[&["calls.csv"], &["tasks.csv"]]);
    window.go(Room::Plan);
    let first = window.document();
    // From a template.
    window.assert_says(strategy::fair_play());
    window.click(strategy::template(Template::TelecomKeep));
    let plan = window.plan();
    assert_eq!((plan.goal, plan.name.as_str()), (Goal::LessChurn, strategy::template(Template::TelecomKeep)));
    assert_eq!(plan.success_measure, goals::success(Goal::LessChurn));
    window.assert_says(&goals::has_data(&[]));
    // The goal brings its own measure of success.
    window.choose(say::goal_label(), say::goal(Goal::Awareness));
    assert_eq!(window.plan().success_measure, goals::success(Goal::Awareness));
    // The audience from the selection.
    let tribe = window.project().derived().scored.as_ref().unwrap().tribes.tribes[0].clone();
    window.click(&format!("Tribe: {}", tribe.name));
    window.click(say::add_selection());
    assert!(window.plan().audience.tribes.contains(&tribe.id));
    window.click(say::fixed());
    let n_fixed = window.plan().audience.fixed.as_ref().unwrap().0.len();
    assert!(n_fixed > 0 && n_fixed <= tribe.members.len());
    window.click(say::living());
    assert!(window.plan().audience.fixed.is_none());
    // Strategy, tasks, money.
    window.click(doing::page_strategy());
    window.assert_says(strategy::question(tribewise::domain::campaign::Question::NeverDo));
    window.click(doing::page_tasks());
    window.assert_says(doing::no_dates());
    let work = window.project().derived().work(plan.id).unwrap().clone();
    let n_tasks = work.board.tasks.len();
    assert!(n_tasks >= 3, "{n_tasks}");
    window.click_part(&format!("{}: ", doing::finish_task()));
    let done = window.project().derived().work(plan.id).unwrap().board.count(TaskState::Done);
    assert_eq!((done, window.plan().marks.len()), (1, 1));
    window.assert_button("Undo: mark 1 task as done");
    window.click(doing::export_tasks());
    let tasks = window.written(&folder.path().join("calls.csv"));
    assert_eq!(csv_column(&tasks, "task").len(), n_tasks);
    assert_no_trace("tasks.csv", &tasks);
    window.click(words::close());
    window.click(doing::page_money());
    window.assert_says(doing::beside_label());
    // Approved, changed, and what changed is said.
    window.click(doing::page_review());
    window.assert_says(doing::next_step_label());
    window.click(say::approve());
    assert_eq!(window.plan().status, PlanStatus::Approved);
    assert!(!window.plan().launch.on.is_empty() && !window.plan().launch.audience.0.is_empty());
    assert!(window.harness.get_by_role_and_label(Role::Slider, say::share()).accesskit_node().is_disabled());
    window.click(say::reopen());
    window.press_on_slider(say::share(), egui::Key::ArrowRight);
    assert_eq!((window.plan().version(), window.plan().earlier.len()), (2, 1));
    window.assert_says(doing::versions());
    window.assert_says("choose the top 5.5 %");
    // Everything undone, and done again.
    let last = window.document();
    let n_steps = window.project().history().steps().count();
    while window.document().plans != first.plans {
        let name = window.button_with("Undo: ").expect("there is something to undo");
        window.click(&name);
    }
    assert!(window.document().plans.is_empty());
    window.assert_says(say::first_title());
    let n_left = window.project().history().steps().count();
    for _ in n_left..n_steps {
        window.press(egui::Modifiers::COMMAND, egui::Key::Y);
    }
    assert_eq!(window.document().plans, last.plans);
}

#[test]
fn a_selection_becomes_a_plan_at_once_where_there_is_none() {
    let folder = folder();
    let mut window = Window::with_town(folder.path(), &SCORED, &[]);
    window.go(Room::People);
    let tribe = window.project().derived().scored.as_ref().unwrap().tribes.tribes[0].clone();
    window.click(&format!("Tribe: {}", tribe.name));
    window.click(words::people::make_plan());
    assert_eq!(window.harness.state().screen().room, Room::Plan);
    assert_eq!(window.plan().audience.tribes.iter().copied().collect::<Vec<_>>(), [tribe.id]);
    window.assert_button("Undo: add the plan “Plan 1”");
    window.press(egui::Modifiers::COMMAND, egui::Key::Z);
    assert!(window.document().plans.is_empty());
}

#[test]
fn a_point_that_is_not_done_leads_to_where_it_is_done() {
    let folder = folder();
    let mut window = Window::with_town(folder.path(), &SCORED, &[]);
    window.go(Room::Plan);
    window.click(say::new());
    window.harness.run_steps(3);
    assert!(window.harness.query_by_role_and_label(Role::MultilineTextInput, say::message()).is_none());
    let (_, remedy) = say::readiness(ReadinessItem::MessageWritten);
    window.harness.get_by_role_and_label(Role::Button, remedy).click_accesskit();
    window.harness.run_steps(12);
    assert!(window.harness.query_by_role_and_label(Role::MultilineTextInput, say::message()).is_some());
}

#[test]
fn the_command_line_walks_a_plans_life() {
    let folder = folder();
    write_town(folder.path(), 120);
    let program = Program::new(folder.path());
    program.json(&[&["import", P], &SCORED[..]].concat());
    program.json(&["score", P]);
    assert_eq!(program.json(&["plan", P, "templates"])["templates"].as_array().unwrap().len(), Template::ALL.len());
    let new = program.json(&["plan", P, "new", "--name", "Spring", "--template", "telecom-launch", "--share", "10"]);
    assert_eq!((new["goal"].as_str(), new["treatments"].as_array().unwrap().len()), (Some("launch"), 2));
    program.fails(64, &["plan", P, "new", "--name", "Other", "--template", "soap"]);
    let lacks = program.json(&["plan", P, "ready", "--name", "Spring"])["n_open"].as_u64().unwrap();
    let days = ["--start", "2030-01-07", "--end", "2030-03-01", "--days-off", "2030-01-08,2030-01-09"];
    program.json(&[&["plan", P, "set", "--name", "Spring", "--owner", "Ada"], &days[..]].concat());
    program.fails(65, &["plan", P, "set", "--name", "Spring", "--days-off", "Easter"]);
    let plan = program.json(&["plan", P, "show", "--name", "Spring"]);
    assert_eq!(plan["days_off"], serde_json::json!(["2030-01-08", "2030-01-09"]));
    let ready = program.json(&["plan", P, "ready", "--name", "Spring"]);
    assert!(ready["n_open"].as_u64().unwrap() <= lacks - 4, "{ready}");
    let money = program.json(&["plan", P, "money", "--name", "Spring"]);
    assert!(money["planned_cents"].as_i64().unwrap() > 0 && money["mailing_cents"].as_i64().unwrap() > 0);
    program.json(&["export", P, "codes", "--plan", "Spring", "--to", "codes.csv"]);
    let read = |name: &str| std::fs::read(folder.path().join(name)).unwrap();
    let (codes, ids) = (csv_column(&read("codes.csv"), "coupon_code"), csv_column(&read("codes.csv"), "id"));
    assert_no_trace("codes.csv", &read("codes.csv"));
    // The influencer's own, one by a stranger, one misread.
    let mut misread = codes[1].clone().into_bytes();
    misread[0] = if misread[0] == b'2' { b'3' } else { b'2' };
    let misread = String::from_utf8(misread).unwrap();
    let back = format!("code,id\n{},{}\n{},nobody-at-all\n{misread},nobody-at-all\n", codes[0], ids[0], codes[1]);
    std::fs::write(folder.path().join("back.csv"), back).unwrap();
    let judged = program.json(&["codes", P, "back.csv", "--plan", "Spring"]);
    let came: Vec<&str> =
        judged["codes"].as_array().unwrap().iter().map(|code| code["came"].as_str().unwrap()).collect();
    assert_eq!((came, judged["leaked"].as_u64()), (vec!["own", "stranger", "misread"], Some(1)));
    // The same with semicolons, as a spreadsheet in another country writes it.
    let back = format!("Coupon code;Customer\r\n{};{}\r\n{};nobody-at-all\r\n", codes[0], ids[0], codes[1]);
    std::fs::write(folder.path().join("semicolons.csv"), back).unwrap();
    let judged = program.json(&["codes", P, "semicolons.csv", "--plan", "Spring"]);
    assert_eq!((judged["codes"][0]["came"].as_str(), judged["leaked"].as_u64()), (Some("own"), Some(1)));
    // Nobody knows who used it: counted all the same; and what is no code is said to be set aside.
    let back = format!("code,id\n{},{}\n{},\n,{}\n", codes[0], ids[0], codes[1], ids[1]);
    std::fs::write(folder.path().join("unknown.csv"), back).unwrap();
    let ran = program.run(&["codes", P, "unknown.csv", "--plan", "Spring", "--json"]);
    let judged: serde_json::Value = serde_json::from_str(&ran.out).unwrap();
    assert_eq!((judged["codes"].as_array().unwrap().len(), judged["leaked"].as_u64()), (2, Some(1)), "{judged}");
    assert_eq!((judged["codes"][1]["by"].as_str(), judged["codes"][1]["came"].as_str()), (Some(""), Some("stranger")));
    assert!(ran.err.contains("3 rows read: 2 kept, 1 set aside"), "{}", ran.err);
    std::fs::write(folder.path().join("no.csv"), "a,b\n1,2\n").unwrap();
    program.fails(65, &["codes", P, "no.csv", "--plan", "Spring"]);
    program.fails(64, &["export", P, "tasks", "--to", "tasks.csv"]);
    program.fails(65, &["export", P, "call-sheet", "--plan", "Spring", "--to", "calls.csv"]);
    let approved = program.json(&["plan", P, "approve", "--name", "Spring"]);
    assert_eq!((approved["status"].as_str(), approved["version"].as_u64()), (Some("approved"), Some(1)));
    program.fails(65, &["plan", P, "set", "--name", "Spring", "--share", "5"]);
    program.json(&["export", P, "tasks", "--plan", "Spring", "--to", "tasks.xlsx"]);
    assert_no_trace("tasks.xlsx", &read("tasks.xlsx"));
    assert_eq!(program.json(&["plan", P, "change", "--name", "Spring"])["versions"].as_array().unwrap().len(), 2);
    program.json(&["plan", P, "set", "--name", "Spring", "--share", "5"]);
    let versions = program.json(&["plan", P, "versions", "--name", "Spring"]);
    assert_eq!(versions["versions"][1]["changes"][0], "choose the top 5 %");
    // Stages are what is said, however often it is said.
    let stages = |words: &str| {
        program.json(&["plan", P, "set", "--name", "Spring", "--stages", words])["audience"]["stages"].clone()
    };
    let (two, one) = (serde_json::json!(["active", "lost"]), serde_json::json!(["lost"]));
    assert_eq!((stages("active,lost"), stages("lost,active"), stages("lost")), (two.clone(), two, one.clone()));
    assert_eq!(stages("any"), serde_json::json!([]));
    let named = ["--name", "Back", "--template", "retail-win-back", "--stages", "lost"];
    let back = program.json(&[&["plan", P, "new"], &named[..]].concat());
    assert_eq!(back["audience"]["stages"], one);
}

#[test]
fn a_results_file_with_coupon_codes_says_what_became_of_them() {
    use tribewise::domain::import::Source;
    let (mut project, plan) = project_with_everything();
    let codes = file(&project, plan, Paper::Codes, "csv");
    let (codes, ids) = (csv_column(&codes, "coupon_code"), csv_column(&codes, "id"));
    // Their own, one for a friend by a friend, one by somebody who knows nobody of the town's giver, and none.
    let scored = project.derived().scored.clone().unwrap();
    let giver = scored.people.row(&ids[0]).unwrap();
    let knows = |person: u32| scored.network.ties_of(giver).any(|(other, _)| other == person);
    let id = |row: u32| scored.people.ids[row as usize].clone();
    let friend = (0..scored.people.len() as u32).find(|&row| knows(row)).map(id).unwrap();
    let stranger = (0..scored.people.len() as u32).find(|&row| row != giver && !knows(row)).map(id).unwrap();
    let text = format!(
        "customer_id,converted,coupon_code\n{},1,{}\n{friend},1,{}\n{stranger},1,{}\n{},0,\n",
        ids[0], codes[0], codes[1], codes[2], ids[6]
    );
    let source = Source { name: "back.csv".into(), bytes: text.into_bytes().into() };
    let results = crate::support::import(&source, None);
    assert_eq!(results.kind(), tribewise::domain::model::FileKind::Results);
    project.apply(Command::AddImports(vec![results])).unwrap();
    let import = project.document().imports.last().unwrap().id;
    project.apply(Command::AssignResults { import, plan: Some(plan) }).unwrap();
    let found = project.codes_of_results(project.document().import(import).unwrap()).unwrap();
    let came: Vec<&str> = found.iter().map(|back| back.came.word()).collect();
    assert_eq!(came, ["own", "friend", "stranger"]);
    assert!(found.iter().all(|back| back.whose.as_deref() == Some(&ids[0])));
    // Edits of a plan that are refused change nothing.
    let before = project.document().plans[0].clone();
    assert!(edit(&before, &PlanEdit::RemoveTreatment(99)).is_err());
}

#[test]
fn what_was_done_can_be_undone_after_a_restart_by_its_name() {
    let folder = folder();
    let mut window = Window::with_town(folder.path(), &SCORED, &[&["town.tribewise"]]);
    window.go(Room::Plan);
    window.click(strategy::template(Template::RetailLaunch));
    window.press_on_slider(say::share(), egui::Key::ArrowRight);
    window.press_on_slider(say::control(), egui::Key::ArrowLeft);
    window.press(egui::Modifiers::COMMAND, egui::Key::Z);
    window.press(egui::Modifiers::COMMAND.plus(egui::Modifiers::SHIFT), egui::Key::S);
    window.until("it is saved", |window| window.says(words::kept(true, true)));
    let (before, undo) = (window.document(), window.button_with("Undo: ").unwrap());
    drop(window);
    let mut window = Window::open(folder.path(), &[&["town.tribewise"]]);
    window.click(words::open_project());
    window.until("it is open", |window| window.harness.state().project().is_some());
    window.harness.run_steps(3);
    assert_eq!(window.document().plans, before.plans);
    assert_eq!(window.button_with("Undo: "), Some(undo));
    window.assert_button("Redo: keep 15 % for comparison");
    window.go(Room::Plan);
    // On with it, back before the plan, and all of it again.
    window.press(egui::Modifiers::COMMAND, egui::Key::Y);
    assert!((window.plan().control_percent - 15.0).abs() < 0.01);
    for _ in 0..3 {
        let name = window.button_with("Undo: ").unwrap();
        window.click(&name);
    }
    assert!(window.document().plans.is_empty());
    for _ in 0..2 {
        window.press(egui::Modifiers::COMMAND, egui::Key::Y);
    }
    assert_eq!(window.document().plans, before.plans);
    // The document that is handed on does not tell what was done on the way.
    drop(window);
    let elsewhere = folder.path().join("elsewhere");
    let opened = tribewise::shell::store::Store::open_document(&folder.path().join("town.tribewise"), &elsewhere);
    assert!(opened.unwrap().history.steps.is_empty());
}

#[test]
fn plans_stand_side_by_side_with_a_forecast_each_and_a_card_says_what_was_received() {
    let folder = folder();
    let mut window = Window::with_town(folder.path(), &SCORED, &[]);
    window.go(Room::Plan);
    window.click(say::new());
    window.click(egui_phosphor::regular::DOTS_THREE);
    window.click(say::copy());
    window.until("there are two plans", |window| window.document().plans.len() == 2);
    window.harness.run_steps(3);
    window.click(doing::page_compare());
    window.assert_says(doing::compare_hint());
    window.until("both forecasts are there", |window| !window.says(doing::not_yet()) && window.says("more people"));
    let n = window.texts().iter().filter(|text| text.starts_with("about ") && text.ends_with("more people")).count();
    assert_eq!(n, 2);
    // As the plan's own page says it: what is likely of the difference, not the difference of what is likely.
    let forecast = window.project().derived().forecast(&window.plan(), window.document().assumptions).unwrap();
    let each = doing::more_reached(forecast.extra().likely);
    assert_eq!(window.texts().iter().filter(|text| **text == each).count(), 2);
    // Somebody is ticked off, and their card says so.
    window.click(doing::page_tasks());
    let finish = format!("{}: ", doing::finish_task());
    let scored = window.project().derived().scored.clone().unwrap();
    let who = window.project().derived().cells(window.plan().id).unwrap().treated[0];
    window.click(&format!("{finish}{}", scored.people.label(who)));
    window.click(scored.people.label(who));
    window.click(doing::open_card());
    assert_eq!(window.project().selection.card, Some(who));
    window.assert_says("Received on ");
}

#[test]
fn groups_beside_the_treated_have_their_tasks_and_travel_under_their_own_code() {
    use tribewise::domain::campaign::{CellEdit, How};
    let (mut project, plan) = project_with_everything();
    let beside = PlanEdit::Design(CellEdit::SetBeside { how: How::Random, is_in: true });
    project.apply(Command::EditPlan { plan, edit: beside }).unwrap();
    let cells = project.derived().cells(plan).unwrap();
    let receiving = cells.receiving();
    assert!(receiving.len() > cells.treated.len());
    let codes = |project: &Project| {
        let sheet = file(project, plan, Paper::CallSheet, "csv");
        let mut codes: Vec<(String, String)> =
            csv_column(&sheet, "id").into_iter().zip(csv_column(&sheet, "cell")).collect();
        codes.sort();
        codes
    };
    let before = codes(&project);
    assert_eq!(before.len(), receiving.len());
    let n_beside = before.iter().filter(|(_, code)| *code == format!("R{plan}")).count();
    assert_eq!(n_beside, receiving.len() - cells.treated.len());
    assert_eq!(project.derived().work(plan).unwrap().board.n_left_out, 0);
    // The same once it is approved.
    let scored = project.derived().scored.clone().unwrap();
    let launch = PlanEdit::Launch { cells: cells.freeze(&scored.people), launch: Launch::default() };
    project.apply(Command::EditPlan { plan, edit: launch }).unwrap();
    assert_eq!(codes(&project), before);
}

#[test]
fn a_project_that_nobody_opted_out_of_does_not_know_who_may_be_contacted() {
    let of = |names: &[&str]| {
        let files = town(120).into_iter().filter(|file| names.contains(&file.name.as_str()));
        let mut project = Project::open(Document::default(), None);
        project.apply(Command::AddImports(files.map(|file| import(&file, None)).collect())).unwrap();
        score_now(&mut project);
        project.apply(Command::AddPlan { name: "Spring".into() }).unwrap();
        let points = project.readiness(&project.document().plans[0], "2026-11-21");
        points.into_iter().find(|(item, _)| *item == ReadinessItem::OptOutsKnown).unwrap().1
    };
    assert!(!of(&["calls.csv"]));
    assert!(of(&["calls.csv", "opt-outs.csv"]));
    assert!(of(&["calls.csv", "customers.csv"]), "their list has a column of consent");
}
