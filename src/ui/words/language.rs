//! Which language the sentences of this thread are in; must not know what any sentence says.

use super::calling::Said;
use std::cell::Cell;

/// A language that the window speaks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Language {
    #[default]
    English,
    Italian,
}

impl Language {
    pub const ALL: [Language; 2] = [Language::English, Language::Italian];
}

thread_local! {
    // A window or a command speaks on one thread; what works for it on another takes on its manner whole: see `Manner`.
    static SPOKEN: Cell<Language> = const { Cell::new(Language::English) };
}

/// From now on this thread speaks `language`.
pub fn speak(language: Language) {
    SPOKEN.set(language);
}

/// What this thread speaks.
#[must_use]
pub fn spoken() -> Language {
    SPOKEN.get()
}

/// The one of two wordings that is in the language spoken.
#[must_use]
pub fn pick<T: Said>(english: T, italian: T) -> T {
    let said = match spoken() {
        Language::English => english,
        Language::Italian => italian,
    };
    said.worded()
}

/// Fixed sentences, each a function: `close: "Close" | "Chiudi";`.
macro_rules! sentences {
    ($($(#[$doc:meta])* $name:ident: $english:literal | $italian:literal;)*) => {
        $($(#[$doc])*
        #[must_use]
        pub fn $name() -> &'static str {
            $crate::ui::words::pick($english, $italian)
        })*
    };
}

/// A sentence with something in it: `said!("{n} left" | "ne restano {n}")`, with arguments after it as `format!` has.
macro_rules! said {
    ($english:literal | $italian:literal $(, $argument:expr)* $(,)?) => {
        match $crate::ui::words::spoken() {
            $crate::ui::words::Language::English => {
                $crate::ui::words::calling::filled($english, format!($english $(, $argument)*))
            }
            $crate::ui::words::Language::Italian => {
                $crate::ui::words::calling::filled($italian, format!($italian $(, $argument)*))
            }
        }
    };
}

pub(crate) use {said, sentences};
