//! The program: the window, or the command line; knows neither's inside.

use std::process::ExitCode;
use tribewise::{app, cli, shell};

fn main() -> ExitCode {
    shell::memory::hand_back_large_blocks();
    cli::run(std::env::args_os(), app::run)
}
