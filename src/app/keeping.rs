//! What the program remembers from one start to the next: preferences and the projects that were open; writes no project.

use super::App;
use crate::shell::prefs;
use crate::ui::{Recent, words};

impl App {
    pub(super) fn recents(&self) -> Vec<Recent> {
        let recent = |recent: &prefs::Recent| {
            let path = recent.path.as_ref();
            let stem = path.and_then(|path| path.file_stem()).map(|stem| stem.to_string_lossy().into_owned());
            Recent {
                name: stem.unwrap_or_else(|| words::unsaved().to_owned()),
                place: path.map_or(words::kept_here(&recent.opened_on), |path| path.display().to_string()),
                is_there: path.is_none_or(|path| path.is_file()),
            }
        };
        self.preferences.recent.iter().map(recent).collect()
    }

    pub(super) fn note_opened(&mut self, project_id: &str, path: Option<&std::path::Path>) {
        self.preferences.note_opened(project_id, path);
        self.keep_preferences();
    }

    pub(super) fn keep_preferences(&mut self) {
        if let Err(error) = self.preferences.save(&self.home) {
            log::warn!("preferences were not written: {}", error.reason);
        }
    }
}
