//! Interests of several months by the real program and in the window: who took what up between them, and what the card says.

use crate::support::{Program, folder};
use crate::visitor::Window;
use egui::accesskit::Role;
use egui::{Key, Modifiers};
use egui_kittest::kittest::Queryable;
use std::fmt::Write;
use std::path::Path;
use tribewise::ui::{Room, words};

const P: &str = "p.tribewise";

/// Thirty people who call each other in a ring; month by month ten more of them care about golf.
fn write(folder: &Path) {
    let mut calls = "caller,callee,start,duration\n".to_owned();
    for n in 0..30 {
        let next = (n + 1) % 30;
        writeln!(
            calls,
            "P{n:02},P{next:02},2026-06-{:02} 10:00:00,60\nP{next:02},P{n:02},2026-06-10 19:00:00,60",
            n % 28 + 1
        )
        .unwrap();
    }
    std::fs::write(folder.join("calls.csv"), calls).unwrap();
    for (month, n_golfers) in [("06", 10), ("07", 20), ("08", 25)] {
        let mut rows = "customer id,interest\n".to_owned();
        for n in 0..30 {
            writeln!(rows, "P{n:02},News").unwrap();
            if n < n_golfers {
                writeln!(rows, "P{n:02},Golf").unwrap();
            }
        }
        std::fs::write(folder.join(format!("interests-2026-{month}.csv")), rows).unwrap();
    }
}

fn months(folder: &Path) -> Program {
    write(folder);
    let program = Program::new(folder);
    program.json(&["import", P, "calls.csv", "interests-2026-06.csv", "--yes"]);
    for month in ["07", "08"] {
        let name = format!("interests-2026-{month}.csv");
        program.json(&["month", P, &name, "--after", "interests-2026-06.csv"]);
    }
    program
}

#[test]
fn months_of_interests_say_who_took_what_up_between_them() {
    let folder = folder();
    let program = months(folder.path());
    program.json(&["score", P]);
    let of = |id: &str| program.json(&["persuasion", P, "--id", id])["took_up"].clone();
    let day =
        |text: &str| chrono::NaiveDate::parse_from_str(text, "%Y-%m-%d").unwrap().and_hms_opt(23, 59, 59).unwrap();
    let end = |text: &str| day(text).and_utc().timestamp();
    let golf = |id: &str| of(id).as_array().unwrap().iter().find(|one| one["product"] == "Golf").cloned();
    let tenth = golf("P10").unwrap();
    assert_eq!((tenth["at"].as_i64(), tenth["since"].as_i64()), (Some(end("2026-07-31")), Some(end("2026-06-30"))));
    // The one beside them who had it from the start; the one on the other side took it up in the same month.
    assert_eq!((tenth["before"][0]["id"].as_str(), tenth["same"][0].as_str()), (Some("P09"), Some("P11")), "{tenth}");
    let first = golf("P09").unwrap();
    assert_eq!(
        (first["is_since_when_known"].as_bool(), first["before"].as_array().map(Vec::len)),
        (Some(false), Some(0))
    );
    assert_eq!(first["followed"][0]["id"].as_str(), Some("P10"));
    assert!(golf("P29").is_none());
    let said = program.run(&["persuasion", P, "--id", "P20"]).out;
    assert!(said.contains("Golf, between 31 Jul 2026 and 31 Aug 2026"), "{said}");
    assert!(
        said.contains("P19 (by 31 Jul 2026)")
            && said.contains("1 of their ties has it, too, and nobody knows who was first: P21."),
        "{said}"
    );
    assert!(said.contains("The files end there"), "{said}");
    // Chances are learned from it, and it is an item of the findings of its own.
    let told = program.json(&["persuasion", P, "--topic", "golf"]);
    assert_eq!(
        (told["findings"][0]["kind"].as_str(), told["findings"][0]["takers"].as_u64()),
        (Some("subject"), Some(15))
    );
    let refused = program.fails(65, &["persuasion", P, "--category", "Tea"]);
    assert!(refused.contains("It is known of: Golf."), "{refused}");
    // Only what stands now is a topic, and one file alone dates nothing.
    let alone = Program::new(folder.path());
    alone.json(&["import", "q.tribewise", "calls.csv", "interests-2026-06.csv", "--yes"]);
    assert_eq!(alone.json(&["persuasion", "q.tribewise", "--id", "P10"])["took_up"].as_array().map(Vec::len), Some(0));
}

#[test]
fn a_card_says_between_which_months_and_undoing_a_month_takes_it_back() {
    let folder = folder();
    write(folder.path());
    let mut window = Window::open(folder.path(), &[&["interests-2026-07.csv"]]);
    let n_tables = |window: &Window| (window.document().tables().len(), window.document().tables_and_months().len());
    window.fill(folder.path(), &["calls.csv", "interests-2026-06.csv"]);
    assert_eq!(n_tables(&window), (2, 2));
    window.go(Room::Data);
    window.click("New month… interests-2026-06.csv");
    window.until("checked", |window| window.says(words::adding::month_title()));
    window.click(&words::data::add_drafts(1));
    window.until("added", |window| window.document().imports.len() == 3);
    assert_eq!(n_tables(&window), (2, 4));
    window.until("scored with both", |window| window.project().derived().is_scored());
    window.go(Room::People);
    window.press(Modifiers::COMMAND, Key::F);
    window.harness.get_by_role_and_label(Role::TextInput, words::search_hint()).type_text("P10");
    window.harness.run_steps(3);
    window.click_part("P10");
    window.until("it is worked out", |window| window.project().derived().taken_up().is_some());
    window.harness.run_steps(3);
    window.assert_says("Golf, between 30 Jun 2026 and 31 Jul 2026");
    window.assert_says("1 of their ties has it, too, and nobody knows who was first: P11.");
    window.click("In italiano");
    window.harness.run_steps(3);
    window.assert_says("Golf, tra il 30 giu 2026 e il 31 lug 2026");
    window.press(Modifiers::COMMAND, Key::Z);
    assert_eq!(n_tables(&window), (2, 2));
}
