//! Workbooks and other foreign files are read by a second process of this program, which may run out of memory or break
//! down without harm; knows nothing of what is in them.

use crate::domain::import::{self, Bytes, Refusal, Source, Unreadable};
use crate::domain::ticket::{Stage, Stopped, Ticket};
use std::ffi::{OsStr, OsString};
use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitCode, Stdio};
use std::time::{Duration, Instant};

/// The word with which this program starts itself as a reader.
const FLAG: &str = "--read-foreign";
/// The name of this program's file; under any other it is a test, or part of something else.
const PROGRAM: &str = "tribewise";
/// How the reader says that its output is a reason, not a table.
const REFUSED: u8 = 3;
/// A file takes no longer than this; a build that was not made fast has ten times as long.
const TIME_LIMIT: Duration = Duration::from_secs(if cfg!(debug_assertions) { 200 } else { 20 });
/// Memory of the reader, and so much more for each byte of the file.
const MEMORY_BYTES: u64 = 1 << 30;
const MEMORY_A_BYTE: u64 = 4;
/// Between two looks at the reader.
const NAP: Duration = Duration::from_millis(5);

/// Whether the command line asks for nothing but a reader.
#[must_use]
pub fn is_asked(args: &[OsString]) -> bool {
    args.len() == 2 && args[1].as_os_str() == OsStr::new(FLAG)
}

/// The reader: a file on standard input, its tables or the reason against it on standard output.
#[must_use]
pub fn serve() -> ExitCode {
    let mut bytes = Vec::new();
    if std::io::stdin().read_to_end(&mut bytes).is_err() {
        return ExitCode::FAILURE;
    }
    let (output, code) = match import::read_foreign(&bytes) {
        Ok(tables) => (tables, ExitCode::SUCCESS),
        Err(refusal) => (serde_json::to_vec(&refusal).unwrap_or_default(), ExitCode::from(REFUSED)),
    };
    let mut stdout = std::io::stdout().lock();
    match stdout.write_all(&output).and_then(|()| stdout.flush()) {
        Ok(()) => code,
        Err(_) => ExitCode::FAILURE,
    }
}

/// A file as it can be read as text: itself, or what a reader made of it.
///
/// # Errors
/// Outer: [`Stopped`], at once, whatever the reader does. Inner: [`Unreadable::Foreign`] with the reason.
pub fn carried(source: Source, ticket: &Ticket) -> Result<Result<Source, Unreadable>, Stopped> {
    if !import::is_foreign(&source.bytes) {
        return Ok(Ok(source));
    }
    ticket.begin(Stage::Reading, 0)?;
    let tables = match program() {
        Some(program) => read_apart(&program, &source.bytes, ticket)?,
        None => read_here(&source.bytes),
    };
    Ok(match tables {
        Ok(tables) => Ok(Source { name: source.name, bytes: tables.into() }),
        Err(refusal) => Err(Unreadable::Foreign(refusal)),
    })
}

fn program() -> Option<PathBuf> {
    std::env::current_exe().ok().filter(|path| path.file_stem() == Some(OsStr::new(PROGRAM)))
}

/// In this process, where there is no program to start.
fn read_here(bytes: &[u8]) -> Result<Vec<u8>, Refusal> {
    std::panic::catch_unwind(|| import::read_foreign(bytes)).unwrap_or(Err(Refusal::ReaderFailed))
}

/// The reader with as much memory as it may take, where the system's shell can say so.
fn command(program: &Path, n_bytes: usize) -> Command {
    let limit = (MEMORY_BYTES + MEMORY_A_BYTE * n_bytes as u64) / 1024;
    let mut command = if cfg!(unix) && Path::new("/bin/sh").exists() {
        let mut command = Command::new("/bin/sh");
        command.args(["-c", "ulimit -v \"$0\" 2>/dev/null; exec \"$@\""]).arg(limit.to_string()).arg(program);
        command
    } else {
        Command::new(program)
    };
    // Each thread reserves room: few threads leave it to the file.
    for name in ["RAYON_NUM_THREADS", "POLARS_MAX_THREADS", "MALLOC_ARENA_MAX"] {
        command.env(name, "2");
    }
    command.arg(FLAG).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null());
    command
}

fn read_apart(program: &Path, bytes: &Bytes, ticket: &Ticket) -> Result<Result<Vec<u8>, Refusal>, Stopped> {
    let Ok(mut child) = command(program, bytes.len()).spawn() else { return Ok(Err(Refusal::ReaderFailed)) };
    let (stdin, stdout) = (child.stdin.take(), child.stdout.take());
    let bytes = bytes.clone();
    // A reader that has gone no longer listens: its answer says more than that.
    let writer = std::thread::spawn(move || stdin.map(|mut stdin| stdin.write_all(&bytes)));
    let reader = std::thread::spawn(move || {
        let mut output = Vec::new();
        stdout.map(|mut stdout| stdout.read_to_end(&mut output).map(|_| ()));
        output
    });
    let ended = wait(&mut child, ticket);
    let output = reader.join().unwrap_or_default();
    drop(writer.join());
    Ok(match ended? {
        Some(0) => Ok(output),
        Some(code) if code == i32::from(REFUSED) => {
            Err(serde_json::from_slice(&output).unwrap_or(Refusal::ReaderFailed))
        }
        Some(_) => Err(Refusal::ReaderFailed),
        None => Err(Refusal::TookTooLong),
    })
}

/// The reader's exit code, -1 if it was killed by another; `None` if it took too long and was killed here.
fn wait(child: &mut Child, ticket: &Ticket) -> Result<Option<i32>, Stopped> {
    let start = Instant::now();
    loop {
        if let Ok(Some(status)) = child.try_wait() {
            return Ok(Some(status.code().unwrap_or(-1)));
        }
        let stopped = ticket.check();
        if stopped.is_err() || start.elapsed() > TIME_LIMIT {
            // Nobody is left to hear of a reader that cannot be killed.
            let _ = child.kill();
            let _ = child.wait();
            stopped?;
            return Ok(None);
        }
        std::thread::sleep(NAP);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn source(bytes: &[u8]) -> Source {
        Source { name: "a.xlsx".to_owned(), bytes: bytes.into() }
    }

    #[test]
    fn text_goes_on_as_it_is_and_damage_is_a_reason() {
        let text = carried(source(b"id,name\n1,a\n"), &Ticket::new()).unwrap().unwrap();
        assert_eq!(&text.bytes[..], b"id,name\n1,a\n");
        let damaged = carried(source(b"PK\x03\x04 and no more"), &Ticket::new()).unwrap();
        assert_eq!(damaged.unwrap_err(), Unreadable::Foreign(Refusal::Damaged));
    }

    #[cfg(unix)]
    #[test]
    fn a_reader_that_fails_or_hangs_is_a_reason_and_a_stop_is_heard() {
        let folder = tempfile::tempdir().unwrap();
        let script = |name: &str, text: &str| {
            let path = folder.path().join(name);
            std::fs::write(&path, format!("#!/bin/sh\n{text}\n")).unwrap();
            let mode = std::os::unix::fs::PermissionsExt::from_mode(0o755);
            std::fs::set_permissions(&path, mode).unwrap();
            path
        };
        let bytes: Bytes = b"PK".to_vec().into();
        let read = |path: &Path| read_apart(path, &bytes, &Ticket::new()).unwrap();
        assert_eq!(read(&script("crash", "kill -9 $$")), Err(Refusal::ReaderFailed));
        assert_eq!(read(&script("refuse", "cat >/dev/null; printf '\"protected\"'; exit 3")), Err(Refusal::Protected));
        assert_eq!(read(&script("echo", "cat")), Ok(b"PK".to_vec()));
        let ticket = Ticket::new();
        ticket.stop();
        assert_eq!(read_apart(&script("hang", "exec sleep 30"), &bytes, &ticket), Err(Stopped));
    }
}
