//! Long work through its door: one answer a request, whatever happens to the work.

use std::path::PathBuf;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::channel;
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};
use tribewise::domain::campaign::Plan;
use tribewise::domain::forecast::{Assumptions, Past};
use tribewise::domain::import::Source;
use tribewise::domain::ticket::Stopped;
use tribewise::project::{Document, ForecastKey, Trouble};
use tribewise::shell::jobs::{Answer, Failure, Jobs, Lane, Refused, Reply, Request, Unwritable};
use tribewise::shell::store::{self, Replacing, Store};

/// Polls until so many replies came; a generous deadline stands for "never".
fn wait(jobs: &mut Jobs, n: usize) -> Vec<Reply> {
    let deadline = Instant::now() + Duration::from_mins(1);
    let mut replies = Vec::new();
    while replies.len() < n && Instant::now() < deadline {
        replies.extend(jobs.poll());
        std::thread::sleep(Duration::from_millis(1));
    }
    replies
}

fn score(generation: u64) -> Request {
    Request::Score { generation, given: Box::default(), previous: None }
}

fn write(path: PathBuf, text: &'static str) -> Request {
    Request::Write { path, make: Box::new(move |_| Ok(text.as_bytes().to_vec())) }
}

#[test]
fn the_newest_scoring_wins_and_the_older_answers_stopped() {
    let mut jobs = Jobs::new(|| ());
    let old = jobs.start(score(1));
    let new = jobs.start(score(2));
    let replies = wait(&mut jobs, 2);
    assert!(matches!(replies[0], Reply::Stopped { lane: Lane::Score, job } if job == old), "{replies:?}");
    let is_new = |reply: &Reply| matches!(reply, Reply::Done { job, answer: Answer::Scored { generation: 2, .. }, .. } if *job == new);
    assert!(is_new(&replies[1]), "{replies:?}");
    std::thread::sleep(Duration::from_millis(20));
    assert!(jobs.poll().is_empty() && jobs.running().is_empty());
}

#[test]
fn a_panic_is_an_answer_the_old_file_stays_and_the_next_job_runs() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("list.csv");
    std::fs::write(&path, "old").unwrap();
    let mut jobs = Jobs::new(|| ());
    jobs.start(Request::Write { path: path.clone(), make: Box::new(|_| panic!("made to")) });
    let replies = wait(&mut jobs, 1);
    assert!(matches!(replies[..], [Reply::Failed { failure: Failure::Bug { .. }, .. }]), "{replies:?}");
    assert_eq!(std::fs::read(&path).unwrap(), b"old");
    jobs.start(write(path.clone(), "new"));
    assert!(matches!(wait(&mut jobs, 1)[..], [Reply::Done { answer: Answer::Written { .. }, .. }]));
    assert_eq!(std::fs::read(&path).unwrap(), b"new");
}

#[test]
fn a_stop_is_answered_at_once_and_the_late_file_is_not_written() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("map.png");
    let (release, wait_for) = channel::<()>();
    let wait_for = Mutex::new(wait_for);
    let (said, hear) = channel();
    let mut jobs = Jobs::new(|| ());
    let (begun, has_begun) = channel();
    let make = move |_: &_| {
        begun.send(()).ok();
        // Deaf until it is released.
        let _ = wait_for.lock().unwrap().recv();
        said.send(()).ok();
        Ok(vec![1])
    };
    jobs.start(Request::Write { path: path.clone(), make: Box::new(make) });
    has_begun.recv_timeout(Duration::from_mins(1)).unwrap();
    let asked = Instant::now();
    jobs.stop(Lane::Write);
    assert!(matches!(jobs.poll()[..], [Reply::Stopped { lane: Lane::Write, .. }]));
    assert!(asked.elapsed() < Duration::from_secs(2));
    release.send(()).unwrap();
    hear.recv_timeout(Duration::from_mins(1)).unwrap();
    std::thread::sleep(Duration::from_millis(50));
    assert!(jobs.poll().is_empty());
    assert!(!path.exists());
}

#[test]
fn two_exports_are_both_written_and_a_maker_may_refuse() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name);
    let mut jobs = Jobs::new(|| ());
    jobs.start(write(path("a.csv"), "a"));
    let refuse = |_: &_| Err(Unwritable::Failed("too many columns".to_owned()));
    jobs.start(Request::Write { path: path("b.csv"), make: Box::new(refuse) });
    jobs.start(Request::Write { path: path("c.csv"), make: Box::new(|_| Err(Stopped.into())) });
    jobs.start(write(path("d.csv"), "d"));
    let replies = wait(&mut jobs, 4);
    assert!(matches!(
        replies[..],
        [
            Reply::Done { .. },
            Reply::Failed { failure: Failure::Unwritable { .. }, .. },
            Reply::Stopped { .. },
            Reply::Done { .. }
        ]
    ));
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 2);
}

#[test]
fn files_are_looked_at_and_read_each_for_itself_and_the_screen_is_woken() {
    static WOKEN: AtomicUsize = AtomicUsize::new(0);
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name);
    std::fs::write(
        path("calls.csv"),
        "caller;callee;date;seconds\nA1;B2;2026-01-05 10:00;60\nB2;A1;2026-01-06 11:00;5\n",
    )
    .unwrap();
    std::fs::write(path("empty.csv"), "").unwrap();
    let mut jobs = Jobs::new(|| {
        WOKEN.fetch_add(1, Ordering::SeqCst);
    });
    let paths = vec![path("gone.csv"), path("empty.csv"), path("calls.csv")];
    jobs.start(Request::Propose { paths, following: Some(3), opinions_on: None });
    let mut replies = wait(&mut jobs, 1);
    let Some(Reply::Done { answer: Answer::Proposed { files, following: Some(3), opinions_on: None }, .. }) =
        replies.pop()
    else {
        panic!("{replies:?}")
    };
    let mut outcomes = files.into_iter().map(|file| file.outcome);
    assert!(matches!(outcomes.next(), Some(Err(Refused::File(Trouble::NotFound { .. })))));
    assert!(matches!(outcomes.next(), Some(Err(Refused::Content(_)))));
    let (calls, proposal) = outcomes.next().unwrap().unwrap();
    let (mapping, empty) = (proposal.mapping, Source { name: "empty.csv".into(), bytes: Vec::new().into() });
    jobs.start(Request::Import { files: vec![(empty, mapping.clone()), (calls, mapping.clone())] });
    let mut replies = wait(&mut jobs, 1);
    let Some(Reply::Done { answer: Answer::Imported(read), .. }) = replies.pop() else { panic!("{replies:?}") };
    assert!(read[0].name == "empty.csv" && read[0].outcome.is_err());
    let calls = read[1].outcome.as_ref().unwrap();
    assert_eq!((read[1].name.as_str(), calls.table.height()), ("calls.csv", 2));
    assert_eq!((&read[1].mapping, calls.report.n_rows_kept), (&mapping, 2));
    let deadline = Instant::now() + Duration::from_mins(1);
    while WOKEN.load(Ordering::SeqCst) < 2 && Instant::now() < deadline {
        std::thread::sleep(Duration::from_millis(1));
    }
    assert_eq!(WOKEN.load(Ordering::SeqCst), 2);
}

#[test]
fn a_forecast_answers_the_question_that_was_asked() {
    let plan = Arc::new(Plan::new(4, "Spring"));
    let key = ForecastKey {
        plan: 4,
        content: plan,
        cells: Arc::default(),
        assumptions: Assumptions::default(),
        stages: Arc::default(),
        scored_generation: 9,
        n_taken: 1,
    };
    let mut jobs = Jobs::new(|| ());
    jobs.start(Request::Forecast {
        key: key.clone(),
        cells: Arc::default(),
        scored: Arc::default(),
        n_runs: 10,
        past: Past::default(),
    });
    let replies = wait(&mut jobs, 1);
    let [Reply::Done { lane: Lane::Forecast, answer: Answer::Forecast { key: answered, .. }, .. }] = &replies[..]
    else {
        panic!("{replies:?}")
    };
    assert_eq!(*answered, key);
}

#[test]
fn a_project_is_opened_off_the_screens_thread() {
    let folder = tempfile::tempdir().unwrap();
    let (home, path) = (folder.path().join("home"), folder.path().join("town.tribewise"));
    let document = Document { project_id: store::new_project_id(), name: "Town".to_owned(), ..Document::default() };
    let store = Store::create(&home, &document).unwrap();
    store.save(&path, Replacing::OnlyOurs).wait().unwrap();
    drop(store);
    let mut jobs = Jobs::new(|| ());
    jobs.start(Request::OpenDocument { path: path.clone(), home: home.clone() });
    let mut replies = wait(&mut jobs, 1);
    let Some(Reply::Done { answer: Answer::Opened(opened), .. }) = replies.pop() else { panic!("not opened") };
    assert_eq!(opened.document.name, "Town");
    // Arc makes sure that the store may cross threads.
    let shared = Arc::new(opened);
    std::thread::spawn(move || assert!(shared.store.flush().is_ok())).join().unwrap();
    jobs.start(Request::OpenDocument { path: folder.path().join("gone.tribewise"), home });
    assert!(matches!(wait(&mut jobs, 1)[..], [Reply::Failed { failure: Failure::Store(_), .. }]));
}
