//! The words of the commands about stages and stances; runs nothing.

use super::Common;
use clap::{Args, ValueEnum};
use std::path::PathBuf;

/// Every decision is kept and can be taken back; with none, it is said what holds.
#[derive(Debug, Args)]
pub struct StagesArgs {
    #[command(flatten)]
    pub common: Common,
    /// The column of the customers' list that says the stage, or "none" to go by the rules.
    #[arg(long)]
    pub column: Option<String>,
    /// What a value of that column means, as gold=loyal; "none" for nothing.
    #[arg(long)]
    pub value: Vec<String>,
    /// Somebody's stage, by hand, as C0001=loyal; "files" lets the files say it again.
    #[arg(long)]
    pub set: Vec<String>,
    /// Why it is set by hand.
    #[arg(long, default_value = "")]
    pub reason: String,
    /// Customers are new for so many days.
    #[arg(long)]
    pub new_days: Option<u32>,
    /// Loyal from so many days with purchases.
    #[arg(long)]
    pub loyal_purchases: Option<u32>,
    /// Loyal after so many months.
    #[arg(long)]
    pub loyal_months: Option<u32>,
    /// At risk after so many usual gaps without buying.
    #[arg(long)]
    pub at_risk_gaps: Option<f32>,
    /// Lost after so many usual gaps of silence.
    #[arg(long)]
    pub lost_gaps: Option<f32>,
    /// At risk after so many days, where there is no usual gap.
    #[arg(long)]
    pub at_risk_days: Option<u32>,
    /// Lost after so many days, where there is no usual gap.
    #[arg(long)]
    pub lost_days: Option<u32>,
    /// Also list the ids of everybody in this stage.
    #[arg(long)]
    pub list: Option<String>,
}

#[derive(Debug, Args)]
pub struct SwayArgs {
    #[command(flatten)]
    pub common: Common,
    /// Those in this stage: unaware, aware, considering, deciding, new, active, loyal, at-risk or lost.
    #[arg(long)]
    pub stage: Option<String>,
    /// Those of this tribe, by number or name.
    #[arg(long)]
    pub tribe: Option<String>,
    /// Those of this file: one id a line.
    #[arg(long)]
    pub ids: Option<PathBuf>,
    /// How many people to name.
    #[arg(long, default_value_t = 20, value_parser = super::at_least_one)]
    pub top: usize,
}

/// Every decision is kept and can be taken back; with none, it is said what holds.
#[derive(Debug, Args)]
pub struct StancesArgs {
    #[command(flatten)]
    pub common: Common,
    /// The column of the customers' list that says what they think, or "none".
    #[arg(long)]
    pub column: Option<String>,
    /// What a word of that column means, as angry=offside.
    #[arg(long)]
    pub word: Vec<String>,
    /// Scores up to this mean offside.
    #[arg(long)]
    pub offside_to: Option<f64>,
    /// Scores from this on mean onside.
    #[arg(long)]
    pub onside_from: Option<f64>,
    /// A complaint means offside for so many days; 0: never.
    #[arg(long)]
    pub complaint_days: Option<u32>,
    /// Guess the stance from the tone of notes and complaints, English and Italian, where nothing else says it.
    #[arg(long)]
    pub tone: Option<OnOff>,
    /// Somebody's stance, by hand, as C0001=offside; "files" lets the files say it again.
    #[arg(long)]
    pub set: Vec<String>,
    /// Why it is set by hand.
    #[arg(long, default_value = "")]
    pub reason: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum OnOff {
    On,
    Off,
}

#[derive(Debug, Args)]
pub struct HitArgs {
    #[command(flatten)]
    pub common: Common,
    /// Share of the people to call influencers, 1 to 10; else that of the project.
    #[arg(long, value_parser = super::share)]
    pub share: Option<f32>,
}

#[derive(Debug, Args)]
pub struct DamageArgs {
    #[command(flatten)]
    pub common: Common,
    /// Any id of theirs.
    #[arg(long)]
    pub id: String,
    /// How many people to name.
    #[arg(long, default_value_t = 20, value_parser = super::at_least_one)]
    pub top: usize,
}
