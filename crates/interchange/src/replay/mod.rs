//! Orders of another marketplace: three tables (orders, items, payments) in one folder, or one JSON file with everything.
//!
//! Tables are told from their header, whatever the order of its columns and whatever else it has. What cannot be read is said with file, line and
//! column, and its order is marked as not whole; nothing is guessed, and no amount is ever a floating-point number.

mod column;
mod gather;
mod json;
mod table;
#[cfg(test)]
mod tests;

use pasar_domain::money::Currency;
use pasar_domain::replay::SourceOrder;

use column::{ItemColumn, OrderColumn, PaymentColumn, TableColumn};
use gather::Gathering;

use crate::AmountProblem;

/// A file of the source.
#[derive(Debug, Clone, Copy)]
pub struct SourceFile<'a> {
    /// Its name, for people and as a hint.
    pub name: &'a str,
    /// What is in it.
    pub bytes: &'a [u8],
}

/// Why nothing of the source was read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SourceError {
    /// A table is not there.
    #[error("no file has the {table}: one needs the columns {}", ticked(.required))]
    NoTable {
        /// Which.
        table: &'static str,
        /// The names of its columns.
        required: Vec<String>,
    },
    /// The file with a table lacks columns.
    #[error(
        "`{file}` should have the {table} by its name, but lacks the column{} {}; it has {}",
        if .missing.len() == 1 { "" } else { "s" }, ticked(.missing), ticked(.found)
    )]
    MissingColumns {
        /// The file.
        file: String,
        /// Which table.
        table: &'static str,
        /// The names of the columns that it lacks.
        missing: Vec<String>,
        /// The names of those that it has.
        found: Vec<String>,
    },
    /// A column that is read occurs twice.
    #[error("`{file}` has the column `{name}` twice; delete or rename one")]
    DuplicateColumn {
        /// The file.
        file: String,
        /// The column.
        name: String,
    },
    /// Two files have the same table.
    #[error("both `{first}` and `{second}` have the {table}; leave one of them in the folder")]
    TwoTables {
        /// Which.
        table: &'static str,
        /// A file with it.
        first: String,
        /// Another.
        second: String,
    },
    /// It is no JSON, or other than orders.
    #[error("`{file}` is not JSON with orders, each with `items` and `payments`: {reason}")]
    Json {
        /// The file.
        file: String,
        /// What is wrong.
        reason: String,
    },
}

fn ticked(names: &[String]) -> String {
    let names: Vec<String> = names.iter().map(|name| format!("`{name}`")).collect();
    names.join(", ")
}

/// Why a row was not read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum RowProblem {
    /// It has more cells than its header, or its quotes are damaged.
    #[error("the row is damaged: {0}")]
    Damaged(String),
    /// A cell that it needs is empty.
    #[error("this is empty")]
    Empty,
    /// It is no status that is known.
    #[error("{0}")]
    Status(String),
    /// It is no instant.
    #[error("this is not an instant such as `2018-01-31 18:05:00`")]
    Instant,
    /// It is no amount.
    #[error(transparent)]
    Amount(#[from] AmountProblem),
    /// It is an amount below nothing.
    #[error("this amount is below nothing")]
    Negative,
    /// It is no number of pieces or instalments.
    #[error("this is not a whole number")]
    Number,
    /// The same was there before.
    #[error("this was there before, in line {0}")]
    Twice(u64),
    /// It belongs to an order that is not there.
    #[error("there is no such order")]
    NoOrder,
}

/// A row that was not read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SourceProblem {
    /// The file.
    pub file: String,
    /// The line on which the row begins; in JSON the number of the order.
    pub line: u64,
    /// The order to which it belongs, if that can be read.
    pub order: Option<String>,
    /// The column; none when the whole row is meant.
    pub column: Option<String>,
    /// The cell, shortened.
    pub value: String,
    /// What is wrong.
    pub problem: RowProblem,
}

/// What was read.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct SourceOrders {
    /// The orders, as the source orders them.
    pub orders: Vec<SourceOrder>,
    /// Rows that were not read.
    pub problems: Vec<SourceProblem>,
}

/// Reads orders from the files of a folder, or from one file. Files that are none of the tables are passed over.
///
/// # Errors
/// When a table or a column is missing, or there are two of one.
pub fn read_source(files: &[SourceFile<'_>], currency: Currency) -> Result<SourceOrders, SourceError> {
    let mut gathering = Gathering::new(currency);
    if let [only] = files
        && json::is_json(only.bytes)
    {
        json::read(&mut gathering, *only)?;
        return Ok(gathering.finish());
    }
    let orders = table::find::<OrderColumn>(files)?;
    let items = table::find::<ItemColumn>(files)?;
    let payments = table::find::<PaymentColumn>(files)?;
    table::each_row(orders, |row| gathering.order(row));
    table::each_row(items, |row| gathering.item(row));
    table::each_row(payments, |row| gathering.payment(row));
    Ok(gathering.finish())
}
