//! What those whose word others follow are called in the sentences of this thread; must not know what any sentence says.

use super::language::{Language, spoken};
use super::sentences;
use crate::domain::model::wording::{Wording, capital, places};
use std::cell::{Cell, RefCell};
use std::collections::HashMap;

sentences! {
    call_them: "Call them" | "Chiamali";
}

thread_local! {
    static CALLED: Cell<Wording> = const { Cell::new(Wording::Influencer) };
    /// Sentences said so far with another word, by where the written one stands. They are kept for good: there are only so
    /// many.
    static SAID: RefCell<HashMap<(usize, usize, Wording), &'static str>> = RefCell::default();
}

/// From now on this thread calls them so.
pub fn call(wording: Wording) {
    CALLED.set(wording);
}

/// What this thread calls them.
#[must_use]
pub fn called() -> Wording {
    CALLED.get()
}

/// The names to choose from; they are the same whatever was chosen.
#[must_use]
pub fn name(wording: Wording) -> &'static str {
    match (wording, spoken()) {
        (Wording::Influencer, _) => "Influencer",
        (Wording::OpinionLeader, _) => "Opinion leader",
        (Wording::Ambassador, Language::English) => "Ambassador",
        (Wording::Ambassador, Language::Italian) => "Ambasciatore",
        (Wording::Inspirer, Language::English) => "Inspirer",
        (Wording::Inspirer, Language::Italian) => "Ispiratore",
        (Wording::Connector, Language::English) => "Connector",
        (Wording::Connector, Language::Italian) => "Connettore",
    }
}

/// A word that is none of them.
#[must_use]
pub fn bad(possible: &str) -> String {
    super::said!(
        "They can be called {possible}. Nothing was changed." | "Si possono chiamare {possible}. Non è cambiato nulla."
    )
}

/// A sentence with something in it, from how it is written. Where that does not name them, what was put in is left as it
/// is: it is a file's name, a person's own words, or was said with the word in force before.
pub(crate) fn filled(written: &str, sentence: String) -> String {
    if written.contains("nfluencer") { sentence.worded() } else { sentence }
}

/// Something said that may name them.
pub trait Said {
    /// The same with the word in force.
    #[must_use]
    fn worded(self) -> Self;
}

impl Said for String {
    fn worded(self) -> String {
        let wording = called();
        if wording == Wording::Influencer || !self.contains("nfluencer") {
            return self;
        }
        match spoken() {
            Language::English => wording.in_english(&self).into_owned(),
            Language::Italian => in_italian(wording, &self),
        }
    }
}

impl Said for &'static str {
    fn worded(self) -> &'static str {
        let wording = called();
        if wording == Wording::Influencer || !self.contains("nfluencer") {
            return self;
        }
        let key = (self.as_ptr() as usize, self.len(), wording);
        SAID.with_borrow_mut(|said| *said.entry(key).or_insert_with(|| Box::leak(self.to_owned().worded().into())))
    }
}

impl Said for char {
    fn worded(self) -> char {
        self
    }
}

impl<A: Said, B: Said> Said for (A, B) {
    fn worded(self) -> Self {
        (self.0.worded(), self.1.worded())
    }
}

impl<T: Said, const N: usize> Said for [T; N] {
    fn worded(self) -> Self {
        self.map(Said::worded)
    }
}

/// One and many.
fn italian(wording: Wording) -> (&'static str, &'static str) {
    match wording {
        Wording::Influencer => ("influencer", "influencer"),
        Wording::OpinionLeader => ("opinion leader", "opinion leader"),
        Wording::Ambassador => ("ambasciatore", "ambasciatori"),
        Wording::Inspirer => ("ispiratore", "ispiratori"),
        Wording::Connector => ("connettore", "connettori"),
    }
}

/// Articles before a vowel, the same before a consonant, and whether many follow.
const ARTICLES: [(&str, &str, bool); 14] = [
    ("dagli ", "dai ", true),
    ("degli ", "dei ", true),
    ("negli ", "nei ", true),
    ("sugli ", "sui ", true),
    ("agli ", "ai ", true),
    ("gli ", "i ", true),
    ("Gli ", "I ", true),
    ("dall’", "dal ", false),
    ("dell’", "del ", false),
    ("nell’", "nel ", false),
    ("sull’", "sul ", false),
    ("all’", "al ", false),
    ("l’", "il ", false),
    ("L’", "Il ", false),
];
/// Words after which one follows.
const ONE: [&str; 8] = ["un ", "Un ", "ogni ", "Ogni ", "nessun ", "Nessun ", "quest’", "come "];

/// Written "influencer" is one and many in Italian: what stands before tells which.
fn in_italian(wording: Wording, text: &str) -> String {
    let (one, many) = italian(wording);
    let is_vowel = one.starts_with(['a', 'e', 'i', 'o', 'u']);
    let (mut out, mut from) = (String::with_capacity(text.len() + 16), 0);
    for place in places(text) {
        let before = &text[from..place.start];
        let begins = |words: &str| {
            let rest = before.strip_suffix(words);
            rest.filter(|rest| !rest.chars().next_back().is_some_and(char::is_alphabetic))
        };
        let article = ARTICLES.iter().find_map(|(vowel, consonant, is_many)| {
            begins(vowel).map(|rest| (rest, if is_vowel { *vowel } else { *consonant }, *is_many))
        });
        let is_one = ONE.iter().any(|word| begins(word).is_some()) || before.ends_with(" 1 ") || before == "1 ";
        let (rest, article, is_many) = article.unwrap_or((before, "", !is_one));
        let word = if is_many { many } else { one };
        let word = if place.is_capital { capital(word) } else { word.to_owned() };
        out.extend([rest, article, &word]);
        from = place.end;
    }
    out.push_str(&text[from..]);
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::words::speak;

    #[test]
    fn what_is_put_into_a_sentence_is_left_as_it_is() {
        use crate::ui::words::export;
        call(Wording::Ambassador);
        let path = "/home/ann/influencers.csv";
        assert_eq!(export::written(path), format!("Written: {path}"));
        speak(Language::Italian);
        assert_eq!(export::written(path), format!("Scritto: {path}"));
        speak(Language::English);
        call(Wording::Influencer);
    }

    #[test]
    fn sentences_take_the_word_in_force_and_italian_articles_follow() {
        assert_eq!(in_italian(Wording::Connector, "Gli influencer colpiti"), "I connettori colpiti");
        assert_eq!(
            in_italian(Wording::Connector, "usato dall’influencer e dagli influencer"),
            "usato dal connettore e dai connettori"
        );
        assert_eq!(in_italian(Wording::Ambassador, "l’influencer; un influencer"), "l’ambasciatore; un ambasciatore");
        assert_eq!(in_italian(Wording::Inspirer, "72 influencer, 1 influencer"), "72 ispiratori, 1 ispiratore");
        assert_eq!(in_italian(Wording::Inspirer, "Nessun influencer"), "Nessun ispiratore");
        assert_eq!(crate::ui::words::stance::hit_label(), "Influencers hit this week");
        call(Wording::Ambassador);
        assert_eq!(crate::ui::words::stance::hit_label(), "Ambassadors hit this week");
        let first = crate::ui::words::stance::hit_label().as_ptr();
        assert_eq!(crate::ui::words::stance::hit_label().as_ptr(), first, "said once, kept");
        speak(Language::Italian);
        assert_eq!(crate::ui::words::stance::hit_label(), "Ambasciatori colpiti questa settimana");
        speak(Language::English);
        call(Wording::Influencer);
        assert_eq!(crate::ui::words::stance::hit_label(), "Influencers hit this week");
    }
}
