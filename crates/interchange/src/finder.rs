//! Reads cells as what they mean, and says what is wrong with them. Shared by every format.

use pasar_domain::money::Money;

use crate::text::price::{self, PriceRules};
use crate::text::{cell, excel, number, shorten};
use crate::{Condition, Effect, Gtin, Problem, RowError, sanitise};

/// Longest value in a finding.
pub(crate) const SHOWN_CHARACTERS: usize = 80;
/// Longest word: a brand, an option's value, a SKU.
pub(crate) const WORD_CHARACTERS_MAX: usize = 255;

/// A cell and the name of its column in the file.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Named<'a> {
    pub(crate) name: &'a str,
    pub(crate) raw: &'a str,
    /// The line on which its row (or, in XML, its element) begins.
    pub(crate) line: u64,
}

impl Named<'_> {
    pub(crate) fn is_blank(self) -> bool {
        self.raw.trim().is_empty()
    }
}

/// Where findings about one product's cells go.
#[derive(Debug)]
pub(crate) struct Finder<'a> {
    /// The product's external key.
    pub(crate) key: &'a str,
    /// Most characters of a cell.
    pub(crate) cell_characters: usize,
    pub(crate) findings: &'a mut Vec<RowError>,
}

impl Finder<'_> {
    /// Says what is wrong with a cell.
    pub(crate) fn find(&mut self, cell: Named<'_>, problem: Problem, effect: Effect) {
        self.findings.push(RowError {
            line: cell.line,
            column: Some(cell.name.to_owned()),
            value: Some(shorten(cell.raw.trim(), SHOWN_CHARACTERS)).filter(|value| !value.is_empty()),
            product: Some(shorten(self.key, SHOWN_CHARACTERS)),
            problem,
            effect,
        });
    }

    /// A text of one line, or `None` when it is empty or a spreadsheet's error. Too long texts are shortened and said so.
    pub(crate) fn text(&mut self, cell: Named<'_>, characters_max: usize) -> Option<String> {
        let text = cell::one_line(cell.raw);
        if excel::is_error_value(&text) {
            self.find(
                cell,
                Problem::SpreadsheetError { shown: text },
                Effect::CellLeftOut,
            );
            return None;
        }
        let limit = characters_max.min(self.cell_characters);
        if text.chars().count() > limit {
            self.find(cell, Problem::TextTooLong { limit }, Effect::Noted);
            let short: String = text.chars().take(limit).collect();
            return Some(short.trim_end().to_owned());
        }
        Some(text).filter(|text| !text.is_empty())
    }

    /// A word of at most [`WORD_CHARACTERS_MAX`] characters.
    pub(crate) fn word(&mut self, cell: Named<'_>) -> Option<String> {
        self.text(cell, WORD_CHARACTERS_MAX)
    }

    /// A description, made safe. One that is too long is left out: half an element is no description.
    pub(crate) fn description(&mut self, cell: Named<'_>) -> String {
        let limit = self.cell_characters;
        let text = cell::many_lines(cell.raw);
        if text.chars().count() > limit {
            self.find(cell, Problem::TextTooLong { limit }, Effect::CellLeftOut);
            return String::new();
        }
        if excel::is_error_value(&text) {
            self.find(
                cell,
                Problem::SpreadsheetError { shown: text },
                Effect::CellLeftOut,
            );
            return String::new();
        }
        sanitise(&text)
    }

    /// The price; the row is nothing without.
    pub(crate) fn price(&mut self, cell: Named<'_>, rules: &PriceRules) -> Option<Money> {
        let text = cell::one_line(cell.raw);
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
        self.find(cell, problem, Effect::RowLeftOut);
        None
    }

    /// The price before reduction. Zero, and the price itself, mean that there is none.
    pub(crate) fn compare_at(&mut self, cell: Named<'_>, price: Money, rules: &PriceRules) -> Option<Money> {
        let text = cell::one_line(cell.raw);
        if text.is_empty() {
            return None;
        }
        match price::read_any(&text, rules) {
            Ok(former) if former.minor > price.minor => return Some(former),
            Ok(former) if former.is_zero() || former == price => {}
            Ok(_) => self.find(cell, Problem::CompareAtTooLow, Effect::CellLeftOut),
            Err(problem) => self.find(cell, problem, Effect::CellLeftOut),
        }
        None
    }

    /// Pieces in stock.
    pub(crate) fn stock(&mut self, cell: Named<'_>) -> Option<u32> {
        let text = cell::one_line(cell.raw);
        if text.is_empty() {
            return None;
        }
        match number::whole(&text) {
            Ok(count) if count < 0 => {
                self.find(cell, Problem::NegativeStock, Effect::Noted);
                Some(0)
            }
            Ok(count) => u32::try_from(count).ok(),
            Err(problem) => {
                self.find(cell, problem, Effect::CellLeftOut);
                None
            }
        }
    }

    /// Weight; in grams when the cell names no other unit.
    pub(crate) fn grams(&mut self, cell: Named<'_>) -> Option<u32> {
        let text = cell::one_line(cell.raw);
        if text.is_empty() {
            return None;
        }
        number::grams(&text, "g").unwrap_or_else(|problem| {
            self.find(cell, problem, Effect::CellLeftOut);
            None
        })
    }

    /// The barcode's number.
    pub(crate) fn gtin(&mut self, cell: Named<'_>) -> Option<Gtin> {
        let text = cell::one_line(cell.raw);
        if text.is_empty() {
            return None;
        }
        match Gtin::read(&text) {
            Ok((gtin, is_repaired)) => {
                if is_repaired {
                    let number = gtin.as_str().to_owned();
                    self.find(cell, Problem::BarcodeZerosRestored { number }, Effect::Noted);
                }
                Some(gtin)
            }
            Err(problem) => {
                self.find(cell, problem, Effect::CellLeftOut);
                None
            }
        }
    }

    /// A word that names goods (SKU, id). One that a spreadsheet rounded would name many goods at once, so the row goes:
    /// `Err`, with the reason said.
    pub(crate) fn identifier(&mut self, cell: Named<'_>) -> Result<Option<String>, ()> {
        if excel::is_scientific(cell.raw.trim()) {
            self.find(cell, Problem::ScientificNumber, Effect::RowLeftOut);
            return Err(());
        }
        Ok(self.word(cell))
    }

    /// New, refurbished or used.
    pub(crate) fn condition(&mut self, cell: Named<'_>) -> Condition {
        match cell::one_line(cell.raw).to_lowercase().as_str() {
            "" | "new" => Condition::New,
            "refurbished" => Condition::Refurbished,
            "used" => Condition::Used,
            _ => {
                let allowed = "`new`, `refurbished`, `used`".to_owned();
                self.find(cell, Problem::UnknownWord { allowed }, Effect::CellLeftOut);
                Condition::New
            }
        }
    }

    /// A picture's address.
    pub(crate) fn address(&mut self, cell: Named<'_>) -> Option<String> {
        let text = cell::one_line(cell.raw);
        if text.is_empty() {
            return None;
        }
        let address = cell::web_address(&text);
        if address.is_none() {
            self.find(cell, Problem::NotAnAddress, Effect::CellLeftOut);
        }
        address
    }

    /// `true` or `false`, or `default` when the cell is empty.
    pub(crate) fn yes_or_no(&mut self, cell: Named<'_>, default: bool) -> bool {
        if cell.is_blank() {
            return default;
        }
        cell::yes_or_no(&cell::one_line(cell.raw)).unwrap_or_else(|| {
            self.find(cell, Problem::NotYesOrNo, Effect::Noted);
            false
        })
    }

    /// The value of an option. Dates that spreadsheets make of sizes are noted.
    pub(crate) fn option_value(&mut self, cell: Named<'_>) -> Option<String> {
        let value = self.word(cell)?;
        if let Some(likely) = excel::typed_before_date(&value) {
            self.find(cell, Problem::DateForText { likely }, Effect::Noted);
        } else if excel::is_scientific(&value) {
            self.find(cell, Problem::ScientificNumber, Effect::Noted);
        }
        Some(value)
    }
}
