//! One person under several numbers: merged they score as if the files had said one number, whoever opts out under one
//! of them is out under all, and every decision has a way back; at the project's door, on the command line, in the window.

use crate::support::{
    DOUBLE, DOUBLE_NAME, OPTED_OUT, OUTGOING, Program, assert_no_trace, csv_column, folder, import, score_now, town,
};
use crate::visitor::Window;
use std::sync::Arc;
use tribewise::domain::export::{CsvStyle, Kind};
use tribewise::domain::import::Source;
use tribewise::domain::model::FileKind;
use tribewise::domain::model::decisions::IdentityEdit;
use tribewise::project::{Command, Document, Effect, Export, Project, Refusal, Surroundings, bytes};
use tribewise::ui::words::identity as say;
use tribewise::ui::{map, words};

const N_PEOPLE: usize = 120;
/// Some customers of the town, and what they are called in half of the rows that name them.
const SPLIT: [(&str, &str); 5] = [
    ("C100003", "+44 7000 100003"),
    ("C100010", "zoe@example.org"),
    ("C100017", "00C100017"),
    (DOUBLE, "second-double"),
    (OPTED_OUT, "second-out"),
];

/// The town with every second row of those customers under their other id; profiles stay as they are.
fn split_town() -> Vec<Source> {
    let rewrite = |source: Source| {
        if source.name == "customers.csv" {
            return source;
        }
        let text = String::from_utf8(source.bytes.to_vec()).unwrap();
        let mut n_seen = 0;
        let line = |line: &str| {
            let mut line = line.to_owned();
            for (id, other) in SPLIT.iter().filter(|(id, _)| text.contains(id)) {
                if line.contains(id) {
                    n_seen += 1;
                    if n_seen % 2 == 0 || source.name == "opt-outs.csv" {
                        line = line.replace(id, other);
                    }
                }
            }
            line + "\n"
        };
        let lines: String = text.lines().map(line).collect();
        Source { name: source.name.clone(), bytes: lines.into_bytes().into() }
    };
    town(N_PEOPLE).into_iter().map(rewrite).collect()
}

fn project_of(sources: &[Source]) -> Project {
    let kind = |name: &str| match name {
        "customers.csv" => FileKind::People,
        "calls.csv" => FileKind::Calls,
        "messages.csv" => FileKind::Messages,
        "purchases.csv" => FileKind::Purchases,
        "opt-outs.csv" => FileKind::Optouts,
        OUTGOING => FileKind::Outgoing,
        _ => FileKind::Results,
    };
    let imports = sources.iter().map(|source| import(source, Some(kind(&source.name)))).collect();
    let mut project = Project::open(Document::default(), None);
    project.apply(Command::AddImports(imports)).unwrap();
    project
}

fn merge_all() -> Command {
    let groups = SPLIT.iter().map(|(id, other)| vec![(*id).to_owned(), (*other).to_owned()]).collect();
    Command::DecideIdentity(IdentityEdit::MergeAll(groups))
}

fn table(project: &Project, export: &Export) -> Vec<u8> {
    let around =
        Surroundings { today: "2026-11-21".into(), csv: CsvStyle::ExactForSystems, picture: map::picture_style() };
    bytes(export, "csv", &project.snapshot(), &around).unwrap()
}

#[test]
fn merged_people_score_as_if_the_files_had_said_one_number() {
    let mut whole = project_of(&town(N_PEOPLE));
    score_now(&mut whole);
    let mut split = project_of(&split_town());
    let before = split.document().clone();
    score_now(&mut split);
    let apart = split.derived().scored.clone().unwrap();
    assert_eq!(split.apply(merge_all()).unwrap(), [Effect::Rescore]);
    // As after opening: nothing is carried over from the scores before.
    let mut merged = Project::open((**split.document()).clone(), None);
    score_now(&mut merged);
    let (one, other) = (whole.derived().scored.clone().unwrap(), merged.derived().scored.clone().unwrap());
    assert_eq!(apart.people.len(), one.people.len() + SPLIT.len());
    assert_eq!(one.people.ids, other.people.ids);
    assert_eq!(one.people.spend_cents, other.people.spend_cents);
    assert_eq!(one.people.is_opted_out, other.people.is_opted_out);
    assert_eq!(format!("{:?}", one.ties), format!("{:?}", other.ties));
    assert_eq!(format!("{:?}", one.tribes), format!("{:?}", other.tribes));
    assert_eq!(format!("{:?}", one.scores), format!("{:?}", other.scores));
    assert_eq!(format!("{:?}", one.places), format!("{:?}", other.places));
    for kind in [Kind::People, Kind::Ties, Kind::Tribes, Kind::Influencers, Kind::Flags] {
        assert_eq!(table(&whole, &Export::Table(kind)), table(&merged, &Export::Table(kind)), "{kind:?}");
    }
    for (id, alias) in SPLIT {
        assert_eq!(other.people.row(id), other.people.row(alias));
        assert_eq!(other.people.other_ids(other.people.row(id).unwrap()).collect::<Vec<_>>(), [alias]);
    }
    // And back: the very document from before.
    split.undo();
    assert!(Arc::ptr_eq(split.document(), &before));
    score_now(&mut split);
    assert_eq!(split.derived().scored.as_ref().unwrap().people.ids, apart.people.ids);
}

#[test]
fn opting_out_under_one_number_opts_out_of_all() {
    let mut project = project_of(&split_town());
    project.apply(merge_all()).unwrap();
    project.apply(Command::SetSharePercent(10.0)).unwrap();
    score_now(&mut project);
    let scored = project.derived().scored.clone().unwrap();
    // The opt-out file knows only the other id of them.
    let row = scored.people.row(OPTED_OUT).unwrap();
    assert!(scored.people.is_opted_out[row as usize] && scored.scores.rank[row as usize] == 0);
    let outgoing = project.document().imports.iter().find(|import| import.kind() == FileKind::Outgoing).unwrap().id;
    project.apply(Command::Divert { import: outgoing }).unwrap();
    project.apply(Command::AddPlan { name: "Spring".into() }).unwrap();
    let plan = project.document().plans[0].id;
    let mut exports = [Kind::People, Kind::Ties, Kind::Influencers, Kind::Flags].map(Export::Table).to_vec();
    exports.push(Export::CleanQueue { import: outgoing });
    exports.push(Export::Held { import: outgoing });
    exports.push(Export::Shortlist { plan });
    for export in &exports {
        let bytes = table(&project, export);
        assert_no_trace(&format!("{export:?}.csv"), &bytes);
        assert!(!String::from_utf8(bytes).unwrap().contains("second-out"), "{export:?}");
    }
    // Held under the id that the queue says, and a late opt-out under any id closes the gate.
    let hold =
        project.document().holds.iter().find(|hold| scored.people.row(&hold.customer_id) == scored.people.row(DOUBLE));
    let hold = hold.expect("the double's message is held").id;
    let late = Source { name: "late.csv".into(), bytes: b"customer_id,channel\nsecond-double,all\n".to_vec().into() };
    project.apply(Command::AddImports(vec![import(&late, Some(FileKind::Optouts))])).unwrap();
    score_now(&mut project);
    assert_eq!(project.apply(Command::ReleaseHold(hold)), Err(Refusal::OptedOut));
    for export in &exports {
        assert!(!String::from_utf8(table(&project, export)).unwrap().contains(DOUBLE), "{export:?}");
    }
}

#[test]
fn the_command_line_finds_doubles_and_keeps_what_is_decided() {
    let folder = folder();
    let program = Program::new(folder.path());
    crate::support::write_town(folder.path(), 60);
    let twice = "customer_id,name,phone,email\nE1,\"EVERHERE, Doublia\",0044 80808080,\nE2,Paolo Everhere,+44 (0)80808080,\nE3,Doublia Everhere,,DOUBLIA@example.com\n";
    std::fs::write(folder.path().join("twice.csv"), twice).unwrap();
    let files = ["import", "p.tribewise", "customers.csv", "calls.csv", "twice.csv", "--kind", "people"];
    let ran = program.run(&[&files[..3], &["--kind", "people"]].concat());
    assert_eq!(ran.status, 0, "{}", ran.err);
    program.json(&["import", "p.tribewise", "calls.csv"]);
    program.json(&["import", "p.tribewise", "twice.csv", "--kind", "people"]);
    let found = program.json(&["same", "p.tribewise"]);
    let pair = |found: &serde_json::Value, a: &str, b: &str| {
        let proposals = found["proposals"].as_array().unwrap();
        proposals.iter().find(|p| p["ids"] == serde_json::json!([a, b])).map(|p| p["confidence"].clone())
    };
    assert_eq!(pair(&found, DOUBLE, "E1"), Some("exact".into()));
    assert_eq!(pair(&found, DOUBLE, "E2"), Some("doubtful".into()));
    assert_eq!(pair(&found, DOUBLE, "E3"), Some("exact".into()));
    let n_exact = found["n_exact"].as_u64().unwrap();
    let n_people = found["people"].as_u64().unwrap();
    let after = program.json(&["same", "p.tribewise", "--accept", "exact", "--apart", "C808080,E2"]);
    assert_eq!((after["n_exact"].as_u64(), after["people"].as_u64()), (Some(0), Some(n_people - n_exact)));
    assert!(after["same"].as_array().unwrap().contains(&serde_json::json!([DOUBLE, "E3", "E1"])), "{}", after["same"]);
    assert!(pair(&after, DOUBLE, "E2").is_none());
    // Kept in the file: scores and exports know one person.
    program.json(&["score", "p.tribewise"]);
    program.json(&["export", "p.tribewise", "people", "--to", "people.csv"]);
    let ids = csv_column(&std::fs::read(folder.path().join("people.csv")).unwrap(), "id");
    assert!(ids.contains(&DOUBLE.to_owned()) && !ids.contains(&"E1".to_owned()));
    let split = program.json(&["same", "p.tribewise", "--split", "E1"]);
    assert_eq!(pair(&split, DOUBLE, "E1"), Some("exact".into()));
    program.json(&["export", "p.tribewise", "people", "--to", "people.csv"]);
    let ids = csv_column(&std::fs::read(folder.path().join("people.csv")).unwrap(), "id");
    assert!(ids.contains(&"E1".to_owned()), "scores follow a decision that is taken back");
    assert!(program.fails(64, &["same", "p.tribewise", "--accept", "C808080,nobody"]).contains("nobody"));
}

#[test]
fn doubles_are_shown_side_by_side_and_merged_by_a_click() {
    let folder = folder();
    let mut window = Window::with_town(folder.path(), &["customers.csv", "calls.csv"], &[]);
    let twice =
        "customer_id,name,phone,email\nE1,\"EVERHERE, Doublia\",0044 80808080,\nE2,Paolo Everhere,+44 80808080,\n";
    std::fs::write(folder.path().join("twice.csv"), twice).unwrap();
    window.add(folder.path(), &["twice.csv"]);
    window.until("looked for doubles", |window| window.project().derived().is_alike_current());
    window.click(words::data::page(tribewise::ui::DataPage::Same));
    window.assert_says("Same phone number and same name.");
    window.assert_says("Same phone number, but two first names, perhaps of one household.");
    window.assert_says("EVERHERE, Doublia");
    window.assert_says(DOUBLE_NAME);
    let n_people = |window: &Window| window.project().derived().scored.as_ref().unwrap().people.len();
    let before = n_people(&window);
    let pair = |other: &str| [DOUBLE.to_owned(), other.to_owned()];
    window.click(&say::about(say::two(), &pair("E2")));
    assert_eq!(window.button_with(&say::about(say::same(), &pair("E2"))), None, "decided: not asked again");
    window.click(&say::about(say::same(), &pair("E1")));
    window.until("scored and looked again", |window| window.project().derived().is_alike_current());
    assert_eq!(n_people(&window), before - 1);
    window.assert_says(&say::one_person(&pair("E1")));
    window.click_part("Undo: make");
    window.until("scored without it", |window| window.project().derived().is_alike_current());
    assert_eq!(n_people(&window), before);
    window.click_part("Accept");
    window.until("scored and looked again", |window| window.project().derived().is_alike_current());
    assert!(n_people(&window) < before);
    window.click(&say::about(say::take_apart(), &pair("E1")));
    window.until("scored without it", |window| window.project().derived().is_alike_current());
    assert!(window.project().derived().scored.as_ref().unwrap().people.row("E1").is_some());
    window.assert_says(&say::two_people(DOUBLE, "E2"));
}
