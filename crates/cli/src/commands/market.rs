//! `pasar market`

use std::path::PathBuf;
use std::process::ExitCode;

use clap::Subcommand;

use super::begin;
use crate::config::Arguments;
use crate::logging::Voice;
use crate::program::Source;
use crate::say;

/// Look after the markets' files.
///
/// A market is a folder named after its code: market.toml, charter.toml, categories.toml, places.toml and shipping.toml.
#[derive(Debug, clap::Args)]
pub(crate) struct Market {
    #[command(subcommand)]
    verb: Verb,
}

#[derive(Debug, Subcommand)]
enum Verb {
    /// Check every market of a folder
    ///
    /// Says the file, the place and the remedy of the first thing that is wrong, and ends with 1.
    Check {
        /// The folder with the markets' folders; what is configured if left out
        dir: Option<PathBuf>,
    },
}

impl Market {
    pub(crate) fn run(self, arguments: &Arguments) -> anyhow::Result<ExitCode> {
        let Verb::Check { dir } = self.verb;
        let loaded = begin(arguments, Voice::Calm)?;
        let source = dir.map_or_else(|| Source::of(&loaded.config), Source::Folder);
        for market in source.all()? {
            let languages: Vec<&str> = market
                .languages
                .iter()
                .map(|language| language.as_str())
                .collect();
            say::result(format_args!(
                "✓ {}: {}, {}, in {}; {} categories, {} places, {} ways to send",
                market.code,
                market.name.get(market.default_language()),
                market.currency.code(),
                languages.join(" and "),
                market.categories.all().len(),
                market.places.all().len(),
                market.shipping_services.len(),
            ));
            source.attribution(market.code.as_str())?;
        }
        Ok(ExitCode::SUCCESS)
    }
}
