//! `pasar charter`

mod adopt;
mod check;
mod diff;
mod explain;
mod prove;
mod show;
mod version;

use std::path::PathBuf;
use std::process::ExitCode;

use clap::Subcommand;

use super::{begin, runtime};
use crate::config::{Arguments, Loaded};
use crate::logging::Voice;
use crate::program::Source;

/// Look after the markets' charters: check, prove, compare and adopt them.
///
/// A charter version is a folder with figures, policies, promises and cases: MARKET/charters/VERSION. It is named MARKET/VERSION here, and
/// MARKET alone means all of its versions.
#[derive(Debug, clap::Args)]
pub(crate) struct Charter {
    #[command(subcommand)]
    verb: Verb,
}

#[derive(Debug, Subcommand)]
enum Verb {
    /// Read charters and decide all of their cases
    ///
    /// Reads every file, checks policies and promises against the facts that there are, and decides each case twice: with the program’s own
    /// engine and with Cedar’s. Ends with 1 if anything is wrong.
    Check(check::Check),
    /// Prove that charters keep their promises
    ///
    /// Asks the solver cvc5 of every promise and every act whether any facts break it. A broken promise is told with an example. What the
    /// solver does not know counts as not proved. Ends with 1 if anything is not proved.
    Prove(prove::Prove),
    /// Say by proof what a version permits that another refuses, and the other way round
    Diff(diff::Diff),
    /// Decide a case file and tell why
    Explain(explain::Explain),
    /// Show promises and policies
    Show(show::Show),
    /// Adopt a version from a day on
    ///
    /// Proves the version, and notes it with both names. What was adopted before stays as it is, and so does every order made under it.
    Adopt(adopt::Adopt),
}

/// Where charters are looked for.
#[derive(Debug, clap::Args)]
struct Place {
    /// The folder with the markets' folders [default: what is configured, or else what is built in]
    #[arg(long, value_name = "DIR")]
    markets: Option<PathBuf>,
}

impl Place {
    fn source(&self, loaded: &Loaded) -> Source {
        match &self.markets {
            Some(folder) => Source::Folder(folder.clone()),
            None => Source::of(&loaded.config),
        }
    }
}

impl Charter {
    pub(crate) fn run(self, arguments: &Arguments) -> anyhow::Result<ExitCode> {
        if let Verb::Adopt(adopt) = self.verb {
            return adopt.run(arguments);
        }
        let loaded = begin(arguments, Voice::Calm)?;
        runtime(&loaded)?.block_on(async {
            match self.verb {
                Verb::Check(check) => check.run(&loaded),
                Verb::Prove(prove) => prove.run(&loaded).await,
                Verb::Diff(diff) => diff.run(&loaded).await,
                Verb::Explain(explain) => explain.run(&loaded),
                Verb::Show(show) => show.run(&loaded).await,
                Verb::Adopt(_) => Ok(ExitCode::SUCCESS),
            }
        })
    }
}
