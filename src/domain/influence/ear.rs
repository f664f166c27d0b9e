//! Who has the ear of somebody listened to: the assistant, not the minister; computes no score.

use crate::domain::model::{Network, Person, Scores};

/// The ranked people who count as listened to: the best share of the ranking.
const TOP_PERCENT: f32 = 5.0;
/// A tie is very strong when its strength is at least this ...
const STRONG: f32 = 0.6;
/// ... and it is among so many strongest of the person listened to.
const CLOSEST: usize = 3;

/// For each person the highest-ranked person whose ear they have: few ties of their own (no more than the ranked
/// people have in the middle), not at the top themselves, and a very strong tie to somebody at the top, for whom it
/// is among the three strongest. O(n + ties of the top).
#[must_use]
pub fn has_ear_of(network: &Network, scores: &Scores) -> Vec<Option<Person>> {
    let mut ear = vec![None; network.n_people()];
    let mut contacts: Vec<u32> = scores.order.iter().map(|&person| scores.n_contacts[person as usize]).collect();
    contacts.sort_unstable();
    let Some(&few) = contacts.get(contacts.len() / 2) else { return ear };
    let top = scores.top_percent(TOP_PERCENT);
    let last = top.len() as u32;
    for &person in top {
        let mut ties: Vec<(Person, f32)> =
            network.ties_of(person).filter(|(_, strength)| *strength >= STRONG).collect();
        ties.sort_by(|x, y| y.1.total_cmp(&x.1).then(x.0.cmp(&y.0)));
        for (other, _) in ties.into_iter().take(CLOSEST) {
            let row = other as usize;
            let is_top = (1..=last).contains(&scores.rank[row]);
            if !is_top && scores.n_contacts[row] <= few && ear[row].is_none() {
                ear[row] = Some(person);
            }
        }
    }
    ear
}
