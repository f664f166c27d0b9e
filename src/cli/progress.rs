//! Runs a request while a bar on a terminal shows how far it is, and notes how long each stage takes.

use super::Ended;
use crate::domain::ticket::{Stage, Ticket};
use crate::project::Trouble;
use crate::shell::jobs::{Answer, Request};
use crate::ui::words::{self, Manner};
use indicatif::{ProgressBar, ProgressStyle};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

/// A watched run.
pub(super) struct Watched;

impl Watched {
    /// Carries a request out on this thread; the answer, and the seconds each stage took.
    pub fn run(request: Request) -> Result<(Answer, Vec<(Stage, f64)>), Ended> {
        let (outcome, stages) = Watched::work(|ticket| request.run(ticket));
        let answer = outcome.map_err(|_| Trouble::Bug)?.map_err(|failure| Trouble::from(&failure))?;
        Ok((answer, stages))
    }

    /// Any work on this thread; what it made, and the seconds each stage took.
    pub fn work<T>(work: impl FnOnce(&Ticket) -> T) -> (T, Vec<(Stage, f64)>) {
        let bar = ProgressBar::new(0).with_style(
            ProgressStyle::with_template("{msg} {wide_bar} {percent}%")
                .unwrap_or_else(|_| ProgressStyle::default_bar()),
        );
        let done = beside(&bar, work);
        bar.finish_and_clear();
        done
    }
}

/// Works while another thread says on the bar how far it is.
fn beside<T>(bar: &ProgressBar, work: impl FnOnce(&Ticket) -> T) -> (T, Vec<(Stage, f64)>) {
    let (clock, is_done, manner) = (Arc::new(Mutex::new(Clock::new())), AtomicBool::new(false), Manner::now());
    let begins = Arc::clone(&clock);
    let ticket = Ticket::telling(move |stage| lock(&begins).turn_to(stage));
    let outcome = std::thread::scope(|scope| {
        scope.spawn(|| {
            manner.take_on();
            watch(&ticket, bar, &is_done);
        });
        let _done = Done(&is_done);
        work(&ticket)
    });
    let mut clock = lock(&clock);
    clock.turn_to(Stage::Waiting);
    (outcome, clock.sums.clone())
}

/// What a bug left in a clock is still a clock.
fn lock(clock: &Mutex<Clock>) -> MutexGuard<'_, Clock> {
    clock.lock().unwrap_or_else(PoisonError::into_inner)
}

/// How long each stage took. Stages are told as they begin, so that short ones are there in every run.
struct Clock {
    stage: Stage,
    since: Instant,
    /// In seconds, each stage once, in the order in which they first began.
    sums: Vec<(Stage, f64)>,
}

impl Clock {
    fn new() -> Clock {
        Clock { stage: Stage::Waiting, since: Instant::now(), sums: vec![(Stage::Waiting, 0.0)] }
    }

    fn turn_to(&mut self, stage: Stage) {
        let now = Instant::now();
        let seconds = now.duration_since(self.since).as_secs_f64();
        if let Some((_, sum)) = self.sums.iter_mut().find(|(of, _)| *of == self.stage) {
            *sum += seconds;
        }
        if !self.sums.iter().any(|(of, _)| *of == stage) {
            self.sums.push((stage, 0.0));
        }
        (self.stage, self.since) = (stage, now);
    }
}

/// Says that the work is over when it is dropped, so that a bug in the work is heard of, too: the watcher is waited for.
struct Done<'a>(&'a AtomicBool);

impl Drop for Done<'_> {
    fn drop(&mut self) {
        self.0.store(true, Ordering::Release);
    }
}

fn watch(ticket: &Ticket, bar: &ProgressBar, is_done: &AtomicBool) {
    loop {
        let is_last = is_done.load(Ordering::Acquire);
        let progress = ticket.progress();
        bar.set_length(progress.total.max(1));
        bar.set_position(progress.done.min(progress.total));
        bar.set_message(words::progress(progress));
        if is_last {
            return;
        }
        std::thread::sleep(Duration::from_millis(5));
    }
}

/// The most memory this program has held so far, in megabytes, where the system tells.
pub(super) fn peak_megabytes() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find(|line| line.starts_with("VmHWM:"))?;
    let kilobytes: u64 = line.split_whitespace().nth(1)?.parse().ok()?;
    Some(kilobytes / 1024)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::words::Language;

    #[test]
    fn the_bar_speaks_as_the_command_does() {
        words::speak(Language::Italian);
        let bar = ProgressBar::hidden();
        let _ = beside(&bar, |ticket| ticket.begin(Stage::Reading, 0));
        words::speak(Language::English);
        assert_eq!(bar.message(), "Lettura dei file…");
    }

    #[test]
    fn every_stage_has_its_time_however_short_it_is() {
        let stages = [Stage::JoiningPeople, Stage::FindingTribes, Stage::ScoringPeople, Stage::FindingTribes];
        let work = |ticket: &Ticket| stages.iter().for_each(|&stage| ticket.begin(stage, 0).unwrap());
        for _ in 0..20 {
            let ((), times) = beside(&ProgressBar::hidden(), work);
            let told: Vec<Stage> = times.iter().map(|(stage, _)| *stage).collect();
            assert_eq!(told, [&[Stage::Waiting], &stages[..3]].concat());
            assert!(times.iter().all(|(_, seconds)| *seconds >= 0.0));
        }
        let wait = Duration::from_millis(30);
        let slow = |ticket: &Ticket| ticket.begin(Stage::Reading, 0).map(|()| std::thread::sleep(wait)).unwrap();
        assert!(beside(&ProgressBar::hidden(), slow).1[1].1 >= wait.as_secs_f64());
    }

    #[test]
    fn work_that_panics_comes_back_as_a_panic() {
        let worked = std::panic::catch_unwind(|| beside(&ProgressBar::hidden(), |_| -> u32 { panic!("a bug") }));
        assert_eq!(worked.unwrap_err().downcast_ref::<&str>(), Some(&"a bug"));
    }
}
