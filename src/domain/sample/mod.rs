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
use contacts::{Contact, WRITTEN};
use draw::Draw;
use rows::{DAY, N_DAYS, Rows, date};

pub use truth::{TownTribe, TownTruth};

/// The number of people in the sample that the welcome screen offers.
pub const N_PEOPLE: usize = 2_400;

/// The files of a town of `n_people` customers (its few shops come on top): `customers.csv`, `calls.csv`,
/// `messages.csv`, `purchases.csv`, `opt-outs.csv`, `outgoing-messages.csv`, `winter-offer-results.csv`.
///
/// The same number and seed give the same bytes. Time and memory grow with the number of people: about 27 calls and
/// 17 messages each. A handful of rows is untidy on purpose; see [`TownTruth::n_untidy_rows`].
#[must_use]
pub fn town(n_people: usize, seed: u64) -> Vec<Source> {
    town_with_truth(n_people, seed).0
}

/// The files of [`town`], with what was planted in them.
#[must_use]
pub fn town_with_truth(n_people: usize, seed: u64) -> (Vec<Source>, TownTruth) {
    let part = |part: u64| Draw::new(seed, part);
    let folk = folk::settle(n_people, &mut part(0));
    let ids = book::ids(&folk);
    let names = book::names(&folk, &mut part(1));
    let bonds = bonds::tie(&folk, &mut part(2));
    let contacts = contacts::meet(&bonds, &mut part(3));
    let novelty = trade::adopt(&folk, &bonds, &mut part(4));
    let (calls, messages) = records(&contacts, &ids, &mut part(5));
    drop(contacts);
    let files = [
        ("customers.csv", profiles::customers(&folk, &ids, &names, &mut part(6))),
        ("calls.csv", calls),
        ("messages.csv", messages),
        ("purchases.csv", trade::purchases(&folk, &ids, &novelty, &mut part(7))),
        ("opt-outs.csv", profiles::opt_outs(&folk, &ids, &mut part(8))),
        ("outgoing-messages.csv", trade::outgoing(&folk, &ids, &names, &mut part(9))),
        ("winter-offer-results.csv", trade::results(&folk, &bonds, &ids, &mut part(10))),
    ];
    let truth = truth::tell(&folk, &ids, files.iter().map(|(_, rows)| rows.n_untidy()).sum());
    let source = |(name, rows): (&str, Rows)| Source { name: name.to_owned(), bytes: rows.into_bytes().into() };
    (files.into_iter().map(source).collect(), truth)
}

/// Calls whose row lost the number called.
const N_LOST_NUMBERS: usize = 3;

/// `calls.csv` and `messages.csv`, in the order of the moments.
fn records(contacts: &[Contact], ids: &[String], draw: &mut Draw) -> (Rows, Rows) {
    let days: Vec<String> = (0..i64::from(N_DAYS)).map(date).collect();
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
