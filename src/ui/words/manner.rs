//! How a thread speaks, as one value that another thread takes on whole; must not know what any sentence says.

use super::calling::{call, called};
use super::language::{Language, speak, spoken};
use crate::domain::model::Wording;
use crate::project::Document;

/// Everything by which the same sentence is said in other words.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Manner {
    pub language: Language,
    /// What those whose word others follow are called.
    pub wording: Wording,
}

impl Manner {
    /// How this thread speaks now.
    #[must_use]
    pub fn now() -> Manner {
        Manner { language: spoken(), wording: called() }
    }

    /// As a project wants it, in the language that this thread speaks.
    #[must_use]
    pub fn of(document: &Document) -> Manner {
        Manner { language: spoken(), wording: document.wording }
    }

    /// From now on this thread speaks so.
    pub fn take_on(&self) {
        let Manner { language, wording } = self;
        speak(*language);
        call(*wording);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::words::{stance, stop};

    #[test]
    fn another_thread_speaks_as_this_one() {
        let manner = Manner { language: Language::Italian, wording: Wording::Ambassador };
        let said = || [stop(), stance::hit_label()];
        let here = said();
        let there = std::thread::scope(|scope| {
            let speaking = || {
                manner.take_on();
                assert_eq!(Manner::now(), manner);
                said()
            };
            scope.spawn(speaking).join().unwrap()
        });
        assert_eq!(there, ["Ferma", "Ambasciatori colpiti questa settimana"]);
        assert_eq!(said(), here, "and this one as before");
    }
}
