//! The words of the commands about single people: who is one person, what is known of somebody, erasing them; runs
//! nothing.

use super::Common;
use clap::Args;
use std::path::PathBuf;

#[derive(Debug, Args)]
pub struct SameArgs {
    #[command(flatten)]
    pub common: Common,
    /// "exact" for all who are beyond doubt, or ids of one person, parted by commas: the first stands for all.
    #[arg(long)]
    pub accept: Vec<String>,
    /// Two ids that are two people, parted by a comma.
    #[arg(long)]
    pub apart: Vec<String>,
    /// An id of a person with several, who becomes as many people again.
    #[arg(long)]
    pub split: Vec<String>,
}

#[derive(Debug, Args)]
pub struct AboutArgs {
    #[command(flatten)]
    pub common: Common,
    /// Any id of theirs.
    #[arg(long)]
    pub id: String,
    /// The file to write: .csv or .xlsx; without one, everything is printed.
    #[arg(long)]
    pub to: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub struct EraseArgs {
    #[command(flatten)]
    pub common: Common,
    /// Any id of theirs.
    #[arg(long)]
    pub id: String,
    /// Do it; without this, only what would go is said.
    #[arg(long)]
    pub yes: bool,
    /// Also remove the older copies of the project that this computer keeps: they still hold the person.
    #[arg(long)]
    pub copies: bool,
}
