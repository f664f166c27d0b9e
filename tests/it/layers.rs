//! Holds every source file against the one-way order of the rooms and a few house rules; knows the text of the files,
//! not what they do.

use std::fs;
use std::path::{Path, PathBuf};

/// Which rooms each room may reach, itself aside. `main -> {app, cli} -> {ui, shell} -> project -> domain`.
const MAY_REACH: &[(&str, &[&str])] = &[
    ("main", &["app", "cli"]),
    ("lib", &["domain", "project", "shell", "ui", "cli", "app"]),
    ("app", &["ui", "shell", "project", "domain"]),
    ("cli", &["ui", "shell", "project", "domain"]),
    ("ui", &["project", "domain"]),
    ("shell", &["project", "domain"]),
    ("project", &["domain"]),
    ("domain", &[]),
];

/// What the core must not name, and why.
const NOT_IN_DOMAIN: &[(&str, &str)] = &[
    ("egui", "it draws nothing"),
    ("eframe", "it draws nothing"),
    ("rfd", "it asks nobody"),
    ("rusqlite", "it stores nothing"),
    ("std::fs", "it opens no file"),
    ("File::open", "it opens no file"),
    ("File::create", "it opens no file"),
    ("std::thread", "it starts no thread of its own"),
    ("SystemTime", "it has no clock"),
    ("Instant", "it has no clock"),
    ("Utc::now", "it has no clock"),
    ("Local::now", "it has no clock"),
    ("println!", "it prints nothing"),
    ("eprintln!", "it prints nothing"),
    ("print!", "it prints nothing"),
    ("eprint!", "it prints nothing"),
    ("rand::rng", "every random choice has a stored seed"),
    ("thread_rng", "every random choice has a stored seed"),
    ("from_os_rng", "every random choice has a stored seed"),
    ("rand::random", "every random choice has a stored seed"),
];

/// An open project has no disk, thread or clock either.
const NOT_IN_PROJECT: &[(&str, &str)] = &[
    ("egui", "it draws nothing"),
    ("eframe", "it draws nothing"),
    ("rfd", "it asks nobody"),
    ("rusqlite", "it stores nothing"),
    ("std::fs", "it opens no file"),
    ("std::thread", "it starts no thread"),
    ("SystemTime", "it has no clock"),
    ("Instant", "it has no clock"),
    ("Utc::now", "it has no clock"),
    ("Local::now", "it has no clock"),
];

const NOT_IN_UI: &[(&str, &str)] = &[
    ("rusqlite", "the screen stores nothing"),
    ("std::fs", "the screen opens no file"),
    ("std::thread", "the screen starts no thread"),
    ("rfd", "dialogs are the shell's"),
];

const NOT_IN_SHELL: &[(&str, &str)] = &[("egui_graphs", "the shell draws nothing")];

/// Where colours are made.
const COLOURS_AT: &str = "ui/theme.rs";

/// Ways to write a colour as a figure.
const COLOURS: &[&str] = &[
    "Color32::from_rgb",
    "Color32::from_rgba",
    "Color32::from_gray",
    "Color32::from_black_alpha",
    "Color32::from_white_alpha",
    "Color32::from_hex",
    "hex_color!",
    "Rgba::from_",
];

/// Every rule that a file breaks, one sentence each. `path` is relative to `src/`, with forward slashes.
fn breaches(path: &str, text: &str) -> Vec<String> {
    let room = room(path);
    let mut found = Vec::new();
    if !text.starts_with("//!") {
        found.push(format!("src/{path} does not open with a sentence (`//!`) that says what it is for."));
    }
    let Some((_, may_reach)) = MAY_REACH.iter().find(|(name, _)| *name == room) else {
        found.push(format!("src/{path} is in no room: the rooms are {}.", names(MAY_REACH)));
        return found;
    };
    let spoken = Spoken::of(text);
    for reached in rooms_reached(path, &spoken.code) {
        if reached != room && !may_reach.contains(&reached.as_str()) {
            found.push(format!("src/{path} reaches into `{reached}`, but `{room}` may only know {may_reach:?}."));
        }
    }
    let forbidden: &[(&str, &str)] = match room {
        "domain" => NOT_IN_DOMAIN,
        "project" => NOT_IN_PROJECT,
        "ui" => NOT_IN_UI,
        "shell" => NOT_IN_SHELL,
        _ => &[],
    };
    let daily = spoken.outside_tests();
    for (word, why) in forbidden.iter().filter(|(word, _)| names_word(&daily, word)) {
        found.push(format!("src/{path} names `{word}`, which `{room}` must not: {why}."));
    }
    if path != COLOURS_AT {
        for colour in COLOURS.iter().filter(|colour| names_word(&daily, colour)) {
            found
                .push(format!("src/{path} makes a colour with `{colour}`: colours are made in src/{COLOURS_AT} only."));
        }
        // Tests stand at the end of a file and may compare with a figure.
        let before_tests = text.split("#[cfg(test)]").next().unwrap_or(text);
        for figure in hex_colours(before_tests) {
            found.push(format!("src/{path} writes the colour {figure}: colours are made in src/{COLOURS_AT} only."));
        }
    }
    found
}

fn names(rooms: &[(&str, &[&str])]) -> String {
    rooms.iter().map(|(name, _)| *name).collect::<Vec<_>>().join(", ")
}

/// The first part of the path: `domain/ties/mod.rs` is in `domain`, `cli.rs` in `cli`.
fn room(path: &str) -> &str {
    let first = path.split('/').next().unwrap_or(path);
    first.strip_suffix(".rs").unwrap_or(first)
}

/// A file without its comments and without what stands between quotes.
struct Spoken {
    code: String,
}

impl Spoken {
    fn of(text: &str) -> Self {
        let mut code = String::with_capacity(text.len());
        let mut rest = text;
        while let Some(letter) = rest.chars().next() {
            let skipped = match letter {
                '/' if rest.starts_with("//") => rest.find('\n').unwrap_or(rest.len()),
                '/' if rest.starts_with("/*") => rest.find("*/").map_or(rest.len(), |end| end + 2),
                '"' => 1 + end_of_quote(&rest[1..]),
                'r' if is_raw_quote(rest, &code) => end_of_raw_quote(rest),
                '\'' => char_literal(rest),
                _ => 0,
            };
            if skipped > 0 {
                code.push(' ');
                code.extend(rest[..skipped].chars().filter(|&letter| letter == '\n'));
                rest = &rest[skipped..];
            } else {
                code.push(letter);
                rest = &rest[letter.len_utf8()..];
            }
        }
        Spoken { code }
    }

    /// The code without `#[cfg(test)] mod name { .. }`: tests may print and read files.
    fn outside_tests(&self) -> String {
        let mut kept = String::with_capacity(self.code.len());
        let mut rest = self.code.as_str();
        while let Some(at) = rest.find("#[cfg(test)]") {
            kept.push_str(&rest[..at]);
            rest = &rest[at + "#[cfg(test)]".len()..];
            let is_module = rest.trim_start().starts_with("mod ");
            let body = rest.find(['{', ';']).filter(|&at| is_module && rest[at..].starts_with('{'));
            if let Some(body) = body {
                rest = &rest[body + block(&rest[body..])..];
            }
        }
        kept + rest
    }
}

/// Bytes up to and with the closing quote.
fn end_of_quote(rest: &str) -> usize {
    let mut is_escaped = false;
    for (at, letter) in rest.char_indices() {
        match letter {
            '\\' if !is_escaped => is_escaped = true,
            '"' if !is_escaped => return at + 1,
            _ => is_escaped = false,
        }
    }
    rest.len()
}

fn is_raw_quote(rest: &str, before: &str) -> bool {
    let is_word_start = !before.ends_with(|letter: char| letter.is_alphanumeric() || letter == '_');
    (is_word_start || before.ends_with('b')) && rest[1..].trim_start_matches('#').starts_with('"')
}

fn end_of_raw_quote(rest: &str) -> usize {
    let n_marks = rest[1..].len() - rest[1..].trim_start_matches('#').len();
    let body = 2 + n_marks;
    let close = format!("\"{}", "#".repeat(n_marks));
    rest[body..].find(&close).map_or(rest.len(), |at| body + at + close.len())
}

/// Bytes of a character in single quotes; 0 for a lifetime.
fn char_literal(rest: &str) -> usize {
    let mut letters = rest.char_indices().skip(1);
    match letters.next() {
        Some((_, '\\')) => rest[3..].find('\'').map_or(0, |at| at + 4),
        Some(_) => letters.next().filter(|&(_, letter)| letter == '\'').map_or(0, |(at, _)| at + 1),
        None => 0,
    }
}

/// Bytes of the block that opens at the start, closing brace and all.
fn block(text: &str) -> usize {
    let mut depth = 0_usize;
    for (at, letter) in text.char_indices() {
        match letter {
            '{' => depth += 1,
            '}' => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return at + 1;
        }
    }
    text.len()
}

/// The rooms that the code names: `crate::ui`, `tribewise::ui`, `use crate::{ui, shell::jobs}`, `super::super::ui`.
fn rooms_reached(path: &str, code: &str) -> Vec<String> {
    let mut reached = Vec::new();
    for start in ["crate::", "tribewise::"] {
        for at in whole_words(code, start) {
            reached.extend(first_names(&code[at + start.len()..]));
        }
    }
    // Modules deeper than the file: `super::` in a test module inside it climbs one less.
    let depth = depth(path);
    let mut rest = code;
    while let Some(at) = rest.find("super::") {
        let mut n_climbed = 0;
        let mut tail = &rest[at..];
        while let Some(shorter) = tail.strip_prefix("super::") {
            n_climbed += 1;
            tail = shorter;
        }
        if n_climbed == depth {
            reached.extend(first_names(tail));
        }
        rest = tail;
    }
    reached.retain(|name| MAY_REACH.iter().any(|(room, _)| room == name));
    reached.sort_unstable();
    reached.dedup();
    reached
}

/// How many `super::` lead from the file's module to the crate: `ui/mod.rs` and `cli.rs` one, `ui/map/mod.rs` two.
fn depth(path: &str) -> usize {
    let path = path.strip_suffix("/mod.rs").or_else(|| path.strip_suffix(".rs")).unwrap_or(path);
    path.split('/').count()
}

/// `ui::map` gives `ui`; `{ui, shell::{jobs, store}}` gives both.
fn first_names(text: &str) -> Vec<String> {
    let Some(group) = text.strip_prefix('{') else {
        return vec![text.chars().take_while(|&letter| letter.is_alphanumeric() || letter == '_').collect()];
    };
    let mut names = vec![String::new()];
    let mut depth = 0_usize;
    for letter in group.chars() {
        match letter {
            '{' => depth += 1,
            '}' if depth == 0 => break,
            '}' => depth -= 1,
            ',' if depth == 0 => names.push(String::new()),
            _ if depth == 0 && !letter.is_whitespace() => names.last_mut().unwrap().push(letter),
            _ => {}
        }
    }
    names.iter().map(|name| name.split("::").next().unwrap_or_default().to_owned()).collect()
}

/// Where the word stands, not as the end of a longer one.
fn whole_words<'a>(code: &'a str, word: &'a str) -> impl Iterator<Item = usize> + 'a {
    let is_part = |letter: char| letter.is_alphanumeric() || letter == '_';
    code.match_indices(word).map(|(at, _)| at).filter(move |&at| !code[..at].ends_with(is_part))
}

/// Whether the code names the word, whole at its start and, where it ends in a letter, at its end. `std::{fs, io}`
/// counts as naming `std::fs`.
fn names_word(code: &str, word: &str) -> bool {
    let is_part = |letter: char| letter.is_alphanumeric() || letter == '_';
    let is_open = word.ends_with(['_', ':']) || word.starts_with("Color32");
    let is_direct = whole_words(code, word).any(|at| is_open || !code[at + word.len()..].starts_with(is_part));
    let is_grouped = word.rsplit_once("::").is_some_and(|(path, last)| {
        let path = format!("{path}::{{");
        whole_words(code, &path).any(|at| first_names(&code[at + path.len() - 1..]).iter().any(|name| name == last))
    });
    is_direct || is_grouped
}

/// Colours written as `"#1f77b4"`, or `#1f77b4` in a string of many.
fn hex_colours(text: &str) -> Vec<&str> {
    let figure = |at: usize| {
        let n = text[at + 1..].bytes().take_while(u8::is_ascii_hexdigit).count();
        let is_alone = !text[at + 1 + n..].starts_with(|letter: char| letter.is_alphanumeric() || letter == '_');
        (matches!(n, 6 | 8) && is_alone).then(|| &text[at..=at + n])
    };
    text.match_indices('#').filter_map(|(at, _)| figure(at)).collect()
}

/// The files that this one takes in for tests only: `#[cfg(test)] mod tests;`.
fn test_files(path: &str, text: &str) -> Vec<String> {
    let folder = match path.rsplit_once('/') {
        Some((folder, "mod.rs")) => folder.to_owned(),
        _ => path.strip_suffix(".rs").unwrap_or(path).to_owned(),
    };
    let code = Spoken::of(text).code;
    let name = |after: &str| {
        let words: Vec<&str> = after.split(';').next()?.split_whitespace().collect();
        let is_module = matches!(words[..], [.., "mod", _]) && words.len() <= 3;
        is_module.then(|| words[words.len() - 1].to_owned())
    };
    let modules = code.split("#[cfg(test)]").skip(1).filter_map(name);
    modules.flat_map(|name| [format!("{folder}/{name}.rs"), format!("{folder}/{name}/mod.rs")]).collect()
}

/// Whether a breach is one that tests may not commit either.
fn is_of_the_order(breach: &str) -> bool {
    breach.contains(" reaches into ") || breach.contains(" does not open with ") || breach.contains(" is in no room")
}

fn sources(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            sources(&path, found);
        } else if path.extension().is_some_and(|end| end == "rs") {
            found.push(path);
        }
    }
    found.sort_unstable();
}

#[test]
fn every_file_keeps_to_the_one_way_order_and_the_house_rules() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut files = Vec::new();
    sources(&root, &mut files);
    assert!(files.len() > 20, "only {} source files were found", files.len());
    let read = |file: &PathBuf| {
        let path = file.strip_prefix(&root).unwrap().to_string_lossy().replace('\\', "/");
        (path, fs::read_to_string(file).unwrap())
    };
    let files: Vec<(String, String)> = files.iter().map(read).collect();
    let tests: Vec<String> = files.iter().flat_map(|(path, text)| test_files(path, text)).collect();
    let mut found = Vec::new();
    for (path, text) in &files {
        // Files that are built for tests only may name what they test with.
        let is_tests = tests.contains(path);
        found.extend(breaches(path, text).into_iter().filter(|breach| !is_tests || is_of_the_order(breach)));
    }
    assert!(found.is_empty(), "\n{}", found.join("\n"));
}

#[test]
fn planted_breaches_are_caught() {
    let planted = [
        ("domain/score.rs", "use crate::ui::theme;", "reaches into `ui`"),
        ("domain/score.rs", "use crate::{domain::model, project::Project};", "reaches into `project`"),
        ("domain/ties/mod.rs", "use super::super::shell::jobs;", "reaches into `shell`"),
        ("domain/ties/decay.rs", "fn f() { super::super::super::shell::jobs::go(); }", "reaches into `shell`"),
        ("project/mod.rs", "use crate::shell;", "reaches into `shell`"),
        ("project/mod.rs", "use super::ui::theme;", "reaches into `ui`"),
        ("ui/map/mod.rs", "fn f() { crate::shell::jobs::go(); }", "reaches into `shell`"),
        ("shell/jobs.rs", "use crate::ui::words;", "reaches into `ui`"),
        ("ui/mod.rs", "use crate::app::Hall;", "reaches into `app`"),
        ("cli.rs", "use crate::app::Hall;", "reaches into `app`"),
        ("main.rs", "use tribewise::domain::model::Table;", "reaches into `domain`"),
        ("attic/mod.rs", "", "in no room"),
        ("domain/score.rs", "use egui::Pos2;", "names `egui`"),
        ("domain/score.rs", "fn f() { eframe::run(); }", "names `eframe`"),
        ("domain/score.rs", "use rfd::FileDialog;", "names `rfd`"),
        ("domain/score.rs", "use rusqlite::Connection;", "names `rusqlite`"),
        ("domain/score.rs", "use std::fs;", "names `std::fs`"),
        ("domain/score.rs", "use std::{fs::File, io};", "names `std::fs`"),
        ("domain/score.rs", "use std::{sync::{Arc, Mutex}, thread};", "names `std::thread`"),
        ("domain/score.rs", "use std::time::Instant;", "names `Instant`"),
        ("domain/score.rs", "use std::time::{Duration, SystemTime};", "names `SystemTime`"),
        ("domain/score.rs", "fn f() { println!(\"{}\", 1); }", "names `println!`"),
        ("domain/score.rs", "fn f() { eprintln!(\"no\"); }", "names `eprintln!`"),
        ("domain/score.rs", "let mut rng = rand::rng();", "names `rand::rng`"),
        ("domain/score.rs", "use rand::{Rng, rng};", "names `rand::rng`"),
        ("domain/score.rs", "let mut rng = rand::thread_rng();", "names `thread_rng`"),
        ("domain/score.rs", "#[cfg(test)] mod tests { use std::fs; } use std::thread;", "names `std::thread`"),
        ("project/apply.rs", "use std::time::SystemTime;", "names `SystemTime`"),
        ("ui/people_view.rs", "let red = Color32::from_rgb(200, 0, 0);", "makes a colour"),
        ("ui/people_view.rs", "let dim = egui::Color32::from_rgba_unmultiplied(0, 0, 0, 9);", "makes a colour"),
        ("ui/people_view.rs", "let blue = paint(\"#1f77b4\");", "writes the colour #1f77b4"),
        ("ui/people_view.rs", "fn f() { std::fs::read(\"x\"); }", "names `std::fs`"),
    ];
    for (path, code, expected) in planted {
        let found = breaches(path, &format!("//! What it is for.\n{code}\n"));
        assert!(found.iter().any(|breach| breach.contains(expected)), "{path}: `{code}` gave {found:?}");
    }
    let found = breaches("domain/score.rs", "use crate::domain::model::Table;\n");
    assert!(found.iter().any(|breach| breach.contains("does not open with a sentence")), "{found:?}");
}

#[test]
fn only_files_taken_in_for_tests_are_tests() {
    let text = "//! A room.\nmod read;\n#[cfg(test)]\nmod tests;\n#[cfg(test)]\npub(crate) mod testing;\n";
    let files = test_files("domain/import/mod.rs", &format!("{text}#[cfg(test)]\nfn f() {{}}\nmod late;\n"));
    assert!(files.contains(&String::from("domain/import/tests.rs")), "{files:?}");
    assert!(files.contains(&String::from("domain/import/testing.rs")), "{files:?}");
    assert!(!files.iter().any(|file| file.contains("read") || file.contains("late")), "{files:?}");
    assert_eq!(test_files("domain/score.rs", "#[cfg(test)]\nmod tests;")[0], "domain/score/tests.rs");
}

#[test]
fn what_is_allowed_is_let_through() {
    let allowed = [
        ("domain/score.rs", "use crate::domain::model::Table; use rayon::prelude::*; use rand_chacha::ChaCha8Rng;"),
        (
            "domain/score.rs",
            "/// Not for egui, std::fs or crate::ui.\nfn f() -> &'static str { \"println! std::thread\" }",
        ),
        (
            "domain/score.rs",
            "// as `crate::shell` would\nconst A: char = '\"'; const B: &str = r#\"crate::ui \" rusqlite\"#;",
        ),
        (
            "domain/score.rs",
            "#[cfg(test)]\nmod tests { #[test] fn t() { println!(\"{}\", std::fs::exists(\"x\").is_ok()); } }",
        ),
        ("domain/score.rs", "#[derive(Debug)] struct InstantCoffee; fn eguise() {} fn f(a: &'static str) {}"),
        ("domain/ties/decay.rs", "use super::super::model; use super::project;"),
        ("project/mod.rs", "use crate::domain::model; pub use history::History;"),
        ("domain/score.rs", "#[cfg(test)]\nmod tests { const WHITE: &str = \"#ffffff\"; }"),
        ("ui/theme.rs", "const RED: Color32 = Color32::from_rgb(200, 0, 0); // #c80000"),
        ("ui/map/mod.rs", "use crate::{domain::model, project::Command}; use crate::ui::theme;"),
        ("shell/jobs.rs", "use std::{fs, thread, time::Instant}; use crate::project::Effect;"),
        ("app.rs", "use crate::{shell::jobs, ui, project::Project};"),
        ("main.rs", "fn main() { tribewise::cli::run(); }"),
        ("lib.rs", "pub mod domain; pub mod ui;"),
    ];
    for (path, code) in allowed {
        let found = breaches(path, &format!("//! What it is for.\n{code}\n"));
        assert!(found.is_empty(), "{path}: `{code}` gave {found:?}");
    }
}

#[test]
fn the_guide_uses_only_the_markdown_that_help_shows() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/guide");
    let mut n_pages = 0;
    for language in std::fs::read_dir(folder).unwrap() {
        for page in std::fs::read_dir(language.unwrap().path()).unwrap() {
            let path = page.unwrap().path();
            let text = std::fs::read_to_string(&path).unwrap();
            n_pages += 1;
            assert!(text.matches("**").count().is_multiple_of(2), "a bold word is left open in {}", path.display());
            let plain = text.replace("**", "");
            let odd = plain.lines().find(|line| line.contains(['*', '`', '|', '[']) || line.starts_with("###"));
            assert_eq!(odd, None, "{}", path.display());
        }
    }
    assert!(n_pages >= 3);
}

#[test]
fn the_map_of_the_house_names_every_part_of_the_core() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let map = fs::read_to_string(root.join("lib.rs")).unwrap();
    let parts = fs::read_to_string(root.join("domain").join("mod.rs")).unwrap();
    let named: Vec<&str> = parts.lines().filter_map(|line| line.strip_prefix("pub mod ")?.strip_suffix(';')).collect();
    assert!(named.len() > 15, "{named:?}");
    let missing: Vec<&&str> = named.iter().filter(|part| !map.contains(&format!("(domain::{part})"))).collect();
    assert!(missing.is_empty(), "src/lib.rs does not say what these are for: {missing:?}");
}
