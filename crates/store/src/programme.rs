//! Programme S: moves in the control schema, and the stages that were carried into a cell.

use pasar_domain::Instant;
use pasar_domain::id::{StaffId, StageMoveId};
use pasar_domain::programme::{Programme, StageMove};
use pasar_policy::{AdvanceStage, Allowed};
use sqlx::PgConnection;
use uuid::Uuid;

use crate::error::{Error, Result};
use crate::row::Row;

/// Programs that carry something into a cell take turns by this number, so that what is older never overwrites what is newer.
const CARRY_LOCK: i64 = 0x7061_7361_725f_6372;

/// Waits until nobody else carries anything into a cell, and keeps the turn until the transaction ends. Read what is to be carried after it.
pub async fn take_turn(conn: &mut PgConnection) -> Result<()> {
    sqlx::query!(
        r#"select pg_advisory_xact_lock($1)::text as "locked""#,
        CARRY_LOCK
    )
    .fetch_one(conn)
    .await?;
    Ok(())
}

struct MoveRow {
    move_id: Uuid,
    from_stage: String,
    to_stage: String,
    cohort_basis_points: i32,
    charter_version: String,
    reason: String,
    effective_at: Instant,
    follows_id: Option<Uuid>,
    stops: bool,
    proposed_by: Uuid,
    proposed_at: Instant,
    approved_by: Option<Uuid>,
    approved_at: Option<Instant>,
}

impl TryFrom<MoveRow> for StageMove {
    type Error = Error;

    fn try_from(row: MoveRow) -> Result<Self> {
        let at = Row {
            table: "programme_move",
            id: &row.move_id,
        };
        Ok(Self {
            move_id: StageMoveId::from_uuid(row.move_id),
            from: at.parse("from_stage", &row.from_stage)?,
            to: Programme {
                stage: at.parse("to_stage", &row.to_stage)?,
                cohort_basis_points: at.number("cohort_basis_points", row.cohort_basis_points)?,
            },
            charter_version: at.parse("charter_version", &row.charter_version)?,
            reason: row.reason,
            effective_at: row.effective_at,
            follows: row.follows_id.map(StageMoveId::from_uuid),
            stops: row.stops,
            proposed_by: StaffId::from_uuid(row.proposed_by),
            proposed_at: row.proposed_at,
            approved: row.approved_by.map(StaffId::from_uuid).zip(row.approved_at),
        })
    }
}

/// Writes a proposed move, or a stop. The key is the charter's yes to it: to a stop by one person, or to a move that another approves.
pub async fn insert(
    conn: &mut PgConnection,
    market: &str,
    proposed: &StageMove,
    key: &Allowed<AdvanceStage>,
) -> Result<()> {
    sqlx::query!(
        "insert into programme_move (move_id, market, from_stage, to_stage, cohort_basis_points, charter_version, reason, effective_at,
            follows_id, stops, proposed_by, proposed_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)",
        proposed.move_id.uuid(),
        market,
        proposed.from.as_str(),
        proposed.to.stage.as_str(),
        i32::from(proposed.to.cohort_basis_points),
        key.decision().charter_version.as_str(),
        proposed.reason,
        proposed.effective_at,
        proposed.follows.map(StageMoveId::uuid),
        proposed.stops,
        proposed.proposed_by.uuid(),
        proposed.proposed_at
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Writes the approval of a move by somebody else than who proposed it. The key is the charter's yes to a move on which both agree.
///
/// # Errors
/// `Conflict` on `programme_approval_pkey` when it was approved before.
pub async fn approve(
    conn: &mut PgConnection,
    approved: &StageMove,
    approved_by: StaffId,
    key: &Allowed<AdvanceStage>,
    at: Instant,
) -> Result<()> {
    sqlx::query!(
        "insert into programme_approval (move_id, proposed_by, approved_by, charter_version, approved_at) values ($1, $2, $3, $4, $5)",
        approved.move_id.uuid(),
        approved.proposed_by.uuid(),
        approved_by.uuid(),
        key.decision().charter_version.as_str(),
        at
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Every move of a market, newest first.
pub async fn moves(conn: &mut PgConnection, market: &str) -> Result<Vec<StageMove>> {
    let rows = sqlx::query_as!(
        MoveRow,
        r#"select move_id, from_stage, to_stage, cohort_basis_points, m.charter_version, reason, effective_at, follows_id, stops,
                  m.proposed_by, proposed_at, a.approved_by as "approved_by?", a.approved_at as "approved_at?"
           from programme_move m left join programme_approval a using (move_id)
           where market = $1 order by move_id desc"#,
        market
    )
    .fetch_all(conn)
    .await?;
    rows.into_iter().map(StageMove::try_from).collect()
}

/// A stage as it was carried into a cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CarriedStage {
    /// The move that led to it.
    pub move_id: StageMoveId,
    /// What holds.
    pub programme: Programme,
    /// Since when this cell knows it.
    pub carried_at: Instant,
}

/// What holds in this cell: the newest row, and where there is none, [`Programme::CLOSED`].
pub async fn current(conn: &mut PgConnection) -> Result<Programme> {
    let newest = newest(conn).await?;
    Ok(newest.map_or(Programme::CLOSED, |newest| newest.programme))
}

/// The stage that was carried here last.
pub async fn newest(conn: &mut PgConnection) -> Result<Option<CarriedStage>> {
    let row = sqlx::query!(
        "select move_id, stage, cohort_basis_points, carried_at from programme_stage order by stage_no desc limit 1"
    )
    .fetch_optional(conn)
    .await?;
    row.map(|row| {
        let at = Row {
            table: "programme_stage",
            id: &row.move_id,
        };
        Ok(CarriedStage {
            move_id: StageMoveId::from_uuid(row.move_id),
            programme: Programme {
                stage: at.parse("stage", &row.stage)?,
                cohort_basis_points: at.number("cohort_basis_points", row.cohort_basis_points)?,
            },
            carried_at: row.carried_at,
        })
    })
    .transpose()
}

/// The moves that were carried into this cell ever.
pub async fn carried(conn: &mut PgConnection) -> Result<Vec<StageMoveId>> {
    let rows = sqlx::query_scalar!("select move_id from programme_stage order by stage_no")
        .fetch_all(conn)
        .await?;
    Ok(rows.into_iter().map(StageMoveId::from_uuid).collect())
}

/// Lets a move take effect in this cell.
pub async fn carry(conn: &mut PgConnection, moved: &StageMove, at: Instant) -> Result<()> {
    sqlx::query!(
        "insert into programme_stage (move_id, stage, cohort_basis_points, charter_version, effective_at, carried_at)
         values ($1, $2, $3, $4, $5, $6)",
        moved.move_id.uuid(),
        moved.to.stage.as_str(),
        i32::from(moved.to.cohort_basis_points),
        moved.charter_version.as_str(),
        moved.effective_at,
        at
    )
    .execute(conn)
    .await?;
    Ok(())
}
