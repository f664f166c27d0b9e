//! Who is probably no person: shops, call centres, machines, told by their contacts alone; decides nothing about them.

use crate::domain::model::Ties;

/// What is doubted: so many contacts at least, so many times what is usual, and at most this share that goes both ways,
/// for people answer each other. The fewer the contacts, the more one-sided they must be.
const DOUBTS: [(u32, f64, f64); 2] = [(25, 4.0, 0.2), (15, 2.0, 0.05)];
/// Where hardly any pair goes both ways, the files hold one direction only, and nobody is doubted for it.
const LEAST_MUTUAL_PAIRS: f64 = 0.15;

/// True for whoever has very many contacts of whom hardly any go both ways (extreme one-sided degree, no reciprocity).
/// Only contacts that were made count: friendships and ratings have no direction or no answer. O(ties).
#[must_use]
pub fn impersonal(n_people: usize, ties: &Ties) -> Vec<bool> {
    let (mut n_contacts, mut n_mutual) = (vec![0u32; n_people], vec![0u32; n_people]);
    let (mut n_pairs, mut n_mutual_pairs) = (0u64, 0u64);
    for row in 0..ties.len() {
        let (out, back) = (ties.contacts_out[row], ties.contacts_back[row]);
        if out + back == 0 {
            continue;
        }
        n_pairs += 1;
        n_mutual_pairs += u64::from(out > 0 && back > 0);
        for person in [ties.a[row], ties.b[row]] {
            n_contacts[person as usize] += 1;
            n_mutual[person as usize] += u32::from(out > 0 && back > 0);
        }
    }
    let mut usual: Vec<u32> = n_contacts.iter().copied().filter(|&n| n > 0).collect();
    if usual.is_empty() || (n_mutual_pairs as f64) < LEAST_MUTUAL_PAIRS * n_pairs as f64 {
        return vec![false; n_people];
    }
    let middle = usual.len() / 2;
    let usual = f64::from(*usual.select_nth_unstable(middle).1);
    let is_doubted = |n: u32, mutual: u32| {
        let (contacts, mutual) = (f64::from(n), f64::from(mutual));
        DOUBTS
            .iter()
            .any(|&(fewest, times, share)| n >= fewest && contacts >= times * usual && mutual < share * contacts)
    };
    n_contacts.iter().zip(&n_mutual).map(|(&n, &mutual)| is_doubted(n, mutual)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

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

    #[test]
    fn a_shop_is_no_person_and_a_popular_person_is() {
        let shop = impersonal(60, &town(false));
        assert!(shop[0] && shop[1..].iter().all(|&is| !is));
        assert!(!impersonal(60, &town(true))[0]);
    }

    #[test]
    fn files_of_one_direction_doubt_nobody() {
        let mut ties = town(false);
        ties.contacts_back.fill(0);
        assert!(impersonal(60, &ties).iter().all(|&is| !is));
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
        assert!(impersonal(n, &ties).iter().all(|&is| !is));
        assert!(impersonal(0, &Ties::default()).is_empty());
    }
}
