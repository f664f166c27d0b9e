//! Who is probably no person: shops, call centres, machines, told by their contacts alone; decides nothing about them.

use super::clocks::{Clocks, night_share, quiet_share};
use crate::domain::model::decisions::{Cleaning, STRICTEST, USUAL_STRICTNESS};
use crate::domain::model::{Channel, People, Suspect, Ties};

/// What is doubted at the usual strictness: so many contacts at least, so many times what is usual, and at most this
/// share that goes both ways, for people answer each other. The fewer the contacts, the more one-sided they must be.
const DOUBTS: [(f64, f64, f64); 2] = [(25.0, 4.0, 0.2), (15.0, 2.0, 0.05)];
/// Both of a pair began so many contacts: they keep in touch. Whoever does so with half as many people as is usual, and one
/// at least, has friends, whom machines and service lines have not. Somebody with friends who goes to very many others is a
/// person who spreads word; one to whom very many come once is known to all, like a shop, and close to few. A step of
/// strictness asks for more friends.
const KEPT: u32 = 3;
/// Where hardly any pair goes both ways, the files hold one direction only, and nobody is doubted for it.
const LEAST_MUTUAL_PAIRS: f64 = 0.15;
/// Doubted for the hours at the usual strictness: so many contacts with an hour, so many times what is usual, and this
/// share of them in the own six quietest hours in a row, half of what a machine that never rests has. Whoever sleeps
/// has next to none, at whatever hours they sleep.
const AWAKE: (f64, f64, f64) = (100.0, 4.0, 0.125);
/// And so many people in touch with, and times what is usual.
const KNOWN: (f64, f64) = (15.0, 2.0);

/// Everybody whom some strictness takes for no person, by row, with the figures.
///
/// Three signs: very many contacts; hardly any of them both ways (extreme one-sided degree, no reciprocity), where they
/// do not go to others and have friends besides; activity round the clock. Many contacts with one of the other two make a suspect. Only contacts that
/// were made count: friendships and ratings have no direction or no answer, and whoever is named by many did not call
/// anybody. A meeting goes both ways. A step of strictness lowers all bars by 2^(1/4), so that
/// whoever is doubted at one setting is doubted at every stricter one. O(ties).
#[must_use]
pub fn suspects(n_people: usize, ties: &Ties, clocks: &Clocks) -> Vec<Suspect> {
    let crowd = Crowd::of(n_people, ties);
    let suspect = |person: usize| {
        let seen = Seen::of(person, &crowd, clocks);
        let level = (1..=STRICTEST).find(|&strictness| seen.is_one_sided(strictness) || seen.is_awake(strictness))?;
        let shown_at = level.max(USUAL_STRICTNESS);
        Some(Suspect {
            level,
            is_one_sided: seen.is_one_sided(shown_at),
            is_round_the_clock: seen.is_awake(shown_at),
            has_friends: seen.has_friends(1.0),
            ..seen.figures
        })
    };
    (0..n_people).filter_map(suspect).collect()
}

/// Who is taken for no person: by hand, else by the contacts.
#[must_use]
pub fn impersonal(people: &People, suspects: &[Suspect], cleaning: &Cleaning) -> Vec<bool> {
    let mut is_impersonal = vec![false; people.len()];
    for suspect in suspects {
        is_impersonal[suspect.person as usize] = suspect.is_doubted(cleaning);
    }
    let by_hand = |ids: &std::collections::BTreeSet<String>| -> Vec<usize> {
        ids.iter().filter_map(|id| people.row(id)).map(|row| row as usize).collect()
    };
    for row in by_hand(&cleaning.not_persons) {
        is_impersonal[row] = true;
    }
    for row in by_hand(&cleaning.persons) {
        is_impersonal[row] = false;
    }
    is_impersonal
}

/// Everybody's contacts, and what is usual.
struct Crowd {
    n_contacts: Vec<u32>,
    n_mutual: Vec<u32>,
    /// People whom they keep in touch with.
    n_kept: Vec<u32>,
    /// Contacts they began, less those that others began with them.
    outward: Vec<i64>,
    usual: u32,
    usual_kept: u32,
    /// The files tell both directions.
    is_two_way: bool,
}

impl Crowd {
    fn of(n_people: usize, ties: &Ties) -> Crowd {
        let nobody = || vec![0u32; n_people];
        let (mut n_contacts, mut n_mutual, mut n_kept) = (nobody(), nobody(), nobody());
        let mut outward = vec![0i64; n_people];
        let (mut n_pairs, mut n_mutual_pairs) = (0u64, 0u64);
        for row in 0..ties.len() {
            let (out, back) = (ties.contacts_out[row], ties.contacts_back[row]);
            if (out == 0 && back == 0) || ties.is_inferred(row) {
                continue;
            }
            let is_meeting = ties.channels.get(row).is_some_and(|channels| channels & Channel::Meeting as u8 != 0);
            let (is_mutual, is_kept) = (is_meeting || (out > 0 && back > 0), out >= KEPT && back >= KEPT);
            // Meetings say nothing of whether the files of calls tell both directions.
            n_pairs += u64::from(!is_meeting);
            n_mutual_pairs += u64::from(is_mutual && !is_meeting);
            let more_out = i64::from(out) - i64::from(back);
            for (person, outwards) in [(ties.a[row], more_out), (ties.b[row], -more_out)] {
                outward[person as usize] += outwards;
                n_contacts[person as usize] += 1;
                n_mutual[person as usize] += u32::from(is_mutual);
                n_kept[person as usize] += u32::from(is_kept);
            }
        }
        let is_known = |person: &usize| n_contacts[*person] > 0;
        let usual_of = |of: &[u32]| usual((0..n_people).filter(is_known).map(|person| of[person]).collect());
        let (usual, usual_kept) = (usual_of(&n_contacts), usual_of(&n_kept));
        let is_two_way =
            n_pairs > 0 && (n_mutual_pairs as f64) >= LEAST_MUTUAL_PAIRS * n_pairs as f64 && !are_named_only(ties);
        Crowd { n_contacts, n_mutual, n_kept, outward, usual, usual_kept, is_two_way }
    }
}

/// Whether nothing is dated, nothing lasted and hardly a pair stands there more than once: people were asked whom they go to.
fn are_named_only(ties: &Ties) -> bool {
    let is_bare = ties.today == Ties::NO_DATE && ties.seconds.iter().all(|&seconds| seconds == 0);
    is_bare && usual((0..ties.len()).map(|row| ties.contacts_out[row].max(ties.contacts_back[row])).collect()) <= 1
}

/// The middle one.
fn usual(mut values: Vec<u32>) -> u32 {
    let middle = values.len() / 2;
    if values.is_empty() { 0 } else { *values.select_nth_unstable(middle).1 }
}

/// One of them.
struct Seen {
    figures: Suspect,
    usual_timed: f64,
    n_kept: u32,
    usual_kept: u32,
    is_outward: bool,
    is_two_way: bool,
}

impl Seen {
    fn of(person: usize, crowd: &Crowd, clocks: &Clocks) -> Seen {
        let hours = clocks.of(person as u32);
        let figures = Suspect {
            person: person as u32,
            n_contacts: crowd.n_contacts[person],
            usual_contacts: crowd.usual,
            n_mutual: crowd.n_mutual[person],
            n_timed: hours.map_or(0, |hours| hours.iter().sum()),
            night_share: hours.map_or(0.0, night_share),
            quiet_share: hours.map_or(0.0, quiet_share),
            ..Suspect::default()
        };
        let Crowd { usual_kept, is_two_way, .. } = *crowd;
        let (n_kept, is_outward) = (crowd.n_kept[person], crowd.outward[person] > 0);
        Seen { figures, usual_timed: f64::from(clocks.usual), n_kept, usual_kept, is_outward, is_two_way }
    }

    fn is_one_sided(&self, strictness: u8) -> bool {
        let bar = bar(strictness);
        let Suspect { n_contacts, usual_contacts, n_mutual, .. } = self.figures;
        let (n, usual, mutual) = (f64::from(n_contacts), f64::from(usual_contacts), f64::from(n_mutual));
        let is = |&(fewest, times, share): &(f64, f64, f64)| {
            n >= fewest * bar && n >= times * bar * usual && mutual < share / bar * n
        };
        self.is_two_way && !(self.is_outward && self.has_friends(bar)) && DOUBTS.iter().any(is)
    }

    fn has_friends(&self, bar: f64) -> bool {
        f64::from(self.n_kept) >= (f64::from(self.usual_kept) / 2.0).max(1.0) / (bar * bar)
    }

    fn is_awake(&self, strictness: u8) -> bool {
        let bar = bar(strictness);
        let Suspect { n_contacts, usual_contacts, n_timed, quiet_share, .. } = self.figures;
        let (n, usual, timed) = (f64::from(n_contacts), f64::from(usual_contacts), f64::from(n_timed));
        n >= KNOWN.0 * bar
            && n >= KNOWN.1 * bar * usual
            && timed >= AWAKE.0 * bar
            && timed >= AWAKE.1 * bar * self.usual_timed
            && f64::from(quiet_share) >= AWAKE.2 * bar.sqrt()
    }
}

/// By how much the bars are raised: one at the usual strictness, a half at the strictest.
fn bar(strictness: u8) -> f64 {
    ((f64::from(USUAL_STRICTNESS) - f64::from(strictness)) / 4.0).exp2()
}

#[cfg(test)]
mod tests {
    use super::super::fixtures::calls;
    use super::super::{Sources, join_people, measure_with};
    use super::*;
    use crate::domain::model::{Cleaned, ScoreSettings};
    use crate::domain::ticket::Ticket;

    /// A ring of 60 friends who call each other; person 0 also hears from everyone, answered or not.
    fn town(is_answered: bool) -> Ties {
        let mut pairs: Vec<(u32, u32, u32, u32)> = (2..60).map(|k| (0, k, u32::from(is_answered), 1)).collect();
        pairs.extend((1..59).map(|k| (k, k + 1, 3, 2)));
        pairs.sort_unstable();
        Ties {
            a: pairs.iter().map(|p| p.0).collect(),
            b: pairs.iter().map(|p| p.1).collect(),
            contacts_out: pairs.iter().map(|p| p.2).collect(),
            contacts_back: pairs.iter().map(|p| p.3).collect(),
            ..Ties::default()
        }
    }

    fn doubted(n: usize, ties: &Ties) -> Vec<u32> {
        let usual = Cleaning::default();
        let suspects = suspects(n, ties, &Clocks::default());
        suspects.iter().filter(|suspect| suspect.is_doubted(&usual)).map(|suspect| suspect.person).collect()
    }

    #[test]
    fn a_shop_is_no_person_and_a_popular_person_is() {
        assert_eq!(doubted(60, &town(false)), [0]);
        assert!(doubted(60, &town(true)).is_empty());
        let shop = suspects(60, &town(false), &Clocks::default())[0];
        assert_eq!((shop.n_contacts, shop.usual_contacts, shop.n_mutual), (58, 3, 0));
        assert!(shop.is_one_sided && !shop.is_round_the_clock && shop.signs().len() == 2);
    }

    #[test]
    fn whoever_keeps_in_touch_with_a_friend_is_a_person_however_many_they_tell() {
        // Person 0 hears from everyone and keeps in touch with the first of them.
        let mut known = town(false);
        (known.contacts_out[0], known.contacts_back[0]) = (4, 5);
        assert_eq!(doubted(60, &known), [0], "known to all, like a shop");
        assert!(suspects(60, &known, &Clocks::default())[0].has_friends);
        assert!(!suspects(60, &town(false), &Clocks::default())[0].has_friends);
        let mut tells = known;
        std::mem::swap(&mut tells.contacts_out, &mut tells.contacts_back);
        assert!(doubted(60, &tells).is_empty(), "{:?}", suspects(60, &tells, &Clocks::default()));
        let level = suspects(60, &tells, &Clocks::default())[0].level;
        assert!(level > USUAL_STRICTNESS, "a stricter look takes them, too");
        (tells.contacts_out[0], tells.contacts_back[0]) = (1, 0);
        assert_eq!(doubted(60, &tells), [0], "tells everyone, and keeps in touch with nobody");
    }

    #[test]
    fn meetings_go_both_ways_and_whoever_is_named_by_many_did_not_call() {
        let mut met = town(false);
        met.channels = vec![Channel::Meeting as u8; met.len()];
        assert!(suspects(60, &met, &Clocks::default()).is_empty());
        // Beside calls both ways, the same is a shop.
        let mut asked = town(false);
        assert_eq!(doubted(60, &asked), [0]);
        asked.contacts_out.iter_mut().chain(&mut asked.contacts_back).for_each(|n| *n = (*n).min(1));
        assert_eq!(doubted(60, &asked), [0], "calls on days that are known");
        asked.today = Ties::NO_DATE;
        assert!(suspects(60, &asked, &Clocks::default()).is_empty());
    }

    #[test]
    fn files_of_one_direction_doubt_nobody() {
        let mut ties = town(false);
        ties.contacts_back.fill(0);
        assert!(suspects(60, &ties, &Clocks::default()).is_empty());
    }

    #[test]
    fn friendships_alone_doubt_nobody() {
        let n = 100;
        let ties = Ties {
            a: vec![0; n - 1],
            b: (1..n as u32).collect(),
            contacts_out: vec![0; n - 1],
            contacts_back: vec![0; n - 1],
            ..Ties::default()
        };
        assert!(suspects(n, &ties, &Clocks::default()).is_empty());
        assert!(suspects(0, &Ties::default(), &Clocks::default()).is_empty());
    }

    /// Friends in a ring; a machine and a popular person who are answered by everyone, the machine at all hours.
    fn answering_machine() -> (People, Vec<Suspect>) {
        let name: Vec<String> = (0..62).map(|n| n.to_string()).collect();
        let mut rows = Vec::new();
        for k in 0..60usize {
            let day = i64::from(k as u32);
            let at = |n: i64| day % 7 * 86_400 + (9 + (n + day) % 12) * 3_600;
            rows.push((name[k].as_str(), name[(k + 1) % 60].as_str(), at(0), 60));
            rows.push((name[(k + 1) % 60].as_str(), name[k].as_str(), at(3), 60));
            for n in 0..4 {
                let (there, back) = (at(n), (day * 4 + n) * 3_600);
                rows.push((name[60].as_str(), name[k].as_str(), back, 5));
                rows.push((name[k].as_str(), name[60].as_str(), back + 60, 5));
                rows.push((name[61].as_str(), name[k].as_str(), there, 5));
                rows.push((name[k].as_str(), name[61].as_str(), there + 60, 5));
            }
        }
        let tables = [calls(&rows)];
        let ticket = Ticket::new();
        let people = join_people(&tables, &ticket).unwrap();
        let sources = Sources { tables: &tables, ..Sources::default() };
        let measured = measure_with(&sources, &people, &ScoreSettings::default(), &ticket).unwrap();
        let suspects = suspects(people.len(), &measured.ties, &measured.clocks);
        (people, suspects)
    }

    #[test]
    fn whoever_never_rests_is_no_person_though_everybody_answers() {
        let (people, suspects) = answering_machine();
        let is_impersonal = impersonal(&people, &suspects, &Cleaning::default());
        let taken: Vec<&str> =
            (0..people.len()).filter(|&row| is_impersonal[row]).map(|row| people.ids[row].as_str()).collect();
        assert_eq!(taken, ["60"], "{suspects:?}");
        let machine = suspects.iter().find(|suspect| suspect.person == people.row("60").unwrap()).unwrap();
        assert!(machine.is_round_the_clock && !machine.is_one_sided && machine.quiet_share > 0.2);
        assert_eq!((machine.n_contacts, machine.n_mutual, machine.n_timed), (60, 60, 480));
    }

    #[test]
    fn stricter_takes_more_and_a_decision_by_hand_stands_above_all() {
        let (people, suspects) = answering_machine();
        let cleaned = Cleaned { suspects: suspects.clone(), ..Cleaned::default() };
        let curve = cleaned.curve();
        assert!(curve[0] == 0 && curve.windows(2).all(|two| two[0] <= two[1]), "{curve:?}");
        for strictness in 0..=STRICTEST {
            let cleaning = Cleaning { strictness, ..Cleaning::default() };
            let n = impersonal(&people, &suspects, &cleaning).iter().filter(|is| **is).count();
            assert_eq!(n, curve[usize::from(strictness)], "the preview says what comes");
        }
        let by_hand = Cleaning {
            persons: ["60".to_owned()].into(),
            not_persons: ["3".to_owned(), "nobody".to_owned()].into(),
            ..Cleaning::default()
        };
        let is_impersonal = impersonal(&people, &suspects, &by_hand);
        let row = |id: &str| people.row(id).unwrap() as usize;
        assert!(!is_impersonal[row("60")] && is_impersonal[row("3")]);
    }
}
