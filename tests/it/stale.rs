//! What was worked out does not outlive what it was worked out from, and months of a file stay one line.

use crate::support::{RESULTS, import, score_now, town_project};
use std::sync::Arc;
use tribewise::domain::campaign::{CellEdit, ChoiceEdit, How, PlanEdit};
use tribewise::domain::filter::{FilterEdit, Rule};
use tribewise::domain::forecast::Forecast;
use tribewise::domain::import::Source;
use tribewise::domain::model::{FileKind, People, Person, ScoreSettings};
use tribewise::project::{Command, Document, Effect, Import, Project, Refusal};
use tribewise::ui::words;

fn calls(name: &str, day: u32, follows: Option<u32>) -> Import {
    let text = format!("from,to,at,seconds\n1,2,2026-08-{day:02} 10:00:00,60\n2,3,2026-08-{day:02} 11:00:00,60\n");
    let source = Source { name: name.into(), bytes: text.into_bytes().into() };
    Import { follows, ..import(&source, Some(FileKind::Calls)) }
}

#[test]
fn a_month_is_taken_back_before_the_one_it_follows() {
    let mut project = Project::open(Document::default(), None);
    for (name, day, follows) in [("may.csv", 1, None), ("june.csv", 2, Some(1)), ("july.csv", 3, Some(2))] {
        project.apply(Command::AddImports(vec![calls(name, day, follows)])).unwrap();
    }
    let newest = |project: &Project, id| project.document().newest_month(id).map(|import| import.file_name.clone());
    assert_eq!(newest(&project, 1).as_deref(), Some("july.csv"));
    assert_eq!((newest(&project, 3).as_deref(), newest(&project, 9)), (Some("july.csv"), None));
    let before = project.document().clone();
    for id in [1, 2] {
        let refusal = project.apply(Command::TakeBackImport(id)).unwrap_err();
        assert_eq!(refusal, Refusal::Followed("july.csv".into()));
        assert!(words::trouble::refusal(&refusal).contains("july.csv"));
    }
    assert!(Arc::ptr_eq(project.document(), &before));
    for id in [3, 2, 1] {
        project.apply(Command::TakeBackImport(id)).unwrap();
    }
    assert!(project.document().imports.is_empty());
}

#[test]
fn scores_go_with_the_last_contacts() {
    let mut project = Project::open(Document::default(), None);
    project.apply(Command::AddImports(vec![calls("may.csv", 1, None)])).unwrap();
    score_now(&mut project);
    project.apply(Command::AddPlan { name: "Spring".into() }).unwrap();
    (project.selection.card, project.selection.people) = (Some(0), [0, 1].into_iter().collect());
    let (scored, document) = (project.derived().scored.clone(), project.document().clone());
    project.apply(Command::TakeBackImport(1)).unwrap();
    let derived = project.derived();
    assert!(derived.scored.is_none() && derived.overview().is_none() && derived.cells(document.plans[0].id).is_none());
    assert!(derived.cut().points.is_empty() && project.people().is_none());
    assert!(project.selection.card.is_none() && project.selection.people.is_empty());
    // And a stored project whose scores are of files that are gone.
    let mut opened = Project::open((**project.document()).clone(), scored);
    opened.expire_scores();
    assert!(opened.derived().scored.is_none());
    // Back again, they are worked out anew.
    assert_eq!(project.undo(), [Effect::Rescore]);
    score_now(&mut project);
    assert!(project.derived().is_scored());
}

#[test]
fn a_forecast_of_other_people_is_not_shown_after_weighing_anew() {
    let mut project = town_project(120);
    project.apply(Command::AddPlan { name: "Spring".into() }).unwrap();
    let (plan, assumptions) = (project.document().plans[0].clone(), project.document().assumptions);
    let key = project.derived().forecast_key(&plan, assumptions);
    project.accept_forecast(key, Arc::new(Forecast::default()));
    assert!(project.derived().forecast(&plan, assumptions).is_some());
    let cells = project.derived().cells(plan.id);
    let mut settings = ScoreSettings::default();
    settings.weights.reach *= 40.0;
    project.apply(Command::SetSettings(settings)).unwrap();
    assert_ne!(project.derived().cells(plan.id), cells, "other people are treated at once");
    assert!(project.derived().forecast(&plan, assumptions).is_none());
}

#[test]
fn a_lift_is_of_the_people_who_are_in_the_cells() {
    let mut project = town_project(120);
    project.apply(Command::AddPlan { name: "Winter".into() }).unwrap();
    let plan = Some(project.document().plans[0].id);
    let results = project.document().imports.iter().find(|import| import.file_name == RESULTS).unwrap().id;
    project.apply(Command::AssignResults { import: results, plan }).unwrap();
    let before = project.derived().lift(results).unwrap();
    // The same rows are chosen, and other people stand in them.
    project.expire_scores();
    let mut scored = (*project.derived().scored.clone().unwrap()).clone();
    let old = scored.people.clone();
    let ids = old.ids.iter().map(|id| format!("other {id}")).collect();
    let mut others = People::from_ids(ids);
    others.is_customer.clone_from(&old.is_customer);
    others.is_opted_out.clone_from(&old.is_opted_out);
    scored.people = Arc::new(others);
    assert!(project.accept_scored(project.derived().generation, Arc::new(scored)));
    assert_ne!(project.derived().lift(results).unwrap(), before, "the results name nobody of these");
}

#[test]
fn a_lift_goes_with_its_plan_and_is_not_shown_under_another() {
    let mut project = town_project(120);
    for name in ["Winter", "Spring"] {
        project.apply(Command::AddPlan { name: name.into() }).unwrap();
    }
    let [winter, spring] = [0, 1].map(|n| project.document().plans[n].id);
    let results = project.document().imports.iter().find(|import| import.file_name == RESULTS).unwrap().id;
    let assign = |plan| Command::AssignResults { import: results, plan: Some(plan) };
    project.apply(assign(winter)).unwrap();
    assert!(project.derived().lift(results).is_some());
    // The best spread of the other plan is not worked out.
    let edit = PlanEdit::Choose(ChoiceEdit::SetHow(How::BestSpread));
    project.apply(Command::EditPlan { plan: spring, edit }).unwrap();
    project.apply(assign(spring)).unwrap();
    assert_eq!(project.derived().cells(spring), None);
    assert_eq!((project.derived().lift(results), project.best_points()), (None, None));
    project.apply(assign(winter)).unwrap();
    assert!(project.derived().lift(results).is_some());
    project.apply(Command::RemovePlan(winter)).unwrap();
    assert_eq!((project.derived().lift(results), project.best_points()), (None, None));
}

#[test]
fn those_in_a_plan_are_also_the_groups_beside_the_treated() {
    let mut project = town_project(400);
    project.apply(Command::AddPlan { name: "Winter".into() }).unwrap();
    let plan = project.document().plans[0].id;
    project.apply(Command::EditPlan { plan, edit: PlanEdit::SetSharePercent(10.0) }).unwrap();
    let edit = PlanEdit::Design(CellEdit::SetBeside { how: How::Random, is_in: true });
    project.apply(Command::EditPlan { plan, edit }).unwrap();
    let cells = project.derived().cells(plan).unwrap();
    let beside: Vec<Person> = cells.beside().flat_map(|arm| arm.people.clone()).collect();
    assert!(!beside.is_empty() && !cells.control.is_empty());
    let shown = |project: &Project| project.derived().visible().unwrap().people().collect::<Vec<Person>>();
    project.apply(Command::Filter(FilterEdit::Add(Rule::InPlan(plan)))).unwrap();
    let mut all: Vec<Person> = cells.receiving().into_iter().chain(cells.control.iter().copied()).collect();
    all.sort_unstable();
    assert_eq!(shown(&project), all);
    project.apply(Command::Filter(FilterEdit::Clear)).unwrap();
    project.apply(Command::Filter(FilterEdit::Add(Rule::NotInPlan(plan)))).unwrap();
    assert!(shown(&project).iter().all(|person| !all.contains(person)));
}

#[test]
fn words_of_a_plan_draw_nobody_anew_and_its_tasks_follow_them() {
    let mut project = town_project(120);
    project.apply(Command::AddPlan { name: "Winter".into() }).unwrap();
    let plan = project.document().plans[0].id;
    let board = |project: &Project| format!("{:?}", project.derived().work(plan).unwrap().board);
    let (cells, before) = (project.derived().cells(plan).unwrap(), board(&project));
    for edit in [PlanEdit::SetOwner("Ann".into()), PlanEdit::SetStartsOn("2026-12-01".into())] {
        project.apply(Command::EditPlan { plan, edit }).unwrap();
    }
    assert!(Arc::ptr_eq(&cells, &project.derived().cells(plan).unwrap()));
    assert_ne!(board(&project), before);
    project.apply(Command::EditPlan { plan, edit: PlanEdit::SetSharePercent(10.0) }).unwrap();
    assert!(project.derived().cells(plan).unwrap().treated.len() > cells.treated.len());
}
