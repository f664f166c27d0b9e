//! All parts of influence for everybody, weighed into one score and ranked; computes no part itself.

use super::roles::{Seat, role};
use super::{bridging, closeness, kcore, pagerank, rank, reach, within_tribe};
use crate::domain::model::{Network, People, Person, ScoreSettings, ScoreWeights, Scores, Tribes};
use crate::domain::ticket::{Stage, Stopped, Ticket};

/// Scores everybody. Ranked are the people inside the market who have ties and have not opted out; people outside it
/// lend their ties to the network and never stand in a ranking.
///
/// O(m) a `PageRank` round and O(two-step ties) for the reach.
///
/// # Errors
/// [`Stopped`] when the ticket says so.
pub fn measure(
    people: &People,
    network: &Network,
    tribes: &Tribes,
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
    let ranked: Vec<Person> =
        (0..n as Person).filter(|&row| is_inside[row as usize] && n_contacts[row as usize] > 0).collect();
    let joined: Vec<f32> = participation.iter().zip(&total_strength).map(|(share, sum)| share * sum).collect();
    let by_contacts: Vec<f32> = n_contacts.iter().map(|&n| n as f32).collect();
    // The order of magnitude of the last bits is noise of the summing: equal seats must rank as equal.
    let heard: Vec<f32> = pagerank.iter().map(|&x| (x * n as f64) as f32).collect();
    let mut scores = Scores {
        listened_to: rank::share_below(&heard, &ranked),
        reach: rank::share_below(&reach_people, &ranked),
        closeness: rank::share_below(&total_strength, &ranked),
        bridging: rank::share_below(&joined, &ranked),
        rank_by_contacts: rank::places(&rank::by_falling(&by_contacts, &ranked), n),
        inward_share: closeness::inward_share(network),
        order: ranked,
        pagerank,
        reach_people,
        total_strength,
        participation,
        n_contacts,
        ..Scores::default()
    };
    ticket.advance(1)?;
    weigh(&mut scores, &settings.weights);
    scores.role = roles(&scores, network, tribes, ticket)?;
    ticket.advance(1)?;
    Ok(scores)
}

/// Weighs the parts of ready scores anew and ranks them, without touching the network: O(n log n), for sliders. Weights
/// below zero count as zero; with all at zero every part counts the same.
pub fn weigh(scores: &mut Scores, weights: &ScoreWeights) {
    let n = scores.listened_to.len();
    let weights = [weights.listened_to, weights.reach, weights.closeness, weights.bridging];
    let weights = weights.map(|weight| if weight.is_finite() { f64::from(weight.max(0.0)) } else { 0.0 });
    let total: f64 = weights.iter().sum();
    let weights = if total > 0.0 { weights.map(|weight| weight / total) } else { [0.25; 4] };
    let mut influence = vec![0.0; n];
    for &person in &scores.order {
        let row = person as usize;
        let parts = [scores.listened_to[row], scores.reach[row], scores.closeness[row], scores.bridging[row]];
        let sum: f64 = parts.iter().zip(weights).map(|(&part, weight)| f64::from(part) * weight).sum();
        influence[row] = (100.0 * sum) as f32;
    }
    let mut ranked = std::mem::take(&mut scores.order);
    ranked.sort_unstable();
    scores.order = rank::by_falling(&influence, &ranked);
    scores.rank = rank::places(&scores.order, n);
    scores.influence = influence;
}

/// Puts the members of every tribe in order of influence, those who are not ranked last, equals by row.
pub fn order_members(tribes: &mut Tribes, scores: &Scores) {
    for tribe in &mut tribes.tribes {
        let place = |person: Person| match scores.rank[person as usize] {
            0 => u32::MAX,
            rank => rank,
        };
        tribe.members.sort_unstable_by_key(|&person| (place(person), person));
    }
}

fn roles(
    scores: &Scores,
    network: &Network,
    tribes: &Tribes,
    ticket: &Ticket,
) -> Result<Vec<crate::domain::model::Role>, Stopped> {
    let core = kcore::core_numbers(network, ticket)?;
    let within_tribe = within_tribe::within_tribe_z(network, tribes, ticket)?;
    let seat = |row: usize| Seat {
        n_contacts: scores.n_contacts[row],
        listened_to: scores.listened_to[row],
        closeness: scores.closeness[row],
        bridging: scores.bridging[row],
        participation: scores.participation[row],
        inward_share: scores.inward_share[row],
        within_tribe: within_tribe[row],
        core: core[row],
    };
    Ok((0..network.n_people()).map(|row| role(&seat(row))).collect())
}
