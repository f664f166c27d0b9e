//! Erasing a person from a document, the gate that keeps them out, and everything that is known of them; asks nobody.

use super::apply::Refusal;
use super::derived::Derived;
use super::document::{Document, Import};
use super::{Project, Snapshot};
use crate::domain::campaign::{Plan, id_of_job};
use crate::domain::holding::Hold;
use crate::domain::model::decisions::{Cleaning, Market};
use crate::domain::model::{Meaning, People, Person, Stage, Table};
use crate::domain::respect::{
    Gate, Named, Naming, fingerprints, fresh_key, named, naming_rows, without_report, without_rows,
};
use crate::domain::ticket::Ticket;
use crate::domain::ties;
use std::collections::BTreeSet;
use std::sync::Arc;

/// Stands in a list of chosen people for those who were erased, so that nobody left does not come to mean everyone.
const SOMEBODY_ERASED: &str = "(erased)";

/// Where somebody is named, in figures.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Traces {
    /// All ids of theirs.
    pub ids: Vec<String>,
    pub names: Vec<String>,
    /// Files with the number of rows that name them.
    pub files: Vec<(String, u64)>,
    pub n_holds: usize,
    pub n_plans: usize,
    /// Decisions and notes about them.
    pub n_by_hand: usize,
}

impl Traces {
    #[must_use]
    pub fn n_rows(&self) -> u64 {
        self.files.iter().map(|(_, n)| n).sum()
    }

    #[must_use]
    pub fn is_nobody(&self) -> bool {
        self.files.is_empty() && self.n_holds == 0 && self.n_plans == 0 && self.n_by_hand == 0
    }
}

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

/// Who an id names. Joins the files' people anew where they are not scored.
fn somebody(document: &Document, derived: &Derived, id: &str) -> Named {
    let scored = derived.scored.as_ref().filter(|_| derived.is_scored());
    let people = scored.map(|scored| scored.people.clone()).or_else(|| {
        let joined = ties::join_people_as(&document.tables(), &document.decisions.identity, &Ticket::new());
        joined.ok().map(Arc::new)
    });
    // Also the lists that newer ones took the place of.
    let tables: Vec<Arc<Table>> = document.imports.iter().map(|import| import.table.clone()).collect();
    named(id, &tables, &people.unwrap_or_default())
}

/// Whether a plan's lists name somebody; texts that a person wrote are not looked into.
fn is_in(plan: &Plan, who: &Named) -> bool {
    plan.names(&|id| who.is_id(id))
}

/// Takes somebody out of everything, and keeps their fingerprints.
pub(super) fn erase(document: &mut Document, derived: &Derived, id: &str, key: [u8; 32]) -> Result<(), Refusal> {
    let who = somebody(document, derived, id);
    if traces_of(document, &who).is_nobody() {
        return Err(Refusal::Gone);
    }
    for import in &mut document.imports {
        move_holds(&mut document.holds, import, &who);
        if let Some(next) = without(import, &who) {
            *import = Arc::new(next);
        }
    }
    document.holds.retain(|hold| !who.is_id(&hold.customer_id));
    for plan in document.plans.iter_mut().filter(|plan| is_in(plan, &who)) {
        *plan = Arc::new(without_in_plan(plan, &who));
    }
    let decisions = &mut document.decisions;
    decisions.identity.same.retain(|ids| !ids.iter().any(|id| who.is_id(id)));
    decisions.identity.apart.retain(|(a, b)| !who.is_id(a) && !who.is_id(b));
    forget_in_cleaning(&mut decisions.cleaning, &who);
    let is_named = |name: &String| who.names.iter().chain(&who.ids).any(|label| has_words(name, label));
    document.tribe_names.retain(|_, name| !is_named(name));
    let is_in = |text: &str| is_named(&text.to_owned());
    let filters = document.filters.values_mut().chain([&mut document.filter]);
    filters.for_each(|filter| filter.forget(|id| who.is_id(id), |text| who.is_any(text)));
    document.filters.retain(|name, _| !is_named(name));
    let decisions = &mut document.decisions;
    decisions.tribes.forget(|id| who.is_id(id));
    decisions.judgement.forget(|id| who.is_id(id), is_in);
    decisions.stages = decisions.stages.without(|id| who.is_id(id), is_in);
    decisions.stances = decisions.stances.without(|id| who.is_id(id), is_in);
    let respect = &mut document.decisions.respect;
    respect.key = fresh_key(respect, key);
    let prints = fingerprints(respect, &who.tokens);
    respect.erased.extend(prints);
    respect.n_erased += 1;
    Ok(())
}

fn forget_in_cleaning(cleaning: &mut Cleaning, who: &Named) {
    cleaning.persons.retain(|id| !who.is_id(id));
    cleaning.not_persons.retain(|id| !who.is_id(id));
    if let Market::Column { values, .. } = &mut cleaning.market {
        values.retain(|value| !who.is_any(value));
    }
}

/// Whether a text holds these words as words of their own: "Al" is not in "Alps".
fn has_words(text: &str, words: &str) -> bool {
    let (text, words) = (text.to_lowercase(), words.to_lowercase());
    let is_end = |next: Option<char>| next.is_none_or(|c| !c.is_alphanumeric());
    text.match_indices(&words)
        .any(|(at, found)| is_end(text[..at].chars().next_back()) && is_end(text[at + found.len()..].chars().next()))
}

fn without_in_plan(plan: &Plan, who: &Named) -> Plan {
    let mut next = plan.clone();
    next.forget(&|id| who.is_id(id));
    if next.audience.is_everyone() && !plan.audience.is_everyone() {
        next.audience.people.insert(SOMEBODY_ERASED.to_owned());
    }
    next
}

/// The import without somebody's rows; nothing where it does not name them.
fn without(import: &Import, who: &impl Naming) -> Option<Import> {
    let table = without_rows(&import.table, who);
    let n_gone = table.as_ref().map_or(0, |(_, n)| *n);
    let report = without_report(&import.report, &import.mapping, n_gone, who);
    if table.is_none() && report.is_none() {
        return None;
    }
    let mut next = import.clone();
    if let Some((table, _)) = table {
        next.table = Arc::new(table);
    }
    if let Some(report) = report {
        next.report = Arc::new(report);
    }
    Some(next)
}

/// New imports without the rows of people who were erased. Where one of them comes back under a new id with the old
/// phone or e-mail, that id is kept out of all files from here on.
pub(super) fn gated(document: &mut Document, imports: &[Import]) -> Vec<Import> {
    let mut imports = imports.to_vec();
    // Each round may learn an id by which other files name somebody; most often there is none to learn.
    while let Some(gate) = Gate::of(&document.decisions.respect) {
        let learned: BTreeSet<String> = imports.iter().flat_map(|import| ids_behind(&import.table, &gate)).collect();
        for import in &mut imports {
            if let Some(next) = without(import, &gate) {
                *import = next;
            }
        }
        let prints = fingerprints(&document.decisions.respect, &learned);
        if prints.is_subset(&document.decisions.respect.erased) {
            break;
        }
        document.decisions.respect.erased.extend(prints);
        let respect = document.decisions.respect.clone();
        let Some(gate) = Gate::of(&respect) else { break };
        for import in &mut document.imports {
            move_holds(&mut document.holds, import, &gate);
            if let Some(next) = without(import, &gate) {
                *import = Arc::new(next);
            }
        }
        document.holds.retain(|hold| !gate.is_id(&hold.customer_id));
        let filters = document.filters.values_mut().chain([&mut document.filter]);
        filters.for_each(|filter| filter.forget(|id| gate.is_id(id), |_| false));
        let decisions = &mut document.decisions;
        decisions.tribes.forget(|id| gate.is_id(id));
        decisions.judgement.forget(|id| gate.is_id(id), |_| false);
        decisions.stages = decisions.stages.without(|id| gate.is_id(id), |_| false);
        decisions.stances = decisions.stances.without(|id| gate.is_id(id), |_| false);
    }
    imports
}

/// Before rows leave an import: the messages held from those rows go with them, and the others know their new places.
fn move_holds(holds: &mut Vec<Arc<Hold>>, import: &Import, who: &impl Naming) {
    if !holds.iter().any(|hold| hold.import_id == import.id) {
        return;
    }
    let Some(rows) = naming_rows(&import.table, who) else { return };
    let mut n_left = 0;
    let places: Vec<Option<u32>> = rows
        .into_iter()
        .map(|is_theirs| {
            n_left += u32::from(!is_theirs);
            (!is_theirs).then(|| n_left - 1)
        })
        .collect();
    let place = |hold: &Hold| places.get(hold.row as usize).copied().flatten();
    holds.retain(|hold| hold.import_id != import.id || place(hold).is_some());
    for hold in holds.iter_mut().filter(|hold| hold.import_id == import.id) {
        if let Some(row) = place(hold).filter(|&row| row != hold.row) {
            *hold = Arc::new(Hold { row, ..(**hold).clone() });
        }
    }
}

/// The ids in rows that name somebody.
fn ids_behind(table: &Table, gate: &Gate<'_>) -> Vec<String> {
    let has_contacts = [Meaning::Phone, Meaning::Email].iter().any(|m| table.frame.column(m.word()).is_ok());
    let Some(rows) = has_contacts.then(|| naming_rows(table, gate)).flatten() else { return Vec::new() };
    let Some(ids) = table.frame.column(Meaning::Id.word()).ok().and_then(|column| column.str().ok()) else {
        return Vec::new();
    };
    let named = ids.iter().zip(rows).filter_map(|(id, is_theirs)| id.filter(|_| is_theirs));
    named.flat_map(crate::domain::respect::tokens_of_id).collect()
}

fn traces_of(document: &Document, who: &Named) -> Traces {
    let n_rows = |import: &Arc<Import>| {
        let rows = naming_rows(&import.table, who)?;
        Some((import.file_name.clone(), rows.iter().filter(|is_theirs| **is_theirs).count() as u64))
    };
    Traces {
        ids: who.ids.iter().cloned().collect(),
        names: who.names.iter().cloned().collect(),
        files: document.imports.iter().filter_map(n_rows).collect(),
        n_holds: document.holds.iter().filter(|hold| who.is_id(&hold.customer_id)).count(),
        n_plans: document.plans.iter().filter(|plan| is_in(plan, who)).count(),
        n_by_hand: {
            let mut n = 0;
            by_hand(document, who, &mut |_, _, _| n += 1);
            n
        },
    }
}

impl Project {
    /// Where somebody is named, to be shown before they are erased. O(rows of all files).
    #[must_use]
    pub fn traces(&self, id: &str) -> Traces {
        traces_of(self.document(), &somebody(self.document(), self.derived(), id))
    }

    /// Everything that is known of somebody.
    #[must_use]
    pub fn about(&self, id: &str) -> Vec<Fact> {
        about(&self.snapshot(), id)
    }

    /// Everybody who is known by now: those scored, else those of the files.
    #[must_use]
    pub fn people(&self) -> Option<&Arc<People>> {
        let derived = self.derived();
        derived.scored.as_ref().map(|scored| &scored.people).or_else(|| derived.alike().map(|alike| &alike.people))
    }
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
fn by_hand(document: &Document, who: &Named, say: &mut impl FnMut(&str, &str, String)) {
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
    for row in (0..rows.len()).filter(|&row| rows[row]) {
        for column in table.frame.columns() {
            let Ok(value) = column.get(row) else { continue };
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
