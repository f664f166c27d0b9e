//! Groups to compare, how alike and how far apart they are, and what they can prove, in words.

use super::choosing;
use crate::domain::campaign::{CellEdit, Deal};

/// How chance deals, for the list.
#[must_use]
pub fn deal(deal: Deal) -> &'static str {
    match deal {
        Deal::Person => "Person by person",
        Deal::WithinTribes => "Person by person, the same share of each tribe",
        Deal::Circles => "Circles of close contacts together",
    }
}

/// What an edit of the groups is called.
#[must_use]
pub fn edit(edit: &CellEdit) -> String {
    match edit {
        CellEdit::SetDeal(how) => format!("draw the comparison {}", deal(*how).to_lowercase()),
        CellEdit::SetBeside { how, is_in: true } => format!("compare with {}", choosing::how(*how).to_lowercase()),
        CellEdit::SetBeside { how, .. } => format!("no longer compare with {}", choosing::how(*how).to_lowercase()),
        CellEdit::SetMotivations(_) => "change the reasons to try".into(),
        CellEdit::SetBasePercent(percent) => format!("expect {percent} % without a campaign"),
        CellEdit::SetAlikePercent(percent) => format!("take people of a circle as {percent} % alike"),
    }
}
