//! What measured campaigns taught: kept when plans and files are gone, remarked on, undone, exported, and without the
//! words about whoever was erased.

use crate::support::{DOUBLE, DOUBLE_NAME, Program, RESULTS, SCORED, csv_column, folder, town_project, write_town};
use crate::visitor::Window;
use egui::accesskit::Role;
use egui_kittest::kittest::Queryable;
use tribewise::domain::campaign::PlanEdit;
use tribewise::domain::measure::{NextTest, Verdict};
use tribewise::domain::model::FileKind;
use tribewise::domain::model::decisions::RespectEdit;
use tribewise::project::{Command, LearnEdit, Project};
use tribewise::ui::words::{self, learned as say};
use tribewise::ui::{ResultsPage, Room};

const P: &str = "p.tribewise";

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
    program.json(&["learned", P, "--plan", "Spring", "--forget"]);
    assert_eq!(program.json(&["learned", P])["learned"][0]["kept"].as_bool(), Some(false));
}

#[test]
fn what_to_test_next_fits_what_was_found() {
    let project = tribewise::project::Project::open(tribewise::project::Document::default(), None);
    assert!(project.learned().is_empty());
    let (project, ..) = measured();
    let line = &project.learned()[0];
    let is_fit = match line.lesson.verdict() {
        Verdict::Works => matches!(line.next, NextTest::Widen),
        Verdict::Unclear => matches!(line.next, NextTest::MorePeople { .. } | NextTest::ChangeOneThing { .. }),
        Verdict::Harms => line.next == NextTest::Stop,
        Verdict::NoComparison => line.next == NextTest::KeepSome,
    };
    assert!(is_fit, "{line:?}");
}
