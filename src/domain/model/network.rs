//! All ties as an immutable compressed-row network; knows nothing of tables, scores or the picture.

use super::{Person, Ties};
use rayon::prelude::*;
use std::ops::Range;

/// Who is tied to whom. Row *n* is person *n*; each tie stands in the rows of both its people. Rows are sorted by
/// neighbour. Compressed sparse rows: the neighbours of *n* are `neighbours[offsets[n]..offsets[n + 1]]`. Where a slot's
/// tie stands in [`Ties`] is found when it is asked for: by [`Ties::row`], or for all by [`Network::rows_of`].
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Network {
    pub offsets: Vec<usize>,
    pub neighbours: Vec<Person>,
    /// Strength of the tie; the same seen from both ends.
    pub strength: Vec<f32>,
    /// The part of the strength with which the row's person goes to the neighbour (comes to them, listens to them);
    /// the rest, `strength - goes_to`, is how much the neighbour comes to the row's person.
    pub goes_to: Vec<f32>,
}

/// Ties looked at between two looks at the ticket.
const STRIDE: usize = 4_096;
/// Ties that a thread takes at a time, people that are filled in together at least, and the most stretches of these.
const STRETCH: usize = 1 << 18;
const PEOPLE: usize = 1 << 11;
const MOST_STRETCHES: usize = 1 << 11;

/// A tie as it is seen from its higher person.
#[derive(Clone, Copy)]
struct Seen {
    from: Person,
    neighbour: Person,
    strength: f32,
    goes_to: f32,
}

/// The slots of some people in three columns.
struct Slots<'a> {
    neighbours: &'a mut [Person],
    strength: &'a mut [f32],
    goes_to: &'a mut [f32],
}

impl Slots<'_> {
    /// Fills the slot in that `next` points to, and moves it on.
    fn put(&mut self, next: &mut usize, seen: &Seen) {
        let slot = *next;
        *next += 1;
        self.neighbours[slot] = seen.neighbour;
        self.strength[slot] = seen.strength;
        self.goes_to[slot] = seen.goes_to;
    }
}

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

/// A network in the making: its ties by the stretch of people of whom the higher person is one.
struct Build<'a, K, G> {
    n_people: usize,
    ties: &'a Ties,
    /// People of a stretch, a power of two.
    span: usize,
    is_kept: K,
    go_on: G,
}

impl<E: Send, K: Fn(Person, Person) -> bool + Sync, G: Fn() -> Result<(), E> + Sync> Build<'_, K, G> {
    /// Ties that are written where they belong at random wait for memory at each: dealt out by their higher person first,
    /// they are written within what a processor's cache holds. O(n + m), on all threads.
    fn network(&self) -> Result<Network, E> {
        let dealt = (0..self.ties.len()).step_by(STRETCH).collect::<Vec<_>>().into_par_iter();
        let dealt: Vec<Vec<Vec<Seen>>> = dealt.map(|begin| self.deal(begin)).collect::<Result<_, E>>()?;
        let stretches: Vec<Range<usize>> =
            (0..self.n_people).step_by(self.span).map(|first| first..(first + self.span).min(self.n_people)).collect();
        let of = |stretch: usize| dealt.iter().flat_map(move |pieces| &pieces[stretch]);
        let counted = stretches.par_iter().enumerate().map(|(stretch, people)| self.count(people, of(stretch)));
        let mut offsets = vec![0usize];
        for n_ties in counted.collect::<Result<Vec<Vec<u32>>, E>>()?.into_iter().flatten() {
            offsets.push(offsets[offsets.len() - 1] + n_ties as usize);
        }
        let n_slots = offsets[self.n_people];
        let (mut neighbours, mut strength, mut goes_to) = (vec![0; n_slots], vec![0.0; n_slots], vec![0.0; n_slots]);
        let lengths = || stretches.iter().map(|people| offsets[people.end] - offsets[people.start]);
        let columns = split(&mut neighbours, lengths()).into_iter().zip(split(&mut strength, lengths()));
        let columns = columns.zip(split(&mut goes_to, lengths()));
        let slots = columns.map(|((neighbours, strength), goes_to)| Slots { neighbours, strength, goes_to });
        let slots: Vec<Slots<'_>> = slots.collect();
        slots
            .into_par_iter()
            .zip(&stretches)
            .enumerate()
            .try_for_each(|(stretch, (slots, people))| self.fill(people, &offsets, of(stretch), slots))?;
        Ok(Network { offsets, neighbours, strength, goes_to })
    }

    /// The kept ones of a stretch of ties by the stretch of people of their higher person.
    fn deal(&self, begin: usize) -> Result<Vec<Vec<Seen>>, E> {
        let Ties { a, b, .. } = self.ties;
        let rows = begin..a.len().min(begin + STRETCH);
        let place = |row: usize| b[row] as usize >> self.span.trailing_zeros();
        let mut n_of = vec![0; self.n_people.div_ceil(self.span)];
        rows.clone().for_each(|row| n_of[place(row)] += 1);
        let mut pieces: Vec<Vec<Seen>> = n_of.into_iter().map(Vec::with_capacity).collect();
        for row in rows {
            self.ask(row)?;
            if (self.is_kept)(a[row], b[row]) {
                let (strength, share_back) = (self.ties.strength[row], 1.0 - self.ties.share_out(row));
                let goes_to = strength * share_back;
                pieces[place(row)].push(Seen { from: b[row], neighbour: a[row], strength, goes_to });
            }
        }
        Ok(pieces)
    }

    /// Looks at the ticket with every few thousandth tie: the ties of a few people can be any number.
    fn ask(&self, n: usize) -> Result<(), E> {
        if n.is_multiple_of(STRIDE) { (self.go_on)() } else { Ok(()) }
    }

    /// Calls `put` for the rows of the kept ties of which these people are the lower ones: ties are sorted by them.
    fn each_above(&self, people: &Range<usize>, mut put: impl FnMut(usize)) -> Result<(), E> {
        let Ties { a, b, .. } = self.ties;
        let before = |end: usize| a.partition_point(|&person| (person as usize) < end);
        for row in before(people.start)..before(people.end) {
            self.ask(row)?;
            if (self.is_kept)(a[row], b[row]) {
                put(row);
            }
        }
        Ok(())
    }

    /// How many ties each of these people has.
    fn count<'s>(&self, people: &Range<usize>, from_above: impl Iterator<Item = &'s Seen>) -> Result<Vec<u32>, E> {
        (self.go_on)()?;
        let mut n_ties = vec![0; people.len()];
        from_above.enumerate().try_for_each(|(n, seen)| {
            n_ties[seen.from as usize - people.start] += 1;
            self.ask(n)
        })?;
        self.each_above(people, |row| n_ties[self.ties.a[row] as usize - people.start] += 1)?;
        Ok(n_ties)
    }

    /// First the neighbours below, then those above: every row comes out sorted.
    fn fill<'s>(
        &self,
        people: &Range<usize>,
        offsets: &[usize],
        from_above: impl Iterator<Item = &'s Seen>,
        mut slots: Slots<'_>,
    ) -> Result<(), E> {
        (self.go_on)()?;
        let Ties { a, b, .. } = self.ties;
        let mut next: Vec<usize> = people.clone().map(|person| offsets[person] - offsets[people.start]).collect();
        from_above.enumerate().try_for_each(|(n, seen)| {
            slots.put(&mut next[seen.from as usize - people.start], seen);
            self.ask(n)
        })?;
        self.each_above(people, |row| {
            let strength = self.ties.strength[row];
            let goes_to = strength * self.ties.share_out(row);
            let seen = Seen { from: a[row], neighbour: b[row], strength, goes_to };
            slots.put(&mut next[a[row] as usize - people.start], &seen);
        })
    }
}

impl Network {
    /// Builds the rows from ties, O(n + m).
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
        is_kept: impl Fn(Person, Person) -> bool + Sync,
        go_on: impl Fn() -> Result<(), E> + Sync,
    ) -> Result<Self, E> {
        debug_assert!(ties.a.is_sorted(), "ties are sorted by their lower people");
        let span = n_people.div_ceil(MOST_STRETCHES).max(PEOPLE).next_power_of_two();
        Build { n_people, ties, span, is_kept, go_on }.network()
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
        assert_eq!(network.neighbours[network.slots(2)], [0]);
    }

    /// What the rows should be, by looking at every tie for every person.
    fn by_hand(n_people: usize, ties: &Ties, is_in: &[bool]) -> Vec<Vec<(u32, f32, f32)>> {
        let mut rows = vec![Vec::new(); n_people];
        for row in 0..ties.len() {
            let (a, b) = (ties.a[row], ties.b[row]);
            if is_in[a as usize] && is_in[b as usize] {
                let share = ties.share_out(row);
                rows[a as usize].push((b, ties.strength[row], ties.strength[row] * share));
                rows[b as usize].push((a, ties.strength[row], ties.strength[row] * (1.0 - share)));
            }
        }
        for row in &mut rows {
            row.sort_by_key(|slot| slot.0);
        }
        rows
    }

    #[test]
    fn many_stretches_of_ties_and_people_on_any_number_of_threads_are_as_by_hand() {
        let n_people = 3 * PEOPLE + 17;
        let mut pairs = std::collections::BTreeSet::new();
        let mut state = 5u64;
        while pairs.len() < STRETCH + 999 {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            let (x, y) = ((state >> 33) as u32 % n_people as u32, (state >> 13) as u32 % n_people as u32);
            if x != y {
                pairs.insert((x.min(y), x.max(y)));
            }
        }
        let mut all = ties(&pairs.iter().map(|&(a, b)| (a, b, a % 7, b % 5)).collect::<Vec<_>>());
        all.strength = (0..all.len()).map(|row| (row % 97) as f32 / 97.0).collect();
        let is_in: Vec<bool> = (0..n_people).map(|person| person % 11 != 3).collect();
        let built = |n_threads| {
            let pool = rayon::ThreadPoolBuilder::new().num_threads(n_threads).build().unwrap();
            pool.install(|| Network::among(&all, &is_in, || Ok::<(), ()>(())).unwrap())
        };
        let network = built(3);
        assert_eq!(network, built(1));
        for (person, row) in by_hand(n_people, &all, &is_in).into_iter().enumerate() {
            let slots = network.slots(person as Person);
            let found = slots.map(|slot| (network.neighbours[slot], network.strength[slot], network.goes_to[slot]));
            assert_eq!(found.collect::<Vec<_>>(), row, "{person}");
        }
        let asked = std::sync::atomic::AtomicUsize::new(0);
        let go_on = || if asked.fetch_add(1, std::sync::atomic::Ordering::Relaxed) > 40 { Err("stop") } else { Ok(()) };
        assert_eq!(Network::among(&all, &is_in, go_on).err(), Some("stop"));
    }

    #[test]
    fn few_people_with_many_ties_can_be_stopped_at_any_moment() {
        let n_people = 300u32;
        let pairs: Vec<_> = (0..n_people).flat_map(|a| (a + 1..n_people).map(move |b| (a, b, 1, 1))).collect();
        let (all, is_in) = (ties(&pairs), vec![true; n_people as usize]);
        let asked = std::sync::atomic::AtomicUsize::new(0);
        let stopped_after = |most: usize| {
            asked.store(0, std::sync::atomic::Ordering::Relaxed);
            let go_on =
                || if asked.fetch_add(1, std::sync::atomic::Ordering::Relaxed) >= most { Err("stop") } else { Ok(()) };
            Network::among(&all, &is_in, go_on).is_err()
        };
        assert!(!stopped_after(usize::MAX));
        // Each tie is dealt, and counted and filled in from both its ends.
        let n_asked = asked.load(std::sync::atomic::Ordering::Relaxed);
        assert!(n_asked >= 5 * (pairs.len() / STRIDE), "{n_asked} for {} ties", pairs.len());
        assert!((0..n_asked).all(stopped_after));
    }

    #[test]
    fn nobody_is_a_network_too() {
        assert_eq!(Network::from_ties(0, &Ties::default()).n_people(), 0);
        assert_eq!(Network::default().n_people(), 0);
    }
}
