//! A finding: where something is wrong, what, and what was done about it.

use serde::{Deserialize, Serialize};

use crate::Problem;

/// What a problem did to the import.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Effect {
    /// Nothing is lost; the value was taken, or mended, and deserves a look.
    Noted,
    /// The cell was left empty; the rest of the row was taken.
    CellLeftOut,
    /// The row was left out; the product's other rows were taken.
    RowLeftOut,
    /// The whole product was left out.
    ProductLeftOut,
    /// The file could not be read any further; what came before was taken.
    ReadingStopped,
}

impl Effect {
    /// A stable word for programs and translations.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Noted => "noted",
            Self::CellLeftOut => "cell-left-out",
            Self::RowLeftOut => "row-left-out",
            Self::ProductLeftOut => "product-left-out",
            Self::ReadingStopped => "reading-stopped",
        }
    }

    /// The key of the translated words (Fluent): `import-effect-` and the code.
    pub fn key(self) -> String {
        format!("import-effect-{}", self.code())
    }

    /// Was something of the file not taken?
    pub const fn is_loss(self) -> bool {
        !matches!(self, Self::Noted)
    }
}

/// One finding: where, what, and what it did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RowError {
    /// The physical line of the file, 1-based, on which the row begins.
    pub line: u64,
    /// The column, as the file's header names it; `None` when the whole row is meant.
    pub column: Option<String>,
    /// The cell's value, shortened to 80 characters.
    pub value: Option<String>,
    /// The product's external key, when known.
    pub product: Option<String>,
    /// What is wrong.
    pub problem: Problem,
    /// What was done about it.
    pub effect: Effect,
}
