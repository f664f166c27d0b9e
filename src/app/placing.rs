//! Has the people of a large network settle on the map once its first picture is there; knows nothing of how.

use super::App;
use crate::domain::model::Places;
use crate::shell::jobs::Request;
use std::sync::Arc;

impl App {
    /// Asks once for each picture in which people stand but roughly.
    pub(super) fn settle_if_due(&mut self) {
        let Some((scored, rough)) = self.desk.as_ref().and_then(|desk| desk.project.derived().rough()) else { return };
        if self.settling.as_ref().is_some_and(|asked| Arc::ptr_eq(asked, rough)) {
            return;
        }
        let (scored, rough) = (scored.clone(), rough.clone());
        self.settling = Some(rough.clone());
        self.jobs.start(Request::Place { scored, rough });
    }

    pub(super) fn take_places(&mut self, rough: &Arc<Places>, places: Arc<Places>, now: f64) {
        if let Some(desk) = &mut self.desk {
            desk.accept_places(rough, places, now);
        }
    }
}
