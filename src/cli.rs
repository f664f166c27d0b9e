//! The same road without a window: words in, files and one printed object out; decides nothing that the rooms do not.

mod args;
mod believed;
mod beside;
mod choose;
mod choosing;
mod clean;
mod deeper;
mod earlier;
mod export;
mod import;
mod import_account;
mod learned;
mod leaving;
mod month;
mod named;
mod panel;
mod plan;
mod planning;
mod privacy;
mod progress;
mod results;
mod room;
mod same;
mod score;
mod session;
mod show;
mod stages;
mod stances;
mod taken;
mod template;
mod ties;
mod tribes;
mod turnover;

use crate::project::Trouble;
use crate::shell::{foreign, memory};
use crate::ui::Beginning;
use crate::ui::words::{self, Language, trouble};
use args::{Verb, Words};
use clap::Parser;
use serde_json::Value;
use std::ffi::OsString;
use std::io::Write;
use std::path::PathBuf;
use std::process::ExitCode;

/// Why a command ended early; each has its own exit status.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Ended {
    /// Wrong words on the command line: 64.
    Usage(String),
    /// The data cannot be used: 65.
    Data(String),
    /// A file could not be read or written: 74.
    Machine(Trouble),
}

impl From<Trouble> for Ended {
    fn from(trouble: Trouble) -> Self {
        Ended::Machine(trouble)
    }
}

/// Opens the window and comes back when it is closed.
pub type OpenWindow = fn(&Beginning) -> Result<(), Trouble>;

/// What a command has to say: for machines and for people.
pub(crate) struct Said {
    pub json: Value,
    pub text: String,
}

/// Runs what the command line asks for and says how it went. `open_window` is for a command line that asks for none.
#[must_use]
pub fn run(args: impl IntoIterator<Item = OsString>, open_window: OpenWindow) -> ExitCode {
    let args: Vec<OsString> = args.into_iter().collect();
    memory::settle(&args);
    if foreign::is_asked(&args) {
        return foreign::serve();
    }
    let asked = match Words::try_parse_from(args) {
        Ok(asked) => asked,
        Err(error) => {
            let is_wrong = error.use_stderr();
            // Nothing can be done where even this cannot be printed.
            let _ = error.print();
            return ExitCode::from(if is_wrong { 64 } else { 0 });
        }
    };
    words::speak(match asked.language {
        args::Spoken::En => Language::English,
        args::Spoken::It => Language::Italian,
    });
    // A bug is reported as one, with a sentence; what was kept before it stays kept.
    let outcome = std::panic::catch_unwind(|| carry_out(asked, open_window));
    let ended = match outcome {
        Ok(Ok(())) => return ExitCode::SUCCESS,
        Ok(Err(ended)) => ended,
        Err(_) => {
            eprintln!("{}", trouble::machine(&Trouble::Bug));
            return ExitCode::from(70);
        }
    };
    let (status, text) = match ended {
        Ended::Usage(text) => (64, text),
        Ended::Data(text) => (65, text),
        Ended::Machine(Trouble::Bug) => (70, trouble::machine(&Trouble::Bug)),
        Ended::Machine(trouble) => (74, crate::ui::words::trouble::machine(&trouble)),
    };
    eprintln!("{text}");
    ExitCode::from(status)
}

fn carry_out(asked: Words, open_window: OpenWindow) -> Result<(), Ended> {
    let Some(verb) = asked.command else {
        let is_project =
            |path: &PathBuf| path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("tribewise"));
        if let Some(word) = asked.project.as_ref().filter(|path| !is_project(path)) {
            return Err(Ended::Usage(trouble::no_such_command(&word.display().to_string())));
        }
        let beginning = match (asked.project, asked.sample) {
            (Some(path), _) => Beginning::Project(path),
            (None, true) => Beginning::Sample,
            (None, false) => Beginning::Welcome,
        };
        return Ok(open_window(&beginning)?);
    };
    let (is_json, said) = match verb {
        Verb::Import(args) => (args.common.json, import::run(&args)?),
        Verb::Clean(args) => (args.common.json, clean::run(&args)?),
        Verb::Score(args) => (args.common.json, score::run(&args)?),
        Verb::Same(args) => (args.common.json, same::run(&args)?),
        Verb::About(args) => (args.common.json, privacy::about(&args)?),
        Verb::Erase(args) => (args.common.json, privacy::erase(&args)?),
        Verb::Export(args) => (args.common.json, export::run(&args)?),
        Verb::Plan(args) => (args.common.json, plan::run(&args)?),
        Verb::Codes(args) => (args.common.json, planning::codes(&args)?),
        Verb::Choose(args) => (args.common.json, choose::run(&args)?),
        Verb::Spread(args) => (args.common.json, choose::spread(&args)?),
        Verb::Leaving(args) => (args.common.json, leaving::run(&args)?),
        Verb::Ties(args) => (args.common.json, ties::run(&args)?),
        Verb::Persuasion(args) => (args.common.json, believed::persuasion(&args)?),
        Verb::Judge(args) => (args.common.json, believed::judge(&args)?),
        Verb::Topics(args) => (args.common.json, believed::topics(&args)?),
        Verb::Turnover(args) => (args.common.json, turnover::run(&args)?),
        Verb::Stages(args) => (args.common.json, stages::run(&args)?),
        Verb::Sway(args) => (args.common.json, stages::sway_subset(&args)?),
        Verb::Stances(args) => (args.common.json, stances::run(&args)?),
        Verb::Hit(args) => (args.common.json, stances::hit(&args)?),
        Verb::Damage(args) => (args.common.json, stances::damage(&args)?),
        Verb::Tribes(args) => (args.common.json, tribes::run(&args)?),
        Verb::Show(args) => (args.common.json, show::run(&args)?),
        Verb::Hold(args) => (args.common.json, results::hold(&args)?),
        Verb::Measure(args) => (args.common.json, results::measure(&args)?),
        Verb::Learned(args) => (args.common.json, learned::run(&args)?),
        Verb::Panel(args) => (args.common.json, panel::run(&args)?),
        Verb::Month(args) => (args.common.json, month::run(&args)?),
        Verb::Template(args) => (args.json, template::run(&args)?),
        Verb::Verify(args) => (args.common.json, session::verify(&args)?),
        Verb::Sample(args) => (args.common.json, import::sample(&args)?),
    };
    let text = if is_json { said.json.to_string() } else { said.text };
    // Whoever reads may have read enough and gone: that is no fault of ours.
    let _ = writeln!(std::io::stdout(), "{}", text.trim_end());
    Ok(())
}
