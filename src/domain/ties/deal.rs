//! Contacts dealt out by person, some at a time; knows nothing of what is summed up from them.

use super::contact::Contact;
use super::gather::{Gathered, PairRows, STRETCH, TOGETHER};
use super::kinds::IS_BACK;
use crate::domain::model::Person;
use crate::domain::ticket::{Stopped, Ticket};
use rayon::prelude::*;
use std::ops::Range;

/// Contacts a part, more or less, and the most parts there may be.
const PART: usize = 1 << 15;
const MOST_PARTS: usize = 1 << 10;
/// Contacts held at a time in the end, more or less: a hundred million bytes.
pub(super) const AT_ONCE: usize = 1 << 22;
/// Before, one more is held for so many that are still to come: what they come to takes no less memory later, unless it is
/// one tie of ten. Fewer rounds look at all rows.
const STILL_TO_COME: usize = 4;
/// And no more than so many: two hundred million bytes, where many contacts come to few ties.
const MOST_MORE: usize = 1 << 23;
/// The memory of so many contacts of a stretch is worth no asking for anew.
const FEW: usize = 1 << 12;

/// The contacts of some neighbouring parts that one stretch of rows has, part by part, in no order inside.
#[derive(Debug, Default)]
pub(super) struct Dealt {
    contacts: Vec<Contact>,
    /// Where those of each part end; while they are being put, where the next one goes.
    ends: Vec<usize>,
}

impl Dealt {
    /// Those of the n-th of the parts.
    pub fn part(&self, n: usize) -> &[Contact] {
        let begin = n.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.contacts[begin..self.ends[n]]
    }

    /// Makes room for so many of each part, in the memory of those that were there as far as it is needed.
    fn begin(&mut self, n_of: impl Iterator<Item = usize>) {
        let mut n_all = 0;
        self.ends.clear();
        self.ends.extend(n_of.map(|n| {
            n_all += n;
            n_all - n
        }));
        // Rows in the order of their people come in few rounds, and many of them in each: what one stretch needed once
        // would be kept of every stretch.
        if self.contacts.capacity() > FEW + n_all + n_all / 4 {
            self.contacts.truncate(n_all);
            self.contacts.shrink_to(n_all);
        }
        self.contacts.resize(n_all, Contact::default());
    }

    /// It is known how many each part gets: when all are put, each is full, and what would be next is its end.
    fn put(&mut self, part: usize, contact: Contact) {
        self.contacts[self.ends[part]] = contact;
        self.ends[part] += 1;
    }
}

/// All contacts in parts of neighbouring people. A part fits a processor's cache, so that what is done with it hardly
/// waits for memory.
#[derive(Debug)]
pub(super) struct Deal<'a> {
    gathered: &'a Gathered<'a>,
    stretches: Vec<Stretch<'a>>,
    /// Part `n` has the contacts whose lower person is one of the `span` from `n · span`.
    pub span: usize,
    /// Parts that are dealt out together.
    pub rounds: Vec<Range<usize>>,
    ticket: &'a Ticket,
}

/// Rows that any thread may take.
#[derive(Debug)]
struct Stretch<'a> {
    rows: &'a PairRows<'a>,
    begin: usize,
    /// The part of each row, two bytes, so that its people are looked up once more and not in every round;
    /// [`NO_PART`] of those that count for nothing.
    part_of: Vec<u16>,
    /// How many rows are in each part.
    n_of: Vec<u32>,
}

const NO_PART: u16 = u16::MAX;

impl Stretch<'_> {
    fn rows(&self) -> Range<usize> {
        self.rows.stretch(self.begin)
    }
}

impl<'a> Deal<'a> {
    /// Counts what is in each part, one pass over the rows; then so many contacts can be held at a time, [`AT_ONCE`] of
    /// many.
    pub fn of(gathered: &'a Gathered<'a>, at_once: usize, ticket: &'a Ticket) -> Result<Self, Stopped> {
        let n_rows = gathered.tables.iter().map(PairRows::len).sum::<usize>() + gathered.occasions.len();
        let n_parts = (n_rows / PART).clamp(1, MOST_PARTS);
        let span = gathered.n_people.div_ceil(n_parts).next_power_of_two();
        let of_table = |rows: &'a PairRows<'a>| {
            (0..rows.len()).step_by(STRETCH).map(move |begin| (rows, begin)).collect::<Vec<_>>()
        };
        let begins: Vec<(&PairRows<'_>, usize)> = gathered.tables.iter().flat_map(of_table).collect();
        let mut deal = Deal { gathered, stretches: Vec::new(), span, rounds: Vec::new(), ticket };
        let counted = begins
            .into_par_iter()
            .map(|(rows, begin)| deal.count(Stretch { rows, begin, part_of: Vec::new(), n_of: Vec::new() }));
        deal.stretches = counted.collect::<Result<_, Stopped>>()?;
        deal.rounds = deal.rounds(at_once);
        Ok(deal)
    }

    fn n_parts(&self) -> usize {
        self.gathered.n_people.div_ceil(self.span)
    }

    fn part(&self, low: Person) -> usize {
        low as usize >> self.span.trailing_zeros()
    }

    fn count(&self, mut stretch: Stretch<'a>) -> Result<Stretch<'a>, Stopped> {
        let (mut n_of, mut part_of) = (vec![0u32; self.n_parts()], vec![NO_PART; stretch.rows().len()]);
        let (cells, mut pairs) = (stretch.rows.cells(), Vec::new());
        for (part_of, first) in part_of.chunks_mut(TOGETHER).zip((stretch.begin..).step_by(TOGETHER)) {
            self.ticket.check()?;
            let rows = first..first + part_of.len();
            stretch.rows.pairs(rows.clone(), &mut pairs);
            for ((part_of, n), &[from, to]) in part_of.iter_mut().zip(rows).zip(&pairs).filter(|(_, [a, b])| a != b) {
                let part = self.part(from.min(to));
                n_of[part] += cells.times(n).map_or(1, n_held);
                *part_of = part as u16;
            }
        }
        (stretch.n_of, stretch.part_of) = (n_of, part_of);
        Ok(stretch)
    }

    /// Neighbouring parts of so many contacts together, and more as long as few are summed up; or one that has more by
    /// itself.
    fn rounds(&self, at_once: usize) -> Vec<Range<usize>> {
        let mut n_of = vec![0usize; self.n_parts()];
        for stretch in &self.stretches {
            n_of.iter_mut().zip(&stretch.n_of).for_each(|(sum, &n)| *sum += n as usize);
        }
        for occasion in self.gathered.occasions {
            n_of[self.part(occasion.a.min(occasion.b))] += 1;
        }
        let (mut rounds, mut first, mut n_held) = (Vec::new(), 0, 0usize);
        let mut n_left: usize = n_of.iter().sum();
        for (part, &n) in n_of.iter().enumerate() {
            if n_held > 0 && n_held + n > at_once.saturating_add((n_left / STILL_TO_COME).min(MOST_MORE)) {
                rounds.push(first..part);
                n_left -= n_held;
                (first, n_held) = (part, 0);
            }
            n_held += n;
        }
        rounds.push(first..n_of.len());
        rounds
    }

    /// The contacts of some parts, in stretches that any thread may take, in the place of those that were there; one pass
    /// over the rows.
    pub fn contacts(&self, parts: &Range<usize>, dealt: &mut Vec<Dealt>) -> Result<(), Stopped> {
        dealt.resize_with(self.stretches.len() + 1, Dealt::default);
        let (of_rows, of_occasions) = dealt.split_at_mut(self.stretches.len());
        for dealt in of_occasions {
            self.occasions(parts, dealt);
        }
        let stretches = self.stretches.par_iter().zip(of_rows);
        stretches.try_for_each(|(stretch, dealt)| self.stretch(stretch, parts, dealt))
    }

    /// The contacts of one stretch of rows.
    fn stretch(&self, stretch: &Stretch<'_>, parts: &Range<usize>, dealt: &mut Dealt) -> Result<(), Stopped> {
        dealt.begin(stretch.n_of[parts.clone()].iter().map(|&n| n as usize));
        let (rows, cells) = (stretch.rows, stretch.rows.cells());
        let channel = rows.channel as u8;
        // No part is NO_PART: there are far fewer.
        let within = parts.start as u16..parts.end as u16;
        let (mut these, mut pairs) = (Vec::new(), Vec::new());
        for (part_of, first) in stretch.part_of.chunks(TOGETHER).zip((stretch.begin..).step_by(TOGETHER)) {
            self.ticket.check()?;
            these.resize(TOGETHER, (0, 0));
            let mut n_these = 0;
            for (&part, n) in part_of.iter().zip(first..) {
                // Written whether it is in or not: nobody could foresee the answer.
                these[n_these] = (part, n);
                n_these += usize::from(within.contains(&part));
            }
            these.truncate(n_these);
            rows.pairs(these.iter().map(|&(_, n)| n), &mut pairs);
            for (&(part, n), &[from, to]) in these.iter().zip(&pairs) {
                let (low, other) = (from.min(to), from.max(to));
                let mark = if from > to { rows.mark | IS_BACK } else { rows.mark };
                let (at, payload) = (cells.at(n), cells.payload(n));
                let contact = Contact { low, other, channel, at, payload, mark, times: 0 };
                put(contact, cells.times(n), |contact| dealt.put(usize::from(part) - parts.start, contact));
            }
        }
        Ok(())
    }

    /// Guessed occasions as contacts.
    fn occasions(&self, parts: &Range<usize>, dealt: &mut Dealt) {
        let contacts = || self.gathered.occasions.iter().map(Contact::guessed);
        let seated =
            || contacts().map(|contact| (self.part(contact.low), contact)).filter(|one| parts.contains(&one.0));
        let mut n_of = vec![0; parts.len()];
        seated().for_each(|(part, _)| n_of[part - parts.start] += 1);
        dealt.begin(n_of.into_iter());
        seated().for_each(|(part, contact)| dealt.put(part - parts.start, contact));
    }
}

/// How many contacts are held for a row that stands for so many.
fn n_held(times: u64) -> u32 {
    u32::try_from(times.div_ceil(u64::from(u16::MAX))).unwrap_or(u32::MAX)
}

/// Puts a contact, as several where it stands for more than one can say; the time together is said once.
fn put(contact: Contact, times: Option<u64>, mut put: impl FnMut(Contact)) {
    let Some(mut times) = times else { return put(contact) };
    let most = u64::from(u16::MAX);
    put(Contact { times: times.min(most) as u16, ..contact });
    while times > most {
        times -= most;
        let payload = contact.payload.min(0);
        put(Contact { times: times.min(most) as u16, payload, ..contact });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_one_round_needed_is_not_kept_for_all() {
        let mut dealt = Dealt::default();
        dealt.begin([1 << 20, 1 << 18].into_iter());
        for n in [1 << 18, 9, 0] {
            dealt.begin(std::iter::once(n));
            assert_eq!(dealt.part(0).len(), 0, "nothing is put yet");
            assert!(dealt.contacts.capacity() <= FEW + n + n / 4, "{}", dealt.contacts.capacity());
        }
    }
}
