//! Writes the made network where other programs can read it, runs their steps and sets them beside ours; computes
//! nothing itself.

use super::meter::{Meter, Taken};
use polars::prelude::DataFrame;
use serde_json::Value;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};
use tribewise::domain::model::Ties;

/// A step: its name in the script, its name here, the peers, and how our wall time must compare to theirs.
pub struct Row {
    pub step: &'static str,
    pub ours: &'static str,
    pub peers: &'static [&'static str],
    /// Ours over the fastest peer, at most.
    pub bar: f64,
}

pub const ROWS: [Row; 8] = [
    Row { step: "sums", ours: "contacts to sums", peers: &["duckdb", "polars"], bar: 1.0 },
    Row { step: "sums of numbers", ours: "contacts to sums", peers: &["duckdb", "polars"], bar: 1.0 },
    Row { step: "csr", ours: "network", peers: &["networkit", "igraph", "scipy"], bar: 0.2 },
    Row { step: "leiden", ours: "tribes", peers: &["igraph", "networkit", "networkit PLM", "leidenalg"], bar: 0.5 },
    Row { step: "pagerank", ours: "pagerank", peers: &["igraph", "networkit", "scipy"], bar: 1.0 / 3.0 },
    Row { step: "kcore", ours: "core numbers", peers: &["igraph", "networkit"], bar: 1.0 / 3.0 },
    Row { step: "roles", ours: "participation and z", peers: &["scipy"], bar: 1.0 / 3.0 },
    Row { step: "cascades", ours: "1,000 cascades", peers: &["cynetdiff"], bar: 0.2 },
];

/// The peer that a bar is set against where it is not the fastest.
fn is_judge(step: &str, peer: &str) -> bool {
    match step {
        "csr" => peer == "networkit",
        "leiden" => peer == "igraph",
        _ => true,
    }
}

/// A folder of plain columns, little-endian.
pub struct Folder(pub PathBuf);

impl Folder {
    pub fn ties(&self, n_people: usize, ties: &Ties) -> io::Result<()> {
        fs::create_dir_all(&self.0)?;
        self.words("a.u32", ties.a.iter().map(|x| x.to_le_bytes()))?;
        self.words("b.u32", ties.b.iter().map(|x| x.to_le_bytes()))?;
        self.words("weight.f32", ties.strength.iter().map(|x| x.to_le_bytes()))?;
        fs::write(self.0.join("people.txt"), n_people.to_string())
    }

    pub fn labels(&self, labels: &[u32]) -> io::Result<()> {
        self.words("tribes.u32", labels.iter().map(|x| x.to_le_bytes()))
    }

    pub fn chosen(&self, people: &[u32]) -> io::Result<()> {
        let text: Vec<String> = people.iter().map(u32::to_string).collect();
        fs::write(self.0.join("chosen.txt"), text.join(" "))
    }

    pub fn contacts(&self, contacts: &DataFrame) -> Result<(), Box<dyn std::error::Error>> {
        for name in ["from", "to"] {
            let column = contacts.column(name)?.u32()?;
            self.words(&format!("{name}.u4"), column.into_no_null_iter().map(u32::to_le_bytes))?;
        }
        for name in ["at", "seconds"] {
            let column = contacts.column(name)?.i64()?;
            self.words(&format!("{name}.i8"), column.into_no_null_iter().map(i64::to_le_bytes))?;
        }
        Ok(())
    }

    fn words<const N: usize>(&self, name: &str, words: impl Iterator<Item = [u8; N]>) -> io::Result<()> {
        fs::write(self.0.join(name), words.flatten().collect::<Vec<u8>>())
    }
}

/// Runs one step of one peer in a process of its own.
fn run(python: &str, folder: &Path, step: &str, peer: &str, limit: Duration) -> Result<Value, String> {
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("benches/peers/peers.py");
    let mut child = Command::new(python)
        .arg(script)
        .arg(folder)
        .args([step, peer])
        // Ours is told how to hold memory; others hold it as they are used to.
        .env_remove("MALLOC_MMAP_THRESHOLD_")
        .env_remove("GLIBC_TUNABLES")
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .map_err(|error| format!("{python}: {error}"))?;
    let begin = Instant::now();
    while child.try_wait().map_err(|error| error.to_string())?.is_none() {
        if begin.elapsed() > limit {
            let _ = child.kill();
            let _ = child.wait();
            return Err(format!("not done in {} s", limit.as_secs()));
        }
        std::thread::sleep(Duration::from_millis(50));
    }
    let output = child.wait_with_output().map_err(|error| error.to_string())?;
    let text = String::from_utf8_lossy(&output.stdout);
    let said: Value = serde_json::from_str(text.lines().last().unwrap_or_default()).map_err(|_| "failed".to_owned())?;
    said["error"].as_str().map_or(Ok(said.clone()), |error| Err(error.to_owned()))
}

/// Runs every peer of every row that we have measured and prints ours beside them.
pub fn compare(python: &str, folder: &Path, meter: &Meter, limit: Duration) {
    let mut lines = vec![];
    let mut stack = 0.0;
    for row in &ROWS {
        let Some(ours) = meter.get(row.ours) else { continue };
        let mut best: Option<f64> = None;
        let mut judge: Option<(&str, f64, f64)> = None;
        for &peer in row.peers {
            let (wall, cpu, more) = match run(python, folder, row.step, peer, limit) {
                Err(why) => {
                    println!("{:<18} {peer:<14} {why}", row.step);
                    continue;
                }
                Ok(said) => (said["wall"].as_f64().unwrap_or(0.0), said["cpu"].as_f64().unwrap_or(0.0), said),
            };
            println!("{:<18} {peer:<14} {wall:>8.3} s {cpu:>8.2} CPU s   {}", row.step, extras(&more));
            best = Some(best.map_or(wall, |best| best.min(wall)));
            if is_judge(row.step, peer) && judge.is_none_or(|judge| wall < judge.1) {
                judge = Some((peer, wall, cpu));
            }
        }
        // What a planner would run instead, step by step.
        stack += if row.step == "sums" || row.step == "cascades" { 0.0 } else { best.unwrap_or(0.0) };
        lines.push(line(row, ours, judge));
    }
    println!("\n{:<18} {:>10} {:>26} {:>8} {:>9} {:>6}", "step", "ours", "beside", "ratio", "by CPU", "bar");
    for line in lines {
        println!("{line}");
    }
    println!("the fastest peer of each step, one after the other, takes {stack:.1} s");
}

fn extras(said: &Value) -> String {
    let known = ["peak_mb", "quality", "tribes", "rounds", "most", "ties", "mean"];
    let words = known.iter().filter_map(|name| Some(format!("{name} {}", said.get(name)?)));
    words.collect::<Vec<_>>().join(", ")
}

fn line(row: &Row, ours: &Taken, judge: Option<(&str, f64, f64)>) -> String {
    let Some((peer, wall, cpu)) = judge else {
        return format!("{:<18} {:>8.3} s {:>26}", row.step, ours.wall, "nobody to compare with");
    };
    let ratio = ours.wall / wall;
    let verdict = if ratio <= row.bar { "met" } else { "NOT met" };
    format!(
        "{:<18} {:>8.3} s {:>26} {ratio:>8.3} {:>9.3} {:>6.3} {verdict}",
        row.step,
        ours.wall,
        format!("{peer} {wall:.3} s"),
        ours.cpu / cpu,
        row.bar
    )
}
