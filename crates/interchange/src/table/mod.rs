//! Delimited text, row by row, with physical line numbers and recovery after damaged quotes.

mod header;
mod input;
mod rows;
mod split;

pub(crate) use header::{ColumnName, Header, normal_name};
pub(crate) use input::Input;
pub(crate) use rows::{Row, RowEvent, Rows};
pub(crate) use split::{Cut, CutRow, Splitter};
