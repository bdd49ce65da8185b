//! The row of a seller's screening.

use pasar_domain::Instant;
use pasar_domain::id::{SellerId, StaffId};
use pasar_domain::screening::{Screening, ScreeningReason, ScreeningState};
use uuid::Uuid;

use crate::error::{Error, Result};
use crate::row::Row;

pub(super) struct ScreeningRow {
    pub(super) seller_id: Uuid,
    pub(super) list_no: i64,
    pub(super) score: i32,
    pub(super) matches: serde_json::Value,
    pub(super) state: String,
    pub(super) near_since: Option<Instant>,
    pub(super) decided_by: Option<Uuid>,
    pub(super) decided_at: Option<Instant>,
    pub(super) reason: Option<String>,
    pub(super) screened_at: Instant,
}

impl TryFrom<ScreeningRow> for Screening {
    type Error = Error;

    fn try_from(row: ScreeningRow) -> Result<Self> {
        let at = Row {
            table: "screening",
            id: &row.seller_id,
        };
        let decided = match (row.decided_by, row.decided_at, row.reason) {
            (Some(by), Some(when), Some(reason)) => Some(ScreeningReason {
                by: StaffId::from_uuid(by),
                at: when,
                reason,
            }),
            (None, None, None) => None,
            _ => return Err(at.inconsistent("decided_at")),
        };
        let state = match (row.state.as_str(), row.near_since, decided) {
            ("clear", None, None) => ScreeningState::Clear,
            ("near", Some(since), None) => ScreeningState::Near { since },
            ("cleared", None, Some(reason)) => ScreeningState::Cleared(reason),
            ("hit", None, Some(reason)) => ScreeningState::Hit(reason),
            _ => return Err(at.inconsistent("state")),
        };
        Ok(Self {
            seller_id: SellerId::from_uuid(row.seller_id),
            list_no: row.list_no,
            score: at.number("score", row.score)?,
            matches: serde_json::from_value(row.matches).map_err(|_| at.inconsistent("matches"))?,
            state,
            screened_at: row.screened_at,
        })
    }
}
