//! How long a big call file takes to be imported, beside a bare polars read of the same file, and how much memory each
//! needs at its worst; prints, and judges nothing.
//!
//! `cargo bench --bench import -- 10000000` for so many rows; `-- 1000000 --rounds 3` repeats each case three times (five
//! without). Every case runs in a process of its own with two threads, the cases in turn, and the medians are compared.
//! `benches/peers/import.py FILE` reads the same file with `DuckDB` and polars for Python; `--keep FOLDER` keeps the files.

#[path = "parts/clock.rs"]
mod clock;

use clock::cpu_seconds;
use polars::prelude::{DataType, Schema, TimeUnit};
use polars_io::SerReader;
use polars_io::prelude::CsvReadOptions;
use rand::{Rng, SeedableRng};
use rand_chacha::ChaCha8Rng;
use std::error::Error;
use std::fmt::Write as _;
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Arc;
use std::time::{Duration, Instant};
use tribewise::domain::import;
use tribewise::domain::ticket::Ticket;
use tribewise::shell::files;

const SEED: u64 = 7;
const N_THREADS: &str = "2";
/// One row in so many of the damaged file is broken.
const BROKEN: usize = 100;
/// 2026-01-01.
const START: i64 = 1_767_225_600;

type Any<T> = Result<T, Box<dyn Error>>;

/// Made-up calls: who called whom, when, and for how long; one call in ten is missed.
fn write_calls(path: &Path, n_rows: usize, is_dates: bool, is_broken: bool) -> Any<()> {
    let mut rng = ChaCha8Rng::seed_from_u64(SEED);
    let mut file = BufWriter::new(std::fs::File::create(path)?);
    let n_people = (n_rows / 20).max(100) as u64;
    let mut line = String::new();
    writeln!(file, "from,to,at,seconds")?;
    for n in 0..n_rows {
        let from: u64 = rng.random_range(0..n_people);
        let to = (from + 1 + rng.random_range(0..n_people - 1).min(rng.random_range(0..n_people - 1))) % n_people;
        let at = START + rng.random_range(0..90 * 86_400);
        let seconds: i64 = if rng.random_range(0..10) == 0 { -1 } else { rng.random_range(1..1_800) };
        line.clear();
        write!(line, "{},{},", 393_330_000_000 + from * 7, 393_330_000_000 + to * 7)?;
        if is_dates {
            let day = import::day_text(at);
            write!(line, "{day} {:02}:{:02}:{:02},{seconds}", at / 3600 % 24, at / 60 % 60, at % 60)?;
        } else {
            write!(line, "{at},{seconds}")?;
        }
        if is_broken && n % BROKEN == 50 {
            break_line(&mut line, n / BROKEN);
        }
        file.write_all(line.as_bytes())?;
        file.write_all(if is_broken && n % (BROKEN * 7) == 50 { b"\xE9\n" } else { b"\n" })?;
    }
    Ok(file.flush()?)
}

/// One of the ways in which rows break.
fn break_line(line: &mut String, n: usize) {
    match n % 5 {
        0 => line.truncate(line.rfind(',').unwrap_or(0)),
        1 => line.push_str(",surplus"),
        2 => line.insert(0, '"'),
        3 => *line = line.replacen(':', "h", 1).replacen(",17", ",soon", 1),
        _ => line.insert_str(0, ",,"),
    }
}

/// Peak resident memory of this process, where the system tells.
fn peak_bytes() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find(|line| line.starts_with("VmHWM:")).unwrap_or_default();
    line.split_whitespace().nth(1).and_then(|kb| kb.parse::<u64>().ok()).unwrap_or(0) * 1024
}

/// Reads the file as a case says, in a process of its own; prints rows, seconds and peak memory.
fn child(case: &str, path: &Path) -> Any<()> {
    let begin = Instant::now();
    let (n_rows, copy) = match case {
        "polars" => (polars_rows(path)?, Duration::ZERO),
        "ours" => our_rows(path)?,
        "stop" => return stop(path),
        _ => return Err(format!("no such case: {case}").into()),
    };
    let seconds = begin.elapsed().as_secs_f64();
    println!("{n_rows} {seconds} {} {} {}", peak_bytes(), cpu_seconds(), copy.as_secs_f64());
    Ok(())
}

fn polars_rows(path: &Path) -> Any<usize> {
    let is_dates = path.to_string_lossy().contains("dates");
    let at = if is_dates { DataType::Datetime(TimeUnit::Microseconds, None) } else { DataType::Int64 };
    let columns = [("from", DataType::String), ("to", DataType::String), ("at", at), ("seconds", DataType::Int64)];
    let schema: Schema = columns.into_iter().map(|(name, dtype)| (name.into(), dtype)).collect();
    let reader = CsvReadOptions::default().with_schema(Some(Arc::new(schema))).with_has_header(true);
    Ok(reader.try_into_reader_with_file_path(Some(path.to_owned()))?.finish()?.height())
}

/// How many rows there are, and how long the private copy took that nothing outside can change.
fn our_rows(path: &Path) -> Any<(usize, Duration)> {
    let ticket = Ticket::new();
    let begin = Instant::now();
    let source = files::read_copy(path, files::LIMIT_BYTES, &ticket)??;
    let copy = begin.elapsed();
    let mapping = import::propose(&source, None)?.mapping;
    let imported = import::read(&source, &mapping, &ticket)??;
    Ok((imported.report.n_rows_read as usize, copy))
}

/// Stops a reading at several moments and prints how long the longest answer took.
fn stop(path: &Path) -> Any<()> {
    let source = files::read_copy(path, files::LIMIT_BYTES, &Ticket::new())??;
    let mapping = import::propose(&source, None)?.mapping;
    let begin = Instant::now();
    let _ = import::read(&source, &mapping, &Ticket::new())?;
    let whole = begin.elapsed();
    let mut longest = Duration::ZERO;
    for eighth in 1..8 {
        let ticket = Ticket::new();
        let answer = std::thread::scope(|scope| {
            let job = scope.spawn(|| {
                let _ = import::read(&source, &mapping, &ticket);
                Instant::now()
            });
            std::thread::sleep(whole * eighth / 8);
            let asked = Instant::now();
            ticket.stop();
            job.join().map_or(Duration::MAX, |ended| ended.saturating_duration_since(asked))
        });
        longest = longest.max(answer);
    }
    println!("0 {} {} 0 0", longest.as_secs_f64(), peak_bytes());
    Ok(())
}

/// What one process printed.
#[derive(Clone, Copy)]
struct Run {
    n_rows: u64,
    seconds: f64,
    peak: f64,
    cpu: f64,
    copy: f64,
}

fn run(case: &str, path: &Path) -> Any<Run> {
    let mut command = Command::new(std::env::current_exe()?);
    command.env("RAYON_NUM_THREADS", N_THREADS).env("POLARS_MAX_THREADS", N_THREADS);
    let output = command.arg("--case").arg(case).arg(path).stderr(std::process::Stdio::inherit()).output()?;
    let text = String::from_utf8(output.stdout)?;
    let mut words = text.split_whitespace();
    let mut word = || words.next().ok_or_else(|| format!("{case} failed"));
    let n_rows = word()?.parse()?;
    let mut number = || -> Any<f64> { Ok(word()?.parse()?) };
    Ok(Run { n_rows, seconds: number()?, peak: number()?, cpu: number()?, copy: number()? })
}

fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    values[values.len() / 2]
}

fn tell(what: &str, runs: &[Run], n_bytes: f64) {
    let seconds = median(runs.iter().map(|run| run.seconds).collect());
    let peak = median(runs.iter().map(|run| run.peak).collect());
    let cpu = median(runs.iter().map(|run| run.cpu).collect());
    println!(
        "{what:<34} {:>9} rows {seconds:>7.2} s {cpu:>7.2} CPU s {:>6.0} MB/s   peak {:>6.0} MB = {:.2} x the file",
        runs[0].n_rows,
        n_bytes / 1e6 / seconds,
        peak / 1e6,
        peak / n_bytes
    );
}

fn compare(folder: &Path, n_rows: usize, n_rounds: usize) -> Any<()> {
    for (name, is_dates) in [("calls, seconds since 1970.csv", false), ("calls, dates.csv", true)] {
        let path = folder.join(name);
        write_calls(&path, n_rows, is_dates, false)?;
        let n_bytes = std::fs::metadata(&path)?.len() as f64;
        println!("{name}: {:.0} MB", n_bytes / 1e6);
        let (mut polars, mut ours) = (Vec::new(), Vec::new());
        for _ in 0..n_rounds {
            polars.push(run("polars", &path)?);
            ours.push(run("ours", &path)?);
        }
        tell("  bare polars read", &polars, n_bytes);
        tell("  import: copy, propose and read", &ours, n_bytes);
        let ratio = |of: fn(&Run, &Run) -> f64| median(ours.iter().zip(&polars).map(|(a, b)| of(a, b)).collect());
        println!("  import / polars, pair by pair      {:.2}", ratio(|our, their| our.seconds / their.seconds));
        let without_copy = ratio(|our, their| (our.seconds - our.copy) / their.seconds);
        println!("  the same without the private copy  {without_copy:.2}");
        println!("  the same in CPU time, copy and all {:.2}", ratio(|our, their| our.cpu / their.cpu));
        println!("  longest answer to a stop           {:.3} s", run("stop", &path)?.seconds);
    }
    let path = folder.join("calls, dates, damaged.csv");
    write_calls(&path, n_rows, true, true)?;
    let n_bytes = std::fs::metadata(&path)?.len() as f64;
    let runs = (0..n_rounds).map(|_| run("ours", &path)).collect::<Any<Vec<Run>>>()?;
    println!("one row in {BROKEN} broken: {:.0} MB", n_bytes / 1e6);
    tell("  import: copy, propose and read", &runs, n_bytes);
    Ok(())
}

fn main() -> Any<()> {
    let words: Vec<String> = std::env::args().skip(1).filter(|word| word != "--bench").collect();
    if let [first, case, path] = words.as_slice()
        && first == "--case"
    {
        return child(case, Path::new(path));
    }
    let after = |name: &str| words.iter().position(|word| word == name).and_then(|at| words.get(at + 1));
    let n_rows = words.first().and_then(|word| word.parse().ok()).unwrap_or(10_000_000);
    let n_rounds = after("--rounds").and_then(|word| word.parse().ok()).unwrap_or(5);
    let own = tempfile::tempdir()?;
    let folder = after("--keep").map_or_else(|| own.path().to_owned(), PathBuf::from);
    compare(&folder, n_rows, n_rounds)
}
