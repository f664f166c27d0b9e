//! On a card: who of somebody's ties took a thing up before them and who followed, as the files say.

use crate::support::{DOUBLE, DOUBLE_NAME, OPTED_OUT, SCORED, csv_rows, folder, town};
use crate::visitor::{N_PEOPLE, Window};
use egui::accesskit::Role;
use egui::{Key, Modifiers};
use egui_kittest::kittest::Queryable;
use std::collections::BTreeMap;
use tribewise::domain::model::Person;
use tribewise::domain::model::decisions::RespectEdit;
use tribewise::domain::score::Scored;
use tribewise::project::Command;
use tribewise::ui::Room;
use tribewise::ui::words::{self, taken as say};

fn open_card(window: &mut Window) {
    window.press(Modifiers::COMMAND, Key::F);
    window.harness.get_by_role_and_label(Role::TextInput, words::search_hint()).type_text("Doublia");
    window.harness.run_steps(3);
    window.click_part(&format!("{DOUBLE_NAME} · {DOUBLE}"));
}

/// The first day on which each person of the file bought a charger, as text that sorts by time.
fn first_charger() -> BTreeMap<String, String> {
    let files = town(N_PEOPLE);
    let purchases = files.iter().find(|file| file.name == "purchases.csv").unwrap();
    let mut first = BTreeMap::new();
    for row in csv_rows(&purchases.bytes).iter().skip(1).filter(|row| row[2].eq_ignore_ascii_case("charger")) {
        let day: &mut String = first.entry(row[0].clone()).or_insert_with(|| row[1].clone());
        *day = row[1].clone().min(day.clone());
    }
    first
}

fn ties_where(scored: &Scored, person: Person, is_so: impl Fn(&str) -> bool) -> Vec<Person> {
    let id = |person: Person| scored.people.ids[person as usize].as_str();
    scored.network.ties_of(person).map(|(tie, _)| tie).filter(|&tie| is_so(id(tie))).collect()
}

#[test]
fn a_card_tells_who_had_it_before_and_who_followed_and_takes_it_for_no_proof() {
    let folder = folder();
    let mut window = Window::with_town(folder.path(), &SCORED, &[]);
    window.go(Room::People);
    assert!(window.project().derived().taken_up().is_none(), "nobody's card is open");
    open_card(&mut window);
    window.until("it is worked out", |window| window.project().derived().taken_up().is_some());
    window.harness.run_steps(3);
    let scored = window.project().derived().scored.clone().unwrap();
    let person = scored.people.row(DOUBLE).unwrap();
    let days = first_charger();
    let own = days[DOUBLE].clone();
    let taken = window.project().derived().taken_up().unwrap().clone();
    let weeks = scored.persuasion.weeks_or_usual();
    let found = taken.beside_ties(person, &scored.network, weeks);
    assert_eq!(found.len(), 1);
    let mut before: Vec<Person> = found[0].before.iter().map(|one| one.0).collect();
    before.sort_unstable();
    let mut expected = ties_where(&scored, person, |id| days.get(id).is_some_and(|day| *day < own));
    expected.sort_unstable();
    assert_eq!(before, expected);
    let n_later = found[0].followed.len() + found[0].n_later;
    assert_eq!(n_later, ties_where(&scored, person, |id| days.get(id).is_some_and(|day| *day > own)).len());
    assert!(before.len() + n_later > 0, "the town has ties who bought one too");
    window.assert_says(say::title());
    window.assert_says(&say::what("Charger", &found[0]));
    window.assert_says(say::no_proof());
    for line in say::lines(&found[0], &scored.people, scored.network.n_contacts(person), weeks) {
        window.assert_says(&line);
    }
    let said = window.text_with("had it before").unwrap();
    let n_said = if before.is_empty() { "None".to_owned() } else { before.len().to_string() };
    assert!(said.starts_with(&format!("{n_said} of their ")), "{said}");
    assert!(!window.texts().iter().any(|text| text.contains(OPTED_OUT) || text.contains("Zyxwia")));
    window.click("In italiano");
    window.harness.run_steps(3);
    window.assert_says("Chi l’ha preso dopo chi");
    window.assert_says("Entro ");
    assert!(!window.says("followed"));
}

#[test]
fn whoever_is_erased_is_named_on_no_card() {
    let mut project = crate::support::town_project(120);
    let scored = project.derived().scored.clone().unwrap();
    let log = tribewise::domain::influence::persuasion::adoption_log(
        &project.document().tables_and_months(),
        &scored.people,
        &tribewise::domain::ticket::Ticket::new(),
    );
    let taken = tribewise::domain::influence::persuasion::TakenUp::new(log.unwrap(), scored.people.len());
    let opted_out = scored.people.row(OPTED_OUT).unwrap();
    assert!(taken.of(opted_out).is_empty() && !taken.of(scored.people.row(DOUBLE).unwrap()).is_empty());
    assert!(project.accept_taken_up(scored.people.clone(), std::sync::Arc::new(taken.clone())));
    assert!(project.derived().taken_up().is_some());
    let late = tribewise::domain::import::Source {
        name: "late.csv".into(),
        bytes: format!("customer_id,channel\n{DOUBLE},all\n").into_bytes().into(),
    };
    let late = crate::support::import(&late, Some(tribewise::domain::model::FileKind::Optouts));
    project.apply(Command::AddImports(vec![late])).unwrap();
    assert!(project.derived().taken_up().is_none(), "nobody is named until all are scored without them");
    project.undo();
    project.apply(Command::DecideRespect(RespectEdit::Erase { person: DOUBLE.into(), key: [7; 32] })).unwrap();
    assert!(project.derived().taken_up().is_none(), "what was worked out with them is not shown");
    assert!(!project.accept_taken_up(scored.people.clone(), std::sync::Arc::new(taken)), "nor is a late answer");
}

#[test]
fn the_command_line_tells_the_same_and_nothing_of_whoever_opted_out() {
    let folder = folder();
    crate::support::write_town(folder.path(), N_PEOPLE);
    let program = crate::support::Program::new(folder.path());
    program.json(&[&["import", "p.tribewise", "--yes"], &SCORED[..]].concat());
    let told = program.json(&["persuasion", "p.tribewise", "--id", DOUBLE]);
    let days = first_charger();
    let before = told["took_up"][0]["before"].as_array().unwrap();
    assert_eq!(told["took_up"][0]["product"].as_str(), Some("Charger"));
    assert!(before.iter().all(|one| days[one["id"].as_str().unwrap()] < days[DOUBLE]));
    let said = program.run(&["persuasion", "p.tribewise", "--id", DOUBLE]).out;
    assert!(said.starts_with("Charger, 2 Aug 2026") && said.contains(say::no_proof()), "{said}");
    crate::support::assert_no_trace("said.txt", said.as_bytes());
    program.fails(64, &["persuasion", "p.tribewise", "--id", OPTED_OUT]);
    program.fails(64, &["persuasion", "p.tribewise", "--id", "nobody"]);
}
