//! The project's own tools: `cargo xtask --help`.

// A tool for the terminal: it prints, and it takes its environment as it is.
#![allow(clippy::print_stdout, clippy::print_stderr, clippy::disallowed_methods)]
#![cfg_attr(test, allow(clippy::unwrap_used))]

mod bench;
mod ci;
mod database;
mod prepare;
mod tidy;

use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::Context;
use clap::{Parser, Subcommand};

/// The project's own tools.
#[derive(Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask")]
struct Arguments {
    #[command(subcommand)]
    task: Task,
}

#[derive(Subcommand)]
enum Task {
    /// Write the description of every SQL query into crates/store/.sqlx, from a database of its own.
    ///
    /// With them the workspace compiles without a database. Run it after changing a query or a migration.
    Prepare {
        /// Change nothing; fail when the descriptions are not those of the present queries.
        #[arg(long)]
        check: bool,
    },
    /// Run a migrated database until Ctrl-C, for writing queries against.
    DevDb,
    /// Check the rules of structure: who may use whom, where SQL may be, how long files and functions may be.
    Tidy {
        /// Remove exceptions that are no longer needed from xtask/ratchets.toml.
        #[arg(long)]
        shrink: bool,
    },
    /// Measure a release build under load: orders, pages, JSON. `cargo xtask bench --help` says what can be chosen.
    #[command(disable_help_flag = true)]
    Bench {
        /// Passed on to the load tool.
        #[arg(trailing_var_arg = true, allow_hyphen_values = true)]
        arguments: Vec<String>,
    },
    /// Run every check that a change must pass besides its tests.
    Ci,
}

fn main() -> ExitCode {
    match run(&Arguments::parse().task) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run(task: &Task) -> anyhow::Result<()> {
    let root = workspace_root()?;
    match task {
        Task::Prepare { check } => prepare::prepare(&root, *check),
        Task::DevDb => database::serve(&root),
        Task::Tidy { shrink } => tidy::tidy(&root, *shrink),
        Task::Bench { arguments } => bench::bench(&root, arguments),
        Task::Ci => ci::ci(&root),
    }
}

/// The workspace's folder. Cargo says where this crate is when it runs it.
fn workspace_root() -> anyhow::Result<PathBuf> {
    let manifest = std::env::var_os("CARGO_MANIFEST_DIR").context("start this tool with `cargo xtask`")?;
    let root = PathBuf::from(manifest).parent().map(PathBuf::from);
    root.context("this tool is not in its workspace")
}
