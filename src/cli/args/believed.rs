//! The words of the commands about whom to believe; runs nothing.

use super::Common;
use clap::Args;

#[derive(Debug, Args)]
pub struct TurnoverArgs {
    #[command(flatten)]
    pub common: Common,
    /// Days between two moments.
    #[arg(long, default_value_t = 14, value_parser = clap::value_parser!(u32).range(1..=3650))]
    pub days: u32,
    /// How many earlier moments.
    #[arg(long, default_value_t = 5, value_parser = clap::value_parser!(u32).range(1..=60))]
    pub back: u32,
    /// Compare the list of this day, as 2026-07-01, with a later one.
    #[arg(long, conflicts_with_all = ["days", "back"])]
    pub from: Option<String>,
    /// That later day; else the last of the files.
    #[arg(long, requires = "from")]
    pub to: Option<String>,
}

#[derive(Debug, Args)]
pub struct PersuasionArgs {
    #[command(flatten)]
    pub common: Common,
    /// What this person took up, who of their ties had it before, and who followed.
    #[arg(long)]
    pub id: Option<String>,
    /// Only what was found for this product, category or interest, as `topics` lists them.
    #[arg(long, visible_alias = "category", conflicts_with = "id")]
    pub topic: Option<String>,
}

#[derive(Debug, Args)]
pub struct TiesArgs {
    #[command(flatten)]
    pub common: Common,
    /// Whose ties.
    #[arg(long)]
    pub id: String,
    /// How many of them.
    #[arg(long, value_name = "N", default_value_t = 5)]
    pub first: usize,
}

#[derive(Debug, Args)]
pub struct TopicsArgs {
    #[command(flatten)]
    pub common: Common,
    /// Two topics, each as it is spelt in the files or a list of words with ; between: who is on top for one alone?
    #[arg(long, num_args = 2, value_names = ["TOPIC", "OTHER"])]
    pub compare: Option<Vec<String>>,
    /// Who is likely to hear next of a topic from those who have it, through the ties.
    #[arg(long, value_name = "TOPIC", conflicts_with = "compare")]
    pub next: Option<String>,
    /// How many people, with --next.
    #[arg(long, value_name = "N", default_value_t = 20)]
    pub first: usize,
}

#[derive(Debug, Args)]
pub struct JudgeArgs {
    #[command(flatten)]
    pub common: Common,
    /// Always an influencer.
    #[arg(long, value_name = "ID")]
    pub pin: Vec<String>,
    /// Ten points more than the figures say.
    #[arg(long, value_name = "ID")]
    pub promote: Vec<String>,
    /// Never an influencer.
    #[arg(long, value_name = "ID")]
    pub exclude: Vec<String>,
    /// The figures decide again.
    #[arg(long, value_name = "ID")]
    pub undecide: Vec<String>,
    /// Why; for all that this command decides.
    #[arg(long, default_value = "")]
    pub reason: String,
}
