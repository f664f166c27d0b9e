//! Contacts dealt out by person, some at a time; knows nothing of what is summed up from them.

use super::contact::Contact;
use super::gather::{Gathered, PairRows, STRETCH};
use super::kinds::IS_BACK;
use crate::domain::model::Person;
use crate::domain::ticket::{Stopped, Ticket};
use rayon::prelude::*;
use std::ops::Range;

/// Contacts a part, more or less, and the most parts there may be.
const PART: usize = 1 << 15;
const MOST_PARTS: usize = 1 << 10;
/// Contacts held at a time, more or less: fifty million bytes.
pub(super) const AT_ONCE: usize = 1 << 21;

/// The contacts whose lower people are neighbours, in pieces, in no order.
pub(super) type Part = Vec<Vec<Contact>>;

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
        let mut n_of = vec![0u32; self.n_parts()];
        let mut part_of = vec![NO_PART; stretch.rows().len()];
        for (k, (row, part_of)) in stretch.rows().zip(&mut part_of).enumerate() {
            if k.is_multiple_of(super::BLOCK) {
                self.ticket.check()?;
            }
            if let Some([from, to]) = stretch.rows.pair(row) {
                let part = self.part(from.min(to));
                n_of[part] += 1;
                *part_of = part as u16;
            }
        }
        (stretch.n_of, stretch.part_of) = (n_of, part_of);
        Ok(stretch)
    }

    /// Neighbouring parts of so many contacts together, or one that has more by itself.
    fn rounds(&self, at_once: usize) -> Vec<Range<usize>> {
        let mut n_of = vec![0usize; self.n_parts()];
        for stretch in &self.stretches {
            n_of.iter_mut().zip(&stretch.n_of).for_each(|(sum, &n)| *sum += n as usize);
        }
        for occasion in self.gathered.occasions {
            n_of[self.part(occasion.a.min(occasion.b))] += 1;
        }
        let (mut rounds, mut first, mut n_held) = (Vec::new(), 0, 0);
        for (part, &n) in n_of.iter().enumerate() {
            if n_held > 0 && n_held + n > at_once {
                rounds.push(first..part);
                (first, n_held) = (part, 0);
            }
            n_held += n;
        }
        rounds.push(first..n_of.len());
        rounds
    }

    /// The contacts of some parts, in stretches that any thread may take; one pass over the rows.
    pub fn contacts(&self, parts: &Range<usize>) -> Result<Vec<Part>, Stopped> {
        let dealt = self.stretches.par_iter().map(|stretch| self.stretch(stretch, parts));
        let mut dealt: Vec<Part> = dealt.collect::<Result<_, Stopped>>()?;
        dealt.push(self.occasions(parts));
        let mut of_part = Vec::new();
        of_part.resize_with(parts.len(), Part::new);
        for pieces in dealt {
            self.ticket.check()?;
            for (part, piece) in of_part.iter_mut().zip(pieces).filter(|(_, piece)| !piece.is_empty()) {
                part.push(piece);
            }
        }
        Ok(of_part)
    }

    /// The contacts of one stretch of rows, a piece a part.
    fn stretch(&self, stretch: &Stretch<'_>, parts: &Range<usize>) -> Result<Part, Stopped> {
        let mut pieces: Part = stretch.n_of[parts.clone()].iter().map(|&n| Vec::with_capacity(n as usize)).collect();
        let (rows, cells) = (stretch.rows, stretch.rows.cells());
        let channel = rows.channel as u8;
        for (k, (n, &part)) in stretch.rows().zip(&stretch.part_of).enumerate() {
            if k.is_multiple_of(super::BLOCK) {
                self.ticket.check()?;
            }
            if part == NO_PART || !parts.contains(&usize::from(part)) {
                continue;
            }
            let Some([from, to]) = rows.pair(n) else { continue };
            let (low, other) = (from.min(to), from.max(to));
            let mark = if from > to { rows.mark | IS_BACK } else { rows.mark };
            let contact = Contact { low, other, channel, at: cells.at(n), payload: cells.payload(n), mark, times: 0 };
            push(&mut pieces[usize::from(part) - parts.start], contact, cells.times(n));
        }
        Ok(pieces)
    }

    /// Guessed occasions as contacts, a piece a part.
    fn occasions(&self, parts: &Range<usize>) -> Part {
        let mut pieces = vec![Vec::new(); parts.len()];
        for contact in self.gathered.occasions.iter().map(Contact::guessed) {
            let part = self.part(contact.low);
            if parts.contains(&part) {
                pieces[part - parts.start].push(contact);
            }
        }
        pieces
    }
}

/// Adds a contact, as several where it stands for more than one can say; the time together is said once.
fn push(piece: &mut Vec<Contact>, contact: Contact, times: Option<u64>) {
    let Some(mut times) = times else { return piece.push(contact) };
    let most = u64::from(u16::MAX);
    piece.push(Contact { times: times.min(most) as u16, ..contact });
    while times > most {
        times -= most;
        let payload = contact.payload.min(0);
        piece.push(Contact { times: times.min(most) as u16, payload, ..contact });
    }
}
