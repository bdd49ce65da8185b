//! `pasar ledger replay`

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context as _, bail};
use pasar_domain::market::Market;
use pasar_domain::money::{Currency, Money};
use pasar_domain::replay::Outcome;
use pasar_interchange::replay::{SourceFile, SourceOrders, SourceProblem, read_source};
use pasar_service::ledger::replay::{Replayed, Sums, replay, rules_in};
use pasar_service::payout::decimal;
use serde_json::{Value as Json, json};

use super::{begin, code};
use crate::config::Arguments;
use crate::logging::Voice;
use crate::program::Source;
use crate::say;

/// Sellers, mismatches and rows that people are shown; machines are given all.
const SHOWN: usize = 20;

/// The ends of names of files that may be a source.
const ENDS: [&str; 6] = ["csv", "tsv", "txt", "json", "jsonl", "ndjson"];

#[derive(Debug, clap::Args)]
pub(super) struct Replay {
    /// The folder with the tables of orders, items and payments, or one JSON file
    source: PathBuf,
    /// The currency of the source
    #[arg(long, value_name = "CODE", default_value = "BRL")]
    currency: Currency,
    /// By the charter of which market; of the first if left out
    #[arg(long, value_name = "CODE")]
    market: Option<String>,
    /// Write everything there, for a machine
    #[arg(long, value_name = "FILE")]
    json: Option<PathBuf>,
    /// End with 1 too if something of the source does not add up, or cannot be read
    #[arg(long)]
    strict: bool,
}

impl Replay {
    pub(super) fn run(self, arguments: &Arguments) -> anyhow::Result<ExitCode> {
        let loaded = begin(arguments, Voice::Calm)?;
        let market = find(Source::of(&loaded.config).all()?, self.market.as_deref())?;
        let source = read(&self.source, self.currency)?;
        let rules = rules_in(&market, self.currency);
        let done = replay(&rules, &source.orders)?;
        let told = Told {
            rules: &rules,
            is_foreign: market.currency != self.currency,
            source: &source,
            done: &done,
        };
        if let Some(path) = &self.json {
            let text = format!("{:#}\n", told.for_machines());
            fs::write(path, text).with_context(|| format!("cannot write `{}`", path.display()))?;
        }
        say::result(told.for_people());
        let adds_up = done.mismatches.is_empty() && source.problems.is_empty();
        Ok(code(done.balances() && (adds_up || !self.strict)))
    }
}

fn find(markets: Vec<Market>, code: Option<&str>) -> anyhow::Result<Market> {
    let known: Vec<String> = markets.iter().map(|market| market.code.to_string()).collect();
    let is_it = |market: &Market| code.is_none_or(|code| market.code.as_str() == code);
    markets.into_iter().find(is_it).ok_or_else(|| {
        let wanted = code.unwrap_or_default();
        say::misuse(format!(
            "there is no market `{wanted}`; there are {}",
            known.join(", ")
        ))
    })
}

/// Reads the files of a folder, or one file.
fn read(path: &Path, currency: Currency) -> anyhow::Result<SourceOrders> {
    let is_source = |path: &PathBuf| {
        let end = path.extension().and_then(|end| end.to_str()).unwrap_or_default();
        ENDS.contains(&end.to_ascii_lowercase().as_str())
    };
    let cannot = || format!("cannot read `{}`", path.display());
    let mut paths = Vec::new();
    if path.is_dir() {
        for entry in fs::read_dir(path).with_context(cannot)? {
            paths.push(entry.with_context(cannot)?.path());
        }
        paths.retain(is_source);
        paths.sort();
        if paths.is_empty() {
            bail!(
                "`{}` has no file that ends with .{}",
                path.display(),
                ENDS.join(", .")
            );
        }
    } else {
        paths.push(path.to_owned());
    }
    let mut texts = Vec::new();
    for path in paths {
        let bytes = fs::read(&path).with_context(|| format!("cannot read `{}`", path.display()))?;
        let name = path.file_name().map(|name| name.to_string_lossy().into_owned());
        texts.push((name.unwrap_or_default(), bytes));
    }
    let files: Vec<SourceFile<'_>> = texts
        .iter()
        .map(|(name, bytes)| SourceFile { name, bytes })
        .collect();
    Ok(read_source(&files, currency)?)
}

/// What is told of a replay.
struct Told<'a> {
    rules: &'a Market,
    is_foreign: bool,
    source: &'a SourceOrders,
    done: &'a Replayed,
}

impl Told<'_> {
    fn outcomes(&self) -> BTreeMap<Outcome, usize> {
        let mut outcomes = BTreeMap::new();
        for order in &self.done.orders {
            *outcomes.entry(order.outcome).or_default() += 1;
        }
        outcomes
    }

    fn of_several_payments(&self) -> usize {
        let orders = self.source.orders.iter();
        orders.filter(|order| order.payments.len() > 1).count()
    }

    fn of_several_sellers(&self) -> usize {
        let posted = self.done.orders.iter();
        posted.filter(|order| order.orders.len() > 1).count()
    }

    fn for_people(&self) -> String {
        let Self {
            rules, source, done, ..
        } = self;
        let mut lines = vec![format!(
            "{} orders in {}, by the charter {}/{}: {} posted, {} do not add up",
            source.orders.len(),
            done.currency,
            rules.code,
            rules.charter.version,
            done.orders
                .iter()
                .filter(|order| order.outcome != Outcome::Empty)
                .count(),
            done.mismatches.len()
        )];
        if self.is_foreign {
            lines.push(
                "  (amounts of the charter are of another currency and were left out; rates and days hold)"
                    .to_owned(),
            );
        }
        let outcomes = self.outcomes();
        let outcomes = outcomes
            .iter()
            .map(|(outcome, count)| format!("{count} {outcome}"));
        lines.push(format!("  {}", outcomes.collect::<Vec<_>>().join(", ")));
        lines.push(format!(
            "  {} with several payments, {} with several sellers, {} sellers, {} payouts, {} transfers",
            self.of_several_payments(),
            self.of_several_sellers(),
            done.sellers.len(),
            done.sums.payouts,
            done.report.transfers
        ));
        lines.push(row("paid in", done.paid_in));
        match done.sums.places() {
            Ok(places) => lines.extend(places.into_iter().map(|(place, amount)| row(place, amount))),
            Err(error) => lines.push(format!("  ✗ {error}")),
        }
        lines.extend(self.sellers_for_people());
        lines.extend(self.off_for_people());
        lines.extend(
            done.report
                .problems
                .iter()
                .map(|problem| format!("  ✗ {problem}")),
        );
        lines.push(if done.balances() {
            "everything that came in is accounted for, to the last unit; the ledger adds up".to_owned()
        } else {
            format!(
                "✗ the ledger does not add up: {} problems",
                done.report.problems_total
            )
        });
        lines.join("\n")
    }

    /// The sellers with most, and what became of it.
    fn sellers_for_people(&self) -> Vec<String> {
        let mut sellers: Vec<(&String, &Sums)> = self.done.sellers.iter().collect();
        sellers.sort_by_key(|(seller, sums)| (-sums.set_aside.minor, *seller));
        let shown = sellers.len().min(SHOWN);
        let mut lines = vec![format!(
            "sellers: goods + freight = commission and fees, paid out, rest ({shown} of {})",
            sellers.len()
        )];
        lines.extend(sellers.into_iter().take(SHOWN).map(|(seller, sums)| {
            let fees = sums.released.iter().filter(|(class, _)| **class != "payable");
            let fees = fees.fold(0, |sum, (_, amount)| sum + amount.minor);
            let rest = sums.goods.minor + sums.shipping.minor - fees - sums.paid_out.minor;
            let of = |minor| decimal(Money::new(minor, self.done.currency));
            format!(
                "  {seller}  {} + {} = {}, {}, {}",
                decimal(sums.goods),
                decimal(sums.shipping),
                of(fees),
                decimal(sums.paid_out),
                of(rest)
            )
        }));
        lines
    }

    /// What does not add up in the source, or cannot be read there.
    fn off_for_people(&self) -> Vec<String> {
        let Self { source, done, .. } = self;
        let mut lines = Vec::new();
        if !done.mismatches.is_empty() {
            lines.push(format!(
                "orders of the source that do not add up, and were not posted: {}",
                done.mismatches.len()
            ));
        }
        let unnamed = done.mismatches.len().saturating_sub(SHOWN);
        lines.extend(done.mismatches.iter().take(SHOWN).map(|one| {
            format!(
                "  ≠ {}  {}: items and freight {}, payments {}, difference {} ({})",
                one.key,
                one.kind,
                decimal(one.due),
                decimal(one.paid),
                one.difference().map_or_else(|error| error.to_string(), decimal),
                one.status
            )
        }));
        if unnamed > 0 {
            lines.push(format!("  … and {unnamed} more: --json names all"));
        }
        if !source.problems.is_empty() {
            lines.push(format!(
                "rows of the source that cannot be read: {}",
                source.problems.len()
            ));
        }
        lines.extend(source.problems.iter().take(SHOWN).map(problem_for_people));
        let unnamed = source.problems.len().saturating_sub(SHOWN);
        if unnamed > 0 {
            lines.push(format!("  … and {unnamed} more: --json names all"));
        }
        lines
    }

    fn for_machines(&self) -> Json {
        let Self {
            rules, source, done, ..
        } = self;
        let outcomes = self
            .outcomes()
            .into_iter()
            .map(|(outcome, count)| (outcome.as_str(), count));
        let sellers = done
            .sellers
            .iter()
            .map(|(seller, sums)| (seller, sums_for_machines(sums)));
        json!({
            "balanced": done.balances(),
            "currency": done.currency.code(),
            "market": rules.code.to_string(),
            "charter": rules.charter.version.to_string(),
            "source": {
                "orders": source.orders.len(),
                "items": source.orders.iter().map(|order| order.items.len()).sum::<usize>(),
                "payments": source.orders.iter().map(|order| order.payments.len()).sum::<usize>(),
            },
            "outcomes": outcomes.collect::<BTreeMap<_, _>>(),
            "paid_in_minor": done.paid_in.minor,
            "sums": sums_for_machines(&done.sums),
            "transfers": done.report.transfers,
            "problems": done.report.problems.iter().map(ToString::to_string).collect::<Vec<_>>(),
            "sellers": sellers.collect::<BTreeMap<_, _>>(),
            "mismatches": done.mismatches.iter().map(|one| json!({
                "order": one.key,
                "kind": one.kind,
                "status": one.status,
                "due_minor": one.due.minor,
                "paid_minor": one.paid.minor,
                "difference_minor": one.paid.minor.saturating_sub(one.due.minor),
            })).collect::<Vec<_>>(),
            "unreadable_rows": source.problems.iter().map(problem_for_machines).collect::<Vec<_>>(),
            "orders": done.orders.iter().map(order_for_machines).collect::<Vec<_>>(),
        })
    }
}

fn row(place: &str, amount: Money) -> String {
    format!("  {place:<20} {:>18}", decimal(amount))
}

fn problem_for_people(one: &SourceProblem) -> String {
    let place = [one.order.as_deref(), one.column.as_deref()];
    let place: Vec<&str> = place.into_iter().flatten().collect();
    let value = if one.value.is_empty() {
        String::new()
    } else {
        format!(" `{}`", one.value)
    };
    format!(
        "  ? {}:{} {}{value}: {}",
        one.file,
        one.line,
        place.join(" "),
        one.problem
    )
}

fn problem_for_machines(one: &SourceProblem) -> Json {
    json!({
        "file": one.file,
        "line": one.line,
        "order": one.order,
        "column": one.column,
        "value": one.value,
        "problem": one.problem.to_string(),
    })
}

fn sums_for_machines(sums: &Sums) -> Json {
    let places = sums.places().unwrap_or_default().into_iter();
    let places: BTreeMap<&str, i64> = places.map(|(place, amount)| (place, amount.minor)).collect();
    json!({
        "orders": sums.orders,
        "payouts": sums.payouts,
        "goods_minor": sums.goods.minor,
        "freight_minor": sums.shipping.minor,
        "paid_in_minor": sums.set_aside.minor,
        "places_minor": places,
    })
}

fn order_for_machines(one: &pasar_service::ledger::replay::ReplayedOrder) -> Json {
    let orders = one.orders.iter().map(|part| {
        let amounts = &part.order.amounts;
        let payments = part.payments.iter();
        let payments = payments.map(|paid| json!([paid.goods.minor, paid.shipping.minor]));
        json!({
            "seller": part.seller,
            "state": part.order.state.name(),
            "goods_minor": amounts.goods.minor,
            "freight_minor": amounts.shipping.minor,
            "commission_minor": amounts.commission.minor,
            "order_fee_minor": amounts.order_fee.minor,
            "payments_minor": payments.collect::<Vec<_>>(),
        })
    });
    json!({
        "order": one.key,
        "outcome": one.outcome,
        "paid_minor": one.paid.minor,
        "orders": orders.collect::<Vec<_>>(),
    })
}
