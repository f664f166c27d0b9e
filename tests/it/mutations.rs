//! Import on damaged files of every format: no panic of ours, no hang, no lost row. Short by default; `TRIBEWISE_LONG=1`
//! damages ten thousand files a format, of those that `TRIBEWISE_FORMATS=csv,xls` names if it is there.
//!
//! Cases run in second processes of this test program with little memory, because readers of foreign formats may break
//! down (in the product they run apart, too); a process that ends over a case is counted and another goes on behind it.

use crate::support::{Program, data, folder};
use rand::{Rng, SeedableRng};
use rand_chacha::ChaCha8Rng;
use std::cell::RefCell;
use std::io::{Cursor, Read, Write};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};
use tribewise::domain::import::{Source, is_foreign, propose, read, read_foreign};
use tribewise::domain::ticket::Ticket;

const FORMATS: [&str; 14] =
    ["csv", "xlsx", "ods", "xls", "xlsb", "parquet", "arrow", "jsonl", "gz", "zip", "graphml", "gexf", "net", "tsv"];
/// Of these the whole files are found among the messy ones.
const FOUND: [&str; 3] = ["ods", "xls", "xlsb"];
/// One case takes no longer, on a machine that does other things besides.
const PATIENCE: Duration = Duration::from_secs(20);
/// As much as the program gives to a reader of foreign formats.
const MEMORY_KIB: u64 = 1 << 20;
/// Readers of these formats are not ours and run apart in the product, too.
const APART: [&str; 6] = ["xlsx", "ods", "xls", "xlsb", "parquet", "arrow"];
/// So many files a format that ended a process are shown to the program itself.
const MOST_SHOWN: usize = 20;
/// What the second process is told: format, first case, last case, where it says how far it is.
const TASK: &str = "TRIBEWISE_MUTATE";

fn n_cases() -> u64 {
    if std::env::var_os("TRIBEWISE_LONG").is_some() { 10_000 } else { 150 }
}

const PEOPLE: &str = "customer_id;name;mail;spend;since\n0012;Ann Lee;a@example.org;1.234,50;21.03.2024\n\
    0013;\"Bo; \"\"B\"\"\";b@example.org;3,5;02.11.2025\n0014;Zoë;;999,0;\n;TOTAL;;1.000,00;\n";
const CALLS: &str = "caller,callee,start,duration\n1,2,2026-10-01 10:00:00,60\n2,1,2026-10-03 10:00:00,-1\n\n\
    1,3,1296629343,9\n\"3\",\"1\n\",2026-10-31 23:00:00,30\n";

/// Longer than the top of a file, so that the rest is read in blocks.
fn long_calls() -> String {
    let row =
        |n: usize| format!("3933301{},{},2026-10-{:02} 10:00:{:02},{}\n", n % 97, n % 89, n % 28 + 1, n % 60, n % 900);
    std::iter::once("caller,callee,start,duration\n".to_owned()).chain((0..640).map(row)).collect()
}

fn book() -> Vec<u8> {
    let mut book = rust_xlsxwriter::Workbook::new();
    let padded = rust_xlsxwriter::Format::new().set_num_format("00000");
    for name in ["Main", "Other"] {
        let sheet = book.add_worksheet().set_name(name).unwrap();
        for (n, heading) in ["customer_id", "name", "spend"].into_iter().enumerate() {
            sheet.write(2, n as u16, heading).unwrap();
        }
        for row in 3..12 {
            sheet.write_with_format(row, 0, row, &padded).unwrap();
            sheet.write(row, 1, format!("Zoë {row}")).unwrap();
            sheet.write(row, 2, f64::from(row) + 0.5).unwrap();
        }
        sheet.set_row_hidden(5).unwrap();
    }
    book.save_to_buffer().unwrap()
}

fn zipped(parts: &[(String, Vec<u8>)]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let plain = zip::write::SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
    for (name, bytes) in parts {
        if zip.start_file(name.as_str(), plain).is_ok() {
            zip.write_all(bytes).unwrap();
        }
    }
    zip.finish().unwrap().into_inner()
}

fn parts(bytes: &[u8]) -> Option<Vec<(String, Vec<u8>)>> {
    let mut zip = zip::ZipArchive::new(Cursor::new(bytes)).ok()?;
    let mut parts = Vec::new();
    for n in 0..zip.len() {
        let mut part = zip.by_index(n).ok()?;
        let name = part.name().ok()?.into_owned();
        let mut inner = Vec::new();
        part.read_to_end(&mut inner).ok()?;
        parts.push((name, inner));
    }
    Some(parts)
}

/// Files of an ending among the messy ones, none of them large.
fn messy(ending: &str) -> Vec<Vec<u8>> {
    let Some(root) = data("messy-imports") else { return Vec::new() };
    let mut paths = Vec::new();
    for part in ["calamine-excel", "poi-excel"] {
        let Ok(entries) = std::fs::read_dir(root.join(part)) else { continue };
        paths.extend(entries.flatten().map(|entry| entry.path()));
    }
    paths.sort();
    let is_it = |path: &PathBuf| path.extension().is_some_and(|found| found == ending);
    let bytes = paths.into_iter().filter(is_it).filter_map(|path| std::fs::read(path).ok());
    bytes.filter(|bytes| bytes.len() < 16_000).take(12).collect()
}

fn columns(format: &str) -> Vec<u8> {
    use polars::prelude::*;
    let mut frame = df!("customer_id" => ["01", "02", "03"], "name" => ["Ann", "Bo", "Zoë"], "spend" => [Some(1.5), None, Some(3.0)]).unwrap();
    let mut bytes = Vec::new();
    if format == "parquet" {
        let writer = polars_io::parquet::write::ParquetWriter::new(&mut bytes);
        writer
            .with_compression(polars_io::parquet::write::ParquetCompression::Uncompressed)
            .finish(&mut frame)
            .unwrap();
    } else {
        polars_io::ipc::IpcWriter::new(&mut bytes).finish(&mut frame).unwrap();
    }
    bytes
}

const GRAPHML: &str = "<?xml version=\"1.0\"?><graphml><key id=\"d\" for=\"node\" attr.name=\"town\"/><graph edgedefault=\"directed\">\
    <node id=\"1\"><data key=\"d\">Bonn &amp; K&#246;ln</data></node><node id=\"2\"/><edge source=\"1\" target=\"2\"/>\
    <edge source=\"2\" target=\"3\"/></graph></graphml>";
const GEXF: &str = "<gexf><graph defaultedgetype=\"undirected\"><attributes class=\"node\"><attribute id=\"0\" title=\"age\"/></attributes>\
    <nodes><node id=\"a\" label=\"Ann\"><attvalues><attvalue for=\"0\" value=\"3\"/></attvalues></node><node id=\"b\"/></nodes>\
    <edges><edge source=\"a\" target=\"b\" weight=\"-2\"/><edge source=\"b\" target=\"c\" weight=\"2\"/></edges></graph></gexf>";
const NET: &str = "*Vertices 3\n1 \"Ann Lee\" 0.1 0.2\n2 \"Bo\"\n3 \"Cy\"\n*Arcs\n1 2 1\n2 3 4\n*Edgeslist\n1 2 3\n";

fn seeds(format: &str) -> Vec<Vec<u8>> {
    match format {
        "csv" => vec![PEOPLE.into(), CALLS.into(), long_calls().into()],
        "tsv" => vec![PEOPLE.replace(';', "\t").into(), encoded_utf16(CALLS)],
        "xlsx" => vec![book()],
        "parquet" | "arrow" => vec![columns(format)],
        "jsonl" => vec![
            b"{\"id\": 1, \"name\": \"Ann\"}\n{\"name\": \"Bo\", \"id\": 2, \"x\": [null, {\"y\": 1.5}]}\n".to_vec(),
        ],
        "gz" => vec![gzipped(CALLS.as_bytes())],
        "zip" => vec![zipped(&[("calls.csv".to_owned(), CALLS.into())])],
        "graphml" => vec![GRAPHML.into()],
        "gexf" => vec![GEXF.into()],
        "net" => vec![NET.into()],
        other => messy(other),
    }
}

fn gzipped(bytes: &[u8]) -> Vec<u8> {
    let mut packer = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    packer.write_all(bytes).unwrap();
    packer.finish().unwrap()
}

fn encoded_utf16(text: &str) -> Vec<u8> {
    std::iter::once(0xFEFF).chain(text.encode_utf16()).flat_map(u16::to_le_bytes).collect()
}

/// Bytes that mean something in one format or another.
#[rustfmt::skip]
const MARKS: &[&[u8]] = &[
    b",", b";", b"\"", b"'", b"\n", b"\r", b"\0", b"\xFF", b"\xFF\xFF\xFF\xFF", b"\x7F",
    b"<", b">", b"&", b"&#0;", b"{", b"}", b"[", b"9999999999", b"-1", b"=",
    b"\xEF\xBB\xBF", b"*", b"%", b" ", b"\t", b"1E+11", b"]]>", b"<!--",
];

fn mutated(bytes: &[u8], random: &mut ChaCha8Rng) -> Vec<u8> {
    let mut bytes = bytes.to_vec();
    for _ in 0..random.random_range(1..=6) {
        let at = random.random_range(0..=bytes.len().saturating_sub(1));
        let end = (at + random.random_range(0..40)).min(bytes.len());
        match random.random_range(0..7) {
            0 if !bytes.is_empty() => bytes[at] ^= 1 << random.random_range(0..8),
            1 if !bytes.is_empty() => bytes[at] = random.random(),
            2 => drop(bytes.drain(at.min(end)..end)),
            3 => {
                let copy = bytes[at.min(end)..end].to_vec();
                bytes.splice(at.min(bytes.len())..at.min(bytes.len()), copy);
            }
            4 if random.random_range(0..4) == 0 => bytes.truncate(at),
            _ => {
                let mark = MARKS[random.random_range(0..MARKS.len())];
                let at = at.min(bytes.len());
                bytes.splice(at..at, mark.iter().copied());
            }
        }
    }
    bytes
}

/// The n-th damaged file of a format. In archives half of the damage is done inside.
fn case(seeds: &[Vec<u8>], n: u64) -> Vec<u8> {
    let mut random = ChaCha8Rng::seed_from_u64(n);
    let seed = &seeds[random.random_range(0..seeds.len())];
    let is_inside = random.random_range(0..4) > 0;
    if is_inside && seed.starts_with(b"\x1F\x8B") {
        let mut inner = Vec::new();
        flate2::read::GzDecoder::new(&seed[..]).read_to_end(&mut inner).unwrap();
        return gzipped(&mutated(&inner, &mut random));
    }
    let inside = if is_inside { parts(seed) } else { None };
    match inside.filter(|parts| !parts.is_empty()) {
        Some(mut parts) => {
            let n = random.random_range(0..parts.len());
            parts[n].1 = mutated(&parts[n].1, &mut random);
            zipped(&parts)
        }
        None => mutated(seed, &mut random),
    }
}

thread_local! {
    static WHERE: RefCell<String> = const { RefCell::new(String::new()) };
}

/// What a case came to: read, refused, or broken down in a foreign reader; a fault of ours as an error.
fn run_case(bytes: &[u8]) -> Result<&'static str, String> {
    let here = || WHERE.with(|place| place.borrow().clone());
    let text = if is_foreign(bytes) {
        match catch_unwind(AssertUnwindSafe(|| read_foreign(bytes))) {
            Ok(Ok(text)) => text,
            Ok(Err(_)) => return Ok("refused"),
            Err(_) if here().contains("src/domain") => return Err(format!("panic at {}", here())),
            Err(_) => return Ok("broke down"),
        }
    } else {
        bytes.to_vec()
    };
    let source = Source { name: "data.csv".to_owned(), bytes: text.into() };
    let read = catch_unwind(AssertUnwindSafe(|| {
        let mapping = propose(&source, None).ok()?.mapping;
        let mapping = if mapping.missing().is_empty() { mapping } else { mapping.rows_only() };
        Some(read(&source, &mapping, &Ticket::new()).unwrap().ok()?.report)
    }));
    match read {
        Err(_) => Err(format!("panic at {}", here())),
        Ok(None) => Ok("refused"),
        Ok(Some(report)) => {
            let n_found = report.n_rows_kept + report.n_rows_set_aside + report.n_rows_blank;
            let is_account_right = report.n_rows_read == n_found;
            if is_account_right { Ok("read") } else { Err(format!("rows are lost: {report:?}")) }
        }
    }
}

/// The files that are damaged, each of which is read as long as it is whole: damage to what is refused anyway shows
/// nothing.
fn readable(format: &str) -> Vec<Vec<u8>> {
    let whole = seeds(format);
    let (is_ours, n_whole) = (!FOUND.contains(&format), whole.len());
    let read: Vec<Vec<u8>> = whole.into_iter().filter(|bytes| run_case(bytes) == Ok("read")).collect();
    assert!(!read.is_empty() && (!is_ours || read.len() == n_whole), "whole {format} files are not read");
    read
}

/// The second process: nothing without a task.
#[test]
fn mutations_apart() {
    let Ok(task) = std::env::var(TASK) else { return };
    let words: Vec<&str> = task.splitn(4, ':').collect();
    let (format, first, last, progress) = (words[0], words[1].parse().unwrap(), words[2].parse().unwrap(), words[3]);
    std::panic::set_hook(Box::new(|panic| {
        let place = panic.location().map(|place| format!("{}:{}", place.file(), place.line())).unwrap_or_default();
        WHERE.with(|kept| *kept.borrow_mut() = place);
    }));
    let seeds = readable(format);
    let mut said = std::fs::OpenOptions::new().append(true).open(progress).unwrap();
    for n in first..last {
        writeln!(said, "{n}").unwrap();
        let bytes = case(&seeds, n);
        match run_case(&bytes) {
            Ok(word) => writeln!(said, "{word}").unwrap(),
            Err(fault) => {
                let _ = std::fs::write(format!("{progress}.{n}"), &bytes);
                writeln!(said, "FAULT {format} {n}: {fault}").unwrap();
            }
        }
    }
    writeln!(said, "done").unwrap();
}

fn start(format: &str, first: u64, progress: &Path) -> Child {
    let program = std::env::current_exe().unwrap();
    let task = format!("{format}:{first}:{}:{}", n_cases(), progress.display());
    let mut command = Command::new("/bin/sh");
    command.args(["-c", "ulimit -v \"$0\" 2>/dev/null; exec \"$@\""]).arg(MEMORY_KIB.to_string()).arg(program);
    command.args(["mutations::mutations_apart", "--exact", "--test-threads", "1"]).env(TASK, task);
    for name in ["RAYON_NUM_THREADS", "POLARS_MAX_THREADS", "MALLOC_ARENA_MAX"] {
        command.env(name, "2");
    }
    command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap()
}

/// Waits until the process ends or stands still; false if it stood still.
fn wait(child: &mut Child, progress: &Path) -> bool {
    let (mut length, mut since) = (0, Instant::now());
    loop {
        if child.try_wait().unwrap().is_some() {
            return true;
        }
        let now = std::fs::metadata(progress).map_or(0, |file| file.len());
        if now != length {
            (length, since) = (now, Instant::now());
        } else if since.elapsed() > PATIENCE {
            child.kill().unwrap();
            child.wait().unwrap();
            return false;
        }
        std::thread::sleep(Duration::from_millis(20));
    }
}

/// What is wrong with how the program takes a file that broke a reader or kept it busy for ever: it must end in a
/// sentence that names the file.
fn told(format: &str, n: u64, folder: &Path) -> Option<String> {
    let name = format!("damaged.{format}");
    std::fs::write(folder.join(&name), case(&readable(format), n)).unwrap();
    let ran = Program::new(folder).run(&["import", "p.tribewise", &name, "--yes"]);
    let is_told = ran.status == 65 && ran.err.contains(&name) && !ran.err.contains("panicked");
    (!is_told && ran.status != 0).then(|| format!("{format} {n}: status {}: {}", ran.status, ran.err))
}

/// All cases of a format: what they came to, and what went wrong.
fn all_cases(format: &str, folder: &Path) -> (String, Vec<String>) {
    let progress = folder.join(format);
    std::fs::write(&progress, "").unwrap();
    let (mut n_ended, mut n_stopped, mut faults, mut first) = (0, 0, Vec::new(), 0);
    loop {
        let mut child = start(format, first, &progress);
        let has_ended = wait(&mut child, &progress);
        let said = std::fs::read_to_string(&progress).unwrap();
        if said.ends_with("done\n") {
            let count = |word: &str| said.lines().filter(|line| *line == word).count();
            faults.extend(said.lines().filter(|line| line.starts_with("FAULT")).map(str::to_owned));
            let line = format!(
                "{format}: {} cases, {} read, {} refused, {} broke the reader, {n_ended} ended its process, \
                 {n_stopped} were stopped",
                n_cases(),
                count("read"),
                count("refused"),
                count("broke down"),
            );
            return (line, faults);
        }
        let Some(last) = said.lines().rev().find_map(|line| line.parse::<u64>().ok()) else {
            return (format!("{format}: never began"), vec![format!("{format}: never began")]);
        };
        if APART.contains(&format) {
            if !has_ended || n_ended < MOST_SHOWN {
                faults.extend(told(format, last, folder));
            }
        } else if has_ended {
            faults.push(format!("{format} {last}: ended the process"));
        } else {
            faults.push(format!("{format} {last}: took longer than {PATIENCE:?}"));
        }
        (n_ended, n_stopped) = (n_ended + usize::from(has_ended), n_stopped + usize::from(!has_ended));
        first = last + 1;
    }
}

#[cfg(unix)]
#[test]
fn damaged_files_of_every_format_lose_no_row() {
    if std::env::var_os(TASK).is_some() {
        return;
    }
    let folder = folder();
    let mut faults = Vec::new();
    let chosen = std::env::var("TRIBEWISE_FORMATS").unwrap_or_else(|_| FORMATS.join(","));
    for format in FORMATS.into_iter().filter(|format| chosen.split(',').any(|name| name == *format)) {
        if seeds(format).is_empty() {
            println!("skipped: {format}, there is none here to damage");
            continue;
        }
        let (line, found) = all_cases(format, folder.path());
        println!("{line}");
        faults.extend(found);
    }
    assert!(
        faults.is_empty(),
        "{} faults\n{}",
        faults.len(),
        faults.iter().take(20).cloned().collect::<Vec<_>>().join("\n")
    );
}
