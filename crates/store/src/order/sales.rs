//! What waits in a shop, and what it sold day by day.

use chrono::NaiveDate;
use pasar_domain::Instant;
use pasar_domain::id::{OrderId, ShopId};
use pasar_domain::money::{Currency, Money};
use sqlx::PgConnection;

use super::OrderKey;
use crate::error::Result;
use crate::row::Row;

/// What a shop sold on one day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DaySales {
    /// The day, in the market's time zone.
    pub day: NaiveDate,
    /// Orders that became binding.
    pub orders: u64,
    /// Their goods.
    pub goods: Money,
}

/// What a shop sold since an instant, by day of a time zone (an IANA name); days without a sale are left out, and so are orders
/// that were cancelled since.
pub async fn sales_by_day(
    connection: &mut PgConnection,
    shop: ShopId,
    since: Instant,
    zone: &str,
    currency: Currency,
) -> Result<Vec<DaySales>> {
    let rows = sqlx::query!(
        r#"select (placed_at at time zone $3)::date as "day!", count(*) as "orders!", sum(goods_minor)::bigint as "goods!"
           from orders
           where shop_id = $1 and placed_at >= $2 and state <> 'cancelled' and currency = $4
           group by 1 order by 1"#,
        shop.uuid(),
        since,
        zone,
        currency.code()
    )
    .fetch_all(connection)
    .await?;
    rows.into_iter()
        .map(|row| {
            let at = Row {
                table: "orders",
                id: &shop,
            };
            Ok(DaySales {
                day: row.day,
                orders: at.number("orders", row.orders)?,
                goods: Money::new(row.goods, currency),
            })
        })
        .collect()
}

/// The orders that a shop has to ship, those that have waited longest first.
pub async fn to_ship(connection: &mut PgConnection, shop: ShopId, limit: u32) -> Result<Vec<OrderKey>> {
    let rows = sqlx::query_scalar!(
        "select order_id from orders where shop_id = $1 and state = 'awaiting_shipment' order by placed_at, order_id limit $2",
        shop.uuid(),
        i64::from(limit)
    )
    .fetch_all(connection)
    .await?;
    Ok(rows
        .into_iter()
        .map(|id| (shop, OrderId::from_uuid(id)))
        .collect())
}
