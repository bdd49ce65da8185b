//! The load tool: how many orders and pages Pasar manages, for how much processor time, and how long each takes.
//!
//! It measures the program that people run, from outside: it starts `pasar serve` on a fresh data folder, fills it through the
//! command line and HTTP as a seller and buyers would, and then asks. [`run`] is the whole course of it; the parts are
//!
//! | module | what |
//! |---|---|
//! | [`seed`] | a shop with 1,000 products, and buyers with addresses and keys |
//! | [`stretch`] | one thing under load: warm up, measure, wait for what is left to do |
//! | [`load`] | asks in a closed loop (as fast as answers come) or an open one (at a fixed rate), and keeps times |
//! | [`ask`] | what is asked: pages, JSON, orders |
//! | [`client`] | an HTTP client that costs little, so that the machine works for the server |
//! | [`meter`] | processor time and memory of the server and its database, read from the system |
//! | [`policy`] | what deciding by charter costs, without HTTP and database |
//! | [`bound`] | what PostgreSQL could do without a program, by pgbench |
//! | [`crash`] | kills the program and PostgreSQL again and again while orders are placed |
//! | [`database`] | speaks to the program's own PostgreSQL through its own tools |
//! | [`check`] | proves afterwards that every order that a buyer was told about exists, and that the ledger adds up |
//! | [`report`] | the figures, for people and as JSON |
//!
//! `docs/performance.md` says how to run it and what the figures mean.

// A tool for the terminal that measures: it prints, reads the stopwatch and passes its environment on.
#![allow(clippy::print_stdout, clippy::print_stderr, clippy::disallowed_methods)]
#![cfg_attr(test, allow(clippy::unwrap_used, clippy::indexing_slicing))]

mod arguments;
mod ask;
mod bound;
mod check;
mod client;
mod crash;
mod database;
mod hello;
mod load;
mod machine;
mod meter;
mod policy;
mod processes;
mod report;
mod run;
mod scenario;
mod seed;
mod server;
mod site;
mod stretch;

use std::process::ExitCode;

use clap::Parser as _;

use arguments::{Arguments, Task};

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let ended = match &arguments.task {
        Some(Task::Hello) => hello::serve(),
        Some(Task::Policy) => policy::run(),
        Some(Task::Crash(crashes)) => crash::run(crashes),
        None => run::run(&arguments),
    };
    match ended {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}
