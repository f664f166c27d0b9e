//! The program: the window, or the command line; knows neither's inside.

use std::process::ExitCode;

fn main() -> ExitCode {
    tribewise::cli::run(std::env::args_os())
}
