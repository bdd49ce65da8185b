//! `pasar payout`

use std::fs;
use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::Context as _;
use clap::{Subcommand, ValueEnum};
use pasar_domain::application::BankAccount;
use pasar_domain::bank::{Difference, STATEMENT_BYTES_MAX, message_id};
use pasar_domain::payout::{Payout as OnePayout, PayoutStateName, end_to_end_id};
use pasar_service::payout::{
    Desk, FileFormat, MakeFile, decimal, desk, make_file, read_statement, write_file,
};
use serde_json::{Value as Json, json};

use super::{Acting, visit};
use crate::config::Arguments;
use crate::program::Program;
use crate::say;

/// Send what shops are owed to the bank, and read what it says
#[derive(Debug, clap::Args)]
pub(crate) struct Payout {
    #[command(subcommand)]
    verb: Verb,
}

#[derive(Debug, Subcommand)]
enum Verb {
    /// Say what is owed, and list the newest payouts
    List {
        #[command(flatten)]
        acting: Acting,
        /// Only payouts that are due, sent, paid or returned
        #[arg(long)]
        state: Option<PayoutStateName>,
    },
    /// Put every payout that waits into a file for the bank
    ///
    /// The payouts count as sent. The account numbers in the file are opened for it, and each seller reads that.
    #[command(
        after_help = "Example:\n  pasar payout file --market xx --as ana@pasar.example --holder \"Pasar Ltd\" --bank NWBKGB2L \
                      --number GB82WEST12345698765432 --out payouts.xml"
    )]
    File(Box<MakeOne>),
    /// Read a statement of the bank, camt.053: what is in it is paid, or came back
    Statement {
        #[command(flatten)]
        acting: Acting,
        /// The file
        #[arg(value_name = "FILE")]
        file: PathBuf,
    },
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum Format {
    /// ISO 20022, pain.001.001.09
    Xml,
    /// A plain table
    Csv,
}

#[derive(Debug, clap::Args)]
struct MakeOne {
    #[command(flatten)]
    acting: Acting,
    /// In whose name the account is that pays
    #[arg(long, value_name = "NAME")]
    holder: String,
    /// Its bank: the BIC or the name
    #[arg(long, value_name = "BANK")]
    bank: String,
    /// Its number
    #[arg(long, value_name = "NUMBER")]
    number: String,
    /// The day on which the bank is to pay [default: today]
    #[arg(long, value_name = "YYYY-MM-DD", default_value = "")]
    execute_on: String,
    /// In which form
    #[arg(long, value_enum, default_value = "xml")]
    format: Format,
    /// Where the file is written; nothing may be there yet
    #[arg(long, value_name = "FILE")]
    out: PathBuf,
}

impl Payout {
    pub(crate) fn run(self, arguments: &Arguments) -> anyhow::Result<ExitCode> {
        visit(arguments, async |program: &Program| {
            match self.verb {
                Verb::List { acting, state } => list(program, &acting, state).await?,
                Verb::File(wanted) => wanted.run(program).await?,
                Verb::Statement { acting, file } => statement(program, &acting, &file).await?,
            }
            Ok(ExitCode::SUCCESS)
        })
    }
}

async fn list(program: &Program, acting: &Acting, state: Option<PayoutStateName>) -> anyhow::Result<()> {
    let (ctx, staff) = acting.find(program).await?;
    let found = desk(ctx, staff, state, None).await?;
    if acting.json {
        say::json(&json!({
            "owed_minor": found.owed.minor,
            "leaving_minor": found.leaving.minor,
            "currency": found.owed.currency.code(),
            "waiting_shops": found.waiting_count,
            "differences": found.differences_count,
            "payouts": found.payouts.iter().map(for_machines).collect::<Vec<_>>(),
        }));
        return Ok(());
    }
    say::result(format_args!(
        "owed {} {}, of it {} on the way; {} shops wait, {} differences to look into",
        decimal(found.owed),
        found.owed.currency,
        decimal(found.leaving),
        found.waiting_count,
        found.differences_count
    ));
    for payout in &found.payouts {
        say::result(for_people(&found, payout));
    }
    Ok(())
}

fn for_people(desk: &Desk, payout: &OnePayout) -> String {
    let shop = desk.shops.get(&payout.shop_id);
    format!(
        "{}  {:<8}  {:>16} {}  {}  {}",
        end_to_end_id(payout.payout_id),
        payout.state.name(),
        decimal(payout.amount),
        payout.amount.currency,
        payout.due_on,
        shop.map_or_else(|| payout.shop_id.to_string(), |shop| shop.handle.to_string())
    )
}

fn for_machines(payout: &OnePayout) -> Json {
    json!({
        "payout_id": payout.payout_id,
        "end_to_end_id": end_to_end_id(payout.payout_id),
        "shop_id": payout.shop_id,
        "amount_minor": payout.amount.minor,
        "currency": payout.amount.currency.code(),
        "due_on": payout.due_on,
        "state": payout.state.name(),
        "made_at": payout.made_at,
    })
}

impl MakeOne {
    async fn run(self, program: &Program) -> anyhow::Result<()> {
        let (ctx, staff) = self.acting.find(program).await?;
        // Nothing counts as sent before there is a place for it.
        let place = fs::File::create_new(&self.out);
        let mut place = place.with_context(|| format!("cannot write `{}`", self.out.display()))?;
        let input = MakeFile {
            payer: BankAccount {
                bank: self.bank,
                holder: self.holder,
                number: self.number,
            },
            execute_on: self.execute_on,
        };
        let format = match self.format {
            Format::Xml => FileFormat::Xml,
            Format::Csv => FileFormat::Csv,
        };
        let made = match make_file(ctx, staff, &input).await {
            Ok(made) => made,
            Err(error) => {
                fs::remove_file(&self.out)?;
                return Err(error.into());
            }
        };
        let bytes = write_file(ctx, staff, made.file_id, format).await?;
        std::io::Write::write_all(&mut place, &bytes)?;
        let name = message_id(made.file_id);
        let json = json!({
            "file_id": made.file_id,
            "message_id": name,
            "payouts": made.payouts,
            "sum_minor": made.sum.minor,
            "currency": made.sum.currency.code(),
        });
        self.acting.answer(
            &json,
            format_args!(
                "{name}: {} payouts, {} {}, in {}",
                made.payouts,
                decimal(made.sum),
                made.sum.currency,
                self.out.display()
            ),
        );
        Ok(())
    }
}

async fn statement(program: &Program, acting: &Acting, file: &PathBuf) -> anyhow::Result<()> {
    let (ctx, staff) = acting.find(program).await?;
    let size = fs::metadata(file).with_context(|| format!("cannot read `{}`", file.display()))?;
    anyhow::ensure!(
        usize::try_from(size.len()).is_ok_and(|size| size <= STATEMENT_BYTES_MAX),
        "`{}` is larger than {STATEMENT_BYTES_MAX} bytes; ask the bank for shorter statements",
        file.display()
    );
    let bytes = fs::read(file).with_context(|| format!("cannot read `{}`", file.display()))?;
    let done = read_statement(ctx, staff, &bytes).await?;
    let read = done.read;
    let json = json!({
        "again": done.again,
        "entries": read.entries,
        "paid": read.paid,
        "returned": read.returned,
        "known": read.known,
        "differences": done.differences.iter().map(difference).collect::<Vec<_>>(),
    });
    let before = if done.again {
        "read before, nothing changed: "
    } else {
        ""
    };
    acting.answer(
        &json,
        format_args!(
            "{before}{} entries: {} paid, {} returned, {} known, {} do not fit",
            read.entries,
            read.paid,
            read.returned,
            read.known,
            done.differences.len()
        ),
    );
    if !acting.json {
        for found in &done.differences {
            say::result(format_args!(
                "{}  {} {}  {}  {}",
                found.kind,
                decimal(found.amount),
                found.amount.currency,
                found.end_to_end_id,
                found.reference
            ));
        }
    }
    Ok(())
}

fn difference(found: &Difference) -> Json {
    json!({
        "difference_id": found.difference_id,
        "kind": found.kind,
        "amount_minor": found.amount.minor,
        "currency": found.amount.currency.code(),
        "end_to_end_id": found.end_to_end_id,
        "reference": found.reference,
    })
}
