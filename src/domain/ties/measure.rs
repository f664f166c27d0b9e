//! Contacts summed up pair by pair into the evidence of a tie; knows nothing of tribes or scores.

use super::clocks::Clocks;
use super::contact::Contact;
use super::deal::{AT_ONCE, Deal};
use super::gather::{Gathered, gather};
use super::kinds::{Sources, Weigher, is_late, late_share, shares};
use super::{TieWeights, overlap, strength};
use crate::domain::model::{Channel, Going, Moments, People, Person, ScoreSettings, Table, TieKind, Ties};
use crate::domain::ticket::{Stage, Stopped, Ticket};
use rayon::prelude::*;
use std::sync::Arc;

const DAY: i64 = 86_400;
/// What a missed call weighs against one that was answered: wanting to talk is part of a tie, talking is more.
const MISSED: f64 = 0.3;

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
/// weight of a pair's contacts multiplies the other parts of its strength ([`TieParts::of`]). Counts, days, time and
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
    let (mut ties, clocks) = sums(sources, people, settings, ticket)?;
    ties.overlap = overlap::overlap(people.len(), &ties, ticket)?;
    ties.strength = strength::strengths(&ties, &TieWeights::default(), ticket)?;
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
    let clocks = Clocks::count(&gathered, ticket)?;
    let weigher = Weigher::new(sources);
    Ok((sum_up(&gathered, &weigher, f64::from(settings.half_life_days), AT_ONCE, ticket)?, clocks))
}

/// The ties of what was gathered, with so many contacts held at a time.
pub(super) fn sum_up(
    gathered: &Gathered<'_>,
    weigher: &Weigher,
    half_life_days: f64,
    at_once: usize,
    ticket: &Ticket,
) -> Result<Ties, Stopped> {
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
        scratch.by_person(pieces, number * deal.span, deal.span);
        let Scratch { rows, ends, dates } = scratch;
        let (mut ties, mut rest, mut begin) = (none(), rows.as_mut_slice(), 0);
        for &mut end in ends {
            ticket.check()?;
            let (row, after) = rest.split_at_mut(end - begin);
            (rest, begin) = (after, end);
            row.sort_unstable_by(Contact::order);
            for pair in row.chunk_by(|x, y| x.other == y.other) {
                Evidence::of(pair, &clock, weigher, dates).push_to(&mut ties, pair[0].low, pair[0].other, told);
            }
        }
        Ok(ties)
    };
    let (mut ties, mut dealt) = (none(), Vec::new());
    for round in &deal.rounds {
        deal.contacts(round, &mut dealt)?;
        let part = |scratch: &mut Scratch, number: usize| {
            let pieces: Vec<&[Contact]> = dealt.iter().map(|dealt| dealt.part(number - round.start)).collect();
            sum(scratch, number, &pieces)
        };
        let parts = round.clone().into_par_iter().map_init(Scratch::default, part);
        append(&mut ties, parts.collect::<Result<_, Stopped>>()?, ticket)?;
    }
    Ok(ties)
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
    fn by_person(&mut self, pieces: &[&[Contact]], first: usize, span: usize) {
        let Scratch { rows, ends: next, .. } = self;
        let seat = |contact: &Contact| contact.low as usize - first;
        next.clear();
        next.resize(span + 1, 0);
        pieces.iter().copied().flatten().for_each(|contact| next[seat(contact) + 1] += 1);
        for seat in 0..span {
            next[seat + 1] += next[seat];
        }
        rows.resize(next[span], Contact::default());
        for contact in pieces.iter().copied().flatten() {
            let place = &mut next[seat(contact)];
            rows[*place] = *contact;
            *place += 1;
        }
        // Each person's place has moved to their end.
        next.truncate(span);
    }
}

/// Which of the columns that may be left out are not.
#[derive(Clone, Copy)]
#[allow(clippy::struct_excessive_bools, reason = "each column is there or not by itself")]
struct Told {
    weights: bool,
    kinds: bool,
    channels: bool,
    hours: bool,
    judgements: bool,
}

struct Clock {
    today: i64,
    /// In seconds.
    half_life: f64,
}

impl Clock {
    /// What is left of a contact made at that time.
    fn decay(&self, at: i64) -> f64 {
        if at == Ties::NO_DATE {
            return 1.0;
        }
        (-(self.today.saturating_sub(at) as f64) / self.half_life).exp2()
    }
}

/// Everything known of one pair.
#[derive(Debug)]
struct Evidence {
    channels: u8,
    contacts: [u32; 2],
    /// How much each of the two goes to the other; only the proportion matters.
    going: [f64; 2],
    days: u32,
    seconds: u64,
    first: i64,
    last: i64,
    recent: f64,
    steadiness: f32,
    rating: f32,
    /// Summed over all rows of the pair.
    weight: f64,
    n_rows: u32,
    n_of_kind: [u32; 4],
    n_of_channel: [u32; 7],
    n_late: u32,
    /// Whose hour is known.
    n_timed: u32,
}

impl Evidence {
    /// Sums one pair's contacts, sorted by channel, direction and date. What the scratch for dates holds is forgotten.
    fn of(pair: &[Contact], clock: &Clock, weigher: &Weigher, dates: &mut Vec<i64>) -> Self {
        let mut evidence = Evidence {
            channels: 0,
            contacts: [0; 2],
            going: [0.0; 2],
            days: 0,
            seconds: 0,
            first: Ties::NO_DATE,
            last: Ties::NO_DATE,
            recent: 0.0,
            steadiness: 0.0,
            rating: f32::NAN,
            weight: 0.0,
            n_rows: 0,
            n_of_kind: [0; 4],
            n_of_channel: [0; 7],
            n_late: 0,
            n_timed: 0,
        };
        let (mut ratings, mut n_ratings, mut is_out) = (0.0, 0u32, false);
        let (mut even, mut friendship) = (0.0, 0.0);
        dates.clear();
        for contact in pair {
            evidence.channels |= contact.channel;
            evidence.seconds += contact.seconds();
            let kind = weigher.kind(contact);
            let weight = weigher.weight(contact, kind);
            evidence.count(contact, kind, weight);
            if contact.at != Ties::NO_DATE {
                dates.push(contact.at);
            }
            if contact.is(Channel::Rating) {
                ratings += f64::from(contact.rating());
                n_ratings += 1;
            }
            let from = match () {
                () if contact.is(Channel::Friendship) && contact.times == 0 => {
                    friendship = weight;
                    continue;
                }
                () if contact.is(Channel::Rating) && contact.rating() <= 0.0 => continue,
                () if contact.is_shared() => {
                    // Of an odd number the one more goes out, then back.
                    let half = contact.n() / 2;
                    evidence.contacts = evidence.contacts.map(|n| n.saturating_add(half));
                    is_out ^= contact.n() % 2 == 1;
                    even += weight * f64::from(contact.n());
                    usize::from(!is_out)
                }
                () => usize::from(contact.is_back()),
            };
            let weight = weight * f64::from(contact.n()) * if contact.is_missed() { MISSED } else { 1.0 };
            let n = if contact.is_shared() { contact.n() % 2 } else { contact.n() };
            evidence.contacts[from] = evidence.contacts[from].saturating_add(n);
            evidence.recent += weight * clock.decay(contact.at);
            if !contact.is_shared() {
                evidence.going[from] += weight;
            }
        }
        even += friendship;
        evidence.going = evidence.going.map(|going| going + even / 2.0);
        if n_ratings > 0 {
            evidence.rating = (ratings / f64::from(n_ratings)) as f32;
        }
        evidence.date(dates);
        evidence
    }

    fn count(&mut self, contact: &Contact, kind: Option<TieKind>, weight: f64) {
        let n = contact.n();
        self.weight += weight * f64::from(n);
        self.n_rows = self.n_rows.saturating_add(n);
        if let Some(kind) = kind {
            self.n_of_kind[kind as usize] = self.n_of_kind[kind as usize].saturating_add(n);
        }
        if let Some(is_late) = is_late(contact) {
            self.n_timed = self.n_timed.saturating_add(n);
            self.n_late = self.n_late.saturating_add(if is_late { n } else { 0 });
        }
        if let Some(of_channel) = self.n_of_channel.get_mut(contact.channel.trailing_zeros() as usize) {
            *of_channel = of_channel.saturating_add(n);
        }
    }

    fn date(&mut self, dates: &mut Vec<i64>) {
        dates.sort_unstable();
        let (Some(first), Some(last)) = (dates.first(), dates.last()) else { return };
        (self.first, self.last) = (*first, *last);
        for date in &mut *dates {
            *date = date.div_euclid(DAY);
        }
        dates.dedup();
        self.days = u32::try_from(dates.len()).unwrap_or(u32::MAX);
        self.steadiness = steadiness(dates);
    }

    fn push_to(&self, ties: &mut Ties, a: Person, b: Person, told: Told) {
        ties.a.push(a);
        ties.b.push(b);
        ties.channels.push(self.channels);
        ties.contacts_out.push(self.contacts[0]);
        ties.contacts_back.push(self.contacts[1]);
        ties.days.push(self.days);
        ties.seconds.push(u32::try_from(self.seconds).unwrap_or(u32::MAX));
        ties.first.push(self.first);
        ties.last.push(self.last);
        ties.recent_contacts.push(self.recent as f32);
        ties.going.push(Going::of(self.going[0], self.going[1]));
        ties.steadiness.push(self.steadiness);
        if told.judgements {
            ties.rating.push(self.rating);
        }
        if told.weights {
            ties.weight.push((self.weight / f64::from(self.n_rows.max(1))) as f32);
        }
        if told.kinds {
            ties.kinds.push(shares(self.n_of_kind));
        }
        if told.channels {
            ties.channel_shares.push(shares(self.n_of_channel));
        }
        if told.hours {
            ties.late.push(late_share(self.n_late, self.n_timed));
        }
    }
}

/// Regularity of the gaps between days: (1 − B)/2 with the burstiness B = (σ − μ)/(σ + μ) of Goh and Barabási (2008),
/// so μ/(σ + μ): 1 like clockwork, one half by chance, towards 0 in bursts.
fn steadiness(days: &[i64]) -> f32 {
    if days.len() < 3 {
        return 0.0;
    }
    let n = (days.len() - 1) as f64;
    let gaps = days.windows(2).map(|two| (two[1] - two[0]) as f64);
    let mean = gaps.clone().sum::<f64>() / n;
    let deviation = (gaps.map(|gap| (gap - mean).powi(2)).sum::<f64>() / n).sqrt();
    (mean / (mean + deviation)) as f32
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
