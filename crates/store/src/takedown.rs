//! Takedowns of products by the operator.

use pasar_domain::Instant;
use pasar_domain::id::{ProductId, ShopId, StaffId, TakedownId};
use pasar_domain::takedown::Takedown;
use sqlx::PgConnection;
use uuid::Uuid;

use crate::error::{Error, Result};
use crate::row::Row;

struct TakedownRow {
    takedown_id: Uuid,
    shop_id: Uuid,
    product_id: Uuid,
    reason: String,
    note: String,
    staff_id: Uuid,
    taken_at: Instant,
    lifted_at: Option<Instant>,
    lifted_by: Option<Uuid>,
}

impl TryFrom<TakedownRow> for Takedown {
    type Error = Error;

    fn try_from(row: TakedownRow) -> Result<Self> {
        let at = Row {
            table: "takedown",
            id: &row.takedown_id,
        };
        let lifted = match (row.lifted_by, row.lifted_at) {
            (Some(by), Some(when)) => Some((StaffId::from_uuid(by), when)),
            (None, None) => None,
            _ => return Err(at.inconsistent("lifted_at")),
        };
        Ok(Self {
            takedown_id: TakedownId::from_uuid(row.takedown_id),
            shop_id: ShopId::from_uuid(row.shop_id),
            product_id: ProductId::from_uuid(row.product_id),
            reason: at.parse("reason", &row.reason)?,
            note: row.note,
            staff_id: StaffId::from_uuid(row.staff_id),
            taken_at: row.taken_at,
            lifted,
        })
    }
}

/// Writes a takedown.
///
/// # Errors
/// `Conflict` on `takedown_one_open` when the product is already taken down.
pub async fn insert(conn: &mut PgConnection, takedown: &Takedown) -> Result<()> {
    sqlx::query!(
        "insert into takedown (shop_id, product_id, takedown_id, reason, note, staff_id, taken_at)
         values ($1, $2, $3, $4, $5, $6, $7)",
        takedown.shop_id.uuid(),
        takedown.product_id.uuid(),
        takedown.takedown_id.uuid(),
        takedown.reason.code(),
        takedown.note,
        takedown.staff_id.uuid(),
        takedown.taken_at
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Lifts the open takedown of a product. False when there is none.
pub async fn lift(
    conn: &mut PgConnection,
    shop_id: ShopId,
    product_id: ProductId,
    staff_id: StaffId,
    at: Instant,
) -> Result<bool> {
    let done = sqlx::query!(
        "update takedown set lifted_at = $4, lifted_by = $3 where shop_id = $1 and product_id = $2 and lifted_at is null",
        shop_id.uuid(),
        product_id.uuid(),
        staff_id.uuid(),
        at
    )
    .execute(conn)
    .await?;
    Ok(done.rows_affected() > 0)
}

/// The takedowns of a product, last first.
pub async fn of_product(
    conn: &mut PgConnection,
    shop_id: ShopId,
    product_id: ProductId,
) -> Result<Vec<Takedown>> {
    let rows = sqlx::query_as!(
        TakedownRow,
        "select takedown_id, shop_id, product_id, reason, note, staff_id, taken_at, lifted_at, lifted_by from takedown
         where shop_id = $1 and product_id = $2 order by takedown_id desc",
        shop_id.uuid(),
        product_id.uuid()
    )
    .fetch_all(conn)
    .await?;
    rows.into_iter().map(Takedown::try_from).collect()
}

/// How many products of the cell are down.
pub async fn count_open(conn: &mut PgConnection) -> Result<i64> {
    let count = sqlx::query_scalar!(r#"select count(*) as "count!" from takedown where lifted_at is null"#)
        .fetch_one(conn)
        .await?;
    Ok(count)
}
