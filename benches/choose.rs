//! How far the chosen people reach on `NetHEPT`, beside its published figures, and how long choosing takes on a made
//! network or another edge list; prints, and judges nothing.
//!
//! `cargo bench --bench choose -- ../shared/data/nethept/hep.txt` for `NetHEPT` (Chen, Wang & Yang 2009), the same with
//! any `MatrixMarket` edge list (`.mtx`), there with `--ids 0.02` for `benches/peers/douban.py`: who is chosen at that
//! tolerance and how long it took, as a line of JSON; or `cargo bench --bench choose -- 100000 1000000` for so many made
//! people and ties; with `--plan` only a whole plan's road.

#[path = "parts/clock.rs"]
mod clock;
#[path = "parts/made.rs"]
mod made;

use clock::cpu_seconds;
use std::cmp::Reverse;
use std::sync::Arc;
use std::time::Instant;
use tribewise::domain::campaign::{Ground, How, Plan, Told, draw_cells_on};
use tribewise::domain::forecast::choose::{Chance, Model, Precision, Spreading, Terms, choose, reach};
use tribewise::domain::forecast::{Assumptions, best_spread, forecast};
use tribewise::domain::model::{Going, Network, People, Scores, Ties, Tribes};
use tribewise::domain::score::Scored;
use tribewise::domain::ticket::Ticket;

const PEOPLE: usize = 50;

/// Pairs as a network whose strength is how often each pair is there, as a share of the most.
fn network(n_people: usize, mut pairs: Vec<(u32, u32)>) -> Network {
    for pair in &mut pairs {
        *pair = (pair.0.min(pair.1), pair.0.max(pair.1));
    }
    pairs.retain(|pair| pair.0 != pair.1);
    pairs.sort_unstable();
    let times: Vec<(u32, u32, f32)> =
        pairs.chunk_by(|x, y| x == y).map(|same| (same[0].0, same[0].1, same.len() as f32)).collect();
    let most = times.iter().map(|pair| pair.2).fold(1.0, f32::max);
    let ties = Ties {
        a: times.iter().map(|pair| pair.0).collect(),
        b: times.iter().map(|pair| pair.1).collect(),
        strength: times.iter().map(|pair| pair.2 / most).collect(),
        going: vec![Going::EVEN; times.len()],
        ..Ties::default()
    };
    Network::from_ties(n_people, &ties)
}

/// A plan's road over the network: `n` people by the best spread, then the forecast beside nothing, random and
/// most-connected people; prints the seconds of both.
fn show_plan(network: &Network, n: usize) {
    let n_people = network.n_people();
    let people = People::from_ids((0..n_people).map(|k| k.to_string()).collect());
    let scores = Scores { order: (0..n_people as u32).collect(), ..Scores::default() };
    let tribes = Tribes { of: vec![0; n_people], ..Tribes::default() };
    let scored = Scored {
        people: Arc::new(people),
        network: Arc::new(network.clone()),
        scores: Arc::new(scores),
        tribes: Arc::new(tribes),
        ..Scored::default()
    };
    let mut plan = Plan::new(1, "bench");
    plan.choice.how = How::BestSpread;
    plan.control_percent = 0.0;
    // The share of an audience has no less than one per cent: the budget makes the number.
    plan.share_percent = (100.0 * n as f32 / n_people as f32).max(1.0);
    (plan.cost_a_head_cents, plan.budget_cents) = (100, i64::try_from(100 * n).unwrap_or(i64::MAX));
    let (ticket, usual) = (Ticket::new(), Assumptions::default());
    let ground = Ground { scored: &scored, told: Told::default(), spread: None };
    let begin = Instant::now();
    let Ok(best) = best_spread(&plan, &ground, &usual, &tribewise::domain::forecast::Known::default(), &ticket) else {
        return;
    };
    let chosen = begin.elapsed().as_secs_f64();
    let Some(cells) = draw_cells_on(&plan, &Ground { spread: Some((&best.people, &best.next)), ..ground }) else {
        return;
    };
    let begin = Instant::now();
    let Ok(told) = forecast(&plan, &cells, &scored, &usual, 400, 1, &ticket) else { return };
    println!(
        "plan: {} people by best spread in {chosen:.2} s (proven {:.0} % of the best), four forecasts of 400 runs in {:.2} s: {:.0} more ({:.0} to {:.0})",
        cells.treated.len(),
        100.0 * best.proven_share(),
        begin.elapsed().as_secs_f64(),
        told.extra().likely,
        told.extra().low,
        told.extra().high,
    );
}

/// Chooses, simulates and prints one line.
fn show(what: &str, network: &Network, model: Model, chance: Chance, tolerance: f64) {
    let (ticket, n_people) = (Ticket::new(), network.n_people());
    let begin = Instant::now();
    let Ok(spreading) = Spreading::new(network, model, chance, &ticket) else { return };
    let laid_out = begin.elapsed().as_secs_f64();
    let terms = Terms { count: Some(PEOPLE), tolerance, seed: made::SEED, ..Terms::default() };
    let Ok(chosen) = choose(&spreading, &terms, n_people, &ticket) else { return };
    let seconds = begin.elapsed().as_secs_f64();
    let most_runs = if n_people > 50_000 { 1_000 } else { 20_000 };
    let precision = Precision { most_runs, half_width_share: 0.0 };
    let begin = Instant::now();
    let Ok(found) = reach(&spreading, &chosen.people, &vec![1.0; n_people], precision, 7, &ticket) else { return };
    println!(
        "{what:<34} {:>8.1} ± {:.1} ({} runs, {:.2} s)   proven {:.1} to {:.1}, estimate {:.1}, {} sets, {seconds:.2} s ({laid_out:.2} s of it laying out)",
        found.mean,
        found.high - found.mean,
        found.n_runs,
        begin.elapsed().as_secs_f64(),
        chosen.lower_bound,
        chosen.upper_bound,
        chosen.expected,
        chosen.n_sets,
    );
    let mut connected: Vec<u32> = (0..n_people as u32).collect();
    connected.sort_by_key(|&person| (Reverse(network.n_contacts(person)), person));
    connected.truncate(PEOPLE);
    let Ok(found) = reach(&spreading, &connected, &vec![1.0; n_people], precision, 7, &ticket) else { return };
    println!("{:<34} {:>8.1} ± {:.1}", "  the most connected instead", found.mean, found.high - found.mean);
}

/// People and ties of an edge list: after lines that begin with `%`, a first line that begins with the number of people,
/// then a tie a line, from nought, or from one in `MatrixMarket` files.
fn edge_list(text: &str, first: u32) -> Network {
    let mut lines = text.lines().filter(|line| !line.starts_with('%')).map(str::split_whitespace);
    let n_people = lines.next().and_then(|mut words| words.next()?.parse().ok()).unwrap_or(0);
    let number = |word: Option<&str>| word?.parse::<u32>().ok()?.checked_sub(first);
    let pairs = lines.filter_map(|mut words| Some((number(words.next())?, number(words.next())?))).collect();
    network(n_people, pairs)
}

/// Prints whom weighted cascade chooses, people counted from nought, and the seconds of each step.
fn show_ids(network: &Network, read: f64, tolerance: f64) {
    let ticket = Ticket::new();
    let (begin, cpu) = (Instant::now(), cpu_seconds());
    let Ok(spreading) = Spreading::new(network, Model::Cascade, Chance::Alike, &ticket) else { return };
    let laid_out = begin.elapsed().as_secs_f64();
    let terms = Terms { count: Some(PEOPLE), tolerance, seed: made::SEED, ..Terms::default() };
    let Ok(chosen) = choose(&spreading, &terms, network.n_people(), &ticket) else { return };
    let seconds = begin.elapsed().as_secs_f64();
    println!(
        r#"{{"tolerance":{tolerance},"read":{read:.3},"laid_out":{laid_out:.3},"seconds":{seconds:.3},"cpu":{:.2},"sets":{},"ids":{:?}}}"#,
        cpu_seconds() - cpu,
        chosen.n_sets,
        chosen.people,
    );
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let words: Vec<String> = std::env::args().skip(1).filter(|word| !word.starts_with("--")).collect();
    let sizes: Vec<usize> = words.iter().filter_map(|word| word.parse().ok()).collect();
    if let [n_people, n_ties, ..] = sizes[..] {
        let network = Network::from_ties(n_people, &made::ties(&made::pairs(n_people as u32, n_ties)));
        println!("{} people, {} ties, {PEOPLE} chosen", network.n_people(), network.n_ties());
        if std::env::args().any(|word| word == "--plan") {
            show_plan(&network, n_people.div_ceil(100).min(1_000));
            return Ok(());
        }
        show("weighted cascade, tolerance 0.02", &network, Model::Cascade, Chance::Alike, 0.02);
        show("weighted cascade, tolerance 0.1", &network, Model::Cascade, Chance::Alike, 0.1);
        show("weighted by strength", &network, Model::Cascade, Chance::ByStrength, 0.02);
        show("linear threshold", &network, Model::Threshold, Chance::Alike, 0.02);
        show("dense: 0.02 on every tie", &network, Model::Cascade, Chance::Uniform(0.02), 0.02);
        show_plan(&network, n_people.div_ceil(100).min(1_000));
        return Ok(());
    }
    let Some(path) = words.first() else { return Err("Name an edge list, or people and ties.".into()) };
    let (begin, is_matrix) = (Instant::now(), std::path::Path::new(path).extension().is_some_and(|word| word == "mtx"));
    let network = edge_list(&std::fs::read_to_string(path)?, u32::from(is_matrix));
    let read = begin.elapsed().as_secs_f64();
    if std::env::args().any(|word| word == "--ids") {
        show_ids(&network, read, words.get(1).map_or(Ok(0.02), |word| word.parse())?);
        return Ok(());
    }
    println!("{path}: {} people, {} ties, {PEOPLE} chosen, read in {read:.2} s", network.n_people(), network.n_ties());
    if is_matrix {
        show("weighted cascade", &network, Model::Cascade, Chance::Alike, 0.02);
    } else {
        show_nethept(&network);
    }
    show("weighted cascade, tolerance 0.1", &network, Model::Cascade, Chance::Alike, 0.1);
    Ok(())
}

/// Everything that has a published figure.
fn show_nethept(network: &Network) {
    for (what, model, chance) in [
        ("weighted cascade (967)", Model::Cascade, Chance::Alike),
        ("weighted cascade by repeats (1048)", Model::Cascade, Chance::ByStrength),
        ("cascade, 0.01 a tie (73)", Model::Cascade, Chance::Uniform(0.01)),
        ("linear threshold (1299)", Model::Threshold, Chance::Alike),
        ("threshold by repeats (1422)", Model::Threshold, Chance::ByStrength),
    ] {
        show(what, network, model, chance, 0.02);
    }
}
