//! What a person can do to a project, each a sentence they could say, and what the shell must do afterwards.

use super::document::{Document, Import};
use crate::domain::campaign::PlanEdit;
use crate::domain::filter::FilterEdit;
use crate::domain::forecast::Assumptions;
use crate::domain::guise::Preset;
use crate::domain::model::decisions::{
    CleaningEdit, IdentityEdit, JudgementEdit, RespectEdit, StagesEdit, StancesEdit, TribeEdit,
};
use crate::domain::model::{Currency, ScoreSettings, Table, Wording};
use std::sync::Arc;

/// One gesture. Undo is the same road backwards.
#[derive(Clone, Debug)]
pub enum Command {
    RenameProject(String),
    /// The imports' ids are given by the project, whatever they hold.
    AddImports(Vec<Import>),
    TakeBackImport(u32),
    /// Who is one person.
    DecideIdentity(IdentityEdit),
    /// What counts as a person, as the market and as a tie.
    DecideCleaning(CleaningEdit),
    /// What somebody knows better than the figures.
    Judge(JudgementEdit),
    /// Whom to leave alone.
    DecideRespect(RespectEdit),
    /// How people's stages are told, or somebody's stage.
    DecideStages(StagesEdit),
    /// How people's stances are told, or somebody's stance.
    DecideStances(StancesEdit),
    SetSettings(ScoreSettings),
    SetSharePercent(f32),
    SetAssumptions(Assumptions),
    /// What all amounts are in.
    SetCurrency(Currency),
    /// Tribes joined, parted, filled or coloured by hand.
    ShapeTribes(TribeEdit),
    RenameTribe {
        tribe: u32,
        name: String,
    },
    /// Who is on show.
    Filter(FilterEdit),
    /// What colour and size mean on the map.
    SetPreset(Preset),
    /// What those whose word others follow are called.
    SetWording(Wording),
    /// Where a tribe stands on the map by hand; none: where it belongs.
    PinTribe {
        tribe: u32,
        at: Option<[f32; 2]>,
    },
    AddPlan {
        name: String,
    },
    /// A plan that begins with some decisions taken: from a template, or for whoever was selected.
    BeginPlan {
        name: String,
        edits: Vec<PlanEdit>,
    },
    DuplicatePlan(u32),
    RemovePlan(u32),
    /// A step of an earlier session, known by its name alone: undo and redo lead over it, and it is never done anew.
    Earlier {
        name: String,
    },
    EditPlan {
        plan: u32,
        edit: PlanEdit,
    },
    /// Keep back the messages of an outgoing file that go to influencers.
    Divert {
        import: u32,
    },
    EditHold {
        hold: u32,
        subject: String,
        body: String,
    },
    ReleaseHold(u32),
    DropHold(u32),
    /// Back into the holding area, from released or dropped.
    KeepHold(u32),
    /// These results belong to that plan.
    AssignResults {
        import: u32,
        plan: Option<u32>,
    },
    /// What measured campaigns taught.
    Learn(LearnEdit),
}

/// One edit of what was learned.
#[derive(Clone, Debug, PartialEq)]
pub enum LearnEdit {
    /// Keep what these results say now, whatever becomes of their plan.
    Keep { import: u32 },
    /// What the planner says of it.
    Remark { lesson: u32, text: String },
    /// No longer keep it.
    Forget(u32),
}

/// What follows from an accepted command, for the shell to carry out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Effect {
    /// Ties, tribes and scores are out of date.
    Rescore,
    /// Forecasts may be out of date.
    Reforecast,
}

/// What a change from one document to another makes out of date; used by undo and redo.
pub(super) fn effects_between(before: &Document, after: &Document) -> Vec<Effect> {
    let scored_by = |document: &Document| -> Vec<(u32, *const Table)> {
        let scored = document.imports.iter().filter(|import| import.kind().is_for_scores());
        scored.map(|import| (import.id, Arc::as_ptr(&import.table))).collect()
    };
    let mut effects = Vec::new();
    // Whoever was erased, if only from a plan, is looked for among the people no more.
    let same_decisions = before.decisions.for_scores() == after.decisions.for_scores()
        && before.decisions.respect.erased == after.decisions.respect.erased;
    if before.settings != after.settings || !same_decisions || scored_by(before) != scored_by(after) {
        effects.push(Effect::Rescore);
    }
    let same_plans = before.plans.len() == after.plans.len()
        && before.plans.iter().zip(&after.plans).all(|(x, y)| Arc::ptr_eq(x, y));
    if !same_plans || before.assumptions != after.assumptions {
        effects.push(Effect::Reforecast);
    }
    effects
}

impl Command {
    /// Whether there is no way back from it: it takes things out of what undo would bring back, too.
    pub(super) fn is_final(&self) -> bool {
        matches!(self, Command::DecideRespect(RespectEdit::Erase { .. }))
    }

    /// Whether `next` goes on typing or dragging where this command left off, so that both are one step to undo.
    pub(super) fn continues_in(&self, next: &Command) -> bool {
        match (self, next) {
            (
                Command::EditPlan { plan: a, edit: PlanEdit::Pair(x) },
                Command::EditPlan { plan: b, edit: PlanEdit::Pair(y) },
            ) => a == b && x.is_typing() && x.is_same_place(y),
            (Command::EditPlan { plan: a, edit: x }, Command::EditPlan { plan: b, edit: y }) => {
                a == b && x.continues_in(y)
            }
            (Command::EditHold { hold: a, .. }, Command::EditHold { hold: b, .. })
            | (Command::RenameTribe { tribe: a, .. }, Command::RenameTribe { tribe: b, .. })
            | (
                Command::Learn(LearnEdit::Remark { lesson: a, .. }),
                Command::Learn(LearnEdit::Remark { lesson: b, .. }),
            ) => a == b,
            (Command::Judge(JudgementEdit::Note { id: a, .. }), Command::Judge(JudgementEdit::Note { id: b, .. })) => {
                a == b
            }
            (Command::RenameProject(_), Command::RenameProject(_)) | (Command::SetPreset(_), Command::SetPreset(_)) => {
                true
            }
            _ => false,
        }
    }
}
