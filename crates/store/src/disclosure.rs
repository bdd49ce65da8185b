//! What sellers show everybody of who they are, what they certified, and when they were asked for it.

use pasar_domain::Instant;
use pasar_domain::disclosure::Disclosed;
use pasar_domain::id::{SellerId, ShopId};
use sqlx::PgConnection;
use uuid::Uuid;

use crate::error::Result;
use crate::row;

/// What a seller wrote, shown or not.
pub async fn of_seller(conn: &mut PgConnection, seller_id: SellerId) -> Result<Option<Disclosed>> {
    let found = sqlx::query_as!(
        Disclosed,
        "select name, address, contact from seller_disclosure where seller_id = $1",
        seller_id.uuid()
    )
    .fetch_optional(conn)
    .await?;
    Ok(found)
}

/// What buyers are shown of a shop's seller.
pub async fn of_shop(conn: &mut PgConnection, shop_id: ShopId) -> Result<Option<Disclosed>> {
    let found = sqlx::query_as!(
        Disclosed,
        "select d.name, d.address, d.contact
         from shop join seller s using (seller_id) join seller_disclosure d using (seller_id)
         where shop.shop_id = $1 and s.discloses_identity",
        shop_id.uuid()
    )
    .fetch_optional(conn)
    .await?;
    Ok(found)
}

/// Writes what a seller shows from now on.
pub async fn disclose(
    conn: &mut PgConnection,
    seller_id: SellerId,
    shown: &Disclosed,
    at: Instant,
) -> Result<()> {
    sqlx::query!(
        "insert into seller_disclosure (seller_id, name, address, contact, written_at) values ($1, $2, $3, $4, $5)
         on conflict (seller_id) do update set name = excluded.name, address = excluded.address, contact = excluded.contact,
            written_at = excluded.written_at",
        seller_id.uuid(),
        shown.name,
        shown.address,
        shown.contact,
        at
    )
    .execute(&mut *conn)
    .await?;
    set_disclosing(conn, seller_id, true).await
}

/// Deletes what a seller showed.
pub async fn conceal(conn: &mut PgConnection, seller_id: SellerId) -> Result<()> {
    sqlx::query!(
        "delete from seller_disclosure where seller_id = $1",
        seller_id.uuid()
    )
    .execute(&mut *conn)
    .await?;
    set_disclosing(conn, seller_id, false).await
}

async fn set_disclosing(conn: &mut PgConnection, seller_id: SellerId, discloses: bool) -> Result<()> {
    sqlx::query!(
        "update seller set discloses_identity = $2 where seller_id = $1",
        seller_id.uuid(),
        discloses
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Writes until when a seller certified that what it told us is still so.
pub async fn certify(conn: &mut PgConnection, seller_id: SellerId, until: Instant) -> Result<()> {
    sqlx::query!(
        "update seller set certified_until = $2 where seller_id = $1",
        seller_id.uuid(),
        until
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Sellers with so many orders and so much revenue at least who were not asked since an instant: those after `after`, so many of them.
pub async fn to_be_asked(
    conn: &mut PgConnection,
    (orders, revenue_minor): (i32, i64),
    not_since: Instant,
    after: Option<SellerId>,
    limit: i64,
) -> Result<Vec<SellerId>> {
    let rows = sqlx::query_scalar!(
        "select s.seller_id from seller s
         where s.sales_12_months >= $1 and s.revenue_12_months_minor >= $2 and s.seller_id > $4
           and not exists (select from disclosure_asked a where a.seller_id = s.seller_id and a.asked_at > $3)
         order by s.seller_id limit $5",
        orders,
        revenue_minor,
        not_since,
        row::after(after.map(SellerId::uuid)),
        limit
    )
    .fetch_all(conn)
    .await?;
    Ok(rows.into_iter().map(SellerId::from_uuid).collect())
}

/// Writes down that these were asked.
pub async fn asked(conn: &mut PgConnection, sellers: &[SellerId], at: Instant) -> Result<()> {
    let ids: Vec<Uuid> = sellers.iter().map(|id| id.uuid()).collect();
    sqlx::query!(
        "insert into disclosure_asked (seller_id, asked_at) select id, $2 from unnest($1::uuid[]) as new (id)
         on conflict (seller_id) do update set asked_at = excluded.asked_at",
        &ids,
        at
    )
    .execute(conn)
    .await?;
    Ok(())
}
