//! How long each step of the core takes on a made network with planted tribes, beside other programs where asked for;
//! prints, and judges only what has a bar.
//!
//! `cargo bench --bench engine -- 1000000 10000000` for so many people and ties (about four contacts a tie), with
//! `--peers` beside igraph, networkit, scipy, leidenalg, duckdb, polars and cynetdiff (see `benches/peers/peers.py`),
//! with `--no-contacts` without the step from contacts to ties, with `--only-contacts` that step and what follows alone,
//! with `--only-sums` its first half three times, with `--no-choosing` without choosing and cascades, with `--growth` a
//! table of three sizes.

#[path = "parts/clock.rs"]
mod clock;
#[path = "parts/contacts.rs"]
mod contacts;
#[path = "parts/made.rs"]
mod made;
#[path = "parts/meter.rs"]
mod meter;
#[path = "parts/peers.rs"]
mod peers;

use meter::{Meter, now_mb, peak_mb, reset_peak};
use rayon::prelude::*;
use std::error::Error;
use std::sync::Arc;
use std::time::Duration;
use tribewise::domain::forecast::choose::{Chance, Model, Precision, Spreading, Terms, choose, reach};
use tribewise::domain::influence::persuasion;
use tribewise::domain::model::{FileKind, Network, People, ScoreSettings, Table, Ties, Tribes};
use tribewise::domain::score::{Given, score, settled};
use tribewise::domain::ticket::{Stopped, Ticket};
use tribewise::domain::{influence, placement, ties, tribes};

const THREADS: usize = 2;
/// Seconds after which a peer is given up.
const PATIENCE: u64 = 240;
/// The step that no other can be beneath.
const PLAIN: &str = "every tie looked up, plainly";

/// The steps on a ready network.
fn on_network(
    meter: &mut Meter,
    n_people: usize,
    ties: &Ties,
    stops: bool,
    is_choosing: bool,
) -> Result<(Tribes, Vec<u32>), Box<dyn Error>> {
    let (settings, ticket) = (ScoreSettings::default(), Ticket::new());
    let is_in = vec![true; n_people];
    let network = meter.step("network", 3, || Network::among(ties, &is_in, || ticket.check()))?;
    if stops {
        meter.stop(|ticket| Network::among(ties, &is_in, || ticket.check()));
    }
    meter.step(PLAIN, 9, || looked_up(&network));
    let found = meter.step("tribes", 1, || tribes::find(&network, &settings, &ticket))?;
    meter.note(format!("{} tribes, modularity {:.5}", found.tribes.len(), found.modularity));
    if stops {
        meter.stop(|ticket| tribes::find(&network, &settings, ticket));
    }
    meter.step("pagerank", 3, || influence::pagerank::pagerank(&network, None, &ticket))?;
    if stops {
        meter.stop(|ticket| influence::pagerank::pagerank(&network, None, ticket));
    }
    let cores = meter.step("core numbers", 3, || influence::kcore::core_numbers(&network, &ticket))?;
    meter.note(format!("deepest core {}", cores.iter().max().unwrap_or(&0)));
    if stops {
        meter.stop(|ticket| influence::kcore::core_numbers(&network, ticket));
    }
    let seats = |ticket: &Ticket| {
        let shares = influence::bridging::participation(&network, &found.of, ticket)?;
        Ok::<_, Stopped>((shares, influence::within_tribe::within_tribe_z(&network, &found, ticket)?))
    };
    meter.step("participation and z", 3, || seats(&ticket))?;
    if stops {
        meter.stop(seats);
    }
    let chosen = if is_choosing { choosing(meter, &network, stops)? } else { Vec::new() };
    Ok((found, chosen))
}

/// One number of the other person of every tie, from both ends, and nothing done with it: what memory alone takes, the
/// more the less of it a processor's cache holds.
fn looked_up(network: &Network) -> f64 {
    let numbers = vec![1.0; network.n_people()];
    let rows = network.neighbours.par_chunks(1 << 16);
    rows.map(|row| row.iter().map(|&other| numbers[other as usize]).sum::<f64>()).sum()
}

fn choosing(meter: &mut Meter, network: &Network, stops: bool) -> Result<Vec<u32>, Box<dyn Error>> {
    let (ticket, n_people) = (Ticket::new(), network.n_people());
    let terms = Terms { count: Some(50), tolerance: 0.02, seed: made::SEED, ..Terms::default() };
    let pick = |ticket: &Ticket| {
        let spreading = Spreading::new(network, Model::Cascade, Chance::Alike, ticket)?;
        choose(&spreading, &terms, n_people, ticket)
    };
    let chosen = meter.step("50 people, tolerance 0.02", 1, || pick(&ticket))?;
    meter.note(format!("{} sets, expected {:.1}", chosen.n_sets, chosen.expected));
    if stops {
        meter.stop(pick);
    }
    let precision = Precision { most_runs: 1_000, half_width_share: 0.0 };
    let worth = vec![1.0; n_people];
    let simulate = |ticket: &Ticket| {
        let spreading = Spreading::new(network, Model::Cascade, Chance::Alike, ticket)?;
        reach(&spreading, &chosen.people, &worth, precision, 7, ticket)
    };
    let found = meter.step("1,000 cascades", 1, || simulate(&ticket))?;
    meter.note(format!("reach {:.1} ± {:.1}", found.mean, found.high - found.mean));
    if stops {
        meter.stop(simulate);
    }
    Ok(chosen.people)
}

/// What the contacts say of each pair by themselves.
fn on_sums(meter: &mut Meter, tables: &[Arc<Table>]) -> Result<(), Box<dyn Error>> {
    let (settings, ticket) = (ScoreSettings::default(), Ticket::new());
    let people = ties::join_people(tables, &ticket)?;
    let sources = ties::Sources { tables, ..ties::Sources::default() };
    reset_peak();
    meter.step("contacts to sums", 3, || ties::sums(&sources, &people, &settings, &ticket))?;
    Ok(())
}

/// From tables to scores, as the product does it, and then parts of it by themselves.
fn on_contacts(meter: &mut Meter, tables: &[Arc<Table>], whole_bar: f64) -> Result<(), Box<dyn Error>> {
    let (settings, ticket) = (ScoreSettings::default(), Ticket::new());
    let n_held = now_mb();
    reset_peak();
    let people: People = meter.step("join people", 1, || ties::join_people(tables, &ticket))?;
    let measured = meter.step("contacts to ties", 1, || ties::measure(tables, &people, &settings, &ticket))?;
    let network = meter.step("network of measured ties", 1, || Network::from_ties(people.len(), &measured));
    let found = meter.step("tribes of measured ties", 1, || tribes::find(&network, &settings, &ticket))?;
    let nothing = influence::persuasion::Evidence::default();
    let measure = |ticket: &Ticket| influence::measure(&people, &network, &found, &nothing, &[], &settings, ticket);
    let mut scores = meter.step("scores", 1, || measure(&ticket))?;
    let whole = ["join people", "contacts to ties", "network of measured ties", "tribes of measured ties", "scores"];
    let sum: f64 = whole.iter().filter_map(|step| meter.get(step)).map(|taken| taken.wall).sum();
    let peak = peak_mb();
    println!(
        "everything from parsed contacts to scores: {sum:.1} s (bar 30 s), peak {peak} MB (bar 1,500 MB), {} MB of it \
         beyond the contacts themselves",
        peak - n_held.min(peak)
    );
    meter.stop_of("contacts to ties", |ticket| ties::measure(tables, &people, &settings, ticket));
    meter.stop_of("scores", measure);
    meter.step("  weighing scores anew", 3, || influence::weigh(&mut scores, &settings.weights));
    drop((network, found, scores));
    let parts = meter.step("  ranking the parts of ties", 1, || ties::TieParts::of(&measured, &ticket))?;
    meter.step("  weighing them", 3, || ties::strength::combine(&parts, &ties::TieWeights::default()));
    meter.step("  shared contacts", 1, || ties::shared_contacts(people.len(), &measured, &ticket))?;
    drop((parts, measured));
    let sources = ties::Sources { tables, ..ties::Sources::default() };
    let sums = meter.step("contacts to sums", 1, || ties::sums(&sources, &people, &settings, &ticket))?.0;
    meter.note(format!("{} people, {} ties", people.len(), sums.len()));
    drop((sums, people));
    whole_score(meter, tables, whole_bar)
}

/// The whole scoring with all parts, persuasion among them, and what a slider asks for.
fn whole_score(meter: &mut Meter, contacts: &[Arc<Table>], bar: f64) -> Result<(), Box<dyn Error>> {
    let ticket = Ticket::new();
    let bought = contacts::purchases(&contacts[0])?;
    let bought = Arc::new(Table::new(FileKind::Purchases, bought));
    let given = Given { tables: contacts.iter().cloned().chain([bought]).collect(), ..Given::default() };
    let n_held = now_mb();
    reset_peak();
    let scored = meter.step("all that a score needs", 1, || score(&given, None, &ticket))?;
    let peak = peak_mb();
    let settled = meter.step("then everybody settles on the map", 1, || settled(&scored, &scored.places, &ticket))?;
    drop(settled);
    let (network, tribes, seed) = (&scored.network, &scored.tribes, given.settings.seed);
    meter.step("  of the score the first picture", 1, || {
        placement::outline(network, tribes, &scored.scores, None, seed, &ticket)
    })?;
    let n_findings = scored.persuasion.findings.len();
    meter.note(format!("{} ranked, {n_findings} findings of persuasion", scored.scores.order.len()));
    let people = &scored.people;
    let log =
        meter.step("  of it who took what up", 1, || persuasion::with_categories(&given.tables, people, &ticket))?;
    meter.note(format!("{} taken up", log.adoptions.len()));
    meter.step("  of it persuasion", 1, || {
        persuasion::persuasion(&scored.network, people, &scored.tribes, &log, "", given.settings.seed, &ticket)
    })?;
    let mut scores = (*scored.scores).clone();
    meter.step("weighing anew", 5, || influence::weigh(&mut scores, &given.settings.weights));
    meter.step("cutting anew", 5, || influence::cut_curve(&scored));
    let took = |step: &str| meter.get(step).map_or(f64::NAN, |taken| taken.wall);
    println!(
        "scored with all parts, tribes on the map: {:.1} s (bar {bar:.0} s), peak {peak} MB, {} MB of it beyond the files",
        took("all that a score needs"),
        peak - n_held.min(peak)
    );
    let (first, then) = (took("  of the score the first picture"), took("then everybody settles on the map"));
    println!(
        "first picture of the tribes: {first:.2} s of it (bar 1 s at 100,000 people); everybody settled: {then:.1} s later"
    );
    for step in ["weighing anew", "cutting anew"] {
        println!("{step}: {:.0} ms (bar 100 ms)", 1_000.0 * took(step));
    }
    Ok(())
}

fn growth(is_choosing: bool) -> Result<(), Box<dyn Error>> {
    let mut tables = Vec::new();
    for (n_people, n_ties) in [(100_000, 1_000_000), (1_000_000, 10_000_000), (5_000_000, 50_000_000)] {
        println!("\n{n_people} people, {n_ties} ties");
        let ties = made::ties(&made::pairs(n_people as u32, n_ties));
        let before = now_mb();
        reset_peak();
        let mut meter = Meter::default();
        on_network(&mut meter, n_people, &ties, false, is_choosing)?;
        tables.push((n_ties, before, meter));
    }
    println!(
        "\n{:<28} {:>22} {:>22} {:>22}   growth (10x, 5x ties)   beside a plain look at every tie",
        "step", "1M ties", "10M ties", "50M ties"
    );
    let grown = |n: usize, k: usize| tables[k + 1].2.steps[n].wall / tables[k].2.steps[n].wall;
    let plain = tables[0].2.steps.iter().position(|taken| taken.step == PLAIN).ok_or("the plain look is missing")?;
    for (n, first) in tables[0].2.steps.iter().enumerate() {
        let cells = tables.iter().map(|(_, _, meter)| &meter.steps[n]);
        let text: Vec<String> = cells.map(|taken| format!("{:>11.3} s {:>5} MB", taken.wall, taken.peak_mb)).collect();
        let (by_ten, by_five) = (grown(n, 0), grown(n, 1));
        let (of_ten, of_five) = (by_ten / grown(plain, 0), by_five / grown(plain, 1));
        println!(
            "{:<28} {}   {by_ten:>10.1}, {by_five:>4.1}   {of_ten:>14.2}, {of_five:.2}",
            first.step,
            text.join("  ")
        );
    }
    for (n_ties, before, _) in &tables {
        println!("{n_ties} ties: {before} MB held before the first step (the ties themselves, and what made them)");
    }
    Ok(())
}

fn main() -> Result<(), Box<dyn Error>> {
    // As the program does.
    tribewise::shell::memory::settle(&std::env::args_os().collect::<Vec<_>>());
    let words: Vec<String> = std::env::args().skip(1).collect();
    let has = |word: &str| words.iter().any(|other| other == word);
    rayon::ThreadPoolBuilder::new().num_threads(THREADS).build_global()?;
    let is_choosing = !has("--no-choosing");
    if has("--growth") {
        return growth(is_choosing);
    }
    let sizes: Vec<usize> = words.iter().filter_map(|word| word.parse().ok()).collect();
    let (n_people, n_ties) = (sizes.first().copied().unwrap_or(100_000), sizes.get(1).copied().unwrap_or(1_000_000));
    let folder = peers::Folder(std::env::temp_dir().join(format!("tribewise-bench-{n_people}-{n_ties}")));
    let mut meter = Meter::default();
    let pairs = made::pairs(n_people as u32, n_ties);
    let ties = made::ties(&pairs);
    println!("{n_people} people, {} ties, {THREADS} threads, {} MB held", ties.len(), now_mb());
    if !has("--only-contacts") && !has("--only-sums") {
        let (found, chosen) = on_network(&mut meter, n_people, &ties, true, is_choosing)?;
        if has("--peers") {
            folder.ties(n_people, &ties)?;
            folder.labels(&found.of)?;
            if is_choosing {
                folder.chosen(&chosen)?;
            }
        }
    }
    drop(ties);
    if !has("--no-contacts") {
        let calls = contacts::calls(&pairs);
        if has("--peers") {
            folder.contacts(&calls)?;
        }
        let frame = contacts::with_text_ids(&calls);
        drop((calls, pairs));
        reset_peak();
        println!("\n{} contacts, {} MB held", frame.height(), now_mb());
        // A hundred thousand people in five seconds, a million in forty-five.
        let bar = if n_people > 100_000 { 45.0 } else { 5.0 };
        let tables = [Arc::new(Table::new(FileKind::Calls, frame))];
        println!("{} MB with the contacts as import leaves them", now_mb());
        if has("--only-sums") {
            return on_sums(&mut meter, &tables);
        }
        on_contacts(&mut meter, &tables, bar)?;
    }
    if has("--peers") {
        println!();
        let python = std::env::var("PEERS_PYTHON").unwrap_or_else(|_| "python3".into());
        peers::compare(&python, &folder.0, &meter, Duration::from_secs(PATIENCE));
        std::fs::remove_dir_all(&folder.0)?;
    }
    Ok(())
}
