//! Who has the ear of somebody listened to: the assistant, not the minister; computes no score.

use crate::domain::model::{Network, Person, Scores, Ties};

/// The ranked people who count as listened to: the best share of the ranking.
const TOP_PERCENT: f32 = 5.0;
/// A tie is very strong when it is among so many closest of the person listened to ...
const CLOSEST: usize = 3;
/// ... and so many times what is usual among their ties ...
const TIMES: f32 = 3.0;
/// ... and where contacts are not known, when its strength is at least this.
const STRONG: f32 = 0.6;
/// It is nearly all they have when this share of what they share with anybody is with that one person.
const NEARLY_ALL: f32 = 2.0 / 3.0;

/// For each person the highest-ranked person whose ear they have: not at the top themselves, with a very strong tie to
/// somebody at the top that is nearly all the contact they have. Told by the contacts, each by its age, and the time
/// together, not by the strength: that counts a shared circle, which whoever knows hardly anybody else cannot have. Where
/// no contacts are known the strength stands in. O(n + ties of the top and of their closest · log).
#[must_use]
pub fn has_ear_of(network: &Network, ties: &Ties, scores: &Scores) -> Vec<Option<Person>> {
    let mut ear = vec![None; network.n_people()];
    let top = scores.top_percent(TOP_PERCENT);
    let last = top.len() as u32;
    for &person in top {
        let touch = Touch::of(person, network, ties);
        for other in touch.very_strong() {
            let row = other as usize;
            let is_top = (1..=last).contains(&scores.rank[row]);
            if !is_top && ear[row].is_none() && Touch::of(other, network, ties).share(person) >= NEARLY_ALL {
                ear[row] = Some(person);
            }
        }
    }
    ear
}

/// What one person shares with each of their ties.
struct Touch {
    others: Vec<Person>,
    /// Contacts discounted by age, or strengths where no contacts are known.
    contacts: Vec<f32>,
    seconds: Vec<f32>,
    is_in_contact: bool,
}

impl Touch {
    fn of(person: Person, network: &Network, ties: &Ties) -> Touch {
        let (others, strengths): (Vec<Person>, Vec<f32>) = network.ties_of(person).unzip();
        let rows: Vec<Option<usize>> = others.iter().map(|&other| ties.row(person, other)).collect();
        let of_rows = |value: &dyn Fn(usize) -> f32| rows.iter().map(|row| row.map_or(0.0, value)).collect();
        let contacts: Vec<f32> = of_rows(&|row| ties.recent_contacts.get(row).copied().unwrap_or(0.0));
        let seconds = of_rows(&|row| ties.seconds.get(row).map_or(0.0, |&seconds| seconds as f32));
        let is_in_contact = contacts.iter().any(|&contacts| contacts > 0.0);
        Touch { others, contacts: if is_in_contact { contacts } else { strengths }, seconds, is_in_contact }
    }

    /// The few closest of those who are far above what is usual.
    fn very_strong(&self) -> Vec<Person> {
        let mut order: Vec<usize> = (0..self.others.len()).collect();
        order.sort_by(|&x, &y| self.contacts[y].total_cmp(&self.contacts[x]).then(x.cmp(&y)));
        let usual = order.get(order.len() / 2).map_or(0.0, |&place| self.contacts[place]);
        let line = if self.is_in_contact { TIMES * usual } else { STRONG };
        let strong = order.into_iter().take(CLOSEST).filter(|&place| self.contacts[place] >= line);
        strong.map(|place| self.others[place]).collect()
    }

    /// The share of contacts and of time, where any is known, that is with this one.
    fn share(&self, with: Person) -> f32 {
        let Ok(place) = self.others.binary_search(&with) else { return 0.0 };
        let share = |values: &[f32]| {
            let all: f32 = values.iter().sum();
            (all > 0.0).then(|| values[place] / all)
        };
        match (share(&self.contacts), share(&self.seconds)) {
            (Some(contacts), Some(time)) => f32::midpoint(contacts, time),
            (contacts, time) => contacts.or(time).unwrap_or(0.0),
        }
    }
}
