//! Hands pages to whatever shows them on this machine, whose own dialog prints them; lays out none.

use super::App;
use crate::domain::export::CsvStyle;
use crate::domain::ticket::Ticket;
use crate::project::{self, Export, Surroundings};
use crate::shell::jobs::{Lane, MakeBytes, Pages, Request, Unwritable};
use crate::shell::printing::{self, Viewer};
use crate::ui::words;
use std::path::Path;
use std::sync::Arc;

/// In bytes: no place for files takes a name of any length, and a plan's name may have any.
const LONGEST_STEM: usize = 120;

impl App {
    /// The same, with somebody else to show pages.
    #[must_use]
    pub fn shown_by(mut self, viewer: Arc<dyn Viewer>) -> Self {
        self.viewer = viewer;
        self
    }

    /// Has the pages made, kept where only their owner may look, and shown.
    pub(super) fn print(&mut self, export: &Export) {
        let extension = export.extensions()[0];
        let Some(make) = self.making(export, extension) else { return };
        let plain = |c: char| if c.is_alphanumeric() || " -_()".contains(c) { c } else { '-' };
        let mut stem: String = self.export_stem(export).chars().map(plain).collect();
        stem.truncate(stem.floor_char_boundary(LONGEST_STEM));
        let project_id = self.project().map(|project| project.document().project_id.clone()).unwrap_or_default();
        let (home, viewer) = (self.home.clone(), self.viewer.clone());
        let name = format!("{}.{extension}", stem.trim());
        self.jobs.start(Request::Print(Pages { home, project_id, name, make, viewer }));
    }

    /// Makes the bytes of a file, on a worker; none: no project is open.
    pub(super) fn making(&self, export: &Export, extension: &str) -> Option<MakeBytes> {
        let snapshot = self.project()?.snapshot();
        let (export, extension) = (export.clone(), extension.to_owned());
        let around = Surroundings {
            today: self.today.clone(),
            csv: CsvStyle::SafeForExcel,
            picture: self.screen.map.picture_style(),
        };
        let manner = words::Manner::of(&snapshot.document);
        Some(Box::new(move |ticket: &Ticket| {
            ticket.check()?;
            // A worker's thread says what leaves as the window says it.
            manner.take_on();
            project::bytes(&export, &extension, &snapshot, &around).map_err(|problem| {
                log::error!("{problem}");
                Unwritable::Failed(words::export::why(&problem).into())
            })
        }))
    }

    pub(super) fn take_printed(&mut self, path: &Path, is_shown: bool) {
        if is_shown {
            self.say(words::export::shown_for_print());
        } else {
            self.complain(words::export::not_shown(&path.display().to_string()));
        }
    }

    /// Pages that were printed may name whoever is erased.
    pub(super) fn forget_pages(&mut self) {
        self.jobs.stop(Lane::Print);
        let Some(project) = self.project() else { return };
        if !printing::forget_pages(&self.home, &project.document().project_id) {
            self.complain(words::privacy::pages_left());
        }
    }
}
