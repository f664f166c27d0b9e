//! What a command is called, for undo, redo and the list of what was done.

use super::{
    cells, choosing, cleaning, doing, filter, judgement, look, number, pairing, pick, plan, said, stages, stance,
    tribes,
};
use crate::domain::campaign::PlanEdit;
use crate::domain::model::decisions::{IdentityEdit, RespectEdit};
use crate::project::{Command, Step};

/// A step in a few words, as in "Undo: rename the plan".
#[must_use]
pub fn step(step: Step<'_>) -> String {
    match step {
        Step::Select => pick("choose who is selected", "cambia la selezione").into(),
        Step::Edit(command) => name(command),
    }
}

/// The command in a few words, as in "Undo: rename the plan".
#[must_use]
pub fn name(command: &Command) -> String {
    match command {
        Command::RenameProject(_) => pick("rename the project", "rinomina il progetto").into(),
        Command::AddImports(imports) => match imports.as_slice() {
            [one] => said!("add {}" | "aggiungi {}", one.file_name),
            many => said!("add {} files" | "aggiungi {} file", many.len()),
        },
        Command::TakeBackImport(_) => pick("take a file back", "togli un file").into(),
        Command::DecideIdentity(edit) => identity(edit),
        Command::DecideCleaning(edit) => cleaning::edit(edit),
        Command::Judge(edit) => judgement::edit(edit),
        Command::DecideRespect(RespectEdit::SetBasis { .. }) => {
            pick("say why a file may be used", "indica perché un file si può usare").into()
        }
        Command::DecideRespect(RespectEdit::Erase { .. }) => pick("erase a person", "cancella una persona").into(),
        Command::DecideStages(edit) => stages::edit(edit),
        Command::DecideStances(edit) => stance::edit(edit),
        Command::SetSettings(_) => pick("change how people are scored", "cambia il calcolo dei punteggi").into(),
        Command::SetSharePercent(percent) => {
            said!("call {} % influencers" | "considera influencer il primo {} %", number::about(f64::from(*percent)))
        }
        Command::SetAssumptions(_) => {
            pick("change what the forecast assumes", "cambia le ipotesi della previsione").into()
        }
        Command::SetCurrency(currency) => {
            said!("count the money in {}" | "conta il denaro in {}", currency.sign)
        }
        Command::RenameTribe { name, .. } if name.trim().is_empty() => {
            pick("give a tribe its own name back", "ridai a una tribù il suo nome").into()
        }
        Command::RenameTribe { name, .. } => said!("name a tribe “{name}”" | "chiama una tribù “{name}”"),
        Command::ShapeTribes(edit) => tribes::edit(edit),
        Command::Filter(edit) => filter::edit(edit),
        Command::SetWording(wording) => {
            said!("say “{}”" | "di’ “{}”", super::calling::name(*wording).to_lowercase())
        }
        Command::SetPreset(preset) => said!("colour by {}" | "colora per {}", look::preset(*preset).to_lowercase()),
        Command::PinTribe { at: Some(_), .. } => pick("pin a tribe on the map", "fissa una tribù sulla mappa").into(),
        Command::PinTribe { at: None, .. } => {
            pick("let a tribe stand where it belongs", "rimetti una tribù al suo posto").into()
        }
        Command::AddPlan { name } | Command::BeginPlan { name, .. } => {
            said!("add the plan “{name}”" | "aggiungi il piano “{name}”")
        }
        Command::DuplicatePlan(_) => pick("copy the plan", "duplica il piano").into(),
        Command::Earlier { name } => name.clone(),
        Command::RemovePlan(_) => pick("remove the plan", "elimina il piano").into(),
        Command::EditPlan { edit, .. } => plan_edit(edit),
        Command::Divert { .. } => {
            pick("hold messages to influencers", "metti in attesa i messaggi agli influencer").into()
        }
        Command::EditHold { .. } => pick("edit a held message", "modifica un messaggio in attesa").into(),
        Command::ReleaseHold(_) => pick("release a message", "sblocca un messaggio").into(),
        Command::DropHold(_) => pick("drop a message", "scarta un messaggio").into(),
        Command::KeepHold(_) => pick("hold the message again", "rimetti in attesa il messaggio").into(),
        Command::Learn(edit) => super::learned::edit(edit),
        Command::AssignResults { .. } => pick("match results with a plan", "abbina i risultati a un piano").into(),
    }
}

fn identity(edit: &IdentityEdit) -> String {
    match edit {
        IdentityEdit::Merge(ids) => {
            said!("make {} one person" | "fai di {} una sola persona", ids.join(pick(" and ", " e ")))
        }
        IdentityEdit::MergeAll(groups) => said!(
            "make {} of those listed twice" | "unifica {} tra chi compare due volte",
            number::people(groups.len())
        ),
        IdentityEdit::ForgetApart(a, b) => {
            said!("no longer keep {a} and {b} apart" | "non tenere più distinti {a} e {b}")
        }
        IdentityEdit::KeepApart(a, b) => said!("keep {a} and {b} apart" | "tieni distinti {a} e {b}"),
        IdentityEdit::Split(id) => said!("take {id} apart again" | "separa di nuovo {id}"),
    }
}

/// An edit of a plan in a few words.
#[must_use]
pub fn plan_edit(edit: &PlanEdit) -> String {
    match edit {
        PlanEdit::Rename(name) => said!("name the plan “{name}”" | "chiama il piano “{name}”"),
        PlanEdit::SetGoal(goal) => {
            said!("set the goal to {}" | "imposta l’obiettivo: {}", plan::goal(*goal).to_lowercase())
        }
        PlanEdit::AddTribes(tribes) => {
            said!("add {} to the audience" | "aggiungi {} al pubblico", number::tribes(tribes.len()))
        }
        PlanEdit::RemoveTribe(_) => pick("take a tribe out of the audience", "togli una tribù dal pubblico").into(),
        PlanEdit::AddPeople(people) => {
            said!("add {} to the audience" | "aggiungi {} al pubblico", number::people(people.len()))
        }
        PlanEdit::AddChosen { tribes, people } => {
            said!(
                "add {} and {} to the audience" | "aggiungi {} e {} al pubblico",
                number::tribes(tribes.len()),
                number::people(people.len())
            )
        }
        PlanEdit::RemovePeople(people) => {
            said!("take {} out of the audience" | "togli {} dal pubblico", number::people(people.len()))
        }
        PlanEdit::ExcludePeople(people) => said!("leave {} out" | "lascia fuori {}", number::people(people.len())),
        PlanEdit::ClearAudience => pick("make everyone the audience", "fai di tutti il pubblico").into(),
        PlanEdit::SetSharePercent(percent) => {
            said!("choose the top {} %" | "scegli il primo {} %", number::about(f64::from(*percent)))
        }
        PlanEdit::SetTreatment(treatment) => {
            said!("treat with {}" | "tratta con: {}", plan::treatment(*treatment).to_lowercase())
        }
        PlanEdit::SetMessage(_) => pick("write the message", "scrivi il messaggio").into(),
        PlanEdit::SetOffer(_) => pick("write the offer", "scrivi l’offerta").into(),
        PlanEdit::SetOwner(_) => pick("set the owner", "imposta il responsabile").into(),
        PlanEdit::SetStartsOn(_) => pick("set the start", "imposta l’inizio").into(),
        PlanEdit::SetEndsOn(_) => pick("set the end", "imposta la fine").into(),
        PlanEdit::SetDaysOff(_) => pick("set the days off", "imposta i giorni di chiusura").into(),
        PlanEdit::SetSuccessMeasure(_) => pick("say what success is", "indica che cosa è un successo").into(),
        PlanEdit::Approve(_) | PlanEdit::Launch { .. } => pick("approve the plan", "approva il piano").into(),
        PlanEdit::Reopen => pick("begin a new version of the plan", "inizia una nuova versione del piano").into(),
        PlanEdit::SetStatus(status) => {
            said!("mark the plan {}" | "segna il piano come {}", plan::status(*status).to_lowercase())
        }
        PlanEdit::SetCostAHead(cents) => {
            said!("set the cost to {} a head" | "imposta il costo a {} a testa", number::money(*cents))
        }
        PlanEdit::SetBudget(0) => pick("lift the budget limit", "togli il limite di budget").into(),
        PlanEdit::SetBudget(cents) => said!("set the budget to {}" | "imposta il budget a {}", number::money(*cents)),
        PlanEdit::SetControlPercent(percent) => {
            said!("keep {percent:.0} % for comparison" | "tieni da parte {percent:.0} % per confronto")
        }
        PlanEdit::Choose(edit) => choosing::choice_edit(edit),
        PlanEdit::Design(edit) => cells::edit(edit),
        PlanEdit::Pair(edit) => pairing::edit(edit),
        PlanEdit::SetSeed(_) => {
            pick("draw the comparison group again", "estrai di nuovo il gruppo di confronto").into()
        }
        other => doing::edit(other),
    }
}
