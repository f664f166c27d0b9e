//! What a command is called, for undo, redo and the list of what was done.

use super::{cells, choosing, cleaning, doing, filter, judgement, look, number, pairing, plan, stages, stance, tribes};
use crate::domain::campaign::PlanEdit;
use crate::domain::model::decisions::{IdentityEdit, RespectEdit};
use crate::project::{Command, Step};

/// A step in a few words, as in "Undo: rename the plan".
#[must_use]
pub fn step(step: Step<'_>) -> String {
    match step {
        Step::Select => "choose who is selected".into(),
        Step::Edit(command) => name(command),
    }
}

/// The command in a few words, as in "Undo: rename the plan".
#[must_use]
pub fn name(command: &Command) -> String {
    match command {
        Command::RenameProject(_) => "rename the project".into(),
        Command::AddImports(imports) => match imports.as_slice() {
            [one] => format!("add {}", one.file_name),
            many => format!("add {} files", many.len()),
        },
        Command::TakeBackImport(_) => "take a file back".into(),
        Command::DecideIdentity(edit) => identity(edit),
        Command::DecideCleaning(edit) => cleaning::edit(edit),
        Command::Judge(edit) => judgement::edit(edit),
        Command::DecideRespect(RespectEdit::SetBasis { .. }) => "say why a file may be used".into(),
        Command::DecideRespect(RespectEdit::Erase { .. }) => "erase a person".into(),
        Command::DecideStages(edit) => stages::edit(edit),
        Command::DecideStances(edit) => stance::edit(edit),
        Command::SetSettings(_) => "change how people are scored".into(),
        Command::SetSharePercent(percent) => format!("call {} % influencers", number::about(f64::from(*percent))),
        Command::SetAssumptions(_) => "change what the forecast assumes".into(),
        Command::RenameTribe { name, .. } if name.trim().is_empty() => "give a tribe its own name back".into(),
        Command::RenameTribe { name, .. } => format!("name a tribe “{name}”"),
        Command::ShapeTribes(edit) => tribes::edit(edit),
        Command::Filter(edit) => filter::edit(edit),
        Command::SetPreset(preset) => format!("colour by {}", look::preset(*preset).to_lowercase()),
        Command::PinTribe { at: Some(_), .. } => "pin a tribe on the map".into(),
        Command::PinTribe { at: None, .. } => "let a tribe stand where it belongs".into(),
        Command::AddPlan { name } | Command::BeginPlan { name, .. } => format!("add the plan “{name}”"),
        Command::DuplicatePlan(_) => "copy the plan".into(),
        Command::Earlier { name } => name.clone(),
        Command::RemovePlan(_) => "remove the plan".into(),
        Command::EditPlan { edit, .. } => plan_edit(edit),
        Command::Divert { .. } => "hold messages to influencers".into(),
        Command::EditHold { .. } => "edit a held message".into(),
        Command::ReleaseHold(_) => "release a message".into(),
        Command::DropHold(_) => "drop a message".into(),
        Command::KeepHold(_) => "hold the message again".into(),
        Command::AssignResults { .. } => "match results with a plan".into(),
    }
}

fn identity(edit: &IdentityEdit) -> String {
    match edit {
        IdentityEdit::Merge(ids) => format!("make {} one person", ids.join(" and ")),
        IdentityEdit::MergeAll(groups) => format!("make {} of those listed twice", number::people(groups.len())),
        IdentityEdit::ForgetApart(a, b) => format!("no longer keep {a} and {b} apart"),
        IdentityEdit::KeepApart(a, b) => format!("keep {a} and {b} apart"),
        IdentityEdit::Split(id) => format!("take {id} apart again"),
    }
}

/// An edit of a plan in a few words.
#[must_use]
pub fn plan_edit(edit: &PlanEdit) -> String {
    match edit {
        PlanEdit::Rename(name) => format!("name the plan “{name}”"),
        PlanEdit::SetGoal(goal) => format!("set the goal to {}", plan::goal(*goal).to_lowercase()),
        PlanEdit::AddTribes(tribes) => format!("add {} to the audience", number::tribes(tribes.len())),
        PlanEdit::RemoveTribe(_) => "take a tribe out of the audience".into(),
        PlanEdit::AddPeople(people) => format!("add {} to the audience", number::people(people.len())),
        PlanEdit::AddChosen { tribes, people } => {
            format!("add {} and {} to the audience", number::tribes(tribes.len()), number::people(people.len()))
        }
        PlanEdit::RemovePeople(people) => format!("take {} out of the audience", number::people(people.len())),
        PlanEdit::ExcludePeople(people) => format!("leave {} out", number::people(people.len())),
        PlanEdit::ClearAudience => "make everyone the audience".into(),
        PlanEdit::SetSharePercent(percent) => format!("choose the top {} %", number::about(f64::from(*percent))),
        PlanEdit::SetTreatment(treatment) => format!("treat with {}", plan::treatment(*treatment).to_lowercase()),
        PlanEdit::SetMessage(_) => "write the message".into(),
        PlanEdit::SetOffer(_) => "write the offer".into(),
        PlanEdit::SetOwner(_) => "set the owner".into(),
        PlanEdit::SetStartsOn(_) => "set the start".into(),
        PlanEdit::SetEndsOn(_) => "set the end".into(),
        PlanEdit::SetSuccessMeasure(_) => "say what success is".into(),
        PlanEdit::Approve(_) | PlanEdit::Launch { .. } => "approve the plan".into(),
        PlanEdit::Reopen => "begin a new version of the plan".into(),
        PlanEdit::SetStatus(status) => format!("mark the plan {}", plan::status(*status).to_lowercase()),
        PlanEdit::SetCostAHead(cents) => format!("set the cost to {} a head", number::money(*cents)),
        PlanEdit::SetBudget(0) => "lift the budget limit".into(),
        PlanEdit::SetBudget(cents) => format!("set the budget to {}", number::money(*cents)),
        PlanEdit::SetControlPercent(percent) => format!("keep {percent:.0} % for comparison"),
        PlanEdit::Choose(edit) => choosing::choice_edit(edit),
        PlanEdit::Design(edit) => cells::edit(edit),
        PlanEdit::Pair(edit) => pairing::edit(edit),
        PlanEdit::SetSeed(_) => "draw the comparison group again".into(),
        other => doing::edit(other),
    }
}
