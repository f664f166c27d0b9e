//! The window in another language: whatever is on the screen, nothing is left of the first.

use crate::support::{Program, SCORED, folder, write_town};
use crate::visitor::{N_PEOPLE, Window};
use std::collections::BTreeSet;
use tribewise::domain::model::FileKind;
use tribewise::shell::prefs;
use tribewise::ui::words::{self, Language};
use tribewise::ui::{DataPage, Room};

/// Words that no Italian sentence has.
const ENGLISH: [&str; 24] = [
    "the", "of", "and", "people", "person", "with", "you", "your", "are", "is", "not", "from", "this", "their", "they",
    "which", "who", "what", "for", "nobody", "tribe", "tribes", "ties", "all",
];

/// The fixed sentences that are another in Italian, as they are written down in English.
fn written() -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    let mut folders = vec![std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src/ui/words")];
    let mut texts = Vec::new();
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
            if entry.is_dir() { folders.push(entry) } else { texts.push(std::fs::read_to_string(entry).unwrap()) }
        }
    }
    for text in texts {
        for block in text.split("sentences! {").skip(1) {
            let block = block.split("\n}").next().unwrap();
            for sentence in block.split(";\n") {
                let Some((english, italian)) =
                    sentence.split_once(" | ").or_else(|| sentence.split_once("\n        | "))
                else {
                    continue;
                };
                let english = english.split_once(": \"").map_or("", |(_, text)| text.trim_end().trim_end_matches('"'));
                if english.len() > 3 && !italian.contains(english) {
                    found.insert(english.replace("\\\"", "\""));
                }
            }
        }
    }
    found
}

/// What of the screen is still English; names out of the files are the person's own.
fn left(window: &Window, written: &BTreeSet<String>) -> Vec<String> {
    let is_english = |text: &String| {
        let words: Vec<String> =
            text.split(|c: char| !c.is_alphabetic()).map(str::to_lowercase).filter(|word| !word.is_empty()).collect();
        written.contains(text.as_str()) || words.iter().any(|word| ENGLISH.contains(&word.as_str()))
    };
    window.texts().into_iter().filter(is_english).collect()
}

#[test]
fn the_window_goes_over_to_italian_and_leaves_nothing_behind() {
    let folder = folder();
    write_town(folder.path(), N_PEOPLE);
    let mut window = Window::open(folder.path(), &[]);
    let written = written();
    assert!(written.len() > 400, "{}", written.len());
    window.assert_says("Drop customer files here");
    window.click("In italiano");
    window.harness.run_steps(2);
    assert_eq!(words::spoken(), Language::Italian);
    assert_eq!(prefs::load(&folder.path().join("home")).preferences.language, prefs::Language::Italian);
    let mut wrong = vec![("welcome".to_owned(), left(&window, &written))];
    window.fill(folder.path(), &SCORED);
    for page in
        [DataPage::Files, DataPage::Same, DataPage::Cleaning, DataPage::Stages, DataPage::Privacy, DataPage::History]
    {
        window.go(Room::Data);
        window.click(words::data::page(page));
        window.harness.run_steps(3);
        wrong.push((format!("{page:?}"), left(&window, &written)));
    }
    for room in [Room::People, Room::Plan, Room::Hold, Room::Results] {
        window.go(room);
        window.harness.run_steps(3);
        wrong.push((format!("{room:?}"), left(&window, &written)));
    }
    window.click(words::learned::page());
    wrong.push(("what was learned".to_owned(), left(&window, &written)));
    window.go(Room::Plan);
    window.click(words::plan::new());
    window.until("the plan is forecast", |window| !window.says(words::plan::forecasting()));
    window.harness.run_steps(5);
    wrong.push(("a plan".to_owned(), left(&window, &written)));
    wrong.retain(|(_, left)| !left.is_empty());
    assert!(wrong.is_empty(), "{wrong:#?}");
    window.click("In English");
    window.harness.run_steps(2);
    window.assert_says("Undo: ");
}

#[test]
fn the_guide_has_the_same_chapters_in_both_languages() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/guide");
    for name in ["road.md", "words.md", "keys.md"] {
        let read = |language: &str| std::fs::read_to_string(folder.join(language).join(name)).unwrap();
        let (english, italian) = (read("en"), read("it"));
        let count = |text: &str, start: &str| text.split("\n\n").filter(|part| part.trim().starts_with(start)).count();
        for start in ["# ", "## ", "- "] {
            assert_eq!(count(&english, start), count(&italian, start), "{name}: parts that begin with {start:?}");
        }
        assert!(!italian.contains(" the "), "{name}");
    }
}

/// What stands between quotes in a source file, comments aside.
fn literals(text: &str) -> Vec<String> {
    let code: Vec<&str> = text.lines().filter(|line| !line.trim_start().starts_with("//")).collect();
    let code = code.join("\n").replace("'\"'", "");
    let (mut found, mut open, mut is_escaped) = (Vec::new(), None::<String>, false);
    for c in code.chars() {
        match (&mut open, c) {
            (Some(literal), _) if is_escaped || c != '"' => {
                literal.push(c);
                is_escaped = !is_escaped && c == '\\';
            }
            (Some(_), _) => found.extend(open.take()),
            (None, '"') => open = Some(String::new()),
            (None, _) => {}
        }
    }
    found
}

/// Words of lists for other programs, of headings and of file names: the same in every language.
const FOR_PROGRAMS: [&str; 9] = [
    "cannot tell",
    "act alike",
    "consistent with persuasion",
    "not a person by the contacts",
    "not a person by hand",
    "a person by hand",
    "coupon code",
    "customer id",
    " set aside.csv",
];

#[test]
fn commands_write_no_sentence_themselves() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src/cli");
    let mut wrong = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
        // What `--help` says, and the names of options, are the same in both.
        if entry.is_dir() || entry.ends_with("args.rs") {
            continue;
        }
        let text = std::fs::read_to_string(&entry).unwrap();
        let is_word = |word: &&str| {
            let word = word.trim_matches(|c: char| ".,:;()“”".contains(c));
            word.len() > 1 && word.chars().all(|c| c.is_ascii_lowercase())
        };
        let is_sentence = |text: &String| {
            let words: Vec<&str> = text.split(' ').collect();
            words.windows(2).any(|two| two.iter().all(is_word)) && !FOR_PROGRAMS.contains(&text.as_str())
        };
        wrong.extend(literals(&text).into_iter().filter(is_sentence).map(|text| (entry.clone(), text)));
        assert!(!text.contains("plural("), "{}: what is counted has a name in two languages", entry.display());
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn commands_speak_italian_where_asked() {
    let folder = folder();
    let program = Program::new(folder.path());
    std::fs::write(folder.path().join("calls.csv"), "from,to,at,seconds\n1,2,2026-08-01 10:00:00,60\n").unwrap();
    let p = "p.tribewise";
    program.json(&["import", p, "calls.csv", "--yes"]);
    program.json(&["plan", p, "new", "--name", "Prova"]);
    for words in [
        &["score", "nowhere.tribewise"][..],
        &["verify", p],
        &["plan", p, "show"],
        &["score", p, "--resolution", "0"],
        &["month", p, "calls.csv", "--after", "nothing.csv"],
        &["import", p, "calls.csv", "--kind", "soap"],
        &["import", p, "calls.csv", "--encoding", "soap"],
        &["import", p, "calls.csv", "--start", "soap"],
        &["sample", p],
        &["export", p, "shortlist", "--to", "s.csv"],
        &["export", p, "codes", "--plan", "Prova", "--to", "c.csv"],
    ] {
        let say = |language: &str| {
            let ran = program.run(&[words, &["--language", language]].concat());
            ran.out + &ran.err
        };
        let (english, italian) = (say("en"), say("it"));
        let is_option = |word: &str| FileKind::from_word(word).is_some();
        let is_english =
            |word: &str| (ENGLISH.contains(&word.to_lowercase().as_str()) || word == "no") && !is_option(word);
        let left: Vec<&str> = italian.split(|c: char| !c.is_alphabetic()).filter(|word| is_english(word)).collect();
        assert!(english != italian && left.is_empty(), "{words:?}: {english} {italian} {left:?}");
    }
}

#[test]
fn an_export_that_is_none_of_any_project_is_refused_before_one_is_opened() {
    let folder = folder();
    let program = Program::new(folder.path());
    for words in [&["flags", "--visible"][..], &["people", "--everyone"], &["shortlist"], &["tasks"]] {
        program.fails(64, &[&["export", "nowhere.tribewise"], words, &["--to", "x.csv"]].concat());
    }
    program.fails(74, &["export", "nowhere.tribewise", "people", "--to", "x.csv"]);
}

#[test]
fn commands_call_them_as_the_project_does() {
    let folder = folder();
    let program = Program::new(folder.path());
    std::fs::create_dir(folder.path().join("files")).unwrap();
    write_town(&folder.path().join("files"), 60);
    let p = "p.tribewise";
    program.json(&["import", p, "files/customers.csv", "files/calls.csv", "--yes"]);
    let judge = |more: &[&str]| program.run(&[&["judge", p], more].concat()).out;
    let said = judge(&["--pin", "C100003"]);
    assert!(said.contains("nfluencer"), "{said}");
    program.json(&["show", p, "--call", "ambassador"]);
    let said = judge(&[]);
    assert!(said.contains("mbassador") && !said.contains("nfluencer"), "{said}");
}
