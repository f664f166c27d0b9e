//! The words about whom a plan treats, which groups it compares and what it says to whom; runs nothing.

use clap::Args;

/// How a plan chooses, what it compares, what it says.
#[derive(Debug, Default, Args)]
pub struct ChoosingArgs {
    /// How people are chosen: best-spread, top-scored, most-connected, random or by-hand.
    #[arg(long)]
    pub how: Option<String>,
    /// Ids of people to choose by hand.
    #[arg(long, value_delimiter = ',')]
    pub by_hand: Vec<String>,
    /// At most so many of one tribe; 0: no limit.
    #[arg(long)]
    pub per_tribe: Option<u32>,
    /// The column of the people file with what treating each person costs, in euros; "none": the same for everybody.
    #[arg(long)]
    pub cost_column: Option<String>,
    /// Also people outside the audience may be treated: yes or no.
    #[arg(long, value_parser = ["yes", "no"])]
    pub from_anywhere: Option<String>,
    /// What one person won is worth, in euros; 0: the average spend of the audience.
    #[arg(long)]
    pub value: Option<f64>,
    /// How many people the campaign shall win; 0: not said.
    #[arg(long)]
    pub aim: Option<u32>,
    /// How chance keeps some for comparison: person, tribes or circles.
    #[arg(long)]
    pub deal: Option<String>,
    /// Further groups of the same size, each chosen in another way: top-scored, most-connected, random; "none": none.
    #[arg(long, value_delimiter = ',')]
    pub beside: Vec<String>,
    /// A reason to pass it on; two to four divide the treated into as many groups.
    #[arg(long)]
    pub reason: Vec<String>,
    /// Share of people who would do it anyway, in per cent.
    #[arg(long)]
    pub base: Option<f32>,
    /// The sign of the currency of all amounts of the project: €, $, CHF.
    #[arg(long, value_name = "SIGN")]
    pub currency: Option<String>,
    /// Where the sign stands.
    #[arg(long, value_parser = ["usual", "before", "after"])]
    pub currency_side: Option<String>,
    /// Learn the chances from dated purchases, for all plans: yes or no.
    #[arg(long, value_parser = ["yes", "no"])]
    pub learn: Option<String>,
    /// How likely people at a stage take it up and pass it on, in per cent of the usual: at-risk=150/80; at-risk=usual: as
    /// past purchases say where chances are learned, else like everybody.
    #[arg(long, value_name = "STAGE=TAKES/PASSES")]
    pub at_stage: Vec<String>,
    /// How likely people who have nothing to do with the topic (`score --topic`) take it up and pass it on, in per cent of
    /// the usual: 50/20; usual: like everybody.
    #[arg(long, value_name = "TAKES/PASSES")]
    pub off_topic: Option<String>,
    /// What to say: at-risk=TEXT to a stage, at-risk/Runners=TEXT to a stage of a tribe.
    #[arg(long)]
    pub say: Vec<String>,
    /// What to say to people in a situation: complained=TEXT, or complained/loyal=TEXT at one stage. Situations:
    /// service-failed, complained, against, contract-ending, top-spender, in-favour.
    #[arg(long, value_name = "SITUATION[/STAGE]=TEXT")]
    pub say_when: Vec<String>,
}
