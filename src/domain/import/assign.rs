//! The meaning of each column in a file of a kind: said by its heading, told by its cells or, last, by its place.

use super::headings;
use super::kind::{HALF, Signs};
use super::meanings::Facts;
use super::problems;
use super::useful::{Use, use_of};
use crate::domain::model::{FileKind, Meaning};

/// More attributes than a person reads are not proposed.
const MAX_ATTRIBUTES: usize = 60;
/// Wider files are lists of measures, among which any two may look alike.
const MAX_PAIR_COLUMNS: usize = 6;

pub type Candidates = Vec<Vec<(Meaning, u8)>>;

/// What every column means.
#[derive(Clone, Debug)]
pub struct Assigned {
    pub meanings: Vec<Meaning>,
    /// Meanings whose column was taken for its place alone: neither its heading nor its cells speak for it.
    pub by_place: Vec<Meaning>,
}

/// Two neighbouring columns that name the same people, where no heading names an id or both ends; the first two of a
/// file that says that it holds a matrix.
#[must_use]
pub fn pair(facts: &[Facts], candidates: &Candidates, is_matrix: bool) -> Option<(usize, usize)> {
    if is_matrix && facts.len() >= 2 {
        return Some((0, 1));
    }
    let says = |column: usize, meaning: Meaning| {
        candidates[column].iter().any(|&(found, strength)| found == meaning && strength >= headings::CLOSE)
    };
    let is_free = |column: usize| {
        candidates[column].iter().all(|&(found, strength)| {
            strength < headings::CLOSE || matches!(found, Meaning::From | Meaning::To | Meaning::Phone | Meaning::Email)
        })
    };
    if facts.len() > MAX_PAIR_COLUMNS || (0..facts.len()).any(|column| says(column, Meaning::Id)) {
        return None;
    }
    let is_pair = |&from: &usize| is_free(from) && is_free(from + 1) && facts[from].shares_people(&facts[from + 1]);
    (0..facts.len().saturating_sub(1)).find(is_pair).map(|from| (from, from + 1))
}

/// The meaning of each column in a file of this kind.
#[must_use]
pub fn assign(kind: FileKind, signs: &Signs<'_>, n_rows: usize) -> Assigned {
    let mut meanings = vec![Meaning::NotNeeded; signs.columns.len()];
    let free = |meanings: &[Meaning], column: usize| {
        meanings[column] == Meaning::NotNeeded && !problems::is_own_column(signs.columns, column)
    };
    for &meaning in kind.meanings() {
        let mut best: Option<(usize, u8)> = None;
        // The subject of a complaint is called its topic in many a file.
        let is_it = |found: Meaning| {
            found == meaning || (kind, meaning, found) == (FileKind::Incidents, Meaning::Subject, Meaning::Topic)
        };
        for (column, candidates) in signs.candidates.iter().enumerate().filter(|&(column, _)| free(&meanings, column)) {
            let strength = candidates.iter().filter(|&&(found, _)| is_it(found)).map(|&(_, strength)| strength).max();
            // "Product category" speaks of products, too, and is one only where nothing else is.
            let is_other = meaning == Meaning::Product && candidates.contains(&(Meaning::Category, headings::EXACT));
            let strength = strength.map(|strength| 2 * strength - u8::from(is_other));
            if let Some(strength) = strength.filter(|&strength| best.is_none_or(|(_, least)| strength > least)) {
                best = Some((column, strength));
            }
        }
        if (kind, meaning) == (FileKind::Incidents, Meaning::Subject) {
            let told = told_subject(signs, best.map(|(column, _)| column), |column| free(&meanings, column));
            best = told.map(|column| (column, 2 * headings::CLOSE)).or(best);
        }
        let paired = match (meaning, signs.pair) {
            (Meaning::From, Some((from, _))) => Some(from),
            (Meaning::To, Some((_, to))) => Some(to),
            _ => None,
        };
        // A question beside its scale: “Rating (1-5)”.
        let least =
            if matches!(meaning, Meaning::Answer | Meaning::Comment) { headings::WEAK } else { headings::CLOSE };
        let is_claimed = |(_, strength): &(usize, u8)| *strength + 1 >= 2 * least;
        if let Some(column) =
            best.filter(is_claimed).map(|(column, _)| column).or(paired.filter(|&n| free(&meanings, n)))
        {
            meanings[column] = meaning;
        }
    }
    let mut by_place = Vec::new();
    if kind.meanings().contains(&Meaning::Id) && !meanings.contains(&Meaning::Id) {
        by_place.extend(adopt_id(kind, signs, n_rows, &mut meanings));
    }
    if kind.is_pairs() {
        by_place.extend(adopt_pair(signs, &mut meanings));
    }
    if kind == FileKind::People {
        add_attributes(signs, &mut meanings);
    }
    Assigned { meanings, by_place }
}

/// The column whose cells name what happened, complaint or outage, whatever its heading: where no other heading claims to
/// be the subject, or where that one would hide that somebody did not complain but lost their service.
fn told_subject(signs: &Signs<'_>, headed: Option<usize>, is_free: impl Fn(usize) -> bool) -> Option<usize> {
    let named = |column: usize| signs.columns[column].incidents_named();
    let told = (0..signs.columns.len())
        .rev()
        .filter(|&column| is_free(column) && named(column).0 >= HALF)
        .max_by_key(|&column| named(column).0)?;
    let is_better = |headed: usize| signs.columns[headed].percent_incidents() < HALF && named(told).1;
    headed.is_none_or(is_better).then_some(told)
}

/// An id that no heading names: in a list of people a column that differs in every row, the e-mail address, the phone
/// number or the name where nothing better does; in other files the first free column that could hold ids, of which
/// only its place speaks.
fn adopt_id(kind: FileKind, signs: &Signs<'_>, n_rows: usize, meanings: &mut [Meaning]) -> Option<Meaning> {
    let columns = signs.columns;
    let is_plain =
        |n: usize| meanings[n] == Meaning::NotNeeded && columns[n].is_id_like() && !problems::is_own_column(columns, n);
    let is_unlike = |n: usize| columns[n].is_unlike(n_rows) && (n_rows >= 10 || n == 0);
    let unlike = (0..columns.len()).find(|&n| is_plain(n) && is_unlike(n));
    let contact = || {
        let of = |meaning: Meaning| meanings.iter().position(|&found| found == meaning);
        [Meaning::Email, Meaning::Phone, Meaning::Name]
            .into_iter()
            .filter_map(of)
            .find(|&n| columns[n].is_unlike(n_rows))
    };
    let told = unlike.or_else(contact);
    let first_of_few = || (kind != FileKind::People && columns.len() <= 5 && is_plain(0)).then_some(0);
    let is_groups = |n: usize| n == 0 && columns[n].n_distinct() * 2 < columns[n].n_filled;
    let column = told.or_else(first_of_few).filter(|&n| !is_groups(n) || kind != FileKind::People)?;
    meanings[column] = Meaning::Id;
    told.is_none().then_some(Meaning::Id)
}

/// Both ends of a tie that neither headings nor shared people tell: the first free columns that could hold ids.
fn adopt_pair(signs: &Signs<'_>, meanings: &mut [Meaning]) -> Vec<Meaning> {
    let mut by_place = Vec::new();
    for end in [Meaning::From, Meaning::To] {
        let is_plain = |&n: &usize| {
            meanings[n] == Meaning::NotNeeded
                && signs.columns[n].is_id_like()
                && !problems::is_own_column(signs.columns, n)
        };
        if let Some(column) = (0..meanings.len()).find(is_plain).filter(|_| !meanings.contains(&end)) {
            meanings[column] = end;
            by_place.push(end);
        }
    }
    by_place
}

/// Columns that the program has a use for describe the customer; what it does not know is not needed until somebody
/// says so: data that nobody needs is better not kept.
fn add_attributes(signs: &Signs<'_>, meanings: &mut [Meaning]) {
    let mut n_left = MAX_ATTRIBUTES;
    for (column, facts) in signs.columns.iter().enumerate() {
        let is_free = meanings[column] == Meaning::NotNeeded && !problems::is_own_column(signs.columns, column);
        let is_wanted = match use_of(&facts.heading) {
            Some(Use::BirthDate | Use::Postcode | Use::Address | Use::Since | Use::ContractEnd) => facts.n_filled > 0,
            Some(Use::Grouping | Use::Figure) => facts.is_attribute(),
            None => false,
        };
        if n_left > 0 && is_free && is_wanted {
            meanings[column] = Meaning::Attribute;
            n_left -= 1;
        }
    }
}
