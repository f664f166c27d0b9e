//! How far ties are told apart by what followed whom, and how far by their strength alone; reads no log.

use super::{BLOCK, Seen};
use crate::domain::model::{Network, Person};
use crate::domain::ticket::{Stopped, Ticket};

/// As many things taken up as the strength of a tie may count for. The first is the usual number: it stands where the data
/// cannot tell.
const NUMBERS: [f64; 10] = [5.0, 1.0, 2.0, 10.0, 20.0, 50.0, 100.0, 200.0, 500.0, 1_000.0];
/// Another number must foretell better than the usual one by this, in natural logarithms of the likelihood: twice as much
/// is the 95 % point of chi squared with one degree of freedom.
const BETTER: f64 = 1.92;
/// Slots looked at; of larger networks the rows of every so many people.
const MOST_SLOTS: usize = 1 << 20;
/// Chances closer to none and certainty than this are not believed.
const LEAST: f64 = 1e-6;

/// Says of each credit of the people who are wanted the slot and the share; always the same.
type EachCredit<'a> = dyn Fn(&dyn Fn(Person) -> bool, &mut dyn FnMut(usize, f32)) -> Result<(), Stopped> + 'a;

/// The K of [`super::learn`] under which each thing that somebody took up, or did not, after a contact is foretold best
/// by all the other things of the same tie: leaving one out (Stone, Journal of the Royal Statistical Society B 1974) under
/// the logarithmic score (Good, same journal 1952). A part of a credit is so much taken up, and the rest not. Where hardly
/// any tie has two things there is nothing to leave out, and K is five. O(slots + credits) of the people looked at.
pub(super) fn as_many(
    network: &Network,
    seen: &Seen<'_>,
    ticket: &Ticket,
    each_credit: impl Fn(&dyn Fn(Person) -> bool, &mut dyn FnMut(usize, f32)) -> Result<(), Stopped>,
) -> Result<f64, Stopped> {
    let every = network.neighbours.len().div_ceil(MOST_SLOTS).max(1);
    let scores = scores(network, seen, every, ticket, &each_credit)?;
    let best = (1..NUMBERS.len()).max_by(|&x, &y| scores[x].total_cmp(&scores[y])).unwrap_or(0);
    Ok(NUMBERS[if scores[best] > scores[0] + BETTER { best } else { 0 }])
}

/// The logarithm of the likelihood of everything that every so many people heard, each foretold by the rest, under each of
/// [`NUMBERS`].
fn scores(
    network: &Network,
    seen: &Seen<'_>,
    every: usize,
    ticket: &Ticket,
    each_credit: &EachCredit<'_>,
) -> Result<[f64; NUMBERS.len()], Stopped> {
    let mut scores = [0.0; NUMBERS.len()];
    for (n, person) in (0..network.n_people()).step_by(every).enumerate() {
        if n.is_multiple_of(BLOCK) {
            ticket.check()?;
        }
        for slot in network.slots(person as Person).filter(|&slot| seen.n_things[slot] > 0) {
            let n_things = f64::from(seen.n_things[slot]);
            add(&mut scores, |number| n_things * (1.0 - seen.but(slot, 0.0, number)).ln());
        }
    }
    // What was credited stands among those as if nobody had taken it up.
    each_credit(&|person| (person as usize).is_multiple_of(every), &mut |slot, share| {
        if seen.n_things[slot] > 0 {
            let share = f64::from(share);
            add(&mut scores, |number| {
                let (without, with) = (seen.but(slot, share, number), seen.but(slot, 0.0, number));
                share * without.ln() + (1.0 - share) * (1.0 - without).ln() - (1.0 - with).ln()
            });
        }
    })?;
    Ok(scores)
}

fn add(scores: &mut [f64], by: impl Fn(f64) -> f64) {
    for (score, number) in scores.iter_mut().zip(NUMBERS) {
        *score += by(number);
    }
}

impl Seen<'_> {
    /// The chance of a tie by all things but one, which has so much of the credit.
    fn but(&self, slot: usize, share: f64, as_many: f64) -> f64 {
        let credit = (f64::from(self.credit[slot]) - share).max(0.0);
        let n_things = (f64::from(self.n_things[slot]) - 1.0).max(0.0);
        let chance = (credit + as_many * f64::from(self.by_strength[slot])) / (n_things + as_many);
        chance.clamp(LEAST, 1.0 - LEAST)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::ties::fixtures::{network, path};

    /// Of the first slot of a pair: a credit for each share, of so many things.
    fn scored(shares: &[f32], n_things: u32) -> ([f64; NUMBERS.len()], f64) {
        let pair = network(2, &path(2));
        let credit = [shares.iter().sum(), 0.0];
        let seen = Seen { by_strength: &[0.4, 0.4], credit: &credit, n_things: &[n_things, 0] };
        let each = |wanted: &dyn Fn(Person) -> bool, found: &mut dyn FnMut(usize, f32)| {
            shares.iter().filter(|_| wanted(0)).for_each(|&share| found(0, share));
            Ok(())
        };
        let ticket = Ticket::new();
        (scores(&pair, &seen, 1, &ticket, &each).unwrap(), as_many(&pair, &seen, &ticket, each).unwrap())
    }

    #[test]
    fn each_thing_is_foretold_by_the_others_of_its_tie() {
        // Both were taken up: the other one says 1 of 1, so that the chance is (1 + K·0.4) / (1 + K).
        let (of_two, _) = scored(&[1.0, 1.0], 2);
        for (score, number) in of_two.iter().zip(NUMBERS) {
            assert!((score - 2.0 * ((1.0 + number * 0.4) / (1.0 + number)).ln()).abs() < 1e-6);
        }
        // One of two, the credit shared by two: the half is foretold by 0 of 1, the other thing by 1/2 of 1.
        let (of_half, _) = scored(&[0.5], 2);
        for (score, number) in of_half.iter().zip(NUMBERS) {
            let (half, other) = (number * 0.4 / (1.0 + number), (0.5 + number * 0.4) / (1.0 + number));
            let exact = 0.5 * half.ln() + 0.5 * (1.0 - half).ln() + (1.0 - other).ln();
            assert!((score - exact).abs() < 1e-6, "{score} {exact}");
        }
    }

    #[test]
    fn of_large_networks_what_every_so_many_people_heard_is_looked_at() {
        // Three ties apart: of two things that the other had, 0 took both up, 2 one, 4 none.
        let three = network(6, &[(0, 1, 1.0), (2, 3, 1.0), (4, 5, 1.0)]);
        let (credit, n_things) = ([2.0, 0.0, 1.0, 0.0, 0.0, 0.0], [2, 0, 2, 0, 2, 0]);
        let seen = |credit, n_things| Seen { by_strength: &[0.4; 6], credit, n_things };
        let each = |wanted: &dyn Fn(Person) -> bool, found: &mut dyn FnMut(usize, f32)| {
            let credits = [0, 0, 2u32].into_iter().filter(|&person| wanted(person));
            credits.for_each(|person| found(person as usize, 1.0));
            Ok(())
        };
        let told =
            |every, credit, n_things| scores(&three, &seen(credit, n_things), every, &Ticket::new(), &each).unwrap();
        // By fours: 0 and 4, as if nobody else had had anything to hear.
        let (some, alone) = (told(4, &credit, &n_things), told(1, &credit, &[2, 0, 0, 0, 2, 0]));
        assert!(some.iter().zip(alone).all(|(x, y)| (x - y).abs() < 1e-9), "{some:?} {alone:?}");
        assert!(some[0] != told(1, &credit, &n_things)[0], "2 has something to say");
        assert_eq!(told(2, &credit, &n_things), told(1, &credit, &n_things), "odd people have nothing to hear");
        let ticket = Ticket::new();
        ticket.stop();
        assert!(scores(&three, &seen(&credit, &n_things), 1, &ticket, &|_, _| Ok(())).is_err());
    }

    #[test]
    fn a_tie_unlike_its_strength_is_believed_and_one_thing_alone_tells_nothing() {
        assert_eq!(scored(&[1.0; 40], 40).1, 1.0);
        // As strength says: the more it counts for, the better.
        assert!(scored(&[1.0; 40], 100).1 >= 5.0);
        assert_eq!((scored(&[1.0], 1).1, scored(&[], 1).1, scored(&[], 0).1), (5.0, 5.0, 5.0));
        assert_eq!(scored(&[1.0, 1.0], 2).1, 5.0, "too little to leave the usual number");
    }
}
