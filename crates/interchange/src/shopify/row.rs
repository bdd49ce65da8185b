//! One row of a Shopify file, its cells found by column.

use super::Column;
use crate::finder::{Finder, Named};
use crate::table::{Header, Row};

/// A row, the header it is read by, and where its findings go.
pub(crate) struct RowReader<'a> {
    pub(crate) header: &'a Header<Column>,
    pub(crate) row: &'a Row,
    pub(crate) finder: Finder<'a>,
}

impl<'a> RowReader<'a> {
    /// The cell of a column, with the column's name; empty when the file has no such column.
    pub(crate) fn at(&self, column: Column) -> Named<'a> {
        Named {
            name: self.header.name(column),
            raw: self.header.cell(&self.row.cells, column),
            line: self.row.line,
        }
    }

    /// A word of a column.
    pub(crate) fn word(&mut self, column: Column) -> Option<String> {
        self.finder.word(self.at(column))
    }
}
