//! The plain table: one row for each charge, refund, fee, chargeback and settlement.

use std::io::{self, Write};

use pasar_domain::money::Money;
use pasar_domain::provider_statement::{ProviderRow, ProviderRowKind};

use super::{ProviderRowProblem, currency, day, name};
use crate::bank::{TableCell, write_table};
use crate::read_amount;
use crate::table::{ColumnName, Header};

/// A column.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Column {
    Name,
    Kind,
    Day,
    Settlement,
    Payment,
    RefundKey,
    Amount,
    Currency,
}

/// The names of the columns, in the order in which they are written.
const COLUMNS: [&str; 8] = [
    "row_id",
    "kind",
    "booked_on",
    "settlement_id",
    "payment_id",
    "refund_key",
    "amount",
    "currency",
];

impl ColumnName for Column {
    const NAMES: &'static [(Self, &'static [&'static str])] = &[
        (Self::Name, &["row id"]),
        (Self::Kind, &["kind"]),
        (Self::Day, &["booked on"]),
        (Self::Settlement, &["settlement id"]),
        (Self::Payment, &["payment id"]),
        (Self::RefundKey, &["refund key"]),
        (Self::Amount, &["amount"]),
        (Self::Currency, &["currency"]),
    ];
}

impl Column {
    /// A statement has all of these.
    pub(super) const REQUIRED: &'static [Self] = &[
        Self::Name,
        Self::Kind,
        Self::Day,
        Self::Settlement,
        Self::Payment,
        Self::Amount,
        Self::Currency,
    ];
}

pub(super) fn rows(
    header: &Header<Column>,
    cells: &[String],
) -> Result<Vec<ProviderRow>, ProviderRowProblem> {
    let cell = |column| header.cell(cells, column).trim();
    let kind: ProviderRowKind = cell(Column::Kind)
        .parse()
        .map_err(|_| ProviderRowProblem::Kind(cell(Column::Kind).chars().take(40).collect()))?;
    let row = ProviderRow {
        row_id: name(cell(Column::Name))?,
        kind,
        booked_on: day(cell(Column::Day))?,
        settlement: name(cell(Column::Settlement))?,
        payment_id: cell(Column::Payment).parse().ok(),
        refund_key: cell(Column::RefundKey).chars().take(140).collect(),
        amount: read_amount(cell(Column::Amount), currency(cell(Column::Currency))?)?,
    };
    Ok(vec![row])
}

/// Writes a statement.
///
/// # Errors
/// When `out` fails.
pub fn write_provider_statement<W: Write>(out: W, rows: &[ProviderRow]) -> io::Result<W> {
    let header = COLUMNS.map(TableCell::from).into();
    let written = rows.iter().map(|row| {
        let payment = row.payment_id.map(|id| id.to_string()).unwrap_or_default();
        let amount: Money = row.amount;
        vec![
            row.row_id.as_str().into(),
            row.kind.as_str().into(),
            row.booked_on.to_string().into(),
            row.settlement.as_str().into(),
            payment.into(),
            row.refund_key.as_str().into(),
            TableCell::Amount(amount),
            amount.currency.code().into(),
        ]
    });
    write_table(out, std::iter::once(header).chain(written))
}
