//! `pasar ledger`

use std::process::ExitCode;

use clap::Subcommand;
use pasar_service::Context;
use pasar_service::ledger::check;
use serde_json::{Value as Json, json};

use super::replay::Replay;
use super::{code, visit};
use crate::config::Arguments;
use crate::program::Program;
use crate::{progress, say};

/// Look after the ledger.
#[derive(Debug, clap::Args)]
pub(crate) struct Ledger {
    #[command(subcommand)]
    verb: Verb,
}

#[derive(Debug, Subcommand)]
enum Verb {
    /// Prove that every cent is where its order or payout says, and always was
    ///
    /// Reads every order and payout with its transfers: each account must hold what these explain, escrow of an order that is over
    /// nothing, holds must be resolved once, every transfer must have its cause, and every currency must sum to zero. Then goes through
    /// the history of what each shop was owed: no account that must not be negative ever was. The site may go on meanwhile. Ends with 1
    /// if anything does not add up.
    Check {
        /// The market's code; all markets if left out
        #[arg(long, value_name = "CODE")]
        market: Option<String>,
        /// For a machine
        #[arg(long)]
        json: bool,
    },
    /// Replay the orders of another marketplace by the rules of this ledger, in memory
    ///
    /// Reads tables of orders, items and payments, such as the public data of Olist. Each order becomes an order group with an order for each
    /// seller; its payments are shared out over them, commission is taken, and what was delivered is paid out, by the same rules and checks
    /// as in a market. Orders whose payments are not their items and freight are named and not posted. Nothing is written to a database.
    /// Ends with 1 if the ledger does not add up.
    #[command(
        after_help = "Examples:\n  pasar ledger replay olist\n  pasar ledger replay orders.jsonl --currency EUR --json report.json --strict"
    )]
    Replay(Box<Replay>),
}

impl Ledger {
    pub(crate) fn run(self, arguments: &Arguments) -> anyhow::Result<ExitCode> {
        let (market, json) = match self.verb {
            Verb::Check { market, json } => (market, json),
            Verb::Replay(replay) => return replay.run(arguments),
        };
        visit(arguments, async |program: &Program| {
            let mut fine = true;
            let mut reports = Vec::new();
            for ctx in program.markets(market.as_deref())? {
                let report = read(ctx).await?;
                fine &= report.is_clean();
                if json {
                    reports.push(for_machines(ctx, &report));
                } else {
                    say::result(for_people(ctx, &report));
                }
            }
            if json {
                say::json(&json!({ "clean": fine, "markets": reports }));
            }
            Ok(code(fine))
        })
    }
}

type Report = pasar_service::ledger::Report;

async fn read(ctx: &Context) -> anyhow::Result<Report> {
    let spinner = progress::spinner(&format!("{}: reading orders", ctx.market().code));
    let told = spinner.clone();
    let report = check(ctx, |orders| {
        told.set_message(format!("{}: {orders} orders", ctx.market().code))
    })
    .await;
    spinner.finish_and_clear();
    Ok(report?)
}

fn for_people(ctx: &Context, report: &Report) -> String {
    let mut text = format!(
        "{}: {} orders, {} payouts, {} settlements, {} shops, {} transfers: {}",
        ctx.market().code,
        report.orders,
        report.payouts,
        report.settlements,
        report.shops,
        report.transfers,
        if report.is_clean() {
            "everything adds up".to_owned()
        } else {
            format!("{} problems", report.problems_total)
        }
    );
    for ((currency, account), minor) in &report.totals {
        text.push_str(&format!("\n  {account:<18} {minor:>18} {currency} (minor units)"));
    }
    for problem in &report.problems {
        text.push_str(&format!("\n  ✗ {problem}"));
    }
    text
}

fn for_machines(ctx: &Context, report: &Report) -> Json {
    let totals = report.totals.iter().map(|((currency, account), minor)| {
        // Sums can be larger than the numbers that JSON readers keep exactly.
        json!({ "currency": currency, "account": account, "minor": minor.to_string() })
    });
    json!({
        "market": ctx.market().code.to_string(),
        "clean": report.is_clean(),
        "orders": report.orders,
        "payouts": report.payouts,
        "settlements": report.settlements,
        "shops": report.shops,
        "transfers": report.transfers,
        "totals": totals.collect::<Vec<_>>(),
        "problems_total": report.problems_total,
        "problems": report.problems.iter().map(ToString::to_string).collect::<Vec<_>>(),
    })
}
