//! Progress out and stop in for long computations; knows nothing of threads, clocks or screens.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU8, AtomicU64, Ordering};

/// The step a long computation is in, in the order of the river.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[repr(u8)]
pub enum Stage {
    Waiting,
    Reading,
    Checking,
    JoiningPeople,
    MeasuringTies,
    FindingTribes,
    ScoringPeople,
    PlacingMap,
    ComparingPeople,
    ChoosingPeople,
    Simulating,
    Writing,
}

impl Stage {
    /// Every stage, in order; the position of a stage is its number.
    pub const ALL: [Stage; 12] = [
        Stage::Waiting,
        Stage::Reading,
        Stage::Checking,
        Stage::JoiningPeople,
        Stage::MeasuringTies,
        Stage::FindingTribes,
        Stage::ScoringPeople,
        Stage::PlacingMap,
        Stage::ComparingPeople,
        Stage::ChoosingPeople,
        Stage::Simulating,
        Stage::Writing,
    ];
}

/// The computation was told to stop; whatever it had made is dropped.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("stopped on request")]
pub struct Stopped;

/// What a screen may show of a running computation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Progress {
    pub stage: Stage,
    pub done: u64,
    /// 0 where the length of the stage is not known.
    pub total: u64,
}

#[derive(Default)]
struct Shared {
    is_stopped: AtomicBool,
    stage: AtomicU8,
    done: AtomicU64,
    total: AtomicU64,
    /// Hears of every stage.
    listener: Option<Box<dyn Fn(Stage) + Send + Sync>>,
}

/// Handed to every long computation; clones share one state.
#[derive(Clone, Default)]
pub struct Ticket(Arc<Shared>);

impl std::fmt::Debug for Ticket {
    fn fmt(&self, to: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        to.debug_tuple("Ticket").field(&self.progress()).field(&self.is_stopped()).finish()
    }
}

impl Ticket {
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// One that says of every stage when it begins, on the thread that begins it; stages side by side take turns.
    #[must_use]
    pub fn telling(listener: impl Fn(Stage) + Send + Sync + 'static) -> Self {
        Ticket(Arc::new(Shared { listener: Some(Box::new(listener)), ..Shared::default() }))
    }

    /// Asks the computation to stop at its next check.
    pub fn stop(&self) {
        self.0.is_stopped.store(true, Ordering::Relaxed);
    }

    #[must_use]
    pub fn is_stopped(&self) -> bool {
        self.0.is_stopped.load(Ordering::Relaxed)
    }

    /// Call at least every few milliseconds of work.
    ///
    /// # Errors
    /// [`Stopped`] once somebody called [`Ticket::stop`].
    pub fn check(&self) -> Result<(), Stopped> {
        if self.is_stopped() { Err(Stopped) } else { Ok(()) }
    }

    /// Begins a stage of `total` steps (0: unknown).
    ///
    /// # Errors
    /// [`Stopped`], as [`Ticket::check`].
    pub fn begin(&self, stage: Stage, total: u64) -> Result<(), Stopped> {
        self.0.stage.store(stage as u8, Ordering::Relaxed);
        self.0.done.store(0, Ordering::Relaxed);
        self.0.total.store(total, Ordering::Relaxed);
        self.0.listener.iter().for_each(|listener| listener(stage));
        self.check()
    }

    /// Counts `steps` more of the stage as done.
    ///
    /// # Errors
    /// [`Stopped`], as [`Ticket::check`].
    pub fn advance(&self, steps: u64) -> Result<(), Stopped> {
        self.0.done.fetch_add(steps, Ordering::Relaxed);
        self.check()
    }

    #[must_use]
    pub fn progress(&self) -> Progress {
        let stage = usize::from(self.0.stage.load(Ordering::Relaxed));
        Progress {
            stage: Stage::ALL.get(stage).copied().unwrap_or(Stage::Waiting),
            done: self.0.done.load(Ordering::Relaxed),
            total: self.0.total.load(Ordering::Relaxed),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stop_is_heard_by_every_clone() {
        let ticket = Ticket::new();
        let other = ticket.clone();
        assert!(other.begin(Stage::FindingTribes, 10).is_ok());
        ticket.stop();
        assert_eq!(other.advance(1), Err(Stopped));
        assert_eq!(other.progress(), Progress { stage: Stage::FindingTribes, done: 1, total: 10 });
    }

    #[test]
    fn every_stage_is_told_of_as_it_begins() {
        let heard = Arc::new(std::sync::Mutex::new(Vec::new()));
        let hears = heard.clone();
        let ticket = Ticket::telling(move |stage| hears.lock().unwrap().push(stage));
        for stage in [Stage::Reading, Stage::Writing, Stage::Reading] {
            ticket.clone().begin(stage, 1).unwrap();
        }
        assert_eq!(*heard.lock().unwrap(), [Stage::Reading, Stage::Writing, Stage::Reading]);
    }

    #[test]
    fn stages_are_listed_by_their_number() {
        for (n, stage) in Stage::ALL.iter().enumerate() {
            assert_eq!(*stage as usize, n);
        }
    }
}
