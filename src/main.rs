//! The program: the window, or the command line; knows neither's inside.

use std::process::ExitCode;
use tribewise::{app, cli};

fn main() -> ExitCode {
    cli::run(std::env::args_os(), app::run)
}
