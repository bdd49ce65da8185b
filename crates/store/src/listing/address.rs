//! Where listings are found: the addresses of their pages, for those who walk them all.

use pasar_domain::Instant;
use pasar_domain::handle::Handle;
use pasar_domain::id::{ProductId, ShopId};
use sqlx::PgConnection;

use crate::error::Result;
use crate::row::Row;

/// The address of a listing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListingAddress {
    /// The product.
    pub product_id: ProductId,
    /// The shop's name in addresses.
    pub shop_handle: Handle,
    /// The product's name in addresses.
    pub handle: Handle,
    /// When it was changed last.
    pub updated_at: Instant,
}

/// The product behind a listing's address, when it is shown to buyers; whether anything of it is offered is not asked.
pub async fn locate(
    conn: &mut PgConnection,
    shop_handle: &str,
    handle: &str,
) -> Result<Option<(ShopId, ProductId)>> {
    let row = sqlx::query!(
        "select p.shop_id, p.product_id from shop s
         join product p on p.shop_id = s.shop_id and p.handle = $2 and p.state = 'active' and p.taken_down_at is null
         where s.handle = $1 and s.closed_at is null",
        shop_handle,
        handle
    )
    .fetch_optional(conn)
    .await?;
    Ok(row.map(|row| {
        (
            ShopId::from_uuid(row.shop_id),
            ProductId::from_uuid(row.product_id),
        )
    }))
}

/// The addresses of live listings in the order of their ids, from `from` on.
pub async fn addresses_from(
    conn: &mut PgConnection,
    from: Option<ProductId>,
    limit: i64,
) -> Result<Vec<ListingAddress>> {
    let rows = sqlx::query!(
        "select p.product_id, s.handle as shop_handle, p.handle, p.updated_at from product p join shop s using (shop_id)
         where p.state = 'active' and p.taken_down_at is null and s.closed_at is null
           and ($1::uuid is null or p.product_id >= $1)
           and exists (select 1 from variant v join offer o on o.shop_id = v.shop_id and o.variant_id = v.variant_id
                       where v.shop_id = p.shop_id and v.product_id = p.product_id and v.retired_at is null and not o.paused)
         order by p.product_id limit $2",
        from.map(ProductId::uuid),
        limit
    )
    .fetch_all(conn)
    .await?;
    rows.into_iter()
        .map(|row| {
            let at = Row {
                table: "product",
                id: &row.product_id,
            };
            Ok(ListingAddress {
                product_id: ProductId::from_uuid(row.product_id),
                shop_handle: at.parse("shop_handle", &row.shop_handle)?,
                handle: at.parse("handle", &row.handle)?,
                updated_at: row.updated_at,
            })
        })
        .collect()
}

/// Where each page but the first begins when all active products are walked `step` at a time.
pub async fn page_starts(conn: &mut PgConnection, step: i64) -> Result<Vec<ProductId>> {
    let ids = sqlx::query_scalar!(
        "select product_id from (
           select product_id, row_number() over (order by product_id) - 1 as place from product
           where state = 'active' and taken_down_at is null
         ) as numbered
         where place > 0 and place % $1 = 0 order by product_id",
        step
    )
    .fetch_all(conn)
    .await?;
    Ok(ids.into_iter().map(ProductId::from_uuid).collect())
}
