//! Coupon codes that can be told apart, checked and traced: one an influencer, and one-use codes for their friends; prints
//! none.

use std::collections::{BTreeMap, BTreeSet};

/// No 0, 1, I or O: what is read over the phone is understood.
const LETTERS: &[u8; 32] = b"23456789ABCDEFGHJKLMNPQRSTUVWXYZ";
/// Drawn letters of an influencer's code, beside the check letter.
const N_LETTERS: usize = 8;
/// Drawn letters that a friend's code adds.
const N_FRIEND: usize = 3;
/// One-use codes for each influencer.
pub const N_FRIENDS: usize = 5;

/// The codes of one influencer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Codes {
    pub own: String,
    pub friends: Vec<String>,
}

/// The check letter of a code: Luhn's rule for an alphabet of 32 (ISO/IEC 7812-1's digits, carried over); a wrong letter
/// is always found, two neighbours that changed places almost always.
fn check_letter(body: &[u8]) -> Option<u8> {
    let mut sum = 0;
    for (place, letter) in body.iter().rev().enumerate() {
        let value = LETTERS.iter().position(|known| known == letter)?;
        let added = if place % 2 == 0 { value * 2 } else { value };
        sum += added / 32 + added % 32;
    }
    Some(LETTERS[(32 - sum % 32) % 32])
}

fn with_check(body: &[u8]) -> String {
    let mut code = String::from_utf8_lossy(body).into_owned();
    code.extend(check_letter(body).map(char::from));
    code
}

/// Letters drawn from a secret and a text; the same for the same, and nobody without the secret can tell them.
fn draw(secret: &[u8; 32], text: &str, n: usize) -> Vec<u8> {
    let hash = blake3::keyed_hash(secret, text.as_bytes());
    hash.as_bytes().iter().take(n).map(|byte| LETTERS[usize::from(byte % 32)]).collect()
}

/// The secret of a project's plan: from what names the project and the plan's stored seed.
#[must_use]
pub fn secret(project: &str, plan: u32, seed: u64) -> [u8; 32] {
    let words = format!("{project}\n{plan}\n{seed}");
    blake3::derive_key("Tribewise coupon codes 1", words.as_bytes())
}

/// The codes of each of these people, by id: all of them different. In the order of the ids, so that the same people have
/// the same codes.
#[must_use]
pub fn codes<'a>(secret: &[u8; 32], ids: impl IntoIterator<Item = &'a str>) -> BTreeMap<&'a str, Codes> {
    let ids: BTreeSet<&str> = ids.into_iter().collect();
    let mut taken = BTreeSet::new();
    let mut found = BTreeMap::new();
    for id in ids {
        let own =
            (0..=u32::MAX).map(|n| draw(secret, &format!("{id}\n{n}"), N_LETTERS)).find(|own| !taken.contains(own));
        let own = own.unwrap_or_default();
        let mut friends: BTreeSet<Vec<u8>> = BTreeSet::new();
        let mut listed = Vec::new();
        let mut n = 0_u32;
        while listed.len() < N_FRIENDS {
            let tail = draw(secret, &format!("{id}\nfriend {n}"), N_FRIEND);
            n += 1;
            if friends.insert(tail.clone()) {
                listed.push(with_check(&[own.as_slice(), &tail].concat()));
            }
        }
        found.insert(id, Codes { own: with_check(&own), friends: listed });
        taken.insert(own);
    }
    found
}

/// A code as it came back, without blanks, hyphens and small letters.
#[must_use]
pub fn tidy(code: &str) -> String {
    code.chars().filter(char::is_ascii_alphanumeric).map(|c| c.to_ascii_uppercase()).collect()
}

/// What became of a code that came back.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Came {
    /// An influencer used their own.
    Own,
    /// Somebody tied to the influencer used a friend's code, or the influencer themself did.
    Friend,
    /// Somebody without a tie to the influencer: the code has leaked.
    Stranger,
    /// A friend's code that was used before.
    UsedBefore,
    /// The check letter is wrong: misread or made up.
    Misread,
    /// A sound code that is none of this plan's.
    Unknown,
}

impl Came {
    pub const ALL: [Came; 6] =
        [Came::Own, Came::Friend, Came::Stranger, Came::UsedBefore, Came::Misread, Came::Unknown];

    /// The word on the command line.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Came::Own => "own",
            Came::Friend => "friend",
            Came::Stranger => "stranger",
            Came::UsedBefore => "used-before",
            Came::Misread => "misread",
            Came::Unknown => "unknown",
        }
    }

    /// Whether the code went where it was not meant to go.
    #[must_use]
    pub fn is_leak(self) -> bool {
        matches!(self, Came::Stranger | Came::UsedBefore)
    }
}

/// Says of each code that came back, with the id of who used it, what became of it and whose it was. `are_tied` tells
/// whether two ids know each other.
#[must_use]
pub fn judge<'a>(
    codes: &BTreeMap<&'a str, Codes>,
    came_back: &[(String, String)],
    are_tied: impl Fn(&str, &str) -> bool,
) -> Vec<(Came, Option<&'a str>)> {
    let mut of: BTreeMap<&str, (&'a str, bool)> = BTreeMap::new();
    for (id, codes) in codes {
        of.insert(&codes.own, (id, true));
        for code in &codes.friends {
            of.insert(code, (id, false));
        }
    }
    let mut used = BTreeSet::new();
    let judge_one = |(code, by): &(String, String)| {
        let code = tidy(code);
        let Some(&(whose, is_own)) = of.get(code.as_str()) else {
            let (body, last) = code.as_bytes().split_at(code.len().saturating_sub(1));
            let is_sound = last.len() == 1 && check_letter(body) == Some(last[0]);
            return (if is_sound { Came::Unknown } else { Came::Misread }, None);
        };
        let by = by.trim();
        let came = if by == whose {
            if is_own { Came::Own } else { Came::Friend }
        } else if !is_own && !used.insert(code.clone()) {
            Came::UsedBefore
        } else if are_tied(whose, by) {
            Came::Friend
        } else {
            Came::Stranger
        };
        if by == whose && !is_own && !used.insert(code) {
            return (Came::UsedBefore, Some(whose));
        }
        (came, Some(whose))
    };
    came_back.iter().map(judge_one).collect()
}

#[cfg(test)]
mod tests {
    use super::Came::{Friend, Misread, Own, Stranger, Unknown, UsedBefore};
    use super::*;

    fn made() -> BTreeMap<&'static str, Codes> {
        codes(&secret("p", 1, 2), ["7", "8", "9"])
    }

    #[test]
    fn codes_are_all_different_stay_and_depend_on_the_secret() {
        let ids: Vec<String> = (0..3_000).map(|n| n.to_string()).collect();
        let all = codes(&secret("p", 1, 2), ids.iter().map(String::as_str));
        let every: BTreeSet<&String> =
            all.values().flat_map(|codes| codes.friends.iter().chain(std::iter::once(&codes.own))).collect();
        assert_eq!(every.len(), 3_000 * (N_FRIENDS + 1));
        assert_eq!(made()["8"], all["8"], "whoever else is there");
        assert_ne!(codes(&secret("q", 1, 2), ["8"])["8"], all["8"]);
        assert_ne!(codes(&secret("p", 1, 3), ["8"])["8"], all["8"]);
        assert!(every.iter().all(|code| code.bytes().all(|letter| LETTERS.contains(&letter))));
    }

    #[test]
    fn every_wrong_letter_is_found_and_nearly_every_swap() {
        let code = &made()["7"].own;
        let is_sound = |code: &[u8]| {
            let (body, last) = code.split_at(code.len() - 1);
            check_letter(body) == Some(last[0])
        };
        assert!(is_sound(code.as_bytes()));
        for place in 0..code.len() {
            for &letter in LETTERS.iter().filter(|&&letter| letter != code.as_bytes()[place]) {
                let mut wrong = code.clone().into_bytes();
                wrong[place] = letter;
                assert!(!is_sound(&wrong), "{code} with {letter} at {place}");
            }
        }
        let (mut n, mut n_missed) = (0, 0);
        for &a in LETTERS {
            for &b in LETTERS.iter().filter(|&&b| b != a) {
                let body = [b'5', a, b, b'Q'];
                let swapped = [b'5', b, a, b'Q'];
                n += 1;
                n_missed += u32::from(check_letter(&body) == check_letter(&swapped));
            }
        }
        assert!(n_missed <= 2, "{n_missed} of {n}");
    }

    #[test]
    fn a_friends_code_from_a_stranger_has_leaked() {
        let codes = made();
        let (own, friends) = (&codes["7"].own, &codes["7"].friends);
        let spaced = format!("{}-{}", own[..4].to_lowercase(), &own[4..]);
        let misread = format!("{}{}", &own[..own.len() - 1], if own.ends_with('2') { '3' } else { '2' });
        let came: Vec<(String, String)> = [
            (spaced.as_str(), "7"),
            (friends[0].as_str(), "20"),
            (friends[0].as_str(), "20"),
            (friends[1].as_str(), "66"),
            (misread.as_str(), "20"),
            (super::codes(&secret("other", 1, 2), ["7"])["7"].own.as_str(), "20"),
            (own.as_str(), "66"),
            ("", "20"),
        ]
        .map(|(code, by)| (code.to_owned(), by.to_owned()))
        .to_vec();
        let judged = judge(&codes, &came, |a, b| (a, b) == ("7", "20"));
        let verdicts: Vec<Came> = judged.iter().map(|(came, _)| *came).collect();
        assert_eq!(verdicts, [Own, Friend, UsedBefore, Stranger, Misread, Unknown, Stranger, Misread]);
        assert_eq!(judged[3].1, Some("7"));
        assert!(Stranger.is_leak() && !Friend.is_leak());
    }
}
