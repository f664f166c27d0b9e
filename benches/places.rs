//! How truly the map shows who is tied to whom, beside places that other programs give for the same pairs; prints, and
//! judges nothing.
//!
//! `cargo bench --bench places -- PAIRS [PLACES...]`: PAIRS is a text file with two whole numbers a line, from 0; each of
//! PLACES holds `x y` for person 0, 1, ... a line (`benches/peers/places.py` writes such files). Without any, a made
//! network of 100,000 people and 500,000 ties is placed and timed. At the end `--peers` runs sfdp, igraph's `DrL` and
//! graphology's `ForceAtlas2` on the same pairs, or those named after it (`benches/peers/places.py` says which, and what to
//! install; `PEERS_PYTHON` names the python that has igraph, `NODE_PATH` the folder that has graphology).
//!
//! Preserved: of as many nearest points as somebody has contacts, the mean share (Jaccard) who are contacts (as in
//! Kruiger et al. 2017). Stress: of distances between people and steps between them (Gansner, Koren & North 2004), after
//! the best scaling; 0 is perfect. Lengths: how unequal ties are, as spread by mean.

#[path = "parts/clock.rs"]
mod clock;
#[path = "parts/made.rs"]
mod made;

use clock::cpu_seconds;
use rayon::prelude::*;
use std::io::{BufRead, BufReader, BufWriter, Write};
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Instant;
use tribewise::domain::model::{Network, ScoreSettings, Scores, Ties};
use tribewise::domain::placement::place;
use tribewise::domain::selecting::Index;
use tribewise::domain::ticket::Ticket;
use tribewise::domain::tribes;

/// Who is run beside us where nobody is named.
const ALL: [&str; 3] = ["sfdp", "drl", "forceatlas2"];
/// People looked at for what is preserved, and people from whom steps are counted.
const SAMPLE: usize = 4_000;
const SOURCES: usize = 60;

fn network(mut pairs: Vec<(u32, u32)>) -> Network {
    for pair in &mut pairs {
        *pair = (pair.0.min(pair.1), pair.0.max(pair.1));
    }
    pairs.retain(|pair| pair.0 != pair.1);
    pairs.sort_unstable();
    pairs.dedup();
    let n = pairs.iter().map(|pair| pair.1 as usize + 1).max().unwrap_or(0);
    let ties = Ties {
        a: pairs.iter().map(|pair| pair.0).collect(),
        b: pairs.iter().map(|pair| pair.1).collect(),
        contacts_out: vec![1; pairs.len()],
        contacts_back: vec![1; pairs.len()],
        strength: vec![1.0; pairs.len()],
        ..Ties::default()
    };
    Network::from_ties(n, &ties)
}

fn away(a: [f32; 2], b: [f32; 2]) -> f64 {
    f64::from(a[0] - b[0]).hypot(f64::from(a[1] - b[1]))
}

/// The mean share of contacts among as many nearest.
fn preserved(network: &Network, at: &[[f32; 2]]) -> f64 {
    let index = Index::new(at);
    let tied: Vec<u32> =
        (0..at.len() as u32).filter(|&p| network.n_contacts(p) > 0 && at[p as usize][0].is_finite()).collect();
    let step = (tied.len() / SAMPLE).max(1);
    let sample: Vec<u32> = tied.iter().copied().step_by(step).collect();
    let (low, high) = at.iter().filter(|p| p[0].is_finite()).fold(([f32::MAX; 2], [f32::MIN; 2]), |(low, high), p| {
        ([low[0].min(p[0]), low[1].min(p[1])], [high[0].max(p[0]), high[1].max(p[1])])
    });
    let widest = (high[0] - low[0]).max(high[1] - low[1]).max(1e-6);
    let share = |&person: &u32| {
        let (from, k) = (at[person as usize], network.n_contacts(person));
        let mut reach = widest * (k as f32 / at.len() as f32).sqrt();
        let near = loop {
            let mut near: Vec<(f64, u32)> = Vec::new();
            index.around([from[0] - reach, from[1] - reach], [from[0] + reach, from[1] + reach], |row, place| {
                let distance = away(from, place);
                if row != person && distance <= f64::from(reach) {
                    near.push((distance, row));
                }
            });
            if near.len() >= k || reach > 2.0 * widest {
                near.sort_by(|x, y| x.0.total_cmp(&y.0).then(x.1.cmp(&y.1)));
                near.truncate(k);
                break near;
            }
            reach *= 1.6;
        };
        let mut rows: Vec<u32> = near.iter().map(|n| n.1).collect();
        rows.sort_unstable();
        let n_both = network.ties_of(person).filter(|(other, _)| rows.binary_search(other).is_ok()).count();
        n_both as f64 / (2 * k - n_both).max(1) as f64
    };
    sample.par_iter().map(share).sum::<f64>() / sample.len().max(1) as f64
}

/// Normalised stress over all people from some sources, after the best scaling.
fn stress(network: &Network, at: &[[f32; 2]]) -> f64 {
    let tied: Vec<u32> = (0..at.len() as u32).filter(|&p| network.n_contacts(p) > 0).collect();
    let step = (tied.len() / SOURCES).max(1);
    let sums = tied.par_iter().step_by(step).map(|&source| {
        let mut steps = vec![u32::MAX; at.len()];
        steps[source as usize] = 0;
        let mut queue = std::collections::VecDeque::from([source]);
        let mut sum = [0.0f64; 3];
        while let Some(person) = queue.pop_front() {
            let d = f64::from(steps[person as usize]);
            if d > 0.0 && at[person as usize][0].is_finite() && at[source as usize][0].is_finite() {
                // Weights 1 / d²: the sums of (s · x − d)² / d² for the best s.
                let x = away(at[source as usize], at[person as usize]) / d;
                sum = [sum[0] + x * x, sum[1] + x, sum[2] + 1.0];
            }
            for (other, _) in network.ties_of(person) {
                if steps[other as usize] == u32::MAX {
                    steps[other as usize] = steps[person as usize] + 1;
                    queue.push_back(other);
                }
            }
        }
        sum
    });
    let [squares, linear, n] = sums.reduce(|| [0.0; 3], |x, y| [x[0] + y[0], x[1] + y[1], x[2] + y[2]]);
    // With the best scale s = linear / squares.
    1.0 - linear * linear / (squares * n).max(1e-12)
}

/// The spread of the ties' lengths by their mean.
fn lengths(network: &Network, at: &[[f32; 2]]) -> f64 {
    let mut sum = [0.0f64; 3];
    for person in 0..at.len() as u32 {
        for (other, _) in network.ties_of(person).filter(|tie| tie.0 > person) {
            let long = away(at[person as usize], at[other as usize]);
            if long.is_finite() {
                sum = [sum[0] + 1.0, sum[1] + long, sum[2] + long * long];
            }
        }
    }
    let mean = sum[1] / sum[0].max(1.0);
    (sum[2] / sum[0].max(1.0) - mean * mean).max(0.0).sqrt() / mean.max(1e-12)
}

fn say(what: &str, network: &Network, at: &[[f32; 2]]) {
    let (kept, stress, lengths) = (preserved(network, at), stress(network, at), lengths(network, at));
    println!("{what:<52} preserved {kept:.4}   stress {stress:.4}   lengths {lengths:.3}");
}

fn numbers(path: &str) -> Vec<Vec<f64>> {
    let text = std::fs::read_to_string(path).unwrap_or_default();
    let row = |line: &str| line.split([' ', '\t', ',']).map_while(|word| word.trim().parse().ok()).collect();
    text.lines().map(row).filter(|row: &Vec<f64>| row.len() >= 2).collect()
}

/// Writes pairs where other programs read them, runs those programs one after the other, and says how theirs compare.
fn beside(network: &Network, names: &[String]) -> std::io::Result<()> {
    let folder = std::env::temp_dir().join(format!("tribewise-places-{}", std::process::id()));
    std::fs::create_dir_all(&folder)?;
    let pairs = folder.join("pairs.txt");
    let mut file = BufWriter::new(std::fs::File::create(&pairs)?);
    for person in 0..network.n_people() as u32 {
        for (other, _) in network.ties_of(person).filter(|tie| tie.0 > person) {
            writeln!(file, "{person} {other}")?;
        }
    }
    file.flush()?;
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("benches/peers/places.py");
    let python = std::env::var("PEERS_PYTHON").unwrap_or_else(|_| "python3".into());
    let mut child =
        Command::new(python).arg(script).arg(&pairs).arg(&folder).args(names).stdout(Stdio::piped()).spawn()?;
    for line in child.stdout.take().into_iter().flat_map(|out| BufReader::new(out).lines()) {
        let line = line?;
        match line.split(' ').collect::<Vec<_>>()[..] {
            [name, seconds, cpu, path] if name != "#" => {
                theirs(&format!("{name} ({seconds} s, {cpu} CPU s)"), network, path);
            }
            _ => println!("{line}"),
        }
    }
    child.wait()?;
    std::fs::remove_dir_all(&folder)
}

fn theirs(what: &str, network: &Network, path: &str) {
    let at: Vec<[f32; 2]> = numbers(path).iter().map(|row| [row[0] as f32, row[1] as f32]).collect();
    if at.len() == network.n_people() {
        say(what, network, &at);
    } else {
        println!("{what}: {} places for {} people", at.len(), network.n_people());
    }
}

fn main() -> std::io::Result<()> {
    let mut words: Vec<String> = std::env::args().skip(1).filter(|word| word != "--bench").collect();
    let peers = words.iter().position(|word| word == "--peers").map(|at| words.split_off(at).split_off(1));
    let network = if let Some(path) = words.first() {
        network(numbers(path).iter().map(|row| (row[0] as u32, row[1] as u32)).collect())
    } else {
        let pairs = made::pairs(100_000, 500_000);
        println!("made, {} of the ties across tribes", pairs.iter().filter(|tie| tie.is_across).count());
        Network::from_ties(100_000, &made::ties(&pairs))
    };
    println!("{} people, {} ties", network.n_people(), network.neighbours.len() / 2);
    let ticket = Ticket::new();
    // Places rest on tribes: the time to find them is ours, too.
    let (begin, cpu) = (Instant::now(), cpu_seconds());
    let Ok(found) = tribes::find(&network, &ScoreSettings::default(), &ticket) else { return Ok(()) };
    let influence = (0..network.n_people() as u32).map(|p| (network.n_contacts(p) as f32).min(100.0)).collect();
    let scores = Scores { influence, ..Scores::default() };
    let finding = begin.elapsed().as_secs_f64();
    let Ok(places) = place(&network, &found, &scores, None, 1, &ticket) else { return Ok(()) };
    let (seconds, cpu) = (begin.elapsed().as_secs_f64(), cpu_seconds() - cpu);
    let n_tribes = found.tribes.len();
    let what = format!("tribewise ({seconds:.1} s, {cpu:.1} CPU s, {finding:.1} s of it {n_tribes} tribes)");
    say(&what, &network, &places.people);
    for path in words.iter().skip(1) {
        theirs(path, &network, path);
    }
    match peers {
        Some(names) if names.is_empty() => beside(&network, &ALL.map(str::to_owned)),
        Some(names) => beside(&network, &names),
        None => Ok(()),
    }
}
