//! Who may take a thing up next, by whether word of it gets to them from those who have it; knows no plan and no date.

use super::learned::{LearnedChances, learn};
use crate::domain::influence::persuasion::adoption_log;
use crate::domain::model::{Network, Person, Table};
use crate::domain::score::Scored;
use crate::domain::ticket::{Stopped, Ticket};
use crate::domain::ties::on_topic;
use rayon::prelude::*;
use std::sync::Arc;

/// People worked on between two looks at the ticket.
const BLOCK: usize = 4_096;

/// For everybody the chance that word gets to them, in at most two steps, from those who have the thing: each tie passes
/// it with its own chance, those of different ways are multiplied as if independent (independent cascade of Kempe,
/// Kleinberg, Tardos 2003, cut after two steps). 0 for those who have it. Not what they will do with it: whoever hears of
/// it need not want it. O(ties).
///
/// # Errors
/// [`Stopped`] when the ticket says so.
pub fn hears_next(
    network: &Network,
    chances: &LearnedChances,
    has: &[bool],
    ticket: &Ticket,
) -> Result<Vec<f32>, Stopped> {
    let n = network.n_people();
    let has = |person: Person| has.get(person as usize).copied().unwrap_or(false);
    let step = |knows: &(dyn Fn(Person) -> f64 + Sync), of_having: f32| -> Result<Vec<f32>, Stopped> {
        let mut heard = vec![of_having; n];
        heard.par_chunks_mut(BLOCK).enumerate().try_for_each(|(block, heard)| {
            ticket.check()?;
            for (person, heard) in (block * BLOCK..).map(|row| row as Person).zip(heard).filter(|(who, _)| !has(*who)) {
                let missed: f64 = network
                    .slots(person)
                    .map(|slot| {
                        let passes = f64::from(chances.heard.get(slot).copied().unwrap_or(0.0)).clamp(0.0, 1.0);
                        1.0 - passes * knows(network.neighbours[slot])
                    })
                    .product();
                *heard = (1.0 - missed) as f32;
            }
            Ok(())
        })?;
        Ok(heard)
    };
    let first = step(&|other| f64::from(u8::from(has(other))), 1.0)?;
    step(&|other| f64::from(first[other as usize]), 0.0)
}

/// Who is likely to hear of a topic next.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct HearsNext {
    /// How readily ties pass it on, where nothing was learned of them: whoever changes that asks anew.
    pub pass_on_share: f32,
    /// Ranked or not, those who have to do with the topic by now.
    pub n_have: usize,
    /// Ranked people who have not, with their chance to hear of it, likeliest first; none without a chance.
    pub people: Vec<(Person, f32)>,
}

impl HearsNext {
    /// Names that the window asks for.
    pub const MOST: usize = 100;
}

/// Who of the ranked people is likely to hear next of a product, a category or a subject, at most `most`. The chances of
/// the ties are learned from who took up what after whom ([`learn`]). O(rows + ties).
///
/// # Errors
/// [`Stopped`] when the ticket says so.
pub fn who_hears_next(
    scored: &Scored,
    tables: &[Arc<Table>],
    topic: &str,
    pass_on_share: f32,
    most: usize,
    ticket: &Ticket,
) -> Result<HearsNext, Stopped> {
    let people = &*scored.people;
    let is_on_topic = on_topic(people, tables, topic, ticket)?;
    let has: Vec<bool> = is_on_topic.iter().zip(&people.is_opted_out).map(|(on, out)| *on && !*out).collect();
    let log = adoption_log(tables, people, ticket)?;
    let chances = learn(&scored.network, &log, pass_on_share, ticket)?;
    let heard = hears_next(&scored.network, &chances, &has, ticket)?;
    let open = scored.scores.order.iter().map(|&person| (person, heard[person as usize]));
    let mut likely: Vec<(Person, f32)> = open.filter(|(_, chance)| *chance > 0.0).collect();
    likely.sort_by(|x, y| y.1.total_cmp(&x.1).then(x.0.cmp(&y.0)));
    likely.truncate(most);
    Ok(HearsNext { pass_on_share, n_have: has.iter().filter(|has| **has).count(), people: likely })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::influence::persuasion::AdoptionLog;
    use crate::domain::ties::fixtures::{network, path};

    #[test]
    fn word_comes_from_contacts_and_from_theirs_and_no_further() {
        // 0 has it; 1 hears it from 0, 2 from 1, 3 is three steps away. A tie of strength 1 passes with 0.4.
        let path = network(4, &path(4));
        let chances = learn(&path, &AdoptionLog::default(), 0.4, &Ticket::new()).unwrap();
        let has = [true, false, false, false];
        let heard = hears_next(&path, &chances, &has, &Ticket::new()).unwrap();
        let exact = [0.0, 0.4, 0.4 * 0.4, 0.0];
        assert!(heard.iter().zip(exact).all(|(x, y): (&f32, f64)| (f64::from(*x) - y).abs() < 1e-6), "{heard:?}");
        let both = hears_next(&path, &chances, &[true, false, true, false], &Ticket::new()).unwrap();
        assert!((both[1] - 0.64).abs() < 1e-6 && (both[3] - 0.4).abs() < 1e-6, "{both:?}");
        let ticket = Ticket::new();
        ticket.stop();
        assert!(hears_next(&path, &chances, &has, &ticket).is_err());
    }
}
