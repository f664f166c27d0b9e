//! What is asked of scores once they are there: for a plan, and how far they can be believed; knows no lane and no thread.

use super::failure::Failure;
use super::request::{Answer, Request};
use crate::domain::campaign::{self, Ground};
use crate::domain::forecast::next::{HearsNext, who_hears_next};
use crate::domain::forecast::{self, Ways};
use crate::domain::influence::certainty::Certainty;
use crate::domain::influence::persuasion::{TakenUp, adoption_log};
use crate::domain::influence::topical::contrast;
use crate::domain::score::settled;
use crate::domain::study::study;
use crate::domain::sure_levels::SureLevels;
use crate::domain::ticket::{Stopped, Ticket};
use crate::domain::ties::touch::InTouch;
use std::sync::Arc;

/// What a plan is worked out with.
pub(super) fn for_plan(request: Request, ticket: &Ticket) -> Result<Result<Answer, Failure>, Stopped> {
    Ok(match request {
        Request::Choose { key, scored, past } => {
            let past = past.learned(key.assumptions, &scored, &key.stages, ticket)?;
            let told = campaign::Told { stages: Some(&key.stages), stances: Some(&key.stances) };
            let ground = Ground { scored: &scored, told, spread: None };
            let known = past.known(&key.stages, &scored.people, key.content.choice.off_topic);
            let best = forecast::best_spread(&key.content, &ground, &key.assumptions, &known, ticket)?;
            Ok(Answer::Chosen { key, best: Arc::new(best) })
        }
        Request::Study { key, scored, past } => {
            let past = past.learned(key.assumptions, &scored, &key.stages, ticket)?;
            let known = past.known(&key.stages, &scored.people, key.off_topic);
            let ways = Ways::new(&scored.network, &key.by_stage, &key.assumptions, &known, ticket)?;
            let study = study(&key.cells, &scored, &key.stages, &ways, ticket)?;
            Ok(Answer::Studied { key, study: Arc::new(study) })
        }
        Request::Forecast { key, cells, scored, n_runs, past } => {
            let (plan, told) = (&key.content, &key.assumptions);
            let past = past.learned(*told, &scored, &key.stages, ticket)?;
            let known = past.known(&key.stages, &scored.people, plan.choice.off_topic);
            let forecast = forecast::forecast_learned(plan, &cells, &scored, told, &known, n_runs, plan.seed, ticket)?;
            Ok(Answer::Forecast { key, forecast: Arc::new(forecast) })
        }
        other => other.run(ticket)?,
    })
}

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
        Request::Levels { n_taken, scored, settings } => {
            let levels = SureLevels::of(&scored, &settings, ticket)?;
            Ok(Answer::FoundLevels { n_taken, levels: Arc::new(levels) })
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
        Request::InTouch { person, people, tables } => {
            let in_touch = Arc::new(InTouch::of(person, &tables, &people, ticket)?);
            Ok(Answer::InTouch { person, people, in_touch })
        }
        Request::Place { scored, rough } => {
            let places = settled(&scored, &rough, ticket)?;
            Ok(Answer::Placed { rough, places: Arc::new(places) })
        }
        other => other.run(ticket)?,
    })
}
