//! Matches an outgoing queue with the influencers; changes neither.

use super::{Hold, HoldStatus};
use crate::domain::model::{Meaning, People, Person, Table};
use polars::prelude::{DataType, StringChunked};

/// The messages of an outgoing table that go to influencers, in the order of the table; their ids are 0, for the
/// project to give. Messages to opted-out people are not held: the clean export leaves them out. O(people + rows).
#[must_use]
pub fn divert(outgoing: &Table, import_id: u32, people: &People, influencers: &[Person]) -> Vec<Hold> {
    let mut is_influencer = vec![false; people.len()];
    for &person in influencers {
        is_influencer[person as usize] = true;
    }
    let frame = outgoing.plain();
    let text = |meaning: Meaning| -> Option<&StringChunked> { frame.column(meaning.word()).ok()?.str().ok() };
    let Some(ids) = text(Meaning::Id) else { return Vec::new() };
    let words = |column: Option<&StringChunked>, row: usize| {
        column.and_then(|column| column.get(row)).unwrap_or_default().to_owned()
    };
    let (subjects, bodies, channels) = (text(Meaning::Subject), text(Meaning::Body), text(Meaning::Channel));
    let due = frame.column(Meaning::Due.word()).ok().and_then(|column| column.cast(&DataType::Int64).ok());
    let mut holds = Vec::new();
    for (row, number) in (0..frame.height()).zip(0u32..) {
        let Some(id) = ids.get(row).map(str::trim) else { continue };
        let Some(person) = people.row(id) else { continue };
        if !is_influencer[person as usize] || people.is_opted_out[person as usize] {
            continue;
        }
        let (subject, body) = (words(subjects, row), words(bodies, row));
        holds.push(Hold {
            id: 0,
            // As the queue says it: whoever sends the message may know only this one of several ids.
            customer_id: id.to_owned(),
            import_id,
            row: number,
            channel: words(channels, row),
            original_subject: subject.clone(),
            original_body: body.clone(),
            subject,
            body,
            due: due.as_ref().and_then(|due| due.i64().ok()?.get(row)),
            status: HoldStatus::Held,
        });
    }
    holds
}
