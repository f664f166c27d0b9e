//! Erasing a person from a document, where they are named in it, and the gate that keeps them out; asks nobody.

use super::Project;
use super::about::{Fact, about, by_hand};
use super::apply::Refusal;
use super::derived::Derived;
use super::document::{Document, Import};
use crate::domain::campaign::Plan;
use crate::domain::holding::Hold;
use crate::domain::measure::Lesson;
use crate::domain::model::decisions::{Cleaning, Identity, Market, Respect};
use crate::domain::model::{Meaning, People, Table};
use crate::domain::respect::{
    Gate, Named, Naming, fingerprints, fresh_key, is_small_number, named, naming_rows, tokens_of_id, without_report,
    without_rows,
};
use crate::domain::ticket::Ticket;
use crate::domain::ties;
use std::collections::{BTreeSet, HashSet};
use std::sync::{Arc, OnceLock};

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

/// Who an id names. Joins the files' people anew where they are not scored.
pub(super) fn somebody(document: &Document, derived: &Derived, id: &str) -> Named {
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
pub(super) fn is_in(plan: &Plan, who: &impl Naming) -> bool {
    plan.names(&|id| who.is_id(id))
}

/// Takes somebody out of everything, and keeps their fingerprints.
pub(super) fn erase(document: &mut Document, derived: &Derived, id: &str, key: [u8; 32]) -> Result<(), Refusal> {
    let who = somebody(document, derived, id);
    if traces_of(document, &who).is_nobody() {
        return Err(Refusal::Gone);
    }
    let labels: Vec<&String> = who.names.iter().chain(&who.ids).collect();
    forget(document, &who, &|text| labels.iter().any(|label| has_words(text, label)));
    let respect = &mut document.decisions.respect;
    respect.key = fresh_key(respect, key);
    let prints = fingerprints(respect, &who.tokens);
    respect.erased.extend(prints);
    respect.n_erased += 1;
    Ok(())
}

/// Takes somebody out of everything that names them by an id, a number or an address, and out of what was written in
/// words that name them.
fn forget(document: &mut Document, who: &impl Naming, names_them: &dyn Fn(&str) -> bool) {
    for import in &mut document.imports {
        move_holds(&mut document.holds, import, who);
        if let Some(next) = without(import, who) {
            *import = Arc::new(next);
        }
    }
    document.holds.retain(|hold| !who.is_id(&hold.customer_id));
    for plan in document.plans.iter_mut().filter(|plan| is_in(plan, who) || is_in_reasons(plan, names_them)) {
        *plan = Arc::new(without_in_plan(plan, who, names_them));
    }
    document.tribe_names.retain(|_, name| !names_them(name));
    let filters = document.filters.values_mut().chain([&mut document.filter]);
    filters.for_each(|filter| filter.forget(|id| who.is_id(id), |text| who.is_any(text)));
    document.filters.retain(|name, _| !names_them(name));
    let written = |lesson: &mut Lesson| {
        let texts = lesson.groups.iter_mut().map(|group| &mut group.reason).chain([&mut lesson.remark]);
        texts.filter(|text| names_them(text)).for_each(String::clear);
    };
    document.lessons.iter_mut().for_each(written);
    let decisions = &mut document.decisions;
    decisions.identity.same.retain(|ids| !ids.iter().any(|id| who.is_id(id)));
    decisions.identity.apart.retain(|(a, b)| !who.is_id(a) && !who.is_id(b));
    forget_in_cleaning(&mut decisions.cleaning, who);
    decisions.tribes.forget(|id| who.is_id(id));
    decisions.judgement.forget(|id| who.is_id(id), names_them);
    decisions.stages = decisions.stages.without(|id| who.is_id(id), names_them);
    decisions.stances = decisions.stances.without(|id| who.is_id(id), names_them);
}

fn forget_in_cleaning(cleaning: &mut Cleaning, who: &impl Naming) {
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

/// Whether a reason to pass it on, of the plan or of an earlier version, names somebody.
fn is_in_reasons(plan: &Plan, names_them: &dyn Fn(&str) -> bool) -> bool {
    let mut reasons = plan.cells.motivations.iter();
    reasons.any(|reason| names_them(reason)) || plan.earlier.iter().any(|old| is_in_reasons(&old.plan, names_them))
}

/// An emptied reason keeps its place: the letters of groups go by places.
fn forget_reasons(plan: &mut Plan, names_them: &dyn Fn(&str) -> bool) {
    plan.cells.motivations.iter_mut().filter(|reason| names_them(reason)).for_each(String::clear);
    plan.earlier.iter_mut().for_each(|old| forget_reasons(&mut old.plan, names_them));
}

fn without_in_plan(plan: &Plan, who: &impl Naming, names_them: &dyn Fn(&str) -> bool) -> Plan {
    let mut next = plan.clone();
    next.forget(&|id| who.is_id(id));
    forget_reasons(&mut next, names_them);
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
        (next.table, next.month) = (Arc::new(table), OnceLock::new());
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
        let learned = imports.iter().flat_map(|import| ids_behind(&import.table, &gate)).collect();
        let learned = with_merged(learned, &document.decisions.identity);
        for import in &mut imports {
            if let Some(next) = without(import, &gate) {
                *import = next;
            }
        }
        let tokens: BTreeSet<String> = learned.iter().flat_map(|id| tokens_of_id(id)).collect();
        let prints = fingerprints(&document.decisions.respect, &tokens);
        if prints.is_subset(&document.decisions.respect.erased) {
            break;
        }
        document.decisions.respect.erased.extend(prints);
        let respect = document.decisions.respect.clone();
        let Some(gate) = Gate::of(&respect) else { break };
        // Nobody chose these ids: "Top 5" is named after no customer 5.
        forget(document, &gate, &|text| learned.iter().any(|id| !is_small_number(id) && has_words(text, id)));
    }
    imports
}

/// Whether a change learned of an id that is somebody's who was erased, and one of these documents names them by it: to
/// go back there would bring them back. O(rows of all files).
pub(super) fn is_learned_of(before: &Document, now: &Document, documents: &[&Arc<Document>]) -> bool {
    let respect = &now.decisions.respect;
    let erased: BTreeSet<String> = respect.erased.difference(&before.decisions.respect.erased).cloned().collect();
    if erased.is_empty() {
        return false;
    }
    let learned = Respect { erased, ..respect.clone() };
    let Some(gate) = Gate::of(&learned) else { return false };
    // Most documents share most of their files.
    let mut seen = HashSet::new();
    let mut is_new = |import: &Import| seen.insert((Arc::as_ptr(&import.table), Arc::as_ptr(&import.report)));
    documents.iter().any(|document| {
        let mut rest = (***document).clone();
        let imports = std::mem::take(&mut rest.imports);
        let full = rest.clone();
        forget(&mut rest, &gate, &|_| false);
        !is_same_beside_files(&full, &rest)
            || imports.iter().any(|import| is_new(import) && without(import, &gate).is_some())
    })
}

fn is_same_beside_files(a: &Document, b: &Document) -> bool {
    let same_plans = a.plans.iter().zip(&b.plans).all(|(a, b)| Arc::ptr_eq(a, b));
    same_plans
        && a.holds.len() == b.holds.len()
        && (&a.decisions, &a.filter, &a.filters) == (&b.decisions, &b.filter, &b.filters)
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

/// With all further ids of whoever was said to be one person with one of them.
fn with_merged(mut ids: BTreeSet<String>, identity: &Identity) -> BTreeSet<String> {
    let tokens: BTreeSet<String> = ids.iter().flat_map(|id| tokens_of_id(id)).collect();
    let is_theirs = |id: &String| tokens_of_id(id).iter().any(|token| tokens.contains(token));
    // Nobody is in two of these lists.
    ids.extend(identity.same.iter().filter(|same| same.iter().any(is_theirs)).flatten().cloned());
    ids
}

/// The ids, not known until now, in rows that name somebody.
fn ids_behind(table: &Table, gate: &Gate<'_>) -> Vec<String> {
    let has_contacts = [Meaning::Phone, Meaning::Email].iter().any(|m| table.plain().column(m.word()).is_ok());
    let Some(rows) = has_contacts.then(|| naming_rows(table, gate)).flatten() else { return Vec::new() };
    let Some(ids) = table.plain().column(Meaning::Id.word()).ok().and_then(|column| column.str().ok()) else {
        return Vec::new();
    };
    let named = ids.iter().zip(rows).filter_map(|(id, is_theirs)| id.filter(|id| is_theirs && !gate.is_id(id)));
    named.map(str::to_owned).collect()
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
