//! Contacts summed up pair by pair into the evidence of a tie; knows nothing of tribes or scores.

use super::clocks::Clocks;
use super::contact::Contact;
use super::deal::{AT_ONCE, Deal};
use super::evidence::{Clock, DAY, Evidence, Told};
use super::gather::{Gathered, gather};
use super::kinds::{Sources, Weigher};
use super::sort::sort;
use super::{overlap, strength};
use crate::domain::model::{Channel, Moments, People, ScoreSettings, Table, Ties};
use crate::domain::ticket::{Stage, Stopped, Ticket};
use rayon::prelude::*;
use std::sync::Arc;

/// Ties, and at which hours busy people are in touch.
#[derive(Debug)]
pub struct Measured {
    pub ties: Ties,
    pub clocks: Clocks,
}

/// The ties of the pair tables, every contact weighing one; see [`measure_with`].
///
/// # Errors
/// [`Stopped`] when the ticket says so.
pub fn measure(
    tables: &[Arc<Table>],
    people: &People,
    settings: &ScoreSettings,
    ticket: &Ticket,
) -> Result<Ties, Stopped> {
    let sources = Sources { tables, ..Sources::default() };
    Ok(measure_with(&sources, people, settings, ticket)?.ties)
}

/// Sums the pair tables up into ties with their evidence and strength.
///
/// Dyads after Granovetter (1973) and Onnela et al. (2007): contacts in both directions, days in touch, time together,
/// first and last contact, decayed contacts (a contact of one half-life ago counts one half; an undated one counts
/// whole), reciprocity, regularity of the gaps, overlap of the two circles, mean judgement. A friendship is no contact
/// but joins the two evenly; a judgement above zero is one contact of the judge, one below zero is none; a meeting
/// belongs to both, so of several meetings half count out and half back. A row that says how many times it happened counts
/// as often (between friends as meetings do); its time together is the sum already. Whatever opted-out people took part in is
/// left out here, before anything is scored.
///
/// What a contact weighs by its channel and kind multiplies its decayed value and its part in the directions; the mean
/// weight of a pair's contacts multiplies the other parts of its strength ([`TieParts::of`](super::TieParts::of)). Counts, days, time and
/// dates stay what they are. With all weights one (or all the same) the strengths are the very same.
///
/// O(rows · log(rows a person)) and O(m^1.5) at worst for the overlap; no table of pairs is hashed.
///
/// # Errors
/// [`Stopped`] when the ticket says so.
pub fn measure_with(
    sources: &Sources<'_>,
    people: &People,
    settings: &ScoreSettings,
    ticket: &Ticket,
) -> Result<Measured, Stopped> {
    let mut measured = evidence_of(sources, people, settings, ticket)?;
    measured.ties.strength = strength::strengths(&measured.ties, &settings.tie_weights, ticket)?;
    Ok(measured)
}

/// The same with strength left empty, to be weighed ([`strength::weigh`]).
///
/// # Errors
/// [`Stopped`] when the ticket says so.
pub fn evidence_of(
    sources: &Sources<'_>,
    people: &People,
    settings: &ScoreSettings,
    ticket: &Ticket,
) -> Result<Measured, Stopped> {
    let (mut ties, clocks) = sums(sources, people, settings, ticket)?;
    ties.overlap = overlap::overlap(people.len(), &ties, ticket)?;
    Ok(Measured { ties, clocks })
}

/// The first half of [`measure`]: what the rows say of each pair by themselves, without the overlap of their circles and
/// without strength, both left empty; and when each person is in touch. O(rows · log(rows a person)).
///
/// # Errors
/// [`Stopped`] when the ticket says so.
pub fn sums(
    sources: &Sources<'_>,
    people: &People,
    settings: &ScoreSettings,
    ticket: &Ticket,
) -> Result<(Ties, Clocks), Stopped> {
    let rows: usize = sources.tables.iter().filter(|table| table.kind.is_pairs()).map(|table| table.height()).sum();
    ticket.begin(Stage::MeasuringTies, rows as u64)?;
    let gathered = gather(sources, people, ticket)?;
    let weigher = Weigher::new(sources);
    let (ties, n_timed) = sum_up(&gathered, &weigher, f64::from(settings.half_life_days), AT_ONCE, ticket)?;
    let clocks = Clocks::count(&gathered, &n_timed, ticket)?;
    Ok((ties, clocks))
}

/// The ties of what was gathered, with so many contacts held at a time; and how many contacts with an hour each person
/// has, nothing where no hour is known.
pub(super) fn sum_up(
    gathered: &Gathered<'_>,
    weigher: &Weigher,
    half_life_days: f64,
    at_once: usize,
    ticket: &Ticket,
) -> Result<(Ties, Vec<u32>), Stopped> {
    let clock = Clock { today: gathered.today, half_life: half_life_days.max(0.01) * DAY as f64 };
    let told = Told {
        weights: !weigher.is_even,
        kinds: gathered.has_kinds,
        channels: gathered.channels.count_ones() > 1,
        hours: gathered.has_hours,
        judgements: gathered.channels & Channel::Rating as u8 != 0,
    };
    // All parts count their dates from one base: they are put together as they are.
    let dates = || Moments::up_to(gathered.today);
    let none = || Ties { first: dates(), last: dates(), today: gathered.today, ..Ties::default() };
    let deal = Deal::of(gathered, at_once, ticket)?;
    let sum = |scratch: &mut Scratch, number: usize, pieces: &[&[Contact]]| {
        scratch.by_person(pieces, number * deal.span, deal.span, ticket)?;
        let Scratch { rows, ends, dates } = scratch;
        let (mut ties, mut n_timed, mut rest, mut begin) = (none(), Vec::new(), rows.as_mut_slice(), 0);
        for &mut end in ends {
            let (row, after) = rest.split_at_mut(end - begin);
            (rest, begin) = (after, end);
            sort(row, Contact::order, ticket)?;
            for pair in row.chunk_by(|x, y| x.other == y.other) {
                let evidence = Evidence::of(pair, &clock, weigher, dates, ticket)?;
                evidence.push_to(&mut ties, pair[0].low, pair[0].other, told);
                n_timed.push(evidence.n_timed);
            }
        }
        Ok((ties, n_timed))
    };
    let mut n_timed = vec![0; if told.hours { gathered.n_people } else { 0 }];
    let (mut ties, mut dealt) = (none(), Vec::new());
    for round in &deal.rounds {
        deal.contacts(round, &mut dealt)?;
        let part = |scratch: &mut Scratch, number: usize| {
            let pieces: Vec<&[Contact]> = dealt.iter().map(|dealt| dealt.part(number - round.start)).collect();
            sum(scratch, number, &pieces)
        };
        let parts = round.clone().into_par_iter().map_init(Scratch::default, part);
        let parts: Vec<(Ties, Vec<u32>)> = parts.collect::<Result<_, Stopped>>()?;
        if told.hours {
            for (ties, n_of_ties) in &parts {
                ticket.check()?;
                add_timed(&mut n_timed, ties, n_of_ties);
            }
        }
        append(&mut ties, parts.into_iter().map(|(ties, _)| ties).collect(), ticket)?;
    }
    Ok((ties, n_timed))
}

/// Adds the contacts with an hour of each tie to both its people's.
fn add_timed(n_timed: &mut [u32], ties: &Ties, n_of_ties: &[u32]) {
    for ((&a, &b), &n) in ties.a.iter().zip(&ties.b).zip(n_of_ties) {
        for person in [a, b] {
            let sum = &mut n_timed[person as usize];
            *sum = sum.saturating_add(n);
        }
    }
}

/// Memory that a thread uses for one part after another: to ask for it anew each time costs as much as to fill it.
#[derive(Default)]
struct Scratch {
    rows: Vec<Contact>,
    /// Where the rows of each person end.
    ends: Vec<usize>,
    dates: Vec<i64>,
}

impl Scratch {
    /// Holds the contacts of a part person by person. O(contacts + people).
    fn by_person(&mut self, pieces: &[&[Contact]], first: usize, span: usize, ticket: &Ticket) -> Result<(), Stopped> {
        let Scratch { rows, ends: next, .. } = self;
        let seat = |contact: &Contact| contact.low as usize - first;
        next.clear();
        next.resize(span + 1, 0);
        for piece in pieces {
            ticket.check()?;
            piece.iter().for_each(|contact| next[seat(contact) + 1] += 1);
        }
        for seat in 0..span {
            next[seat + 1] += next[seat];
        }
        rows.resize(next[span], Contact::default());
        for piece in pieces {
            ticket.check()?;
            for contact in *piece {
                let place = &mut next[seat(contact)];
                rows[*place] = *contact;
                *place += 1;
            }
        }
        // Each person's place has moved to their end.
        next.truncate(span);
        Ok(())
    }
}

/// Adds parts, a column at a time: each grows to what it has to be, and its parts are gone before the next grows.
fn append(ties: &mut Ties, mut parts: Vec<Ties>, ticket: &Ticket) -> Result<(), Stopped> {
    macro_rules! columns {
        ($($name:ident),*) => {$(
            ticket.check()?;
            ties.$name.reserve_exact(parts.iter().map(|part| part.$name.len()).sum());
            for part in &mut parts {
                ties.$name.append(&mut std::mem::take(&mut part.$name));
            }
        )*};
    }
    // Without the overlap and the strength, which are worked out from all of them.
    columns!(a, b, channels, contacts_out, contacts_back, days, seconds, first, last, recent_contacts, going);
    columns!(steadiness, rating, weight, kinds, channel_shares, late);
    Ok(())
}
