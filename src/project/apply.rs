//! What each command does to a document, or why it is refused; touches nothing else.

use super::command::{Command, Effect, effects_between};
use super::derived::Derived;
use super::document::{Document, Import};
use super::{learning, respect};
use crate::domain::campaign::{self, Plan, PlanEdit};
use crate::domain::filter::FilterEdit;
use crate::domain::holding::{self, HoldStatus};
use crate::domain::model::decisions::{
    Basis, CleaningEdit, JudgementEdit, RespectEdit, StagesEdit, StancesEdit, TribeEdit,
};
use crate::domain::model::{FileKind, Person};
use std::collections::HashSet;
use std::sync::{Arc, OnceLock};

/// Why a command was not done; the sentence is the screen's to write.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    #[error("that is no longer there")]
    Gone,
    #[error("a name is needed")]
    NoName,
    #[error("scores are needed first")]
    NotScored,
    #[error("a file with the same rows is already here: {0}")]
    AlreadyImported(String),
    #[error("a newer month of it is here: {0}")]
    Followed(String),
    #[error("the plan refuses: {0}")]
    Plan(#[from] campaign::PlanRefusal),
    #[error("the message has already left or been dropped")]
    NotHeld,
    #[error("this customer has opted out")]
    OptedOut,
    #[error("nobody or everybody of the tribe was chosen")]
    WholeTribe,
}

/// Changes the document and says what follows from it.
pub(super) fn apply(document: &mut Document, command: &Command, derived: &Derived) -> Result<Vec<Effect>, Refusal> {
    let before = document.clone();
    match command {
        Command::RenameProject(name) => document.name = named(name)?,
        Command::AddImports(imports) => add_imports(document, imports)?,
        Command::TakeBackImport(id) => take_back(document, *id)?,
        Command::DecideIdentity(edit) => document.decisions.identity = document.decisions.identity.edited(edit),
        Command::DecideCleaning(edit) => decide_cleaning(document, edit)?,
        Command::Judge(edit) => judge(document, edit, derived)?,
        Command::DecideRespect(RespectEdit::SetBasis { import, basis }) => set_basis(document, *import, *basis)?,
        Command::DecideRespect(RespectEdit::Erase { person, key }) => {
            respect::erase(document, derived, person, *key)?;
        }
        Command::DecideStages(edit) => decide_stages(document, edit, derived)?,
        Command::DecideStances(edit) => decide_stances(document, edit, derived)?,
        Command::SetSettings(settings) => document.settings = settings.clone(),
        Command::SetSharePercent(percent) => document.share_percent = percent.clamp(1.0, 10.0),
        Command::SetAssumptions(assumptions) => document.assumptions = *assumptions,
        Command::SetCurrency(currency) => document.currency = currency.tidy(),
        Command::RenameTribe { tribe, name } => rename_tribe(document, *tribe, name),
        Command::ShapeTribes(edit) => shape_tribes(document, edit, derived)?,
        Command::Filter(edit) => filter(document, edit)?,
        Command::SetPreset(preset) => document.preset = *preset,
        Command::SetWording(wording) => document.wording = *wording,
        Command::PinTribe { tribe, at } => pin_tribe(document, *tribe, *at, derived)?,
        Command::AddPlan { name } => add_plan(document, name)?,
        Command::BeginPlan { name, edits } => begin_plan(document, name, edits)?,
        Command::DuplicatePlan(id) => duplicate_plan(document, *id)?,
        Command::RemovePlan(id) => {
            let position = position_of(&document.plans, |plan| plan.id == *id)?;
            document.plans.remove(position);
        }
        Command::Earlier { .. } => return Err(Refusal::Gone),
        Command::EditPlan { plan, edit } => edit_plan(document, *plan, edit)?,
        Command::Divert { import } => divert(document, *import, derived)?,
        Command::EditHold { hold, subject, body } => edit_hold(document, *hold, subject, body)?,
        Command::ReleaseHold(id) => set_status(document, *id, HoldStatus::Released, derived)?,
        Command::DropHold(id) => set_status(document, *id, HoldStatus::Dropped, derived)?,
        Command::KeepHold(id) => set_status(document, *id, HoldStatus::Held, derived)?,
        Command::AssignResults { import, plan } => assign_results(document, *import, *plan)?,
        Command::Learn(edit) => learning::learn(document, edit, derived)?,
    }
    Ok(effects_between(&before, document))
}

fn named(name: &str) -> Result<String, Refusal> {
    let name = name.trim();
    if name.is_empty() { Err(Refusal::NoName) } else { Ok(name.to_owned()) }
}

fn pin_tribe(document: &mut Document, tribe: u32, at: Option<[f32; 2]>, derived: &Derived) -> Result<(), Refusal> {
    let is_known = derived.scored.as_ref().is_some_and(|scored| scored.tribes.by_id(tribe).is_some());
    match at.filter(|at| is_known && at.iter().all(|along| along.is_finite())) {
        Some(at) => drop(document.pinned.insert(tribe, at)),
        None if at.is_none() => drop(document.pinned.remove(&tribe).ok_or(Refusal::Gone)?),
        None => return Err(Refusal::Gone),
    }
    Ok(())
}

fn position_of<T>(list: &[Arc<T>], is_it: impl Fn(&T) -> bool) -> Result<usize, Refusal> {
    list.iter().position(|item| is_it(item)).ok_or(Refusal::Gone)
}

fn add_imports(document: &mut Document, imports: &[Import]) -> Result<(), Refusal> {
    let batch = document.next_id;
    let imports = respect::gated(document, imports);
    for import in &imports {
        let is_same = |old: &Arc<Import>| old.table.is_same(&import.table);
        if let Some(old) = document.imports.iter().find(|old| is_same(old)) {
            return Err(Refusal::AlreadyImported(old.file_name.clone()));
        }
        let id = document.take_id();
        let follows =
            import.follows.filter(|&older| document.import(older).is_some_and(|old| old.kind() == import.kind()));
        document.imports.push(Arc::new(Import { id, follows, batch, month: OnceLock::new(), ..import.clone() }));
    }
    Ok(())
}

fn set_basis(document: &mut Document, id: u32, basis: Basis) -> Result<(), Refusal> {
    let position = position_of(&document.imports, |import| import.id == id)?;
    document.imports[position] = Arc::new(Import { basis, ..(*document.imports[position]).clone() });
    Ok(())
}

fn take_back(document: &mut Document, id: u32) -> Result<(), Refusal> {
    let position = position_of(&document.imports, |import| import.id == id)?;
    let newest = document.newest_month(id).ok_or(Refusal::Gone)?;
    if newest.id != id {
        // What the newer month brought was told apart by what this one had.
        return Err(Refusal::Followed(newest.file_name.clone()));
    }
    document.imports.remove(position);
    document.holds.retain(|hold| hold.import_id != id);
    document.diverted.retain(|&import| import != id);
    document.decisions.cleaning.file_kinds.remove(&id);
    Ok(())
}

fn decide_cleaning(document: &mut Document, edit: &CleaningEdit) -> Result<(), Refusal> {
    if let CleaningEdit::SetFileKind { import, .. } = edit
        && !document.import(*import).is_some_and(|import| import.kind().is_pairs())
    {
        return Err(Refusal::Gone);
    }
    document.decisions.cleaning = document.decisions.cleaning.edited(edit);
    Ok(())
}

/// What was said of somebody under another of their ids gives way, so that it does not come back later.
fn judge(document: &mut Document, edit: &JudgementEdit, derived: &Derived) -> Result<(), Refusal> {
    let judgement = &mut document.decisions.judgement;
    let mut edit = edit.clone();
    let (JudgementEdit::Decide { id, .. } | JudgementEdit::Undecide(id) | JudgementEdit::Note { id, .. }) = &mut edit;
    let others = under_chief(id, derived)?;
    if matches!(edit, JudgementEdit::Note { .. }) {
        judgement.notes.retain(|id, _| !others.contains(id));
    } else {
        judgement.opinions.retain(|id, _| !others.contains(id));
    }
    *judgement = judgement.edited(&edit);
    Ok(())
}

/// The log says what held before, as the screen showed it.
fn decide_stages(document: &mut Document, edit: &StagesEdit, derived: &Derived) -> Result<(), Refusal> {
    let stages = &mut document.decisions.stages;
    let (mut edit, mut from) = (edit.clone(), None);
    if let StagesEdit::SetByHand { id, .. } = &mut edit {
        from = derived.stages().stage(somebody(id, derived)?);
        let others = under_chief(id, derived)?;
        stages.by_hand.retain(|id, _| !others.contains(id));
    }
    *stages = stages.edited(&edit, from);
    Ok(())
}

fn decide_stances(document: &mut Document, edit: &StancesEdit, derived: &Derived) -> Result<(), Refusal> {
    let stances = &mut document.decisions.stances;
    let mut edit = edit.clone();
    if let StancesEdit::SetByHand { id, .. } = &mut edit {
        let others = under_chief(id, derived)?;
        stances.by_hand.retain(|id, _| !others.contains(id));
    }
    *stances = stances.edited(&edit);
    Ok(())
}

/// Makes the id of somebody who has not opted out the one that stands for all of theirs; the others are handed back.
fn under_chief(id: &mut String, derived: &Derived) -> Result<Vec<String>, Refusal> {
    let person = somebody(id, derived)?;
    let people = derived.scored.as_ref().map(|scored| &scored.people).ok_or(Refusal::NotScored)?;
    id.clone_from(&people.ids[person as usize]);
    Ok(people.other_ids(person).map(str::to_owned).collect())
}

/// The person of an id, who must not have opted out.
fn somebody(id: &str, derived: &Derived) -> Result<Person, Refusal> {
    let scored = derived.scored.as_ref().ok_or(Refusal::NotScored)?;
    let person = scored.people.row(id).ok_or(Refusal::Gone)?;
    if scored.people.is_opted_out[person as usize] { Err(Refusal::OptedOut) } else { Ok(person) }
}

fn rename_tribe(document: &mut Document, tribe: u32, name: &str) {
    if name.trim().is_empty() {
        document.tribe_names.remove(&tribe);
    } else {
        document.tribe_names.insert(tribe, name.to_owned());
    }
}

/// Plans that are still open and filters follow a tribe that became part of another.
fn shape_tribes(document: &mut Document, edit: &TribeEdit, derived: &Derived) -> Result<(), Refusal> {
    let scored = derived.scored.as_ref().ok_or(Refusal::NotScored)?;
    let is_there = |tribe: &u32| scored.tribes.by_id(*tribe).is_some() || scored.found().by_id(*tribe).is_some();
    match edit {
        TribeEdit::Merge { from, into } => {
            if from == into || !is_there(from) || !is_there(into) {
                return Err(Refusal::Gone);
            }
            document.follow_merge(*from, *into);
        }
        TribeEdit::Split { tribe, members } => {
            let whole = scored.tribes.by_id(*tribe).ok_or(Refusal::Gone)?;
            let n_out = whole.members.iter().filter(|&&row| members.contains(&scored.people.ids[row as usize])).count();
            if n_out == 0 || n_out == whole.members.len() {
                return Err(Refusal::WholeTribe);
            }
        }
        TribeEdit::Pin { person, tribe } => {
            somebody(person, derived)?;
            if tribe.is_some_and(|tribe| !is_there(&tribe)) {
                return Err(Refusal::Gone);
            }
        }
        TribeEdit::Recolour { tribe, .. } if !is_there(tribe) => return Err(Refusal::Gone),
        TribeEdit::Recolour { .. } | TribeEdit::Restore { .. } => {}
    }
    document.decisions.tribes = document.decisions.tribes.edited(edit);
    Ok(())
}

fn filter(document: &mut Document, edit: &FilterEdit) -> Result<(), Refusal> {
    match edit {
        FilterEdit::Add(rule) => document.filter = document.filter.with(rule.clone()),
        FilterEdit::Remove(rule) => document.filter = document.filter.without(rule),
        FilterEdit::Clear => document.filter.rules.clear(),
        FilterEdit::SaveAs(name) => {
            document.filters.insert(named(name)?, document.filter.clone());
        }
        FilterEdit::Use(name) => document.filter = document.filters.get(name).ok_or(Refusal::Gone)?.clone(),
        FilterEdit::Forget(name) => {
            document.filters.remove(name).ok_or(Refusal::Gone)?;
        }
    }
    Ok(())
}

fn add_plan(document: &mut Document, name: &str) -> Result<(), Refusal> {
    let name = named(name)?;
    let id = document.take_id();
    document.plans.push(Arc::new(Plan::new(id, &name)));
    Ok(())
}

fn begin_plan(document: &mut Document, name: &str, edits: &[PlanEdit]) -> Result<(), Refusal> {
    let new = document.next_id;
    add_plan(document, name)?;
    edits.iter().try_for_each(|edit| edit_plan(document, new, edit))
}

fn duplicate_plan(document: &mut Document, id: u32) -> Result<(), Refusal> {
    let plan = document.plan(id).ok_or(Refusal::Gone)?.clone();
    let copy = document.take_id();
    document.plans.push(Arc::new(campaign::duplicate(&plan, copy)));
    Ok(())
}

fn edit_plan(document: &mut Document, id: u32, edit: &PlanEdit) -> Result<(), Refusal> {
    let position = position_of(&document.plans, |plan| plan.id == id)?;
    document.plans[position] = Arc::new(campaign::edit(&document.plans[position], edit)?);
    Ok(())
}

fn divert(document: &mut Document, id: u32, derived: &Derived) -> Result<(), Refusal> {
    let import = document.import(id).filter(|import| import.kind() == FileKind::Outgoing).ok_or(Refusal::Gone)?.clone();
    let scored = derived.scored.as_ref().filter(|_| derived.is_scored()).ok_or(Refusal::NotScored)?;
    let influencers = scored.scores.top_percent(document.share_percent);
    // Done again, it holds what goes to those who have become influencers since; what was released stays released.
    let known: HashSet<u32> = document.holds.iter().filter(|hold| hold.import_id == id).map(|hold| hold.row).collect();
    let holds = holding::divert(&import.table, id, &scored.people, influencers);
    for mut hold in holds.into_iter().filter(|hold| !known.contains(&hold.row)) {
        hold.id = document.take_id();
        document.holds.push(Arc::new(hold));
    }
    if !document.diverted.contains(&id) {
        document.diverted.push(id);
    }
    Ok(())
}

fn edit_hold(document: &mut Document, id: u32, subject: &str, body: &str) -> Result<(), Refusal> {
    let position = position_of(&document.holds, |hold| hold.id == id)?;
    let hold = &document.holds[position];
    if hold.status != HoldStatus::Held {
        return Err(Refusal::NotHeld);
    }
    let (subject, body) = (subject.to_owned(), body.to_owned());
    document.holds[position] = Arc::new(holding::Hold { subject, body, ..(**hold).clone() });
    Ok(())
}

/// Releasing is one of the four gates for opted-out people: their messages can only be dropped.
fn set_status(document: &mut Document, id: u32, status: HoldStatus, derived: &Derived) -> Result<(), Refusal> {
    let position = position_of(&document.holds, |hold| hold.id == id)?;
    let hold = &document.holds[position];
    if status == HoldStatus::Released {
        let scored = derived.scored.as_ref().filter(|_| derived.is_scored()).ok_or(Refusal::NotScored)?;
        let is_opted_out = |row: u32| scored.people.is_opted_out[row as usize];
        if scored.people.row(&hold.customer_id).is_some_and(is_opted_out) {
            return Err(Refusal::OptedOut);
        }
    }
    document.holds[position] = Arc::new(holding::Hold { status, ..(**hold).clone() });
    Ok(())
}

fn assign_results(document: &mut Document, id: u32, plan: Option<u32>) -> Result<(), Refusal> {
    let position = position_of(&document.imports, |import| import.id == id && import.kind().is_of_plan())?;
    if plan.is_some_and(|plan| document.plan(plan).is_none()) {
        return Err(Refusal::Gone);
    }
    document.imports[position] = Arc::new(Import { plan, ..(*document.imports[position]).clone() });
    Ok(())
}
