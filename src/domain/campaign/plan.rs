//! One campaign's decisions as a value; knows nothing of how they are edited, drawn or stored.

use super::audience::{Audience, Ids, SetColumn};
use super::board::{TaskMark, TaskState};
use super::money::MassMailing;
use super::panel::PanelBounds;
use super::strategy::{Question, ReviewNote, Strategy};
use super::treatments::PlanTreatment;
use super::versions::PlanVersion;
use super::{CellDesign, CellEdit, Choice, ChoiceEdit, How};
use crate::domain::model::{Stage, Stance};
use crate::domain::pairing::{Pairing, PairingEdit};
use serde::{Deserialize, Serialize};

/// What the campaign is for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Goal {
    #[default]
    LessChurn,
    MoreRevenue,
    CrossSell,
    Launch,
    Loyalty,
    Awareness,
    WinBack,
}

impl Goal {
    pub const ALL: [Goal; 7] = [
        Goal::LessChurn,
        Goal::MoreRevenue,
        Goal::CrossSell,
        Goal::Launch,
        Goal::Loyalty,
        Goal::Awareness,
        Goal::WinBack,
    ];
}

/// What a treated person receives. There is no treatment that harms somebody.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Treatment {
    #[default]
    ExecutiveCall,
    HandwrittenNote,
    PriorityService,
    SpecialNumber,
    PreviewPanel,
    Coupon,
    FreeUpgrade,
    SpecialOutreach,
}

impl Treatment {
    pub const ALL: [Treatment; 8] = [
        Treatment::ExecutiveCall,
        Treatment::HandwrittenNote,
        Treatment::PriorityService,
        Treatment::SpecialNumber,
        Treatment::PreviewPanel,
        Treatment::Coupon,
        Treatment::FreeUpgrade,
        Treatment::SpecialOutreach,
    ];

    /// The word for this treatment in exported files and on the command line.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Treatment::ExecutiveCall => "executive call",
            Treatment::HandwrittenNote => "handwritten note",
            Treatment::PriorityService => "priority service",
            Treatment::SpecialNumber => "special number",
            Treatment::PreviewPanel => "preview panel",
            Treatment::Coupon => "coupon",
            Treatment::FreeUpgrade => "free upgrade",
            Treatment::SpecialOutreach => "special outreach",
        }
    }
}

/// How far a plan has come.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PlanStatus {
    #[default]
    Draft,
    Approved,
    Running,
    Done,
}

/// Who was in which cell when the plan was approved: customer ids, which survive any re-scoring.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct FrozenCells {
    pub treated: Vec<String>,
    pub control: Vec<String>,
    /// The groups beside the treated, by the way they were chosen in.
    pub beside: Vec<(How, Vec<String>)>,
}

/// What was kept when a plan was launched.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Launch {
    /// The day, `2026-11-21`; empty where it was not said.
    pub on: String,
    /// Everybody of a narrowed audience; empty where the audience was everyone, or nothing was kept.
    pub audience: Ids,
}

/// One campaign.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Plan {
    pub id: u32,
    pub name: String,
    pub goal: Goal,
    pub audience: Audience,
    /// Share of the audience to call influencers, in per cent; 1 to 10.
    pub share_percent: f32,
    pub treatment: Treatment,
    pub message: String,
    pub offer: String,
    pub owner: String,
    /// Calendar days as `2026-11-21`; empty where not set.
    pub starts_on: String,
    pub ends_on: String,
    /// Days on which nobody works, besides Saturdays and Sundays; `2026-12-25`, in order.
    #[serde(default)]
    pub days_off: Vec<String>,
    pub success_measure: String,
    pub status: PlanStatus,
    /// What treating one person costs, in cents.
    pub cost_a_head_cents: i64,
    /// 0: no limit.
    pub budget_cents: i64,
    /// Share of the chosen influencers who get nothing, to compare with; in per cent, 0 to 50.
    pub control_percent: f32,
    /// Of the random draw of the control cell.
    pub seed: u64,
    /// Set while the plan is approved, running or done: the lists no longer move.
    pub frozen: Option<FrozenCells>,
    /// Whom to treat.
    #[serde(default)]
    pub choice: Choice,
    /// Which groups to compare.
    #[serde(default)]
    pub cells: CellDesign,
    /// What to say to whom, by stage and tribe.
    #[serde(default)]
    pub pairing: Pairing,
    /// What they receive; empty: [`Plan::treatment`] alone, on its usual terms. See [`Plan::treatments`].
    #[serde(default)]
    pub treatments: Vec<PlanTreatment>,
    /// How far tasks are, sorted by treatment and job.
    #[serde(default)]
    pub marks: Vec<TaskMark>,
    /// The mass mailing that this plan replaces, to compare with.
    #[serde(default)]
    pub mailing: MassMailing,
    #[serde(default)]
    pub strategy: Strategy,
    /// Days after the start on which success is measured; 0: as the goal says.
    #[serde(default)]
    pub horizon_days: u32,
    /// Who was in the audience when the plan was launched, and when that was.
    #[serde(default)]
    pub launch: Launch,
    /// What was approved before, oldest first; see [`Plan::version`].
    #[serde(default)]
    pub earlier: Vec<PlanVersion>,
    /// What was noted week by week, oldest first.
    #[serde(default)]
    pub notes: Vec<ReviewNote>,
    /// How the marks of its preview panel are read; none: by the scale that they seem to be on.
    #[serde(default)]
    pub panel_bounds: Option<PanelBounds>,
}

impl Plan {
    /// The number of the treatment that a plan without a list has.
    pub const FIRST_TREATMENT: u32 = 1;

    /// A new plan with the defaults a planner would start from.
    #[must_use]
    pub fn new(id: u32, name: &str) -> Self {
        Plan {
            id,
            name: name.to_owned(),
            goal: Goal::default(),
            audience: Audience::default(),
            share_percent: 3.0,
            treatment: Treatment::default(),
            message: String::new(),
            offer: String::new(),
            owner: String::new(),
            starts_on: String::new(),
            ends_on: String::new(),
            days_off: Vec::new(),
            success_measure: String::new(),
            status: PlanStatus::default(),
            cost_a_head_cents: 2_500,
            budget_cents: 0,
            control_percent: 20.0,
            seed: u64::from(id) + 1,
            frozen: None,
            choice: Choice::default(),
            cells: CellDesign::default(),
            pairing: Pairing::default(),
            treatments: Vec::new(),
            marks: Vec::new(),
            mailing: MassMailing::default(),
            strategy: Strategy::default(),
            horizon_days: 0,
            launch: Launch::default(),
            earlier: Vec::new(),
            notes: Vec::new(),
            panel_bounds: None,
        }
    }
}

/// One edit of a plan: something a planner could say in a sentence.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PlanEdit {
    Rename(String),
    SetGoal(Goal),
    AddTribes(Vec<u32>),
    RemoveTribe(u32),
    AddPeople(Vec<String>),
    /// Tribes and people in one gesture.
    AddChosen {
        tribes: Vec<u32>,
        people: Vec<String>,
    },
    RemovePeople(Vec<String>),
    ExcludePeople(Vec<String>),
    ClearAudience,
    SetSharePercent(f32),
    SetTreatment(Treatment),
    SetMessage(String),
    SetOffer(String),
    SetOwner(String),
    SetStartsOn(String),
    SetEndsOn(String),
    /// Days on which nobody works.
    SetDaysOff(Vec<String>),
    SetSuccessMeasure(String),
    /// Approve: the cells stay as they are from now on.
    Approve(FrozenCells),
    /// Back to a draft: the cells follow the scores again.
    Reopen,
    SetStatus(PlanStatus),
    SetCostAHead(i64),
    SetBudget(i64),
    SetControlPercent(f32),
    /// Draw the control cell anew from this seed.
    SetSeed(u64),
    /// How the people to treat are chosen, and what reaching people is worth.
    Choose(ChoiceEdit),
    /// Which groups to compare.
    Design(CellEdit),
    /// What to say to whom.
    Pair(PairingEdit),
    /// The goal, with its horizon; a sentence that says what success is, where nobody has written one.
    PickGoal {
        goal: Goal,
        success_measure: Option<String>,
    },
    SetHorizon(u32),
    /// People of this stage in or out of the audience.
    ToggleStage(Stage),
    ToggleStance(Stance),
    /// Only the most influential so many per cent of the market; 0: whoever they are.
    SetTopPercent(f32),
    /// Only people with one of these values in a column; no value: whatever they have there.
    SetColumn(SetColumn),
    /// These people and nobody else from now on, whatever the scores say.
    FixAudience(Ids),
    /// The audience follows the scores again.
    LetAudienceLive,
    AddTreatment(Treatment),
    ChangeTreatment(PlanTreatment),
    RemoveTreatment(u32),
    SetMailing(MassMailing),
    /// How far some tasks are, by treatment and job; `on` is the day.
    MarkTasks {
        tasks: Vec<(u32, String)>,
        state: TaskState,
        on: String,
    },
    /// What came of a task.
    NoteOutcome {
        treatment: u32,
        job: String,
        text: String,
    },
    Answer(Question, String),
    /// What was seen in the week of this day.
    NoteReview {
        on: String,
        text: String,
    },
    /// How the marks of its preview panel are read.
    SetPanelBounds(Option<PanelBounds>),
    /// Approve, and keep who is in the audience on this day.
    Launch {
        cells: FrozenCells,
        launch: Launch,
    },
}

impl PlanEdit {
    /// Whether the edit comes letter by letter from a text field.
    #[must_use]
    pub fn is_typing(&self) -> bool {
        matches!(
            self,
            PlanEdit::Rename(_)
                | PlanEdit::SetMessage(_)
                | PlanEdit::SetOffer(_)
                | PlanEdit::SetOwner(_)
                | PlanEdit::SetStartsOn(_)
                | PlanEdit::SetEndsOn(_)
                | PlanEdit::SetSuccessMeasure(_)
                | PlanEdit::NoteOutcome { .. }
                | PlanEdit::Answer(..)
                | PlanEdit::NoteReview { .. }
        ) || matches!(self, PlanEdit::Pair(edit) if edit.is_typing())
    }

    /// Whether `next` goes on typing in the field of this edit.
    #[must_use]
    pub fn continues_in(&self, next: &PlanEdit) -> bool {
        match (self, next) {
            (
                PlanEdit::NoteOutcome { treatment: a, job: x, .. },
                PlanEdit::NoteOutcome { treatment: b, job: y, .. },
            ) => (a, x) == (b, y),
            (PlanEdit::Answer(a, _), PlanEdit::Answer(b, _)) => a == b,
            (PlanEdit::NoteReview { on: a, .. }, PlanEdit::NoteReview { on: b, .. }) => a == b,
            _ => self.is_typing() && std::mem::discriminant(self) == std::mem::discriminant(next),
        }
    }
}
