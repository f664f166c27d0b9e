//! The words of the command line about tribes changed by hand, who is on show, and what leaves; runs nothing.

use super::{Common, share};
use clap::{Args, ValueEnum};
use std::path::PathBuf;

/// Every change is kept through every scoring and can be taken back; with none, the tribes are listed.
#[derive(Debug, Args)]
pub struct TribesArgs {
    #[command(flatten)]
    pub common: Common,
    /// Join one tribe with another, by name or number, as Cyclists=Hikers: the first becomes part of the second.
    #[arg(long, value_name = "FROM=INTO")]
    pub merge: Vec<String>,
    /// Part a tribe where it holds least.
    #[arg(long, value_name = "TRIBE")]
    pub split: Vec<String>,
    /// Put somebody into a tribe, as C0001=Hikers; C0001=found lets their ties say.
    #[arg(long, value_name = "ID=TRIBE")]
    pub pin: Vec<String>,
    /// Name a tribe.
    #[arg(long, value_name = "TRIBE=NAME")]
    pub rename: Vec<String>,
    /// Colour a tribe, 1 to 16, or usual.
    #[arg(long, value_name = "TRIBE=COLOUR")]
    pub colour: Vec<String>,
    /// Take back everything that was changed about a tribe.
    #[arg(long, value_name = "TRIBE")]
    pub restore: Vec<String>,
}

/// What is on show stays so until it is changed; with no word, it is said what is.
#[derive(Debug, Args)]
pub struct ShowArgs {
    #[command(flatten)]
    pub common: Common,
    /// One more condition: tribe=NAME, top=5, role=leader, stage=loyal, stance=offside, spends-over=100,
    /// contacts-over=100, group=low-spend, ear-of or by-hand, market=inside or outside, inferred, in-plan=NAME,
    /// not-in-plan=NAME, people=ID;ID or COLUMN=VALUE. One of each kind must hold.
    #[arg(long, value_name = "CONDITION")]
    pub only: Vec<String>,
    /// Show everybody again, before any other condition.
    #[arg(long)]
    pub everybody: bool,
    /// Show what was kept under a name.
    #[arg(long = "use", value_name = "NAME")]
    pub kept: Option<String>,
    /// Keep what is on show under a name.
    #[arg(long, value_name = "NAME")]
    pub keep: Option<String>,
    /// Forget what was kept under a name.
    #[arg(long, value_name = "NAME")]
    pub forget: Option<String>,
    /// What colour means on the map: tribe, influence, role, stage, stance, value, risk or topic.
    #[arg(long)]
    pub colour_by: Option<String>,
    /// What those whose word others follow are called in the window and in files: influencer, opinion-leader,
    /// ambassador, inspirer or connector.
    #[arg(long, value_name = "WORD")]
    pub call: Option<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum What {
    People,
    Ties,
    Tribes,
    Influencers,
    Flags,
    Shortlist,
    Map,
    /// Whom to call, why they matter, and what to say.
    CallSheet,
    /// Whom to write to by hand, and what about.
    MailMerge,
    /// Coupon codes: one an influencer, and one-use codes for their friends.
    Codes,
    /// Invitations to a panel: one listened-to person a tribe.
    Panel,
    /// Who was invited to a panel, who answered, and what they said.
    PanelAnswers,
    /// Flags for customer care.
    Priority,
    /// Who gets no newsletter meanwhile.
    Suppression,
    /// Every task of a plan, with day and owner.
    Tasks,
    /// What measured campaigns taught.
    Learned,
}

#[derive(Debug, Args)]
#[allow(clippy::struct_excessive_bools, reason = "each is a word of the command line by itself")]
pub struct ExportArgs {
    #[command(flatten)]
    pub common: Common,
    #[arg(value_enum)]
    pub what: What,
    /// The file to write: .csv, .xlsx or .parquet; for the map .png, .svg or .pdf; for tasks
    /// also .pdf, to print; for what was learned .md too.
    #[arg(long)]
    pub to: PathBuf,
    /// The plan whose shortlist it is.
    #[arg(long)]
    pub plan: Option<String>,
    /// Share of the people to call influencers, 1 to 10.
    #[arg(long, value_parser = share)]
    pub share: Option<f32>,
    /// Write cells exactly, for systems; else safe for Excel.
    #[arg(long)]
    pub exact: bool,
    /// Only those on show; see the command show.
    #[arg(long)]
    pub visible: bool,
    /// A map of twice as many pixels each way, for print.
    #[arg(long)]
    pub large: bool,
    /// The map with everyone as a point, in place of the tribes.
    #[arg(long)]
    pub everyone: bool,
    /// The map as of an earlier day, as 2026-05-01, or as of so many snapshots before the last, as 2.
    #[arg(long, value_name = "DAY")]
    pub at: Option<String>,
    /// A product, or a plan with results: on the map of an earlier day those who had taken it up light up.
    #[arg(long, value_name = "NAME", requires = "at")]
    pub light_up: Option<String>,
}
