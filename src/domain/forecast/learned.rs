//! How likely word passes over each tie, learned from who took things up after whom; simulates nothing.

mod as_many;

use self::as_many::as_many;
use super::by_stage::Leaning;
use super::cascade::passes;
use crate::domain::influence::persuasion::{Adoption, AdoptionLog};
use crate::domain::model::{Network, Person};
use crate::domain::ticket::{Stopped, Ticket};

/// People worked on between two looks at the ticket.
const BLOCK: usize = 4_096;

/// The chance of every tie, both ways, one entry a slot of the network.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct LearnedChances {
    /// From the slot's neighbour to the person of the row.
    pub heard: Vec<f32>,
    /// From the person of the row to the slot's neighbour.
    pub told: Vec<f32>,
    /// As many things taken up as the strength of a tie counts for.
    pub as_many: f64,
}

/// Partial credit (Goyal, Bonchi, Lakshmanan, WSDM 2010): whoever took a thing up after k of their contacts credits
/// each with 1/k; `p_vu = (credit that v has from u + K·p0) / (things v took up + K)` is the chance that word passes from
/// v to u. `p0` is what strength says of the tie, as [`super::choose::Chance::Strength`]: who has hardly taken anything
/// up is judged by that. K, of 1 to 1000, is that under which each thing is foretold best by the other things of its tie,
/// and 5 where that cannot be told: ties are told apart as far as their differences last, and no further. People alike
/// take up the same things without any word, so that these chances are too high rather than too low. What v had in the
/// first month of all can be followed, too; it counts among the things only for those who were listed without it in a
/// month before the last, as nobody else can be seen to follow: no tie has more credit than things. O(contacts of everybody
/// who took something up or had it first, once a thing, + ties).
///
/// # Errors
/// [`Stopped`] when the ticket says so.
pub fn learn(
    network: &Network,
    log: &AdoptionLog,
    pass_on_share: f32,
    ticket: &Ticket,
) -> Result<LearnedChances, Stopped> {
    learn_leaning(network, log, pass_on_share, None, ticket)
}

/// As [`learn`], where people who tell or hear are not alike: what strength says of a tie is so many times as much.
pub(super) fn learn_leaning(
    network: &Network,
    log: &AdoptionLog,
    pass_on_share: f32,
    leaning: Option<&Leaning>,
    ticket: &Ticket,
) -> Result<LearnedChances, Stopped> {
    let holders = log.held_first();
    let n_open = n_open(network, log, &holders, ticket)?;
    let mut n_taken = vec![0u32; network.n_people()];
    for adoption in &log.adoptions {
        n_taken[adoption.person as usize] += 1;
    }
    let mut credit = vec![0.0f32; network.neighbours.len()];
    each_credit(network, log, &holders, ticket, |_| true, |slot, share| credit[slot] += share)?;
    let mut n_things = vec![0; credit.len()];
    let mut heard = vec![0.0; credit.len()];
    each_slot(network, ticket, |person, slot, back| {
        let other = network.neighbours[slot];
        let by_strength = passes(pass_on_share, network.strength[slot], network.goes_to[slot]);
        let times = leaning.map_or(1.0, |leaning| leaning.between(other, person));
        heard[slot] = (times * by_strength).clamp(0.0, 1.0);
        n_things[slot] = n_taken[other as usize] + n_open.get(back).copied().unwrap_or(0);
    })?;
    let seen = Seen { by_strength: &heard, credit: &credit, n_things: &n_things };
    let as_many =
        as_many(network, &seen, ticket, |wanted, found| each_credit(network, log, &holders, ticket, wanted, found))?;
    let mut told = vec![0.0; credit.len()];
    each_slot(network, ticket, |_, slot, back| {
        let all = f64::from(credit[slot]) + as_many * f64::from(heard[slot]);
        heard[slot] = (all / (f64::from(n_things[slot]) + as_many)) as f32;
        told[back] = heard[slot];
    })?;
    Ok(LearnedChances { heard, told, as_many })
}

/// What is known of each tie to somebody, by the slot in that person's row.
struct Seen<'a> {
    /// The chance that word comes over it, by strength.
    by_strength: &'a [f32],
    /// Of the things that the neighbour took up: those that the person took up after them, each shared with others before.
    credit: &'a [f32],
    /// Things that the neighbour took up.
    n_things: &'a [u32],
}

/// Says of each person, slot of theirs and the slot of the same tie in the neighbour's row, in order of the first two.
fn each_slot(network: &Network, ticket: &Ticket, mut at: impl FnMut(Person, usize, usize)) -> Result<(), Stopped> {
    // Rows are sorted by neighbour: going through them in order meets the other ends of each row in order, too.
    let mut next = network.offsets.clone();
    for person in 0..network.n_people() as Person {
        if (person as usize).is_multiple_of(BLOCK) {
            ticket.check()?;
        }
        for slot in network.slots(person) {
            let back = &mut next[network.neighbours[slot] as usize];
            at(person, slot, *back);
            *back += 1;
        }
    }
    Ok(())
}

/// Says of each thing that somebody took up after contacts, where the person is wanted: the slot of such a contact in their
/// row, and the share of the credit that it gets. Of others no tie is looked at.
fn each_credit(
    network: &Network,
    log: &AdoptionLog,
    holders: &[Adoption],
    ticket: &Ticket,
    wanted: impl Fn(Person) -> bool,
    mut found: impl FnMut(usize, f32),
) -> Result<(), Stopped> {
    let mut taken_at = vec![i64::MAX; network.n_people()];
    for same in log.adoptions.chunk_by(|x, y| x.what == y.what) {
        let held = of_thing(holders, same[0].what);
        for holder in held {
            taken_at[holder.person as usize] = holder.at;
        }
        for (k, adoption) in same.iter().enumerate() {
            if k.is_multiple_of(64) {
                ticket.check()?;
            }
            taken_at[adoption.person as usize] = adoption.at;
            // Theirs may be the credit of others.
            if !wanted(adoption.person) {
                continue;
            }
            let slots = network.slots(adoption.person);
            let is_before = |slot: &usize| taken_at[network.neighbours[*slot] as usize] < adoption.at;
            let n_before = slots.clone().filter(is_before).count();
            for slot in slots.filter(is_before) {
                found(slot, 1.0 / n_before as f32);
            }
        }
        for adoption in same.iter().chain(held) {
            taken_at[adoption.person as usize] = i64::MAX;
        }
    }
    Ok(())
}

/// Those of one thing, in what stands by thing.
fn of_thing(adoptions: &[Adoption], what: u32) -> &[Adoption] {
    let first = adoptions.partition_point(|one| one.what < what);
    &adoptions[first..first + adoptions[first..].partition_point(|one| one.what == what)]
}

/// For each slot, how many things its person had in the first month that the neighbour was listed without in any month but
/// the last: whoever is listed without one at first and with it later took it up in between, whenever that was. Empty where
/// nobody had anything.
fn n_open(network: &Network, log: &AdoptionLog, holders: &[Adoption], ticket: &Ticket) -> Result<Vec<u32>, Stopped> {
    if holders.is_empty() {
        return Ok(Vec::new());
    }
    let mut n_open = vec![0; network.neighbours.len()];
    let mut has = vec![false; network.n_people()];
    for same in holders.chunk_by(|x, y| x.what == y.what) {
        let Some((_, earlier)) = log.months(same[0].what).and_then(|months| months.is_listed.split_last()) else {
            continue;
        };
        // Also those who came later with it: nobody knows whether they followed.
        let held = of_thing(&log.held, same[0].what);
        for holder in held {
            has[holder.person as usize] = true;
        }
        for (k, holder) in same.iter().enumerate() {
            if k.is_multiple_of(64) {
                ticket.check()?;
            }
            for slot in network.slots(holder.person) {
                let other = network.neighbours[slot] as usize;
                n_open[slot] += u32::from(!has[other] && earlier.iter().any(|listed| listed[other]));
            }
        }
        for holder in held {
            has[holder.person as usize] = false;
        }
    }
    Ok(n_open)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::influence::persuasion::{MonthsOf, Thing};
    use crate::domain::ties::fixtures::{directed, network, path};
    use std::sync::Arc;

    fn of(adoptions: &[Adoption]) -> AdoptionLog {
        AdoptionLog { adoptions: adoptions.to_vec(), ..AdoptionLog::default() }
    }

    /// `n` things that person 0 takes up first; of each, person 1 takes up a share `p` a day later.
    fn log(n: u32, p: f64) -> Vec<Adoption> {
        let mut state = 9u32;
        let mut log = Vec::new();
        for what in 0..n {
            log.push(Adoption { what, at: 100, person: 0 });
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            if f64::from(state >> 8) / f64::from(1u32 << 24) < p {
                log.push(Adoption { what, at: 200, person: 1 });
            }
        }
        log
    }

    fn learned(network: &Network, log: &[Adoption]) -> LearnedChances {
        learn(network, &of(log), 0.4, &Ticket::new()).unwrap()
    }

    #[test]
    fn what_was_passed_on_is_learned_in_the_right_direction() {
        let pair = network(2, &path(2));
        let log = log(4_000, 0.3);
        let followed = log.iter().filter(|adoption| adoption.person == 1).count() as f64;
        let learned = learned(&pair, &log);
        // Row 0: to person 1; row 1: from person 0.
        let exact = (followed + learned.as_many * 0.4) / (4_000.0 + learned.as_many);
        assert!((f64::from(learned.told[0]) - exact).abs() < 1e-6 && learned.heard[1] == learned.told[0]);
        assert!((exact - 0.3).abs() < 0.03 && learned.told[1] < 0.01, "{learned:?}");
    }

    #[test]
    fn several_before_share_the_credit_and_nobody_gets_it_for_the_same_moment() {
        let pairs = [(0, 2, 1.0), (1, 2, 1.0)];
        let both = [(0, 1, 0), (0, 1, 1), (0, 2, 2)].map(|(what, at, person)| Adoption { what, at, person });
        let learned = learned(&network(3, &pairs), &both);
        let exact = (0.5 + 5.0 * 0.4) / 6.0;
        assert!(learned.heard[2..].iter().all(|&chance| (f64::from(chance) - exact).abs() < 1e-6), "{learned:?}");
        let at_once = [(0, 1, 0), (0, 1, 2)].map(|(what, at, person)| Adoption { what, at, person });
        let learned = super::learn(&network(3, &pairs), &of(&at_once), 0.4, &Ticket::new()).unwrap();
        assert!((learned.heard[2] - 2.0 / 6.0).abs() < 1e-6);
    }

    /// 200 pairs; of 30 things, either is first with half, and is followed with the pair's chance.
    fn pairs(follows: impl Fn(u32) -> f64) -> (Network, Vec<Adoption>) {
        let ties: Vec<(u32, u32, f32)> = (0..200).map(|pair| (2 * pair, 2 * pair + 1, 1.0)).collect();
        let mut state = 9u32;
        let mut log = Vec::new();
        for what in 0..30 {
            for pair in 0..200 {
                let (first, second) = if what % 2 == 0 { (2 * pair, 2 * pair + 1) } else { (2 * pair + 1, 2 * pair) };
                log.push(Adoption { what, at: 100, person: first });
                state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
                if f64::from(state >> 8) / f64::from(1u32 << 24) < follows(pair) {
                    log.push(Adoption { what, at: 200, person: second });
                }
            }
        }
        log.sort_unstable();
        (network(400, &ties), log)
    }

    #[test]
    fn who_is_not_wanted_is_passed_over_and_credits_others_all_the_same() {
        // Each takes it up after the one before; 2 also after 0.
        let network = network(4, &[(0, 1, 1.0), (1, 2, 1.0), (0, 2, 1.0), (2, 3, 1.0)]);
        let log = of(&[0, 1, 2, 3].map(|person| Adoption { what: 0, at: i64::from(person), person }));
        let credited = |wanted: &dyn Fn(Person) -> bool| {
            let mut all = Vec::new();
            each_credit(&network, &log, &[], &Ticket::new(), wanted, |slot, share| all.push((slot, share))).unwrap();
            all
        };
        let (everybody, second) = (credited(&|_| true), network.slots(2));
        assert_eq!(everybody.len(), 4);
        assert_eq!(credited(&|person| person == 2), [(second.start, 0.5), (second.start + 1, 0.5)]);
        let odd = |&(slot, _): &(usize, f32)| network.slots(1).contains(&slot) || network.slots(3).contains(&slot);
        assert_eq!(credited(&|person| person % 2 == 1), everybody.iter().copied().filter(odd).collect::<Vec<_>>());
        assert_eq!(credited(&|_| false), []);
    }

    #[test]
    fn ties_are_told_apart_as_far_as_their_differences_last() {
        // Followed in f of 15 things that they began, of 15 + 15·f that they took up: f = 2/3 is 0.4, as strength says.
        let (network, log) = pairs(|_| 2.0 / 3.0);
        let alike = learned(&network, &log);
        assert!(alike.as_many >= 50.0, "{}", alike.as_many);
        let spread = |chances: &LearnedChances| {
            chances.heard.iter().map(|&chance| (f64::from(chance) - 0.4).powi(2)).sum::<f64>().sqrt() / 20.0
        };
        assert!(spread(&alike) < 0.03, "chance alone is hardly believed: {}", spread(&alike));
        let (network, log) = pairs(|pair| f64::from(pair % 2));
        let apart = learned(&network, &log);
        assert!(apart.as_many <= 5.0, "{}", apart.as_many);
        // Even pairs pass nothing on; of odd ones, half of all that each took up.
        assert!(apart.heard[0] < 0.12 && (apart.heard[2] - 0.5).abs() < 0.03, "{:?}", &apart.heard[..4]);
    }

    #[test]
    fn what_was_there_at_the_start_counts_for_those_who_lacked_it_alone() {
        // 0 had both things at the start, 1 one of them, 2 none; 3 was not listed. 2 takes the first up a month later.
        let star = network(4, &[(0, 1, 1.0), (0, 2, 1.0), (0, 3, 1.0)]);
        let months = MonthsOf { at: vec![10, 20], is_listed: vec![vec![true, true, true, false]; 2] };
        let thing = |name: &str| Thing { months: Some(Arc::new(months.clone())), ..Thing::from(name) };
        let held = [(0, 0), (0, 1), (1, 0)].map(|(what, person)| Adoption { what, at: 10, person });
        let taken = [Adoption { what: 0, at: 20, person: 2 }];
        let log = AdoptionLog {
            things: vec![thing("Golf"), thing("Tea")],
            adoptions: taken.to_vec(),
            held: held.to_vec(),
            ..AdoptionLog::default()
        };
        let learned = learn(&star, &log, 0.4, &Ticket::new()).unwrap();
        // Row 0 tells 1, 2, 3.
        let exact = [(0.0 + 5.0 * 0.4) / 6.0, (1.0 + 5.0 * 0.4) / 7.0, 0.4];
        for (told, exact) in learned.told.iter().zip(exact) {
            assert!((told - exact).abs() < 1e-6, "{learned:?}");
        }
    }

    #[test]
    fn who_is_listed_later_and_follows_then_makes_no_chance_above_one() {
        // Of five things that 0 had at the start, 1 is first listed without any, a month later, and has all of them another
        // month later. 2 is listed at the start and comes back with them in the end; 3 is there in the end alone.
        let star = network(4, &[(0, 1, 1.0), (0, 2, 1.0), (0, 3, 1.0)]);
        let is_listed = vec![vec![true, false, true, false], vec![true, true, false, false], vec![true; 4]];
        let months = MonthsOf { at: vec![10, 20, 30], is_listed };
        let thing = Thing { months: Some(Arc::new(months)), ..Thing::from("Golf") };
        let held = |what| [(10, 0), (30, 2), (30, 3)].map(|(at, person)| Adoption { what, at, person });
        let log = AdoptionLog {
            things: vec![thing; 5],
            adoptions: (0..5).map(|what| Adoption { what, at: 30, person: 1 }).collect(),
            held: (0..5).flat_map(held).collect(),
            ..AdoptionLog::default()
        };
        let learned = learn(&star, &log, 0.4, &Ticket::new()).unwrap();
        // All five are among the things: of five credits in none the chance would be above one.
        let as_many = learned.as_many as f32;
        let exact = [(5.0 + as_many * 0.4) / (5.0 + as_many), 0.4, 0.4];
        for (told, exact) in learned.told.iter().zip(exact) {
            assert!((told - exact).abs() < 1e-6, "{learned:?}");
        }
    }

    #[test]
    fn without_a_log_strength_alone_speaks() {
        let network = directed(3, &[(0, 1, 0.5), (1, 2, 0.8)]);
        let learned = learned(&network, &[]);
        for person in 0..3u32 {
            for slot in network.slots(person) {
                let heard = 0.4 * (0.5 * network.strength[slot] + network.goes_to[slot]);
                let told = 0.4 * (1.5 * network.strength[slot] - network.goes_to[slot]);
                assert!((learned.heard[slot] - heard).abs() < 1e-6 && (learned.told[slot] - told).abs() < 1e-6);
            }
        }
    }
}
