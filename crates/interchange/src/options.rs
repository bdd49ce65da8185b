//! What the reader has to know beside the file.

use pasar_domain::money::Currency;

use crate::Format;

/// The sign between whole and fraction in prices.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DecimalMark {
    /// `1,299.00`
    Point,
    /// `1.299,00`
    Comma,
}

/// How to read a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReadOptions {
    /// The currency of prices that name none; a price that names another is refused.
    pub currency: Currency,
    /// The smallest amount people write, in minor units: 1 where prices have cents, 100 where (as with rupiah) they have
    /// none. It decides what `53.500` means.
    pub unit_minor: u32,
    /// The decimal sign, when the person knows; otherwise it is told from each price and from the file's delimiter.
    pub decimal: Option<DecimalMark>,
    /// The format, when the person knows; otherwise it is told from the header.
    pub format: Option<Format>,
    /// Bounds on what is taken into memory.
    pub limits: Limits,
}

impl ReadOptions {
    /// Options for prices with two decimals in `currency`, everything else told from the file.
    pub fn new(currency: Currency) -> Self {
        Self {
            currency,
            unit_minor: 1,
            decimal: None,
            format: None,
            limits: Limits::default(),
        }
    }
}

/// Bounds that keep memory small whatever the file holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Bytes of one row, or of one item of a feed.
    pub row_bytes: usize,
    /// Characters of one cell.
    pub cell_characters: usize,
    /// Columns of a table.
    pub columns: usize,
    /// Variants of one product.
    pub variants: usize,
    /// Pictures of one product.
    pub pictures: usize,
    /// Rows of a file that must be gathered whole (PRDECT-ID).
    pub gathered_rows: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            row_bytes: 1 << 20,
            cell_characters: 1 << 17,
            columns: 1_000,
            variants: 2_048,
            pictures: 250,
            gathered_rows: 100_000,
        }
    }
}
