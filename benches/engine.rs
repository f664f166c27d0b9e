//! How long each step of the core takes on a made network with planted tribes; prints, and judges nothing.
//!
//! `cargo bench --bench engine -- 100000 1000000` for so many people and ties (about four contacts a tie).

use polars::prelude::{DataFrame, df};
use rand::{Rng, SeedableRng};
use rand_chacha::ChaCha8Rng;
use std::sync::Arc;
use std::time::{Duration, Instant};
use tribewise::domain::model::{FileKind, Network, ScoreSettings, Table};
use tribewise::domain::ticket::Ticket;
use tribewise::domain::{influence, ties, tribes};

const SEED: u64 = 42;
const DAY: i64 = 86_400;

/// Contacts of a degree-corrected planted partition: propensities Pareto(1.5) capped at √n/2, tribes of 30 to 3,000 by a
/// power law of exponent 2, 35 % of the draws across tribes, contacts a tie log-normal and more inside.
fn contacts(n_people: u32, n_ties: usize) -> DataFrame {
    let mut rng = ChaCha8Rng::seed_from_u64(SEED);
    let cap = f64::from(n_people).sqrt() / 2.0;
    let propensity: Vec<f64> = (0..n_people).map(|_| rng.random::<f64>().powf(-1.0 / 1.5).min(cap)).collect();
    let mut begins = vec![0u32];
    let mut tribe_of = Vec::with_capacity(n_people as usize);
    while tribe_of.len() < n_people as usize {
        let share: f64 = rng.random();
        let size = (1.0 / (1.0 / 30.0 - share * (1.0 / 30.0 - 1.0 / 3000.0))) as usize;
        let end = (tribe_of.len() + size).min(n_people as usize);
        tribe_of.resize(end, begins.len() as u32 - 1);
        begins.push(end as u32);
    }
    let mut sums = vec![0.0; n_people as usize + 1];
    for person in 0..n_people as usize {
        sums[person + 1] = sums[person] + propensity[person];
    }
    let draw = |rng: &mut ChaCha8Rng, begin: u32, end: u32| {
        let (low, high) = (sums[begin as usize], sums[end as usize]);
        let wanted = low + rng.random::<f64>() * (high - low);
        (sums.partition_point(|&sum| sum <= wanted) as u32 - 1).clamp(begin, end - 1)
    };
    let mut shuffled: Vec<u32> = (0..n_people).collect();
    for n in (1..shuffled.len()).rev() {
        shuffled.swap(n, rng.random_range(0..=n));
    }
    let (mut from, mut to, mut at, mut seconds) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    for _ in 0..n_ties {
        let a = draw(&mut rng, 0, n_people);
        let is_across = rng.random::<f64>() < 0.35;
        let tribe = tribe_of[a as usize] as usize;
        let b = if is_across { draw(&mut rng, 0, n_people) } else { draw(&mut rng, begins[tribe], begins[tribe + 1]) };
        let more = if is_across { 2.0 } else { 4.5 };
        let n_contacts = (more * (rng.random::<f64>() + rng.random::<f64>())) as usize + 1;
        for _ in 0..n_contacts {
            let is_out = rng.random::<f64>() < 0.6;
            let (x, y) = if is_out { (a, b) } else { (b, a) };
            from.push(shuffled[x as usize].to_string());
            to.push(shuffled[y as usize].to_string());
            at.push(rng.random_range(0..90 * DAY));
            seconds.push(rng.random_range(-1..600));
        }
    }
    df!("from" => from, "to" => to, "at" => at, "seconds" => seconds).unwrap_or_default()
}

fn timed<T>(what: &str, compute: impl FnOnce() -> T) -> T {
    let (begin, cpu) = (Instant::now(), cpu_seconds());
    let result = compute();
    let (wall, cpu) = (begin.elapsed().as_secs_f64(), cpu_seconds() - cpu);
    println!("{what:<28} {wall:>9.3} s {cpu:>9.2} CPU s   peak {:>6} MB", peak_mb());
    result
}

/// Seconds of all threads so far, where the system tells (in ticks of a hundredth).
fn cpu_seconds() -> f64 {
    let stat = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let after_name = stat.rsplit(')').next().unwrap_or_default();
    let ticks = after_name.split_whitespace().skip(11).take(2).filter_map(|word| word.parse::<f64>().ok());
    ticks.sum::<f64>() / 100.0
}

/// Peak resident memory of this process, where the system tells.
fn peak_mb() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find(|line| line.starts_with("VmHWM:")).unwrap_or_default();
    line.split_whitespace().nth(1).and_then(|kb| kb.parse::<u64>().ok()).unwrap_or(0) / 1024
}

/// Stops a computation at several moments and prints how long the longest answer took.
fn stop_latency<T: Send>(what: &str, whole: Duration, compute: impl Fn(&Ticket) -> T + Sync) {
    let longest = [1, 3, 5, 7u32]
        .into_iter()
        .map(|eighth| {
            let ticket = Ticket::new();
            std::thread::scope(|scope| {
                let job = scope.spawn(|| {
                    compute(&ticket);
                    Instant::now()
                });
                std::thread::sleep(whole * eighth / 8);
                let asked = Instant::now();
                ticket.stop();
                job.join().map_or(Duration::MAX, |ended| ended.saturating_duration_since(asked))
            })
        })
        .max();
    println!("{:<28} {:>9.3} s", format!("{what} stop, longest of 4"), longest.unwrap_or_default().as_secs_f64());
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let sizes: Vec<usize> = std::env::args().filter_map(|word| word.parse().ok()).collect();
    let (n_people, n_ties) = (sizes.first().copied().unwrap_or(100_000), sizes.get(1).copied().unwrap_or(1_000_000));
    let (settings, ticket) = (ScoreSettings::default(), Ticket::new());
    let frame = timed("made", || contacts(n_people as u32, n_ties));
    println!("{} contacts", frame.height());
    let tables = [Arc::new(Table { kind: FileKind::Calls, frame })];
    let people = timed("join people", || ties::join_people(&tables, &ticket))?;
    let begin = Instant::now();
    let measured = timed("measure ties", || ties::measure(&tables, &people, &settings, &ticket))?;
    let whole = begin.elapsed();
    println!("{} people, {} ties", people.len(), measured.len());
    let parts = timed("  of it ranking the parts", || ties::TieParts::of(&measured, &ticket))?;
    timed("  of it weighing", || ties::strength::combine(&parts, &ties::TieWeights::default()));
    timed("  of it shared contacts", || ties::shared_contacts(people.len(), &measured, &ticket))?;
    stop_latency("measure", whole, |ticket| ties::measure(&tables, &people, &settings, ticket));
    let network = timed("network", || Network::from_ties(people.len(), &measured));
    let begin = Instant::now();
    let found = timed("find tribes", || tribes::find(&network, &settings, &ticket))?;
    let whole = begin.elapsed();
    println!("{} tribes, modularity {:.4}", found.tribes.len(), found.modularity);
    stop_latency("find", whole, |ticket| tribes::find(&network, &settings, ticket));
    timed("pagerank", || influence::pagerank::pagerank(&network, None, &ticket))?;
    timed("core numbers", || influence::kcore::core_numbers(&network, &ticket))?;
    timed("reach", || influence::reach::reach(&network, &people.is_customer, &ticket))?;
    timed("participation", || influence::bridging::participation(&network, &found.of));
    let begin = Instant::now();
    let mut scores = timed("all scores", || influence::measure(&people, &network, &found, &settings, &ticket))?;
    let whole = begin.elapsed();
    timed("weigh anew", || influence::weigh(&mut scores, &settings.weights));
    stop_latency("score", whole, |ticket| influence::measure(&people, &network, &found, &settings, ticket));
    Ok(())
}
