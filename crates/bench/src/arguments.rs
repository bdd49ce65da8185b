//! What can be asked of the tool.

use std::path::PathBuf;
use std::time::Duration;

use clap::{Parser, Subcommand};

use crate::crash::Crashes;
use crate::scenario::Scenario;
use crate::seed::Wanted;

/// Measure a release build of Pasar: orders, pages and JSON, under load on this machine.
///
/// Starts everything itself, on the loopback interface and in a temporary folder, and stops by itself. Progress goes to the
/// standard error output, the table to the standard output. Ends with 1 if an order was lost or the ledger does not add up.
#[derive(Debug, Parser)]
#[command(name = "pasar-bench", args_conflicts_with_subcommands = true)]
pub(crate) struct Arguments {
    /// The program to measure [default: the `pasar` beside this program]
    #[arg(long, value_name = "FILE")]
    pub(crate) program: Option<PathBuf>,
    /// The market to measure in, by its code [default: the one that the program shows first]
    #[arg(long, value_name = "CODE")]
    pub(crate) market: Option<String>,
    /// Seconds that each load lasts
    #[arg(long, value_name = "N", default_value_t = 10, value_parser = clap::value_parser!(u64).range(1..=3_600))]
    seconds: u64,
    /// Three seconds for each load: to see that everything works
    #[arg(long, conflicts_with = "seconds")]
    quick: bool,
    /// Measure only this; may be there several times
    #[arg(long, value_name = "WHAT", value_enum)]
    only: Vec<Scenario>,
    /// Requests per second of the open loops [default: half of what the closed loop before reached]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..=1_000_000))]
    pub(crate) rate: Option<u32>,
    /// How many products the shop has, the hot one not counted
    #[arg(long, value_name = "N", default_value_t = 1_000, value_parser = clap::value_parser!(u32).range(8..=100_000))]
    pub(crate) skus: u32,
    /// How many buyers order at the same time
    #[arg(long, value_name = "N", default_value_t = 256, value_parser = clap::value_parser!(u32).range(1..=4_096))]
    pub(crate) buyers: u32,
    /// How many connections read at the same time
    #[arg(long, value_name = "N", default_value_t = 64, value_parser = clap::value_parser!(u32).range(1..=4_096))]
    pub(crate) readers: u32,
    /// Make the temporary data folder in this one. Orders are only as durable as the disk below it
    #[arg(long, value_name = "DIR")]
    pub(crate) inside: Option<PathBuf>,
    /// Write the figures as JSON into this file, too
    #[arg(long, value_name = "FILE")]
    pub(crate) json: Option<PathBuf>,
    #[command(subcommand)]
    pub(crate) task: Option<Task>,
}

/// What the tool does in processes of its own.
#[derive(Debug, Subcommand)]
pub(crate) enum Task {
    /// Serve nothing but a greeting until the standard input ends: the yardstick
    #[command(hide = true)]
    Hello,
    /// Measure what deciding by charter costs, without HTTP and database; ends with 1 if it costs more than it may
    Policy,
    /// Kill the program and PostgreSQL again and again while orders are placed; ends with 1 if anything is not as buyers were told
    Crash(Crashes),
}

impl Arguments {
    /// How long each load lasts.
    pub(crate) fn duration(&self) -> Duration {
        Duration::from_secs(if self.quick { 3 } else { self.seconds })
    }

    /// What there is before anything is measured.
    pub(crate) fn wanted(&self) -> Wanted {
        Wanted {
            market: self.market.clone(),
            skus: self.skus,
            buyers: self.buyers,
        }
    }

    /// What is measured, in order.
    pub(crate) fn scenarios(&self) -> Vec<Scenario> {
        let asked = |scenario: &Scenario| self.only.is_empty() || self.only.contains(scenario);
        Scenario::ALL.into_iter().filter(asked).collect()
    }
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory as _;

    use super::*;

    #[test]
    fn the_arguments_fit_together() {
        Arguments::command().debug_assert();
    }

    #[test]
    fn one_can_ask_for_less_and_for_shorter() {
        let all = Arguments::parse_from(["pasar-bench"]);
        assert_eq!(
            (all.scenarios().len(), all.duration()),
            (8, Duration::from_secs(10))
        );
        let some = Arguments::parse_from([
            "pasar-bench",
            "--quick",
            "--only",
            "orders-hot",
            "--only",
            "hello",
        ]);
        assert_eq!(some.scenarios(), [Scenario::Hello, Scenario::OrdersHot]);
        assert_eq!(some.duration(), Duration::from_secs(3));
        assert!(Arguments::try_parse_from(["pasar-bench", "--quick", "--seconds", "4"]).is_err());
    }
}
