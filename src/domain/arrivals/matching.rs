//! How many of the people that files name are known, have a profile, are in touch; knows nothing of scores.

use super::{BLOCK, each_id};
use crate::domain::model::{FileKind, Meaning, Table};
use crate::domain::ticket::{Stopped, Ticket};
use crate::domain::ties::columns::texts;
use polars::prelude::{PlHashMap, PlHashSet};
use serde::{Deserialize, Serialize};
use std::sync::Arc;

/// Pairs are counted up to so many rows; beyond them the set would take more memory than the figure is worth.
const MAX_PAIR_ROWS: usize = 20_000_000;

/// The people whom one file names.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct FileMatch {
    /// Different people named.
    pub n_people: usize,
    /// Those of them with a row in a customer file, this one or another; `None` where there is no customer file.
    pub n_with_profile: Option<usize>,
    /// Those of them who are in touch with somebody, by any file; `None` where no file says who is.
    pub n_in_touch: Option<usize>,
    /// Those of them whom files added before name.
    pub n_known: usize,
}

/// What adding the files makes of the project.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Growth {
    pub n_people_before: usize,
    pub n_people_after: usize,
    /// Different pairs of people before and after; `None` where there are too many rows to count them.
    pub n_pairs: Option<(usize, usize)>,
}

/// What is known of one id.
#[derive(Clone, Copy, Default)]
struct Seen {
    number: u32,
    is_known: bool,
    has_profile: bool,
    is_in_touch: bool,
}

type People<'a> = PlHashMap<&'a str, Seen>;

/// Compares the files (`new`) with each other and with those added before (`known`). Ids are compared without the
/// blanks around them. O(rows) time, memory for each different id and pair.
///
/// # Errors
/// [`Stopped`] when the ticket says so.
pub fn matching(new: &[&Table], known: &[Arc<Table>], ticket: &Ticket) -> Result<(Vec<FileMatch>, Growth), Stopped> {
    let known: Vec<&Table> = known.iter().map(AsRef::as_ref).collect();
    let mut people = People::default();
    for (n, table) in known.iter().chain(new).enumerate() {
        meet(table, n < known.len(), &mut people, ticket)?;
    }
    let has = |is_it: fn(FileKind) -> bool| known.iter().chain(new).any(|table| is_it(table.kind));
    let (has_profiles, has_pairs) = (has(|kind| kind == FileKind::People), has(FileKind::is_pairs));
    let one = |table: &&Table| -> Result<FileMatch, Stopped> {
        let mut met: PlHashSet<u32> = PlHashSet::default();
        let (mut n_with_profile, mut n_in_touch, mut n_known) = (0, 0, 0);
        each_id(table, ticket, |id| {
            let Some(seen) = people.get(id).filter(|seen| met.insert(seen.number)) else { return };
            n_with_profile += usize::from(seen.has_profile);
            n_in_touch += usize::from(seen.is_in_touch);
            n_known += usize::from(seen.is_known);
        })?;
        let (n_with_profile, n_in_touch) = (has_profiles.then_some(n_with_profile), has_pairs.then_some(n_in_touch));
        Ok(FileMatch { n_people: met.len(), n_with_profile, n_in_touch, n_known })
    };
    let matches = new.iter().map(one).collect::<Result<Vec<_>, _>>()?;
    let growth = Growth {
        n_people_before: people.values().filter(|seen| seen.is_known).count(),
        n_people_after: people.len(),
        n_pairs: pairs(new, &known, &people, ticket)?,
    };
    Ok((matches, growth))
}

fn meet<'a>(table: &'a Table, is_known: bool, people: &mut People<'a>, ticket: &Ticket) -> Result<(), Stopped> {
    each_id(table, ticket, |id| {
        let number = u32::try_from(people.len()).unwrap_or(u32::MAX);
        let seen = people.entry(id).or_insert(Seen { number, ..Seen::default() });
        seen.is_known |= is_known;
        seen.has_profile |= table.kind == FileKind::People;
        seen.is_in_touch |= table.kind.is_pairs();
    })
}

/// Different pairs before and after.
fn pairs(
    new: &[&Table],
    known: &[&Table],
    people: &People<'_>,
    ticket: &Ticket,
) -> Result<Option<(usize, usize)>, Stopped> {
    let n_rows: usize = new.iter().chain(known).filter(|table| table.kind.is_pairs()).map(|table| table.height()).sum();
    if n_rows > MAX_PAIR_ROWS {
        return Ok(None);
    }
    let mut met: PlHashSet<u64> = PlHashSet::default();
    add_pairs(known, people, &mut met, ticket)?;
    let before = met.len();
    add_pairs(new, people, &mut met, ticket)?;
    Ok(Some((before, met.len())))
}

fn add_pairs(tables: &[&Table], people: &People<'_>, met: &mut PlHashSet<u64>, ticket: &Ticket) -> Result<(), Stopped> {
    for table in tables.iter().filter(|table| table.kind.is_pairs()) {
        let (Some(from), Some(to)) = (texts(table, Meaning::From), texts(table, Meaning::To)) else { continue };
        for (n, (a, b)) in from.iter().zip(to.iter()).enumerate() {
            if n % BLOCK == 0 {
                ticket.check()?;
            }
            let number = |id: Option<&str>| people.get(id?.trim()).map(|seen| u64::from(seen.number));
            if let (Some(a), Some(b)) = (number(a), number(b))
                && a != b
            {
                met.insert(a.min(b) << 32 | a.max(b));
            }
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::ties::fixtures::{calls, table};
    use polars::prelude::df;

    #[test]
    fn callers_with_a_profile_are_counted_once_however_often_they_call() {
        let phone = calls(&[("1", "2", 0, 60), ("2", "1", 90, 60), ("1", "3", 100, 5), (" 3", "4", 200, 5)]);
        let customers = table(FileKind::People, df!("id" => ["1", "3", "9"]).unwrap());
        let (matches, growth) = matching(&[&phone, &customers], &[], &Ticket::new()).unwrap();
        assert_eq!(matches[0], FileMatch { n_people: 4, n_with_profile: Some(2), n_in_touch: Some(4), n_known: 0 });
        assert_eq!(matches[1], FileMatch { n_people: 3, n_with_profile: Some(3), n_in_touch: Some(2), n_known: 0 });
        assert_eq!(growth, Growth { n_people_before: 0, n_people_after: 5, n_pairs: Some((0, 3)) });
        // A customer file alone says nothing of who is in touch; a later one meets those who are there.
        let (alone, _) = matching(&[&customers], &[], &Ticket::new()).unwrap();
        assert_eq!(alone[0].n_in_touch, None);
        let (later, growth) = matching(&[&customers], &[phone], &Ticket::new()).unwrap();
        assert_eq!((later[0].n_known, later[0].n_in_touch), (2, Some(2)));
        assert_eq!(growth, Growth { n_people_before: 4, n_people_after: 5, n_pairs: Some((3, 3)) });
    }

    #[test]
    fn nothing_matches_nothing_and_a_stop_is_heard() {
        assert_eq!(
            matching(&[], &[], &Ticket::new()).unwrap(),
            (Vec::new(), Growth { n_pairs: Some((0, 0)), ..Growth::default() })
        );
        let ticket = Ticket::new();
        ticket.stop();
        assert!(matching(&[&calls(&[("1", "2", 0, 1)])], &[], &ticket).is_err());
    }
}
