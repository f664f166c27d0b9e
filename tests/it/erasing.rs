//! Erasing a person from what hangs together by places, numbers and names: held messages, decisions, names of tribes.

use crate::support::{DOUBLE, folder, import, score_now, town_project};
use std::sync::Arc;
use tribewise::domain::atlas::Atlas;
use tribewise::domain::campaign::PlanEdit;
use tribewise::domain::filter::FilterEdit;
use tribewise::domain::holding::{HoldStatus, clean_queue, hold_rows};
use tribewise::domain::import::Source;
use tribewise::domain::model::decisions::{CleaningEdit, IdentityEdit, JudgementEdit, Market, RespectEdit};
use tribewise::domain::model::{FileKind, Table, TieKind};
use tribewise::domain::placement::scene::Scene;
use tribewise::domain::score::Scored;
use tribewise::domain::ticket::Ticket;
use tribewise::project::{Command, Document, Effect, Import, Project};
use tribewise::shell::store::Store;
use tribewise::ui::words;

fn erase(id: &str) -> Command {
    Command::DecideRespect(RespectEdit::Erase { person: id.into(), key: [3; 32] })
}

fn file(text: &str, kind: FileKind) -> Import {
    import(&Source { name: format!("{kind:?}.csv"), bytes: text.as_bytes().to_vec().into() }, Some(kind))
}

fn outgoing(project: &Project) -> Arc<Import> {
    project.document().imports.iter().find(|import| import.kind() == FileKind::Outgoing).unwrap().clone()
}

/// Who gets which words.
fn messages(table: &Table) -> Vec<(String, String)> {
    let column = |name: &str| {
        let column = table.texts(name).unwrap();
        column.iter().map(|cell| cell.unwrap_or_default().to_owned()).collect::<Vec<_>>()
    };
    column("id").into_iter().zip(column("body")).collect()
}

/// What leaves at once and what waits, together, and that both are something.
fn parted(project: &Project) -> Vec<(String, String)> {
    let scored = project.derived().scored.clone().unwrap();
    let import = outgoing(project);
    let holds: Vec<_> = project.document().holds.iter().map(|hold| (**hold).clone()).collect();
    let clean = messages(&clean_queue(&import.table, import.id, &holds, &scored.people));
    let held = messages(&hold_rows(&holds, &scored.people, HoldStatus::Held));
    assert!(!clean.is_empty() && !held.is_empty());
    let mut all = [clean, held].concat();
    all.sort();
    all
}

/// The town with everybody's message but one in the queue before the influencers', and theirs held.
fn held_town() -> Project {
    let mut project = town_project(120);
    project.apply(Command::SetSharePercent(10.0)).unwrap();
    let import = outgoing(&project).id;
    project.apply(Command::Divert { import }).unwrap();
    assert!(project.document().holds.iter().any(|hold| hold.row > 3), "messages after the first are held");
    project
}

#[test]
fn after_somebody_is_erased_the_same_messages_wait_and_leave_but_theirs() {
    let mut project = held_town();
    let before = parted(&project);
    let first = messages(&outgoing(&project).table)[0].0.clone();
    project.apply(erase(&first)).unwrap();
    score_now(&mut project);
    let rest: Vec<_> = before.iter().filter(|(id, _)| *id != first).cloned().collect();
    assert!(rest.len() < before.len());
    assert_eq!(parted(&project), rest);
}

#[test]
fn an_id_learned_from_a_later_file_takes_its_messages_and_no_others() {
    let mut project = held_town();
    project.apply(erase(DOUBLE)).unwrap();
    score_now(&mut project);
    let before = parted(&project);
    let hold = |project: &Project| project.document().holds.clone();
    let ids: Vec<String> = messages(&outgoing(&project).table).into_iter().map(|(id, _)| id).collect();
    let held: Vec<String> = hold(&project).iter().map(|hold| hold.customer_id.clone()).collect();
    let early = ids.iter().find(|id| !held.contains(id)).unwrap().clone();
    for id in [&early, &held[0]] {
        // The address of somebody erased, now under this number.
        let people =
            format!("customer_id,name,phone,email\n{id},X,,doublia@example.com\nN3,Neu Hier,,neu{id}@example.com\n");
        project.apply(Command::AddImports(vec![file(&people, FileKind::People)])).unwrap();
    }
    assert!(hold(&project).iter().all(|hold| hold.customer_id != held[0]));
    score_now(&mut project);
    let rest: Vec<_> = before.into_iter().filter(|(id, _)| *id != early && *id != held[0]).collect();
    assert_eq!(parted(&project), rest);
}

/// A small project: two files of contacts, people of which one is called Al and has the number 3.
fn small() -> Project {
    let mut project = Project::open(Document::default(), None);
    let people = "customer_id,name,city\n1,Ada,Rome\n2,Ben,Rome\n3,Al,al@example.com\n4,Cleo,Bonn\n";
    let calls =
        "from,to,at,seconds\n1,2,2026-08-01 10:00:00,60\n2,4,2026-08-01 11:00:00,60\n4,1,2026-08-02 10:00:00,60\n";
    let more = "from,to,at,seconds\n3,1,2026-09-01 10:00:00,60\n1,4,2026-09-01 11:00:00,60\n";
    let files = vec![file(people, FileKind::People), file(calls, FileKind::Calls), file(more, FileKind::Calls)];
    project.apply(Command::AddImports(files)).unwrap();
    project
}

#[test]
fn decisions_about_files_and_others_stay_when_a_person_of_the_same_number_is_erased() {
    let mut project = small();
    let third = project.document().imports[2].id;
    assert_eq!(third, 3);
    let values = ["Rome", "al@example.com"].map(str::to_owned).into();
    for edit in [
        CleaningEdit::SetFileKind { import: third, kind: Some(TieKind::Business) },
        CleaningEdit::IsPerson("3".into()),
        CleaningEdit::IsNotPerson("4".into()),
        CleaningEdit::SetMarket(Market::Column { heading: "city".into(), values }),
    ] {
        project.apply(Command::DecideCleaning(edit)).unwrap();
    }
    for (tribe, name) in [(0, "Alps walkers"), (1, "Friends of Al"), (2, "Al, and who calls him"), (3, "33 others")] {
        project.apply(Command::RenameTribe { tribe, name: name.into() }).unwrap();
    }
    project.apply(erase("3")).unwrap();
    let document = project.document();
    let cleaning = &document.decisions.cleaning;
    assert_eq!(cleaning.file_kinds.get(&third), Some(&TieKind::Business));
    assert!(cleaning.persons.is_empty() && cleaning.not_persons.contains("4"));
    let Market::Column { values, .. } = &cleaning.market else { panic!("{:?}", cleaning.market) };
    assert!(values.contains("Rome"), "{values:?}");
    assert_eq!(document.tribe_names.values().collect::<Vec<_>>(), ["Alps walkers", "33 others"]);
}

#[test]
fn a_tribe_named_after_somebody_erased_loses_its_name_with_or_without_a_number() {
    let mut project = town_project(120);
    let mut scored = (*project.derived().scored.clone().unwrap()).clone();
    let mut tribes = (*scored.tribes).clone();
    let names = ["Around Doublia Everhere 2", "Around Doublia Everhere", "Around Doublia Ever"];
    for (tribe, name) in tribes.tribes.iter_mut().zip(names) {
        tribe.name = name.to_owned();
    }
    scored.tribes = Arc::new(tribes);
    assert!(project.accept_scored(project.derived().generation, Arc::new(scored)));
    project.apply(erase(DOUBLE)).unwrap();
    let scored = project.derived().scored.clone().unwrap();
    let names: Vec<&str> = scored.tribes.tribes.iter().take(3).map(|tribe| tribe.name.as_str()).collect();
    assert_eq!(names, ["", "", "Around Doublia Ever"]);
}

#[test]
fn people_are_compared_anew_also_where_only_a_plan_named_the_erased() {
    let mut project = small();
    score_now(&mut project);
    project.apply(Command::AddPlan { name: "Spring".into() }).unwrap();
    let plan = project.document().plans[0].id;
    project.apply(Command::EditPlan { plan, edit: PlanEdit::AddPeople(vec!["owner".into(), "1".into()]) }).unwrap();
    project.apply(Command::EditPlan { plan, edit: PlanEdit::SetOwner("Ada".into()) }).unwrap();
    let generation = project.derived().generation;
    // Also whose number is what a plan calls one of its fields.
    let effects = project.apply(erase("owner")).unwrap();
    let left = &project.document().plans[0];
    assert_eq!((left.owner.as_str(), &left.audience.people), ("Ada", &["1".to_owned()].into()));
    assert!(effects.contains(&Effect::Rescore), "{effects:?}");
    assert!(project.derived().generation > generation && !project.derived().is_alike_current());
}

/// Another number of somebody erased, which a later file gives away.
const LEARNED: &str = "LEARNED-909090";

fn without_dan() -> Project {
    let mut project = small();
    let people = "customer_id,name,phone,email\n5,Dan,,dan@example.com\n";
    project.apply(Command::AddImports(vec![file(people, FileKind::People)])).unwrap();
    project.apply(erase("5")).unwrap();
    project
}

/// A project without whoever was erased, which decides much about somebody of whom nobody knows that it is them.
fn deciding_about_the_learned() -> Project {
    let mut project = without_dan();
    let of = |id: &str| LEARNED.replace("909090", id);
    project.apply(Command::DecideIdentity(IdentityEdit::KeepApart(LEARNED.into(), "1".into()))).unwrap();
    project.apply(Command::DecideIdentity(IdentityEdit::Merge(vec![LEARNED.into(), "2".into()]))).unwrap();
    for edit in [CleaningEdit::IsNotPerson(LEARNED.into()), CleaningEdit::IsNotPerson(of("4"))] {
        project.apply(Command::DecideCleaning(edit)).unwrap();
    }
    for (name, edit) in [
        ("Spring", PlanEdit::AddPeople(vec![LEARNED.into()])),
        ("Autumn", PlanEdit::ExcludePeople(vec![LEARNED.into(), of("4")])),
    ] {
        project.apply(Command::AddPlan { name: name.into() }).unwrap();
        let plan = project.document().plans.last().unwrap().id;
        project.apply(Command::EditPlan { plan, edit }).unwrap();
    }
    project.apply(Command::RenameTribe { tribe: 3, name: format!("Around {LEARNED}") }).unwrap();
    project
}

fn giving_away() -> Command {
    let people = format!("customer_id,name,phone,email\n{LEARNED},D.,,dan@example.com\n6,Fay,,fay@example.com\n");
    Command::AddImports(vec![file(&people, FileKind::People)])
}

#[test]
fn whoever_is_known_again_under_another_number_is_forgotten_like_the_erased_and_for_good() {
    let mut project = deciding_about_the_learned();
    assert!(format!("{:?}", project.document()).contains(LEARNED));
    project.apply(giving_away()).unwrap();
    let document = project.document();
    assert!(!format!("{document:?}").contains(LEARNED), "{:?}", document.decisions);
    // Others stay, and a list of nobody left is not everyone.
    assert!(document.decisions.cleaning.not_persons.contains("LEARNED-4"));
    assert_eq!(document.plans[1].audience.excluded, [String::from("LEARNED-4")].into());
    assert!(!document.plans[0].audience.is_everyone());
    assert!(project.history().next_undo().is_none() && project.undo().is_empty(), "there is no way back to them");
}

#[test]
fn nothing_that_could_be_undone_names_them_on_the_disk_either() {
    let mut named_before = without_dan();
    named_before.apply(Command::AddPlan { name: "Spring".into() }).unwrap();
    let plan = named_before.document().plans[0].id;
    let edit = PlanEdit::AddPeople(vec![LEARNED.into()]);
    named_before.apply(Command::EditPlan { plan, edit }).unwrap();
    named_before.apply(Command::RemovePlan(plan)).unwrap();
    assert!(!format!("{:?}", named_before.document()).contains(LEARNED), "only what can be undone names them");
    for mut project in [deciding_about_the_learned(), named_before] {
        let home = folder();
        let mut document = (**project.document()).clone();
        document.project_id = "p".into();
        let store = Store::create(home.path(), &document).unwrap();
        let keep = |project: &Project| {
            store.record_with(project.document(), project.kept_history(words::command::name));
            store.flush().unwrap();
        };
        keep(&project);
        assert!(is_on_disk(home.path()));
        project.apply(giving_away()).unwrap();
        keep(&project);
        assert!(!is_on_disk(home.path()));
    }
}

#[test]
fn a_document_kept_without_what_can_be_undone_leaves_none_of_it() {
    let home = folder();
    let mut project = Project::open(Document { project_id: "p".into(), ..Document::default() }, None);
    let store = Store::create(home.path(), project.document()).unwrap();
    project.apply(Command::AddPlan { name: LEARNED.into() }).unwrap();
    let plan = project.document().plans[0].id;
    project.apply(Command::RemovePlan(plan)).unwrap();
    store.record_with(project.document(), project.kept_history(words::command::name));
    store.flush().unwrap();
    // Told once more without it, the same document can be undone as before.
    store.record(project.document());
    store.flush().unwrap();
    drop(store);
    let opened = Store::open_working(home.path(), "p").unwrap();
    assert_eq!(opened.history.steps.len(), 2);
    project.apply(Command::SetSharePercent(5.0)).unwrap();
    opened.store.record(project.document());
    opened.store.flush().unwrap();
    drop(opened);
    let opened = Store::open_working(home.path(), "p").unwrap();
    assert!(opened.history.steps.is_empty());
    drop(opened);
    assert!(!is_in_database(home.path()), "what is deleted is overwritten");
}

/// Whether any file of the working folder, its database's log included, has the number.
fn is_on_disk(folder: &std::path::Path) -> bool {
    any_file(folder, &|_| true)
}

/// As [`is_on_disk`], of the database without its log.
fn is_in_database(folder: &std::path::Path) -> bool {
    any_file(folder, &|name| name.ends_with(".sqlite"))
}

fn any_file(folder: &std::path::Path, is_meant: &dyn Fn(&str) -> bool) -> bool {
    std::fs::read_dir(folder).unwrap().flatten().any(|entry| {
        let path = entry.path();
        if path.is_dir() {
            return any_file(&path, is_meant);
        }
        let bytes = std::fs::read(&path).unwrap();
        is_meant(&path.to_string_lossy()) && bytes.windows(LEARNED.len()).any(|part| part == LEARNED.as_bytes())
    })
}

#[test]
fn whoever_is_erased_stands_on_the_map_no_more() {
    let mut project = town_project(120);
    let scored = project.derived().scored.clone().unwrap();
    let person = scored.people.row(DOUBLE).unwrap();
    let position = scored.tribes.of[person as usize];
    let tribe = scored.tribes.tribes[position as usize].id;
    let stands = |scored: &Scored| scored.places.people[person as usize][0].is_finite();
    let bubble = |project: &Project| project.derived().scored.as_ref().unwrap().places.bubbles[position as usize];
    let before = bubble(&project);
    assert!(stands(&scored));
    project.apply(Command::PinTribe { tribe, at: Some([before.x + 40.0, before.y]) }).unwrap();
    project.apply(erase(DOUBLE)).unwrap();
    let left = project.derived().scored.clone().unwrap();
    assert!(!stands(&left), "before everybody is scored anew");
    let scene = Scene::new(&left, 3.0, Some(position));
    assert!(scene.people.iter().all(|mark| mark.person != person));
    let atlas = Atlas::new(&left, 1_000, &Ticket::new()).unwrap();
    assert!(atlas.spots.iter().all(|spot| spot.person != person) && !atlas.spots.is_empty());
    // The tribe stands where it was put, and goes back to where it stood.
    assert_eq!(bubble(&project).x, before.x + 40.0);
    project.apply(Command::PinTribe { tribe, at: None }).unwrap();
    assert_eq!(bubble(&project), before);
    assert!(!stands(project.derived().scored.as_ref().unwrap()));
}

#[test]
fn names_that_hold_a_number_stay_where_a_file_brings_back_whoever_was_erased() {
    let mut project = without_dan();
    project.apply(Command::RenameTribe { tribe: 1, name: "Top 5 of Rome".into() }).unwrap();
    project.apply(Command::RenameTribe { tribe: 2, name: "Route 66".into() }).unwrap();
    project.apply(Command::RenameTribe { tribe: 3, name: format!("Around {LEARNED}") }).unwrap();
    score_now(&mut project);
    project.apply(Command::Filter(FilterEdit::SaveAs("Top 5".into()))).unwrap();
    let edit = JudgementEdit::Note { id: "1".into(), note: "has 5 children".into() };
    project.apply(Command::Judge(edit)).unwrap();
    // The number they were erased under, and two more of theirs, one of which is short.
    let people = format!(
        "customer_id,name,phone,email\n5,Dan,,dan@example.com\n66,Dan,,dan@example.com\n{LEARNED},D.,,dan@example.com\n7,Gil,,gil@example.com\n"
    );
    project.apply(Command::AddImports(vec![file(&people, FileKind::People)])).unwrap();
    let document = project.document();
    assert_eq!(document.imports.last().unwrap().report.n_rows_erased, 3);
    assert_eq!(document.tribe_names.values().collect::<Vec<_>>(), ["Top 5 of Rome", "Route 66"]);
    assert_eq!(document.filters.keys().collect::<Vec<_>>(), ["Top 5"]);
    assert_eq!(document.decisions.judgement.notes["1"], "has 5 children");
}

#[test]
fn whoever_was_merged_by_hand_with_a_learned_number_is_forgotten_too() {
    let mut project = deciding_about_the_learned();
    score_now(&mut project);
    project.apply(Command::AddPlan { name: "Winter".into() }).unwrap();
    let plan = project.document().plans.last().unwrap().id;
    let people = |ids: &[&str]| ids.iter().map(ToString::to_string).collect();
    project.apply(Command::EditPlan { plan, edit: PlanEdit::AddPeople(people(&["2", "4"])) }).unwrap();
    let edit = JudgementEdit::Note { id: "2".into(), note: "knows everybody".into() };
    project.apply(Command::Judge(edit)).unwrap();
    assert!(project.derived().scored.as_ref().unwrap().people.row("2").is_some());
    assert!(!project.traces("2").is_nobody());
    project.apply(giving_away()).unwrap();
    assert!(project.traces("2").is_nobody(), "{:?}", project.traces("2"));
    let document = project.document();
    assert_eq!(document.plan(plan).unwrap().audience.people, ["4".to_owned()].into());
    assert!(document.decisions.identity.same.is_empty() && document.decisions.judgement.notes.is_empty());
    assert!(project.history().next_undo().is_none(), "there is no way back to them");
    score_now(&mut project);
    let scored = project.derived().scored.clone().unwrap();
    assert!(scored.people.row("2").is_none() && scored.people.row("4").is_some() && scored.people.row("6").is_some());
    // Nor does a later file bring them back.
    let calls = "from,to,at,seconds\n2,1,2026-10-01 10:00:00,60\n4,1,2026-10-01 10:00:00,60\n";
    project.apply(Command::AddImports(vec![file(calls, FileKind::Calls)])).unwrap();
    assert_eq!(project.document().imports.last().unwrap().report.n_rows_erased, 1);
}
