//! Whom to treat, what it costs and what it brings, in words.

use super::number;
use crate::domain::campaign::{ChoiceEdit, How};

/// A way of choosing, for the list.
#[must_use]
pub fn how(how: How) -> &'static str {
    match how {
        How::TopScored => "Most influential",
        How::BestSpread => "Best spread: together they reach the most",
        How::MostConnected => "Most connected",
        How::Random => "Random people",
        How::ByHand => "By hand",
    }
}

/// What an edit of the choice is called.
#[must_use]
pub fn choice_edit(edit: &ChoiceEdit) -> String {
    match edit {
        ChoiceEdit::SetHow(way) => format!("choose {}", how(*way).to_lowercase()),
        ChoiceEdit::SetPerTribe(0) => "lift the limit a tribe".into(),
        ChoiceEdit::SetPerTribe(n) => format!("choose at most {n} of a tribe"),
        ChoiceEdit::AddByHand(ids) => format!("choose {} by hand", number::people(ids.len())),
        ChoiceEdit::RemoveByHand(ids) => format!("no longer choose {}", number::people(ids.len())),
        ChoiceEdit::SetFromAnywhere(true) => "choose from the whole market".into(),
        ChoiceEdit::SetFromAnywhere(false) => "choose from the audience only".into(),
        ChoiceEdit::SetCostColumn(heading) if heading.is_empty() => "let everybody cost the same".into(),
        ChoiceEdit::SetCostColumn(heading) => format!("take costs from “{heading}”"),
        ChoiceEdit::SetValue(0) => "value people by what they spend on average".into(),
        ChoiceEdit::SetValue(cents) => format!("value a person won at {}", number::money(*cents)),
        ChoiceEdit::Spend { budget_cents: 0, share_percent } => {
            format!("treat {} % of the audience", number::about(f64::from(*share_percent)))
        }
        ChoiceEdit::Spend { budget_cents, .. } => format!("spend {}", number::money(*budget_cents)),
        ChoiceEdit::SetGoalPeople(0) => "lift the goal".into(),
        ChoiceEdit::SetGoalPeople(n) => format!("aim at {} more", number::people(*n as usize)),
    }
}
