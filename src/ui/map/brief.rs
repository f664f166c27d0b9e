//! What is said of the tribes and who is in the plan, worked out once while nothing changes; decides nothing.

use crate::domain::campaign::Cells;
use crate::domain::guise::Guise;
use crate::domain::model::Person;
use crate::domain::score::Scored;
use crate::project::Document;
use crate::ui::words::{self, Language, spoken};
use std::sync::Arc;

/// What the map writes and marks.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Brief {
    /// What each tribe is called, by position.
    pub names: Vec<String>,
    /// What is written beneath its name.
    pub details: Vec<String>,
    /// The plan's people by row, rising.
    pub treated: Vec<Person>,
    pub control: Vec<Person>,
    /// Influence was asked for in one subject, which not everybody has to do with.
    pub has_topic: bool,
}

impl Brief {
    /// O(people + tribes).
    #[must_use]
    pub fn new(document: &Document, scored: &Scored, guise: &Guise, cells: Option<&Cells>) -> Brief {
        let rows = |list: &[Person]| {
            let mut rows = list.to_vec();
            rows.sort_unstable();
            rows
        };
        Brief {
            names: document.names_of_tribes(scored),
            details: document.details_of_tribes(scored, guise, words::look::tribe_detail),
            treated: cells.map(|cells| rows(&cells.treated)).unwrap_or_default(),
            control: cells.map(|cells| rows(&cells.control)).unwrap_or_default(),
            has_topic: scored.people.is_on_topic.contains(&false),
        }
    }
}

/// The values that a brief follows from.
type Of = (Arc<Document>, Arc<Scored>, Arc<Guise>, Option<Arc<Cells>>, Language);

/// The brief of the last frame.
#[derive(Debug, Default)]
pub struct Briefed {
    of: Option<Of>,
    brief: Arc<Brief>,
}

impl Briefed {
    /// The brief, made anew where something is another.
    pub fn refresh(
        &mut self,
        document: &Arc<Document>,
        scored: &Arc<Scored>,
        guise: &Arc<Guise>,
        cells: Option<&Arc<Cells>>,
    ) -> Arc<Brief> {
        let is_same = self.of.as_ref().is_some_and(|of| {
            Arc::ptr_eq(&of.0, document)
                && Arc::ptr_eq(&of.1, scored)
                && Arc::ptr_eq(&of.2, guise)
                && of.3.as_ref().map(Arc::as_ptr) == cells.map(Arc::as_ptr)
                && of.4 == spoken()
        });
        if !is_same {
            self.brief = Arc::new(Brief::new(document, scored, guise, cells.map(Arc::as_ref)));
            self.of = Some((document.clone(), scored.clone(), guise.clone(), cells.cloned(), spoken()));
        }
        self.brief.clone()
    }

    /// Nothing is kept of what was there before.
    pub fn forget(&mut self) {
        *self = Briefed::default();
    }
}
