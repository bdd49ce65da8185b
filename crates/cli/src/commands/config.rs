//! `pasar config`

use std::process::ExitCode;

use clap::Subcommand;

use crate::config::{Arguments, Environment, load, show};
use crate::program::Source;
use crate::say;

/// Look after the configuration.
///
/// Nothing has to be configured. What can be is in one file with sections; environment variables PASAR_<SECTION>_<KEY> win
/// over it, and arguments over both.
#[derive(Debug, clap::Args)]
pub(crate) struct Config {
    #[command(subcommand)]
    verb: Verb,
}

#[derive(Debug, Subcommand)]
enum Verb {
    /// Print a file with every setting, its meaning and its default, all commented out
    ///
    /// Example: pasar config default > pasar.toml
    Default,
    /// Check the configuration, and the markets that it names
    Check,
    /// Print what is in force, with where each setting comes from; secrets are hidden
    Show {
        /// For a machine
        #[arg(long)]
        json: bool,
    },
}

impl Config {
    pub(crate) fn run(self, arguments: &Arguments) -> anyhow::Result<ExitCode> {
        match self.verb {
            Verb::Default => say::result(show::default_file().trim_end()),
            Verb::Check => {
                let loaded = load(arguments, &Environment::read())?;
                let markets = Source::of(&loaded.config).served(&loaded.config)?;
                let codes: Vec<String> = markets.iter().map(|market| market.code.to_string()).collect();
                match &loaded.file {
                    Some(file) => say::result(format_args!("`{}` is fine", file.display())),
                    None => say::result("there is no configuration file, and none is needed"),
                }
                say::result(format_args!("markets: {}", codes.join(", ")));
            }
            Verb::Show { json } => {
                let mut loaded = load(arguments, &Environment::read())?;
                if json {
                    say::json(&show::in_force_json(&mut loaded));
                } else {
                    say::result(show::in_force(&mut loaded).trim_end());
                }
            }
        }
        Ok(ExitCode::SUCCESS)
    }
}
