//! Seconds, processor time and memory of a step, and how soon it hears a stop; knows nothing of what it measures.

use super::clock::cpu_seconds;
use std::time::{Duration, Instant};
use tribewise::domain::ticket::Ticket;

/// What one step took.
#[derive(Clone, Debug, Default)]
pub struct Taken {
    pub step: String,
    pub wall: f64,
    pub cpu: f64,
    pub peak_mb: u64,
    /// The longest of the answers to a stop, where it was asked for.
    pub stop: Option<f64>,
    pub note: String,
}

/// All steps of a run, printed as they come.
#[derive(Debug, Default)]
pub struct Meter {
    pub steps: Vec<Taken>,
}

impl Meter {
    /// Runs a step `times` times and keeps the one of middle wall time.
    pub fn step<T>(&mut self, step: &str, times: usize, mut compute: impl FnMut() -> T) -> T {
        let mut taken = Vec::new();
        let mut result = None;
        for _ in 0..times.max(1) {
            drop(result.take());
            let (begin, cpu) = (Instant::now(), cpu_seconds());
            result = Some(compute());
            taken.push((begin.elapsed().as_secs_f64(), cpu_seconds() - cpu));
        }
        taken.sort_by(|x, y| x.0.total_cmp(&y.0));
        let (wall, cpu) = taken[taken.len() / 2];
        println!("{step:<34} {wall:>9.3} s {cpu:>9.2} CPU s   peak {:>6} MB, then {:>6} MB", peak_mb(), now_mb());
        self.steps.push(Taken { step: step.into(), wall, cpu, peak_mb: peak_mb(), ..Taken::default() });
        result.unwrap_or_else(|| unreachable!())
    }

    /// A word beside the last step.
    pub fn note(&mut self, note: String) {
        println!("{:<34} {note}", "");
        if let Some(last) = self.steps.last_mut() {
            last.note = note;
        }
    }

    /// Stops the last step at several moments; the longest answer counts.
    pub fn stop<T: Send>(&mut self, compute: impl Fn(&Ticket) -> T + Sync) {
        let last = self.steps.last().map(|taken| taken.step.clone()).unwrap_or_default();
        self.stop_of(&last, compute);
    }

    /// The same of a step by its name.
    pub fn stop_of<T: Send>(&mut self, step: &str, compute: impl Fn(&Ticket) -> T + Sync) {
        let Some(taken) = self.steps.iter_mut().find(|taken| taken.step == step) else { return };
        let longest = stop_latency(Duration::from_secs_f64(taken.wall), compute);
        println!("{:<34} {longest:>9.3} s   stop of {step}, longest of 4", "");
        taken.stop = Some(longest);
    }

    pub fn get(&self, step: &str) -> Option<&Taken> {
        self.steps.iter().find(|taken| taken.step == step)
    }
}

fn stop_latency<T: Send>(whole: Duration, compute: impl Fn(&Ticket) -> T + Sync) -> f64 {
    let answer = |eighth: u32| {
        let ticket = Ticket::new();
        std::thread::scope(|scope| {
            let job = scope.spawn(|| {
                let result = compute(&ticket);
                let ended = Instant::now();
                drop(result);
                ended
            });
            std::thread::sleep(whole * eighth / 8);
            let asked = Instant::now();
            ticket.stop();
            job.join().map_or(f64::INFINITY, |ended| ended.saturating_duration_since(asked).as_secs_f64())
        })
    };
    [1, 3, 5, 7u32].into_iter().map(answer).fold(0.0, f64::max)
}

/// Peak resident memory of this process since it was last set back, where the system tells.
pub fn peak_mb() -> u64 {
    status("VmHWM:")
}

/// Resident memory of this process now.
pub fn now_mb() -> u64 {
    status("VmRSS:")
}

fn status(name: &str) -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find(|line| line.starts_with(name)).unwrap_or_default();
    line.split_whitespace().nth(1).and_then(|kb| kb.parse::<u64>().ok()).unwrap_or(0) / 1024
}

/// Makes the peak that of what comes from now on, where the system allows it.
pub fn reset_peak() {
    let _ = std::fs::write("/proc/self/clear_refs", "5");
}
