//! Stripe's *payout reconciliation report*, itemised: one row for each balance transaction of each payout, with its gross amount, fee and net. The
//! payout itself is what its rows come to. Payments are known by the metadata that our adapter gives them, which the report has as a column.

use std::collections::BTreeMap;

use pasar_domain::money::Money;
use pasar_domain::provider_statement::{ProviderRow, ProviderRowKind};

use super::{ProviderLine, ProviderRowProblem, currency, day, name};
use crate::read_amount;
use crate::table::{ColumnName, Header};

/// A column.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Column {
    Payout,
    PayoutDay,
    Name,
    Created,
    Category,
    Gross,
    Fee,
    Currency,
    Payment,
    RefundKey,
}

impl ColumnName for Column {
    const NAMES: &'static [(Self, &'static [&'static str])] = &[
        (Self::Payout, &["automatic payout id"]),
        (
            Self::PayoutDay,
            &[
                "automatic payout effective at utc",
                "automatic payout effective at",
            ],
        ),
        (Self::Name, &["balance transaction id"]),
        (Self::Created, &["created utc", "created"]),
        (Self::Category, &["reporting category"]),
        (Self::Gross, &["gross"]),
        (Self::Fee, &["fee"]),
        (Self::Currency, &["currency"]),
        (
            Self::Payment,
            &[
                "payment metadata[pasar payment]",
                "charge metadata[pasar payment]",
            ],
        ),
        (Self::RefundKey, &["refund metadata[pasar refund]"]),
    ];
}

impl Column {
    /// The report has all of these.
    pub(super) const REQUIRED: &'static [Self] = &[
        Self::Payout,
        Self::PayoutDay,
        Self::Name,
        Self::Created,
        Self::Category,
        Self::Gross,
        Self::Fee,
        Self::Currency,
        Self::Payment,
    ];
}

/// Stripe's own categories, as far as they are about buyers' money.
fn kind(category: &str) -> Result<ProviderRowKind, ProviderRowProblem> {
    match category {
        "charge" => Ok(ProviderRowKind::Charge),
        "refund" | "partial_capture_reversal" | "refund_failure" => Ok(ProviderRowKind::Refund),
        "dispute" | "dispute_reversal" => Ok(ProviderRowKind::Chargeback),
        "fee" | "network_cost" | "tax" => Ok(ProviderRowKind::Fee),
        other => Err(ProviderRowProblem::Kind(other.chars().take(40).collect())),
    }
}

pub(super) fn rows(
    header: &Header<Column>,
    cells: &[String],
) -> Result<Vec<ProviderRow>, ProviderRowProblem> {
    let cell = |column| header.cell(cells, column).trim();
    let currency = currency(cell(Column::Currency))?;
    let fee = read_amount(cell(Column::Fee), currency)?;
    let row_id = name(cell(Column::Name))?;
    let row = ProviderRow {
        kind: kind(cell(Column::Category))?,
        booked_on: day(cell(Column::Created))?,
        settlement: name(cell(Column::Payout))?,
        payment_id: cell(Column::Payment).parse().ok(),
        refund_key: cell(Column::RefundKey).chars().take(140).collect(),
        amount: read_amount(cell(Column::Gross), currency)?,
        row_id: row_id.clone(),
    };
    // The day of the payout is read here, so that a row without it is not taken.
    let settled_on = day(cell(Column::PayoutDay))?;
    let mut rows = Vec::new();
    if !fee.is_zero() {
        rows.push(ProviderRow {
            row_id: format!("{row_id}#fee"),
            kind: ProviderRowKind::Fee,
            amount: Money::new(fee.minor.saturating_neg(), currency),
            ..row.clone()
        });
    }
    let payout = ProviderRow {
        row_id: row.settlement.clone(),
        kind: ProviderRowKind::Settlement,
        booked_on: settled_on,
        payment_id: None,
        refund_key: String::new(),
        amount: Money::new(
            row.amount.minor.saturating_sub(fee.minor).saturating_neg(),
            currency,
        ),
        settlement: row.settlement.clone(),
    };
    rows.insert(0, row);
    rows.push(payout);
    Ok(rows)
}

/// Each row brought its part of a payout: they become one settlement each, after everything else.
pub(super) fn with_settlements(lines: Vec<ProviderLine>) -> Vec<ProviderLine> {
    let mut payouts: BTreeMap<String, ProviderRow> = BTreeMap::new();
    let mut all: Vec<ProviderLine> = lines
        .into_iter()
        .map(|line| ProviderLine {
            rows: line.rows.map(|rows| {
                let (parts, rows): (Vec<ProviderRow>, Vec<ProviderRow>) = rows
                    .into_iter()
                    .partition(|row| row.kind == ProviderRowKind::Settlement);
                for part in parts {
                    match payouts.get_mut(&part.settlement) {
                        Some(payout) => {
                            payout.amount.minor = payout.amount.minor.saturating_add(part.amount.minor);
                        }
                        None => drop(payouts.insert(part.settlement.clone(), part)),
                    }
                }
                rows
            }),
            line: line.line,
        })
        .collect();
    all.extend(payouts.into_values().map(|payout| ProviderLine {
        line: 0,
        rows: Ok(vec![payout]),
    }));
    all
}
