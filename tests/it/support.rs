//! What tests of the whole product share: a made-up town in files with two planted people, the program itself, and
//! ways to look into files that left it.

use crate::inflate::inflate;
use serde_json::Value;
use std::path::{Path, PathBuf};
use std::process::Command as Process;
use std::sync::Arc;
use tribewise::domain::import::{Imported, Source, propose, read};
use tribewise::domain::model::FileKind;
use tribewise::domain::sample;
use tribewise::domain::score::score;
use tribewise::domain::ticket::Ticket;
use tribewise::project::{Command, Document, Import, Project};

/// Opted out, and in every file: the best-connected person of the town with [`DOUBLE`]. Must be on no list.
pub const OPTED_OUT: &str = "C909090";
/// Words that would give the opted-out person away.
pub const TRACES: [&str; 4] = [OPTED_OUT, "Zyxwia", "4490909090", "zyxwia@"];
/// The same contacts, purchases and messages as [`OPTED_OUT`], and not opted out. Must be on every list.
pub const DOUBLE: &str = "C808080";
pub const DOUBLE_NAME: &str = "Doublia Everhere";

/// The files of the town in the order of the road: those that are scored, then what is sent, then results.
pub const SCORED: [&str; 5] = ["customers.csv", "calls.csv", "messages.csv", "purchases.csv", "opt-outs.csv"];
pub const OUTGOING: &str = "outgoing-messages.csv";
pub const RESULTS: &str = "winter-offer-results.csv";

/// A folder of one's own, gone when dropped.
pub fn folder() -> tempfile::TempDir {
    // To look at what a test left: TRIBEWISE_KEEP=1.
    let is_kept = std::env::var_os("TRIBEWISE_KEEP").is_some();
    tempfile::Builder::new().prefix("tribewise-test").disable_cleanup(is_kept).tempdir().unwrap()
}

/// Rows of a planted person in one of the town's files.
fn planted(file: &str, id: &str) -> String {
    let is_out = id == OPTED_OUT;
    let (name, phone) = if is_out { ("Zyxwia Nevermore", "+4490909090") } else { (DOUBLE_NAME, "+4480808080") };
    let mail = if is_out { "zyxwia@example.com" } else { "doublia@example.com" };
    match file {
        "customers.csv" => {
            format!("{id},{name},{phone},{mail},20.00,Basic S,Mill Hill,Runners,1980,2020-01-01,8,0,yes,\n")
        }
        "calls.csv" => meetings(|day, other| {
            format!(
                "2026-08-{day:02} 10:{other:02}:00,{id},C1000{other:02},300\n2026-08-{day:02} 18:{other:02}:00,C1000{other:02},{id},400\n"
            )
        }),
        "messages.csv" => {
            meetings(|day, other| format!("2026-08-{day:02} 12:{other:02}:00,C1000{other:02},{id},sms\n"))
        }
        "purchases.csv" => format!("{id},2026-08-02,Charger,19.00,Accessories\n"),
        "opt-outs.csv" if is_out => format!("{id},all,2026-08-01\n"),
        OUTGOING => format!("{id},email,News for {name},Dear {name}: read this.,2026-09-09\n"),
        RESULTS => format!("{id},T,1,12.00\n"),
        _ => String::new(),
    }
}

/// Fifty people on each of eight days.
fn meetings(row: impl Fn(u32, u32) -> String) -> String {
    (20..28).flat_map(|day| (1..51).map(move |other| (day, other))).map(|(day, other)| row(day, other)).collect()
}

/// The made-up town with the two planted people, as bytes.
pub fn town(n_people: usize) -> Vec<Source> {
    let plant = |source: Source| {
        let mut bytes = source.bytes.to_vec();
        for id in [OPTED_OUT, DOUBLE] {
            bytes.extend_from_slice(planted(&source.name, id).as_bytes());
        }
        Source { name: source.name, bytes: bytes.into() }
    };
    sample::town(n_people, 7).into_iter().map(plant).collect()
}

/// Bytes read as the program would read them, ready to be added.
pub fn import(source: &Source, kind: Option<FileKind>) -> Import {
    let mapping = propose(source, kind).unwrap().mapping;
    let Imported { table, report } = read(source, &mapping, &Ticket::new()).unwrap().unwrap();
    Import {
        id: 0,
        file_name: source.name.clone(),
        imported_on: "2026-11-21 10:30".to_owned(),
        mapping,
        report: Arc::new(report),
        table: Arc::new(table),
        plan: None,
        basis: tribewise::domain::model::decisions::Basis::default(),
        follows: None,
        difference: None,
        batch: 0,
        month: std::sync::OnceLock::new(),
    }
}

/// Scores a project as it is now.
pub fn score_now(project: &mut Project) {
    let (generation, previous) = (project.derived().generation, project.derived().scored.clone());
    let document = project.document().clone();
    let scored = score(&document.given(), previous.as_deref(), &Ticket::new()).unwrap();
    assert!(project.accept_scored(generation, Arc::new(scored)));
}

/// The town with the two planted people as a scored project, with all its files.
pub fn town_project(n_people: usize) -> Project {
    let imports = town(n_people).iter().map(|source| import(source, None)).collect();
    let mut project = Project::open(Document::default(), None);
    project.apply(Command::AddImports(imports)).unwrap();
    score_now(&mut project);
    project
}

/// Writes the town's files into a folder.
pub fn write_town(folder: &Path, n_people: usize) {
    for source in town(n_people) {
        std::fs::write(folder.join(&source.name), &source.bytes).unwrap();
    }
}

/// The program, with a home and a folder of its own.
#[derive(Debug)]
pub struct Program {
    pub home: PathBuf,
    pub folder: PathBuf,
    pub n_threads: Option<&'static str>,
}

/// How the program ended and what it said.
#[derive(Debug)]
pub struct Ran {
    pub status: i32,
    pub out: String,
    pub err: String,
}

impl Program {
    pub fn new(folder: &Path) -> Program {
        Program { home: folder.join("home"), folder: folder.to_owned(), n_threads: None }
    }

    pub fn run(&self, words: &[&str]) -> Ran {
        let mut command = Process::new(env!("CARGO_BIN_EXE_tribewise"));
        command.args(words).current_dir(&self.folder).env("TRIBEWISE_HOME", &self.home);
        for display in ["DISPLAY", "WAYLAND_DISPLAY", "WAYLAND_SOCKET"] {
            command.env_remove(display);
        }
        if let Some(n) = self.n_threads {
            command.env("RAYON_NUM_THREADS", n);
        }
        let output = command.output().unwrap();
        Ran {
            status: output.status.code().unwrap_or(-1),
            out: String::from_utf8(output.stdout).unwrap(),
            err: String::from_utf8(output.stderr).unwrap(),
        }
    }

    /// Runs what must succeed, with `--json`; the one object it printed.
    pub fn json(&self, words: &[&str]) -> Value {
        let ran = self.run(&[words, &["--json"]].concat());
        assert_eq!(ran.status, 0, "{words:?}: {}", ran.err);
        assert_eq!(ran.out.trim().lines().count(), 1, "one object and nothing else: {}", ran.out);
        serde_json::from_str(&ran.out).unwrap()
    }

    /// Runs what must fail with this status; what it said.
    pub fn fails(&self, status: i32, words: &[&str]) -> String {
        let ran = self.run(words);
        assert_eq!(ran.status, status, "{words:?}: {}{}", ran.out, ran.err);
        assert_eq!(ran.out, "", "{words:?} failed and printed a result");
        ran.err
    }
}

/// A comma-separated file as rows of cells, the header first.
pub fn csv_rows(bytes: &[u8]) -> Vec<Vec<String>> {
    let bytes = bytes.strip_prefix("\u{feff}".as_bytes()).unwrap_or(bytes);
    let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(bytes);
    reader.records().map(|row| row.unwrap().iter().map(str::to_owned).collect()).collect()
}

/// One column of a comma-separated file.
pub fn csv_column(bytes: &[u8], heading: &str) -> Vec<String> {
    let rows = csv_rows(bytes);
    let place =
        rows[0].iter().position(|cell| cell == heading).unwrap_or_else(|| panic!("no {heading} in {:?}", rows[0]));
    rows[1..].iter().map(|row| row[place].clone()).collect()
}

/// Everything written in a workbook: the parts of the archive, one after the other.
pub fn xlsx_text(bytes: &[u8]) -> String {
    let u16_at = |at: usize| u16::from_le_bytes([bytes[at], bytes[at + 1]]) as usize;
    let u32_at = |at: usize| u32::from_le_bytes(bytes[at..at + 4].try_into().unwrap()) as usize;
    let end = bytes.windows(4).rposition(|four| four == b"PK\x05\x06").expect("an archive has a directory");
    let (n_parts, mut at) = (u16_at(end + 10), u32_at(end + 16));
    let mut text = String::new();
    for _ in 0..n_parts {
        let (method, n_packed, start) = (u16_at(at + 10), u32_at(at + 20), u32_at(at + 42));
        let body = start + 30 + u16_at(start + 26) + u16_at(start + 28);
        let packed = &bytes[body..body + n_packed];
        let part = if method == 0 { packed.to_vec() } else { inflate(packed) };
        text.push_str(&String::from_utf8_lossy(&part));
        at += 46 + u16_at(at + 28) + u16_at(at + 30) + u16_at(at + 32);
    }
    text
}

/// Everything written in a Parquet file.
pub fn parquet_text(bytes: &[u8]) -> String {
    use polars::prelude::SerReader;
    let frame = polars_io::parquet::read::ParquetReader::new(std::io::Cursor::new(bytes.to_vec())).finish().unwrap();
    let columns = frame.columns().iter().map(|column| {
        let cells: Vec<String> = (0..frame.height()).map(|row| column.get(row).unwrap().to_string()).collect();
        format!("{} {}", column.name(), cells.join(" "))
    });
    columns.collect::<Vec<_>>().join("\n")
}

/// What can be read in an exported file of any kind; a picture has its size in pixels.
pub fn text_in(name: &str, bytes: &[u8]) -> String {
    match name.rsplit('.').next() {
        Some("xlsx") => xlsx_text(bytes),
        Some("parquet") => parquet_text(bytes),
        Some("png") => {
            let picture = resvg::tiny_skia::Pixmap::decode_png(bytes).expect("it is a picture");
            format!("{} x {}", picture.width(), picture.height())
        }
        _ => String::from_utf8(bytes.to_vec()).unwrap(),
    }
}

/// Panics with the name of the file in which the opted-out person is.
pub fn assert_no_trace(name: &str, bytes: &[u8]) {
    let text = text_in(name, bytes);
    for trace in TRACES {
        assert!(!text.contains(trace), "{trace} opted out and is in {name}");
    }
}

/// A folder of real data, where this machine has it.
pub fn data(name: &str) -> Option<PathBuf> {
    let root = std::env::var_os("TRIBEWISE_DATA")
        .map_or_else(|| Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/data"), PathBuf::from);
    let folder = root.join(name);
    if !folder.is_dir() {
        println!("skipped: no {name} here");
    }
    folder.is_dir().then_some(folder)
}
