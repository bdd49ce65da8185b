//! One file for each command.

pub(crate) mod account;
pub(crate) mod campaign;
pub(crate) mod charter;
pub(crate) mod config;
pub(crate) mod demo;
pub(crate) mod doctor;
pub(crate) mod export;
pub(crate) mod identity;
pub(crate) mod import;
pub(crate) mod ledger;
pub(crate) mod market;
pub(crate) mod ownership;
pub(crate) mod payment;
pub(crate) mod payout;
pub(crate) mod programme;
mod replay;
pub(crate) mod search;
pub(crate) mod seller;
pub(crate) mod serve;
pub(crate) mod staff;
pub(crate) mod work;

use std::process::ExitCode;

use anyhow::Context as _;
use pasar_service::actor::StaffMember;
use pasar_service::staff::acting_as;
use tokio::runtime::{Builder, Runtime};

use crate::cli::{Cli, Command};
use crate::config::{Arguments, Environment, Loaded, load};
use crate::logging::{self, Voice};
use crate::program::{Program, Wanted};
use crate::say;

/// Threads for work that blocks: searching, pictures, passwords, reading files. A password takes 19 MiB while it is checked.
const BLOCKING_THREADS: usize = 64;

/// Runs a command.
pub(crate) fn run(cli: Cli) -> anyhow::Result<ExitCode> {
    let arguments = cli.arguments();
    match cli.command {
        Command::Serve(serve) => serve.run(arguments),
        Command::Work(work) => work.run(&arguments),
        Command::Demo(demo) => demo.run(arguments),
        Command::Import(import) => import.run(&arguments),
        Command::Export(export) => export.run(&arguments),
        Command::Search(search) => search.run(&arguments),
        Command::Ledger(ledger) => ledger.run(&arguments),
        Command::Market(market) => market.run(&arguments),
        Command::Charter(charter) => charter.run(&arguments),
        Command::Seller(seller) => seller.run(&arguments),
        Command::Campaign(campaign) => campaign.run(&arguments),
        Command::Identity(identity) => identity.run(&arguments),
        Command::Programme(programme) => programme.run(&arguments),
        Command::Ownership(ownership) => ownership.run(&arguments),
        Command::Account(account) => account.run(&arguments),
        Command::Payment(payment) => payment.run(&arguments),
        Command::Payout(payout) => payout.run(&arguments),
        Command::Staff(staff) => staff.run(&arguments),
        Command::Doctor(doctor) => doctor.run(&arguments),
        Command::Config(config) => config.run(&arguments),
    }
}

/// Reads the configuration and begins to log.
fn begin(arguments: &Arguments, voice: Voice) -> anyhow::Result<Loaded> {
    let loaded = load(arguments, &Environment::read())?;
    logging::start(&loaded, voice);
    Ok(loaded)
}

/// The runtime, with as many threads as configured.
fn runtime(loaded: &Loaded) -> anyhow::Result<Runtime> {
    let mut builder = Builder::new_multi_thread();
    match usize::try_from(loaded.config.server.threads.0) {
        Ok(0) | Err(_) => {}
        Ok(threads) => {
            builder.worker_threads(threads);
        }
    }
    builder
        .enable_all()
        .max_blocking_threads(BLOCKING_THREADS)
        .build()
        .context("the system gives no threads")
}

/// Opens the program beside whatever serves, does something with it, and closes it again.
fn visit(
    arguments: &Arguments,
    act: impl AsyncFnOnce(&Program) -> anyhow::Result<ExitCode>,
) -> anyhow::Result<ExitCode> {
    let loaded = begin(arguments, Voice::Calm)?;
    runtime(&loaded)?.block_on(async {
        let program = Program::open(&loaded, Wanted::Visit).await?;
        let done = act(&program).await;
        program.close().await?;
        done
    })
}

/// The exit code of a check.
fn code(fine: bool) -> ExitCode {
    if fine {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    }
}

/// In which market somebody acts, and how the command answers.
#[derive(Debug, clap::Args)]
struct Acting {
    /// The market's code
    #[arg(long, value_name = "CODE")]
    market: String,
    /// The e-mail address of the member of staff who acts
    #[arg(long = "as", value_name = "EMAIL")]
    email: String,
    /// For a machine
    #[arg(long)]
    json: bool,
}

impl Acting {
    /// The market, and who acts in it.
    async fn find<'p>(
        &self,
        program: &'p Program,
    ) -> anyhow::Result<(&'p pasar_service::Context, StaffMember)> {
        let ctx = program.market(&self.market)?;
        let staff = acting_as(ctx, &self.email).await?;
        let staff = staff.with_context(|| {
            format!(
                "`{}` is no member of staff who may act; `pasar staff add` makes one",
                self.email
            )
        })?;
        Ok((ctx, staff))
    }

    /// Says what was done.
    fn answer(&self, json: &serde_json::Value, text: std::fmt::Arguments<'_>) {
        if self.json {
            say::json(json);
        } else {
            say::result(text);
        }
    }
}
