//! One campaign's decisions as a value; knows nothing of how they are edited, drawn or stored.

use super::{CellDesign, CellEdit, Choice, ChoiceEdit, How};
use crate::domain::pairing::{Pairing, PairingEdit};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

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

/// Whom the campaign wants to move. Empty: everyone.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Audience {
    /// [`crate::domain::model::Tribe::id`]s.
    pub tribes: BTreeSet<u32>,
    /// Customer ids chosen by hand, beside the tribes.
    pub people: BTreeSet<String>,
    /// Customer ids taken out by hand.
    pub excluded: BTreeSet<String>,
}

impl Audience {
    /// Nobody was chosen, which means everyone (less those taken out).
    #[must_use]
    pub fn is_everyone(&self) -> bool {
        self.tribes.is_empty() && self.people.is_empty()
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
}

impl Plan {
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
        ) || matches!(self, PlanEdit::Pair(edit) if edit.is_typing())
    }
}
