//! All ties as an immutable compressed-row network; knows nothing of tables, scores or the picture.

use super::{Person, Ties};
use rayon::prelude::*;
use std::ops::Range;

/// Who is tied to whom. Row *n* is person *n*; each tie stands in the rows of both its people. Rows are sorted by
/// neighbour. Compressed sparse rows: the neighbours of *n* are `neighbours[offsets[n]..offsets[n + 1]]`.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Network {
    pub offsets: Vec<usize>,
    pub neighbours: Vec<Person>,
    /// The row of the tie in [`Ties`].
    pub tie_rows: Vec<u32>,
    /// Strength of the tie; the same seen from both ends.
    pub strength: Vec<f32>,
    /// The part of the strength with which the row's person goes to the neighbour (comes to them, listens to them);
    /// the rest, `strength - goes_to`, is how much the neighbour comes to the row's person.
    pub goes_to: Vec<f32>,
}

/// Ties looked at between two looks at the ticket, and people filled in by a thread at a time.
const STRIDE: usize = 4_096;

/// People and the slots of theirs in three columns.
type Stretch<'a> = (Range<usize>, (&'a mut [Person], (&'a mut [f32], &'a mut [f32])));

/// A column in pieces of these lengths.
fn split<T>(column: &mut [T], lengths: impl Iterator<Item = usize>) -> Vec<&mut [T]> {
    let mut rest = column;
    let piece = |n: usize| {
        let (first, after) = std::mem::take(&mut rest).split_at_mut(n);
        rest = after;
        first
    };
    lengths.map(piece).collect()
}

impl Network {
    /// Builds the rows from ties by counting: two passes in turn and one side by side, O(n + m).
    #[must_use]
    pub fn from_ties(n_people: usize, ties: &Ties) -> Self {
        let Ok(network) = Self::build(n_people, ties, |_, _| true, || Ok::<(), std::convert::Infallible>(()));
        network
    }

    /// The network of the ties whose two people are both in; the others keep their rows, without ties. Asks `go_on`
    /// every few thousand ties.
    ///
    /// # Errors
    /// Whatever `go_on` says.
    pub fn among<E: Send>(ties: &Ties, is_in: &[bool], go_on: impl Fn() -> Result<(), E> + Sync) -> Result<Self, E> {
        Network::build(is_in.len(), ties, |a, b| is_in[a as usize] && is_in[b as usize], go_on)
    }

    fn build<E: Send>(
        n_people: usize,
        ties: &Ties,
        is_kept: impl Fn(Person, Person) -> bool,
        go_on: impl Fn() -> Result<(), E> + Sync,
    ) -> Result<Self, E> {
        let (a, b) = (&ties.a[..], &ties.b[..]);
        let is_kept = |row: usize| is_kept(a[row], b[row]);
        let mut offsets = vec![0usize; n_people + 1];
        for row in (0..a.len()).filter(|&row| is_kept(row)) {
            offsets[a[row] as usize + 1] += 1;
            offsets[b[row] as usize + 1] += 1;
        }
        for n in 0..n_people {
            offsets[n + 1] += offsets[n];
        }
        let mut next = offsets.clone();
        let n_slots = offsets[n_people];
        let mut tie_rows = vec![0; n_slots];
        // Two passes keep every row sorted: first the neighbours below (ties are sorted by a), then those above.
        for from in [b, a] {
            for row in 0..a.len() {
                if row.is_multiple_of(STRIDE) {
                    go_on()?;
                }
                if is_kept(row) {
                    let slot = &mut next[from[row] as usize];
                    tie_rows[*slot] = u32::try_from(row).unwrap_or(u32::MAX);
                    *slot += 1;
                }
            }
        }
        drop(next);
        let (neighbours, strength, goes_to) = (vec![0; n_slots], vec![0.0; n_slots], vec![0.0; n_slots]);
        let mut network = Network { offsets, neighbours, tie_rows, strength, goes_to };
        network.fill(ties, go_on)?;
        Ok(network)
    }

    /// Fills the other columns in from the rows of the ties, a stretch of people at a time, side by side.
    fn fill<E: Send>(&mut self, ties: &Ties, go_on: impl Fn() -> Result<(), E> + Sync) -> Result<(), E> {
        let Network { offsets, neighbours, tie_rows, strength, goes_to } = self;
        let n_people = offsets.len().saturating_sub(1);
        let people: Vec<Range<usize>> =
            (0..n_people).step_by(STRIDE).map(|first| first..(first + STRIDE).min(n_people)).collect();
        let lengths = || people.iter().map(|people| offsets[people.end] - offsets[people.start]);
        let neighbours = split(neighbours, lengths());
        let columns = neighbours.into_iter().zip(split(strength, lengths()).into_iter().zip(split(goes_to, lengths())));
        let one = |(people, (neighbours, (strength, goes_to))): Stretch<'_>| {
            go_on()?;
            let slots = offsets[people.start]..offsets[people.end];
            let mut columns = neighbours.iter_mut().zip(strength).zip(goes_to).zip(&tie_rows[slots]);
            for person in people {
                for (((neighbour, strength), goes_to), &row) in
                    columns.by_ref().take(offsets[person + 1] - offsets[person])
                {
                    let row = row as usize;
                    let is_seen_from_b = ties.b[row] as usize == person;
                    let share_out = share_from_a(ties, row);
                    *neighbour = if is_seen_from_b { ties.a[row] } else { ties.b[row] };
                    *strength = ties.strength[row];
                    *goes_to = *strength * if is_seen_from_b { 1.0 - share_out } else { share_out };
                }
            }
            Ok(())
        };
        let stretches: Vec<Stretch<'_>> = people.iter().cloned().zip(columns).collect();
        stretches.into_par_iter().try_for_each(one)
    }

    #[must_use]
    pub fn n_people(&self) -> usize {
        self.offsets.len().saturating_sub(1)
    }

    #[must_use]
    pub fn n_ties(&self) -> usize {
        self.neighbours.len() / 2
    }

    /// The slots of a person's row, to index the parallel columns.
    #[must_use]
    pub fn slots(&self, person: Person) -> std::ops::Range<usize> {
        self.offsets[person as usize]..self.offsets[person as usize + 1]
    }

    /// How many people somebody has a tie to.
    #[must_use]
    pub fn n_contacts(&self, person: Person) -> usize {
        self.slots(person).len()
    }

    /// How much the neighbour in this slot listens to the row's person: the strength of the tie, and less where the
    /// neighbour makes less than half of the contact. Nobody is listened to by those whom they only call.
    #[must_use]
    pub fn listens(&self, slot: usize) -> f32 {
        self.strength[slot].min(2.0 * (self.strength[slot] - self.goes_to[slot]))
    }

    /// The neighbours of a person with how much each of them listens to them.
    pub fn listeners_of(&self, person: Person) -> impl Iterator<Item = (Person, f32)> + '_ {
        self.slots(person).map(|slot| (self.neighbours[slot], self.listens(slot)))
    }

    /// The neighbours of a person with the strength of each tie.
    pub fn ties_of(&self, person: Person) -> impl Iterator<Item = (Person, f32)> + '_ {
        let slots = self.slots(person);
        self.neighbours[slots.clone()].iter().copied().zip(self.strength[slots].iter().copied())
    }
}

/// Which part of the going a does; where that was not measured, which part of the contacts a made (one half where
/// nobody made any).
fn share_from_a(ties: &Ties, row: usize) -> f32 {
    if let Some(share) = ties.share_out.get(row) {
        return *share;
    }
    let (out, back) = (f64::from(ties.contacts_out[row]), f64::from(ties.contacts_back[row]));
    if out + back > 0.0 { (out / (out + back)) as f32 } else { 0.5 }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ties(pairs: &[(u32, u32, u32, u32)]) -> Ties {
        Ties {
            a: pairs.iter().map(|p| p.0).collect(),
            b: pairs.iter().map(|p| p.1).collect(),
            contacts_out: pairs.iter().map(|p| p.2).collect(),
            contacts_back: pairs.iter().map(|p| p.3).collect(),
            strength: vec![1.0; pairs.len()],
            ..Ties::default()
        }
    }

    #[test]
    fn rows_are_sorted_and_seen_from_both_ends() {
        let network = Network::from_ties(5, &ties(&[(0, 2, 3, 1), (0, 3, 0, 0), (1, 2, 0, 4), (2, 3, 1, 1)]));
        assert_eq!(network.n_ties(), 4);
        assert_eq!(&network.neighbours[network.slots(2)], &[0, 1, 3]);
        assert_eq!(&network.goes_to[network.slots(0)], &[0.75, 0.5]);
        assert_eq!(&network.goes_to[network.slots(2)], &[0.25, 1.0, 0.5]);
        assert_eq!(network.n_contacts(4), 0);
    }

    #[test]
    fn people_left_out_keep_their_rows() {
        let network = Network::among(&ties(&[(0, 1, 1, 1), (0, 2, 1, 1), (1, 2, 1, 1)]), &[true, false, true], || {
            Ok::<(), ()>(())
        })
        .unwrap();
        assert_eq!((network.n_people(), network.n_ties(), network.n_contacts(1)), (3, 1, 0));
        assert_eq!(network.tie_rows[network.slots(2)], [1]);
    }

    #[test]
    fn nobody_is_a_network_too() {
        assert_eq!(Network::from_ties(0, &Ties::default()).n_people(), 0);
        assert_eq!(Network::default().n_people(), 0);
    }
}
