//! Small helpers with which rows become nouns.

use std::str::FromStr;

use pasar_domain::money::{Currency, Money};
use uuid::Uuid;

use crate::error::{Error, Result};

/// Names a row while its columns are parsed, so that a column that does not parse can be found.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Row<'a> {
    pub(crate) table: &'static str,
    pub(crate) id: &'a (dyn std::fmt::Debug + Sync),
}

impl Row<'_> {
    /// The incident of this column.
    pub(crate) fn inconsistent(self, column: &'static str) -> Error {
        Error::Inconsistent {
            table: self.table,
            column,
            id: format!("{:?}", self.id),
        }
    }

    /// A text column that must parse.
    pub(crate) fn parse<T: FromStr>(self, column: &'static str, text: &str) -> Result<T> {
        text.parse().map_err(|_| self.inconsistent(column))
    }

    /// A column that must be present in this row's state.
    pub(crate) fn present<T>(self, column: &'static str, value: Option<T>) -> Result<T> {
        value.ok_or_else(|| self.inconsistent(column))
    }

    /// A number that must fit a narrower or unsigned type.
    pub(crate) fn number<T: TryFrom<N>, N>(self, column: &'static str, value: N) -> Result<T> {
        T::try_from(value).map_err(|_| self.inconsistent(column))
    }

    /// An amount with the row's currency.
    pub(crate) fn money(self, minor: i64, currency: &str) -> Result<Money> {
        Ok(Money::new(minor, self.parse::<Currency>("currency", currency)?))
    }
}

/// A count as a column keeps it. Counts are bounded where they enter, far below what fits.
pub(crate) fn int(value: u32) -> i32 {
    i32::try_from(value).unwrap_or(i32::MAX)
}

/// Several texts as one, for `string_to_array(…, chr(31))`: PostgreSQL has no arrays of arrays of different lengths. The
/// texts have no control characters (their nouns see to it), and none is empty.
pub(crate) fn join_texts(texts: &[String]) -> String {
    texts.join("\u{1f}")
}

/// From where a walk through a table goes on: no id is below that of zeros. With a condition that may be absent (`$1 is null or id > $1`) a plan
/// that is kept cannot use the index, and each page reads the table from its beginning.
pub(crate) fn after(id: Option<Uuid>) -> Uuid {
    id.unwrap_or_default()
}

/// The same for a list that goes backwards: no id is above that of ones.
pub(crate) fn before(id: Option<Uuid>) -> Uuid {
    id.unwrap_or(Uuid::max())
}
