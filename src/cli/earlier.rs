//! An earlier moment of the map, found by a day or by snapshots back; draws nothing.

use super::Ended;
use super::progress::Watched;
use super::session::Session;
use crate::domain::import::day_seconds;
use crate::domain::turnover::LookBack;
use crate::project::{Pasts, Subject, Then, Trouble, plans_with_results};
use crate::shell::jobs::{Answer, Request};
use crate::ui::words;

const DAY: i64 = 86_400;

/// Shows a moment on the map, and lights up whoever had taken something up by then.
pub(super) fn show(session: &mut Session, at: &str, light_up: Option<&str>) -> Result<(), Ended> {
    let back = look_back(session)?;
    let subject = light_up.map(|name| subject(session, &back, name)).transpose()?;
    let (document, derived) = (session.project.document(), session.project.derived());
    let range = Pasts::default().range(document, derived, subject.as_ref());
    let Some((first, last)) = range else { return Err(Ended::Data(words::time::nothing().into())) };
    let moments: Vec<i64> = back.moments.iter().map(|moment| moment.at).collect();
    let at = moment(at, &moments).filter(|at| (first..last + DAY).contains(at));
    let Some(at) = at else { return Err(Ended::Usage(words::time::no_such_moment(&moments, (first, last)))) };
    session.project.selection.then = Some(Then { at: at.min(last), subject });
    Ok(())
}

/// The end of a day, or the snapshot that many before the last.
fn moment(text: &str, moments: &[i64]) -> Option<i64> {
    if let Ok(n_back) = text.parse::<usize>() {
        return moments.iter().rev().nth(n_back).copied();
    }
    Some(day_seconds(text)? + DAY - 1)
}

fn look_back(session: &mut Session) -> Result<std::sync::Arc<LookBack>, Ended> {
    let scored = session.scored()?;
    let (generation, given) = (session.project.derived().generation, Box::new(session.project.document().given()));
    let (days, steps) = (LookBack::DAYS, LookBack::STEPS);
    let (answer, _) = Watched::run(Request::LookBack { generation, given, scored, days, steps })?;
    let Answer::LookedBack { back, .. } = answer else { return Err(Trouble::Bug.into()) };
    session.project.accept_look_back(generation, back.clone());
    Ok(back)
}

/// A product that was bought on a day, or a plan whose results tell the day.
fn subject(session: &Session, back: &LookBack, name: &str) -> Result<Subject, Ended> {
    let plans = plans_with_results(session.project.document());
    if let Some(taking) = back.takings.iter().find(|taking| taking.subject == name) {
        return Ok(Subject::Product(taking.subject.as_str().into()));
    }
    if let Some((plan, _)) = plans.iter().find(|(_, plan)| *plan == name) {
        return Ok(Subject::Plan(*plan));
    }
    let known: Vec<&str> =
        back.takings.iter().map(|taking| taking.subject.as_str()).chain(plans.iter().map(|plan| plan.1)).collect();
    Err(Ended::Usage(words::time::nothing_taken(name, &known)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_moment_is_the_end_of_a_day_or_a_snapshot_back() {
        let moments = [10, 20, 30];
        assert_eq!(moment("0", &moments), Some(30));
        assert_eq!(moment("2", &moments), Some(10));
        assert_eq!(moment("3", &moments), None);
        assert_eq!(moment("1970-01-02", &moments), Some(2 * DAY - 1));
        assert_eq!(moment("tomorrow", &moments), None);
    }
}
