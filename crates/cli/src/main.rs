//! `pasar`: a marketplace in one program.
//!
//! [`commands`] has a file for each command; [`config`] is what can be configured; [`program`] opens everything that a command
//! works with. A command ends with 0 when it did what was asked, with 1 when it failed or found a problem, and with 2 when it was
//! called or configured wrongly.
#![cfg_attr(test, allow(clippy::unwrap_used, clippy::indexing_slicing))]

mod built_in;
mod cli;
mod commands;
mod config;
mod demo_mark;
mod doctor;
mod logging;
mod program;
mod progress;
mod say;
mod serving;
mod signals;

use std::process::ExitCode;

use clap::Parser as _;

fn main() -> ExitCode {
    let cli = cli::Cli::parse();
    match commands::run(cli) {
        Ok(code) => code,
        Err(error) => {
            say::error(&error);
            if say::is_misuse(&error) {
                ExitCode::from(2)
            } else {
                ExitCode::FAILURE
            }
        }
    }
}
