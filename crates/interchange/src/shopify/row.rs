//! One row of a Shopify file, its cells read as what they mean.

use pasar_domain::money::Money;

use super::Column;
use crate::table::{Header, Row};
use crate::text::price::{self, PriceRules};
use crate::text::{cell, excel, number, shorten};
use crate::{Condition, Effect, Gtin, Problem, RowError};

/// Longest value in a finding.
const SHOWN_CHARACTERS: usize = 80;

/// A row, the header it is read by, and the findings of its cells.
pub(crate) struct RowReader<'a> {
    pub(crate) header: &'a Header<Column>,
    pub(crate) row: &'a Row,
    pub(crate) key: &'a str,
    pub(crate) cell_characters: usize,
    pub(crate) findings: &'a mut Vec<RowError>,
}

impl RowReader<'_> {
    /// The raw cell.
    pub(crate) fn raw(&self, column: Column) -> &str {
        self.header.cell(&self.row.cells, column)
    }

    /// Is the cell empty?
    pub(crate) fn is_blank(&self, column: Column) -> bool {
        self.raw(column).trim().is_empty()
    }

    /// Says what is wrong with a cell.
    pub(crate) fn find(&mut self, column: Column, problem: Problem, effect: Effect) {
        let finding = RowError {
            line: self.row.line,
            column: Some(self.header.name(column)),
            value: Some(shorten(self.raw(column).trim(), SHOWN_CHARACTERS)).filter(|value| !value.is_empty()),
            product: Some(shorten(self.key, SHOWN_CHARACTERS)),
            problem,
            effect,
        };
        self.findings.push(finding);
    }

    /// A text of one line, or `None` when it is empty or a spreadsheet's error. Too long texts are shortened and said so.
    pub(crate) fn text(&mut self, column: Column, characters_max: usize) -> Option<String> {
        let text = cell::one_line(self.raw(column));
        if excel::is_error_value(&text) {
            self.find(
                column,
                Problem::SpreadsheetError { shown: text },
                Effect::CellLeftOut,
            );
            return None;
        }
        let limit = characters_max.min(self.cell_characters);
        if text.chars().count() > limit {
            self.find(column, Problem::TextTooLong { limit }, Effect::Noted);
            return Some(text.chars().take(limit).collect::<String>().trim_end().to_owned());
        }
        Some(text).filter(|text| !text.is_empty())
    }

    /// The price; the row is nothing without.
    pub(crate) fn price(&mut self, rules: &PriceRules) -> Option<Money> {
        let text = cell::one_line(self.raw(Column::Price));
        let problem = if text.is_empty() {
            Problem::NoPrice
        } else if excel::is_error_value(&text) {
            Problem::SpreadsheetError { shown: text }
        } else {
            match price::read(&text, rules) {
                Ok(money) => return Some(money),
                Err(problem) => problem,
            }
        };
        self.find(Column::Price, problem, Effect::RowLeftOut);
        None
    }

    /// The price before reduction. Zero, and the price itself, mean that there is none.
    pub(crate) fn compare_at(&mut self, price: Money, rules: &PriceRules) -> Option<Money> {
        let text = cell::one_line(self.raw(Column::CompareAt));
        if text.is_empty() {
            return None;
        }
        match price::read_any(&text, rules) {
            Ok(former) if former.minor > price.minor => return Some(former),
            Ok(former) if former.is_zero() || former == price => {}
            Ok(_) => self.find(Column::CompareAt, Problem::CompareAtTooLow, Effect::CellLeftOut),
            Err(problem) => self.find(Column::CompareAt, problem, Effect::CellLeftOut),
        }
        None
    }

    /// Pieces in stock.
    pub(crate) fn stock(&mut self) -> Option<u32> {
        let text = cell::one_line(self.raw(Column::Quantity));
        if text.is_empty() {
            return None;
        }
        match number::whole(&text) {
            Ok(count) if count < 0 => {
                self.find(Column::Quantity, Problem::NegativeStock, Effect::Noted);
                Some(0)
            }
            Ok(count) => u32::try_from(count).ok(),
            Err(problem) => {
                self.find(Column::Quantity, problem, Effect::CellLeftOut);
                None
            }
        }
    }

    /// Weight; the column is in grams whatever unit is displayed.
    pub(crate) fn grams(&mut self) -> Option<u32> {
        let text = cell::one_line(self.raw(Column::Grams));
        if text.is_empty() {
            return None;
        }
        number::grams(&text, "g").unwrap_or_else(|problem| {
            self.find(Column::Grams, problem, Effect::CellLeftOut);
            None
        })
    }

    /// The barcode's number.
    pub(crate) fn gtin(&mut self) -> Option<Gtin> {
        let text = cell::one_line(self.raw(Column::Barcode));
        if text.is_empty() {
            return None;
        }
        match Gtin::read(&text) {
            Ok((gtin, is_repaired)) => {
                if is_repaired {
                    let number = gtin.as_str().to_owned();
                    self.find(
                        Column::Barcode,
                        Problem::BarcodeZerosRestored { number },
                        Effect::Noted,
                    );
                }
                Some(gtin)
            }
            Err(problem) => {
                self.find(Column::Barcode, problem, Effect::CellLeftOut);
                None
            }
        }
    }

    /// The stock-keeping unit. One that a spreadsheet rounded would name many goods at once: the inner `None`s tell it from
    /// an empty cell.
    pub(crate) fn sku(&mut self) -> Result<Option<String>, ()> {
        const CHARACTERS_MAX: usize = 255;
        if excel::is_scientific(self.raw(Column::Sku).trim()) {
            self.find(Column::Sku, Problem::ScientificNumber, Effect::RowLeftOut);
            return Err(());
        }
        Ok(self.text(Column::Sku, CHARACTERS_MAX))
    }

    /// New, refurbished or used.
    pub(crate) fn condition(&mut self) -> Condition {
        match cell::one_line(self.raw(Column::Condition))
            .to_lowercase()
            .as_str()
        {
            "" | "new" => Condition::New,
            "refurbished" => Condition::Refurbished,
            "used" => Condition::Used,
            _ => {
                let allowed = "`new`, `refurbished`, `used`".to_owned();
                self.find(
                    Column::Condition,
                    Problem::UnknownWord { allowed },
                    Effect::CellLeftOut,
                );
                Condition::New
            }
        }
    }

    /// A picture's address.
    pub(crate) fn address(&mut self, column: Column) -> Option<String> {
        let text = cell::one_line(self.raw(column));
        if text.is_empty() {
            return None;
        }
        let address = cell::web_address(&text);
        if address.is_none() {
            self.find(column, Problem::NotAnAddress, Effect::CellLeftOut);
        }
        address
    }

    /// `true` or `false`, or `default` when the cell is empty.
    pub(crate) fn yes_or_no(&mut self, column: Column, default: bool) -> bool {
        if self.is_blank(column) {
            return default;
        }
        cell::yes_or_no(&cell::one_line(self.raw(column))).unwrap_or_else(|| {
            self.find(column, Problem::NotYesOrNo, Effect::Noted);
            false
        })
    }

    /// The value of an option. Dates that spreadsheets make of sizes are noted.
    pub(crate) fn option_value(&mut self, column: Column) -> Option<String> {
        const CHARACTERS_MAX: usize = 255;
        let value = self.text(column, CHARACTERS_MAX)?;
        if let Some(likely) = excel::typed_before_date(&value) {
            self.find(column, Problem::DateForText { likely }, Effect::Noted);
        } else if excel::is_scientific(&value) {
            self.find(column, Problem::ScientificNumber, Effect::Noted);
        }
        Some(value)
    }
}
