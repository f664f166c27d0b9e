//! Sentences about chosen people and how far word from them reaches.

use super::number;
use super::sentences;
use crate::domain::forecast::choose::{Chosen, Reach};

/// How far word reaches; `unit` is "people" or what the value column is called.
#[must_use]
pub fn reach(reach: &Reach, unit: &str) -> String {
    format!(
        "Word reaches {:.1} {unit} on average ({:.1} to {:.1}, from {} simulated campaigns).",
        reach.mean,
        reach.low,
        reach.high,
        number::count(reach.n_runs)
    )
}

/// What is proven of a choice.
#[must_use]
pub fn bounds(chosen: &Chosen, unit: &str) -> String {
    format!(
        "Proven: at least {:.1} {unit}, and no other choice within these terms reaches more than {:.1}.",
        chosen.lower_bound, chosen.upper_bound
    )
}

/// Ids of a list that are not in the project.
#[must_use]
pub fn unknown(ids: &[String]) -> String {
    let first: Vec<&str> = ids.iter().take(5).map(String::as_str).collect();
    format!("{} not in this project: {}", number::people(ids.len()), first.join(", "))
}

/// A column that people have no values in.
#[must_use]
pub fn no_such_column(column: &str, headings: &[&str]) -> String {
    let columns = if headings.is_empty() { "spend".to_owned() } else { format!("spend, {}", headings.join(", ")) };
    format!("There is no column “{column}” with numbers. There is: {columns}.")
}

/// A chance that says nothing.
#[must_use]
pub fn no_such_chance(chance: &str) -> String {
    format!(
        "“{chance}” is no chance. There is: weighted, strength, learned, and uniform: with a number from 0 to 1, as in uniform:0.01."
    )
}

/// A number out of its range.
#[must_use]
pub fn above_zero(option: &str) -> String {
    format!("{option} must be a number above 0.")
}

sentences! {
    /// A list of nobody.
    nobody: "Nobody in the list is in this project.";

    /// Learned chances without anything to learn from.
    nothing_to_learn: "There are no dated purchases to learn from. Add a purchases file with dates, or take another chance.";
}
