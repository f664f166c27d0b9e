//! Long work off the screen's thread: who asks gets exactly one answer, done, stopped or failed; decides nothing else.

mod asked;
mod carrying;
mod check;
mod failure;
mod lanes;
mod panics;
mod request;
mod where_run;

pub use carrying::Pages;
pub use check::{Check, Checked, ToCheck};
pub use failure::{Failure, MakeBytes, Refused, Unwritable};
pub use lanes::{JobId, Lane};
pub use panics::install_panic_log;
pub use request::{Answer, Proposed, Read, Request};

use crate::domain::ticket::Progress;
use lanes::{Ended, Lanes};
use std::time::Duration;

/// How one job ended.
#[derive(Debug)]
#[allow(clippy::large_enum_variant, reason = "a few replies a minute, each moved once")]
pub enum Reply {
    Done { lane: Lane, job: JobId, answer: Answer },
    Stopped { lane: Lane, job: JobId },
    Failed { lane: Lane, job: JobId, failure: Failure },
}

/// All running work. Dropping it tells everything to stop.
#[derive(Debug)]
pub struct Jobs {
    lanes: Lanes<Result<Answer, Failure>>,
}

impl Jobs {
    /// `wake` is called from a worker's thread whenever a reply is there to be fetched.
    #[must_use]
    pub fn new(wake: impl Fn() + Send + Sync + 'static) -> Self {
        Jobs { lanes: Lanes::new(wake) }
    }

    /// Starts a job. In a lane where the newest wins, the older one is told to stop and answers "stopped"; in the
    /// others the job waits for its turn.
    pub fn start(&mut self, request: Request) -> JobId {
        self.lanes.start(request.lane(), move |ticket| request.run(ticket))
    }

    /// All answers since the last call, oldest first. Answers of jobs that were stopped do not come.
    pub fn poll(&mut self) -> Vec<Reply> {
        let reply = |(lane, job, ended)| match ended {
            Ended::Done(Ok(answer)) => Reply::Done { lane, job, answer },
            Ended::Done(Err(failure)) => Reply::Failed { lane, job, failure },
            Ended::Stopped => Reply::Stopped { lane, job },
            Ended::Panicked { place } => Reply::Failed { lane, job, failure: Failure::Bug { place } },
        };
        self.lanes.poll().into_iter().map(reply).collect()
    }

    /// How far the running jobs are, in the order of their lanes.
    pub fn running(&mut self) -> Vec<(Lane, Progress)> {
        self.lanes.running()
    }

    /// Lanes whose job has shown no progress for so long, as far as [`Jobs::running`] was asked.
    #[must_use]
    pub fn silent_for(&self, time: Duration) -> Vec<Lane> {
        self.lanes.silent_for(time)
    }

    /// Stops what runs and waits in a lane; the "stopped" answers are there at once, however slow the work is to hear.
    pub fn stop(&mut self, lane: Lane) {
        self.lanes.stop(lane);
    }
}
