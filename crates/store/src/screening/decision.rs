//! What people decided about sellers whose names are near. Rows are only added.

use std::collections::BTreeMap;

use pasar_domain::Instant;
use pasar_domain::id::{SellerId, StaffId};
use pasar_domain::screening::{ScreeningOutcome, ScreeningReason};
use sqlx::PgConnection;
use uuid::Uuid;

use crate::error::Result;
use crate::row::Row;

/// A decision.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ScreeningDecision {
    /// About whom.
    pub seller_id: SellerId,
    /// What.
    pub outcome: ScreeningOutcome,
    /// Who, when and why.
    pub reason: ScreeningReason,
    /// About which names and entries.
    pub keys: Vec<String>,
    /// The highest score at that time.
    pub score: u8,
}

struct DecisionRow {
    decision_no: i64,
    seller_id: Uuid,
    outcome: String,
    reason: String,
    keys: Vec<String>,
    score: i32,
    decided_by: Uuid,
    decided_at: Instant,
}

impl TryFrom<DecisionRow> for ScreeningDecision {
    type Error = crate::Error;

    fn try_from(row: DecisionRow) -> Result<Self> {
        let at = Row {
            table: "screening_decision",
            id: &row.decision_no,
        };
        Ok(Self {
            seller_id: SellerId::from_uuid(row.seller_id),
            outcome: at.parse("outcome", &row.outcome)?,
            reason: ScreeningReason {
                by: StaffId::from_uuid(row.decided_by),
                at: row.decided_at,
                reason: row.reason,
            },
            keys: row.keys,
            score: at.number("score", row.score)?,
        })
    }
}

/// Writes a decision down.
pub async fn insert(conn: &mut PgConnection, decision: &ScreeningDecision) -> Result<()> {
    sqlx::query!(
        "insert into screening_decision (seller_id, outcome, reason, keys, score, decided_by, decided_at)
         values ($1, $2, $3, $4, $5, $6, $7)",
        decision.seller_id.uuid(),
        decision.outcome.as_str(),
        decision.reason.reason,
        &decision.keys,
        i32::from(decision.score),
        decision.reason.by.uuid(),
        decision.reason.at
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// What was decided about these sellers, the oldest first.
pub async fn of_sellers(
    conn: &mut PgConnection,
    seller_ids: &[SellerId],
) -> Result<BTreeMap<SellerId, Vec<ScreeningDecision>>> {
    let ids: Vec<Uuid> = seller_ids.iter().map(|id| id.uuid()).collect();
    let rows = sqlx::query_as!(
        DecisionRow,
        "select decision_no, seller_id, outcome, reason, keys, score, decided_by, decided_at
         from screening_decision where seller_id = any($1) order by decision_no",
        &ids
    )
    .fetch_all(conn)
    .await?;
    let mut decisions: BTreeMap<SellerId, Vec<ScreeningDecision>> = BTreeMap::new();
    for row in rows {
        let decision = ScreeningDecision::try_from(row)?;
        decisions.entry(decision.seller_id).or_default().push(decision);
    }
    Ok(decisions)
}

/// What was decided last, newest first.
pub async fn last(conn: &mut PgConnection, limit: i64) -> Result<Vec<ScreeningDecision>> {
    let rows = sqlx::query_as!(
        DecisionRow,
        "select decision_no, seller_id, outcome, reason, keys, score, decided_by, decided_at
         from screening_decision order by decision_no desc limit $1",
        limit
    )
    .fetch_all(conn)
    .await?;
    rows.into_iter().map(ScreeningDecision::try_from).collect()
}
