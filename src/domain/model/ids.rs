//! Ids of at most twelve bytes as three numbers, looked up without following a text to where it lies; knows no table.

use super::Person;

/// The longest id that fits.
const MOST_BYTES: usize = 12;
/// Odd numbers without a pattern, for hashing: digits of π.
const MIX: [u64; 2] = [0x2438_6a88_85a3_08d3 | 1, 0x1319_8a2e_0370_7345];
/// Ids looked up at a time.
pub(in crate::domain) const BATCH: usize = 64;
/// Stands for nobody, and for an empty slot.
pub(in crate::domain) const NOBODY: Person = Person::MAX;

/// An id of one to twelve bytes, the last not zero, padded with zeros: equal numbers are equal ids.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::domain) struct Short([u32; 3]);

impl Short {
    /// Nothing for ids that do not fit.
    pub fn of(id: &str) -> Option<Short> {
        let bytes = id.as_bytes();
        if bytes.len() > MOST_BYTES || bytes.last().is_none_or(|&last| last == 0) {
            return None;
        }
        let mut padded = [0; MOST_BYTES];
        padded[..bytes.len()].copy_from_slice(bytes);
        let word = |at: usize| u32::from_ne_bytes([padded[at], padded[at + 1], padded[at + 2], padded[at + 3]]);
        Some(Short([word(0), word(4), word(8)]))
    }

    /// A text as text columns hold short ones, whatever it is: its length, and its bytes padded with zeros.
    #[inline]
    pub fn exact(length: u32, words: [u32; 3]) -> Option<Short> {
        let last = (length as usize).checked_sub(1).filter(|&last| last < MOST_BYTES)?;
        (words[last / 4].to_ne_bytes()[last % 4] != 0).then_some(Short(words))
    }

    /// An id as text columns hold short ones: its length, and its bytes padded with zeros. Nothing where it does not
    /// fit, or may have to be trimmed first.
    #[inline]
    pub fn inline(length: u32, words: [u32; 3]) -> Option<Short> {
        let last = (length as usize).checked_sub(1).filter(|&last| last < MOST_BYTES)?;
        let byte = |at: usize| words[at / 4].to_ne_bytes()[at % 4];
        let is_plain = |byte: u8| byte > b' ' && byte.is_ascii();
        (is_plain(byte(0)) && is_plain(byte(last))).then_some(Short(words))
    }

    pub fn text(self) -> String {
        let bytes: Vec<u8> = self.0.iter().flat_map(|word| word.to_ne_bytes()).collect();
        let length = bytes.iter().rposition(|&byte| byte != 0).map_or(0, |last| last + 1);
        String::from_utf8_lossy(&bytes[..length]).into_owned()
    }

    /// Folded multiplication: every bit of the id reaches the high bits.
    #[inline]
    fn hash(self) -> u64 {
        let [a, b, c] = self.0.map(u64::from);
        let product = u128::from((a | b << 32) ^ MIX[0]) * u128::from((c ^ MIX[1]).wrapping_mul(MIX[0]) | 1);
        ((product >> 64) as u64 ^ product as u64).wrapping_mul(MIX[1])
    }
}

/// The row of each short id: open addressing, at most half full, one cache line a look-up in most cases.
#[derive(Debug)]
pub(in crate::domain) struct ShortMap {
    slots: Vec<([u32; 3], Person)>,
    n_ids: usize,
    /// The slot of an id is its hash shifted down by so much.
    shift: u32,
}

impl ShortMap {
    /// With room for so many ids.
    pub fn new(n_ids: usize) -> Self {
        let n_slots = (2 * n_ids).next_power_of_two().max(16);
        ShortMap { slots: vec![([0; 3], NOBODY); n_slots], n_ids: 0, shift: 64 - n_slots.trailing_zeros() }
    }

    /// The slot with the id, or the free one where it belongs.
    #[inline]
    fn place(&self, id: Short) -> usize {
        let last = self.slots.len() - 1;
        let mut at = (id.hash() >> self.shift) as usize;
        while self.slots[at].1 != NOBODY && self.slots[at].0 != id.0 {
            at = (at + 1) & last;
        }
        at
    }

    /// [`NOBODY`] where the id is not known.
    #[inline]
    pub fn get(&self, id: Short) -> Person {
        self.slots[self.place(id)].1
    }

    /// The rows of many ids, [`NOBODY`] for those that are not known or nothing. Their slots are read before any is looked
    /// at: the waits for memory overlap.
    pub fn get_all(&self, ids: &[Option<Short>; BATCH]) -> [Person; BATCH] {
        // A plain loop: as a map of the array it is a call for each in some builds, and the waits come one by one.
        let mut slots = [([0; 3], NOBODY); BATCH];
        for (slot, id) in slots.iter_mut().zip(ids) {
            if let Some(id) = id {
                *slot = self.slots[(id.hash() >> self.shift) as usize];
            }
        }
        let mut rows = [NOBODY; BATCH];
        for ((row, id), slot) in rows.iter_mut().zip(ids).zip(slots) {
            if let Some(id) = id {
                *row = if slot.0 == id.0 { slot.1 } else { self.get(*id) };
            }
        }
        rows
    }

    /// Whoever was there under the id before makes way.
    pub fn insert(&mut self, id: Short, person: Person) {
        if 2 * (self.n_ids + 1) > self.slots.len() {
            let mut larger = ShortMap::new(2 * self.n_ids);
            self.entries().for_each(|(id, person)| larger.insert(id, person));
            *self = larger;
        }
        let at = self.place(id);
        self.n_ids += usize::from(self.slots[at].1 == NOBODY);
        self.slots[at] = (id.0, person);
    }

    /// For a set of ids, whose rows mean nothing.
    #[inline]
    pub fn add(&mut self, id: Short) {
        if self.get(id) == NOBODY {
            self.insert(id, 0);
        }
    }

    /// Adds all ids of another map. They come by hash: into a map too small for all they would crowd at its begin.
    pub fn merge(&mut self, other: &ShortMap) {
        let n_ids = self.n_ids + other.n_ids;
        if 2 * n_ids > self.slots.len() {
            let mut larger = ShortMap::new(n_ids);
            self.entries().for_each(|(id, person)| larger.insert(id, person));
            *self = larger;
        }
        other.entries().for_each(|(id, person)| self.insert(id, person));
    }

    /// In an order that depends on the ids alone, and on how they came.
    pub fn entries(&self) -> impl Iterator<Item = (Short, Person)> {
        self.slots.iter().filter(|slot| slot.1 != NOBODY).map(|slot| (Short(slot.0), slot.1))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_found_by_their_text_and_told_apart() {
        let ids: Vec<String> =
            (0..5_000).map(|n| format!("{}", n * n)).chain(["Ä".into(), "twelve bytes".into()]).collect();
        let mut map = ShortMap::new(3);
        for (id, row) in ids.iter().zip(0..) {
            map.insert(Short::of(id).unwrap(), row);
        }
        for (id, row) in ids.iter().zip(0..) {
            let short = Short::of(id).unwrap();
            assert_eq!((map.get(short), short.text()), (row, id.clone()));
        }
        assert_eq!(map.get(Short::of("7 dwarfs").unwrap()), NOBODY);
        assert_eq!(map.entries().count(), ids.len());
        let mut other = ShortMap::new(0);
        other.add(Short::of("7 dwarfs").unwrap());
        other.add(Short::of("9").unwrap());
        other.merge(&map);
        assert_eq!((other.entries().count(), other.get(Short::of("9").unwrap())), (ids.len() + 1, 3));
        map.insert(Short::of("Ä").unwrap(), 9);
        assert_eq!((map.get(Short::of("Ä").unwrap()), map.entries().count()), (9, ids.len()));
        assert_eq!([Short::of(""), Short::of("a\0"), Short::of("thirteen long")], [None; 3]);
        assert_ne!(Short::of("a\0b"), Short::of("ab"));
    }

    #[test]
    fn what_may_have_to_be_trimmed_is_left_to_others() {
        let inline = |id: &str| Short::inline(id.len() as u32, Short::of(id).unwrap().0);
        for id in ["1", "Anna", "+4917012345", "a b", "aäb"] {
            assert_eq!(inline(id), Short::of(id));
        }
        for id in [" 1", "1\t", "Ä", "b\u{a0}", "\u{2003}x"] {
            assert_eq!(inline(id), None, "{id:?}");
        }
        assert_eq!([Short::inline(0, [0; 3]), Short::inline(13, [1; 3])], [None; 2]);
    }
}
