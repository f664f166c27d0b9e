//! What `tribewise score` works out only when asked: levels of tribes, how sure ranks are, who is in between.

use super::Ended;
use super::args::ScoreArgs;
use super::named::called;
use super::progress::Watched;
use crate::domain::influence::between::most_between;
use crate::domain::influence::certainty::Certainty;
use crate::domain::influence::constraint::constraint;
use crate::domain::model::ScoreSettings;
use crate::domain::score::Scored;
use crate::domain::ticket::{Stopped, Ticket};
use crate::domain::tribes::stability::{levels, most_stable};
use crate::domain::tribes::{cohesion, seam};
use crate::project::Trouble;
use crate::ui::words::{certainty, deeper as say};
use serde_json::{Map, Value, json};

/// Ranks that are told with their range.
const N_TOP: usize = 20;
/// Levels that are told.
const N_LEVELS: usize = 3;
/// Starts of shortest ways at most.
const MOST_STARTS: usize = 2_000;

/// More keys for the printed object, and more lines for people.
pub(super) fn look(
    args: &ScoreArgs,
    scored: &Scored,
    settings: &ScoreSettings,
) -> Result<(Map<String, Value>, String), Ended> {
    let (outcome, _) = Watched::work(|ticket| work(args, scored, settings, ticket));
    Ok(outcome.map_err(|_| Trouble::Bug)?)
}

fn work(
    args: &ScoreArgs,
    scored: &Scored,
    settings: &ScoreSettings,
    ticket: &Ticket,
) -> Result<(Map<String, Value>, String), Stopped> {
    let (mut keys, mut text) = (Map::new(), String::new());
    if args.levels {
        let found = most_stable(&levels(&scored.network, settings, ticket)?, N_LEVELS);
        text.extend(found.iter().map(|level| say::level(level) + "\n"));
        let level = |level: &crate::domain::tribes::stability::Level| {
            json!({
                "resolution": level.resolution,
                "tribes": level.n_tribes,
                "modularity": level.modularity,
                "stability": level.stability,
            })
        };
        keys.insert("levels".into(), found.iter().map(level).collect());
    }
    if let Some(n_samples) = args.certainty {
        let known = Certainty::of_samples(scored, settings, n_samples, ticket)?;
        let (json, lines) = ranks(scored, &known);
        keys.insert("ranks".into(), json);
        text.push_str(&lines);
    }
    if args.seams {
        let (json, lines) = seams(scored, ticket)?;
        keys.insert("seams".into(), json);
        text.push_str(&lines);
    }
    if let Some(n) = args.between {
        let found = most_between(&scored.network, n, MOST_STARTS, settings.seed, ticket)?;
        text.push_str(&say::between(&found, &scored.people));
        let person = |between: &crate::domain::influence::between::Between| {
            let id = &scored.people.ids[between.person as usize];
            let closed = constraint(&scored.network, between.person);
            json!({"id": id, "pairs": between.pairs, "give_or_take": between.give_or_take, "constraint": closed})
        };
        let people: Vec<Value> = found.people.iter().map(person).collect();
        keys.insert("between".into(), json!({"people": people, "is_certain": found.is_certain}));
    }
    Ok((keys, text))
}

/// Every tribe's closeness, bridges and weakest seam.
fn seams(scored: &Scored, ticket: &Ticket) -> Result<(Value, String), Stopped> {
    let (mut list, mut text) = (Vec::new(), String::new());
    let ids = &scored.people.ids;
    for (tribe, held) in scored.tribes.tribes.iter().zip(cohesion(&scored.network, &scored.tribes)) {
        let seam = seam(&scored.network, &scored.ties, tribe, ticket)?;
        let pair = |&row: &u32| {
            let row = row as usize;
            json!([ids[scored.ties.a[row] as usize], ids[scored.ties.b[row] as usize]])
        };
        let ties: Vec<Value> = seam.iter().flat_map(|seam| &seam.tie_rows).take(N_TOP).map(pair).collect();
        list.push(json!({
            "id": tribe.id,
            "name": tribe.name,
            "density": held.density,
            "ties": held.n_ties,
            "bridges": held.n_bridges,
            "share_outside": held.share_outside,
            "critical_ties": seam.as_ref().map(|seam| seam.tie_rows.len()),
            "weakest": ties,
            "smaller_side": seam.as_ref().map(|seam| seam.n_members.0),
        }));
        text.push_str(&say::seam(&tribe.name, held, seam.as_ref()));
        text.push('\n');
    }
    Ok((Value::Array(list), text))
}

/// The first ranks as they are to be shown, with their ranges, and who cannot be told from the next.
fn ranks(scored: &Scored, known: &Certainty) -> (Value, String) {
    let order = &scored.scores.order;
    let mut text = String::new();
    let mut list = Vec::new();
    let mut is_any_shared = false;
    for (rank, &person) in (1u32..).zip(order).take(N_TOP) {
        let Some((range, shown)) = known.range(person).zip(known.shown(person)) else { continue };
        let next = order.get(rank as usize).and_then(|&next| known.range(next));
        let is_ahead = next.is_none_or(|next| range.is_told_apart(next));
        is_any_shared |= shown.is_shared();
        list.push(json!({
            "id": scored.people.ids[person as usize],
            "rank": rank,
            "shown_rank": shown.rank,
            "sharing": shown.n_sharing,
            "best": range.best,
            "worst": range.worst,
            "is_ahead_of_next": is_ahead,
        }));
        text.push_str(&say::rank(
            &certainty::rank(Some(shown), rank),
            &called(&scored.people, person),
            range,
            is_ahead,
        ));
        text.push('\n');
    }
    if is_any_shared {
        text.push_str(certainty::shared_hint());
        text.push('\n');
    }
    (Value::Array(list), text)
}
