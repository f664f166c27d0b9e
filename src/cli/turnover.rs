//! `tribewise turnover`: how the list of influencers changes, step by step or between two days; works out no rank.

use super::args::TurnoverArgs;
use super::named::called;
use super::progress::Watched;
use super::session::Session;
use super::{Ended, Said};
use crate::domain::import::day_seconds;
use crate::domain::influence::certainty::Certainty;
use crate::domain::model::{Person, ScoreSettings, Ties};
use crate::domain::score::Scored;
use crate::domain::turnover::{LookBack, Turnover, two_moments};
use crate::project::Trouble;
use crate::shell::jobs::{Answer, Request};
use crate::ui::words::turnover as say;
use serde_json::{Value, json};

/// Names of one list in what people read.
const N_NAMES: usize = 20;

pub(super) fn run(args: &TurnoverArgs) -> Result<Said, Ended> {
    let mut session = Session::open(&args.common.project)?;
    let scored = session.scored()?;
    let (given, percent) = (session.project.document().given(), session.project.document().share_percent);
    let settings = session.project.document().settings.clone();
    if let Some(from) = &args.from {
        let days = [Some(from), args.to.as_ref()].map(|day| day.map(|day| day_seconds(day)));
        let days = match days {
            [Some(Some(from)), None] => Some([from, i64::MAX / 2]),
            [Some(Some(from)), Some(Some(to))] => Some([from, to]),
            _ => None,
        };
        let no_days = || {
            let first = scored.ties.first.iter().filter(|&at| at != Ties::NO_DATE).min();
            Ended::Usage(say::no_two_days(first, scored.ties.today))
        };
        let days = days.ok_or_else(no_days)?;
        let (back, _) = Watched::work(|ticket| two_moments(&given, &scored, days, ticket));
        let back = back.map_err(|_| Trouble::Bug)?.ok_or_else(no_days)?;
        session.finish()?;
        let turnovers = between(&back, percent, &scored, &settings)?;
        let Some((_, turnover)) = turnovers.first() else { return Err(Trouble::Bug.into()) };
        let json = json!({"steps": [step(&back, 1, turnover, &scored)]});
        return Ok(Said { json, text: told(&back, 1, turnover, &scored).join("\n") });
    }
    let (given, days, steps) = (Box::new(given), args.days, args.back);
    let asked = Request::LookBack { generation: 0, given, scored: scored.clone(), days, steps };
    let (answer, _) = Watched::run(asked)?;
    session.finish()?;
    let Answer::LookedBack { back, .. } = answer else { return Err(Trouble::Bug.into()) };
    let turnovers = between(&back, percent, &scored, &settings)?;
    let steps: Vec<Value> = turnovers.iter().map(|(after, turnover)| step(&back, *after, turnover, &scored)).collect();
    let recommended = back.recommended_steps(percent).map(|steps| steps * days as usize);
    let json = json!({"steps": steps, "share_changed_after": back.by_steps(percent), "recommended_days": recommended});
    let advice = std::iter::once(say::advice(&back, percent, days));
    let lines = turnovers.iter().flat_map(|(after, turnover)| told(&back, *after, turnover, &scored));
    Ok(Said { json, text: advice.chain(lines).collect::<Vec<String>>().join("\n") })
}

/// What became of the list from each moment to the next. Nobody has moved to the present whom the ranks of now do not tell
/// from where they were; how sure those are is worked out as far as the window does so by itself.
fn between(
    back: &LookBack,
    percent: f32,
    scored: &Scored,
    settings: &ScoreSettings,
) -> Result<Vec<(usize, Turnover)>, Ended> {
    let is_now = |after: usize| back.moments.get(after).is_some_and(|moment| moment.at >= scored.ties.today);
    let is_asked = is_now(back.moments.len().saturating_sub(1)) && Certainty::is_quick(scored);
    let known = is_asked.then(|| Watched::work(|ticket| Certainty::of(scored, settings, ticket)).0);
    let known = known.transpose().map_err(|_| Trouble::Bug)?;
    let turnover = |after: usize| {
        let range = |person: Person| known.as_ref().filter(|_| is_now(after)).and_then(|known| known.range(person));
        Some((after, back.between_as_far_as_known(after - 1, after, percent, range)?))
    };
    Ok((1..back.moments.len()).filter_map(turnover).collect())
}

fn step(back: &LookBack, after: usize, turnover: &Turnover, scored: &Scored) -> Value {
    let ids = |people: &[Person]| -> Vec<&str> {
        may_leave(people, scored).map(|person| scored.people.ids[person as usize].as_str()).collect()
    };
    json!({
        "from": back.moments[after - 1].at,
        "to": back.moments[after].at,
        "share_gone": turnover.share(),
        "stayed": turnover.kept.len(),
        "came": ids(&turnover.came),
        "gone": ids(&turnover.gone),
        "risen": ids(&turnover.risen),
        "fallen": ids(&turnover.fallen),
    })
}

/// What became of the list, and of whom.
fn told(back: &LookBack, after: usize, turnover: &Turnover, scored: &Scored) -> Vec<String> {
    let lists = [
        (say::came(), &turnover.came),
        (say::gone(), &turnover.gone),
        (say::risen(), &turnover.risen),
        (say::fallen(), &turnover.fallen),
    ];
    let named = |(title, people): (&str, &Vec<Person>)| {
        let names: Vec<String> = may_leave(people, scored).map(|person| called(&scored.people, person)).collect();
        let shown: Vec<&str> = names.iter().take(N_NAMES).map(String::as_str).collect();
        (!names.is_empty()).then(|| say::named(title, names.len(), &shown))
    };
    let head = say::between(turnover, back.moments[after - 1].at, back.moments[after].at);
    std::iter::once(head).chain(lists.into_iter().filter_map(named)).collect()
}

/// Nobody who opted out is named.
fn may_leave(people: &[Person], scored: &Scored) -> impl Iterator<Item = Person> {
    people.iter().copied().filter(|&person| !scored.people.is_opted_out[person as usize])
}
