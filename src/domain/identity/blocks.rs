//! Which pairs are worth a look, without looking at all of them; judges none.

use super::names;
use super::normal::{id_key, is_desk, mailbox};
use super::traits::Traits;
use crate::domain::model::Person;
use crate::domain::ticket::{Stopped, Ticket};
use rayon::prelude::*;
use std::collections::HashMap;

/// A phone or mailbox that more people share is a switchboard or a stopgap.
const MOST_SHARING: usize = 8;
/// How many neighbours by name each is compared with among people of one place and sound.
const NEIGHBOURS: usize = 8;
/// Words of a name that are looked up by sound: the rarest.
const MOST_WORDS: usize = 3;
/// A sound is usual that more than one in so many people have, and at least so many.
const USUAL_SHARE: u32 = 500;
const LEAST_USUAL: u32 = 50;

/// What two people share, as bits.
pub(super) const PHONE: u8 = 1;
pub(super) const EMAIL: u8 = 2;
pub(super) const ID: u8 = 4;
pub(super) const MAILBOX: u8 = 8;

/// Two people worth a look; `a` is the lower row.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Pair {
    pub a: Person,
    pub b: Person,
    pub shared: u8,
}

/// All pairs worth a look, each once, sorted. O(n log n).
pub(super) fn pairs(traits: &Traits<'_>, ticket: &Ticket) -> Result<Vec<Pair>, Stopped> {
    let people = traits.people;
    let each = |of: &'_ [Vec<String>]| -> Vec<(String, Person)> {
        (0..).zip(of).flat_map(|(row, keys)| keys.iter().map(move |key| (key.clone(), row))).collect()
    };
    let emails = each(&traits.emails);
    let boxes = emails.iter().filter(|(key, _)| !is_desk(key)).map(|(key, row)| (mailbox(key), *row)).collect();
    let all_ids = (0..).zip(&people.ids).map(|(row, id)| (row, id.as_str()));
    let all_ids = all_ids.chain(people.aliases().iter().map(|(row, id)| (*row, id.as_str())));
    let ids = all_ids.filter_map(|(row, id)| Some((id_key(id)?, row))).collect();
    let mut found = Vec::new();
    for (keys, shared) in [(each(&traits.phones), PHONE), (emails, EMAIL), (boxes, MAILBOX), (ids, ID)] {
        ticket.check()?;
        sharing(keys, shared, &mut found);
    }
    ticket.advance(people.len() as u64)?;
    neighbours(traits, &mut found, ticket)?;
    found.par_sort_unstable();
    found.dedup_by(|next, kept| {
        let is_same = (next.a, next.b) == (kept.a, kept.b);
        if is_same {
            kept.shared |= next.shared;
        }
        is_same
    });
    Ok(found)
}

fn sharing(mut keys: Vec<(String, Person)>, shared: u8, found: &mut Vec<Pair>) {
    keys.par_sort_unstable();
    keys.dedup();
    for same in keys.chunk_by(|x, y| x.0 == y.0).filter(|same| (2..=MOST_SHARING).contains(&same.len())) {
        for (n, (_, a)) in same.iter().enumerate() {
            found.extend(same[n + 1..].iter().map(|(_, b)| Pair { a: *a, b: *b, shared }));
        }
    }
}

/// People of one postcode, address or birthday with a word that sounds alike: each with the next few by name.
fn neighbours(traits: &Traits<'_>, found: &mut Vec<Pair>, ticket: &Ticket) -> Result<(), Stopped> {
    let n = traits.people.len();
    let mut by_name: Vec<Person> = (0..n as Person).collect();
    by_name.par_sort_unstable_by_key(|&row| (traits.names[row as usize].as_str(), row));
    let mut place_of = vec![0u32; n];
    for (place, &row) in (0..).zip(&by_name) {
        place_of[row as usize] = place;
    }
    let sounds = sounds(traits);
    let mut entries: Vec<(u64, u32)> =
        (0..n).into_par_iter().flat_map_iter(|row| keys_of(traits, &sounds, row, place_of[row])).collect();
    ticket.advance(n as u64)?;
    entries.par_sort_unstable();
    entries.dedup();
    for (n, (key, place)) in entries.iter().enumerate() {
        if n.is_multiple_of(4096) {
            ticket.check()?;
        }
        for (_, other) in entries[n + 1..].iter().take(NEIGHBOURS).take_while(|(next, _)| next == key) {
            let (x, y) = (by_name[*place as usize], by_name[*other as usize]);
            found.push(Pair { a: x.min(y), b: x.max(y), shared: 0 });
        }
    }
    Ok(())
}

/// How often each sound stands in the names.
fn sounds(traits: &Traits<'_>) -> HashMap<[u8; 4], u32> {
    let mut sounds = HashMap::new();
    for (word, n) in &traits.counts {
        *sounds.entry(names::sound(word)).or_default() += n;
    }
    sounds
}

/// One key a place and sounding word of a person's name, each with the person's place by name. A word that sounds like
/// very many others, as first names do, counts only together with how the rest of the name begins.
fn keys_of(traits: &Traits<'_>, sounds: &HashMap<[u8; 4], u32>, row: usize, place_by_name: u32) -> Vec<(u64, u32)> {
    let words = traits.names[row].split(' ').filter(|word| word.len() > 1);
    let mut words: Vec<(u32, [u8; 4])> = words
        .map(|word| {
            let sound = names::sound(word);
            (sounds.get(&sound).copied().unwrap_or(0), sound)
        })
        .collect();
    words.sort_unstable();
    words.truncate(MOST_WORDS);
    let usual = (traits.names.len() as u32 / USUAL_SHARE).max(LEAST_USUAL);
    let places = [(b'p', &traits.postcodes[row]), (b'a', &traits.addresses[row]), (b'b', &traits.birthdays[row])];
    let mut keys = Vec::new();
    for (kind, place) in places.into_iter().filter(|(_, place)| !place.is_empty()) {
        for (n, &(count, sound)) in words.iter().enumerate() {
            let rest = words.iter().enumerate().find(|(other, _)| *other != n).map_or(0, |(_, (_, sound))| sound[0]);
            let beginning = if count > usual { rest } else { 0 };
            keys.push((hash(kind, place, sound, beginning), place_by_name));
        }
    }
    keys
}

/// FNV-1a: the same on every machine. Two keys that fall together cost a comparison, nothing else.
fn hash(kind: u8, place: &str, sound: [u8; 4], beginning: u8) -> u64 {
    let bytes = [kind, beginning].into_iter().chain(place.bytes()).chain(sound);
    bytes.fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}
