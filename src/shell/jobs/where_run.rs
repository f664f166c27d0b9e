//! In which lane each kind of work runs; runs none.

use super::lanes::Lane;
use super::request::Request;
use crate::domain::influence::certainty::Certainty;

impl Request {
    /// Where this work runs.
    #[must_use]
    pub fn lane(&self) -> Lane {
        match self {
            Request::Propose { .. } | Request::ProposeAs { .. } | Request::Import { .. } | Request::Sample { .. } => {
                Lane::Import
            }
            Request::Check(_) => Lane::Check,
            Request::Topics { .. } => Lane::Topics,
            Request::List { .. } => Lane::List,
            Request::LookIntoTribe { .. } => Lane::LookIntoTribe,
            Request::Choose { .. } => Lane::Choose,
            Request::Study { .. } => Lane::Study,
            Request::Forecast { .. } => Lane::Forecast,
            Request::Score { .. } => Lane::Score,
            Request::Compare { .. } => Lane::Compare,
            Request::LookBack { .. } => Lane::LookBack,
            Request::CheckLeaving { .. } => Lane::LookLeaving,
            Request::Certainty { scored, .. } if Certainty::is_quick(scored) => Lane::Certainty,
            Request::Certainty { .. } => Lane::AskedCertainty,
            Request::Levels { .. } => Lane::Levels,
            Request::Contrast { .. } => Lane::Contrast,
            Request::HearsNext { .. } => Lane::HearsNext,
            Request::TakenUp { .. } => Lane::TakenUp,
            Request::InTouch { .. } => Lane::InTouch,
            Request::Place { .. } => Lane::Place,
            Request::Draw(_) => Lane::Draw,
            Request::OpenDocument { .. } | Request::OpenWorking { .. } => Lane::Open,
            Request::Write { .. } => Lane::Write,
            Request::Print(_) => Lane::Print,
        }
    }
}
