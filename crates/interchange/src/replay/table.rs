//! Tables of delimited text: which file has which, and its rows.

use std::collections::BTreeMap;

use super::gather::{Cells, SourceRow};
use super::{RowProblem, SourceError, SourceFile, TableColumn};
use crate::detect::{delimiter_line, header_cells};
use crate::table::{Header, RowEvent, Rows};
use crate::text::charset::Charset;
use crate::{HEAD_BYTES, Limits};

/// A file that has a table.
pub(super) struct Table<'a, C> {
    file: SourceFile<'a>,
    header: Header<C>,
    charset: Charset,
    delimiter: u8,
    /// Bytes before the header row, and lines in them.
    skip: (usize, u64),
}

/// Is the file meant to have the table, by its name?
fn is_named<C: TableColumn>(file: SourceFile<'_>) -> bool {
    let name = file.name.to_ascii_lowercase();
    let means = if name.contains("payment") {
        "payments"
    } else if name.contains("item") {
        "items"
    } else if name.contains("orders") || name.starts_with("order.") {
        "orders"
    } else {
        ""
    };
    means == C::TABLE
}

/// Finds the file with a table. One that is called like it goes before one that merely has its columns.
pub(super) fn find<'a, C: TableColumn>(files: &[SourceFile<'a>]) -> Result<Table<'a, C>, SourceError> {
    let mut found: BTreeMap<bool, Table<'a, C>> = BTreeMap::new();
    let mut lacking = None;
    for file in files {
        let Some(table) = open::<C>(*file) else { continue };
        let named = is_named::<C>(*file);
        let missing = table.missing();
        if !missing.is_empty() {
            if named {
                lacking.get_or_insert((table, missing));
            }
        } else if let Some(first) = found.get(&named) {
            return Err(SourceError::TwoTables {
                table: C::TABLE,
                first: first.file.name.to_owned(),
                second: file.name.to_owned(),
            });
        } else {
            found.insert(named, table);
        }
    }
    let (of_name, of_columns) = (found.remove(&true), found.remove(&false));
    match (of_name, lacking, of_columns) {
        (Some(table), ..) | (None, None, Some(table)) => table.checked(),
        (None, Some((table, missing)), _) => Err(SourceError::MissingColumns {
            file: table.file.name.to_owned(),
            table: C::TABLE,
            missing,
            found: table.header.names().map(|(_, name)| name.to_owned()).collect(),
        }),
        (None, None, None) => Err(SourceError::NoTable {
            table: C::TABLE,
            required: C::REQUIRED.iter().map(|column| written(*column)).collect(),
        }),
    }
}

/// A column as the source writes it.
fn written<C: TableColumn>(column: C) -> String {
    let names = C::NAMES.iter().find(|(known, _)| *known == column);
    let first = names.and_then(|(_, names)| names.first().copied());
    first.unwrap_or_default().replace(' ', "_")
}

/// Reads the header as that of a table, with the delimiter that finds most of its columns; none where the file is no text.
fn open<C: TableColumn>(file: SourceFile<'_>) -> Option<Table<'_, C>> {
    let head = file.bytes.get(..HEAD_BYTES.min(file.bytes.len()))?;
    let (charset, mark) = Charset::sniff(head)?;
    let (_, hint) = delimiter_line(head, charset, mark);
    let body = head.get(mark + hint..)?;
    let headers = [b',', b';', b'\t', b'|'].map(|delimiter| {
        let cells = header_cells(body, charset, delimiter);
        (delimiter, Header::<C>::new(&cells))
    });
    let (delimiter, header) = headers
        .into_iter()
        .max_by_key(|(_, header)| (header.known(), header.width()))?;
    Some(Table {
        file,
        header,
        charset,
        delimiter,
        skip: (mark + hint, u64::from(hint > 0)),
    })
}

impl<C: TableColumn> Table<'_, C> {
    fn missing(&self) -> Vec<String> {
        let missing = C::REQUIRED.iter().filter(|column| !self.header.has(**column));
        missing.map(|column| written(*column)).collect()
    }

    fn checked(self) -> Result<Self, SourceError> {
        match self.header.twice() {
            Some(name) => Err(SourceError::DuplicateColumn {
                file: self.file.name.to_owned(),
                name: name.to_owned(),
            }),
            None => Ok(self),
        }
    }
}

/// A row's cells under their header.
struct TableCells<'a, C> {
    header: &'a Header<C>,
    cells: &'a [String],
}

impl<C: TableColumn> Cells<C> for TableCells<'_, C> {
    fn cell(&self, column: C) -> &str {
        self.header.cell(self.cells, column).trim()
    }

    fn name(&self, column: C) -> String {
        self.header.name(column).to_owned()
    }
}

/// Gives every row of a table to `take`; rows that cannot be cut come without cells.
pub(super) fn each_row<C: TableColumn>(table: Table<'_, C>, mut take: impl FnMut(SourceRow<'_, C>)) {
    let Table {
        file,
        header,
        charset,
        delimiter,
        skip: (bytes, lines),
    } = table;
    let body = file.bytes.get(bytes..).unwrap_or_default();
    let mut rows = Rows::new(body, charset, delimiter, Limits::default());
    rows.pass_lines(lines);
    let mut is_header = true;
    while let Some(event) = rows.next_event() {
        let is_first = std::mem::take(&mut is_header);
        let (line, cells, damage) = match event {
            RowEvent::Row(_) if is_first => continue,
            RowEvent::Row(row) if row.is_blank() => continue,
            RowEvent::Row(row) if row.cells.len() > header.width() => {
                let damage = format!(
                    "it has {} cells under {} columns",
                    row.cells.len(),
                    header.width()
                );
                (row.line, row.cells, Some(damage))
            }
            RowEvent::Row(row) => (row.line, row.cells, None),
            RowEvent::Bad { line, text, problem } => (line, vec![text], Some(problem.to_string())),
            RowEvent::Stopped { line } => (line, Vec::new(), Some("the file ends within it".to_owned())),
        };
        take(SourceRow {
            file: file.name,
            line,
            cells: &TableCells {
                header: &header,
                cells: &cells,
            },
            damage: damage.map(RowProblem::Damaged),
        });
    }
}
