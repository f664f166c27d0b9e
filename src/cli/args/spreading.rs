//! The words of the commands about choosing people and how word spreads; runs nothing.

use super::Common;
use clap::{ArgGroup, Args, ValueEnum};
use std::path::PathBuf;

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum SpreadModel {
    /// Independent cascade: one chance a tie.
    Ic,
    /// Linear threshold: ties add up.
    Lt,
}

/// How word spreads, and what it is worth.
#[derive(Debug, Args)]
pub struct SpreadTerms {
    #[arg(long, value_enum, default_value_t = SpreadModel::Ic)]
    pub model: SpreadModel,
    /// The chance of a tie: weighted (one over the contacts of whoever hears; by contacts where ties are scored with
    /// --weight raw), uniform:0.01, strength (as in forecasts), or learned (from who bought what after whom). Ties of people
    /// who judge each other below zero carry no word, whatever the chance.
    #[arg(long, default_value = "weighted")]
    pub chance: String,
    /// How likely people at a stage take it up and pass it on, in per cent of the usual: at-risk=150/80. Where --chance is
    /// strength or learned.
    #[arg(long, value_name = "STAGE=TAKES/PASSES")]
    pub at_stage: Vec<String>,
    /// What earlier purchases say of people at each stage counts, too. Where --chance is learned.
    #[arg(long)]
    pub learn_stages: bool,
    /// The column of the people file that says what it is worth to reach each person, or "spend"; none: 1 each.
    #[arg(long)]
    pub value: Option<String>,
    /// Of every random choice; else that of the project.
    #[arg(long)]
    pub seed: Option<u64>,
    /// Simulated campaigns at most, 2 or more; fewer where the interval is narrow before.
    #[arg(long, default_value_t = 20_000)]
    pub runs: usize,
}

#[derive(Debug, Args)]
#[command(allow_negative_numbers = true)]
#[command(group(ArgGroup::new("how many").args(["count", "budget"]).required(true).multiple(true)))]
pub struct ChooseArgs {
    #[command(flatten)]
    pub common: Common,
    /// At most so many people, or as many as are pinned where those are more.
    #[arg(long)]
    pub count: Option<usize>,
    /// What the people may cost together.
    #[arg(long)]
    pub budget: Option<f64>,
    /// The column of the people file that says what each person costs, or "spend"; none: 1 each. It orders the choice only
    /// where there is a budget.
    #[arg(long)]
    pub cost: Option<String>,
    #[command(flatten)]
    pub spreading: SpreadTerms,
    /// At most so many of one tribe.
    #[arg(long)]
    pub per_tribe: Option<usize>,
    /// How coarse the choice may be: 0.1 is quick, 0.01 is fine.
    #[arg(long, default_value_t = 0.02)]
    pub tolerance: f64,
    /// Ids of people to choose whatever they add.
    #[arg(long, value_delimiter = ',')]
    pub pin: Vec<String>,
    /// Ids of people not to choose.
    #[arg(long, value_delimiter = ',')]
    pub exclude: Vec<String>,
}

#[derive(Debug, Args)]
#[command(allow_negative_numbers = true)]
pub struct SpreadArgs {
    #[command(flatten)]
    pub common: Common,
    /// One id a line, a table with a column of ids, or JSON: a list of ids or the object that choose --json prints.
    #[arg(long)]
    pub ids: PathBuf,
    #[command(flatten)]
    pub spreading: SpreadTerms,
}

#[derive(Debug, Args)]
pub struct LeavingArgs {
    #[command(flatten)]
    pub common: Common,
    /// The people who have left: one id a line. Without it, the last days are looked at: did those near people who had
    /// fallen silent fall silent, too?
    #[arg(long)]
    pub ids: Option<PathBuf>,
    /// How many days are the last.
    #[arg(long, default_value_t = 30, value_parser = clap::value_parser!(u32).range(1..=3650))]
    pub days: u32,
    /// How many people to name, those first whose contact goes most to those who left.
    #[arg(long, default_value_t = 20, value_parser = super::at_least_one)]
    pub count: usize,
}
