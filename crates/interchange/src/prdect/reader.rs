//! Reads the data set.

use std::collections::VecDeque;
use std::io::Read;

use super::Column;
use super::gather::Products;
use crate::finder::SHOWN_CHARACTERS;
use crate::table::{Header, RowEvent, Rows};
use crate::text::charset::Utf8Reader;
use crate::text::price::PriceRules;
use crate::text::shorten;
use crate::{Detected, Effect, FileError, Limits, Problem, ReadOptions, Record, RowError};

/// Yields the products of the data set, after reading all of it.
pub(crate) struct PrdectReader<R> {
    rows: Option<Rows<Utf8Reader<R>>>,
    header: Header<Column>,
    rules: PriceRules,
    limits: Limits,
    ready: VecDeque<Record>,
}

impl<R: Read> PrdectReader<R> {
    /// Reads the header.
    pub(crate) fn new(input: R, detected: &Detected, options: &ReadOptions) -> Result<Self, FileError> {
        let delimiter = detected.delimiter.unwrap_or(b';');
        let mut rows = Rows::new(input, detected.charset, delimiter, options.limits);
        rows.pass_lines(detected.skip_lines);
        let Some(RowEvent::Row(first)) = rows.next_event() else {
            return Err(FileError::Interrupted);
        };
        let header = Header::new(&first.cells);
        header.check_unique()?;
        let rules = PriceRules::of(options, detected);
        Ok(Self {
            rows: Some(rows),
            header,
            rules,
            limits: options.limits,
            ready: VecDeque::new(),
        })
    }

    /// The next record.
    pub(crate) fn next(&mut self) -> Option<Record> {
        if let Some(rows) = self.rows.take() {
            self.gather(rows);
        }
        self.ready.pop_front()
    }

    fn gather(&mut self, mut rows: Rows<Utf8Reader<R>>) {
        let mut products = Products::default();
        let mut findings = Vec::new();
        let mut count = 0_usize;
        while let Some(event) = rows.next_event() {
            let (line, text, problem, effect) = match event {
                RowEvent::Row(row) if row.is_blank() => continue,
                RowEvent::Row(row) if count >= self.limits.gathered_rows => {
                    let limit = self.limits.gathered_rows;
                    (
                        row.line,
                        String::new(),
                        Problem::TooManyRows { limit },
                        Effect::ReadingStopped,
                    )
                }
                RowEvent::Row(row) if row.cells.len() > self.header.width() => {
                    let (found, expected) = (row.cells.len(), self.header.width());
                    let problem = Problem::ColumnCount { found, expected };
                    (row.line, row.cells.join(" "), problem, Effect::RowLeftOut)
                }
                RowEvent::Row(row) => {
                    count += 1;
                    let limit = self.limits.cell_characters;
                    products.add(&self.header, &row, &self.rules, limit, &mut findings);
                    continue;
                }
                RowEvent::Bad { line, text, problem } => (line, text, problem, Effect::RowLeftOut),
                RowEvent::Stopped { line } => {
                    (line, String::new(), Problem::Interrupted, Effect::ReadingStopped)
                }
            };
            findings.push(RowError {
                line,
                column: None,
                value: Some(shorten(&text, SHOWN_CHARACTERS)).filter(|text| !text.is_empty()),
                product: None,
                problem,
                effect,
            });
            if effect == Effect::ReadingStopped {
                break;
            }
        }
        self.ready.extend(findings.into_iter().map(Record::Finding));
        self.ready.extend(products.into_records());
    }
}
