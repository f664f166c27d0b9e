//! A made-up town, from a seed: every person and word in it is invented; writes no file itself.
//!
//! The town has one telecom company, whose files these are: thirteen weeks of calls and messages, its customers, what
//! they bought, who opted out, what is about to be sent, and how last winter's offer went. What an analysis should
//! find is planted and known ([`TownTruth`]): tribes by pastime, leaders whom others come to, people who only spread,
//! bridges, assistants who have a leader's ear, a celebrity whom nobody is close to, shops and a call centre.

mod bonds;
mod book;
mod contacts;
mod draw;
mod folk;
mod lists;
mod name_lists;
mod profiles;
mod rows;
mod trade;
mod truth;

#[cfg(test)]
mod tests;

use crate::domain::import::Source;
use chrono::NaiveDate;
use contacts::{Contact, WRITTEN};
use draw::Draw;
use folk::Folk;
use rows::{Calendar, DAY, N_DAYS, Rows};

pub use truth::{TownTribe, TownTruth};

/// The number of people in the sample that the welcome screen offers.
pub const N_PEOPLE: usize = 2_400;

/// The files of a town of `n_people` customers (its few shops come on top): `customers.csv`, `calls.csv`,
/// `messages.csv`, `purchases.csv`, `opt-outs.csv`, `outgoing-messages.csv`, `winter-offer-results.csv`.
///
/// The same number and seed give the same bytes. Time and memory grow with the number of people: about 27 calls and
/// 17 messages each. Dates are of 2026-06-01 to 2026-08-30; see [`town_before`]. A handful of rows is untidy on purpose; see [`TownTruth::n_untidy_rows`].
#[must_use]
pub fn town(n_people: usize, seed: u64) -> Vec<Source> {
    town_with_truth(n_people, seed).0
}

/// The same with all dates so much later or earlier, by whole weeks, that the records end on the last Sunday before
/// `today`: who opens it sees a list that is days old, as their own would be.
#[must_use]
pub fn town_before(today: NaiveDate, n_people: usize, seed: u64) -> Vec<Source> {
    made(n_people, seed, Calendar::before(today)).0
}

/// The files of [`town`], with what was planted in them.
#[must_use]
pub fn town_with_truth(n_people: usize, seed: u64) -> (Vec<Source>, TownTruth) {
    made(n_people, seed, Calendar::default())
}

/// Who lives there, what they are called in the files, and when it is.
#[derive(Clone, Copy, Debug)]
struct Town<'a> {
    folk: &'a Folk,
    ids: &'a [String],
    days: Calendar,
}

fn made(n_people: usize, seed: u64, days: Calendar) -> (Vec<Source>, TownTruth) {
    let part = |part: u64| Draw::new(seed, part);
    let folk = folk::settle(n_people, &mut part(0));
    let ids = book::ids(&folk);
    let names = book::names(&folk, &mut part(1));
    let bonds = bonds::tie(&folk, &mut part(2));
    let contacts = contacts::meet(&bonds, &mut part(3));
    let novelty = trade::adopt(&folk, &bonds, &mut part(4));
    let town = Town { folk: &folk, ids: &ids, days };
    let (calls, messages) = records(&contacts, &town, &mut part(5));
    drop(contacts);
    let (customers, mut may_be_contacted) = profiles::customers(&town, &names, &mut part(6));
    let opt_outs = profiles::opt_outs(&town, &mut may_be_contacted, &mut part(8));
    let files = [
        ("customers.csv", customers),
        ("calls.csv", calls),
        ("messages.csv", messages),
        ("purchases.csv", trade::purchases(&town, &novelty, &mut part(7))),
        ("opt-outs.csv", opt_outs),
        ("outgoing-messages.csv", trade::outgoing(&town, &names, &mut part(9))),
        ("winter-offer-results.csv", trade::results(&town, &bonds, &may_be_contacted, &mut part(10))),
    ];
    let truth = truth::tell(&folk, &ids, files.iter().map(|(_, rows)| rows.n_untidy()).sum());
    let source = |(name, rows): (&str, Rows)| Source { name: name.to_owned(), bytes: rows.into_bytes().into() };
    (files.into_iter().map(source).collect(), truth)
}

/// Calls whose row lost the number called.
const N_LOST_NUMBERS: usize = 3;

/// `calls.csv` and `messages.csv`, in the order of the moments.
fn records(contacts: &[Contact], town: &Town<'_>, draw: &mut Draw) -> (Rows, Rows) {
    let ids = town.ids;
    let days: Vec<String> = (0..i64::from(N_DAYS)).map(|day| town.days.date(day)).collect();
    let mut calls = Rows::new("started_at,caller,callee,duration_seconds", contacts.len() * 30);
    let mut messages = Rows::new("sent_at,sender,recipient,channel", contacts.len() * 20);
    for (place, contact) in contacts.iter().enumerate() {
        let (day, second) = (&days[(contact.at / DAY) as usize], contact.at % DAY);
        let (from, to) = (&ids[contact.from as usize], &ids[contact.to as usize]);
        if contact.seconds == WRITTEN {
            let channel = if draw.chance(0.4) { "sms" } else { "chat" };
            messages.moment(day, second).cell(from).cell(to).cell(channel).end();
        } else {
            calls.moment(day, second).cell(from).cell(to).whole(i64::from(contact.seconds)).end();
        }
        for _ in (1..=N_LOST_NUMBERS).filter(|lost| place == contacts.len() * lost / 5) {
            calls.moment(day, second).cell(from).cell("").whole(12).end_untidy();
        }
    }
    (calls, messages)
}
