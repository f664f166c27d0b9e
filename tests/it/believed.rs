//! Whether scores can be believed: against planted worlds, with their evidence, and with a person's judgement over them.

use crate::filters::show_only;
use crate::support::{
    DOUBLE, DOUBLE_NAME, Program, SCORED, csv_column, folder, import, score_now, town, town_project, write_town,
};
use crate::visitor::Window;
use egui::accesskit::Role;
use egui::{Key, Modifiers};
use egui_kittest::kittest::Queryable;
use serde_json::json;
use std::collections::HashSet;
use std::sync::Arc;
use tribewise::domain::export::{CsvStyle, Kind};
use tribewise::domain::import::day_seconds;
use tribewise::domain::influence::Band;
use tribewise::domain::influence::certainty::Certainty;
use tribewise::domain::influence::persuasion::{Finding, Verdict};
use tribewise::domain::model::Call;
use tribewise::domain::model::decisions::{JudgementEdit, Opinion, RespectEdit};
use tribewise::domain::sample::town_with_truth;
use tribewise::domain::score::Scored;
use tribewise::domain::ticket::Ticket;
use tribewise::domain::ties::TopicKind;
use tribewise::domain::turnover::{look_back, two_moments};
use tribewise::project::{Command, Document, Export, Project, Refusal, Surroundings, bytes};
use tribewise::ui::words::judgement as say;
use tribewise::ui::{Room, words};

/// The made-up town, scored from its files.
fn planted(n_people: usize, seed: u64) -> (Arc<Scored>, tribewise::domain::sample::TownTruth) {
    let (files, truth) = town_with_truth(n_people, seed);
    let scored_files = files.iter().filter(|file| SCORED.contains(&file.name.as_str()));
    let mut project = Project::open(Document::default(), None);
    project.apply(Command::AddImports(scored_files.map(|file| import(file, None)).collect())).unwrap();
    score_now(&mut project);
    (project.derived().scored.clone().unwrap(), truth)
}

/// The share of the first so many of an order who are among these.
fn precision<'a>(order: impl Iterator<Item = &'a str>, wanted: &HashSet<&str>) -> f64 {
    order.take(wanted.len()).filter(|id| wanted.contains(id)).count() as f64 / wanted.len() as f64
}

#[test]
fn planted_leaders_are_found_where_counting_friends_misses_them() {
    for seed in [1, 2, 3] {
        let (scored, truth) = planted(1_500, seed);
        let out = |id: &&str| scored.people.row(id).is_some_and(|row| !scored.people.is_opted_out[row as usize]);
        let leaders: HashSet<&str> = truth.leaders.iter().map(String::as_str).filter(out).collect();
        let id = |person: &u32| scored.people.ids[*person as usize].as_str();
        let ours = precision(scored.scores.order.iter().map(id), &leaders);
        let mut by_contacts = scored.scores.order.clone();
        by_contacts.sort_by_key(|&person| scored.scores.rank_by_contacts[person as usize]);
        let theirs = precision(by_contacts.iter().map(id), &leaders);
        println!("town {seed}: {} leaders, {ours:.2} of our first, {theirs:.2} of the best connected", leaders.len());
        assert!(ours >= 0.8 && theirs <= 0.4, "{ours} against {theirs}");
        // Nobody whom all know and few are close to stands among them.
        let cut: HashSet<&str> = scored.scores.order[..leaders.len()].iter().map(id).collect();
        assert!(truth.celebrities.iter().all(|id| !cut.contains(id.as_str())));
    }
}

#[test]
fn the_product_that_spread_by_word_of_mouth_is_told_from_those_that_did_not() {
    let (scored, truth) = planted(2_400, 1);
    let found = &scored.persuasion.findings;
    for finding in found {
        println!("{}: {:?} {:?}", finding.subject, finding.verdict, finding.timing);
    }
    let verdict = |name: &str| found.iter().find(|one| one.subject == name).map(|one| one.verdict);
    assert_eq!(verdict(truth.contagious_product), Some(Verdict::Persuasion));
    let (kinds, things): (Vec<&Finding>, Vec<&Finding>) =
        found.iter().skip(1).partition(|one| one.kind == TopicKind::Category);
    let mut others = things.iter().filter(|one| one.subject != truth.contagious_product);
    assert!(others.clone().count() > 3 && others.all(|one| one.verdict != Verdict::Persuasion));
    // Of the kinds of product, only that of the contagious one may be carried along by it.
    let mut other_kinds = kinds.iter().filter(|one| one.subject != "Wearables");
    assert!(other_kinds.clone().count() > 2 && other_kinds.all(|one| one.verdict != Verdict::Persuasion));
}

fn leaving(project: &Project, kind: Kind) -> Vec<u8> {
    bytes(&Export::Table(kind), "csv", &project.snapshot(), &around()).unwrap()
}

fn judged(id: &str, call: Call, reason: &str) -> Command {
    let opinion = Opinion { call, reason: reason.into() };
    Command::Judge(JudgementEdit::Decide { id: id.into(), opinion })
}

#[test]
fn judgement_ranks_at_once_survives_scoring_and_leaves_with_the_files() {
    let mut project = town_project(300);
    let scored = project.derived().scored.clone().unwrap();
    let id = |place: usize| scored.people.ids[scored.scores.order[place] as usize].clone();
    let (first, last) = (id(0), id(scored.scores.order.len() - 1));
    project.apply(judged(&last, Call::Pin, "runs the club")).unwrap();
    project.apply(judged(&first, Call::Exclude, "works for us")).unwrap();
    let check = |project: &Project| {
        let bytes = leaving(project, Kind::Influencers);
        let ids = csv_column(&bytes, "id");
        for kind in [Kind::Influencers, Kind::Flags, Kind::People] {
            let bytes = leaving(project, kind);
            let at = csv_column(&bytes, "id").iter().position(|id| *id == last).unwrap();
            assert_eq!(csv_column(&bytes, "by_hand")[at], "pin", "{kind:?}");
        }
        assert_eq!((ids[0].as_str(), csv_column(&bytes, "by_hand")[0].as_str()), (last.as_str(), "pin"));
        assert!(!ids.contains(&first));
        let everyone = leaving(project, Kind::People);
        let at = csv_column(&everyone, "id").iter().position(|id| *id == first).unwrap();
        assert_eq!(csv_column(&everyone, "by_hand")[at], "exclude");
    };
    assert!(project.derived().is_scored(), "ranking anew needs no scoring");
    check(&project);
    let mut settings = project.document().settings.clone();
    settings.half_life_days = 20.0;
    project.apply(Command::SetSettings(settings)).unwrap();
    score_now(&mut project);
    check(&project);
    for _ in 0..3 {
        project.undo();
    }
    score_now(&mut project);
    assert_eq!(project.derived().scored.as_ref().unwrap().scores.order, scored.scores.order);
}

#[test]
fn whoever_is_erased_leaves_decisions_and_what_was_written_of_others() {
    let mut project = town_project(300);
    let scored = project.derived().scored.clone().unwrap();
    let other = scored.people.ids[scored.scores.order[0] as usize].clone();
    project.apply(judged(DOUBLE, Call::Pin, "knows everybody")).unwrap();
    project.apply(judged(&other, Call::Promote, "close to doublia everhere")).unwrap();
    let note = format!("assistant to {DOUBLE_NAME}");
    project.apply(Command::Judge(JudgementEdit::Note { id: other.clone(), note })).unwrap();
    let facts = project.about(DOUBLE);
    assert!(facts.iter().any(|fact| fact.value.contains("knows everybody")), "{facts:?}");
    project.apply(Command::DecideRespect(RespectEdit::Erase { person: DOUBLE.into(), key: [7; 32] })).unwrap();
    let judgement = &project.document().decisions.judgement;
    assert_eq!(judgement.opinions.keys().collect::<Vec<_>>(), [&other]);
    assert!(judgement.opinions[&other].reason.is_empty() && judgement.notes.is_empty(), "{judgement:?}");
    // Somebody known from nothing but a decision can be erased as well.
    assert_eq!(project.apply(judged("C-gone", Call::Pin, "a friend")), Err(Refusal::Gone));
    let mut document = (**project.document()).clone();
    let opinion = Opinion { call: Call::Pin, reason: "a friend".into() };
    document.decisions.judgement.opinions.insert("C-gone".into(), opinion);
    let mut project = Project::open(document, project.derived().scored.clone());
    project.apply(Command::DecideRespect(RespectEdit::Erase { person: "C-gone".into(), key: [7; 32] })).unwrap();
    assert!(!project.document().decisions.judgement.opinions.contains_key("C-gone"));
}

#[test]
fn a_person_is_judged_on_their_card_and_the_list_of_decisions_says_so() {
    let folder = folder();
    let mut window = Window::with_town(folder.path(), &SCORED, &[]);
    window.go(Room::People);
    let scored = window.project().derived().scored.clone().unwrap();
    let person = scored.people.row(DOUBLE).unwrap();
    let rank = scored.scores.rank[person as usize] as usize;
    assert!(rank > 1);
    window.press(Modifiers::COMMAND, Key::F);
    window.harness.get_by_role_and_label(Role::TextInput, words::search_hint()).type_text("Doublia");
    window.harness.run_steps(3);
    window.click_part(&format!("{DOUBLE_NAME} · {DOUBLE}"));
    let press = |window: &mut Window, text: &str| {
        window.harness.get_by_role_and_label(Role::Button, text).click_accesskit();
        window.harness.run_steps(4);
    };
    press(&mut window, say::call(Call::Pin));
    assert_eq!(window.project().derived().scored.as_ref().unwrap().scores.order[0], person);
    window.assert_says(&format!("By the figures alone: number {rank}."));
    window.click(words::close());
    window.assert_says(say::by_your_hand());
    press(&mut window, DOUBLE_NAME);
    press(&mut window, say::take_back());
    assert_eq!(window.project().derived().scored.as_ref().unwrap().scores.order, scored.scores.order);
    press(&mut window, say::call(Call::Exclude));
    window.assert_says(words::people::left_out_by_hand());
    assert!(!window.project().derived().scored.as_ref().unwrap().scores.order.contains(&person));
}

#[test]
fn the_list_is_looked_at_as_it_was_and_a_card_says_since_when() {
    let folder = folder();
    let mut window = Window::with_town(folder.path(), &SCORED, &[]);
    window.go(Room::People);
    window.assert_says(words::turnover::how_long());
    window.harness.get_by_role_and_label(Role::Button, words::turnover::look_back()).click_accesskit();
    window.until("looked back", |window| window.project().derived().look_back().is_some());
    window.harness.run_steps(3);
    let back = window.project().derived().look_back().unwrap().clone();
    let percent = window.document().share_percent;
    assert_eq!(back.moments.len(), 6, "five earlier moments of thirteen weeks");
    assert!(back.moments.windows(2).all(|pair| pair[1].at - pair[0].at == 14 * 86_400));
    window.assert_says(&words::turnover::advice(&back, percent, 14));
    // Any two of the moments are compared.
    let day = |place: usize| words::day::at(back.moments[place].at);
    window.choose(words::turnover::compare(), &day(1));
    window.choose(words::turnover::with(), &day(3));
    let certainty = window.project().derived().certainty().cloned();
    let range = |person| certainty.as_ref().and_then(|known| known.range(person));
    let turnover = back.between_as_far_as_known(1, 3, percent, range).unwrap();
    window.assert_says(&words::turnover::between(&turnover, back.moments[1].at, back.moments[3].at));
    // What was worked out is said in the language that is spoken now.
    let english = words::turnover::advice(&back, percent, 14);
    window.click("In italiano");
    window.harness.run_steps(3);
    assert!(!window.says(&english));
    window.assert_says(&words::turnover::advice(&back, percent, 14));
    window.click("In English");
    window.harness.run_steps(3);
    let scored = window.project().derived().scored.clone().unwrap();
    let person = scored.people.row(DOUBLE).unwrap();
    window.press(Modifiers::COMMAND, Key::F);
    window.harness.get_by_role_and_label(Role::TextInput, words::search_hint()).type_text("Doublia");
    window.harness.run_steps(3);
    window.click_part(&format!("{DOUBLE_NAME} · {DOUBLE}"));
    // Their contacts all lie in the last two weeks: no lasting trait.
    let standing = back.standing(person, percent);
    assert!(standing.n_moments <= 3, "{standing:?}");
    window.assert_says(&words::turnover::standing(&back, person, percent));
}

#[test]
fn the_list_of_people_is_narrowed_to_plain_groups() {
    let folder = folder();
    let mut window = Window::with_town(folder.path(), &SCORED, &[]);
    window.go(Room::People);
    // Whoever is found by name is shown in the list of people.
    window.press(Modifiers::COMMAND, Key::F);
    window.harness.get_by_role_and_label(Role::TextInput, words::search_hint()).type_text("Doublia");
    window.harness.run_steps(3);
    window.click_part(&format!("{DOUBLE_NAME} · {DOUBLE}"));
    window.harness.get_by_role_and_label(Role::Button, say::call(Call::Pin)).click_accesskit();
    window.harness.run_steps(4);
    window.click(words::close());
    let scored = window.project().derived().scored.clone().unwrap();
    for band in [Band::LowSpend, Band::EarOf, Band::ByHand] {
        show_only(&mut window, words::filter::group_label(), words::people::band(band));
        let ear_of = |person| window.project().derived().ear_of(person).is_some();
        let people = band.people(&scored, ear_of);
        let visible = window.project().derived().visible().cloned().unwrap();
        assert_eq!(visible.n, people.len());
        window.assert_says(&words::filter::visible(visible.n, visible.of));
        assert!(!matches!(band, Band::LowSpend | Band::ByHand) || !people.is_empty(), "{band:?} is nobody here");
        if let Some(&best) = people.first() {
            window.assert_says(&format!("Person: {}", scored.people.label(best)));
        }
        let other = scored.scores.order.iter().find(|person| !people.contains(person)).unwrap();
        assert!(!window.says(&format!("Person: {}", scored.people.label(*other))), "{band:?}");
        window.click(words::filter::clear());
    }
}

#[test]
fn the_command_line_judges_tells_persuasion_and_looks_back() {
    let folder = folder();
    write_town(folder.path(), 600);
    let program = Program::new(folder.path());
    let mut words: Vec<&str> = vec!["import", "p.tribewise"];
    words.extend(SCORED);
    words.push("--yes");
    program.json(&words);
    program.json(&["score", "p.tribewise"]);
    let told = program.json(&["persuasion", "p.tribewise"]);
    assert!(told["findings"].as_array().unwrap().len() > 3 && told["findings"][0]["subject"] == "", "{told}");
    let judged = program.json(&["judge", "p.tribewise", "--pin", DOUBLE, "--reason", "knows everybody"]);
    assert_eq!(
        (judged["by_hand"][0]["id"].as_str(), judged["by_hand"][0]["call"].as_str()),
        (Some(DOUBLE), Some("pin"))
    );
    let again = program.json(&["judge", "p.tribewise"]);
    assert_eq!(again, judged, "it is kept in the file");
    for verb in ["--pin", "--undecide"] {
        program.fails(64, &["judge", "p.tribewise", verb, "nobody of that name"]);
    }
    assert_eq!(program.json(&["judge", "p.tribewise", "--undecide", DOUBLE])["by_hand"].as_array().unwrap().len(), 0);
    let turnover = program.json(&["turnover", "p.tribewise", "--days", "20", "--back", "3"]);
    assert_eq!(
        (turnover["steps"].as_array().unwrap().len(), turnover["share_changed_after"].as_array().unwrap().len()),
        (3, 3)
    );
    // Any two days, with names for people.
    let two = program.json(&["turnover", "p.tribewise", "--from", "2026-07-01", "--to", "2026-08-15"]);
    assert_eq!(two["steps"].as_array().unwrap().len(), 1, "{two}");
    let (from, to) = (two["steps"][0]["from"].as_i64().unwrap(), two["steps"][0]["to"].as_i64().unwrap());
    assert_eq!([from, to].map(tribewise::domain::import::day_text), ["2026-07-01", "2026-08-15"]);
    let text = program.run(&["turnover", "p.tribewise", "--from", "2026-07-01"]).out;
    assert!(text.starts_with("From 1 Jul 2026 to 30 Aug 2026: ") && text.contains("New on the list: "), "{text}");
    for days in [["2026-08-15", "2026-07-01"], ["2020-01-01", "2026-08-01"], ["soon", "2026-08-01"]] {
        program.fails(64, &["turnover", "p.tribewise", "--from", days[0], "--to", days[1]]);
    }
}

#[test]
fn the_command_line_names_nobody_who_moved_no_further_than_ranks_can_tell() {
    let folder = folder();
    write_town(folder.path(), 300);
    let program = Program::new(folder.path());
    program.json(&[&["import", "p.tribewise"], &SCORED[..], &["--yes"]].concat());
    let mut project = Project::open(Document::default(), None);
    let files = town(300).into_iter().filter(|file| SCORED.contains(&file.name.as_str()));
    project.apply(Command::AddImports(files.map(|file| import(&file, None)).collect())).unwrap();
    score_now(&mut project);
    let (scored, given) = (project.derived().scored.clone().unwrap(), project.document().given());
    let percent = project.document().share_percent;
    let known = Certainty::of(&scored, &given.settings, &Ticket::new()).unwrap();
    let back = look_back(&given, &scored, 20, 2, &Ticket::new()).unwrap();
    let all = back.between(1, 2, percent).unwrap();
    let told = back.between_as_far_as_known(1, 2, percent, |person| known.range(person)).unwrap();
    assert!(told.risen.len() + told.fallen.len() < all.risen.len() + all.fallen.len(), "the town tells the two apart");
    let ids = |people: &[u32]| -> Vec<String> {
        let shown = people.iter().filter(|person| !scored.people.is_opted_out[**person as usize]);
        shown.map(|person| scored.people.ids[*person as usize].clone()).collect()
    };
    let said = program.json(&["turnover", "p.tribewise", "--days", "20", "--back", "2"]);
    assert_eq!(said["steps"][1]["risen"], json!(ids(&told.risen)));
    assert_eq!(said["steps"][1]["fallen"], json!(ids(&told.fallen)));
    // Of what was so once it is not known how sure it is, whichever way it is asked for.
    let first = back.between(0, 1, percent).unwrap();
    assert_eq!(said["steps"][0]["risen"], json!(ids(&first.risen)));
    let day = |at: i64| tribewise::domain::import::day_text(at);
    let [from, to] = [0, 1].map(|at| day(back.moments[at].at));
    let past =
        two_moments(&given, &scored, [0, 1].map(|at| day_seconds(&day(back.moments[at].at)).unwrap()), &Ticket::new());
    let past = past.unwrap().unwrap().between(0, 1, percent).unwrap();
    let said = program.json(&["turnover", "p.tribewise", "--from", &from, "--to", &to]);
    assert_eq!(said["steps"][0]["fallen"], json!(ids(&past.fallen)));
}

fn around() -> Surroundings {
    Surroundings {
        today: "2026-11-21".into(),
        csv: CsvStyle::ExactForSystems,
        picture: tribewise::ui::map::picture_style(),
    }
}
