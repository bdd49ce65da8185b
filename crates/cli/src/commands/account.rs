//! `pasar account`

use std::process::ExitCode;

use anyhow::bail;
use clap::Subcommand;
use pasar_service::account::at_machine;
use pasar_service::second_factor;

use super::visit;
use crate::config::Arguments;
use crate::program::Program;
use crate::say;

/// Help buyers and sellers with their accounts
#[derive(Debug, clap::Args)]
pub(crate) struct Account {
    #[command(subcommand)]
    verb: Verb,
}

#[derive(Debug, Subcommand)]
enum Verb {
    /// Remove the second factor of somebody who has lost everything
    ///
    /// Be sure who asks. Their sessions end, they get a letter, and it is written down. They sign in with the password and add a new one.
    #[command(after_help = "Example:\n  pasar account reset-factor --market xx --email sari@example.com")]
    ResetFactor {
        /// The market's code
        #[arg(long, value_name = "CODE")]
        market: String,
        /// The address to sign in with
        #[arg(long)]
        email: String,
    },
}

impl Account {
    pub(crate) fn run(self, arguments: &Arguments) -> anyhow::Result<ExitCode> {
        let Verb::ResetFactor { market, email } = self.verb;
        visit(arguments, async |program: &Program| {
            let ctx = program.market(&market)?;
            let holder = at_machine(ctx, &email).await?;
            if !second_factor::reset(ctx, holder).await? {
                bail!("{email} has no second factor; a password is enough to sign in");
            }
            say::result(format_args!(
                "{email} can sign in with the password alone; all sessions have ended"
            ));
            Ok(ExitCode::SUCCESS)
        })
    }
}
