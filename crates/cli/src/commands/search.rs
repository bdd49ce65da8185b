//! `pasar search`

use std::process::ExitCode;

use clap::Subcommand;

use super::visit;
use crate::config::Arguments;
use crate::program::{Program, rebuild};
use crate::{progress, say};

/// Look after the search indexes.
///
/// An index is made from the database and can be made again at any time; searches go on meanwhile.
#[derive(Debug, clap::Args)]
pub(crate) struct Search {
    #[command(subcommand)]
    verb: Verb,
}

#[derive(Debug, Subcommand)]
enum Verb {
    /// Build the search index anew from the database
    ///
    /// It is written beside the one in use and replaces it in the end. Nobody has to stop.
    Rebuild {
        /// The market's code; all markets if left out
        #[arg(long, value_name = "CODE")]
        market: Option<String>,
    },
}

impl Search {
    pub(crate) fn run(self, arguments: &Arguments) -> anyhow::Result<ExitCode> {
        let Verb::Rebuild { market } = self.verb;
        visit(arguments, async |program: &Program| {
            for ctx in program.markets(market.as_deref())? {
                let code = &ctx.market().code;
                let bar = progress::bar(&format!("{code}: building the search index"), 0);
                let listings = rebuild(ctx, &bar).await?;
                say::result(format_args!("{code}: {listings} listings can be found"));
            }
            Ok(ExitCode::SUCCESS)
        })
    }
}
