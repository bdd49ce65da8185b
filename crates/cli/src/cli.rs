//! The command line: commands with their help, and what holds for all of them.

use std::path::PathBuf;

use clap::{Parser, Subcommand};

use crate::commands;
use crate::config::Arguments;

/// A marketplace in one program: shops, buyers, orders and money, for every market that has a folder.
///
/// It needs nothing but PostgreSQL's programs on the machine: it runs a private database from them in its data folder. With
/// DATABASE_URL it uses your server instead.
#[derive(Debug, Parser)]
#[command(
    version,
    after_help = "Begin with:\n  pasar demo      a market with a real catalogue, to look around in\n  pasar doctor    what is \
                  missing on this machine, if anything\n  pasar serve     a market of your own",
    after_long_help = "Begin with:\n  pasar demo      a market with a real catalogue, to look around in\n  pasar doctor    what is \
                       missing on this machine, if anything\n  pasar serve     a market of your own\n\nExit codes: 0 it is done; 1 it \
                       failed, or a check found a problem; 2 the command or the configuration is wrong."
)]
pub(crate) struct Cli {
    /// The configuration file [default: pasar.toml here, or else /etc/pasar/pasar.toml]
    #[arg(long, global = true, value_name = "FILE")]
    config: Option<PathBuf>,
    /// The folder with all data of the program [default: pasar-data here]
    #[arg(long, global = true, value_name = "DIR")]
    data: Option<PathBuf>,
    /// What to do.
    #[command(subcommand)]
    pub(crate) command: Command,
}

impl Cli {
    /// What was said about the configuration.
    pub(crate) fn arguments(&self) -> Arguments {
        let mut arguments = Arguments {
            file: self.config.clone(),
            settings: Vec::new(),
        };
        if let Some(data) = &self.data {
            arguments.set("data", "folder", "--data", data.display().to_string());
        }
        arguments
    }
}

/// The commands.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Serve the markets and do their work
    Serve(commands::serve::Serve),
    /// Do the work behind the scenes only: letters, payments, search, imports
    Work(commands::work::Work),
    /// Fill an empty data folder with a real catalogue and serve it
    Demo(commands::demo::Demo),
    /// Read a catalogue file into a shop
    Import(commands::import::Import),
    /// Write a shop's catalogue as a file for other systems
    Export(commands::export::Export),
    /// Look after the search indexes
    Search(commands::search::Search),
    /// Look after the ledger
    Ledger(commands::ledger::Ledger),
    /// Compare what the payment provider says with the ledger
    Payment(commands::payment::Payment),
    /// Send what shops are owed to the bank, and read what it says
    Payout(commands::payout::Payout),
    /// Look after the markets' files
    Market(commands::market::Market),
    /// Look after the markets' charters: check, prove, compare and adopt them
    Charter(commands::charter::Charter),
    /// Look after sellers and the evidence of who they are
    Seller(commands::seller::Seller),
    /// Ask sellers to be verified again until a day
    Campaign(commands::campaign::Campaign),
    /// Read the numbers of identity documents: identity cards, passports, registers, taxes; look after the vault's keys
    Identity(commands::identity::Identity),
    /// Look after Programme S: merchants from abroad, market by market
    Programme(commands::programme::Programme),
    /// Look after who owns or controls whom
    Ownership(commands::ownership::Ownership),
    /// Help buyers and sellers with their accounts
    Account(commands::account::Account),
    /// Look after the people who run the site
    Staff(commands::staff::Staff),
    /// Say what is wrong with this machine or the configuration, and how to mend it
    Doctor(commands::doctor::Doctor),
    /// Look after the configuration
    Config(commands::config::Config),
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory as _;

    use super::*;

    #[test]
    fn the_commands_fit_together() {
        Cli::command().debug_assert();
    }

    #[test]
    fn every_command_and_argument_says_what_it_is() {
        fn look(command: &clap::Command, path: &str) {
            let path = format!("{path} {}", command.get_name());
            assert!(command.get_about().is_some(), "`{path}` has no help");
            for argument in command.get_arguments() {
                assert!(
                    argument.get_help().is_some(),
                    "`{}` of `{path}` has no help",
                    argument.get_id()
                );
            }
            for inner in command.get_subcommands() {
                look(inner, &path);
            }
        }
        look(&Cli::command(), "");
    }
}
