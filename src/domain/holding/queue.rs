//! The files that leave the holding area: the queue without what is held, and what was released; writes no file.

use super::{Hold, HoldStatus};
use crate::domain::model::{FileKind, Meaning, People, Table};
use polars::prelude::{BooleanChunked, Column, DataFrame, NewChunkedArray};
use std::borrow::Borrow;

/// The outgoing table less every message that was ever held (released ones leave by [`hold_rows`], dropped ones never
/// leave) and less messages to opted-out people. Messages to people whom the project does not know stay. O(rows).
#[must_use]
pub fn clean_queue<H: Borrow<Hold>>(outgoing: &Table, import_id: u32, holds: &[H], people: &People) -> Table {
    let frame = outgoing.plain();
    let mut stays = vec![true; frame.height()];
    for hold in holds.iter().map(Borrow::borrow).filter(|hold| hold.import_id == import_id) {
        if let Some(stays) = stays.get_mut(hold.row as usize) {
            *stays = false;
        }
    }
    if let Some(ids) = frame.column(Meaning::Id.word()).ok().and_then(|column| column.str().ok()) {
        for (row, stays) in stays.iter_mut().enumerate() {
            *stays &= ids.get(row).is_none_or(|id| may_be_written_to(id, people));
        }
    }
    let mask = BooleanChunked::from_slice("stays".into(), &stays);
    // A mask of the table's own height always fits; were it not so, nothing leaves.
    let frame = frame.filter(&mask).unwrap_or_else(|_| frame.head(Some(0)));
    Table::new(FileKind::Outgoing, frame)
}

fn may_be_written_to(id: &str, people: &People) -> bool {
    people.row(id).is_none_or(|person| !people.is_opted_out[person as usize])
}

/// Held messages of one status as an outgoing table, in the words in which they would leave, opted-out people aside:
/// id, subject, body, channel, due.
#[must_use]
pub fn hold_rows<H: Borrow<Hold>>(holds: &[H], people: &People, status: HoldStatus) -> Table {
    let is_asked = |hold: &&Hold| hold.status == status && may_be_written_to(&hold.customer_id, people);
    let rows: Vec<&Hold> = holds.iter().map(Borrow::borrow).filter(is_asked).collect();
    let text = |meaning: Meaning, cell: fn(&Hold) -> &str| {
        Column::new(meaning.word().into(), rows.iter().map(|hold| cell(hold)).collect::<Vec<_>>())
    };
    let columns = vec![
        text(Meaning::Id, |hold| &hold.customer_id),
        text(Meaning::Subject, |hold| &hold.subject),
        text(Meaning::Body, |hold| &hold.body),
        text(Meaning::Channel, |hold| &hold.channel),
        Column::new(Meaning::Due.word().into(), rows.iter().map(|hold| hold.due).collect::<Vec<_>>()),
    ];
    // Five columns of one length with five names always make a table.
    Table::new(FileKind::Outgoing, DataFrame::new(rows.len(), columns).unwrap_or_default())
}

/// The messages that a person has released, ready to be sent.
#[must_use]
pub fn released_rows<H: Borrow<Hold>>(holds: &[H], people: &People) -> Table {
    hold_rows(holds, people, HoldStatus::Released)
}

#[cfg(test)]
mod tests {
    use super::super::divert;
    use super::*;

    fn people() -> People {
        let mut people = People::from_ids((0..6).map(|k| k.to_string()).collect());
        people.is_opted_out[3] = true;
        people
    }

    fn queue() -> Table {
        let columns = vec![
            Column::new("id".into(), ["0", "1", "2", "3", "1", "stranger", " 2 "]),
            Column::new("subject".into(), ["a", "b", "c", "d", "e", "f", "g"]),
            Column::new("due".into(), [Some(1i64), None, Some(3), None, None, None, None]),
        ];
        Table::new(FileKind::Outgoing, DataFrame::new(7, columns).unwrap())
    }

    fn subjects(table: &Table) -> Vec<String> {
        let column = table.plain().column("subject").unwrap().str().unwrap();
        column.iter().map(|s| s.unwrap().to_owned()).collect()
    }

    #[test]
    fn messages_to_influencers_are_held_as_they_came() {
        let holds = divert(&queue(), 5, &people(), &[2, 1, 3]);
        let found: Vec<_> = holds.iter().map(|h| (h.customer_id.as_str(), h.row, h.subject.as_str(), h.due)).collect();
        assert_eq!(found, [("1", 1, "b", None), ("2", 2, "c", Some(3)), ("1", 4, "e", None), ("2", 6, "g", None)]);
        for hold in &holds {
            assert_eq!((hold.import_id, hold.status, hold.is_edited()), (5, HoldStatus::Held, false));
            assert_eq!((hold.body.as_str(), hold.channel.as_str()), ("", ""));
        }
    }

    #[test]
    fn the_clean_queue_and_the_holds_share_out_the_messages_without_opted_out_people() {
        let mut holds = divert(&queue(), 5, &people(), &[1, 3]);
        assert_eq!(subjects(&clean_queue(&queue(), 5, &holds, &people())), ["a", "c", "f", "g"]);
        holds[1].status = HoldStatus::Released;
        holds[1].subject = "personal".to_owned();
        assert_eq!(subjects(&clean_queue(&queue(), 5, &holds, &people())), ["a", "c", "f", "g"]);
        assert_eq!(subjects(&released_rows(&holds, &people())), ["personal"]);
        assert_eq!(subjects(&hold_rows(&holds, &people(), HoldStatus::Held)), ["b"]);
        // Holds of another file have no say.
        assert_eq!(clean_queue(&queue(), 6, &holds, &people()).height(), 6);
    }

    #[test]
    fn somebody_who_opts_out_while_held_never_leaves() {
        let mut holds = divert(&queue(), 5, &people(), &[1]);
        for hold in &mut holds {
            hold.status = HoldStatus::Released;
        }
        let mut later = people();
        later.is_opted_out[1] = true;
        assert_eq!(released_rows(&holds, &later).height(), 0);
        assert_eq!(subjects(&clean_queue(&queue(), 5, &holds, &later)), ["a", "c", "f", "g"]);
    }
}
