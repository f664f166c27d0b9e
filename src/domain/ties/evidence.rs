//! Everything that the contacts of one pair say; knows nothing of tables or other pairs.

use super::contact::Contact;
use super::kinds::{Weigher, is_late, late_share, shares};
use super::sort::sort;
use crate::domain::model::{Channel, Going, Person, TieKind, Ties};
use crate::domain::ticket::{Stopped, Ticket};

pub(super) const DAY: i64 = 86_400;
/// What a missed call weighs against one that was answered: wanting to talk is part of a tie, talking is more.
const MISSED: f64 = 0.3;

/// Which of the columns that may be left out are not.
#[derive(Clone, Copy)]
#[allow(clippy::struct_excessive_bools, reason = "each column is there or not by itself")]
pub(super) struct Told {
    pub weights: bool,
    pub kinds: bool,
    pub channels: bool,
    pub hours: bool,
    pub judgements: bool,
}

pub(super) struct Clock {
    pub today: i64,
    /// In seconds.
    pub half_life: f64,
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
pub(super) struct Evidence {
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
    pub n_timed: u32,
}

impl Evidence {
    /// Sums one pair's contacts, sorted by channel, direction and date. What the scratch for dates holds is forgotten.
    pub fn of(
        pair: &[Contact],
        clock: &Clock,
        weigher: &Weigher,
        dates: &mut Vec<i64>,
        ticket: &Ticket,
    ) -> Result<Self, Stopped> {
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
        for some in pair.chunks(super::BLOCK) {
            ticket.check()?;
            for contact in some {
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
        }
        even += friendship;
        evidence.going = evidence.going.map(|going| going + even / 2.0);
        if n_ratings > 0 {
            evidence.rating = (ratings / f64::from(n_ratings)) as f32;
        }
        evidence.date(dates, ticket)?;
        Ok(evidence)
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

    fn date(&mut self, dates: &mut Vec<i64>, ticket: &Ticket) -> Result<(), Stopped> {
        sort(dates, i64::cmp, ticket)?;
        let (Some(first), Some(last)) = (dates.first(), dates.last()) else { return Ok(()) };
        (self.first, self.last) = (*first, *last);
        for date in &mut *dates {
            *date = date.div_euclid(DAY);
        }
        dates.dedup();
        self.days = u32::try_from(dates.len()).unwrap_or(u32::MAX);
        self.steadiness = steadiness(dates);
        Ok(())
    }

    /// As one more tie.
    pub fn push_to(&self, ties: &mut Ties, a: Person, b: Person, told: Told) {
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
