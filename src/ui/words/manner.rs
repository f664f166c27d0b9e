//! How a thread speaks, as one value that another thread takes on whole; must not know what any sentence says.

use super::calling::{call, called};
use super::language::{Language, speak, spoken};
use super::number::{paid_in, pay_in};
use crate::domain::model::{Currency, Wording};
use crate::project::Document;

/// Everything by which the same sentence is said in other words.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Manner {
    pub language: Language,
    /// What those whose word others follow are called.
    pub wording: Wording,
    pub currency: Currency,
}

impl Manner {
    /// How this thread speaks now.
    #[must_use]
    pub fn now() -> Manner {
        Manner { language: spoken(), wording: called(), currency: paid_in() }
    }

    /// As a project wants it, in the language that this thread speaks.
    #[must_use]
    pub fn of(document: &Document) -> Manner {
        Manner { language: spoken(), wording: document.wording, currency: document.currency.clone() }
    }

    /// From now on this thread speaks so.
    pub fn take_on(&self) {
        let Manner { language, wording, currency } = self;
        speak(*language);
        call(*wording);
        pay_in(currency);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::words::{number, stance, stop};

    #[test]
    fn another_thread_speaks_as_this_one() {
        let currency = Currency { sign: "CHF".into(), ..Currency::default() };
        let manner = Manner { language: Language::Italian, wording: Wording::Ambassador, currency };
        let said = || [stop().to_owned(), stance::hit_label().to_owned(), number::money(10_000)];
        let here = said();
        let there = std::thread::scope(|scope| {
            let speaking = || {
                manner.take_on();
                assert_eq!(Manner::now(), manner);
                said()
            };
            scope.spawn(speaking).join().unwrap()
        });
        assert_eq!(there, ["Ferma", "Ambasciatori colpiti questa settimana", "100 CHF"]);
        assert_eq!(said(), here, "and this one as before");
    }
}
