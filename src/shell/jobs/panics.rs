//! What a bug leaves behind: a log with its place in the program and no value of anybody's; stops nothing.

use crate::shell::{clock, home};
use std::cell::RefCell;
use std::path::{Path, PathBuf};
use std::sync::Once;

thread_local! {
    static PLACE: RefCell<Option<String>> = const { RefCell::new(None) };
}

const N_LOGS: usize = 20;

/// From now on a panic writes `logs/bug-TIME.txt` in the home folder and is remembered for the job's answer. The
/// panic's own message is left out: it may quote a customer's data. Only the first call counts.
pub fn install_panic_log(home: &Path) {
    static ONCE: Once = Once::new();
    let folder = home.join("logs");
    ONCE.call_once(|| {
        std::panic::set_hook(Box::new(move |info| {
            let place = info.location().map(|at| format!("{}:{}", short(at.file()), at.line()));
            PLACE.with(|cell| cell.replace(place.clone()));
            let place = place.as_deref().unwrap_or("unknown place");
            match write_log(&folder, place) {
                Ok(path) => eprintln!("tribewise: a bug at {place}, see {}", path.display()),
                Err(error) => eprintln!("tribewise: a bug at {place}; no log could be written: {error}"),
            }
        }));
    });
}

/// Where the last panic of this thread happened, if the log is installed.
pub(super) fn last_place() -> Option<String> {
    PLACE.with(|cell| cell.borrow().clone())
}

pub(super) fn forget_place() {
    PLACE.with(|cell| cell.replace(None));
}

/// The file inside the program, without the folders of the machine it was built on.
fn short(file: &str) -> &str {
    ["/src/", "\\src\\"].iter().find_map(|mark| file.rfind(mark)).map_or(file, |at| &file[at + 1..])
}

fn write_log(folder: &Path, place: &str) -> std::io::Result<PathBuf> {
    home::make_private_folder(folder)?;
    let backtrace = std::backtrace::Backtrace::force_capture().to_string();
    // Lines that begin with "at" name files of the machine this was built on; the functions are enough.
    let calls: Vec<&str> = backtrace.lines().filter(|line| !line.trim_start().starts_with("at ")).collect();
    let thread = std::thread::current().name().unwrap_or("unnamed").to_owned();
    let text = format!(
        "tribewise {} on {}\n{}\nbug at {place}, thread {thread}\n\n{}\n",
        env!("CARGO_PKG_VERSION"),
        std::env::consts::OS,
        clock::now_text(),
        calls.join("\n")
    );
    let path = folder.join(format!("bug-{}.txt", clock::stamp()));
    std::fs::write(&path, text)?;
    remove_oldest(folder)?;
    Ok(path)
}

fn remove_oldest(folder: &Path) -> std::io::Result<()> {
    let mut logs: Vec<PathBuf> = std::fs::read_dir(folder)?.filter_map(|entry| Some(entry.ok()?.path())).collect();
    logs.retain(|path| path.file_name().is_some_and(|name| name.to_string_lossy().starts_with("bug-")));
    logs.sort();
    let n_too_many = logs.len().saturating_sub(N_LOGS);
    logs.iter().take(n_too_many).try_for_each(std::fs::remove_file)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_log_names_the_place_and_only_the_latest_are_kept() {
        let home = tempfile::tempdir().unwrap();
        let folder = home.path().join("logs");
        for n in 0..=N_LOGS {
            std::fs::create_dir_all(&folder).unwrap();
            std::fs::write(folder.join(format!("bug-1999-{n:02}.txt")), "").unwrap();
        }
        let path = write_log(&folder, "src/domain/score.rs:7").unwrap();
        let text = std::fs::read_to_string(&path).unwrap();
        assert!(text.contains("bug at src/domain/score.rs:7"), "{text}");
        assert_eq!(std::fs::read_dir(&folder).unwrap().count(), N_LOGS);
        assert!(!folder.join("bug-1999-00.txt").exists());
    }

    #[test]
    fn places_are_inside_the_program() {
        assert_eq!(short("/somewhere/of/mine/src/shell/jobs.rs"), "src/shell/jobs.rs");
        assert_eq!(short("src/shell/jobs.rs"), "src/shell/jobs.rs");
    }
}
