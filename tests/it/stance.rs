//! What people think, which influencers were hit this week, and who goes if one turns: on the command line and in the
//! window.

use crate::support::{DOUBLE, DOUBLE_NAME, OPTED_OUT, Program, SCORED, TRACES, folder, write_town};
use crate::visitor::{N_PEOPLE, Window};
use egui_kittest::kittest::Queryable;
use serde_json::json;
use std::path::Path;
use tribewise::domain::model::Stance;
use tribewise::domain::sample;
use tribewise::domain::stance::hit_this_week;
use tribewise::ui::{DataPage, Room, words};

const P: &str = "p.tribewise";

/// Complaints and outages: both planted people complained a day before the last, somebody long ago.
fn complaints(last_day: &str, day_before: &str) -> String {
    format!(
        "customer_id,complained at,complaint,text\n{DOUBLE},{day_before} 09:00:00,Bill too high,Why twice?\n\
         {OPTED_OUT},{day_before} 09:00:00,Bill too high,\nC100007,2026-06-03 09:00:00,Slow,\nC100008,{last_day} 09:00:00,Outage,\n"
    )
}

fn import(folder: &Path) -> Program {
    write_town(folder, N_PEOPLE);
    std::fs::write(folder.join("complaints.csv"), complaints("2026-08-30", "2026-08-29")).unwrap();
    let program = Program::new(folder);
    program.json(&[&["import", P][..], &SCORED, &["complaints.csv", "--yes"]].concat());
    program
}

#[test]
fn complaints_make_offside_and_the_clock_of_influencers_runs() {
    let folder = folder();
    let program = import(folder.path());
    let said = program.json(&["stances", P]);
    // The double, and the one whose complaint is less than ninety days old; an outage is no opinion.
    assert_eq!((&said["offside"], &said["known"]), (&json!(2), &json!(2)), "{said}");
    let said = program.json(&["hit", P, "--share", "10"]);
    let double = said["people"].as_array().unwrap().iter().find(|hit| hit["id"] == DOUBLE).expect("the double was hit");
    assert_eq!((&double["days_ago"], &double["days_in_time"], &double["days_left"]), (&json!(1), &json!(3), &json!(6)));
    assert_eq!(double["subject"], "Bill too high");
    let text = program.run(&["hit", P, "--share", "10"]).out;
    // In dates: nobody reads it on the last day of the files.
    assert!(text.contains("Forecast: their circle could follow between 2 and 5 Sep 2026."), "{text}");
    assert!(text.contains("Bill too high") && !TRACES.iter().any(|trace| text.contains(trace)), "{text}");
    // By hand wins, and is there when the project is opened again.
    program.json(&["stances", P, "--set", &format!("{DOUBLE}=onside"), "--reason", "made up with us"]);
    let said = program.json(&["stances", P, "--complaint-days", "30"]);
    assert_eq!((&said["onside"], &said["offside"]), (&json!(1), &json!(0)), "{said}");
    assert!(program.fails(65, &["stances", P, "--set", &format!("{OPTED_OUT}=onside")]).contains("opted out"));
    // Whoever is erased is in no complaint, no stance and no list.
    program.json(&["erase", P, "--id", DOUBLE, "--yes"]);
    let said = program.json(&["hit", P, "--share", "10"]);
    assert!(!said.to_string().contains(DOUBLE), "{said}");
    assert_eq!(program.json(&["stances", P])["onside"], 0);
}

#[test]
fn whoever_lost_their_service_has_not_complained_whatever_the_heading_of_the_kind() {
    let folder = folder();
    write_town(folder.path(), N_PEOPLE);
    let program = Program::new(folder.path());
    // Nothing but its words says what this file is.
    let text = format!(
        "customer_id,date,event,text\n{DOUBLE},2026-08-29,outage,I hate it\nC100007,2026-08-29,complaint,bad\n"
    );
    std::fs::write(folder.path().join("list.csv"), text).unwrap();
    program.json(&[&["import", P][..], &SCORED, &["list.csv", "--yes"]].concat());
    let said = program.json(&["hit", P, "--share", "10"]);
    let double = said["people"].as_array().unwrap().iter().find(|hit| hit["id"] == DOUBLE).expect("the double was hit");
    assert_eq!((&double["is_outage"], &double["subject"]), (&json!(true), &json!("outage")));
    assert_eq!(program.json(&["stances", P])["offside"], 1, "the other one, who complained");
}

#[test]
fn scores_of_the_list_find_the_planted_offside_people() {
    let folder = folder();
    let program = import(folder.path());
    let said = program.json(&["stances", P, "--column", "satisfaction"]);
    assert_eq!(said["column"]["offside_to"], 6.0, "{said}");
    assert!(said["known"].as_u64().unwrap() > 60, "{said}");
    let (_, truth) = sample::town_with_truth(N_PEOPLE, 7);
    assert!(!truth.offside.is_empty());
    for id in &truth.offside {
        let about = program.run(&["about", P, "--id", id]).out;
        assert!(about.contains("offside") || about.contains("opted out"), "{id}: {about}");
    }
}

#[test]
fn if_somebody_turns_those_who_come_to_them_are_named_with_their_spend() {
    let folder = folder();
    let program = import(folder.path());
    let said = program.json(&["damage", P, "--id", DOUBLE, "--top", "3"]);
    let shares: Vec<f64> =
        said["people"].as_array().unwrap().iter().map(|one| one["share"].as_f64().unwrap()).collect();
    assert!(shares.len() == 3 && shares.is_sorted_by(|a, b| a >= b) && shares[0] <= 1.0, "{said}");
    assert!(said["contacts"].as_u64().unwrap() >= 10 && said["spend_cents_at_risk"].as_i64().unwrap() > 0, "{said}");
    assert!(!said.to_string().contains(OPTED_OUT));
    program.fails(65, &["damage", P, "--id", OPTED_OUT]);
}

#[test]
fn the_window_lists_who_was_hit_marks_them_and_shows_what_hangs_on_them() {
    let folder = folder();
    let mut window = Window::with_town(folder.path(), &SCORED, &[]);
    window.click(words::data::page(DataPage::Stages));
    window.assert_says(&words::stance::use_column("satisfaction"));
    window.click(words::data::page(DataPage::Files));
    std::fs::write(folder.path().join("complaints.csv"), complaints("2026-08-30", "2026-08-29")).unwrap();
    window.fill(folder.path(), &["complaints.csv"]);
    window.go(Room::People);
    window.assert_says(words::stance::hit_label());
    for _ in 0..14 {
        window.press_on_slider(words::people::influencers(), egui::Key::ArrowRight);
    }
    let line = window.button_with("Bill too high").expect("the double was hit");
    // What happened and what is expected stand apart.
    assert!(line.contains(DOUBLE_NAME) && !line.contains("circle could follow"), "{line}");
    window.assert_says("Forecast: their circle could follow between 2 and 5 Sep 2026.");
    assert!(!window.texts().iter().any(|text| TRACES.iter().any(|trace| text.contains(trace))));
    // It may lie below the part of the page that is seen.
    window.harness.get_by_role_and_label(egui::accesskit::Role::Button, &line).click_accesskit();
    window.harness.run_steps(4);
    window.assert_says(words::stance::source(tribewise::domain::stance::Source::Complaints));
    window.assert_says(words::stance::damage_label());
    // The people list marks them.
    window.assert_says(&format!("{DOUBLE_NAME} · {}", words::stance::stance(Stance::Offside).to_lowercase()));
}

/// Where a text stands among all that the window says, from the top.
fn place(window: &Window, said: &str) -> usize {
    let texts = window.texts();
    texts.iter().position(|text| text == said).unwrap_or_else(|| panic!("no “{said}” among {texts:#?}"))
}

/// The window on the town with these complaints, with as many called influencers as can be.
fn window_with(folder: &Path, complaints: &str) -> Window {
    let mut window = Window::with_town(folder, &SCORED, &[]);
    std::fs::write(folder.join("complaints.csv"), complaints).unwrap();
    window.fill(folder, &["complaints.csv"]);
    window.go(Room::People);
    for _ in 0..14 {
        window.press_on_slider(words::people::influencers(), egui::Key::ArrowRight);
    }
    window.until("topics are listed", |window| !window.harness.state().screen().topics.is_empty());
    window.harness.run_steps(3);
    window
}

#[test]
fn of_many_who_were_hit_the_first_few_come_first_and_the_others_when_asked_for() {
    let folder = folder();
    let hit: Vec<String> = (1..=100).map(|n| format!("C100{n:03},2026-08-29 09:00:00,Too slow,\n")).collect();
    let complaints = complaints("2026-08-30", "2026-08-29") + &hit.concat();
    let mut window = window_with(folder.path(), &complaints);
    let scored = window.project().derived().scored.clone().unwrap();
    let influencers = scored.scores.top_percent(window.document().share_percent);
    let n_hit = hit_this_week(&scored.lives, &scored.people, influencers).len();
    assert!(n_hit > 4, "{n_hit} were hit");
    let n_lines = |window: &Window| {
        window.texts().iter().filter(|text| text.contains("their circle could follow between")).count()
    };
    assert_eq!(n_lines(&window), 3);
    assert!(place(&window, words::stance::hit_label()) < place(&window, words::influence::for_what()));
    // What lies below the part of the page that is seen is pressed all the same.
    let press = |window: &mut Window, name: &str| {
        window.harness.get_by_role_and_label(egui::accesskit::Role::Button, name).click_accesskit();
        window.harness.run_steps(4);
    };
    press(&mut window, &words::stance::more_hit(n_hit - 3));
    assert_eq!(n_lines(&window), n_hit);
    press(&mut window, words::stance::fewer_hit());
    assert_eq!(n_lines(&window), 3);
}

#[test]
fn where_nobody_was_hit_that_is_said_below_what_the_people_are_like() {
    let folder = folder();
    let window = window_with(folder.path(), &complaints("2026-06-05", "2026-06-04"));
    assert!(place(&window, words::stance::nobody_hit()) > place(&window, words::influence::for_what()));
    assert!(place(&window, words::stance::nobody_hit()) < place(&window, words::people::most_influential()));
}

#[test]
fn what_cannot_be_is_refused_with_its_reason() {
    let folder = folder();
    let program = import(folder.path());
    // Of opted-out people no message is spoken that nobody asked about.
    let said = program.fails(65, &["stances", P, "--set", &format!("{OPTED_OUT}=onside")]);
    assert!(!said.contains("stays held"), "{said}");
    assert!(program.fails(65, &["damage", P, "--id", "zzz"]).contains("nobody with the number “zzz”"));
    program.fails(64, &["damage", P, "--id", DOUBLE, "--top", "0"]);
    program.fails(64, &["sway", P, "--stage", "active", "--top", "0"]);
    program.fails(64, &["hit", P, "--share", "50"]);
    program.fails(64, &["stances", P, "--word", "angry=offside"]);
    let bounds = ["stances", P, "--column", "satisfaction", "--offside-to", "8", "--onside-from", "3"];
    program.fails(64, &bounds);
    assert!(program.json(&["stances", P])["column"].is_null(), "nothing was changed");
}

#[test]
fn nobody_is_pinned_who_is_in_no_ranking() {
    let folder = folder();
    let program = import(folder.path());
    // Known by a complaint alone: no ties.
    std::fs::write(folder.path().join("more.csv"), "customer_id,name,city\nX1,Xaver,Rome\nX2,Xenia,Rome\n").unwrap();
    program.json(&["import", P, "more.csv", "--kind", "people", "--yes"]);
    let said = program.fails(65, &["judge", P, "--pin", "X1"]);
    assert!(said.contains("X1 is in no ranking. No ties in these files"), "{said}");
    assert!(program.json(&["judge", P])["by_hand"].as_array().unwrap().is_empty());
}
