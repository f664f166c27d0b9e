//! Lists with one row a person and a column for every subject, yes or no in each cell: told, and turned into one row a
//! person and subject. Knows no words of a heading beyond those that name something else.

use super::headings;
use super::kind::Signs;
use crate::domain::model::{FileKind, Meaning};
use polars::prelude::{Column, DataFrame, IntoColumn, PolarsResult, StringChunked};

/// What the columns of subjects are called between reading and turning.
pub const PREFIX: &str = "topic:";
/// Fewer columns of yes and no describe a customer; they are no list of subjects.
const MIN_SUBJECTS: usize = 4;

/// The columns of subjects, where nearly all columns are some and an id says whose they are.
#[must_use]
pub fn subjects(signs: &Signs<'_>, kind: FileKind) -> Vec<usize> {
    let is_named = headings::kinds_of_name(signs.name).contains(&FileKind::People);
    if kind != FileKind::Interests && (kind != FileKind::People || is_named) {
        return Vec::new();
    }
    let strong = |n: usize| signs.candidates[n].iter().filter(|&&(_, strength)| strength >= headings::CLOSE);
    let is_id = |n: usize| strong(n).any(|&(meaning, _)| meaning == Meaning::Id);
    let is_other = |n: usize| {
        strong(n).any(|&(meaning, _)| {
            !matches!(meaning, Meaning::Topic | Meaning::Product | Meaning::Category | Meaning::Shop | Meaning::Channel)
        }) || FileKind::ALL.iter().any(|kind| headings::kinds(&signs.columns[n].heading).contains(kind))
    };
    let n_columns = signs.columns.len();
    let subjects: Vec<usize> = (0..n_columns).filter(|&n| !is_other(n) && signs.columns[n].is_yes_no()).collect();
    let n_ids = (0..n_columns).filter(|&n| is_id(n)).count();
    let is_wide = n_ids == 1 && subjects.len() >= MIN_SUBJECTS && subjects.len() + 2 >= n_columns;
    if is_wide { subjects } else { Vec::new() }
}

/// One row for every yes: whose it is and the heading it stands under.
///
/// # Errors
/// None that a frame made by reading gives.
pub fn to_long(frame: &DataFrame) -> PolarsResult<DataFrame> {
    let ids = frame.column(Meaning::Id.word())?.str()?;
    let mut subjects = Vec::new();
    for column in frame.columns() {
        if let Some(heading) = column.name().strip_prefix(PREFIX) {
            // In one piece: of many, each look would first search for the right one.
            subjects.push((heading, column.bool()?.rechunk()));
        }
    }
    let (mut people, mut topics) = (Vec::new(), Vec::new());
    for (row, id) in ids.iter().enumerate() {
        for (heading, marks) in &subjects {
            if marks.get(row) == Some(true) {
                people.push(id);
                topics.push(*heading);
            }
        }
    }
    let height = people.len();
    let people: Column =
        people.into_iter().collect::<StringChunked>().with_name(Meaning::Id.word().into()).into_column();
    let topics: Column =
        topics.into_iter().map(Some).collect::<StringChunked>().with_name(Meaning::Topic.word().into()).into_column();
    DataFrame::new(height, vec![people, topics])
}
