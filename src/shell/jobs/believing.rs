//! What is worked out beside the scores: how far they can be believed, and who took things up when; knows no thread.

use super::failure::Failure;
use super::request::{Answer, Request};
use crate::domain::forecast;
use crate::domain::forecast::next::{HearsNext, who_hears_next};
use crate::domain::influence::certainty::Certainty;
use crate::domain::influence::persuasion::{TakenUp, adoption_log};
use crate::domain::influence::topical::contrast;
use crate::domain::ticket::{Stopped, Ticket};
use std::sync::Arc;

/// How far the scores can be believed.
pub(super) fn believe(request: Request, ticket: &Ticket) -> Result<Result<Answer, Failure>, Stopped> {
    Ok(match request {
        Request::CheckLeaving { generation, given, scored, days } => {
            let check = forecast::left_check(&given, &scored, days, ticket)?;
            Ok(Answer::CheckedLeaving { generation, check })
        }
        Request::Certainty { n_taken, scored, settings } => {
            let certainty = Certainty::of(&scored, &settings, ticket)?;
            Ok(Answer::Sure { n_taken, certainty: Arc::new(certainty) })
        }
        Request::Contrast { n_taken, scored, tables, settings, topics: [here, there] } => {
            let contrast = contrast(&scored, &tables, &settings, [&here, &there], ticket)?;
            Ok(Answer::Contrasted { n_taken, contrast: Arc::new(contrast) })
        }
        Request::HearsNext { n_taken, scored, tables, topic, pass_on_share } => {
            let next = who_hears_next(&scored, &tables, &topic, pass_on_share, HearsNext::MOST, ticket)?;
            Ok(Answer::HearsNext { n_taken, next: Arc::new(next) })
        }
        Request::TakenUp { people, tables } => {
            let log = adoption_log(&tables, &people, ticket)?;
            let taken_up = Arc::new(TakenUp::new(log, people.len()));
            Ok(Answer::TakenUp { people, taken_up })
        }
        other => other.run(ticket)?,
    })
}
