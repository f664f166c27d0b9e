//! The tables that leave the building, with the meaning of each column; opted-out people are in none of them.

use super::groups::{Listed, coded, put_said};
use super::sheet::{Exported, Lookup, Sheet};
use super::{ExportProblem, Kind, formula};
use crate::domain::campaign::{Cells, Plan, receivers};
use crate::domain::filter::Visible;
use crate::domain::forecast::Assumptions;
use crate::domain::influence::certainty::Certainty;
use crate::domain::model::{
    Call, Channel, Meaning, Moments, People, Person, ScoreSettings, Table, TieKind, Ties, Tribe,
};
use crate::domain::score::Scored;
use chrono::{DateTime, Days, NaiveDate};
use polars::prelude::Column;
use std::collections::BTreeMap;

/// What the tables are made from.
#[derive(Clone, Copy, Debug)]
pub struct Request<'a> {
    pub scored: &'a Scored,
    /// Names given by hand, by lasting tribe id; they win over found names.
    pub tribe_names: &'a BTreeMap<u32, String>,
    /// Share of the ranked people to call influencers, in per cent.
    pub share_percent: f32,
    /// For the shortlist.
    pub plan: Option<Listed<'a>>,
    /// The day of the flags, `2026-11-21`.
    pub today: &'a str,
    /// Only these people, and how they were chosen, in a sentence.
    pub visible: Option<(&'a Visible, &'a str)>,
    /// How sure the ranks are, where that is known.
    pub certainty: Option<&'a Certainty>,
    /// What the scores were worked out with.
    pub settings: &'a ScoreSettings,
    /// What forecasts are worked out with.
    pub assumptions: &'a Assumptions,
}

/// Days after which a flag must be renewed: influence moves.
const FLAG_DAYS: u64 = 90;

/// The table of this kind.
///
/// # Errors
/// [`ExportProblem::NoPlan`] for a shortlist without a plan; [`ExportProblem::NotADate`] for flags without a day.
pub fn frame(kind: Kind, request: &Request) -> Result<Exported, ExportProblem> {
    let Request { scored, share_percent, today, visible, .. } = *request;
    let made = match kind {
        Kind::People => people(request),
        Kind::Ties => ties(request),
        Kind::Tribes => tribes(request),
        Kind::Influencers => influencers(request),
        Kind::Flags => flags(scored, share_percent, today, request.settings),
        Kind::Shortlist => shortlist(request),
    };
    Ok(Exported { note: visible.map(|(_, sentence)| sentence.to_owned()), ..made? })
}

impl<'a> Request<'a> {
    /// Looks up those of a list who may leave and are asked for.
    fn lookup(&self, list: impl IntoIterator<Item = Person>) -> Lookup<'a> {
        let visible = self.visible.map(|(visible, _)| visible);
        let list = list.into_iter().filter(move |&person| visible.is_none_or(|visible| visible.contains(person)));
        Lookup::new(self.scored, self.tribe_names, list)
    }
}

/// Everybody who has not opted out, with every part of the score, in the order of the ids.
///
/// # Errors
/// [`ExportProblem::Unwritable`] if the table cannot be built.
pub fn people(request: &Request) -> Result<Exported, ExportProblem> {
    let scored = request.scored;
    let list = request.lookup(0..scored.people.len() as Person);
    let parts = &scored.scores;
    let mut sheet = Sheet::new("People", list.list.len());
    sheet.put("id", "customer number", list.ids());
    sheet.put("name", "name, where known", list.text(&scored.people.names));
    list.put_tribe(&mut sheet);
    list.put_standing(&mut sheet, request);
    let shares = [
        ("listened_to", "part, 0 to 1: people come to them", &parts.listened_to),
        ("reach", "part, 0 to 1: people reached in two steps", &parts.reach),
        ("closeness", "part, 0 to 1: summed strength of the twelve closest ties", &parts.closeness),
        ("position", "part, 0 to 1: the higher of holding and bridging", &parts.position),
        ("holding", "0 to 1: the own tribe listens to them", &parts.holding),
        ("bridging", "0 to 1: joins tribes", &parts.bridging),
    ];
    for (name, meaning, column) in shares {
        sheet.put(name, meaning, list.pick(column));
    }
    let persuasion = list.rows(|row| parts.persuasion_of(row as Person));
    sheet.put("persuasion", "part, 0 to 1: contacts follow them beyond chance; empty: nothing known", persuasion);
    let seen = |row: usize| scored.persuasion.evidence.of(row as Person);
    let (followed, by_chance) =
        (list.rows(|row| Some(seen(row)?.n_followed)), list.rows(|row| Some(seen(row)?.expected)));
    sheet.put("followed", "contacts who took up the same within weeks after them, counted with each thing", followed);
    sheet.put("followed_by_chance", "the same by chance alone", by_chance);
    put_by_hand(&mut sheet, &list, scored);
    sheet.put("pagerank", "weighted PageRank; sums to 1 over everybody", list.pick(&parts.pagerank));
    let raw = [
        ("reach_people", "expected people inside the market reached in two steps", &parts.reach_people),
        ("total_strength", "summed strength of the ties", &parts.total_strength),
        ("participation", "spread of the ties over tribes, 0 to 1", &parts.participation),
        ("inward_share", "share of the strength that comes to the person, 0 to 1", &parts.inward_share),
    ];
    for (name, meaning, column) in raw {
        sheet.put(name, meaning, list.pick(column));
    }
    sheet.put("contacts", "number of people tied to", list.pick(&parts.n_contacts));
    let by_contacts = list.rows(|row| Some(parts.rank_by_contacts[row]).filter(|&rank| rank > 0));
    sheet.put("rank_by_contacts", "rank by number of contacts alone, to compare", by_contacts);
    sheet.put(
        "inside_market",
        "whether the person counts for reach; no: outside your market",
        list.pick(&scored.people.is_customer),
    );
    let doubted = list.pick(&scored.people.is_impersonal);
    sheet.put("probably_not_a_person", "a shop, a call centre or a machine: kept, not scored", doubted);
    list.put_value(&mut sheet, request);
    sheet.finish()
}

fn put_by_hand(sheet: &mut Sheet, list: &Lookup<'_>, scored: &Scored) {
    let by_hand = list.rows(|row| scored.scores.call(row as Person).map(Call::word));
    sheet.put("by_hand", "decided over the figures: pin, promote or exclude", by_hand);
}

/// Every tie between people who have not opted out, with every part of its strength.
///
/// # Errors
/// [`ExportProblem::Unwritable`] if the table cannot be built.
pub fn ties(request: &Request) -> Result<Exported, ExportProblem> {
    let (ties, people) = (&*request.scored.ties, &*request.scored.people);
    let may_leave = |person: Person| {
        let is_asked_for = request.visible.is_none_or(|(visible, _)| visible.contains(person));
        is_asked_for && !people.is_opted_out[person as usize]
    };
    let rows: Vec<usize> = (0..ties.len()).filter(|&row| may_leave(ties.a[row]) && may_leave(ties.b[row])).collect();
    let ids =
        |end: &[Person]| -> Vec<&str> { rows.iter().map(|&row| people.ids[end[row] as usize].as_str()).collect() };
    let mut sheet = Sheet::new("Ties", rows.len());
    sheet.put("from", "customer number of one end", ids(&ties.a));
    sheet.put("to", "customer number of the other end", ids(&ties.b));
    let pick = |column: &[f32]| -> Vec<f32> { rows.iter().map(|&row| column[row]).collect() };
    let count = |column: &[u32]| -> Vec<u32> { rows.iter().map(|&row| column[row]).collect() };
    sheet.put("strength", "strength of the tie, 0 to 1", pick(&ties.strength));
    let channels = rows.iter().map(|&row| channel_words(ties, row)).collect::<Vec<_>>();
    let meaning = "what joins the two; inferred: guessed from joint purchases, less sure";
    sheet.put("channels", meaning, channels);
    let inferred = rows.iter().map(|&row| ties.is_inferred(row)).collect::<Vec<_>>();
    sheet.put("is_inferred", "nothing but a guess from joint purchases joins the two", inferred);
    sheet.put("contacts_out", "contacts that from made with to", count(&ties.contacts_out));
    sheet.put("contacts_back", "contacts that to made with from", count(&ties.contacts_back));
    sheet.put("days", "days on which the two were in touch", count(&ties.days));
    let seconds = rows.iter().map(|&row| u64::from(ties.seconds[row])).collect::<Vec<_>>();
    sheet.put("seconds", "time together in calls and meetings, in seconds", seconds);
    let at_work = rows.iter().map(|&row| ties.share_of_kind(row, TieKind::Work)).collect::<Vec<_>>();
    sheet.put("at_work", "share of the contacts at work, 0 to 1; empty: not told", at_work);
    let moments = |column: &Moments| rows.iter().map(|&row| moment(column.get(row))).collect::<Vec<_>>();
    sheet.put("first", "first dated contact", moments(&ties.first));
    sheet.put("last", "last dated contact", moments(&ties.last));
    sheet.put(
        "recent_contacts",
        "contacts, older ones counting less, each times what its kind weighs",
        pick(&ties.recent_contacts),
    );
    let reciprocity = rows.iter().map(|&row| ties.reciprocity(row)).collect::<Vec<_>>();
    sheet.put("reciprocity", "both-ways share: 0 one-sided, 1 even", reciprocity);
    sheet.put("steadiness", "regularity of the days in touch, 0 to 1", pick(&ties.steadiness));
    sheet.put("overlap", "share of their other contacts in common, 0 to 1", pick(&ties.overlap));
    let rating = rows.iter().map(|&row| ties.judgement(row)).collect::<Vec<_>>();
    sheet.put("rating", "mean judgement; empty: none", rating);
    let late = rows.iter().map(|&row| ties.late_share(row)).collect::<Vec<_>>();
    let meaning = "share of the contacts of known hour from 21 to 5 or on Saturday or Sunday, 0 to 1: a hint of closeness, \
        no part of the strength; empty: no hour is known";
    sheet.put("late_or_weekend", meaning, late);
    sheet.finish()
}

fn channel_words(ties: &Ties, row: usize) -> String {
    let has = |channel: &&Channel| ties.has_channel(row, **channel);
    Channel::ALL.iter().filter(has).map(|channel| channel.word()).collect::<Vec<_>>().join(" ")
}

/// A moment as `2026-11-21 10:30:00`, midnight as the day alone.
fn moment(seconds: i64) -> Option<String> {
    let moment = DateTime::from_timestamp(seconds, 0).filter(|_| seconds != Ties::NO_DATE)?;
    let form = if seconds.rem_euclid(86_400) == 0 { "%Y-%m-%d" } else { "%Y-%m-%d %H:%M:%S" };
    Some(moment.format(form).to_string())
}

/// Every tribe with its size (opted-out people aside) and its most influential member.
///
/// # Errors
/// [`ExportProblem::Unwritable`] if the table cannot be built.
pub fn tribes(request: &Request) -> Result<Exported, ExportProblem> {
    let (scored, names) = (request.scored, request.tribe_names);
    let all = scored.tribes.tribes.iter().map(|tribe| (tribe, request.lookup(tribe.members.iter().copied()).list));
    let (tribes, members): (Vec<&Tribe>, Vec<Vec<Person>>) =
        all.filter(|(_, members)| request.visible.is_none() || !members.is_empty()).unzip();
    let best = |list: &Vec<Person>| {
        let rank = |&&person: &&Person| scored.scores.rank[person as usize].wrapping_sub(1);
        list.iter().min_by_key(rank).map(|&person| scored.people.ids[person as usize].as_str())
    };
    let name = |tribe: &&Tribe| names.get(&tribe.id).unwrap_or(&tribe.name).clone();
    let mut sheet = Sheet::new("Tribes", tribes.len());
    sheet.put("id", "lasting number of the tribe", tribes.iter().map(|tribe| tribe.id).collect::<Vec<_>>());
    sheet.put("name", "name of the tribe", tribes.iter().map(name).collect::<Vec<_>>());
    sheet.put(
        "size",
        "number of members; where a filter holds, of those on show",
        members.iter().map(|list| list.len() as u64).collect::<Vec<_>>(),
    );
    let share = tribes.iter().map(|tribe| tribe.modularity_share).collect::<Vec<_>>();
    sheet.put(
        "modularity_share",
        "share of all tie strength that lies inside the tribe beyond what chance would put there",
        share,
    );
    sheet.put("inside", "summed strength of the ties inside", tribes.iter().map(|t| t.inside).collect::<Vec<_>>());
    sheet.put(
        "outside",
        "summed strength of the ties that leave",
        tribes.iter().map(|t| t.outside).collect::<Vec<_>>(),
    );
    let leading = members.iter().map(best).collect::<Vec<_>>();
    let meaning = by_influence("customer number of the most influential of these members", scored, request.settings);
    sheet.put("leading_member", meaning, leading);
    sheet.finish()
}

/// What a column means that follows from influence, with how that is worked out.
fn by_influence(meaning: &str, scored: &Scored, settings: &ScoreSettings) -> String {
    format!("{meaning}. {}", formula(settings, !scored.scores.persuasion.is_empty()))
}

/// The best share of the ranked people, best first.
///
/// # Errors
/// [`ExportProblem::Unwritable`] if the table cannot be built.
pub fn influencers(request: &Request) -> Result<Exported, ExportProblem> {
    let scored = request.scored;
    let list = request.lookup(scored.scores.top_percent(request.share_percent).iter().copied());
    let mut sheet = Sheet::new("Influencers", list.list.len());
    sheet.put("id", "customer number", list.ids());
    sheet.put("name", "name, where known", list.text(&scored.people.names));
    list.put_tribe(&mut sheet);
    list.put_standing(&mut sheet, request);
    put_by_hand(&mut sheet, &list, scored);
    sheet.put(
        "rank_by_contacts",
        "rank by number of contacts alone, to compare",
        list.pick(&scored.scores.rank_by_contacts),
    );
    sheet.put("reason", "why this person is on the list", list.reasons());
    list.put_value(&mut sheet, request);
    sheet.finish()
}

/// Influencers as flags for a customer database: "key" for the better half of the list, "influencer" for the others;
/// no names, no contacts. Valid for 90 days from `today` (`2026-11-21`); the settings say what influence was asked for and
/// how it was worked out.
///
/// # Errors
/// [`ExportProblem::NotADate`] for another spelling of today.
pub fn flags(
    scored: &Scored,
    share_percent: f32,
    today: &str,
    settings: &ScoreSettings,
) -> Result<Exported, ExportProblem> {
    let since = NaiveDate::parse_from_str(today, "%Y-%m-%d").map_err(|_| ExportProblem::NotADate)?;
    let until = since.checked_add_days(Days::new(FLAG_DAYS)).ok_or(ExportProblem::NotADate)?;
    let names = BTreeMap::new();
    let list = Lookup::new(scored, &names, scored.scores.top_percent(share_percent).iter().copied());
    let n = list.list.len();
    let level = |place: usize| if place < n.div_ceil(2) { "key" } else { "influencer" };
    let mut sheet = Sheet::new("Flags", n);
    sheet.put("id", "customer number", list.ids());
    sheet.put(
        "level",
        by_influence("key: the better half of the influencers; influencer: the others", scored, settings),
        (0..n).map(level).collect::<Vec<_>>(),
    );
    sheet.put("topics", "subjects the flag is for; empty: all", vec![settings.topic.clone(); n]);
    sheet.put("since", "first day of the flag", vec![since.to_string(); n]);
    sheet.put("valid_until", "last day of the flag; score again before", vec![until.to_string(); n]);
    put_by_hand(&mut sheet, &list, scored);
    sheet.put("reason", "why this person is flagged", list.reasons());
    sheet.finish()
}

/// The people of a plan's cells: treated first, then the groups beside them, then control, each best first. The code of the cell comes back with
/// the results; people in control are to be left alone.
///
/// # Errors
/// [`ExportProblem::NoPlan`] without a plan; [`ExportProblem::Unwritable`] if the table cannot be built.
pub fn shortlist(request: &Request) -> Result<Exported, ExportProblem> {
    let Request { scored, tribe_names: names, .. } = *request;
    let listed = request.plan.ok_or(ExportProblem::NoPlan)?;
    let Listed { plan, cells, .. } = listed;
    let (list, cell) = coded(plan, cells, &scored.people);
    let list = Lookup::new(scored, names, list);
    let n_treated = cell.iter().filter(|code| !code.starts_with('C')).count();
    let n_control = list.list.len() - n_treated;
    let treatment =
        [received(plan, cells, &list.list[..n_treated], scored), vec![NOTHING.to_owned(); n_control]].concat();
    let mut sheet = Sheet::new("Shortlist", list.list.len());
    sheet.put("id", "customer number", list.ids());
    sheet.put("name", "name, where known", list.text(&scored.people.names));
    sheet.put("phone", "phone number, as text", list.text(&scored.people.phones));
    sheet.put("email", "e-mail address", list.text(&scored.people.emails));
    list.put_tribe(&mut sheet);
    list.put_standing(&mut sheet, request);
    sheet.put("cell", "code of the cell; send it back with the results", cell.clone());
    sheet.put("treatment", "what the person receives; control receives nothing", treatment);
    put_said(&mut sheet, &list, &cell, &listed, scored);
    put_by_hand(&mut sheet, &list, scored);
    sheet.put("reason", "why this person is on the list", list.reasons());
    sheet.finish()
}

/// What control receives.
const NOTHING: &str = "nothing (control)";

/// What each of the treated receives, in words.
fn received(plan: &Plan, cells: &Cells, list: &[Person], scored: &Scored) -> Vec<String> {
    let mut words = vec![Vec::new(); scored.people.len()];
    for (treatment, people) in plan.treatments().iter().zip(receivers(plan, &cells.receiving(), scored)) {
        for person in people {
            words[person as usize].push(treatment.kind.word());
        }
    }
    let of = |&person: &Person| match words[person as usize].join(" and ") {
        none if none.is_empty() => "no seat in the panel".to_owned(),
        some => some,
    };
    list.iter().map(of).collect()
}

/// Everything that is known of one person, a line each: where it stands, the row there, what it is, and the value.
///
/// # Errors
/// [`ExportProblem::Unwritable`] if the table cannot be built.
pub fn about(rows: &[[String; 4]]) -> Result<Exported, ExportProblem> {
    let column = |n: usize| rows.iter().map(|row| row[n].as_str()).collect::<Vec<&str>>();
    let mut sheet = Sheet::new("About a person", rows.len());
    sheet.put("where", "the file or the part of the project", column(0));
    sheet.put("row", "the row in that file, where it is a file", column(1));
    sheet.put("what", "what the value says", column(2));
    sheet.put("value", "as it is kept", column(3));
    sheet.finish()
}

/// An outgoing-message table as a file that leaves, opted-out people aside: due days in words of the calendar.
///
/// # Errors
/// [`ExportProblem::Unwritable`] if the table cannot be built.
pub fn outgoing(table: &Table, people: &People) -> Result<Exported, ExportProblem> {
    let table = crate::domain::holding::clean_queue::<crate::domain::holding::Hold>(table, 0, &[], people);
    let mut frame = table.plain().clone();
    let unwritable = |error: polars::error::PolarsError| ExportProblem::Unwritable(error.to_string());
    let due = Meaning::Due.word();
    if let Ok(column) = frame.column(due) {
        let days: Vec<Option<String>> =
            column.i64().map_err(unwritable)?.iter().map(|seconds| seconds.and_then(moment)).collect();
        frame.with_column(Column::new(due.into(), days)).map_err(unwritable)?;
    }
    let meanings = [
        (Meaning::Id, "customer number"),
        (Meaning::Subject, "subject of the message"),
        (Meaning::Body, "the message"),
        (Meaning::Channel, "how it is sent"),
        (Meaning::Due, "last day on which it makes sense"),
    ];
    let has = |meaning: Meaning| frame.column(meaning.word()).is_ok();
    let dictionary = meanings
        .iter()
        .filter(|(column, _)| has(*column))
        .map(|(column, meaning)| (column.word(), (*meaning).into()))
        .collect();
    Ok(Exported { title: "Messages".into(), frame, dictionary, note: None })
}
