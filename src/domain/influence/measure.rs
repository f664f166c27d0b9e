//! All parts of influence for everybody, weighed into one score and ranked; computes no part itself.

use super::card::is_broadcast;
use super::persuasion::Evidence;
use super::roles::{Seat, role};
use super::{bridging, closeness, kcore, pagerank, rank, reach, within_tribe};
use crate::domain::model::{
    Call, Cleaned, Network, PROMOTED_BY, People, Person, Role, ScoreSettings, ScoreWeights, Scores, Tribes,
};
use crate::domain::ticket::{Stage, Stopped, Ticket};
use rayon::prelude::*;

/// Scores everybody. Ranked are the people inside the market who have ties and have not opted out; people outside it
/// lend their ties to the network and never stand in a ranking. `evidence` of persuasion is the fifth part, and what was
/// decided `by_hand` stands over all of them; both may be empty. Where nobody has to do with the topic that was asked for,
/// nobody is ranked.
///
/// O(m) a `PageRank` round and O(two-step ties) for the reach.
///
/// # Errors
/// [`Stopped`] when the ticket says so.
pub fn measure(
    people: &People,
    network: &Network,
    tribes: &Tribes,
    evidence: &Evidence,
    by_hand: &[(Person, Call)],
    settings: &ScoreSettings,
    ticket: &Ticket,
) -> Result<Scores, Stopped> {
    ticket.begin(Stage::ScoringPeople, 5)?;
    let n = network.n_people();
    let starts = people.is_on_topic.contains(&false).then_some(&people.is_on_topic[..]);
    let pagerank = pagerank::pagerank(network, starts, ticket)?;
    ticket.advance(1)?;
    let is_open = |person: usize| people.is_customer[person] && !people.is_opted_out[person];
    let is_inside: Vec<bool> = (0..n).map(is_open).collect();
    let is_reached: Vec<bool> = is_inside.iter().zip(&people.is_on_topic).map(|(&inside, &on)| inside && on).collect();
    let reach_people = reach::reach(network, &is_reached, ticket)?;
    ticket.advance(1)?;
    let total_strength = closeness::total_strength(network);
    let participation = bridging::participation(network, &tribes.of, ticket)?;
    ticket.advance(1)?;
    let n_contacts: Vec<u32> = (0..n as Person).map(|person| network.n_contacts(person) as u32).collect();
    let is_told = people.is_on_topic.contains(&true);
    let ranked: Vec<Person> =
        (0..n as Person).filter(|&row| is_told && is_inside[row as usize] && n_contacts[row as usize] > 0).collect();
    let listened: Vec<f32> = closeness::listened_strength(network);
    let joined: Vec<f32> = participation.iter().zip(&listened).map(|(share, sum)| share * sum).collect();
    let held = within_tribe::within_tribe_z(network, tribes, ticket)?;
    let (bridging, holding) = (rank::share_below(&joined, &ranked), rank::share_below(&held, &ranked));
    let by_contacts: Vec<f32> = n_contacts.iter().map(|&n| n as f32).collect();
    // The order of magnitude of the last bits is noise of the summing: equal seats must rank as equal.
    let heard: Vec<f32> = pagerank.iter().map(|&x| (x * n as f64) as f32).collect();
    let mut scores = Scores {
        listened_to: rank::share_below(&heard, &ranked),
        reach: rank::share_below(&reach_people, &ranked),
        closeness: rank::share_below(&closeness::closest_strength(network), &ranked),
        position: bridging.iter().zip(&holding).map(|(x, y)| x.max(*y)).collect(),
        holding,
        bridging,
        rank_by_contacts: rank::places(&rank::by_falling(&by_contacts, &ranked), n),
        inward_share: closeness::inward_share(network),
        order: ranked,
        pagerank,
        reach_people,
        total_strength,
        participation,
        n_contacts,
        by_hand: by_hand.to_vec(),
        ..Scores::default()
    };
    take_evidence(&mut scores, evidence);
    ticket.advance(1)?;
    weigh(&mut scores, &settings.weights);
    scores.role = roles(&scores, network, tribes, &held, ticket)?;
    ticket.advance(1)?;
    Ok(scores)
}

/// Takes the evidence of persuasion in as the fifth part; [`weigh`] makes it count. O(n log n).
pub(super) fn take_evidence(scores: &mut Scores, evidence: &Evidence) {
    let mut sways = vec![0.0; scores.listened_to.len()];
    let mut known = Vec::new();
    for &person in &scores.order {
        if let Some(times) = evidence.sways(person) {
            // Followers that chance alone explains say nothing: they are below all that is more.
            sways[person as usize] = if evidence.is_beyond_chance(person) { times } else { 0.0 };
            known.push(person);
        }
    }
    let below = rank::share_below(&sways, &known);
    scores.persuasion = if known.is_empty() { Vec::new() } else { vec![None; below.len()] };
    for person in known {
        scores.persuasion[person as usize] = Some(below[person as usize]);
    }
}

/// Weighs the parts of ready scores anew and ranks them, without touching the network: O(n log n), for sliders. Weights
/// below zero count as zero; with all at zero every part counts the same. What was decided by hand stands over the
/// figures.
pub fn weigh(scores: &mut Scores, weights: &ScoreWeights) {
    let n = scores.listened_to.len();
    // Whoever has ties and is in the market; those left out by hand are ranked by the figures, too.
    let ranked: Vec<Person> = (0..n as Person).filter(|&person| scores.rank_by_contacts[person as usize] > 0).collect();
    scores.influence = influence(scores, &ranked, shares(weights, !scores.persuasion.is_empty()));
    scores.rank_by_figures = Vec::new();
    if !scores.by_hand.is_empty() {
        scores.rank_by_figures = rank::places(&rank::by_falling(&scores.influence, &ranked), n);
    }
    let mut standing = scores.influence.clone();
    for &(person, call) in &scores.by_hand {
        let row = person as usize;
        if call == Call::Promote && scores.rank_by_contacts[row] > 0 {
            scores.influence[row] = (scores.influence[row] + PROMOTED_BY).min(100.0);
        }
        standing[row] = scores.influence[row] + if call == Call::Pin { 1_000.0 } else { 0.0 };
    }
    let stays: Vec<Person> = ranked.into_iter().filter(|&person| scores.call(person) != Some(Call::Exclude)).collect();
    scores.order = rank::by_falling(&standing, &stays);
    scores.rank = rank::places(&scores.order, n);
}

/// The shares of the four parts, and the weight of persuasion beside their one. Weights that are no number or below
/// zero count as zero.
#[must_use]
pub fn shares(weights: &ScoreWeights, has_evidence: bool) -> ([f64; 4], f64) {
    let ScoreWeights { listened_to, reach, closeness, position, persuasion } = *weights;
    let sound = |weight: f32| if weight.is_finite() { f64::from(weight.max(0.0)) } else { 0.0 };
    let four = [listened_to, reach, closeness, position].map(sound);
    let total: f64 = four.iter().sum();
    match (total > 0.0, sound(persuasion)) {
        (true, fifth) => (four.map(|weight| weight / total), fifth / total),
        // Nothing but followers counts.
        (false, fifth) if fifth > 0.0 && has_evidence => ([0.0; 4], 1.0),
        (false, _) => ([0.25; 4], 0.0),
    }
}

/// The mean of the four parts with persuasion beside it: followers lift; that few took up what somebody happened to buy
/// says nothing against them.
pub(super) fn lifted(mean: f64, fifth: f64, persuasion: f64) -> f64 {
    if persuasion > mean { (mean + fifth * persuasion) / (1.0 + fifth) } else { mean }
}

fn influence(scores: &Scores, ranked: &[Person], (weights, fifth): ([f64; 4], f64)) -> Vec<f32> {
    let of = |person: Person| -> f32 {
        let row = person as usize;
        let parts = [scores.listened_to[row], scores.reach[row], scores.closeness[row], scores.position[row]];
        let sum: f64 = parts.into_iter().zip(weights).map(|(part, weight)| f64::from(part) * weight).sum();
        let persuasion = scores.persuasion_of(person).map_or(0.0, f64::from);
        (100.0 * lifted(sum, fifth, persuasion)) as f32
    };
    let told: Vec<f32> = ranked.par_iter().map(|&person| of(person)).collect();
    let mut influence = vec![0.0; scores.listened_to.len()];
    for (&person, told) in ranked.iter().zip(told) {
        influence[person as usize] = told;
    }
    influence
}

/// Puts the members of every tribe in order of influence, those who are not ranked last, equals by row.
pub fn order_members(tribes: &mut Tribes, scores: &Scores) {
    tribes.tribes.par_iter_mut().for_each(|tribe| {
        let place = |person: Person| match scores.rank[person as usize] {
            0 => u32::MAX,
            rank => rank,
        };
        tribe.members.sort_unstable_by_key(|&person| (place(person), person));
    });
}

/// Whoever is taken for no person because very many come to them, and has friends besides, is known to many and close to
/// few: not ranked, and called what they are.
pub fn mark_celebrities(scores: &mut Scores, people: &People, cleaned: &Cleaned) {
    for suspect in cleaned.suspects.iter().filter(|suspect| suspect.is_one_sided && suspect.has_friends) {
        let row = suspect.person as usize;
        if people.is_impersonal.get(row) == Some(&true) && scores.role.len() > row {
            scores.role[row] = Role::Celebrity;
        }
    }
}

fn roles(
    scores: &Scores,
    network: &Network,
    tribes: &Tribes,
    within_tribe: &[f32],
    ticket: &Ticket,
) -> Result<Vec<Role>, Stopped> {
    let core = kcore::core_numbers(network, ticket)?;
    let seat = |row: usize| Seat {
        n_contacts: scores.n_contacts[row],
        listened_to: scores.listened_to[row],
        closeness: scores.closeness[row],
        bridging: scores.bridging[row],
        participation: scores.participation[row],
        inward_share: scores.inward_share[row],
        within_tribe: within_tribe[row],
        core: core[row],
        second_tribe: bridging::memberships(network, &tribes.of, row as Person).get(1).map_or(0.0, |second| second.1),
        is_broadcast: is_broadcast(network, row as Person),
    };
    Ok((0..network.n_people()).into_par_iter().map(|row| role(&seat(row))).collect())
}
