//! `tribewise ties`: somebody's closest ties, when they are usually in touch, and how quickly one answers; judges nothing.

use super::args::TiesArgs;
use super::progress::Watched;
use super::session::Session;
use super::{Ended, Said};
use crate::domain::influence::{Neighbour, closest};
use crate::domain::model::{Channel, TieKind};
use crate::domain::ties::touch::{Answers, UsualDays};
use crate::project::Trouble;
use crate::shell::jobs::{Answer, Request};
use crate::ui::words::{identity, people as say, touch};
use serde_json::{Value, json};

pub(super) fn run(args: &TiesArgs) -> Result<Said, Ended> {
    let mut session = Session::open(&args.common.project)?;
    let scored = session.scored()?;
    let people = scored.people.clone();
    let person = people.reachable(&args.id).ok_or_else(|| Ended::Usage(identity::nobody(&args.id)))?;
    let tables = session.project.document().tables();
    let (answer, _) = Watched::run(Request::InTouch { person, people: people.clone(), tables })?;
    let Answer::InTouch { in_touch, .. } = answer else { return Err(Trouble::Bug.into()) };
    session.finish()?;
    let ties = closest(person, &scored, args.first);
    let one = |tie: &Neighbour| {
        let touch = in_touch.with(tie.person);
        json!({
            "id": people.ids[tie.person as usize],
            "strength": tie.strength,
            "days": tie.days,
            "contacts_in": tie.contacts_in,
            "contacts_out": tie.contacts_out,
            "seconds": tie.seconds,
            "days_ago": tie.days_ago,
            "usual_gap_days": tie.usual_gap_days,
            "is_probably_gone": tie.is_gone,
            "reciprocity": tie.reciprocity,
            "overlap": tie.overlap,
            "is_inferred": tie.is_inferred,
            "late_share": tie.late_share,
            "kinds": tie.kinds.map(|shares| shares_json(TieKind::ALL.map(TieKind::word), &shares)),
            "channels": shares_json(Channel::ALL.map(Channel::word), &tie.channels),
            "judgement": tie.judgement,
            "usual_hour": touch.and_then(|touch| touch.hour),
            "usual_days": touch.and_then(|touch| touch.days).map(days_word),
            "answers_after": touch.and_then(|touch| touch.answers).map(answers_json),
            "is_answered_after": touch.and_then(|touch| touch.is_answered).map(answers_json),
        })
    };
    let line = |tie: &Neighbour| {
        let name = people.label(tie.person);
        let lines = in_touch.with(tie.person).map(|known| touch::lines(known, people.label(person), name));
        let mut all = vec![format!("{name}: {}", say::tie(tie))];
        all.extend(lines.unwrap_or_default());
        all.join("\n  ")
    };
    let text = ties.iter().map(line).collect::<Vec<String>>().join("\n");
    Ok(Said { json: json!({"id": args.id, "ties": ties.iter().map(one).collect::<Vec<Value>>()}), text })
}

/// Shares of the contacts by what they are shares of, those that are none left out.
fn shares_json<const N: usize>(words: [&str; N], shares: &[f32; N]) -> Value {
    let some = words.into_iter().zip(shares).filter(|(_, share)| **share > 0.0);
    some.map(|(word, share)| (word.to_owned(), json!(share))).collect()
}

fn days_word(days: UsualDays) -> &'static str {
    match days {
        UsualDays::Workdays => "workdays",
        UsualDays::Weekends => "weekends",
        UsualDays::One(day) => {
            ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"][usize::from(day) % 7]
        }
    }
}

fn answers_json(known: Answers) -> Value {
    json!({"seconds": known.seconds, "times": known.n})
}
