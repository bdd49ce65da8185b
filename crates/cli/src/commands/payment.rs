//! `pasar payment`

use std::fs;
use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::Context as _;
use chrono::NaiveDate;
use clap::Subcommand;
use pasar_domain::provider_statement::{PROVIDER_STATEMENT_BYTES_MAX, ProviderDifference};
use pasar_service::payout::decimal;
use pasar_service::provider_statement::{take_in, write_statement};
use serde_json::{Value as Json, json};

use super::{Acting, code, visit};
use crate::config::Arguments;
use crate::program::Program;
use crate::say;

/// Compare what the payment provider says with the ledger
#[derive(Debug, clap::Args)]
pub(crate) struct Payment {
    #[command(subcommand)]
    verb: Verb,
}

#[derive(Debug, Subcommand)]
enum Verb {
    /// Write the statement that the sandbox bank publishes: what it took, gave back, kept and settled
    Statement {
        #[command(flatten)]
        acting: Acting,
        /// The first day of settlements, in UTC [default: thirty days before the last]
        #[arg(long, value_name = "YYYY-MM-DD")]
        from: Option<NaiveDate>,
        /// The last day of settlements, in UTC [default: today]
        #[arg(long, value_name = "YYYY-MM-DD")]
        to: Option<NaiveDate>,
        /// Where the file is written; nothing may be there yet [default: the standard output]
        #[arg(long, value_name = "FILE")]
        out: Option<PathBuf>,
    },
    /// Take the provider's statement in: settlements go into the ledger, differences before people
    ///
    /// The file is the sandbox bank's statement, or the itemised payout reconciliation report of Stripe (CSV). Every charge, refund, fee and
    /// settlement is compared with the ledger to the last unit. The same file twice changes nothing. Ends with 1 if anything differs.
    Reconcile {
        #[command(flatten)]
        acting: Acting,
        /// The file
        #[arg(value_name = "FILE")]
        file: PathBuf,
    },
}

impl Payment {
    pub(crate) fn run(self, arguments: &Arguments) -> anyhow::Result<ExitCode> {
        visit(arguments, async |program: &Program| match self.verb {
            Verb::Statement {
                acting,
                from,
                to,
                out,
            } => {
                let (ctx, staff) = acting.find(program).await?;
                let written = write_statement(ctx, staff, (from, to)).await?;
                match out {
                    Some(out) => {
                        let place = fs::File::create_new(&out);
                        let mut place = place.with_context(|| format!("cannot write `{}`", out.display()))?;
                        std::io::Write::write_all(&mut place, &written)?;
                    }
                    None => say::result(String::from_utf8_lossy(&written).trim_end()),
                }
                Ok(ExitCode::SUCCESS)
            }
            Verb::Reconcile { acting, file } => reconcile(program, &acting, &file).await,
        })
    }
}

async fn reconcile(program: &Program, acting: &Acting, file: &PathBuf) -> anyhow::Result<ExitCode> {
    let (ctx, staff) = acting.find(program).await?;
    let cannot = || format!("cannot read `{}`", file.display());
    let size = fs::metadata(file).with_context(cannot)?;
    anyhow::ensure!(
        usize::try_from(size.len()).is_ok_and(|size| size <= PROVIDER_STATEMENT_BYTES_MAX),
        "`{}` is larger than {PROVIDER_STATEMENT_BYTES_MAX} bytes; ask the provider for shorter statements",
        file.display()
    );
    let bytes = fs::read(file).with_context(cannot)?;
    let taken = take_in(ctx, staff, &bytes).await?;
    let read = &taken.read;
    let json = json!({
        "again": taken.again,
        "provider": read.provider,
        "rows": read.rows,
        "known": read.known,
        "settlements": read.settlements,
        "differences": taken.differences.iter().map(difference).collect::<Vec<_>>(),
    });
    let before = if taken.again {
        "taken in before, nothing changed: "
    } else {
        ""
    };
    acting.answer(
        &json,
        format_args!(
            "{before}{} rows of {}: {} known, {} settlements, {} differences",
            read.rows, read.provider, read.known, read.settlements, read.differences
        ),
    );
    if !acting.json {
        taken
            .differences
            .iter()
            .for_each(|found| say::result(told(found)));
    }
    Ok(code(taken.differences.is_empty()))
}

fn told(found: &ProviderDifference) -> String {
    let money = |money: Option<pasar_domain::money::Money>| {
        money.map_or_else(
            || "nothing".to_owned(),
            |money| format!("{} {}", decimal(money), money.currency),
        )
    };
    let line = found
        .line
        .map(|line| format!(" in line {line}"))
        .unwrap_or_default();
    let payment = found.payment_id.map(|id| id.to_string()).unwrap_or_default();
    format!(
        "{}{line}  {payment} {}  says {}, expected {}",
        found.kind,
        found.row_id,
        money(found.said),
        money(found.expected)
    )
}

fn difference(found: &ProviderDifference) -> Json {
    json!({
        "difference_id": found.difference_id,
        "kind": found.kind,
        "line": found.line,
        "row_id": found.row_id,
        "payment_id": found.payment_id,
        "said_minor": found.said.map(|money| money.minor),
        "said_currency": found.said.map(|money| money.currency.code()),
        "expected_minor": found.expected.map(|money| money.minor),
        "expected_currency": found.expected.map(|money| money.currency.code()),
    })
}
