//! Where a list goes on. Programs pass a cursor back as they got it and do not look inside.

use std::fmt::Display;
use std::str::FromStr;

use base64::Engine as _;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use serde::Deserialize;
use utoipa::IntoParams;

use crate::error::{FieldProblem, WebError};
use crate::l10n::{Message, key};

/// Entries of a page when nothing else is asked for.
const LIMIT: u32 = 20;
/// Most entries of a page.
const LIMIT_MAX: u32 = 100;

/// Which part of a list.
#[derive(Debug, Clone, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(default)]
pub struct PageQuery {
    /// `next` of the page before; none for the first page.
    pub cursor: Option<String>,
    /// Most entries of the page, 1 to 100; 20 when none.
    #[param(minimum = 1, maximum = 100, default = 20)]
    pub limit: Option<u32>,
}

impl PageQuery {
    /// How many entries.
    ///
    /// # Errors
    /// When it is not 1 to 100.
    pub fn limit(&self) -> Result<u32, WebError> {
        let limit = self.limit.unwrap_or(LIMIT);
        if (1..=LIMIT_MAX).contains(&limit) {
            return Ok(limit);
        }
        Err(WebError::invalid(vec![FieldProblem {
            field: "limit".to_owned(),
            message: Message::new(key("field-out-of-range"))
                .with("min", 1)
                .with("max", LIMIT_MAX),
        }]))
    }

    /// The entry after which the page begins.
    ///
    /// # Errors
    /// When the cursor is none of ours.
    pub fn after<T: FromStr>(&self) -> Result<Option<T>, WebError> {
        self.cursor.as_deref().map(Cursor::read).transpose()
    }

    /// The same for the lists of orders.
    ///
    /// # Errors
    /// As [`Self::limit`] and [`Self::after`].
    pub fn of_orders<T: FromStr>(&self) -> Result<pasar_service::order::Cursor<T>, WebError> {
        Ok(pasar_service::order::Cursor {
            before: self.after()?,
            limit: self.limit()?,
        })
    }
}

/// A cursor as it goes out.
#[derive(Debug, Clone, Copy)]
pub struct Cursor;

impl Cursor {
    /// Hides where the next page begins.
    pub fn write(place: impl Display) -> String {
        BASE64_URL_SAFE_NO_PAD.encode(place.to_string())
    }

    fn read<T: FromStr>(cursor: &str) -> Result<T, WebError> {
        let bytes = BASE64_URL_SAFE_NO_PAD.decode(cursor).ok();
        let place = bytes
            .and_then(|bytes| String::from_utf8(bytes).ok())
            .and_then(|text| text.parse().ok());
        place.ok_or_else(|| {
            WebError::invalid(vec![FieldProblem {
                field: "cursor".to_owned(),
                message: Message::new(key("api-cursor")),
            }])
            .coded("CURSOR_UNKNOWN")
        })
    }
}

#[cfg(test)]
mod tests {
    use pasar_domain::id::ProductId;

    use super::*;

    #[test]
    fn a_cursor_leads_to_where_it_was_written_and_any_other_is_refused() {
        let id = ProductId::from_uuid(uuid::Uuid::from_u128(9));
        let query = |cursor: String| PageQuery {
            cursor: Some(cursor),
            limit: None,
        };
        let read = query(Cursor::write(id)).after::<ProductId>();
        assert_eq!(read.unwrap(), Some(id));
        for damaged in ["", "%%%", "aGVsbG8", &id.to_string()] {
            let error = query(damaged.to_owned()).after::<ProductId>().unwrap_err();
            assert_eq!(error.code(), "CURSOR_UNKNOWN", "{damaged}");
        }
    }

    #[test]
    fn a_page_has_1_to_100_entries() {
        let limit = |limit| PageQuery { cursor: None, limit }.limit();
        assert_eq!(limit(None).unwrap(), 20);
        assert_eq!(limit(Some(100)).unwrap(), 100);
        for wrong in [0, 101, u32::MAX] {
            assert_eq!(limit(Some(wrong)).unwrap_err().code(), "INVALID");
        }
    }
}
