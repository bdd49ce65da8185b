//! Gathers rows into products.

use std::collections::VecDeque;
use std::io::Read;

use super::Column;
use super::building::{Building, Context};
use crate::finder::SHOWN_CHARACTERS;
use crate::seen::SeenKeys;
use crate::table::{Header, Row, RowEvent, Rows};
use crate::text::charset::Utf8Reader;
use crate::text::price::{self, PriceRules};
use crate::text::{cell, shorten};
use crate::{Detected, Effect, FileError, Problem, ReadOptions, Record, RowError, slug};

/// Yields the products of a Shopify file.
pub(crate) struct ShopifyReader<R> {
    rows: Rows<Utf8Reader<R>>,
    context: Context,
    current: Option<Building>,
    seen: SeenKeys,
    /// A row was lost since the last good one; it may have belonged to the product that begins next.
    lost_a_row: bool,
    ready: VecDeque<Record>,
    has_ended: bool,
}

impl<R: Read> ShopifyReader<R> {
    /// Reads the header.
    pub(crate) fn new(input: R, detected: &Detected, options: &ReadOptions) -> Result<Self, FileError> {
        let delimiter = detected.delimiter.unwrap_or(b',');
        let mut rows = Rows::new(input, detected.charset, delimiter, options.limits);
        rows.pass_lines(detected.skip_lines);
        let Some(RowEvent::Row(first)) = rows.next_event() else {
            return Err(FileError::Interrupted);
        };
        let header = Header::new(&first.cells);
        header.check_unique()?;
        let metafields = metafields(&header);
        let context = Context {
            header,
            metafields,
            rules: PriceRules::of(options, detected),
            limits: options.limits,
        };
        Ok(Self {
            rows,
            context,
            current: None,
            seen: SeenKeys::default(),
            lost_a_row: false,
            ready: VecDeque::new(),
            has_ended: false,
        })
    }

    /// The next record.
    pub(crate) fn next(&mut self) -> Option<Record> {
        loop {
            if let Some(record) = self.ready.pop_front() {
                return Some(record);
            }
            if self.has_ended {
                return None;
            }
            match self.rows.next_event() {
                Some(RowEvent::Row(row)) => self.take(&row),
                Some(RowEvent::Bad { line, text, problem }) => self.bad_row(line, &text, problem),
                Some(RowEvent::Stopped { line }) => {
                    self.flush();
                    self.find_row(line, None, Problem::Interrupted, Effect::ReadingStopped);
                    self.has_ended = true;
                }
                None => {
                    self.flush();
                    self.has_ended = true;
                }
            }
        }
    }

    fn bad_row(&mut self, line: u64, text: &str, problem: Problem) {
        if let Some(current) = &mut self.current {
            current.draft.complete = false;
        }
        self.lost_a_row = true;
        self.find_row(
            line,
            Some(shorten(text, SHOWN_CHARACTERS)),
            problem,
            Effect::RowLeftOut,
        );
    }

    fn find_row(&mut self, line: u64, value: Option<String>, problem: Problem, effect: Effect) {
        let product = self
            .current
            .as_ref()
            .map(|current| shorten(&current.draft.external_key, SHOWN_CHARACTERS));
        self.ready.push_back(Record::Finding(RowError {
            line,
            column: None,
            value,
            product,
            problem,
            effect,
        }));
    }

    fn take(&mut self, row: &Row) {
        if row.is_blank() {
            return;
        }
        if self.is_misshapen(row) {
            let problem = Problem::ColumnCount {
                found: row.cells.len(),
                expected: self.context.header.width(),
            };
            self.bad_row(row.line, &row.cells.join(" "), problem);
            return;
        }
        let Some(key) = self.key(row) else {
            self.find_row(row.line, None, Problem::NoKey, Effect::RowLeftOut);
            return;
        };
        let mut findings = Vec::new();
        self.note_damage(row, &key, &mut findings);
        if self
            .current
            .as_ref()
            .is_none_or(|current| current.draft.external_key != key)
        {
            self.flush();
            let continues = self.seen.meet(&key);
            self.current = Some(Building::begin(
                &self.context,
                &key,
                continues,
                row,
                &mut findings,
            ));
        }
        if let Some(current) = &mut self.current {
            current.add(&self.context, row, &mut findings);
        }
        self.ready.extend(findings.into_iter().map(Record::Finding));
    }

    /// Too few cells to reach the price, or more than the header has, because a comma or a line break stands outside quotes.
    /// Empty cells too many are forgiven when the price is where it belongs.
    fn is_misshapen(&self, row: &Row) -> bool {
        let header = &self.context.header;
        let width = header.width();
        let spilled = row.cells.iter().skip(width).any(|cell| !cell.trim().is_empty());
        let cell = |column| cell::one_line(header.cell(&row.cells, column));
        let (price, picture) = (cell(Column::Price), cell(Column::PictureUrl));
        let fits = match price.as_str() {
            "" => picture.is_empty() || cell::web_address(&picture).is_some(),
            price => price::read_any(price, &self.context.rules).is_ok(),
        };
        let is_short = row.cells.len() <= header.place(Column::Price).unwrap_or(0);
        spilled || is_short || (row.cells.len() > width && !fits)
    }

    /// The handle, or one made from the title; a row with neither goes to the product above it. Without handles, rows that
    /// have one title but no options are products of their own, which their SKUs tell apart.
    fn key(&self, row: &Row) -> Option<String> {
        const CHARACTERS_MAX: usize = 255;
        let cell = |column| cell::one_line(self.context.header.cell(&row.cells, column));
        let handle: String = cell(Column::Handle).chars().take(CHARACTERS_MAX).collect();
        if !handle.is_empty() {
            return Some(handle);
        }
        let (title, sku) = (cell(Column::Title), cell(Column::Sku));
        if title.is_empty() {
            return self
                .current
                .as_ref()
                .map(|current| current.draft.external_key.clone());
        }
        let key = slug(&title);
        let is_alone = cell(Column::Option1Value).is_empty() && !sku.is_empty();
        let key = if is_alone && self.seen.has(&key) {
            slug(&format!("{key} {sku}"))
        } else {
            key
        };
        Some(key).filter(|key| !key.is_empty())
    }

    fn note_damage(&self, row: &Row, key: &str, findings: &mut Vec<RowError>) {
        if row.damaged.is_empty() {
            return;
        }
        let names: Vec<&str> = self.context.header.names().map(|(_, name)| name).collect();
        for place in &row.damaged {
            if !self.context.header.is_known_place(*place) {
                continue;
            }
            findings.push(RowError {
                line: row.line,
                column: names.get(*place).map(|name| (*name).to_owned()),
                value: row
                    .cells
                    .get(*place)
                    .map(|cell| shorten(cell.trim(), SHOWN_CHARACTERS)),
                product: Some(shorten(key, SHOWN_CHARACTERS)),
                problem: Problem::DamagedText,
                effect: Effect::Noted,
            });
        }
    }

    /// Yields the product whose rows have ended.
    fn flush(&mut self) {
        let Some(current) = self.current.take() else {
            return;
        };
        match current.finish(&self.context.limits) {
            Ok(draft) => self.ready.push_back(Record::Product(draft)),
            Err((column, problem, draft)) => {
                let column = column.map(|column| self.context.header.name(column).to_owned());
                self.ready.push_back(Record::Finding(RowError {
                    line: draft.lines.first,
                    column,
                    value: Some(shorten(&draft.title, SHOWN_CHARACTERS)).filter(|title| !title.is_empty()),
                    product: Some(shorten(&draft.external_key, SHOWN_CHARACTERS)),
                    problem,
                    effect: Effect::ProductLeftOut,
                }));
            }
        }
    }
}

/// Places and keys of columns such as `Color (product.metafields.shopify.color-pattern)`.
fn metafields(header: &Header<Column>) -> Vec<(usize, String)> {
    header
        .names()
        .filter(|(place, _)| !header.is_known_place(*place))
        .filter_map(|(place, name)| {
            let inside = name.rsplit_once("(product.metafields.")?.1.strip_suffix(')')?;
            let key = inside.split_once('.').map_or(inside, |(_, key)| key);
            Some((place, key.to_owned())).filter(|(_, key)| !key.is_empty())
        })
        .collect()
}
