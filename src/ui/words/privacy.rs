//! Legal grounds, opt-outs, and people who are erased, in words.

use super::number;
use super::sentences;
use crate::domain::model::decisions::Basis;
use crate::project::{Fact, Traces};

sentences! {
    title: "Privacy";
    hint: "On what ground each file may be used, who is left alone, and what is known of a person.";
    basis_label: "Legal basis";
    basis_title: "Why each file may be used";
    basis_reminder: "On what ground may you use these data?";
    opt_outs: "Opt-outs";
    add_opt_outs: "Add an opt-out list";
    no_opt_outs: "Nothing here says who may not be contacted: no column of consent, no opt-out list. If you have one, add it: whoever is on it is left out of everything.";
    find_title: "One person";
    find: "Find a person";
    find_hint: "Number, name, phone or e-mail, then Enter";
    nobody: "Nobody is found by that.";
    nobody_yet: "Nobody is known yet: add files first.";
    about: "Everything about this person…";
    erase: "Erase…";
    erase_now: "Erase for good";
    erased_title: "Erased people";
    remove_copies: "Remove these copies";
    cannot_undo: "This cannot be undone. Everything you could undo so far is forgotten too, for it holds the person. A fingerprint of their numbers is kept, so that no later file brings them back.";
    elsewhere: "Files outside this project are not touched: the files you imported, exports, and copies of the project that you made.";
    left_out_hint: "They are left behind unless you need them: what is not kept cannot be lost.";
    keep_all: "Keep all as describing the customer";
}

#[must_use]
pub fn basis(basis: Basis) -> &'static str {
    match basis {
        Basis::Consent => "Consent of the people in it",
        Basis::Contract => "Needed for a contract with them",
        Basis::LegitimateInterest => "Legitimate interest",
        Basis::NotPersonal => "No personal data",
        Basis::NotSaid => "Not said",
    }
}

/// On a file's card.
#[must_use]
pub fn basis_line(basis: Basis) -> String {
    match basis {
        Basis::NotSaid => "Legal basis not said".into(),
        said => format!("Legal basis: {}", self::basis(said).to_lowercase()),
    }
}

#[must_use]
pub fn opted_out(n: usize) -> String {
    match n {
        0 => "Nobody has opted out.".into(),
        1 => "1 person has opted out and is left out of scores, lists and messages.".into(),
        n => format!("{} people have opted out and are left out of scores, lists and messages.", number::count(n)),
    }
}

#[must_use]
pub fn n_erased(n: u32) -> String {
    match n {
        0 => "Nobody was erased.".into(),
        n => format!(
            "{} erased. Of them only fingerprints are kept, by which a later file that names them is told.",
            number::plural(n as usize, "person was", "people were")
        ),
    }
}

/// In the account of a file: "1 row of a person who was erased".
#[must_use]
pub fn rows_erased(n: u64) -> String {
    let n = usize::try_from(n).unwrap_or(usize::MAX);
    format!("{} of people who were erased", number::plural(n, "row", "rows"))
}

#[must_use]
pub fn copies_left(n: usize) -> String {
    format!(
        "This computer keeps {} of this project, made before; whoever was erased since may still be in them.",
        number::plural(n, "older copy", "older copies")
    )
}

#[must_use]
pub fn copies_removed(n: usize) -> String {
    format!("{} removed.", number::plural(n, "older copy was", "older copies were"))
}

/// Where a person is named: "2 rows of calls.csv, 1 row of customers.csv, 1 held message".
#[must_use]
pub fn traces(traces: &Traces) -> String {
    let rows = |n: u64| number::rows(n);
    let mut parts: Vec<String> = traces.files.iter().map(|(name, n)| format!("{} of {name}", rows(*n))).collect();
    if traces.n_holds > 0 {
        parts.push(number::plural(traces.n_holds, "held message", "held messages"));
    }
    if traces.n_plans > 0 {
        parts.push(number::plural(traces.n_plans, "plan", "plans"));
    }
    format!("{}: {}.", who(traces), parts.join(", "))
}

/// The same without who it is.
#[must_use]
pub fn places(traces: &Traces) -> String {
    let whole = self::traces(traces);
    let list = whole.strip_prefix(&format!("{}: ", who(traces))).unwrap_or(&whole);
    format!("This takes away {list}")
}

/// What a person is called, with all their numbers.
#[must_use]
pub fn who(traces: &Traces) -> String {
    let ids = traces.ids.join(", ");
    if traces.names.is_empty() { ids } else { format!("{} ({ids})", traces.names.join(", ")) }
}

#[must_use]
pub fn erase_question(traces: &Traces) -> String {
    format!("Erase {}?", who(traces))
}

/// Without the word for it, nothing is erased.
#[must_use]
pub fn not_erased(found: &Traces) -> String {
    format!("{}\nNothing was erased. {} With --yes it is done.", traces(found), cannot_undo())
}

#[must_use]
pub fn erased(found: &Traces) -> String {
    format!("Erased. {}", traces(found))
}

#[must_use]
pub fn fact(fact: &Fact) -> String {
    match fact.row {
        0 => format!("{}, {}: {}", fact.place, fact.what, fact.value),
        row => format!("{}, row {row}, {}: {}", fact.place, fact.what, fact.value),
    }
}

/// The name of a button for those who hear the screen.
#[must_use]
pub fn of(action: &str, who: &str) -> String {
    format!("{action} {who}")
}

#[must_use]
pub fn no_such_basis(word: &str, all: &str) -> String {
    format!("“{word}” is no legal basis. There is: {all}.")
}

/// Columns that are left behind: "4 columns are not needed: iban, religion and 2 more."
#[must_use]
pub fn left_out(headings: &[&str]) -> String {
    const N_NAMED: usize = 5;
    let named = headings[..headings.len().min(N_NAMED)].join(", ");
    let rest = match headings.len().saturating_sub(N_NAMED) {
        0 => String::new(),
        n => format!(" and {} more", number::count(n)),
    };
    format!("{} not needed: {named}{rest}.", number::plural(headings.len(), "column is", "columns are"))
}
