//! The program has memory handed back by the system's allocator; knows nothing of what is in it.

#![cfg(all(target_os = "linux", target_env = "gnu"))]

use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

const LARGE: &str = "MALLOC_MMAP_THRESHOLD_";
const PAGES: &str = "GLIBC_TUNABLES";
const BEGUN: &str = "TRIBEWISE_BEGUN_ANEW";

/// The program, waiting for a file that never comes, with a variable set by hand or with none.
fn waiting(by_hand: Option<(&str, &str)>) -> Child {
    let mut command = Command::new(env!("CARGO_BIN_EXE_tribewise"));
    command.arg("--read-foreign").env("TRIBEWISE_TEST_WORD", "kept");
    for name in [LARGE, PAGES, BEGUN] {
        command.env_remove(name);
    }
    if let Some((name, value)) = by_hand {
        command.env(name, value);
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
    assert!(has(&child, &format!("{PAGES}=glibc.malloc.hugetlb=1")), "{:?}", told(&child, "environ"));
    assert!(has(&child, "TRIBEWISE_TEST_WORD=kept"));
    assert_eq!(told(&child, "cmdline"), [env!("CARGO_BIN_EXE_tribewise"), "--read-foreign"]);
    end(child);
}

#[test]
fn whoever_says_otherwise_has_their_way() {
    for by_hand in [(LARGE, "7000000"), (PAGES, "glibc.malloc.hugetlb=0")] {
        let child = waiting(Some(by_hand));
        assert!(has(&child, &format!("{}={}", by_hand.0, by_hand.1)));
        // Long enough to have begun anew.
        std::thread::sleep(Duration::from_millis(300));
        let environ = told(&child, "environ");
        assert!(environ.contains(&format!("{}={}", by_hand.0, by_hand.1)), "{environ:?}");
        assert!(!environ.iter().any(|other| other.starts_with(BEGUN)), "{environ:?}");
        end(child);
    }
}
