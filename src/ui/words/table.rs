//! The lists of people, tribes and ties, in words.

use super::{number, people};
use crate::domain::listing::{PersonColumn, TieColumn, TribeColumn};
use crate::domain::model::Channel;

pub const TIES: &str = "Ties";
pub const AS_TABLE: &str = "Show as a table";
pub const AS_MAP: &str = "Back to the map";
pub const COLUMNS: &str = "Columns";
pub const SORTING: &str = "Sorting…";
pub const SORT_HINT: &str = "Sort by this; with Shift, after the others";

#[must_use]
pub fn person_column(column: PersonColumn) -> &'static str {
    match column {
        PersonColumn::Rank => people::RANK,
        PersonColumn::CouldBe => super::certainty::COULD_BE,
        PersonColumn::Name => people::NAME,
        PersonColumn::Id => "Customer number",
        PersonColumn::Tribe => people::TRIBE,
        PersonColumn::Influence => people::SCORE,
        PersonColumn::Role => "Role",
        PersonColumn::Stage => "Stage",
        PersonColumn::Stance => "Stance",
        PersonColumn::Contacts => "Contacts",
        PersonColumn::Spending => "Spending",
        PersonColumn::ListenedTo => "People come to them",
        PersonColumn::Reach => "Reached in two steps",
        PersonColumn::Closeness => "Closeness",
        PersonColumn::Position => "Position",
        PersonColumn::Persuasion => "Others follow them",
        PersonColumn::RankByContacts => "Rank by contacts",
        PersonColumn::Attribute(_) => "From your list",
    }
}

#[must_use]
pub fn tie_column(column: TieColumn) -> &'static str {
    match column {
        TieColumn::From => "One",
        TieColumn::To => "The other",
        TieColumn::Strength => "Closeness",
        TieColumn::Days => "Days in touch",
        TieColumn::Contacts => "Contacts",
        TieColumn::BothWays => "Both ways",
        TieColumn::Last => "Last contact",
        TieColumn::Channels => "By",
    }
}

#[must_use]
pub fn tribe_column(column: TribeColumn) -> &'static str {
    match column {
        TribeColumn::Name => people::TRIBE,
        TribeColumn::People => people::PEOPLE,
        TribeColumn::OnShow => "On show",
        TribeColumn::Influencers => "Influencers",
        TribeColumn::Inside => "Contact inside",
        TribeColumn::Spending => "Spending",
        TribeColumn::Offside => "Offside",
        TribeColumn::AtRisk => "At risk or lost",
    }
}

#[must_use]
pub fn channel(channel: Channel) -> &'static str {
    match channel {
        Channel::Call => "calls",
        Channel::Message => "messages",
        Channel::Transfer => "payments",
        Channel::Friendship => "friendship",
        Channel::Rating => "ratings",
        Channel::Meeting => "meetings",
        Channel::Inferred => "inferred",
    }
}

/// A tie, for those who hear it.
#[must_use]
pub fn tie(a: &str, b: &str) -> String {
    format!("Tie: {a} and {b}")
}

/// The button of a heading, for those who hear it.
#[must_use]
pub fn sort_by(heading: &str) -> String {
    format!("Sort by {heading}")
}

/// An arrow behind the heading of a column that sorts, with its place where several do.
#[must_use]
pub fn sort_mark(is_falling: bool, place: usize, n: usize) -> String {
    let arrow = if is_falling { egui_phosphor::regular::CARET_DOWN } else { egui_phosphor::regular::CARET_UP };
    if n > 1 { format!(" {arrow}{}", place + 1) } else { format!(" {arrow}") }
}

/// Where the keys are in a list.
#[must_use]
pub fn place(list: &str, at: usize, of: usize, row: &str) -> String {
    format!("{list}, {} of {}: {row}", number::count(at), number::count(of))
}
