//! What those whose word others follow are called, as a company likes it; computes nothing.

use serde::{Deserialize, Serialize};
use std::borrow::Cow;

/// A word for them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Wording {
    #[default]
    Influencer,
    OpinionLeader,
    Ambassador,
    Inspirer,
    Connector,
}

/// The word that all sentences are written with.
const WRITTEN: &str = "influencer";

/// One place where [`WRITTEN`] stands in a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    pub start: usize,
    /// After the word, a plural's "s" included.
    pub end: usize,
    pub is_capital: bool,
    /// Written with an "s" at its end.
    pub has_s: bool,
}

impl Wording {
    pub const ALL: [Wording; 5] =
        [Wording::Influencer, Wording::OpinionLeader, Wording::Ambassador, Wording::Inspirer, Wording::Connector];

    /// The word on the command line.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Wording::Influencer => WRITTEN,
            Wording::OpinionLeader => "opinion-leader",
            Wording::Ambassador => "ambassador",
            Wording::Inspirer => "inspirer",
            Wording::Connector => "connector",
        }
    }

    #[must_use]
    pub fn from_word(word: &str) -> Option<Wording> {
        Wording::ALL.into_iter().find(|wording| wording.word() == word.trim())
    }

    /// An English text with this word in the place of "influencer". What stands in “quotation marks” or within a longer
    /// word is somebody's own and stays.
    #[must_use]
    pub fn in_english(self, text: &str) -> Cow<'_, str> {
        if self == Wording::Influencer || !text.contains("nfluencer") {
            return Cow::Borrowed(text);
        }
        let one = self.word().replace('-', " ");
        let begins_with_vowel = one.starts_with(['a', 'e', 'i', 'o', 'u']);
        let (mut out, mut from) = (String::with_capacity(text.len() + 16), 0);
        for place in places(text) {
            let mut before = &text[from..place.start];
            let is_an = before == "an " || before == "An " || before.ends_with(" an ") || before.ends_with(" An ");
            let mut article = "";
            if is_an && !begins_with_vowel {
                before = &before[..before.len() - "n ".len()];
                article = " ";
            }
            let plural = if place.has_s { "s" } else { "" };
            let word = if place.is_capital { capital(&one) } else { one.clone() };
            out.extend([before, article, &word, plural]);
            from = place.end;
        }
        out.push_str(&text[from..]);
        Cow::Owned(out)
    }
}

/// Where the word stands by itself and outside of “quotation marks”.
pub fn places(text: &str) -> impl Iterator<Item = Place> + '_ {
    let mut from = 0;
    std::iter::from_fn(move || {
        while let Some(found) = text[from..].find("nfluencer") {
            let at = from + found;
            from = at + "nfluencer".len();
            let Some(start) = at.checked_sub(1).filter(|&start| matches!(text.as_bytes()[start], b'i' | b'I')) else {
                continue;
            };
            let has_s = text[from..].starts_with('s');
            let end = from + usize::from(has_s);
            let is_part = |letter: Option<char>| letter.is_some_and(|letter| letter.is_alphanumeric() || letter == '_');
            let is_quoted = text[..start].matches('“').count() > text[..start].matches('”').count();
            if is_quoted || is_part(text[..start].chars().next_back()) || is_part(text[end..].chars().next()) {
                continue;
            }
            return Some(Place { start, end, is_capital: text.as_bytes()[start] == b'I', has_s });
        }
        None
    })
}

/// With a capital first letter.
#[must_use]
pub fn capital(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_word_is_another_and_what_people_wrote_stays() {
        let text = "An influencer, 72 influencers; call “the influencer” influencer_1. Influencers hit this week";
        assert_eq!(Wording::Influencer.in_english(text), text);
        assert_eq!(
            Wording::Connector.in_english(text),
            "A connector, 72 connectors; call “the influencer” influencer_1. Connectors hit this week"
        );
        assert_eq!(
            Wording::OpinionLeader.in_english("be an influencer, or influencers’ friend"),
            "be an opinion leader, or opinion leaders’ friend"
        );
        assert_eq!(Wording::Ambassador.in_english("what influences"), "what influences");
        for wording in Wording::ALL {
            assert_eq!(Wording::from_word(wording.word()), Some(wording));
        }
    }
}
