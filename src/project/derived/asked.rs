//! What was asked of the scores and answered once, each while it is of the same scores or the same state of the files.

use super::Derived;
use crate::domain::forecast::next::HearsNext;
use crate::domain::forecast::{Assumptions, LeftCheck};
use crate::domain::influence::certainty::Certainty;
use crate::domain::influence::persuasion::TakenUp;
use crate::domain::influence::topical::Contrast;
use crate::domain::model::{Person, ScoreSettings};
use crate::domain::ties::touch::InTouch;
use crate::domain::tribes::stability::Level;
use crate::domain::turnover::LookBack;
use std::sync::Arc;

impl Derived {
    /// How the list of influencers would have been at earlier moments, once that was asked; nothing while the scores are
    /// out of date.
    #[must_use]
    pub fn look_back(&self) -> Option<&Arc<LookBack>> {
        self.look_back.as_ref().filter(|(generation, _)| *generation == self.generation).map(|(_, back)| back)
    }

    /// How sure the ranks are, once that is worked out; nothing while other scores are on show than it was worked out of.
    #[must_use]
    pub fn certainty(&self) -> Option<&Arc<Certainty>> {
        self.certainty.as_ref().filter(|(n_taken, _)| *n_taken == self.n_taken).map(|(_, certainty)| certainty)
    }

    /// Which sizes of tribes come back most surely, once that was asked; nothing while the ties are others.
    #[must_use]
    pub fn sure_levels(&self, settings: &ScoreSettings) -> Option<&[Level]> {
        let ((n_taken, known), scored) = (self.sure_levels.as_ref()?, self.scored.as_ref()?);
        (*n_taken == self.n_taken || known.is_of(scored, settings)).then_some(&known.levels)
    }

    /// Two topics side by side, once that was asked; nothing while other scores are on show.
    #[must_use]
    pub fn contrast(&self) -> Option<&Arc<Contrast>> {
        self.contrast.as_ref().filter(|(n_taken, _)| *n_taken == self.n_taken).map(|(_, contrast)| contrast)
    }

    /// To whom word of the topic is likely to get next, once that was asked of these assumptions; nothing while other
    /// scores are on show.
    #[must_use]
    pub fn hears_next(&self, assumptions: &Assumptions) -> Option<&Arc<HearsNext>> {
        let is_of_now = |asked: &&(u64, Arc<HearsNext>)| {
            asked.0 == self.n_taken && asked.1.pass_on_share.to_bits() == assumptions.pass_on_share.to_bits()
        };
        self.hears_next.as_ref().filter(is_of_now).map(|(_, next)| next)
    }

    /// Who took what up when, once that is worked out of these very people; nothing while the scores are out of date, so
    /// that nobody is named who has opted out since.
    #[must_use]
    pub fn taken_up(&self) -> Option<&Arc<TakenUp>> {
        let people = self.scored.as_ref().filter(|_| self.is_scored()).map(|scored| &scored.people)?;
        self.taken_up.as_ref().filter(|(of, _)| Arc::ptr_eq(of, people)).map(|(_, taken_up)| taken_up)
    }

    /// When somebody is usually in touch with their ties, once that is worked out of them among these very people; nothing
    /// while the scores are out of date.
    #[must_use]
    pub fn in_touch(&self, person: Person) -> Option<&Arc<InTouch>> {
        let people = self.scored.as_ref().filter(|_| self.is_scored()).map(|scored| &scored.people)?;
        let (of, who, in_touch) = self.in_touch.as_ref()?;
        (Arc::ptr_eq(of, people) && *who == person).then_some(in_touch)
    }

    /// What the last month says of leaving after others, once that was asked: nothing in it where the files do not reach
    /// back far enough.
    #[must_use]
    pub fn left_check(&self) -> Option<Option<LeftCheck>> {
        self.left_check.filter(|(generation, _)| *generation == self.generation).map(|(_, check)| check)
    }
}
