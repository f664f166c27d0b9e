//! What files are taken for, and what they were told to be: from the workers into the wizard; reads no file.

use super::App;
use crate::domain::import::{Mapping, Proposal, Question, Source, Told, Unreadable};
use crate::domain::model::FileKind;
use crate::project::Import;
use crate::shell::jobs::{Lane, Proposed, Refused, Request};
use crate::ui::{Draft, words};

impl App {
    /// `following` is the import whose new month one of the files is, `opinions_on` the plan that they are opinions on.
    pub(super) fn take_proposals(&mut self, files: Vec<Proposed>, following: Option<u32>, opinions_on: Option<u32>) {
        if files.iter().any(|file| file.outcome.is_ok()) {
            self.screen.begin_anew();
        }
        // Also where a file is refused: that is to be seen before the others are added.
        self.screen.want_no_more();
        let before = following.and_then(|id| self.project()?.document().newest_month(id).cloned());
        let is_followed = |draft: &Draft| before.as_ref().is_some_and(|import| draft.follows == Some(import.id));
        let mut free = before.as_ref().filter(|_| !self.screen.drafts.iter().any(is_followed));
        for Proposed { name, outcome } in files {
            match outcome {
                Ok((source, mut proposal)) => {
                    self.read_as_before(&mut proposal, before.as_deref(), opinions_on);
                    // A month is followed by one file.
                    let follows = free.take_if(|import| import.kind() == proposal.mapping.kind).map(|import| import.id);
                    self.screen.drafts.push(Draft::new(source, proposal, follows).on_plan(opinions_on));
                }
                Err(Refused::File(trouble)) => self.screen.refused.push((name, words::trouble::machine(&trouble))),
                Err(Refused::Content(why)) => self.screen.refused.push((name, words::data::unreadable(&why))),
            }
        }
    }

    /// A file is read as the month before it or, without one, as the last file of the same headings was; how its bytes
    /// are read is found in each file anew.
    fn read_as_before(&self, proposal: &mut Proposal, before: Option<&Import>, opinions_on: Option<u32>) {
        if let Some(mapping) = before.and_then(|old| old.mapping.fitted_to(&proposal.mapping)) {
            proposal.mapping = mapping;
            proposal.questions.retain(|asked| matches!(asked, Question::Encoding | Question::Sheet));
            return;
        }
        let headings: Vec<&str> = proposal.mapping.columns.iter().map(|column| column.heading.as_str()).collect();
        let recalled = self.preferences.recall(opinions_on.map(|_| FileKind::Feedback), &headings);
        if let Some(known) = recalled.and_then(|old| old.fitted_to(&proposal.mapping)) {
            // Words of the file's rows, which preferences never hold.
            let Mapping { id_from, unknown, .. } = proposal.mapping.clone();
            proposal.mapping = Mapping { id_from, unknown, ..known };
            proposal.questions.retain(|asked| matches!(asked, Question::IdFrom | Question::Encoding | Question::Sheet));
        }
    }

    /// Another look at a file as it is told to be. While one is under way nothing is begun: what was told meanwhile is
    /// looked at afterwards, all at once.
    pub(super) fn look_again(&mut self, source: &Source) {
        let Some(draft) = self.screen.drafts.iter_mut().find(|draft| draft.is_of(source)) else { return };
        if !std::mem::replace(&mut draft.is_looked_at, true) {
            self.jobs.start(Request::ProposeAs { source: draft.source.clone(), told: draft.told.clone() });
        }
    }

    pub(super) fn take_second_look(&mut self, source: &Source, told: Told, outcome: Result<Proposal, Unreadable>) {
        let Some(draft) = self.screen.drafts.iter_mut().find(|draft| draft.is_of(source)) else { return };
        draft.is_looked_at = false;
        let is_told_more = draft.told != told;
        match outcome {
            Ok(proposal) => draft.look_again(source.clone(), told, proposal),
            Err(_) if is_told_more => {}
            Err(why) => {
                draft.forget_unheard();
                self.complain(words::data::unreadable(&why));
            }
        }
        if is_told_more {
            self.look_again(source);
        }
    }

    /// Looks that were stopped or failed have no answer: what was told can be told again.
    pub(super) fn forget_looks(&mut self, lane: Lane) {
        if lane == Lane::Import {
            for draft in &mut self.screen.drafts {
                draft.is_looked_at = false;
                draft.forget_unheard();
            }
        }
    }
}
