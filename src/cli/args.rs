//! The words of the command line; runs nothing.

mod believed;
mod choosing;
mod lives;
mod persons;
mod planning;
mod shown;
mod spreading;

pub use believed::{JudgeArgs, PersuasionArgs, TiesArgs, TopicsArgs, TurnoverArgs};
pub use choosing::ChoosingArgs;
pub use lives::{DamageArgs, HitArgs, OnOff, StagesArgs, StancesArgs, SwayArgs};
pub use persons::{AboutArgs, EraseArgs, SameArgs};
pub use planning::{CodesArgs, LearnedArgs, PanelArgs, PlanArgs, PlanVerb};
pub use shown::{ExportArgs, ShowArgs, TribesArgs, What};
pub use spreading::{ChooseArgs, LeavingArgs, SpreadArgs, SpreadModel, SpreadTerms};

use clap::{Args, Parser, Subcommand, ValueEnum};
use std::path::PathBuf;

/// Finds the tribes among your customers and the few people whose word others follow.
///
/// With no arguments the window opens. With one .tribewise file the window opens on it.
#[derive(Debug, Parser)]
#[command(name = "tribewise", version, args_conflicts_with_subcommands = true)]
pub struct Words {
    /// A project to open in the window.
    pub project: Option<PathBuf>,
    /// Open the window on the made-up telecom town.
    #[arg(long)]
    pub sample: bool,
    /// The language of what is said, after the command: a list for another program is the same in both.
    #[arg(long, global = true, value_enum, default_value_t = Spoken::En)]
    pub language: Spoken,
    #[command(subcommand)]
    pub command: Option<Verb>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Spoken {
    En,
    It,
}

#[derive(Debug, Subcommand)]
pub enum Verb {
    /// Add files to a project, which is made where there is none yet.
    Import(ImportArgs),
    /// Decide who counts as a person, as your market and as a tie.
    Clean(CleanArgs),
    /// Work out ties, tribes and influence.
    Score(ScoreArgs),
    /// Find customers who are listed twice, and say who is one person.
    Same(SameArgs),
    /// Write everything that is known of a person.
    About(AboutArgs),
    /// Erase a person from a project, for good.
    Erase(EraseArgs),
    /// Write a file: people, ties, tribes, influencers, flags, shortlist or map, or what a plan's treatments need.
    Export(ExportArgs),
    /// Make, list, show, change, approve, forecast and review plans.
    Plan(Box<PlanArgs>),
    /// Say what became of coupon codes that came back.
    Codes(CodesArgs),
    /// Choose the few people from whom word reaches the most, with a proven bound.
    Choose(ChooseArgs),
    /// Simulate how far word from given people reaches.
    Spread(SpreadArgs),
    /// Say who may follow the people who have left.
    Leaving(LeavingArgs),
    /// Say whether word of mouth shows in dated purchases, and who took things up before and after one person.
    Persuasion(PersuasionArgs),
    /// List somebody's closest ties, when they are usually in touch, and how quickly one answers the other.
    Ties(TiesArgs),
    /// List the products and subjects that influence can be asked for, or compare two of them.
    Topics(TopicsArgs),
    /// Overrule the figures about single people; without a decision, list those taken.
    Judge(JudgeArgs),
    /// Say how the list of influencers changed, and how often to work it out anew.
    Turnover(TurnoverArgs),
    /// Say how far along customers are, and decide how that is told.
    Stages(StagesArgs),
    /// Name the people most able to sway those of a stage, a tribe or a list.
    Sway(SwayArgs),
    /// Say what people think of you, and decide how that is told.
    Stances(StancesArgs),
    /// List the influencers who complained or lost service this week.
    Hit(HitArgs),
    /// Say who is at risk if a person turns against you.
    Damage(DamageArgs),
    /// Join, part, fill, name or colour tribes by hand, and list them.
    Tribes(TribesArgs),
    /// Say and decide who is on show, and what colour means on the map.
    Show(ShowArgs),
    /// Part an outgoing queue: messages to influencers, and the rest.
    Hold(HoldArgs),
    /// Compare the treated with those left alone.
    Measure(MeasureArgs),
    /// List what measured campaigns taught, keep it, and remark on it.
    Learned(LearnedArgs),
    /// Bring in what the people of a plan's preview panel say, and what to do about it.
    Panel(PanelArgs),
    /// Add a newer file that goes on with one that is there, read as that one was, and say what changed.
    Month(MonthArgs),
    /// Write an example of a kind of file, to be filled in.
    Template(TemplateArgs),
    /// Check that a project file is sound.
    Verify(ProjectArgs),
    /// Make the sample project: a made-up telecom town.
    Sample(SampleArgs),
}

/// What every command takes.
#[derive(Debug, Args)]
pub struct Common {
    /// The project file.
    pub project: PathBuf,
    /// Print one machine-readable object on standard output.
    #[arg(long)]
    pub json: bool,
}

#[derive(Debug, Args)]
pub struct ImportArgs {
    #[command(flatten)]
    pub common: Common,
    /// CSV, TSV, Excel, `OpenDocument`, Parquet, Arrow or JSON Lines files, as they are or packed.
    #[arg(required = true)]
    pub files: Vec<PathBuf>,
    /// Read the files as this saved mapping says.
    #[arg(long)]
    pub mapping: Option<PathBuf>,
    /// What the files are: people, calls, messages, transfers, friendships, ratings, meetings, purchases, interests,
    /// incidents (complaints and outages), outgoing, results, feedback or optouts.
    #[arg(long)]
    pub kind: Option<String>,
    /// The day on which times that count seconds start, as 2026-11-21.
    #[arg(long)]
    pub start: Option<String>,
    /// What tells customers apart where no column does: "row", or headings joined by +, as city+number.
    #[arg(long)]
    pub id_from: Option<String>,
    /// Take the stated guess for every question.
    #[arg(long)]
    pub yes: bool,
    /// Keep only ties of at least so many contacts, where a file is too large for this computer's memory.
    #[arg(long, value_name = "CONTACTS", value_parser = clap::value_parser!(u32).range(2..))]
    pub strongest_only: Option<u32>,
    /// Use at most so many megabytes of memory for a file, instead of what is free.
    #[arg(long, value_name = "MEGABYTES")]
    pub memory: Option<u64>,
    /// The table to read where a file holds several, by its name.
    #[arg(long)]
    pub sheet: Option<String>,
    /// The encoding of text files that are not UTF-8, by its name: windows-1252, macintosh, iso-8859-15.
    #[arg(long)]
    pub encoding: Option<String>,
    /// Write each file's clean table into this folder: UTF-8 CSV, every column as text.
    #[arg(long)]
    pub table: Option<PathBuf>,
    /// Write the rows set aside of each file into this folder.
    #[arg(long)]
    pub rejects: Option<PathBuf>,
    /// On what ground the data may be used: consent, contract, legitimate-interest, not-personal or not-said.
    #[arg(long)]
    pub basis: Option<String>,
    /// Write each file's mapping into this folder, to be used again.
    #[arg(long)]
    pub save_mapping: Option<PathBuf>,
}

/// Every decision is kept and can be taken back; with none, it is said what holds.
#[derive(Debug, Args)]
pub struct CleanArgs {
    #[command(flatten)]
    pub common: Common,
    /// How readily somebody is taken for no person: 0 never, 5 as usual, 9 at a slight suspicion.
    #[arg(long, value_parser = clap::value_parser!(u8).range(0..=9))]
    pub strictness: Option<u8>,
    /// Id of somebody who is a person, whatever their contacts look like.
    #[arg(long, value_delimiter = ',')]
    pub person: Vec<String>,
    /// Id of somebody who is none.
    #[arg(long, value_delimiter = ',')]
    pub not_person: Vec<String>,
    /// Id of somebody whose contacts are to decide again.
    #[arg(long, value_delimiter = ',')]
    pub undecided: Vec<String>,
    /// Who your market is: files (as they say), everyone, profile, or COLUMN=VALUE,VALUE.
    #[arg(long)]
    pub market: Option<String>,
    /// What a kind of contact weighs, 0 to 2, as calls=0.5: calls, messages, payments, friendships, ratings, meetings,
    /// inferred, work, private, business or family.
    #[arg(long, value_delimiter = ',')]
    pub weight: Vec<String>,
    /// Contacts from Monday to Friday between these hours are at work, the others private.
    #[arg(long)]
    pub work_hours: Option<String>,
    /// What contacts at work weigh, 0 to 2.
    #[arg(long)]
    pub work_weight: Option<f32>,
    /// What private contacts weigh, 0 to 2.
    #[arg(long)]
    pub private_weight: Option<f32>,
    /// The kind of all ties of a file, as calls.csv=work: work, private, business, family, or time (of day).
    #[arg(long)]
    pub file_kind: Vec<String>,
    /// Infer ties from who buys the same thing at the same time.
    #[arg(long, value_enum)]
    pub infer: Option<Switch>,
    /// Hours within which two purchases of the same thing are one occasion; 24: the same day.
    #[arg(long)]
    pub window_hours: Option<u32>,
    /// Occasions that an inferred pair must share at least.
    #[arg(long)]
    pub occasions: Option<u32>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Switch {
    On,
    Off,
}

#[derive(Debug, Args)]
pub struct MonthArgs {
    #[command(flatten)]
    pub common: Common,
    /// The newer file.
    pub file: PathBuf,
    /// The name of the older file, as it is in the project.
    #[arg(long)]
    pub after: String,
}

#[derive(Debug, Args)]
pub struct TemplateArgs {
    /// The kind of file: people, calls, messages and so on.
    pub kind: String,
    /// Where to write it; a CSV file.
    pub file: PathBuf,
    /// Print one machine-readable object on standard output.
    #[arg(long)]
    pub json: bool,
}

#[derive(Debug, Args)]
pub struct ScoreArgs {
    #[command(flatten)]
    pub common: Common,
    /// Of every random choice.
    #[arg(long)]
    pub seed: Option<u64>,
    /// Score for one product or subject: only people who bought it or care about it count as the market.
    #[arg(long)]
    pub topic: Option<String>,
    /// Higher makes smaller tribes.
    #[arg(long)]
    pub resolution: Option<f64>,
    /// Split tribes of more people than this; 0: leave them as large as they are found.
    #[arg(long)]
    pub largest_tribe: Option<u32>,
    /// Say at which three resolutions the tribes come back most surely (28 times the work of finding them).
    #[arg(long)]
    pub levels: bool,
    /// Score so many re-samplings of the ties (2 or more) and say how sure the first 20 ranks are.
    #[arg(long, value_name = "SAMPLES", value_parser = clap::value_parser!(u32).range(2..))]
    pub certainty: Option<u32>,
    /// Say of every tribe how close it is, who joins it to others, and the few ties without which it would break.
    #[arg(long)]
    pub seams: bool,
    /// Name so many people through whom the most shortest ways lead.
    #[arg(long, value_name = "PEOPLE")]
    pub between: Option<usize>,
    /// What ties weigh: their strength, the raw number of contacts, or one each.
    #[arg(long, value_enum)]
    pub weight: Option<Weight>,
    /// What the parts of strength count, from 0 to 1, as in overlap=0.2,time=0; the parts are frequency, days, time,
    /// lasting, reciprocity, steadiness, overlap and rating.
    #[arg(long, value_name = "PART=WEIGHT")]
    pub tie_weight: Option<String>,
    /// Days after which a contact counts one half, from 1 to 365; 30 as it comes.
    #[arg(long, value_name = "DAYS")]
    pub half_life: Option<f32>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Weight {
    Strength,
    Raw,
    One,
}

/// A number in bounds; the words are said after what was typed.
fn within(text: &str, least: f32, most: f32) -> Result<f32, String> {
    let number = text.trim().parse().ok().filter(|number| (least..=most).contains(number));
    number.ok_or_else(|| format!("a number from {least} to {most} is needed"))
}

fn share(text: &str) -> Result<f32, String> {
    within(text, 1.0, 10.0)
}

/// How many to name: nobody is an answer that tells nothing.
fn at_least_one(text: &str) -> Result<usize, String> {
    let n = text.parse::<usize>().ok().filter(|&n| n > 0);
    n.ok_or_else(|| "a number from 1 on is needed".to_owned())
}

fn control(text: &str) -> Result<f32, String> {
    within(text, 0.0, 50.0)
}

#[derive(Debug, Args)]
pub struct HoldArgs {
    #[command(flatten)]
    pub common: Common,
    /// The messages about to be sent.
    pub outgoing: PathBuf,
    /// Where to write the messages that may leave as they are.
    #[arg(long)]
    pub clean: PathBuf,
    /// Where to write the messages that wait for a personal hand.
    #[arg(long)]
    pub held: PathBuf,
    /// Share of the people to call influencers, 1 to 10.
    #[arg(long, value_parser = share)]
    pub share: Option<f32>,
}

#[derive(Debug, Args)]
pub struct MeasureArgs {
    #[command(flatten)]
    pub common: Common,
    /// What each customer did after the campaign.
    pub results: PathBuf,
    #[arg(long)]
    pub plan: String,
}

/// A command that needs nothing but a project.
#[derive(Debug, Args)]
pub struct ProjectArgs {
    #[command(flatten)]
    pub common: Common,
}

#[derive(Debug, Args)]
pub struct SampleArgs {
    #[command(flatten)]
    pub common: Common,
    #[arg(long, default_value_t = 2400)]
    pub people: usize,
    #[arg(long, default_value_t = 7)]
    pub seed: u64,
    /// Its files end on the last Sunday before this day, as 2026-11-21; not given: before today.
    #[arg(long)]
    pub before: Option<chrono::NaiveDate>,
}
