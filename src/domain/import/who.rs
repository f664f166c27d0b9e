//! How customers are told apart in a list without a column that does it: by several columns together, or by the row.

use super::cell_words::PERIODS;
use super::headings;
use super::meanings::Facts;
use super::types::{IdFrom, Question};
use crate::domain::model::{FileKind, Meaning};
use csv::ByteRecord;
use std::collections::HashSet;

/// Ids of which fewer than this share differ are numbers within something else: within a city, a shop.
const DIFFERENT_PERCENT: usize = 90;
/// A part of a key is hardly ever empty.
const FILLED_PERCENT: usize = 95;
/// Fewer rows prove nothing.
const MIN_ROWS: usize = 20;

/// What makes the id where no column carries it; the guess is asked about.
pub fn id_from(
    kind: FileKind,
    meanings: &mut [Meaning],
    facts: &[Facts],
    sample: &[ByteRecord],
    questions: &mut Vec<Question>,
) -> Option<IdFrom> {
    if !matches!(kind, FileKind::People | FileKind::Results) {
        return None;
    }
    if !meanings.contains(&Meaning::Id)
        && let Some(id) = panel(facts, sample)
    {
        meanings[id] = Meaning::Id;
        return None;
    }
    let made = match meanings.iter().position(|&meaning| meaning == Meaning::Id) {
        None => IdFrom::RowNumber,
        Some(id) if kind == FileKind::People => {
            let other = within(id, meanings, facts, sample)?;
            meanings[id] = Meaning::NotNeeded;
            IdFrom::Columns(vec![facts[other].heading.clone(), facts[id].heading.clone()])
        }
        Some(_) => return None,
    };
    questions.push(Question::IdFrom);
    Some(made)
}

/// The first column, where it says who and each of them comes once in every wave, year or month.
fn panel(facts: &[Facts], sample: &[ByteRecord]) -> Option<usize> {
    let first = facts.first().filter(|facts| facts.is_id_like() && facts.n_distinct() * 2 <= facts.n_filled)?;
    let is_period = |n: &usize| PERIODS.contains(&headings::fold(&facts[*n].heading).as_str());
    let period = (1..facts.len()).find(is_period)?;
    let is_even = first.n_distinct() * facts[period].n_distinct() >= sample.len();
    (sample.len() >= MIN_ROWS && is_even && is_unlike(&[0, period], sample)).then_some(0)
}

/// The column within which an id that repeats differs: of those that do, the one with the fewest values.
fn within(id: usize, meanings: &[Meaning], facts: &[Facts], sample: &[ByteRecord]) -> Option<usize> {
    let is_repeated = facts[id].n_distinct() * 100 < facts[id].n_filled * DIFFERENT_PERCENT;
    if sample.len() < MIN_ROWS || !is_repeated {
        return None;
    }
    // Numbers that lost digits repeat for another reason.
    let is_cut =
        |row: &ByteRecord| row.get(id).is_some_and(|cell| cell.windows(2).any(|two| two.eq_ignore_ascii_case(b"e+")));
    if sample.iter().any(is_cut) {
        return None;
    }
    let is_group = |facts: &Facts| (2..=facts.n_filled / 2).contains(&facts.n_distinct());
    let is_free = |n: usize| matches!(meanings[n], Meaning::NotNeeded | Meaning::Attribute);
    let may = |&n: &usize| {
        n != id && is_free(n) && facts[n].n_filled * 100 >= sample.len() * FILLED_PERCENT && is_group(&facts[n])
    };
    let mut columns: Vec<usize> = (0..facts.len()).filter(may).collect();
    columns.sort_by_key(|&n| (facts[n].n_distinct(), n.abs_diff(id)));
    columns.into_iter().find(|&n| is_unlike(&[n, id], sample))
}

fn is_unlike(columns: &[usize], sample: &[ByteRecord]) -> bool {
    let mut met = HashSet::new();
    sample.iter().all(|row| {
        let key: Vec<&[u8]> = columns.iter().map(|&n| row.get(n).unwrap_or_default().trim_ascii()).collect();
        key.iter().any(|part| part.is_empty()) || met.insert(key)
    })
}
