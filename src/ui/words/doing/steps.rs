//! Where a campaign stands, what comes next and what was edited in its plan, in words.

use crate::domain::campaign::{NextStep, PlanEdit, Review, TaskState};
use crate::ui::words::{day, number, panel, pick, plan, said, sentences, stages, stance};

sentences! {
    mark_running: "Mark as running" | "Segna come in corso";
    mark_finished: "Mark as done" | "Segna come concluso";
    copy_and_change: "Copy the plan" | "Copia il piano";
}

/// Where a campaign stands.
#[must_use]
pub fn standing(review: &Review) -> String {
    let week = review.week.map_or_else(
        || pick("It has not started.", "Non è ancora cominciata.").to_owned(),
        |week| said!("Week {week}." | "Settimana {week}."),
    );
    let (n_done, n_tasks) = (number::count(review.n_done), number::count(review.n_tasks));
    let done = said!("{n_done} of {n_tasks} tasks are done" | "Attività fatte: {n_done} su {n_tasks}");
    let late = if review.n_late == 0 {
        pick("none is late", "nessuna in ritardo").to_owned()
    } else {
        super::late(review.n_late)
    };
    let tasks = number::plural(review.n_this_week, pick("task is due", "attività"), pick("tasks are due", "attività"));
    let soon = said!("{tasks} this week" | "{tasks} in scadenza questa settimana");
    let (spent, planned) = (number::money(review.actual_cents), number::money(review.planned_cents));
    let money = said!("{spent} of {planned} spent" | "Spesi finora: {spent} su {planned}");
    format!("{week} {done}, {late}; {soon}. {money}.")
}

/// The next step of a campaign.
#[must_use]
pub fn next_step(step: NextStep) -> String {
    let tasks = |n: usize| number::plural(n, pick("task is", "attività"), pick("tasks are", "attività"));
    match step {
        NextStep::FillIn(item) => format!("{}.", plan::readiness(item).1),
        NextStep::Approve => pick("Everything is there: approve it.", "C’è tutto: approvalo.").into(),
        NextStep::Wait { days: n } => {
            said!("It starts in {}. Hand the lists over." | "Comincia tra {}. Consegna gli elenchi.", days(n))
        }
        NextStep::Start => pick(
            "Its day has come: mark it as running, and begin with the tasks.",
            "È arrivato il giorno: segnalo come in corso e comincia con le attività.",
        )
        .into(),
        NextStep::CatchUp { n_late } => said!(
            "Catch up: {} late. Do more a day, or end later."
                | "Recupera: {} in ritardo. Fanne di più al giorno, o finisci più tardi.",
            tasks(n_late)
        ),
        NextStep::GoOn { n_left } => said!(
            "Go on: {} left, none of them late." | "Continua così: {} da fare, nessuna in ritardo.",
            tasks(n_left)
        ),
        NextStep::WaitForEffect { days: n } => said!(
            "Everything is done. In {} the effect can be measured: leave these people alone until then."
                | "È tutto fatto. Tra {} si potrà misurare l’effetto: fino ad allora lascia in pace queste persone.",
            days(n)
        ),
        of => learned(of).into(),
    }
}

/// What to do once an effect can be measured.
fn learned(step: NextStep) -> &'static str {
    match step {
        NextStep::BringResults => pick(
            "Bring in the file of what customers did, and see whether it helped.",
            "Aggiungi il file di ciò che hanno fatto i clienti, e guarda se è servito.",
        ),
        NextStep::Widen => pick(
            "It helped. Copy the plan for the next tribes, and keep a comparison group again.",
            "È servito. Copia il piano per le prossime tribù, e tieni di nuovo qualcuno per confronto.",
        ),
        NextStep::ChangeOneThing => pick(
            "It cannot be told whether it helped. Copy the plan, change one thing, and treat more people.",
            "Non si può dire se sia servito. Copia il piano, cambia una cosa sola e tratta più persone.",
        ),
        _ => pick(
            "It harmed. Stop, and write down what was learned before anything else is sent.",
            "Ha fatto danno. Fermati, e scrivi che cosa si è imparato prima di inviare altro.",
        ),
    }
}

fn days(n: u32) -> String {
    number::plural(n as usize, pick("day", "giorno"), pick("days", "giorni"))
}

/// A version of the plan, with the day it was approved on, where it was.
#[must_use]
pub fn version(n: u32, approved_on: Option<&str>) -> String {
    match approved_on {
        Some(on) if !on.is_empty() => {
            let on = day::said(on);
            said!("Version {n}, approved on {on}" | "Versione {n}, approvata il {on}")
        }
        Some(_) => said!("Version {n}, approved" | "Versione {n}, approvata"),
        None => said!("Version {n}, as it is now" | "Versione {n}, com’è adesso"),
    }
}

/// What an edit of treatments, tasks, goal or audience is called.
#[must_use]
pub fn edit(edit: &PlanEdit) -> String {
    match edit {
        PlanEdit::PickGoal { goal, .. } => {
            said!("set the goal to {}" | "imposta l’obiettivo: {}", plan::goal(*goal).to_lowercase())
        }
        PlanEdit::SetHorizon(0) => pick("measure when the goal says", "misura quando lo prevede l’obiettivo").into(),
        PlanEdit::SetHorizon(n) => said!("measure after {}" | "misura dopo {}", days(*n)),
        PlanEdit::AddTreatment(kind) => {
            said!("add a treatment: {}" | "aggiungi un trattamento: {}", plan::treatment(*kind).to_lowercase())
        }
        PlanEdit::ChangeTreatment(new) => {
            said!("change the terms of: {}" | "cambia le condizioni di: {}", plan::treatment(new.kind).to_lowercase())
        }
        PlanEdit::RemoveTreatment(_) => pick("remove a treatment", "togli un trattamento").into(),
        PlanEdit::SetMailing(_) => {
            pick("say what the mass mailing costs", "indica quanto costa l’invio di massa").into()
        }
        PlanEdit::MarkTasks { tasks, state, .. } => mark(tasks.len(), *state),
        PlanEdit::NoteOutcome { .. } => pick("note what came of a task", "annota com’è andata un’attività").into(),
        PlanEdit::Answer(..) => {
            pick("answer a question of the strategy", "rispondi a una domanda della strategia").into()
        }
        PlanEdit::SetPanelBounds(bounds) => panel::bounds_edit(*bounds),
        PlanEdit::NoteReview { .. } => pick("note the week's review", "annota la verifica della settimana").into(),
        other => audience(other),
    }
}

fn mark(n: usize, of: TaskState) -> String {
    let tasks = number::plural(n, pick("task", "attività"), pick("tasks", "attività"));
    said!("mark {tasks} as {}" | "segna {tasks} come: {}", super::state(of).to_lowercase())
}

fn audience(edit: &PlanEdit) -> String {
    let on_off = |what: &str| said!("narrow the audience by {what}" | "restringi il pubblico per {what}");
    match edit {
        PlanEdit::ToggleStage(of) => on_off(&said!("stage: {}" | "fase: {}", stages::stage(*of).to_lowercase())),
        PlanEdit::ToggleStance(of) => on_off(&said!("stance: {}" | "opinione: {}", stance::stance(*of).to_lowercase())),
        PlanEdit::SetTopPercent(0.0) => {
            pick("no longer narrow the audience by influence", "non restringere più il pubblico per influenza").into()
        }
        PlanEdit::SetTopPercent(percent) => {
            on_off(&said!("influence: the top {percent:.0} %" | "influenza: primo {percent:.0} %"))
        }
        PlanEdit::SetColumn(column) if column.values.is_empty() => {
            said!("no longer narrow the audience by {}" | "non restringere più il pubblico per {}", column.heading)
        }
        PlanEdit::SetColumn(column) => on_off(&column.heading),
        PlanEdit::FixAudience(ids) => {
            said!("fix the audience at {}" | "fissa il pubblico a {}", number::people(ids.0.len()))
        }
        PlanEdit::LetAudienceLive => {
            pick("let the audience follow the scores", "lascia che il pubblico segua i punteggi").into()
        }
        _ => pick("change the plan", "modifica il piano").into(),
    }
}
