//! Refusals and failures in words: what happened, what was kept, what to do next; never a code.

use super::{number, pick, said, sentences};
use crate::domain::campaign::PlanRefusal;
use crate::project::{News, Refusal, Trouble};

/// Why an edit was not done.
#[must_use]
pub fn refusal(refusal: &Refusal) -> String {
    match refusal {
        Refusal::Gone => {
            pick("That is no longer there. Nothing was changed.", "Non c’è più. Non è cambiato nulla.").into()
        }
        Refusal::NoName => {
            pick("A name is needed. The old one was kept.", "Serve un nome. È rimasto quello di prima.").into()
        }
        Refusal::NotScored => pick(
            "The people are not scored yet. Nothing was changed; wait a moment and try again.",
            "Le persone non hanno ancora un punteggio. Non è cambiato nulla; aspetta un momento e riprova.",
        )
        .into(),
        Refusal::AlreadyImported(name) => said!(
            "The same rows are already here, from {name}. Nothing was added twice."
                | "Le stesse righe ci sono già, da {name}. Niente è stato aggiunto due volte."
        ),
        Refusal::Followed(newer) => said!(
            "{newer} is a newer month of this file. Nothing was changed; take back the newer month first."
                | "{newer} è un mese più recente di questo file. Non è cambiato nulla; prima togli il mese più recente."
        ),
        Refusal::Plan(refusal) => plan(*refusal).into(),
        Refusal::NotHeld => pick(
            "This message has already been released or dropped. Hold it again to change it.",
            "Questo messaggio è già stato sbloccato o scartato. Per cambiarlo, rimettilo in attesa.",
        )
        .into(),
        Refusal::WholeTribe => super::tribes::whole_tribe().into(),
        Refusal::OptedOut => pick(
            "This customer has opted out. Nothing was changed: nothing is decided about them, and a message to them can only be dropped.",
            "Questo cliente ha negato il consenso. Non è cambiato nulla: su di lui non si decide nulla e un messaggio per lui si può solo scartare.",
        )
        .into(),
    }
}

fn plan(refusal: PlanRefusal) -> &'static str {
    match refusal {
        PlanRefusal::Locked => pick(
            "An approved plan is locked. Begin a new version, or copy it, to change it.",
            "Un piano approvato è bloccato. Per cambiarlo, inizia una nuova versione o duplicalo.",
        ),
        PlanRefusal::NoName => {
            pick("A plan needs a name. The old one was kept.", "A un piano serve un nome. È rimasto quello di prima.")
        }
        PlanRefusal::NotADate => pick(
            "That is not a date. Write it as 2026-11-21; the old one was kept.",
            "Questa non è una data. Scrivila così: 21/11/2026; è rimasta quella di prima.",
        ),
        PlanRefusal::EndsBeforeStart => pick(
            "The end lies before the start. The old date was kept.",
            "La fine viene prima dell’inizio. È rimasta la data di prima.",
        ),
        PlanRefusal::NegativeMoney => pick(
            "Money cannot be less than nothing. The old amount was kept.",
            "Un importo non può essere sotto zero. È rimasto quello di prima.",
        ),
        PlanRefusal::NoSuchTreatment => pick(
            "That treatment is no longer in the plan. Nothing was changed.",
            "Quel trattamento non è più nel piano. Non è cambiato nulla.",
        ),
        PlanRefusal::FixedAudience => pick(
            "This audience is a fixed list. Add people to it, or let it follow the scores to change its rule.",
            "Questo pubblico è un elenco fisso. Aggiungi persone, oppure lascia che segua i punteggi per cambiarne la regola.",
        ),
        PlanRefusal::LastTreatment => pick(
            "A plan needs a treatment. Add another one before you remove the last.",
            "A un piano serve un trattamento. Aggiungine un altro prima di togliere l’ultimo.",
        ),
        PlanRefusal::NobodyChosen => pick(
            "Nobody is chosen yet. Widen the audience or raise the share, then approve.",
            "Non è ancora stato scelto nessuno. Allarga il pubblico o alza la quota, poi approva.",
        ),
    }
}

/// What happened, what was kept, what to do next.
#[must_use]
pub fn machine(trouble: &Trouble) -> String {
    match trouble {
        Trouble::NotFound { file } => said!(
            "{file} is not there any more. Nothing was changed; look for it and try again."
                | "{file} non c’è più. Non è cambiato nulla; cercalo e riprova."
        ),
        Trouble::NotAllowed { file } => said!(
            "This account may not use {file}. Nothing was changed; choose another place, or ask who looks after it."
                | "Questo account non può usare {file}. Non è cambiato nulla; scegli un altro posto, o chiedi a chi lo gestisce."
        ),
        Trouble::IsAFolder { file } => said!(
            "{file} is a folder. Nothing was changed; choose the files in it."
                | "{file} è una cartella. Non è cambiato nulla; scegli i file che contiene."
        ),
        Trouble::TooLarge { file, n_bytes, limit_bytes } => said!(
            "{file} has {} MB, more than the {} MB that can be read at once. Nothing was added; split it and add the parts."
                | "{file} ha {} MB, più dei {} MB che si possono leggere in una volta. Non è stato aggiunto nulla; dividilo e aggiungi le parti.",
            n_bytes / 1_000_000,
            limit_bytes / 1_000_000
        ),
        Trouble::ChangedWhileRead { file } => said!(
            "{file} changed while it was read. Nothing was added; add it again once it is finished."
                | "{file} è cambiato durante la lettura. Non è stato aggiunto nulla; aggiungilo di nuovo quando è finito."
        ),
        Trouble::DiskFull { file } => said!(
            "The disk is full: {file} was not written, and what was there before still is. Make room and try again."
                | "Il disco è pieno: {file} non è stato scritto, e ciò che c’era prima c’è ancora. Libera spazio e riprova."
        ),
        Trouble::OtherKind { file } => said!(
            "{file} is not a Tribewise project. Nothing was changed; drop data files on the window instead."
                | "{file} non è un progetto Tribewise. Non è cambiato nulla; i file di dati trascinali sulla finestra."
        ),
        Trouble::Damaged { file, kept_version } => damaged(file, kept_version.as_deref()),
        Trouble::Newer { file } => said!(
            "{file} was made by a newer Tribewise. It was left as it is; update Tribewise to open it."
                | "{file} è stato creato da un Tribewise più recente. È rimasto com’è; per aprirlo aggiorna Tribewise."
        ),
        Trouble::InUse { file, host, since } => said!(
            "{file} is open in another window (on {host}, since {since}). Close it there first; nothing was changed."
                | "{file} è aperto in un’altra finestra (su {host}, da {since}). Prima chiudilo lì; non è cambiato nulla."
        ),
        Trouble::ChangedOutside { file } => said!(
            "Somebody else has changed {file} since it was opened. It was not overwritten and your work is kept here; save it under another name."
                | "Qualcun altro ha cambiato {file} dopo che è stato aperto. Non è stato sovrascritto e il tuo lavoro è conservato qui; salvalo con un altro nome."
        ),
        Trouble::Unwritable { file, why } => said!(
            "{file} was not written: {why}. Nothing was changed."
                | "{file} non è stato scritto: {why}. Non è cambiato nulla."
        ),
        Trouble::Other { file, why } => said!(
            "{file} could not be used ({why}). Nothing was changed; try again or choose another place."
                | "{file} non si è potuto usare ({why}). Non è cambiato nulla; riprova o scegli un altro posto."
        ),
        Trouble::NoHome => no_home().into(),
        Trouble::NoDisplay => no_display().into(),
        Trouble::Bug => bug().into(),
    }
}

fn damaged(file: &str, kept_version: Option<&str>) -> String {
    match kept_version {
        Some(version) => said!(
            "{file} is damaged and was left as it is. A good earlier version is kept here: {version}"
                | "{file} è danneggiato ed è rimasto com’è. Una versione precedente integra è conservata qui: {version}"
        ),
        None => said!(
            "{file} is damaged and was left as it is. Look for a copy or a backup of it."
                | "{file} è danneggiato ed è rimasto com’è. Cercane una copia o un backup."
        ),
    }
}

sentences! {
    no_home: "This account has no folder for application data, so no project can be kept. Set TRIBEWISE_HOME to a folder."
        | "Questo account non ha una cartella per i dati delle applicazioni, quindi non si può conservare nessun progetto. Imposta TRIBEWISE_HOME su una cartella.";
    no_display: "No display was found, so no window can open. The road without a window: `tribewise sample P.tribewise`, or `tribewise import P.tribewise FILE...` and `tribewise score P.tribewise`; `tribewise --help` says the rest."
        | "Non è stato trovato nessuno schermo, quindi non si può aprire nessuna finestra. La via senza finestra: `tribewise sample P.tribewise`, oppure `tribewise import P.tribewise FILE...` e `tribewise score P.tribewise`; il resto lo dice `tribewise --help`.";
    bug: "Something went wrong inside Tribewise. Your project is as it was; a log was written. Try again, or restart."
        | "Qualcosa è andato storto dentro Tribewise. Il tuo progetto è com’era; è stato scritto un registro. Riprova, o riavvia.";
}

/// The first word on the command line is neither a command nor a project.
#[must_use]
pub fn no_such_command(word: &str) -> String {
    said!(
        "“{word}” is neither a command nor a .tribewise project. `tribewise --help` lists the commands."
            | "“{word}” non è né un comando né un progetto .tribewise. `tribewise --help` elenca i comandi."
    )
}

/// What a person should hear about a project that was opened.
#[must_use]
pub fn news(news: &News) -> String {
    match news {
        News::Recovered { n_changes } => {
            let n = usize::try_from(*n_changes).unwrap_or(0);
            let (one, many) = pick(("edit", "edits"), ("modifica", "modifiche"));
            said!(
                "{} that had not been saved in the file came back."
                    | "Recuperato ciò che non era stato salvato nel file: {}.",
                number::plural(n, one, many)
            )
        }
        News::ChangedOutside { kept: Some(kept) } => said!(
            "The file was changed elsewhere and opened as it is there. Your own unsaved edits are kept in {kept}."
                | "Il file è stato cambiato altrove ed è aperto com’è lì. Le tue modifiche non salvate sono conservate in {kept}."
        ),
        News::ChangedOutside { kept: None } => pick(
            "The file was changed elsewhere since you last had it open here.",
            "Il file è stato cambiato altrove dopo l’ultima volta che l’hai aperto qui.",
        )
        .into(),
        News::WorkingDamaged => pick(
            "The working copy on this computer could not be read, so the file was opened instead.",
            "La copia di lavoro su questo computer non si è potuta leggere, quindi è stato aperto il file.",
        )
        .into(),
        News::EndedAbruptly => pick(
            "Tribewise did not close properly last time. Everything you did is here.",
            "L’ultima volta Tribewise non si è chiuso bene. Tutto ciò che hai fatto è qui.",
        )
        .into(),
    }
}
