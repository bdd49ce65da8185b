//! `pasar staff`

use std::io::{self, BufRead as _, IsTerminal as _};
use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::{Context as _, bail};
use clap::Subcommand;
use clap::builder::PossibleValuesParser;
use console::Term;
use pasar_domain::password::Password;
use pasar_service::staff::{StaffInput, StaffRole, add, at_machine};
use pasar_service::{Context as ServiceContext, second_factor};

use super::visit;
use crate::config::Arguments;
use crate::program::Program;
use crate::say;

/// Look after the people who run the site.
#[derive(Debug, clap::Args)]
pub(crate) struct Staff {
    #[command(subcommand)]
    verb: Verb,
}

#[derive(Debug, Subcommand)]
enum Verb {
    /// Let somebody sign in to the staff's pages
    ///
    /// The password is asked for, or read from a file or the standard input; it is no argument, because everybody on the machine can see
    /// those.
    #[command(
        after_help = "Examples:\n  pasar staff add --email ana@pasar.example --name Ana --role administrator\n  pasar staff add --email \
                      bo@pasar.example --name Bo --role support < password.txt"
    )]
    Add {
        /// The address to sign in with
        #[arg(long)]
        email: String,
        /// What the person is called
        #[arg(long)]
        name: String,
        /// What the person may do: everything, take products down, or only read
        #[arg(long, value_parser = PossibleValuesParser::new(StaffRole::ALL.iter().map(|role| role.as_str())))]
        role: String,
        /// The file whose first line is the password
        #[arg(long, value_name = "FILE")]
        password_file: Option<PathBuf>,
    },
    /// Remove the second factor of somebody who has lost everything
    ///
    /// Be sure who asks. Their sessions end, they get a letter, and it is written down. They sign in with the password and add a new one.
    #[command(after_help = "Example:\n  pasar staff reset-factor --email ana@pasar.example")]
    ResetFactor {
        /// The address to sign in with
        #[arg(long)]
        email: String,
    },
}

impl Staff {
    pub(crate) fn run(self, arguments: &Arguments) -> anyhow::Result<ExitCode> {
        match self.verb {
            Verb::Add {
                email,
                name,
                role,
                password_file,
            } => {
                let input = StaffInput {
                    name,
                    email,
                    password: Password::from(read_password(password_file)?),
                    role: role.parse()?,
                };
                add_member(arguments, &input)
            }
            Verb::ResetFactor { email } => reset_factor(arguments, &email),
        }
    }
}

fn add_member(arguments: &Arguments, input: &StaffInput) -> anyhow::Result<ExitCode> {
    visit(arguments, async |program: &Program| {
        let member = add(common(program)?, input).await?;
        say::result(format_args!(
            "{} can sign in as {}",
            input.email,
            member.role.as_str()
        ));
        Ok(ExitCode::SUCCESS)
    })
}

fn reset_factor(arguments: &Arguments, email: &str) -> anyhow::Result<ExitCode> {
    visit(arguments, async |program: &Program| {
        let ctx = common(program)?;
        let member = at_machine(ctx, email).await?;
        if !second_factor::reset(ctx, member).await? {
            bail!("{email} has no second factor; a password is enough to sign in");
        }
        say::result(format_args!(
            "{email} can sign in with the password alone; all sessions have ended"
        ));
        Ok(ExitCode::SUCCESS)
    })
}

/// Staff belong to every market: any will do.
fn common(program: &Program) -> anyhow::Result<&ServiceContext> {
    program.contexts.first().context("there is no market")
}

fn read_password(file: Option<PathBuf>) -> anyhow::Result<String> {
    let line = match file {
        Some(path) => {
            let text = std::fs::read_to_string(&path)
                .with_context(|| format!("cannot read `{}`", path.display()))?;
            text.lines().next().unwrap_or_default().to_owned()
        }
        None if io::stdin().is_terminal() => ask()?,
        None => {
            let mut line = String::new();
            io::stdin()
                .lock()
                .read_line(&mut line)
                .context("cannot read the password")?;
            line.trim_end_matches(['\n', '\r']).to_owned()
        }
    };
    if line.is_empty() {
        bail!("the password is empty; type one, or put it into the first line of a file");
    }
    Ok(line)
}

fn ask() -> anyhow::Result<String> {
    let terminal = Term::stderr();
    terminal.write_str("Password: ")?;
    let first = terminal.read_secure_line()?;
    terminal.write_str("The same again: ")?;
    if terminal.read_secure_line()? != first {
        bail!("the two passwords differ; nobody was added");
    }
    Ok(first)
}
