//! The words of the commands about plans; runs nothing.

use super::{ChoosingArgs, Common};
use clap::{Args, ValueEnum};
use std::path::PathBuf;

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum PlanVerb {
    /// Make a plan; `--template` begins from one.
    New,
    /// List all plans.
    List,
    /// Say what a plan is.
    Show,
    /// Change a plan as the other words say.
    Set,
    /// Say what a plan would do.
    Forecast,
    /// Say who is in which group, how far they are apart, and what they can prove.
    Groups,
    /// List stages and tribes: who sways the people there, and what is said to them.
    Table,
    /// List the templates.
    Templates,
    /// Say what a plan still lacks.
    Ready,
    /// Say what it costs, by treatment, and beside the mass mailing.
    Money,
    /// Say where it stands and what comes next.
    Review,
    /// Lock a plan with the people that it has now.
    Approve,
    /// Begin a new version of an approved plan.
    Change,
    /// List its versions with what each changed.
    Versions,
    /// Tick tasks off, of the people of --ids or all due by today.
    Tick,
}

/// What is kept stays whatever becomes of the plan and its files; with no word, all of it is listed.
#[derive(Debug, Args)]
pub struct LearnedArgs {
    #[command(flatten)]
    pub common: Common,
    /// Keep what was measured and is not kept yet, of every plan or of that of --plan, with its figures as they are now.
    #[arg(long)]
    pub keep: bool,
    /// The campaign meant, by the name of its plan.
    #[arg(long)]
    pub plan: Option<String>,
    /// What you say of the campaign of --plan, in place of what was said; it is kept first.
    #[arg(long, requires = "plan")]
    pub remark: Option<String>,
    /// No longer keep the campaign of --plan.
    #[arg(long, requires = "plan", conflicts_with_all = ["keep", "remark"])]
    pub forget: bool,
}

#[derive(Debug, Args)]
pub struct PlanArgs {
    #[command(flatten)]
    pub common: Common,
    #[arg(value_enum)]
    pub verb: PlanVerb,
    #[arg(long)]
    pub name: Option<String>,
    /// The template that a new plan begins from; `plan P templates` lists them.
    #[arg(long)]
    pub template: Option<String>,
    /// What it is for: less-churn, more-revenue, cross-sell, launch, loyalty, awareness or win-back.
    #[arg(long)]
    pub goal: Option<String>,
    /// Tribes of the audience, by number or name; none: everyone.
    #[arg(long, value_delimiter = ',')]
    pub tribes: Vec<String>,
    /// Only people of these stages, as at-risk,lost; "any": whatever theirs is.
    #[arg(long, value_delimiter = ',')]
    pub stages: Vec<String>,
    /// What the plan is called from now on; with `set`.
    #[arg(long)]
    pub rename: Option<String>,
    /// Share of the audience to treat as influencers, 1 to 10.
    #[arg(long, value_parser = super::share)]
    pub share: Option<f32>,
    /// Share of those kept for comparison, 0 to 50.
    #[arg(long, value_parser = super::control)]
    pub control: Option<f32>,
    /// What they get: "executive call", "handwritten note", "priority service", "special number", "preview panel",
    /// "coupon", "free upgrade" or "special outreach".
    #[arg(long)]
    pub treatment: Option<String>,
    /// A further treatment, on its usual terms.
    #[arg(long)]
    pub also: Vec<String>,
    /// Euros a head.
    #[arg(long)]
    pub cost: Option<f64>,
    /// Euros in all; 0: no limit.
    #[arg(long)]
    pub budget: Option<f64>,
    #[arg(long)]
    pub message: Option<String>,
    #[arg(long)]
    pub offer: Option<String>,
    #[arg(long)]
    pub owner: Option<String>,
    /// What success is.
    #[arg(long)]
    pub success: Option<String>,
    /// The first day, as 2026-11-21.
    #[arg(long)]
    pub start: Option<String>,
    /// The last day, as 2026-12-21.
    #[arg(long)]
    pub end: Option<String>,
    /// Days on which nobody works, besides week-ends, as 2026-12-25,2026-12-26; "none": no such day.
    #[arg(long, value_delimiter = ',')]
    pub days_off: Vec<String>,
    #[command(flatten)]
    pub choosing: ChoosingArgs,
    /// Of the random draw of the control cell.
    #[arg(long)]
    pub seed: Option<u64>,
    /// Simulated campaigns a forecast.
    #[arg(long, default_value_t = 1000)]
    pub runs: usize,
    /// The people whose tasks are ticked off, by id.
    #[arg(long, value_delimiter = ',')]
    pub ids: Vec<String>,
}

#[derive(Debug, Args)]
pub struct CodesArgs {
    #[command(flatten)]
    pub common: Common,
    /// What came back: a CSV file whose columns are called code (or coupon code) and id (or customer).
    pub file: PathBuf,
    #[arg(long)]
    pub plan: String,
}

#[derive(Debug, Args)]
pub struct PanelArgs {
    #[command(flatten)]
    pub common: Common,
    /// Who answered what: a customer, a rating or a word such as yes, maybe or no, and their own words. Without it, the
    /// newest answers that the plan has.
    pub answers: Option<PathBuf>,
    #[arg(long)]
    pub plan: String,
    /// The rating from which an answer is in favour, and the one up to which it is against, as 4/2; "usual": by the
    /// scale that the ratings seem to be on.
    #[arg(long)]
    pub marks: Option<String>,
}
