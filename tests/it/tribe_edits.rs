//! Tribes joined, parted, filled, named and coloured by hand: kept through every scoring, taken back without a trace.

use crate::support::{DOUBLE, OPTED_OUT, Program, SCORED, folder, score_now, town_project, write_town};
use crate::visitor::{N_PEOPLE, Window};
use egui::accesskit::Role;
use egui_kittest::kittest::Queryable;
use serde_json::Value;
use std::sync::Arc;
use tribewise::domain::campaign::PlanEdit;
use tribewise::domain::model::decisions::{MADE, TribeEdit};
use tribewise::domain::score::Scored;
use tribewise::project::{Command, Project, Refusal};
use tribewise::ui::{Room, words};

const P: &str = "p.tribewise";

fn shape(project: &mut Project, edit: TribeEdit) -> Result<(), Refusal> {
    project.apply(Command::ShapeTribes(edit)).map(drop)
}

fn scored(project: &Project) -> Arc<Scored> {
    project.derived().scored.clone().unwrap()
}

fn ids_of(scored: &Scored, tribe: u32) -> Vec<String> {
    let tribe = scored.tribes.by_id(tribe).expect("the tribe is there");
    let mut ids: Vec<String> = tribe.members.iter().map(|&row| scored.people.ids[row as usize].clone()).collect();
    ids.sort();
    ids
}

#[test]
fn a_merge_survives_scoring_and_undoing_it_leaves_the_tribes_as_they_were() {
    let mut project = town_project(400);
    score_now(&mut project);
    let (before, document) = (scored(&project), project.document().clone());
    let [a, b] = [0, 1].map(|position| before.tribes.tribes[position].clone());
    project.apply(Command::AddPlan { name: "Spring".into() }).unwrap();
    let plan = project.document().plans[0].id;
    project.apply(Command::EditPlan { plan, edit: PlanEdit::AddTribes(vec![b.id]) }).unwrap();
    shape(&mut project, TribeEdit::Merge { from: b.id, into: a.id }).unwrap();
    assert!(!project.derived().is_scored(), "other tribes make other scores");
    // Plans that are still open mean the joined tribe.
    assert_eq!(project.document().plans[0].audience.tribes, [a.id].into());
    for _ in 0..2 {
        score_now(&mut project);
        let joined = scored(&project);
        assert!(joined.tribes.by_id(b.id).is_none());
        assert_eq!(joined.tribes.by_id(a.id).unwrap().name, a.name);
        let mut both = [ids_of(&before, a.id), ids_of(&before, b.id)].concat();
        both.sort();
        assert_eq!(ids_of(&joined, a.id), both);
        assert_eq!(joined.tribes.tribes.len() + 1, before.tribes.tribes.len());
    }
    for _ in 0..3 {
        project.undo();
    }
    assert!(Arc::ptr_eq(project.document(), &document), "the very same document");
    score_now(&mut project);
    assert_eq!(*scored(&project).tribes, *before.tribes);
    assert_eq!(scored(&project).scores.rank, before.scores.rank);
}

#[test]
fn a_part_and_a_pinned_person_stay_where_they_were_put() {
    let mut project = town_project(400);
    let before = scored(&project);
    let (first, second) = (before.tribes.tribes[0].id, before.tribes.tribes[1].id);
    let out: Vec<String> = ids_of(&before, first).into_iter().take(9).collect();
    shape(&mut project, TribeEdit::Split { tribe: first, members: out.iter().cloned().collect() }).unwrap();
    let person = ids_of(&before, first).last().unwrap().clone();
    shape(&mut project, TribeEdit::Pin { person: person.clone(), tribe: Some(second) }).unwrap();
    score_now(&mut project);
    let after = scored(&project);
    assert_eq!(ids_of(&after, MADE), out);
    assert!(!after.tribes.by_id(MADE).unwrap().name.is_empty());
    assert!(ids_of(&after, second).contains(&person));
    assert_eq!(ids_of(&after, first).len(), ids_of(&before, first).len() - 10);
    // What is refused leaves everything as it was.
    let document = project.document().clone();
    let all = ids_of(&after, first).into_iter().collect();
    assert_eq!(shape(&mut project, TribeEdit::Split { tribe: first, members: all }), Err(Refusal::WholeTribe));
    assert_eq!(shape(&mut project, TribeEdit::Merge { from: first, into: 99_999 }), Err(Refusal::Gone));
    let pin = TribeEdit::Pin { person: OPTED_OUT.into(), tribe: Some(first) };
    assert_eq!(shape(&mut project, pin), Err(Refusal::OptedOut));
    assert!(Arc::ptr_eq(project.document(), &document));
    // Restored: as they were found.
    shape(&mut project, TribeEdit::Restore { tribe: MADE }).unwrap();
    shape(&mut project, TribeEdit::Pin { person, tribe: None }).unwrap();
    score_now(&mut project);
    assert_eq!(ids_of(&scored(&project), first), ids_of(&before, first));
}

#[test]
fn the_command_line_changes_tribes_and_a_new_file_changes_nothing_of_it() {
    let folder = folder();
    write_town(folder.path(), N_PEOPLE);
    let program = Program::new(folder.path());
    program.json(&[&["import", P][..], &SCORED[..4], &["--yes"]].concat());
    let names = |said: &Value| -> Vec<String> {
        said["tribes"].as_array().unwrap().iter().map(|tribe| tribe["name"].as_str().unwrap().to_owned()).collect()
    };
    let found = program.json(&["tribes", P]);
    let all = names(&found);
    let (merge, colour) = (format!("{}={}", all[1], all[0]), format!("{}=9", all[0]));
    let rename = format!("{}=Both of them", all[0]);
    let said = program.json(&["tribes", P, "--merge", &merge, "--colour", &colour, "--rename", &rename]);
    let both = &said["tribes"][0];
    assert_eq!((&both["name"], &both["colour"], &both["by_hand"]), (&"Both of them".into(), &9.into(), &true.into()));
    let n = |tribe: &Value| tribe["people"].as_u64().unwrap();
    assert_eq!(n(both), n(&found["tribes"][0]) + n(&found["tribes"][1]), "{said}");
    // Names, colours and the join follow the tribe through a new file, which takes somebody out.
    program.json(&["import", P, SCORED[4], "--yes"]);
    let later = program.json(&["tribes", P]);
    assert_eq!(
        (&later["tribes"][0]["name"], &later["tribes"][0]["colour"]),
        (&both["name"], &both["colour"]),
        "{later}"
    );
    assert!(!names(&later).contains(&all[1]));
    assert!(program.fails(65, &["tribes", P, "--merge", "Nobody=Both of them"]).contains("Nobody"));
    program.fails(64, &["tribes", P, "--colour", "Both of them=17"]);
    let pinned = program.json(&["tribes", P, "--pin", &format!("{DOUBLE}={}", names(&later)[2])]);
    assert_eq!(pinned["changes"], 2);
    program.json(&["erase", P, "--id", DOUBLE, "--yes"]);
    assert_eq!(program.json(&["tribes", P])["changes"], 1, "who is erased is in no decision");
    let restored = program.json(&["tribes", P, "--restore", "Both of them"]);
    assert_eq!(restored["changes"], 0);
    assert!(names(&restored).contains(&all[1]), "{restored}");
}

#[test]
fn a_tribes_card_says_where_it_holds_least_and_changes_it() {
    let folder = folder();
    let mut window = Window::with_town(folder.path(), &SCORED, &[]);
    window.go(Room::People);
    let before = window.project().derived().scored.clone().unwrap();
    let [a, b] = [0, 1].map(|position| before.tribes.tribes[position].clone());
    window.click(&format!("Tribe: {}", a.name));
    window.until("it is looked into", |window| !window.says(words::tribes::looking()));
    window.assert_says(words::tribes::worth_label());
    window.assert_says("between its members");
    // Coloured, which is seen at once and changes no score.
    let press = |window: &mut Window, role: Role, name: &str| {
        window.harness.get_by_role_and_label(role, name).click_accesskit();
        window.harness.run_steps(4);
    };
    press(&mut window, Role::Button, &words::tribes::colour(7));
    assert_eq!(window.project().derived().guise().slot(0), 7);
    assert!(window.project().derived().is_scored());
    // Joined with the next, scored again, undone.
    press(&mut window, Role::ComboBox, words::tribes::merge());
    press(&mut window, Role::Button, &b.name);
    window.until("scored with the joined tribe", |window| window.project().derived().is_scored());
    let joined = window.project().derived().scored.clone().unwrap();
    assert_eq!(joined.tribes.by_id(a.id).unwrap().members.len(), a.members.len() + b.members.len());
    assert_eq!(window.project().derived().guise().slot(0), 7, "its colour is its own");
    window.click_part("Undo: join two tribes");
    window.until("scored without it", |window| window.project().derived().is_scored());
    let ids = |scored: &Scored| scored.tribes.tribes.iter().map(|tribe| tribe.id).collect::<Vec<_>>();
    assert_eq!(ids(&window.project().derived().scored.clone().unwrap()), ids(&before));
}
