//! What each person's word is worth: alone, and as a fair share of everybody's; chooses nobody.

use super::draw::Purpose;
use super::roots::Roots;
use super::sets::{Sampler, Sets};
use super::spreading::Spreading;
use crate::domain::ticket::{Stage, Stopped, Ticket};

/// Sets drawn and forgotten at a time, where they are small.
const BATCH: u64 = 1 << 16;
/// Sets drawn to see how large they are.
const PILOT: u64 = 16;
/// Members held at a time, whatever the size of a set.
const HELD: u64 = 1 << 24;
/// No more sets once they have so many members together: where word reaches nearly everybody, fewer tell as much.
const MOST_MEMBERS: u64 = 1 << 30;

/// Worth brought by each person, one entry a person, in the unit of the worth.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Credit {
    /// Expected worth reached when the person alone begins, themselves included. Sums to more than there is: what two
    /// people both reach counts for both.
    pub alone: Vec<f64>,
    /// Shapley value: the person's mean addition over all orders in which people could begin. Sums to the worth of
    /// everybody.
    pub fair: Vec<f64>,
    /// Sets counted: those asked for, or fewer where they are huge.
    pub n_sets: u64,
    /// 95 % of the time a figure of `alone` that is x is within `give_or_take · √x` of the truth.
    pub give_or_take: f64,
}

/// Both from the same reverse reachable sets (Chen and Teng, WWW 2017): with θ sets from people drawn by worth W in all,
/// alone `W/θ · #{R ∋ i}` and fair `W/θ · Σ_{R ∋ i} 1/|R|`. `worth` has one entry a person. O(members of the sets), of
/// which no more than 2^24 are held at a time and about 2^30 counted in all.
///
/// # Errors
/// [`Stopped`] when the ticket says so.
pub fn credit(
    spreading: &Spreading,
    worth: &[f64],
    n_sets: u64,
    seed: u64,
    ticket: &Ticket,
) -> Result<Credit, Stopped> {
    credit_within(spreading, worth, n_sets, seed, (HELD, MOST_MEMBERS), ticket)
}

/// With (about the most members held at a time, the most counted in all).
fn credit_within(
    spreading: &Spreading,
    worth: &[f64],
    n_sets: u64,
    seed: u64,
    (held, most): (u64, u64),
    ticket: &Ticket,
) -> Result<Credit, Stopped> {
    ticket.begin(Stage::ChoosingPeople, n_sets)?;
    let roots = Roots::new(worth);
    let n_people = worth.len();
    let mut credit = Credit { alone: vec![0.0; n_people], fair: vec![0.0; n_people], ..Credit::default() };
    if roots.total <= 0.0 || n_sets == 0 {
        return Ok(credit);
    }
    let sampler = Sampler { spreading, roots: &roots, n_people, seed, ticket };
    let mut n_members = 0;
    while credit.n_sets < n_sets && n_members < most {
        let fit = (credit.n_sets * held)
            .checked_div(n_members)
            .map_or(PILOT, |fit| fit.clamp(1, BATCH.min(4 * credit.n_sets)));
        let last = n_sets.min(credit.n_sets + fit);
        let mut sets = Sets { n_drawn: credit.n_sets, ..Sets::default() };
        sampler.add(&mut sets, Purpose::Credit, last, &[])?;
        for n in 0..sets.ends.len() {
            let members = sets.set(n);
            for &person in members {
                credit.alone[person as usize] += 1.0;
                credit.fair[person as usize] += 1.0 / members.len() as f64;
            }
        }
        n_members += sets.members.len() as u64;
        ticket.advance(last - credit.n_sets)?;
        credit.n_sets = last;
    }
    let each = roots.total / credit.n_sets as f64;
    credit.alone.iter_mut().chain(&mut credit.fair).for_each(|value| *value *= each);
    // A count of x/each sets has a standard error of its root.
    credit.give_or_take = 1.96 * each.sqrt();
    Ok(credit)
}

#[cfg(test)]
mod tests {
    use super::super::{Chance, Model};
    use super::*;
    use crate::domain::ties::fixtures::{network, path, star};

    fn credited(n: usize, pairs: &[(u32, u32, f32)], chance: f32, worth: &[f64]) -> Credit {
        let network = network(n, pairs);
        let spreading = Spreading::new(&network, Model::Cascade, Chance::Uniform(chance), &Ticket::new()).unwrap();
        credit(&spreading, worth, 200_000, 5, &Ticket::new()).unwrap()
    }

    #[test]
    fn a_star_and_a_path_are_worth_what_arithmetic_says() {
        let star = credited(5, &star(5), 0.5, &[1.0; 5]);
        // The middle reaches itself and half of four; a leaf itself, the middle by half, and half of the other three.
        assert!((star.alone[0] - 3.0).abs() < 3.0 * star.give_or_take, "{star:?}");
        assert!((star.alone[1] - 2.25).abs() < 3.0 * star.give_or_take, "{star:?}");
        // Two people, certain to tell each other: each alone brings both, and fairly each half.
        let pair = credited(2, &path(2), 1.0, &[1.0, 9.0]);
        assert!(pair.alone.iter().all(|&alone| (alone - 10.0).abs() < 1e-9), "{pair:?}");
        assert!(pair.fair.iter().all(|&fair| (fair - 5.0).abs() < 1e-9), "{pair:?}");
    }

    #[test]
    fn huge_sets_are_counted_a_few_at_a_time_and_no_more_than_tell() {
        // Everybody reaches everybody: sets of 30.
        let network = network(30, &path(30));
        let spreading = Spreading::new(&network, Model::Cascade, Chance::Uniform(1.0), &Ticket::new()).unwrap();
        let within =
            |held, most| credit_within(&spreading, &[2.0; 30], 1_000, 5, (held, most), &Ticket::new()).unwrap();
        let whole = within(HELD, MOST_MEMBERS);
        assert_eq!((whole.n_sets, within(90, MOST_MEMBERS)), (1_000, whole.clone()));
        let part = within(90, 3_000);
        assert_eq!(part.n_sets, 100);
        assert!(part.give_or_take > 3.0 * whole.give_or_take);
        for (part, whole) in part.alone.iter().chain(&part.fair).zip(whole.alone.iter().chain(&whole.fair)) {
            assert!((part - whole).abs() < 1e-9, "{part} {whole}");
        }
    }

    #[test]
    fn fair_shares_sum_to_the_worth_of_everybody() {
        let worth = [3.0, 0.0, 5.5, 1.5];
        let credit = credited(4, &path(4), 0.4, &worth);
        assert!((credit.fair.iter().sum::<f64>() - 10.0).abs() < 1e-9);
        assert!(credit.alone.iter().sum::<f64>() > 10.0);
        assert_eq!(credited(2, &path(2), 0.5, &[0.0, 0.0]).alone, [0.0, 0.0]);
        let again = credited(4, &path(4), 0.4, &worth);
        assert_eq!(credit, again);
    }
}
