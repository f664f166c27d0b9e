//! What kind of file this is, told from the meanings its columns may have, its headings and its name.

use super::headings::{self, CLOSE};
use super::meanings::Facts;
use super::useful::use_of;
use crate::domain::model::{FileKind, Meaning};

/// What a list of customers says of each.
const PERSONAL: [Meaning; 6] =
    [Meaning::Name, Meaning::Phone, Meaning::Email, Meaning::Spend, Meaning::Consent, Meaning::Market];

/// Shares of the subjects or texts that begin like a complaint or an outage, in per cent: from which a dated file is one
/// of them, and from which it is surely one.
pub const HALF: usize = 50;
const NEARLY_ALL: usize = 80;
/// Longer rows tell more of somebody than what happened to them.
const MAX_INCIDENT_COLUMNS: usize = 12;

/// What is known of a file when its kind is to be told.
#[derive(Debug)]
pub struct Signs<'a> {
    pub name: &'a str,
    pub columns: &'a [Facts],
    /// The meanings each column may have.
    pub candidates: &'a [Vec<(Meaning, u8)>],
    /// Two columns that name the same people, whatever their headings.
    pub pair: Option<(usize, usize)>,
}

impl Signs<'_> {
    fn strength(&self, meaning: Meaning) -> u8 {
        let all = self.candidates.iter().flatten().filter(|&&(found, _)| found == meaning);
        all.map(|&(_, strength)| strength).max().unwrap_or(0)
    }

    fn has(&self, meaning: Meaning) -> bool {
        self.strength(meaning) >= CLOSE
    }

    /// Whether From and To stand in two different columns.
    fn has_pair(&self) -> bool {
        let may = |n: usize, meaning: Meaning| {
            self.candidates[n].iter().any(|&(found, strength)| found == meaning && strength >= CLOSE)
        };
        let n_columns = self.candidates.len();
        let is_said = (0..n_columns)
            .any(|from| may(from, Meaning::From) && (0..n_columns).any(|to| to != from && may(to, Meaning::To)));
        is_said || self.pair.is_some()
    }

    /// How many columns of a list of customers it has; whether somebody opted out is told in other lists, too.
    fn n_personal(&self) -> usize {
        let told = self.columns.iter().zip(self.candidates).filter(|(facts, _)| !headings::is_opt_out(&facts.heading));
        let told: Vec<_> =
            told.flat_map(|(_, found)| found).filter(|found| found.1 >= CLOSE).map(|found| found.0).collect();
        PERSONAL.iter().filter(|meaning| told.contains(meaning)).count()
    }

    fn says(&self, kind: FileKind) -> bool {
        self.columns.iter().any(|facts| headings::kinds(&facts.heading).contains(&kind))
    }
}

/// The kind, and whether it is unsure enough to ask.
#[must_use]
pub fn tell(signs: &Signs<'_>) -> (FileKind, bool) {
    let named = headings::kinds_of_name(signs.name);
    let is_pair = signs.has_pair();
    let fits = |kind: FileKind| kind.is_pairs() == is_pair && has_required(signs, kind);
    if let Some(kind) = named.into_iter().find(|&kind| fits(kind)) {
        return (kind, false);
    }
    if is_pair { pairs(signs) } else { single(signs) }
}

/// Whether every meaning that the kind cannot do without has a column; ids are looked for later, by their cells.
fn has_required(signs: &Signs<'_>, kind: FileKind) -> bool {
    let required = &kind.meanings()[..kind.n_required()];
    let is_there = |&meaning: &Meaning| match meaning {
        Meaning::Id | Meaning::From | Meaning::To => true,
        _ => signs.has(meaning),
    };
    required.iter().all(is_there) && (kind != FileKind::Feedback || is_feedback(signs))
}

/// Whether somebody's answer or words stand in a short list. Complaints with their day are none, whatever the file is
/// called.
fn is_feedback(signs: &Signs<'_>) -> bool {
    if signs.says(FileKind::Incidents) && signs.has(Meaning::At) {
        return false;
    }
    let has_words = [Meaning::Answer, Meaning::Comment].iter().any(|&meaning| signs.strength(meaning) > 0);
    has_words && signs.n_personal() < 3 && (2..=10).contains(&signs.columns.len())
}

/// Whether a column tells of the customer rather than of what they answered.
fn describes_people(signs: &Signs<'_>) -> bool {
    let is_answer = |n: usize| {
        let of_answers = |&(meaning, _): &(Meaning, u8)| matches!(meaning, Meaning::Answer | Meaning::Comment);
        signs.candidates[n].iter().any(of_answers)
    };
    signs.n_personal() > 0
        || (0..signs.columns.len()).any(|n| !is_answer(n) && use_of(&signs.columns[n].heading).is_some())
}

/// Whether an answer stands beside words in a column of their own, and describes no customer otherwise.
fn is_answers_and_words(signs: &Signs<'_>) -> bool {
    let may = |n: usize, meaning: Meaning| {
        signs.candidates[n].iter().any(|&(found, strength)| found == meaning && strength >= CLOSE)
    };
    let answers = |n: usize| may(n, Meaning::Answer) && use_of(&signs.columns[n].heading).is_none();
    let n_columns = signs.columns.len();
    let is_pair = |n: usize| answers(n) && (0..n_columns).any(|other| other != n && may(other, Meaning::Comment));
    signs.has(Meaning::Id) && n_columns <= 6 && (0..n_columns).any(is_pair)
}

fn pairs(signs: &Signs<'_>) -> (FileKind, bool) {
    if signs.says(FileKind::Meetings) && signs.has(Meaning::At) {
        (FileKind::Meetings, false)
    } else if signs.has(Meaning::Seconds) || signs.says(FileKind::Calls) {
        (FileKind::Calls, false)
    } else if signs.has(Meaning::Value) && (signs.says(FileKind::Ratings) || !signs.has(Meaning::Amount)) {
        (FileKind::Ratings, false)
    } else if signs.has(Meaning::Amount) || signs.says(FileKind::Transfers) {
        (FileKind::Transfers, false)
    } else if signs.has(Meaning::Body) || signs.has(Meaning::Subject) || signs.says(FileKind::Messages) {
        (FileKind::Messages, false)
    } else if signs.has(Meaning::At) {
        (FileKind::Messages, true)
    } else {
        (FileKind::Friendships, false)
    }
}

fn single(signs: &Signs<'_>) -> (FileKind, bool) {
    let n_columns = signs.columns.len();
    let n_personal = signs.n_personal();
    let has_outcome = signs.has(Meaning::Outcome);
    if is_optouts(signs) {
        (FileKind::Optouts, false)
    } else if signs.says(FileKind::Incidents) && signs.has(Meaning::At) && n_personal < 3 {
        (FileKind::Incidents, false)
    } else if n_personal < 3 && percent_incidents(signs) >= HALF {
        // Messages that are to leave may speak of outages, too: where not nearly all do, it is asked.
        (FileKind::Incidents, percent_incidents(signs) < NEARLY_ALL)
    } else if is_feedback(signs) && signs.says(FileKind::Feedback) {
        // A list of customers may have a column of what they think: whoever brings it is asked.
        (FileKind::Feedback, describes_people(signs))
    } else if has_outcome && (signs.has(Meaning::Cell) || signs.says(FileKind::Results)) {
        (FileKind::Results, false)
    } else if (signs.has(Meaning::Body) || signs.has(Meaning::Subject)) && n_columns <= 12 && !is_topic_list(signs) {
        (FileKind::Outgoing, false)
    } else if (is_sold(signs) && n_personal < 3) || (is_paid_by_category(signs) && n_personal < 2) {
        (FileKind::Purchases, false)
    } else if is_topic_list(signs) {
        (FileKind::Interests, false)
    } else if n_personal <= 1 && is_answers_and_words(signs) {
        (FileKind::Feedback, true)
    } else if n_personal > 0 {
        (FileKind::People, false)
    } else if has_outcome && n_columns <= 5 {
        (FileKind::Results, false)
    } else if signs.has(Meaning::Id) && signs.has(Meaning::At) && signs.has(Meaning::Amount) && n_columns <= 5 {
        (FileKind::Purchases, true)
    } else {
        // A short list says who by its first column, where no two rows have the same there.
        let says_who = signs.has(Meaning::Id) || (n_columns == 2 && signs.columns[0].is_list_of_ids());
        (FileKind::People, !says_who && n_columns < 3)
    }
}

/// How many of the subjects or texts of a dated file begin like a complaint or an outage, in per cent; none where they
/// are due, as messages are.
fn percent_incidents(signs: &Signs<'_>) -> usize {
    if !signs.has(Meaning::At) || signs.strength(Meaning::Due) > signs.strength(Meaning::At) {
        return 0;
    }
    let is_said = |n: usize| {
        let says = |&(meaning, strength): &(Meaning, u8)| {
            matches!(meaning, Meaning::Subject | Meaning::Body) && strength >= CLOSE
        };
        signs.candidates[n].iter().any(says)
    };
    let columns = (0..signs.columns.len()).filter(|&n| is_said(n));
    let said = columns.map(|n| signs.columns[n].percent_incidents()).max().unwrap_or(0);
    // Under any other heading, only where nearly every word is one.
    let named = signs.columns.iter().map(|facts| facts.incidents_named().0).max().unwrap_or(0);
    if named >= NEARLY_ALL && signs.columns.len() <= MAX_INCIDENT_COLUMNS { named.max(said) } else { said }
}

/// Whether it lists who opted out: a short list that says so, or a longer one with the day and nothing of the customer
/// beside it. A day that hardly anybody has, beside what a list of customers says, is a column of customers.
fn is_optouts(signs: &Signs<'_>) -> bool {
    if !signs.says(FileKind::Optouts) {
        return false;
    }
    let n_rows = signs.columns.iter().map(|facts| facts.n_filled).max().unwrap_or(0);
    let may = |n: usize, meaning: Meaning| signs.candidates[n].iter().any(|&(found, _)| found == meaning);
    let is_day =
        |n: usize| headings::kinds(&signs.columns[n].heading).contains(&FileKind::Optouts) && may(n, Meaning::At);
    // A column in which some opted out and others did not is one of a list of customers, however short.
    let is_flag = |n: usize| headings::is_opt_out(&signs.columns[n].heading) && may(n, Meaning::Consent) && !is_day(n);
    let tells_apart = |n: usize| signs.columns[n].n_distinct() > 1 || signs.columns[n].n_filled * 2 < n_rows;
    if (0..signs.columns.len()).any(|n| is_flag(n) && tells_apart(n)) {
        return false;
    }
    let describes = |n: usize| !may(n, Meaning::Channel) && use_of(&signs.columns[n].heading).is_some();
    let n_columns = signs.columns.len();
    let is_of_customers = signs.n_personal() > 0 || (0..n_columns).any(describes);
    let day = (0..n_columns).find(|&n| is_day(n));
    let is_rare = day.is_some_and(|n| signs.columns[n].n_filled * 2 < n_rows);
    // Nothing but numbers, and days for a few of them: the others did not opt out.
    let has_channel = (0..n_columns).any(|n| may(n, Meaning::Channel));
    if is_rare && !has_channel {
        return false;
    }
    let is_short = signs.n_personal() < 2 && n_columns <= 5;
    if is_of_customers { is_short && !is_rare } else { is_short || day.is_some() }
}

/// A product with its date or price.
fn is_sold(signs: &Signs<'_>) -> bool {
    signs.has(Meaning::Product) && (signs.has(Meaning::At) || signs.has(Meaning::Amount))
}

/// Who paid how much when for what kind of thing, as lists of card payments say it.
fn is_paid_by_category(signs: &Signs<'_>) -> bool {
    [Meaning::Id, Meaning::At, Meaning::Category, Meaning::Amount].into_iter().all(|meaning| signs.has(meaning))
}

/// Customer and subject, and hardly anything else.
fn is_topic_list(signs: &Signs<'_>) -> bool {
    let n_columns = signs.columns.len();
    signs.has(Meaning::Topic) && (2..=3).contains(&n_columns) && !signs.has(Meaning::Body)
}
