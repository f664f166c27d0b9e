//! The lanes that work runs in, for any kind of work; knows nothing of what is computed.

use super::panics;
use crate::domain::ticket::{Progress, Stopped, Ticket};
use std::collections::VecDeque;
use std::panic::AssertUnwindSafe;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::time::{Duration, Instant};

/// One kind of work; at most one job of a lane counts at a time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Lane {
    Import,
    Check,
    Topics,
    List,
    LookIntoTribe,
    Score,
    Choose,
    Study,
    Forecast,
    Open,
    Write,
    Print,
    Compare,
    LookBack,
    LookLeaving,
    Certainty,
    /// Where re-sampling takes so long that it is only done when somebody asks for it.
    AskedCertainty,
    Levels,
    Contrast,
    HearsNext,
    TakenUp,
    InTouch,
    Place,
    Draw,
}

impl Lane {
    pub const ALL: [Lane; 24] = [
        Lane::Import,
        Lane::Check,
        Lane::Topics,
        Lane::List,
        Lane::LookIntoTribe,
        Lane::Score,
        Lane::Choose,
        Lane::Study,
        Lane::Forecast,
        Lane::Open,
        Lane::Write,
        Lane::Print,
        Lane::Compare,
        Lane::LookBack,
        Lane::LookLeaving,
        Lane::Certainty,
        Lane::AskedCertainty,
        Lane::Levels,
        Lane::Contrast,
        Lane::HearsNext,
        Lane::TakenUp,
        Lane::InTouch,
        Lane::Place,
        Lane::Draw,
    ];

    /// Whether a new job takes the place of the running one. Files handed over are looked at and a file asked for is
    /// written, whatever is asked next.
    #[must_use]
    pub fn newest_wins(self) -> bool {
        !matches!(self, Lane::Import | Lane::Open | Lane::Write)
    }

    /// Whether its work is begun by itself and shown in its own place: nobody waits for it, and nobody stops it.
    #[must_use]
    pub fn is_quiet(self) -> bool {
        matches!(
            self,
            Lane::Study
                | Lane::Forecast
                | Lane::Check
                | Lane::Topics
                | Lane::List
                | Lane::LookIntoTribe
                | Lane::Compare
                | Lane::Certainty
                | Lane::TakenUp
                | Lane::InTouch
                | Lane::Place
                | Lane::Draw
        )
    }
}

/// Numbers jobs in the order of their start.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct JobId(u64);

/// How a job ended.
#[derive(Debug)]
pub(super) enum Ended<T> {
    Done(T),
    Stopped,
    Panicked { place: Option<String> },
}

type Work<T> = Box<dyn FnOnce(&Ticket) -> Result<T, Stopped> + Send>;

struct Running {
    job: JobId,
    ticket: Ticket,
    last_seen: (Progress, Instant),
}

struct LaneState<T> {
    lane: Lane,
    running: Option<Running>,
    waiting: VecDeque<(JobId, Work<T>)>,
}

/// A thread a job, so that one that is slow to hear a stop holds nobody up: it is left behind, and what it still
/// says is dropped by its number.
pub(super) struct Lanes<T> {
    states: Vec<LaneState<T>>,
    /// Answers that need no thread.
    at_once: Vec<(Lane, JobId, Ended<T>)>,
    sender: Sender<(Lane, JobId, Ended<T>)>,
    receiver: Receiver<(Lane, JobId, Ended<T>)>,
    wake: Arc<dyn Fn() + Send + Sync>,
    next: u64,
}

impl<T> std::fmt::Debug for Lanes<T> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let busy: Vec<Lane> = self.states.iter().filter(|state| state.running.is_some()).map(|s| s.lane).collect();
        f.debug_struct("Lanes").field("busy", &busy).finish_non_exhaustive()
    }
}

impl<T: Send + 'static> Lanes<T> {
    pub(super) fn new(wake: impl Fn() + Send + Sync + 'static) -> Self {
        let (sender, receiver) = channel();
        let idle = |lane| LaneState { lane, running: None, waiting: VecDeque::new() };
        let states = Lane::ALL.into_iter().map(idle).collect();
        Lanes { states, at_once: Vec::new(), sender, receiver, wake: Arc::new(wake), next: 0 }
    }

    pub(super) fn start(
        &mut self,
        lane: Lane,
        work: impl FnOnce(&Ticket) -> Result<T, Stopped> + Send + 'static,
    ) -> JobId {
        let job = JobId(self.next);
        self.next += 1;
        if lane.newest_wins() {
            self.stop(lane);
        }
        let state = &mut self.states[lane as usize];
        state.waiting.push_back((job, Box::new(work)));
        self.go_on(lane);
        job
    }

    /// Starts the next waiting job of an idle lane.
    fn go_on(&mut self, lane: Lane) {
        let state = &mut self.states[lane as usize];
        if state.running.is_some() {
            return;
        }
        let Some((job, work)) = state.waiting.pop_front() else { return };
        let ticket = Ticket::new();
        state.running = Some(Running { job, ticket: ticket.clone(), last_seen: (ticket.progress(), Instant::now()) });
        let (sender, wake) = (self.sender.clone(), self.wake.clone());
        let body = move || {
            let ended = run_one(work, &ticket);
            // The receiver is gone only when nobody wants answers any more.
            let _ = sender.send((lane, job, ended));
            wake();
        };
        if let Err(error) = std::thread::Builder::new().name(format!("{lane:?}").to_lowercase()).spawn(body) {
            log::error!("no thread for a job: {error}");
            self.states[lane as usize].running = None;
            self.at_once.push((lane, job, Ended::Panicked { place: None }));
            (self.wake)();
        }
    }

    pub(super) fn poll(&mut self) -> Vec<(Lane, JobId, Ended<T>)> {
        let mut replies = std::mem::take(&mut self.at_once);
        while let Ok((lane, job, ended)) = self.receiver.try_recv() {
            let running = &mut self.states[lane as usize].running;
            if running.as_ref().is_some_and(|running| running.job == job) {
                *running = None;
                replies.push((lane, job, ended));
                self.go_on(lane);
            }
        }
        replies
    }

    pub(super) fn running(&mut self) -> Vec<(Lane, Progress)> {
        let mut list = Vec::new();
        for state in &mut self.states {
            if let Some(running) = &mut state.running {
                let progress = running.ticket.progress();
                if progress != running.last_seen.0 {
                    running.last_seen = (progress, Instant::now());
                }
                list.push((state.lane, progress));
            }
        }
        list
    }

    pub(super) fn silent_for(&self, time: Duration) -> Vec<Lane> {
        let is_silent = |running: &Running| running.last_seen.1.elapsed() >= time;
        self.states.iter().filter(|state| state.running.as_ref().is_some_and(is_silent)).map(|s| s.lane).collect()
    }

    pub(super) fn stop(&mut self, lane: Lane) {
        let state = &mut self.states[lane as usize];
        let running = state.running.take().map(|running| {
            running.ticket.stop();
            running.job
        });
        let waiting: Vec<JobId> = state.waiting.drain(..).map(|(job, _)| job).collect();
        let n_before = self.at_once.len();
        self.at_once.extend(running.into_iter().chain(waiting).map(|job| (lane, job, Ended::Stopped)));
        if self.at_once.len() > n_before {
            (self.wake)();
        }
    }
}

impl<T> Drop for Lanes<T> {
    fn drop(&mut self) {
        for running in self.states.iter().filter_map(|state| state.running.as_ref()) {
            running.ticket.stop();
        }
    }
}

/// Runs one job to its one answer. The work owns what it reads and what it makes is dropped with it, so a panic leaves
/// nothing half done behind.
fn run_one<T>(work: Work<T>, ticket: &Ticket) -> Ended<T> {
    panics::forget_place();
    match std::panic::catch_unwind(AssertUnwindSafe(|| work(ticket))) {
        Ok(Ok(value)) => Ended::Done(value),
        Ok(Err(Stopped)) => Ended::Stopped,
        Err(_) => Ended::Panicked { place: panics::last_place() },
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::ticket::Stage;
    use std::sync::atomic::{AtomicUsize, Ordering};

    /// Polls until so many answers came; a generous deadline stands for "never".
    fn wait<T: Send + 'static>(lanes: &mut Lanes<T>, n: usize) -> Vec<(Lane, JobId, Ended<T>)> {
        let deadline = Instant::now() + Duration::from_secs(30);
        let mut replies = Vec::new();
        while replies.len() < n && Instant::now() < deadline {
            replies.extend(lanes.poll());
            std::thread::sleep(Duration::from_millis(1));
        }
        replies
    }

    fn until_stopped(ticket: &Ticket) -> Result<u32, Stopped> {
        loop {
            ticket.check()?;
            std::thread::sleep(Duration::from_millis(1));
        }
    }

    #[test]
    fn the_newest_wins_and_the_older_answers_stopped() {
        let mut lanes = Lanes::new(|| ());
        let old = lanes.start(Lane::Score, until_stopped);
        let new = lanes.start(Lane::Score, |_| Ok(7));
        let replies = wait(&mut lanes, 2);
        assert!(matches!(replies[0], (Lane::Score, job, Ended::Stopped) if job == old));
        assert!(matches!(replies[1], (Lane::Score, job, Ended::Done(7)) if job == new));
    }

    #[test]
    fn writing_and_looking_at_files_wait_for_their_turn_and_nothing_is_lost() {
        for lane in [Lane::Write, Lane::Import] {
            let mut lanes = Lanes::new(|| ());
            let jobs: Vec<JobId> = (0..5).map(|n| lanes.start(lane, move |_| Ok(n))).collect();
            let replies = wait(&mut lanes, 5);
            let number = |ended: &Ended<i32>| if let Ended::Done(n) = ended { *n } else { -1 };
            let done: Vec<(JobId, i32)> = replies.iter().map(|(_, job, ended)| (*job, number(ended))).collect();
            assert_eq!(done, jobs.into_iter().zip(0..).collect::<Vec<_>>());
        }
    }

    #[test]
    fn a_panic_is_an_answer_and_the_next_job_runs() {
        let mut lanes = Lanes::new(|| ());
        lanes.start(Lane::Import, |_| -> Result<u32, Stopped> { panic!("made to") });
        assert!(matches!(wait(&mut lanes, 1)[..], [(Lane::Import, _, Ended::Panicked { .. })]));
        lanes.start(Lane::Import, |_| Ok(3));
        assert!(matches!(wait(&mut lanes, 1)[..], [(Lane::Import, _, Ended::Done(3))]));
    }

    #[test]
    fn a_stop_is_answered_at_once_and_the_late_word_is_dropped() {
        let mut lanes = Lanes::new(|| ());
        let (release, wait_for) = channel::<()>();
        let (said, hear) = channel();
        let job = lanes.start(Lane::Score, move |_| {
            // Deaf: hears no stop until it is released.
            let _ = wait_for.recv();
            said.send(()).ok();
            Ok(1)
        });
        lanes.stop(Lane::Score);
        // Nothing was waited for: the answer is there although the work still runs.
        assert!(matches!(lanes.poll()[..], [(Lane::Score, j, Ended::Stopped)] if j == job));
        assert!(lanes.running().is_empty());
        let next = lanes.start(Lane::Score, |_| Ok(2));
        release.send(()).unwrap();
        hear.recv_timeout(Duration::from_secs(30)).unwrap();
        assert!(matches!(wait(&mut lanes, 1)[..], [(Lane::Score, j, Ended::Done(2))] if j == next));
        std::thread::sleep(Duration::from_millis(20));
        assert!(lanes.poll().is_empty());
    }

    #[test]
    fn progress_is_seen_the_screen_is_woken_and_silence_is_noticed() {
        static WOKEN: AtomicUsize = AtomicUsize::new(0);
        let mut lanes = Lanes::new(|| {
            WOKEN.fetch_add(1, Ordering::SeqCst);
        });
        let (release, wait_for) = channel::<()>();
        let (said, hear) = channel();
        lanes.start(Lane::Forecast, move |ticket| {
            ticket.begin(Stage::Simulating, 200)?;
            ticket.advance(50)?;
            said.send(()).ok();
            let _ = wait_for.recv();
            Ok(0)
        });
        hear.recv_timeout(Duration::from_secs(30)).unwrap();
        let progress = Progress { stage: Stage::Simulating, done: 50, total: 200 };
        assert_eq!(lanes.running(), [(Lane::Forecast, progress)]);
        assert_eq!(lanes.silent_for(Duration::ZERO), [Lane::Forecast]);
        assert!(lanes.silent_for(Duration::from_hours(1)).is_empty());
        assert_eq!(WOKEN.load(Ordering::SeqCst), 0);
        release.send(()).unwrap();
        assert_eq!(wait(&mut lanes, 1).len(), 1);
        let deadline = Instant::now() + Duration::from_secs(30);
        while WOKEN.load(Ordering::SeqCst) == 0 && Instant::now() < deadline {
            std::thread::sleep(Duration::from_millis(1));
        }
        assert_eq!(WOKEN.load(Ordering::SeqCst), 1);
    }

    #[test]
    fn dropping_the_lanes_stops_the_work() {
        let mut lanes = Lanes::new(|| ());
        let (said, hear) = channel();
        lanes.start(Lane::Score, move |ticket| {
            let result = until_stopped(ticket);
            said.send(()).ok();
            result
        });
        drop(lanes);
        assert!(hear.recv_timeout(Duration::from_secs(30)).is_ok());
    }
}
