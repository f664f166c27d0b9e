//! Who and what counts, decided in the window and on the command line: who is no person, who the market is, what kinds
//! of contact weigh, which ties are inferred; everything comes back when it is opened again.

use crate::support::{OPTED_OUT, Program, SCORED, TRACES, csv_column, folder, write_town};
use crate::visitor::Window;
use egui::accesskit::Role;
use egui::{Key, Modifiers};
use egui_kittest::kittest::Queryable;
use rand::{Rng, SeedableRng};
use rand_chacha::ChaCha8Rng;
use std::fmt::Write;
use std::path::Path;
use tribewise::domain::model::decisions::{Market, USUAL_STRICTNESS};
use tribewise::domain::model::{Channel, TieKind};
use tribewise::domain::ties::account;
use tribewise::shell::dialogs::FixedPicker;
use tribewise::ui::{DataPage, Room, words};
use words::cleaning as say;

/// The shop that everybody calls and that calls nobody.
const SHOP: &str = "900";
const P: &str = "p.tribewise";

/// Sixty friends in a ring who call each other by day and in the evening, and all of them a shop; forty of them have a
/// profile, every other one Gold.
fn write_ring(folder: &Path) {
    let mut calls = "started_at,caller,callee,duration_seconds\n".to_owned();
    let mut people = "customer_id,name,tier\n".to_owned();
    for k in 0..60 {
        for n in 1..4 {
            let other = (k + n) % 60;
            let (day, hour) = (3 + (k + n) % 10, if n == 1 { 20 } else { 10 });
            writeln!(calls, "2026-08-{day:02} {hour}:{:02}:00,{k},{other},{}", k % 60, 60 + k).unwrap();
            writeln!(calls, "2026-08-{:02} {hour}:{:02}:30,{other},{k},30", day + 7, k % 60).unwrap();
        }
        writeln!(calls, "2026-08-{:02} 11:{:02}:00,{k},{SHOP},20", 3 + k % 5, k % 60).unwrap();
        if k < 40 {
            writeln!(people, "{k},Friend {k},{}", if k % 2 == 0 { "Gold" } else { "Silver" }).unwrap();
        }
    }
    std::fs::write(folder.join("ring.csv"), calls).unwrap();
    std::fs::write(folder.join("people.csv"), people).unwrap();
}

/// Thirty couples who shop together on eight days, and everybody shops alone as well.
fn write_purchases(folder: &Path) {
    let mut random = ChaCha8Rng::seed_from_u64(5);
    let mut rows = "customer_id,bought_on,product,amount\n".to_owned();
    for couple in 0..30u32 {
        for _ in 0..8 {
            let mut visit = || (random.random_range(0..84), random.random_range(0..17));
            let (joint, own) = (visit(), [visit(), visit()]);
            for (person, own) in [couple, couple + 30].into_iter().zip(own) {
                for (day, shop) in [joint, own] {
                    writeln!(rows, "{person},{},Shop {shop},12.00", date(day)).unwrap();
                }
            }
        }
    }
    std::fs::write(folder.join("purchases.csv"), rows).unwrap();
}

/// A day of the summer, counted from the first of June.
fn date(day: u32) -> String {
    let (month, day) = match day {
        0..30 => (6, day),
        30..61 => (7, day - 30),
        _ => (8, day - 61),
    };
    format!("2026-{month:02}-{:02}", day + 1)
}

fn page(window: &mut Window) {
    window.click(words::data::page(DataPage::Cleaning));
    window.harness.run_steps(3);
}

/// Chooses from a list and closes it, as a click of the mouse does.
fn choose(window: &mut Window, list: &str, item: &str) {
    window.choose(list, item);
    window.press(Modifiers::NONE, Key::Escape);
}

fn rescored(window: &mut Window) {
    window.until("scored anew", |window| window.project().derived().is_scored());
    window.harness.run_steps(3);
}

fn flagged(window: &Window) -> Vec<String> {
    let scored = window.project().derived().scored.clone().unwrap();
    let is = |row: &usize| scored.people.is_impersonal[*row];
    (0..scored.people.len()).filter(is).map(|row| scored.people.ids[row].clone()).collect()
}

#[test]
fn who_is_no_person_is_shown_with_reasons_and_decided_by_a_person() {
    let folder = folder();
    write_ring(folder.path());
    let mut window = Window::open(folder.path(), &[]);
    window.fill(folder.path(), &["people.csv", "ring.csv"]);
    page(&mut window);
    assert_eq!(flagged(&window), [SHOP]);
    window.assert_says(&say::strictness(1, USUAL_STRICTNESS, 1, USUAL_STRICTNESS));
    window.assert_says("in touch with 60 people (7 is usual)");
    window.assert_says("not one contact goes both ways");
    // By hand: it is a person after all, and stays one at every setting.
    window.click(&say::about(say::is_person(), SHOP));
    rescored(&mut window);
    assert_eq!(flagged(&window), Vec::<String>::new());
    window.press_on_slider(say::strictness_label(), Key::ArrowRight);
    rescored(&mut window);
    assert_eq!(window.document().decisions.cleaning.strictness, USUAL_STRICTNESS + 1);
    assert_eq!(flagged(&window), Vec::<String>::new());
    window.click_part("Undo: look for non-persons at setting 6");
    window.click(&say::about(say::undecide(), SHOP));
    rescored(&mut window);
    assert_eq!(flagged(&window), [SHOP]);
    // Never: the preview knew it.
    let scored = window.project().derived().scored.clone().unwrap();
    let preview = account::preview(&scored.people, &scored.cleaned, &window.document().decisions.cleaning);
    assert_eq!((preview[0], preview[9]), (0, 1));
    for _ in 0..USUAL_STRICTNESS {
        window.press_on_slider(say::strictness_label(), Key::ArrowLeft);
    }
    rescored(&mut window);
    assert_eq!(flagged(&window), Vec::<String>::new());
    window.assert_says(&say::strictness(0, 0, 0, 0));
    // And somebody else, by number.
    let type_id = |window: &mut Window, id: &str| {
        window.harness.get_by_role_and_label(Role::TextInput, say::add_not_person()).focus();
        window.harness.run_steps(2);
        window.harness.get_by_role_and_label(Role::TextInput, say::add_not_person()).type_text(id);
        window.press(Modifiers::NONE, Key::Enter);
    };
    type_id(&mut window, "no such number");
    window.assert_says(&say::unknown("no such number"));
    type_id(&mut window, "7");
    rescored(&mut window);
    assert_eq!(flagged(&window), ["7"]);
    window.assert_says("not a person, as you decided");
    window.click_part("Undo: call 7 not a person");
    rescored(&mut window);
    assert_eq!(flagged(&window), Vec::<String>::new());
}

#[test]
fn the_market_and_the_kinds_of_contact_are_decided_with_live_counts() {
    let folder = folder();
    write_ring(folder.path());
    let mut window = Window::open(folder.path(), &[]);
    window.fill(folder.path(), &["people.csv", "ring.csv"]);
    page(&mut window);
    window.assert_says(&say::market_counts(40, 20));
    let n_ranked = |window: &Window| window.project().derived().scored.as_ref().unwrap().scores.order.len();
    assert_eq!(n_ranked(&window), 40);
    choose(&mut window, say::market_is(), say::everyone());
    rescored(&mut window);
    window.assert_says(&say::market_counts(60, 0));
    assert_eq!(n_ranked(&window), 60);
    choose(&mut window, say::market_is(), say::by_column());
    rescored(&mut window);
    window.assert_says(&say::market_counts(40, 20));
    window.harness.get_by_label(&say::value("Gold", 20)).click_accesskit();
    window.harness.run_steps(3);
    rescored(&mut window);
    window.assert_says(&say::market_counts(20, 40));
    let silver = Market::Column { heading: "tier".into(), values: ["Silver".to_owned()].into() };
    assert_eq!((&window.document().decisions.cleaning.market, n_ranked(&window)), (&silver, 20));
    window.click_part("Undo: change who your market is");
    rescored(&mut window);
    assert_eq!(n_ranked(&window), 40);
    // Evenings count more, calls at work less.
    let strength = |window: &Window, a: &str, b: &str| {
        let scored = window.project().derived().scored.clone().unwrap();
        let row = scored.ties.row(scored.people.row(a).unwrap(), scored.people.row(b).unwrap()).unwrap();
        scored.ties.strength[row]
    };
    let lead = |window: &Window| strength(window, "10", "11") - strength(window, "10", "12");
    let before = lead(&window);
    for _ in 0..8 {
        window.press_on_slider(say::kind(TieKind::Work), Key::ArrowLeft);
    }
    rescored(&mut window);
    assert!((window.document().decisions.cleaning.weights.of_kind(TieKind::Work) - 0.2).abs() < 1e-6);
    assert!(lead(&window) > before, "{} {before}", lead(&window));
    // The whole file is private: then nothing is at work.
    window.click(words::data::page(DataPage::Files));
    choose(&mut window, &say::about(say::file_kind_label(), "ring.csv"), say::file_kind(Some(TieKind::Private)));
    rescored(&mut window);
    assert!((lead(&window) - before).abs() < 1e-6);
    window.go(Room::People);
    assert!(window.project().derived().scored.as_ref().unwrap().cleaned.mix.kinds[TieKind::Private as usize] > 0.999);
}

#[test]
fn a_column_of_too_many_values_is_no_market_and_that_is_said() {
    let folder = folder();
    write_ring(folder.path());
    let list = std::fs::read_to_string(folder.path().join("people.csv")).unwrap();
    let clubs = list.replacen("tier", "tier,club", 1);
    let mut rows: Vec<String> = clubs.lines().map(str::to_owned).collect();
    for (n, line) in rows.iter_mut().enumerate().skip(1) {
        write!(line, ",{n} Club").unwrap();
    }
    rows.extend((100..110).map(|n| format!("{n},Far {n},Gold,{n} Side Club")));
    std::fs::write(folder.path().join("people.csv"), rows.join("\n")).unwrap();
    // High enough to show the whole page.
    let builder = egui_kittest::Harness::builder().with_size([1280.0, 1600.0]);
    let mut window = Window::build(builder, folder.path().join("home"), FixedPicker::new([]));
    window.fill(folder.path(), &["ring.csv", "people.csv"]);
    page(&mut window);
    choose(&mut window, say::market_is(), say::by_column());
    rescored(&mut window);
    let market = window.document().decisions.cleaning.market.clone();
    assert!(matches!(&market, Market::Column { heading, .. } if heading == "tier"), "{market:?}");
    assert!(!window.says(say::too_many_values()));
    choose(&mut window, say::column(), "club");
    window.assert_says(say::too_many_values());
    assert_eq!(window.document().decisions.cleaning.market, market);
}

#[test]
fn with_purchases_alone_ties_are_inferred_on_request_and_drawn_dashed() {
    let folder = folder();
    write_purchases(folder.path());
    let mut window = Window::open(folder.path(), &[]);
    window.add(folder.path(), &["purchases.csv"]);
    window.assert_says(words::data::need_pairs());
    window.assert_says(say::propose());
    assert!(window.project().derived().scored.is_none());
    window.click(say::infer());
    rescored(&mut window);
    let scored = window.project().derived().scored.clone().unwrap();
    let couples = (0..scored.ties.len()).filter(|&row| {
        let id = |person: u32| scored.people.ids[person as usize].parse::<u32>().unwrap();
        id(scored.ties.a[row]) + 30 == id(scored.ties.b[row])
    });
    println!("{} of 30 couples among {} inferred ties", couples.clone().count(), scored.ties.len());
    assert!(couples.count() >= 25 && scored.ties.len() <= 32);
    page(&mut window);
    let account = scored.cleaned.inferred.unwrap();
    window.assert_says(&say::inferred(&account)[0]);
    window.go(Room::People);
    window.click(&format!("{}: {}", words::people::tribe(), scored.tribes.tribes[0].name));
    window.click(words::people::open_tribe());
    window.harness.run_steps(6);
    window.assert_says("Dashed: inferred from purchases");
    // Off again: nothing is scored any more, and the way back is offered.
    window.go(Room::Data);
    window.click_part("Undo: infer ties from purchases");
    window.click(words::data::page(DataPage::Files));
    window.assert_says(say::propose());
}

#[test]
fn the_command_line_cleans_and_keeps_what_was_decided() {
    let folder = folder();
    write_ring(folder.path());
    write_purchases(folder.path());
    let program = Program::new(folder.path());
    program.json(&["import", P, "people.csv", "ring.csv", "purchases.csv"]);
    let first = program.json(&["clean", P]);
    assert_eq!((first["not_persons"].as_u64(), first["people"][0]["id"].as_str()), (Some(1), Some(SHOP)));
    assert_eq!(first["people"][0]["reasons"].as_array().unwrap().len(), 2);
    assert_eq!(first["at_each_strictness"].as_array().unwrap().len(), 10);
    assert_eq!(first["inferred"]["ties"], 0, "off while there are contacts");
    let words = [
        "clean",
        P,
        "--strictness",
        "0",
        "--not-person",
        "7",
        "--market",
        "tier=Gold",
        "--weight",
        "calls=0.5,family=2",
        "--work-hours",
        "9-17",
        "--work-weight",
        "0.5",
        "--private-weight",
        "1.5",
        "--infer",
        "on",
        "--file-kind",
        "ring.csv=business",
    ];
    let said = program.json(&words);
    assert_eq!((said["people"][0]["id"].as_str(), said["not_persons"].as_u64()), (Some("7"), Some(1)));
    assert_eq!((said["market"]["inside"].as_u64(), said["market"]["outside"].as_u64()), (Some(20), Some(40)));
    assert_eq!(
        (said["kinds"]["work"]["weight"].as_f64(), said["channels"]["call"]["weight"].as_f64()),
        (Some(0.5), Some(0.5))
    );
    assert!(said["kinds"]["business"]["share"].as_f64() > Some(0.999) && said["inferred"]["ties"].as_u64() > Some(0));
    // Another day: it is all still so, and what leaves says so.
    assert_eq!(program.json(&["clean", P]), said);
    program.json(&["export", P, "people", "--to", "people-out.csv"]);
    program.json(&["export", P, "ties", "--to", "ties-out.csv"]);
    let read = |name: &str| std::fs::read(folder.path().join(name)).unwrap();
    let inside = csv_column(&read("people-out.csv"), "inside_market").iter().filter(|is| *is == "yes").count();
    assert_eq!(inside, 20, "the person by hand is Silver");
    let doubted = csv_column(&read("people-out.csv"), "probably_not_a_person");
    assert_eq!(doubted.iter().filter(|is| *is == "yes").count(), 1);
    let inferred = csv_column(&read("ties-out.csv"), "is_inferred");
    assert_eq!(inferred.iter().filter(|is| *is == "yes").count() as u64, said["inferred"]["ties"].as_u64().unwrap());
    for wrong in [
        &["clean", P, "--market", "nonsense"][..],
        &["clean", P, "--weight", "calls=3"],
        &["clean", P, "--work-hours", "18-8"],
        &["clean", P, "--file-kind", "people.csv=work"],
        &["clean", P, "--strictness", "12"],
    ] {
        let why = program.fails(64, wrong);
        assert!(why.contains("Nothing was changed.") || why.contains("--strictness"), "{wrong:?}: {why}");
    }
    assert_eq!(program.json(&["clean", P]), said, "what is wrong changes nothing");
    let text = program.run(&["clean", P]).out;
    assert!(text.contains("not a person, as you decided") && text.contains(say::channel(Channel::Call)), "{text}");
}

#[test]
fn nothing_about_cleaning_gives_away_who_opted_out() {
    let folder = folder();
    write_town(folder.path(), 120);
    let program = Program::new(folder.path());
    program.json(&[&["import", P], &SCORED[..]].concat());
    let said = program.json(&["clean", P, "--strictness", "9", "--not-person", OPTED_OUT, "--infer", "on"]);
    let text = said.to_string();
    assert!(TRACES.iter().all(|trace| !text.contains(trace)), "{text}");
    assert!(said["inferred"]["account"]["n_buyers"].as_u64() > Some(10));
}
