//! Everything that a project holds of one person, as they may ask to be told it; changes nothing.

use super::Snapshot;
use super::document::Document;
use super::respect::{is_in, somebody};
use crate::domain::campaign::id_of_job;
use crate::domain::model::{Person, Stage, Table};
use crate::domain::respect::{Named, Naming, naming_rows};

/// One thing that is known of somebody.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fact {
    /// The file, or the part of the project.
    pub place: String,
    /// The row in the clean table, 1 is the first; 0 outside files.
    pub row: u64,
    pub what: String,
    pub value: String,
}

/// Everything that a project holds of somebody: each cell of each row that names them, held messages, plans that name
/// them, and what was worked out.
#[must_use]
pub(super) fn about(snapshot: &Snapshot, id: &str) -> Vec<Fact> {
    let (document, derived) = (&snapshot.document, &snapshot.derived);
    let who = somebody(document, derived, id);
    let mut facts = Vec::new();
    for import in &document.imports {
        of_table(&import.file_name, &import.table, &who, &mut facts);
    }
    let mut say = |place: &str, what: &str, value: String| {
        facts.push(Fact { place: place.to_owned(), row: 0, what: what.to_owned(), value });
    };
    for hold in document.holds.iter().filter(|hold| who.is_id(&hold.customer_id)) {
        say("held message", "subject", hold.subject.clone());
        say("held message", "text", hold.body.clone());
    }
    for plan in document.plans.iter().filter(|plan| is_in(plan, &who)) {
        say("plan", "named in", plan.name.clone());
        for mark in plan.marks.iter().filter(|mark| id_of_job(&mark.job).is_some_and(|id| who.is_id(id))) {
            let said = format!("{} {} {}", mark.state.word(), mark.on, mark.outcome);
            say("plan", "task", said.trim().to_owned());
        }
    }
    by_hand(document, &who, &mut say);
    if let Some(scored) = derived.scored.as_ref()
        && let Some(row) = scored.people.row(id)
    {
        worked_out(scored, row, &document.names_of_tribes(scored), &mut say);
        if let Some(stage) = derived.stages().stage(row) {
            say(WORKED_OUT, "stage", stage.word().to_owned());
        }
        if let Some(stance) = derived.stances().stance(row) {
            say(WORKED_OUT, "stance", stance.word().to_owned());
        }
        if let Some(tone) = scored.lives.tones.tone(row) {
            say(WORKED_OUT, "tone of what was written, -1 to 1: a guess", format!("{tone:.2}"));
        }
        let needs: Vec<&str> = scored.lives.needs.person(row).map(|(_, text)| text.as_str()).collect();
        if !needs.is_empty() {
            say(WORKED_OUT, "may need", needs.join(", "));
        }
    }
    facts
}

/// What somebody decided about them: stages, stances, judgement and notes, each with its reason.
pub(super) fn by_hand(document: &Document, who: &Named, say: &mut impl FnMut(&str, &str, String)) {
    let place = "set by hand";
    let judgement = &document.decisions.judgement;
    for (_, opinion) in judgement.opinions.iter().filter(|(id, _)| who.is_id(id)) {
        say(place, "judgement", format!("{}: {}", opinion.call.word(), opinion.reason));
    }
    for (_, note) in judgement.notes.iter().filter(|(id, _)| who.is_id(id)) {
        say(place, "note", note.clone());
    }
    for change in document.decisions.stages.log.iter().filter(|change| who.is_id(&change.id)) {
        let to = change.to.map_or("as the files say", Stage::word);
        say(place, "stage", format!("{to} ({}): {}", change.when, change.reason));
    }
    for _ in 0..document.decisions.tribes.n_naming(|id| who.is_id(id)) {
        say(place, "tribe", "put into a tribe by hand".to_owned());
    }
    for filter in document.filters.values().chain([&document.filter]).filter(|filter| filter.names(|id| who.is_id(id)))
    {
        say(place, "filter", format!("one of {} people chosen to be shown", filter.n_people()));
    }
    for (_, set) in document.decisions.stances.by_hand.iter().filter(|(id, _)| who.is_id(id)) {
        say(place, "stance", format!("{} ({}): {}", set.stance.word(), set.when, set.reason));
    }
}

/// Where what was computed is said to come from.
const WORKED_OUT: &str = "worked out by Tribewise";

fn worked_out(
    scored: &crate::domain::score::Scored,
    row: Person,
    tribes: &[String],
    say: &mut impl FnMut(&str, &str, String),
) {
    let (at, place) = (row as usize, WORKED_OUT);
    let yes_no = |is: bool| if is { "yes" } else { "no" }.to_owned();
    let others: Vec<&str> = scored.people.other_ids(row).collect();
    if !others.is_empty() {
        say(place, "also known as", others.join(", "));
    }
    say(place, "opted out", yes_no(scored.people.is_opted_out[at]));
    say(place, "ties to other people", scored.network.n_contacts(row).to_string());
    if let Some(name) = scored.tribes.of.get(at).and_then(|tribe| tribes.get(*tribe as usize)) {
        say(place, "tribe", name.clone());
    }
    if scored.scores.rank.get(at).is_some_and(|&rank| rank > 0) {
        say(place, "rank of influence", format!("{} of {}", scored.scores.rank[at], scored.scores.order.len()));
        say(place, "influence, 0 to 100", format!("{:.1}", scored.scores.influence[at]));
        say(place, "role", scored.scores.role[at].word().to_owned());
    }
}

/// The cells of the rows that name somebody; of a row that names two, the other is not named.
fn of_table(file_name: &str, table: &Table, who: &Named, facts: &mut Vec<Fact>) {
    let Some(rows) = naming_rows(table, who) else { return };
    let is_pair = table.kind.is_pairs();
    let theirs = table.filter(&rows);
    let theirs = theirs.frame();
    for (nth, row) in (0..rows.len()).filter(|&row| rows[row]).enumerate() {
        for column in theirs.columns() {
            let Ok(value) = column.get(nth) else { continue };
            if value.is_null() {
                continue;
            }
            let value = value.get_str().map_or_else(|| value.to_string(), str::to_owned);
            let is_end = is_pair && ["from", "to"].contains(&column.name().as_str());
            let value = if is_end && !who.is_id(&value) { "somebody else".to_owned() } else { value };
            let what = column.name().trim_start_matches("x:").to_owned();
            facts.push(Fact { place: file_name.to_owned(), row: row as u64 + 1, what, value });
        }
    }
}
