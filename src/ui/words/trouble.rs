//! Refusals and failures in words: what happened, what was kept, what to do next; never a code.

use crate::domain::campaign::PlanRefusal;
use crate::project::{News, Refusal, Trouble};

/// Why an edit was not done.
#[must_use]
pub fn refusal(refusal: &Refusal) -> String {
    match refusal {
        Refusal::Gone => "That is no longer there. Nothing was changed.".into(),
        Refusal::NoName => "A name is needed. The old one was kept.".into(),
        Refusal::NotScored => "The people are not scored yet. Nothing was changed; wait a moment and try again.".into(),
        Refusal::AlreadyImported(name) => {
            format!("The same rows are already here, from {name}. Nothing was added twice.")
        }
        Refusal::Followed(newer) => {
            format!("{newer} is a newer month of this file. Nothing was changed; take back the newer month first.")
        }
        Refusal::Plan(refusal) => plan(*refusal).into(),
        Refusal::NotHeld => "This message has already been released or dropped. Hold it again to change it.".into(),
        Refusal::WholeTribe => super::tribes::WHOLE_TRIBE.into(),
        Refusal::OptedOut => "This customer has opted out. The message stays held; it can only be dropped.".into(),
    }
}

fn plan(refusal: PlanRefusal) -> &'static str {
    match refusal {
        PlanRefusal::Locked => "An approved plan is locked. Begin a new version, or copy it, to change it.",
        PlanRefusal::NoName => "A plan needs a name. The old one was kept.",
        PlanRefusal::NotADate => "That is not a date. Write it as 2026-11-21; the old one was kept.",
        PlanRefusal::EndsBeforeStart => "The end lies before the start. The old date was kept.",
        PlanRefusal::NegativeMoney => "Money cannot be less than nothing. The old amount was kept.",
        PlanRefusal::NoSuchTreatment => "That treatment is no longer in the plan. Nothing was changed.",
        PlanRefusal::FixedAudience => {
            "This audience is a fixed list. Add people to it, or let it follow the scores to change its rule."
        }
        PlanRefusal::LastTreatment => "A plan needs a treatment. Add another one before you remove the last.",
        PlanRefusal::NobodyChosen => "Nobody is chosen yet. Widen the audience or raise the share, then approve.",
    }
}

/// What happened, what was kept, what to do next.
#[must_use]
pub fn machine(trouble: &Trouble) -> String {
    match trouble {
        Trouble::NotFound { file } => format!("{file} is not there any more. Nothing was changed; look for it and try again."),
        Trouble::NotAllowed { file } => {
            format!("This account may not use {file}. Nothing was changed; choose another place, or ask who looks after it.")
        }
        Trouble::IsAFolder { file } => format!("{file} is a folder. Nothing was changed; choose the files in it."),
        Trouble::TooLarge { file, n_bytes, limit_bytes } => format!(
            "{file} has {} MB, more than the {} MB that can be read at once. Nothing was added; split it and add the parts.",
            n_bytes / 1_000_000,
            limit_bytes / 1_000_000
        ),
        Trouble::ChangedWhileRead { file } => {
            format!("{file} changed while it was read. Nothing was added; add it again once it is finished.")
        }
        Trouble::DiskFull { file } => {
            format!("The disk is full: {file} was not written, and what was there before still is. Make room and try again.")
        }
        Trouble::OtherKind { file } => format!("{file} is not a Tribewise project. Nothing was changed; drop data files on the window instead."),
        Trouble::Damaged { file, kept_version } => match kept_version {
            Some(version) => format!("{file} is damaged and was left as it is. A good earlier version is kept here: {version}"),
            None => format!("{file} is damaged and was left as it is. Look for a copy or a backup of it."),
        },
        Trouble::Newer { file } => format!("{file} was made by a newer Tribewise. It was left as it is; update Tribewise to open it."),
        Trouble::InUse { file, host, since } => {
            format!("{file} is open in another window (on {host}, since {since}). Close it there first; nothing was changed.")
        }
        Trouble::ChangedOutside { file } => format!(
            "Somebody else has changed {file} since it was opened. It was not overwritten and your work is kept here; save it under another name."
        ),
        Trouble::Unwritable { file, why } => format!("{file} was not written: {why}. Nothing was changed."),
        Trouble::Other { file, why } => format!("{file} could not be used ({why}). Nothing was changed; try again or choose another place."),
        Trouble::NoHome => "This account has no folder for application data, so no project can be kept. Set TRIBEWISE_HOME to a folder.".into(),
        Trouble::NoDisplay => "No display was found, so no window can open. The road without a window: \
            `tribewise sample P.tribewise`, or `tribewise import P.tribewise FILE...` and `tribewise score P.tribewise`; \
            `tribewise --help` says the rest."
            .into(),
        Trouble::Bug => "Something went wrong inside Tribewise. Your project is as it was; a log was written. Try again, or restart.".into(),
    }
}

/// The first word on the command line is neither a command nor a project.
#[must_use]
pub fn no_such_command(word: &str) -> String {
    format!("“{word}” is neither a command nor a .tribewise project. `tribewise --help` lists the commands.")
}

/// What a person should hear about a project that was opened.
#[must_use]
pub fn news(news: &News) -> String {
    match news {
        News::Recovered { n_changes } => {
            format!(
                "{} that had not been saved in the file came back.",
                super::number::plural(usize::try_from(*n_changes).unwrap_or(0), "edit", "edits")
            )
        }
        News::ChangedOutside { kept: Some(kept) } => {
            format!(
                "The file was changed elsewhere and opened as it is there. Your own unsaved edits are kept in {kept}."
            )
        }
        News::ChangedOutside { kept: None } => "The file was changed elsewhere since you last had it open here.".into(),
        News::WorkingDamaged => {
            "The working copy on this computer could not be read, so the file was opened instead.".into()
        }
        News::EndedAbruptly => "Tribewise did not close properly last time. Everything you did is here.".into(),
    }
}
