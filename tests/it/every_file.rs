//! Every messy file through the program itself under one gibibyte of address space and within twenty seconds: none ends
//! the program, every row is accounted for. A twentieth of them by default; `TRIBEWISE_LONG=1` takes all.

use crate::support::{data, folder};
use serde_json::Value;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

const MEMORY_KIB: u64 = 1 << 20;
/// A build that was not made fast has five times as long.
const PATIENCE: Duration = Duration::from_secs(if cfg!(debug_assertions) { 100 } else { 20 });

fn files(folder: &Path, into: &mut Vec<PathBuf>) {
    let mut entries: Vec<PathBuf> = std::fs::read_dir(folder).unwrap().flatten().map(|entry| entry.path()).collect();
    entries.sort();
    for path in entries {
        if path.is_dir() {
            files(&path, into);
        } else {
            into.push(path);
        }
    }
}

/// Why a file did not end well, how long it took, and its outcome.
fn run(path: &Path, place: &Path, n: usize) -> Result<(Duration, String), String> {
    let (project, said) = (place.join(format!("{n}.tribewise")), place.join(format!("{n}.json")));
    let mut command = Command::new("/bin/sh");
    command.args(["-c", "ulimit -v \"$0\"; exec \"$@\""]).arg(MEMORY_KIB.to_string());
    command.arg(env!("CARGO_BIN_EXE_tribewise")).arg("import").arg(project).arg(path).args(["--json", "--yes"]);
    command.arg("--table").arg(place.join(format!("t{n}"))).env("TRIBEWISE_HOME", place.join("home"));
    for name in ["RAYON_NUM_THREADS", "POLARS_MAX_THREADS", "MALLOC_ARENA_MAX"] {
        command.env(name, "2");
    }
    let output = std::fs::File::create(&said).unwrap();
    let start = Instant::now();
    let mut child = command.stdout(output).stderr(Stdio::null()).spawn().unwrap();
    let status = loop {
        if let Some(status) = child.try_wait().unwrap() {
            break status;
        }
        if start.elapsed() > PATIENCE {
            child.kill().unwrap();
            child.wait().unwrap();
            return Err("took too long".to_owned());
        }
        std::thread::sleep(Duration::from_millis(5));
    };
    let took = start.elapsed();
    let code = status.code().ok_or_else(|| format!("ended the program: {status}"))?;
    let said: Value =
        serde_json::from_slice(&std::fs::read(&said).unwrap()).map_err(|_| format!("said nothing, status {code}"))?;
    let file = &said["files"][0];
    let count = |name: &str| file[name].as_u64().unwrap_or(u64::MAX / 8);
    if count("rows_read") != count("rows_kept") + count("rows_set_aside") + count("rows_blank") {
        return Err("rows are lost".to_owned());
    }
    Ok((took, file["outcome"].as_str().unwrap_or("?").to_owned()))
}

#[cfg(unix)]
#[test]
fn no_file_ends_the_program() {
    let Some(root) = data("messy-imports") else { return };
    let mut all = Vec::new();
    files(&root, &mut all);
    assert!(all.len() > 500, "only {} of the files are there", all.len());
    let step = if std::env::var_os("TRIBEWISE_LONG").is_some() { 1 } else { 20 };
    let place = folder();
    let (mut faults, mut longest) = (Vec::new(), (Duration::ZERO, PathBuf::new()));
    let mut outcomes = std::collections::BTreeMap::<String, usize>::new();
    let chosen: Vec<&PathBuf> = all.iter().step_by(step).collect();
    for (n, path) in chosen.iter().enumerate() {
        match run(path, place.path(), n) {
            Ok((took, outcome)) => {
                *outcomes.entry(outcome).or_default() += 1;
                longest = longest.max((took, (*path).clone()));
            }
            Err(why) => faults.push(format!("{}: {why}", path.display())),
        }
    }
    println!("{} of {} files, {outcomes:?}, the longest {:.1?}", chosen.len(), all.len(), longest.0);
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}
