//! Statements of payment providers: a plain table, as the sandbox writes it, and the itemised payout reconciliation report of Stripe.

mod plain;
mod stripe;
#[cfg(test)]
mod tests;

use chrono::NaiveDate;
use pasar_domain::money::Currency;
use pasar_domain::provider_statement::{PROVIDER_NAME_CHARS_MAX, ProviderRow};

pub use plain::write_provider_statement;

use crate::AmountProblem;
use crate::detect::header_cells;
use crate::table::{ColumnName, Header, RowEvent, Rows};
use crate::text::charset::Charset;
use crate::{HEAD_BYTES, Limits};

/// The most rows of a statement.
pub const PROVIDER_ROWS_MAX: usize = 100_000;

/// Why nothing of a statement was read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ProviderStatementError {
    /// It is no table of a kind that is known.
    #[error("the file is no statement of a payment provider: its first row lacks `{0}`")]
    UnknownHeader(String),
    /// A column occurs twice.
    #[error("the column `{0}` occurs twice")]
    DuplicateColumn(String),
    /// It is too long.
    #[error("the statement is too long: 20 MB and {PROVIDER_ROWS_MAX} rows at most; ask for shorter ones")]
    TooLong,
}

/// Why a row was not read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ProviderRowProblem {
    /// It cannot be cut into cells.
    #[error("the row is damaged")]
    Damaged,
    /// It has no name, or a name that is too long.
    #[error("the row has no name of at most {PROVIDER_NAME_CHARS_MAX} characters")]
    NoName,
    /// What it is about is not known.
    #[error("`{0}` is no kind of row that is known")]
    Kind(String),
    /// Its day cannot be read.
    #[error("the day cannot be read")]
    Day,
    /// Its currency cannot be read.
    #[error("the currency cannot be read")]
    Currency,
    /// An amount of it cannot be read.
    #[error(transparent)]
    Amount(#[from] AmountProblem),
}

/// A line of a statement. One line may say several things: a charge, and its fee.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProviderLine {
    /// The physical line, 1-based; 0 for what no line says by itself.
    pub line: u32,
    /// What it says, or why that cannot be read.
    pub rows: Result<Vec<ProviderRow>, ProviderRowProblem>,
}

/// Reads a statement.
///
/// # Errors
/// When the file is none. Rows that cannot be read are among the lines.
pub fn read_provider_statement(bytes: &[u8]) -> Result<Vec<ProviderLine>, ProviderStatementError> {
    let head = bytes.get(..HEAD_BYTES.min(bytes.len())).unwrap_or_default();
    let unknown = |column: &str| ProviderStatementError::UnknownHeader(column.to_owned());
    let (charset, mark) = Charset::sniff(head).ok_or_else(|| unknown("row_id"))?;
    let body = bytes.get(mark..).unwrap_or_default();
    let cells = header_cells(
        body.get(..HEAD_BYTES.min(body.len())).unwrap_or_default(),
        charset,
        b',',
    );
    let stripe = Header::<stripe::Column>::new(&cells);
    if stripe.has(stripe::Column::Category) {
        checked(&stripe, stripe::Column::REQUIRED)?;
        let lines = lines(body, charset, |row| stripe::rows(&stripe, row))?;
        return Ok(stripe::with_settlements(lines));
    }
    let plain = Header::<plain::Column>::new(&cells);
    checked(&plain, plain::Column::REQUIRED)?;
    lines(body, charset, |row| plain::rows(&plain, row))
}

fn checked<C: ColumnName>(header: &Header<C>, required: &[C]) -> Result<(), ProviderStatementError> {
    if let Some(missing) = required.iter().find(|column| !header.has(**column)) {
        let name = header.name(*missing).replace(' ', "_");
        return Err(ProviderStatementError::UnknownHeader(name));
    }
    match header.twice() {
        Some(name) => Err(ProviderStatementError::DuplicateColumn(name.to_owned())),
        None => Ok(()),
    }
}

fn lines(
    body: &[u8],
    charset: Charset,
    read: impl Fn(&[String]) -> Result<Vec<ProviderRow>, ProviderRowProblem>,
) -> Result<Vec<ProviderLine>, ProviderStatementError> {
    let mut rows = Rows::new(body, charset, b',', Limits::default());
    let mut lines = Vec::new();
    let mut is_header = true;
    while let Some(event) = rows.next_event() {
        if std::mem::take(&mut is_header) {
            continue;
        }
        let (line, rows) = match event {
            RowEvent::Row(row) if row.is_blank() => continue,
            RowEvent::Row(row) => (row.line, read(&row.cells)),
            RowEvent::Bad { line, .. } | RowEvent::Stopped { line } => {
                (line, Err(ProviderRowProblem::Damaged))
            }
        };
        if lines.len() == PROVIDER_ROWS_MAX {
            return Err(ProviderStatementError::TooLong);
        }
        lines.push(ProviderLine {
            line: u32::try_from(line).unwrap_or(u32::MAX),
            rows,
        });
    }
    Ok(lines)
}

/// A name that a provider gave.
fn name(text: &str) -> Result<String, ProviderRowProblem> {
    let text = text.trim();
    if text.is_empty() || text.chars().count() > PROVIDER_NAME_CHARS_MAX {
        Err(ProviderRowProblem::NoName)
    } else {
        Ok(text.to_owned())
    }
}

/// A day, alone or with a time after it.
fn day(text: &str) -> Result<NaiveDate, ProviderRowProblem> {
    let day = text.trim().get(..10).and_then(|day| day.parse().ok());
    day.ok_or(ProviderRowProblem::Day)
}

fn currency(text: &str) -> Result<Currency, ProviderRowProblem> {
    let code = text.trim().to_ascii_uppercase();
    code.parse().map_err(|_| ProviderRowProblem::Currency)
}
