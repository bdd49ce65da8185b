//! Items from delimited text.

use std::io::Read;

use super::item::{Item, ItemEvent, Items, Value};
use super::{Attribute, Detail};
use crate::table::{Row, RowEvent, Rows, normal_name};
use crate::text::cell;
use crate::text::charset::Utf8Reader;
use crate::{Detected, Effect, FileError, Problem, ReadOptions};

/// Rows read as items.
pub(crate) struct TableItems<R> {
    rows: Rows<Utf8Reader<R>>,
    /// Attribute (if known) and name of each column.
    columns: Vec<(Option<Attribute>, String)>,
}

impl<R: Read> TableItems<R> {
    /// Reads the header.
    pub(crate) fn new(input: R, detected: &Detected, options: &ReadOptions) -> Result<Self, FileError> {
        let delimiter = detected.delimiter.unwrap_or(b'\t');
        let mut rows = Rows::new(input, detected.charset, delimiter, options.limits);
        rows.pass_lines(detected.skip_lines);
        let Some(RowEvent::Row(first)) = rows.next_event() else {
            return Err(FileError::Interrupted);
        };
        let columns = first
            .cells
            .iter()
            .map(|name| (Attribute::named(&normal_name(name)), cell::one_line(name)))
            .collect();
        Ok(Self { rows, columns })
    }

    fn item(&self, row: &Row) -> Item {
        let mut item = Item {
            line: row.line,
            last_line: row.last_line,
            ..Item::default()
        };
        for (place, ((attribute, name), text)) in self.columns.iter().zip(&row.cells).enumerate() {
            let Some(attribute) = *attribute else { continue };
            let value = |text: &str| Value {
                attribute,
                name: name.clone(),
                text: text.to_owned(),
                line: row.line,
                is_damaged: row.damaged.contains(&place),
            };
            match attribute {
                Attribute::ProductDetail => item.details.extend(Detail::read_all(cell::unwrap(text))),
                // Several addresses stand in one cell; commas inside an address are written `%2C`.
                Attribute::FurtherPictureLink => item.values.extend(text.split(',').map(value)),
                _ => item.values.push(value(text)),
            }
        }
        item
    }
}

impl<R: Read> Items for TableItems<R> {
    fn next_item(&mut self) -> Option<ItemEvent> {
        loop {
            return Some(match self.rows.next_event()? {
                RowEvent::Row(row) if row.is_blank() => continue,
                RowEvent::Row(row) => {
                    let expected = self.columns.len();
                    let spilled = row
                        .cells
                        .iter()
                        .skip(expected)
                        .any(|cell| !cell.trim().is_empty());
                    let price = self
                        .columns
                        .iter()
                        .position(|(at, _)| *at == Some(Attribute::Price));
                    if spilled || row.cells.len() <= price.unwrap_or(0) {
                        let problem = Problem::ColumnCount {
                            found: row.cells.len(),
                            expected,
                        };
                        let text = row.cells.join(" ");
                        ItemEvent::Bad {
                            line: row.line,
                            text,
                            problem,
                            effect: Effect::RowLeftOut,
                        }
                    } else {
                        ItemEvent::Item(self.item(&row))
                    }
                }
                RowEvent::Bad { line, text, problem } => ItemEvent::Bad {
                    line,
                    text,
                    problem,
                    effect: Effect::RowLeftOut,
                },
                RowEvent::Stopped { line } => ItemEvent::Bad {
                    line,
                    text: String::new(),
                    problem: Problem::Interrupted,
                    effect: Effect::ReadingStopped,
                },
            });
        }
    }
}
