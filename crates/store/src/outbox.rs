//! Facts that others follow, above all the search index, written in the transaction that makes them true.

use pasar_domain::Instant;
use pasar_domain::id::{ProductId, SellerId, ShopId};
use pasar_domain::stock::StockKey;
use sqlx::PgConnection;
use uuid::Uuid;

use crate::error::Result;
use crate::stock_item;

/// The topic of listings that may look different: written by whoever changes what a buyer sees, read by the search index.
pub const LISTING_CHANGED: &str = "listing_changed";

/// Writes that these listings have changed.
pub async fn listings_changed(
    connection: &mut PgConnection,
    listings: &[(ShopId, ProductId)],
    at: Instant,
) -> Result<()> {
    let (shops, products): (Vec<Uuid>, Vec<Uuid>) = listings
        .iter()
        .map(|(shop, product)| (shop.uuid(), product.uuid()))
        .unzip();
    sqlx::query!(
        "insert into outbox (topic, shop_id, subject_id, occurred_at)
         select $1::text, shop_id, product_id, $4::timestamptz
         from unnest($2::uuid[], $3::uuid[]) as listing (shop_id, product_id)",
        LISTING_CHANGED,
        &shops,
        &products,
        at
    )
    .execute(connection)
    .await?;
    Ok(())
}

/// Writes that every listing which draws on these stock items has changed.
pub async fn listings_changed_by_stock(
    connection: &mut PgConnection,
    items: &[StockKey],
    at: Instant,
) -> Result<()> {
    if items.is_empty() {
        return Ok(());
    }
    let (shops, items) = stock_item::columns(items.iter());
    let rows = sqlx::query!(
        "select distinct offer.shop_id, variant.product_id
         from offer join variant on variant.shop_id = offer.shop_id and variant.variant_id = offer.variant_id
         where (offer.shop_id, offer.stock_item_id) in (select * from unnest($1::uuid[], $2::uuid[]))",
        &shops,
        &items
    )
    .fetch_all(&mut *connection)
    .await?;
    let listings: Vec<_> = rows
        .into_iter()
        .map(|row| {
            (
                ShopId::from_uuid(row.shop_id),
                ProductId::from_uuid(row.product_id),
            )
        })
        .collect();
    listings_changed(connection, &listings, at).await
}

/// Takes entries of `LISTING_CHANGED` away, each listing once. They come back if the transaction is undone, and others take other
/// entries meanwhile.
pub async fn take_listings(connection: &mut PgConnection, limit: u32) -> Result<Vec<(ShopId, ProductId)>> {
    let rows = sqlx::query!(
        "with taken as (
             delete from outbox
             where outbox_id in (select outbox_id from outbox where topic = $1
                                 order by outbox_id limit $2 for update skip locked)
             returning shop_id, subject_id)
         select distinct shop_id, subject_id from taken",
        LISTING_CHANGED,
        i64::from(limit)
    )
    .fetch_all(connection)
    .await?;
    Ok(rows
        .into_iter()
        .map(|row| {
            (
                ShopId::from_uuid(row.shop_id),
                ProductId::from_uuid(row.subject_id),
            )
        })
        .collect())
}

/// Writes that every listing of a shop may have changed.
pub async fn shop_listings_changed(
    connection: &mut PgConnection,
    shop_id: ShopId,
    at: Instant,
) -> Result<()> {
    sqlx::query!(
        "insert into outbox (topic, shop_id, subject_id, occurred_at)
         select $1, $2, product_id, $3 from product where shop_id = $2 and state = 'active'",
        LISTING_CHANGED,
        shop_id.uuid(),
        at
    )
    .execute(connection)
    .await?;
    Ok(())
}

/// Writes that every listing of these sellers may have changed.
pub async fn seller_listings_changed(
    connection: &mut PgConnection,
    sellers: &[SellerId],
    at: Instant,
) -> Result<()> {
    if sellers.is_empty() {
        return Ok(());
    }
    let sellers: Vec<Uuid> = sellers.iter().map(|seller| seller.uuid()).collect();
    sqlx::query!(
        "insert into outbox (topic, shop_id, subject_id, occurred_at)
         select $1, shop_id, product_id, $3 from product join shop using (shop_id)
         where shop.seller_id = any($2) and product.state = 'active'",
        LISTING_CHANGED,
        &sellers,
        at
    )
    .execute(connection)
    .await?;
    Ok(())
}

/// Writes that every listing of a merchant may have changed.
pub async fn merchant_listings_changed(connection: &mut PgConnection, at: Instant) -> Result<()> {
    sqlx::query!(
        "insert into outbox (topic, shop_id, subject_id, occurred_at)
         select $1, shop_id, product_id, $2 from product join shop using (shop_id) join seller using (seller_id)
         where seller.standing = 'merchant' and product.state = 'active'",
        LISTING_CHANGED,
        at
    )
    .execute(connection)
    .await?;
    Ok(())
}
