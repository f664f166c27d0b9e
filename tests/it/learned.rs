//! What measured campaigns taught: kept when plans and files are gone, remarked on, undone, exported, and without the
//! words about whoever was erased.

use crate::support::{
    DOUBLE, DOUBLE_NAME, Program, RESULTS, SCORED, csv_column, folder, import, score_now, town_project, write_town,
    xlsx_text,
};
use crate::visitor::Window;
use egui::accesskit::Role;
use egui_kittest::kittest::Queryable;
use serde_json::Value;
use std::path::Path;
use tribewise::domain::campaign::{CellEdit, How, Launch, PlanEdit};
use tribewise::domain::import::Source;
use tribewise::domain::measure::{Arm, Between, NextTest};
use tribewise::domain::model::FileKind;
use tribewise::domain::model::decisions::RespectEdit;
use tribewise::project::{Command, LearnEdit, Project};
use tribewise::ui::words::{self, learned as say};
use tribewise::ui::{ResultsPage, Room};

pub const P: &str = "p.tribewise";

/// The town with a plan whose results are in, and the results file.
fn measured() -> (Project, u32, u32) {
    let mut project = town_project(120);
    let edits = vec![PlanEdit::SetSharePercent(10.0), PlanEdit::SetControlPercent(50.0)];
    project.apply(Command::BeginPlan { name: "Winter".into(), edits }).unwrap();
    let plan = project.document().plans[0].id;
    let results = project.document().imports.iter().find(|import| import.kind() == FileKind::Results).unwrap().id;
    project.apply(Command::AssignResults { import: results, plan: Some(plan) }).unwrap();
    (project, plan, results)
}

fn learn(project: &mut Project, edit: LearnEdit) {
    project.apply(Command::Learn(edit)).unwrap();
}

#[test]
fn what_was_learned_outlives_its_plan_and_its_file_and_stays_the_best_past_result() {
    let (mut project, plan, results) = measured();
    let fresh = project.learned();
    assert_eq!((fresh.len(), fresh[0].is_kept), (1, false));
    let points = project.derived().lift(results).unwrap().points;
    assert_eq!((fresh[0].lesson.lift.points, project.best_points()), (points, Some(points)));
    assert!(fresh[0].lesson.cost.cents > 0 && fresh[0].lesson.cost.is_planned);
    learn(&mut project, LearnEdit::Keep { import: results });
    let kept = project.learned();
    assert_eq!((kept.len(), kept[0].is_kept, kept[0].now.is_none()), (1, true, true));
    // The plan changes: what was kept stays, and it is said that the results say something else.
    project.apply(Command::EditPlan { plan, edit: PlanEdit::Rename("Autumn".into()) }).unwrap();
    let line = &project.learned()[0];
    assert_eq!((line.lesson.plan_name.as_str(), line.now.is_some()), ("Winter", true));
    let (id, remark) = (line.lesson.id, "It rained all week".to_owned());
    learn(&mut project, LearnEdit::Remark { lesson: id, text: remark.clone() });
    // Kept anew: the new figures under the same number, with the same remark.
    learn(&mut project, LearnEdit::Keep { import: results });
    let line = &project.learned()[0];
    assert_eq!((line.lesson.id, line.lesson.plan_name.as_str(), &line.lesson.remark), (id, "Autumn", &remark));
    project.apply(Command::RemovePlan(plan)).unwrap();
    project.apply(Command::TakeBackImport(results)).unwrap();
    assert!(project.derived().lift(results).is_none());
    let line = &project.learned()[0];
    assert_eq!((project.learned().len(), line.is_kept, line.lesson.lift.points), (1, true, points));
    assert_eq!(project.best_points(), Some(points), "goals are still measured by it");
    learn(&mut project, LearnEdit::Forget(id));
    assert_eq!((project.learned().len(), project.best_points()), (0, None));
    project.undo();
    assert_eq!(project.learned().len(), 1);
}

#[test]
fn a_remark_typed_is_one_step_and_goes_with_whoever_it_names() {
    let (mut project, _, results) = measured();
    learn(&mut project, LearnEdit::Keep { import: results });
    let id = project.learned()[0].lesson.id;
    let n_steps = project.history().steps().count();
    for text in ["D", "Do", &format!("Do not call {DOUBLE_NAME} again")] {
        learn(&mut project, LearnEdit::Remark { lesson: id, text: text.into() });
    }
    assert_eq!(project.history().steps().count(), n_steps + 1);
    project.apply(Command::DecideRespect(RespectEdit::Erase { person: DOUBLE.into(), key: [7; 32] })).unwrap();
    assert_eq!(project.document().lessons[0].remark, "");
    while project.history().next_undo().is_some() {
        project.undo();
        assert!(!format!("{:?}", project.document().lessons).contains(DOUBLE_NAME));
    }
}

/// The same of a plan that tries two reasons, with random people beside.
fn measured_in_groups() -> (Project, u32, u32) {
    let (mut project, plan, results) = measured();
    let reasons = vec![format!("{DOUBLE_NAME} likes it"), "be first".to_owned()];
    let edits = [CellEdit::SetMotivations(reasons), CellEdit::SetBeside { how: How::Random, is_in: true }];
    for edit in edits {
        project.apply(Command::EditPlan { plan, edit: PlanEdit::Design(edit) }).unwrap();
    }
    let members = project.derived().cells(plan).unwrap().coded(plan);
    let people = project.derived().scored.clone().unwrap().people.clone();
    let coded: Vec<(String, String)> =
        members.into_iter().map(|(person, code)| (people.ids[person as usize].clone(), code)).collect();
    project.apply(Command::TakeBackImport(results)).unwrap();
    let file = Source { name: "grouped.csv".into(), bytes: came_back(&coded).into_bytes().into() };
    project.apply(Command::AddImports(vec![import(&file, Some(FileKind::Results))])).unwrap();
    score_now(&mut project);
    let results = project.document().imports.last().unwrap().id;
    project.apply(Command::AssignResults { import: results, plan: Some(plan) }).unwrap();
    (project, plan, results)
}

/// What came back of people with the codes of their groups: every other one of each did what was wanted.
fn came_back(coded: &[(String, String)]) -> String {
    let row = |(n, (id, code)): (usize, &(String, String))| format!("{id},{code},{}\n", n % 2);
    format!("customer_id,cell,converted\n{}", coded.iter().enumerate().map(row).collect::<String>())
}

#[test]
fn what_each_group_did_is_kept_with_the_campaign_and_loses_the_words_about_whoever_is_erased() {
    let (mut project, plan, results) = measured_in_groups();
    let groups = project.derived().group_lifts(results).to_vec();
    assert_eq!(groups.iter().map(|one| one.kind.code(1)).collect::<Vec<_>>(), ["T1A", "T1B", "R1"]);
    learn(&mut project, LearnEdit::Keep { import: results });
    assert!(project.learned()[0].now.is_none());
    project.apply(Command::RemovePlan(plan)).unwrap();
    project.apply(Command::TakeBackImport(results)).unwrap();
    let lesson = &project.learned()[0].lesson.clone();
    assert_eq!(lesson.groups.iter().map(|one| one.lift).collect::<Vec<_>>(), groups);
    let between: Vec<Between> = lesson.contests().iter().map(|one| one.between).collect();
    assert_eq!(between, [Between::Reasons, Between::WaysOfChoosing]);
    assert!(say::group_name(&lesson.groups[0]).contains(DOUBLE_NAME));
    project.apply(Command::DecideRespect(RespectEdit::Erase { person: DOUBLE.into(), key: [7; 32] })).unwrap();
    let lesson = &project.learned()[0].lesson;
    assert_eq!(lesson.groups.iter().map(say::group_name).collect::<Vec<_>>()[..2], ["Reason A", "Told “be first”"]);
    assert!(!format!("{:?}", project.document().lessons).contains(DOUBLE_NAME));
}

#[test]
fn a_reason_that_names_whoever_is_erased_is_emptied_in_the_plan_and_the_letters_of_groups_stay() {
    for is_launched in [false, true] {
        let (mut project, plan, results) = measured_in_groups();
        learn(&mut project, LearnEdit::Keep { import: results });
        if is_launched {
            let people = project.derived().scored.clone().unwrap().people.clone();
            let cells = project.derived().cells(plan).unwrap().freeze(&people);
            let launch = Launch { on: "2026-11-21".into(), ..Launch::default() };
            for edit in [PlanEdit::Launch { cells, launch }, PlanEdit::Reopen] {
                project.apply(Command::EditPlan { plan, edit }).unwrap();
            }
        }
        let all = |project: &Project| format!("{:?}{:?}", project.document().plans, project.learned());
        assert!(all(&project).contains(DOUBLE_NAME));
        project.apply(Command::DecideRespect(RespectEdit::Erase { person: DOUBLE.into(), key: [7; 32] })).unwrap();
        score_now(&mut project);
        assert!(!all(&project).contains(DOUBLE_NAME), "launched: {is_launched}");
        let left = project.document().plan(plan).unwrap().clone();
        assert_eq!((left.earlier.len(), &left.cells.motivations[..]), (usize::from(is_launched), &left_over()[..]));
        for old in &left.earlier {
            assert_eq!(old.plan.cells.motivations, left_over());
        }
        assert_eq!(words::cells::of_code(plan, &format!("T{plan}A"), &left.cells.motivations), "Reason A");
    }
}

/// The reasons of [`measured_in_groups`] without the words about the person.
fn left_over() -> Vec<String> {
    vec![String::new(), "be first".to_owned()]
}

/// Measures the plan “Spring” by a file in which every group comes back.
pub fn measure_groups(program: &Program, folder: &Path) {
    let said = program.json(&["plan", P, "groups", "--name", "Spring"]);
    let text = |member: &Value, key: &str| member[key].as_str().unwrap().to_owned();
    let members = said["members"].as_array().unwrap().iter();
    let coded: Vec<(String, String)> = members.map(|one| (text(one, "id"), text(one, "cell"))).collect();
    std::fs::write(folder.join("grouped.csv"), came_back(&coded)).unwrap();
    program.json(&["measure", P, "grouped.csv", "--plan", "Spring"]);
}

#[test]
fn groups_are_said_in_the_window_on_the_command_line_and_in_every_file() {
    let folder = folder();
    write_town(folder.path(), 120);
    let program = Program::new(folder.path());
    program.json(&[&["import", P, "--yes"], &SCORED[..]].concat());
    program.json(&["plan", P, "new", "--name", "Spring", "--share", "10", "--control", "50"]);
    program
        .json(&["plan", P, "set", "--name", "Spring", "--beside", "random", "--reason", "helps", "--reason", "first"]);
    measure_groups(&program, folder.path());
    let kept = program.json(&["learned", P, "--plan", "Spring", "--keep"])["learned"][0].clone();
    let (groups, best) = (kept["groups"].as_array().unwrap(), kept["best"].as_array().unwrap());
    let names: Vec<&str> = groups.iter().map(|group| group["name"].as_str().unwrap()).collect();
    assert_eq!(names, ["Told “helps”", "Told “first”", "Random people"]);
    assert_eq!((best[0]["between"].as_str(), best[1]["between"].as_str()), (Some("reasons"), Some("ways_of_choosing")));
    for name in ["learned.md", "learned.csv", "learned.xlsx"] {
        program.json(&["export", P, "learned", "--to", name]);
    }
    let read = |name: &str| std::fs::read(folder.path().join(name)).unwrap();
    let (page, csv) = (String::from_utf8(read("learned.md")).unwrap(), read("learned.csv"));
    let sheet = xlsx_text(&read("learned.xlsx"));
    assert_eq!(csv_column(&csv, "group"), [&[""], &names[..]].concat());
    assert_eq!(csv_column(&csv, "cost")[1..], ["", "", ""], "the campaign is paid once");
    for (n, group) in groups.iter().enumerate() {
        let result = group["result"].as_str().unwrap();
        assert!(page.contains(result) && sheet.contains(result), "{result}");
        assert_eq!(csv_column(&csv, "result")[n + 1], result);
        assert_eq!(csv_column(&csv, "points")[n + 1].parse::<f64>().ok(), group["points"].as_f64());
        assert_eq!(csv_column(&csv, "treated")[n + 1].parse::<u64>().ok(), group["people"].as_u64());
    }
    for contest in best {
        let sentence = contest["sentence"].as_str().unwrap();
        assert!(page.contains(sentence) && csv_column(&csv, "best_group")[0].contains(sentence), "{sentence}");
        assert!(sheet.contains(sentence));
    }
    // The same in the window, in either language.
    let mut window = Window::open(folder.path(), &[]);
    window.open_scored(folder.path().join(P));
    window.go(Room::Results);
    window.click(say::page());
    let lesson = window.project().learned().remove(0).lesson;
    window.assert_says(groups[2]["result"].as_str().unwrap());
    for best in say::best_of(&lesson) {
        window.assert_says(&best);
    }
    window.click("In italiano");
    window.harness.run_steps(3);
    window.assert_says("Con il motivo “helps”");
    for best in say::best_of(&lesson) {
        window.assert_says(&best);
    }
    assert!(!window.says("told apart") && !window.says("said yes"), "{:#?}", window.texts());
}

#[test]
fn the_page_says_what_to_do_keeps_a_line_and_takes_it_back() {
    let folder = folder();
    let mut window = Window::with_town(folder.path(), &SCORED, &[]);
    window.go(Room::Results);
    window.click(say::page());
    window.assert_says(say::none_title());
    window.click(say::to_results());
    assert_eq!(window.harness.state().screen().results, ResultsPage::Results);
    window.go(Room::Plan);
    window.click(words::plan::new());
    window.go(Room::Data);
    window.add(folder.path(), &[RESULTS]);
    window.go(Room::Results);
    window.click(say::page());
    let line = window.project().learned().remove(0);
    window.assert_says(&say::result(&line.lesson));
    window.assert_says(&say::cost(&line.lesson));
    window.assert_says(say::verdict(line.lesson.verdict()));
    window.click(say::keep());
    assert!(window.project().learned()[0].is_kept);
    let field = window.harness.get_by_role_and_label(Role::MultilineTextInput, say::remark());
    field.focus();
    window.harness.run_steps(2);
    window.harness.get_by_role_and_label(Role::MultilineTextInput, say::remark()).type_text("More of this");
    window.harness.run_steps(3);
    assert_eq!(window.document().lessons[0].remark, "More of this");
    // In the other language nothing of it is left.
    window.click("In italiano");
    window.harness.run_steps(3);
    window.assert_says(&say::result(&line.lesson));
    assert!(!window.says(" of 100"), "{:#?}", window.texts());
    window.click("In English");
    window.click_part("Undo: remark on what was learned");
    window.click_part("Undo: keep what was learned");
    assert!(window.document().lessons.is_empty());
    window.assert_button(say::keep());
}

#[test]
fn the_command_line_keeps_remarks_lists_and_exports() {
    let folder = folder();
    write_town(folder.path(), 120);
    let program = Program::new(folder.path());
    program.json(&[&["import", P, "--yes"], &SCORED[..]].concat());
    assert!(program.json(&["learned", P])["learned"].as_array().unwrap().is_empty());
    assert!(program.run(&["learned", P]).out.contains(say::none_title()));
    program.json(&["plan", P, "new", "--name", "Spring", "--share", "10", "--control", "50"]);
    program.json(&["measure", P, RESULTS, "--plan", "Spring"]);
    let open = program.json(&["learned", P]);
    assert_eq!(
        (open["learned"][0]["kept"].as_bool(), open["learned"][0]["campaign"].as_str()),
        (Some(false), Some("Spring"))
    );
    program.fails(64, &["learned", P, "--plan", "Summer", "--remark", "x"]);
    program.json(&["learned", P, "--plan", "Spring", "--remark", "=More of this\nand soon"]);
    let kept = program.json(&["learned", P]);
    assert_eq!(
        (kept["learned"][0]["kept"].as_bool(), kept["learned"][0]["differs"].as_bool()),
        (Some(true), Some(false))
    );
    for name in ["learned.md", "learned.csv", "learned.xlsx"] {
        program.json(&["export", P, "learned", "--to", name]);
    }
    let read = |name: &str| std::fs::read(folder.path().join(name)).unwrap();
    let text = String::from_utf8(read("learned.md")).unwrap();
    let result = kept["learned"][0]["result"].as_str().unwrap();
    assert!(text.starts_with("# What we learned") && text.contains(result), "{text}");
    assert!(text.contains("- Your remark: =More of this and soon"), "{text}");
    let csv = read("learned.csv");
    assert_eq!(csv_column(&csv, "result"), [result]);
    assert!(csv_column(&csv, "remark")[0].starts_with("'="), "a sheet takes no remark for a formula");
    assert_eq!(
        csv_column(&csv, "treated")[0].parse::<u64>().unwrap()
            + csv_column(&csv, "left_alone")[0].parse::<u64>().unwrap(),
        program.json(&["measure", P, RESULTS, "--plan", "Spring"])["treated"]["n_people"].as_u64().unwrap()
            + program.json(&["measure", P, RESULTS, "--plan", "Spring"])["control"]["n_people"].as_u64().unwrap()
    );
    // A file of what was learned needs nothing to have run before it.
    program.json(&["learned", P, "--plan", "Spring", "--forget"]);
    program.json(&["export", P, "learned", "--to", "again.csv"]);
    assert_eq!(csv_column(&read("again.csv"), "result"), [result]);
    let first = |name: &str| program.json(&["learned", P])["learned"][0][name].clone();
    assert_eq!(first("kept").as_bool(), Some(false));
    // Under another name since, it is still the same campaign, and a remark changes nothing else that was kept.
    program.json(&["learned", P, "--plan", "Spring", "--keep"]);
    program.json(&["plan", P, "set", "--name", "Spring", "--rename", "Autumn"]);
    program.fails(64, &["plan", P, "set", "--name", "Autumn", "--rename", "Autumn"]);
    for (name, remark) in [("Spring", "first"), ("Autumn", "second")] {
        program.json(&["learned", P, "--plan", name, "--remark", remark]);
        let now = (first("campaign"), first("remark"), first("differs"));
        assert_eq!(now, ("Spring".into(), remark.into(), true.into()));
    }
    program.json(&["learned", P, "--plan", "Spring", "--keep"]);
    assert_eq!(
        (first("campaign"), first("remark"), first("differs")),
        ("Autumn".into(), "second".into(), false.into())
    );
}

#[test]
fn what_to_test_next_knows_what_was_tried_whether_or_not_somebody_kept_it() {
    let (mut project, plan, results) = measured();
    let scored = project.derived().scored.clone().unwrap();
    let mut sizes: Vec<(usize, u32)> = scored.tribes.tribes.iter().map(|one| (one.members.len(), one.id)).collect();
    sizes.sort_unstable_by_key(|&(n, id)| (std::cmp::Reverse(n), id));
    // What was kept worked, in the second largest tribe; nobody kept what was tried in the largest.
    let in_tribe = |at: usize| PlanEdit::AddTribes(vec![sizes[at].1]);
    let all = PlanEdit::ClearAudience;
    project.apply(Command::EditPlan { plan, edit: in_tribe(1) }).unwrap();
    learn(&mut project, LearnEdit::Keep { import: results });
    let mut document = (**project.document()).clone();
    let lift = &mut document.lessons[0].lift;
    (lift.treated, lift.control) = (Arm { n_people: 200, n_yes: 60 }, Arm { n_people: 200, n_yes: 30 });
    (lift.points, lift.points_low, lift.points_high) = (15.0, 6.0, 24.0);
    document.lessons[0].import = 9_999;
    let mut project = Project::open(document, Some(scored));
    let next = |project: &Project| project.learned().into_iter().find(|line| line.is_kept).unwrap().next;
    project.apply(Command::EditPlan { plan, edit: all }).unwrap();
    assert_eq!((project.learned().len(), next(&project)), (2, NextTest::Tribe(sizes[0].1)));
    project.apply(Command::EditPlan { plan, edit: in_tribe(0) }).unwrap();
    assert_eq!((project.learned().len(), next(&project)), (2, NextTest::Tribe(sizes[2].1)));
}
