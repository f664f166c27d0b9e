//! The program has memory handed back by the system's allocator; knows nothing of what is in it.

#![cfg(all(target_os = "linux", target_env = "gnu"))]

use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

const LARGE: &str = "MALLOC_MMAP_THRESHOLD_";

/// The program, waiting for a file that never comes, with the variable so or not at all.
fn waiting(large: Option<&str>) -> Child {
    let mut command = Command::new(env!("CARGO_BIN_EXE_tribewise"));
    command.arg("--read-foreign").env_remove(LARGE).env("TRIBEWISE_TEST_WORD", "kept");
    if let Some(large) = large {
        command.env(LARGE, large);
    }
    command.stdin(Stdio::piped()).stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap()
}

fn told(child: &Child, what: &str) -> Vec<String> {
    let path = Path::new("/proc").join(child.id().to_string()).join(what);
    let text = String::from_utf8(std::fs::read(path).unwrap()).unwrap();
    text.split_terminator('\0').map(str::to_owned).collect()
}

fn has(child: &Child, variable: &str) -> bool {
    let begin = Instant::now();
    while begin.elapsed() < Duration::from_secs(20) {
        if told(child, "environ").iter().any(|other| other == variable) {
            return true;
        }
        std::thread::sleep(Duration::from_millis(10));
    }
    false
}

fn end(mut child: Child) {
    child.kill().unwrap();
    child.wait().unwrap();
}

#[test]
fn large_blocks_go_back_in_the_same_process_with_the_same_words() {
    let child = waiting(None);
    assert!(has(&child, &format!("{LARGE}=65536")), "{:?}", told(&child, "environ"));
    assert!(has(&child, "TRIBEWISE_TEST_WORD=kept"));
    assert_eq!(told(&child, "cmdline"), [env!("CARGO_BIN_EXE_tribewise"), "--read-foreign"]);
    end(child);
}

#[test]
fn whoever_says_otherwise_has_their_way() {
    let child = waiting(Some("7000000"));
    assert!(has(&child, &format!("{LARGE}=7000000")));
    // Long enough to have begun anew.
    std::thread::sleep(Duration::from_millis(300));
    assert!(has(&child, &format!("{LARGE}=7000000")), "{:?}", told(&child, "environ"));
    end(child);
}
