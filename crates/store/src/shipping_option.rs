//! The ways in which shops send.

use pasar_domain::id::{ShippingOptionId, ShopId};
use pasar_domain::money::{Currency, Money};
use pasar_domain::shipping_option::ShippingOption;
use sqlx::PgConnection;
use uuid::Uuid;

use crate::error::Result;
use crate::row::Row;

/// Writes a way to send, or changes the one of the same service.
pub async fn put(conn: &mut PgConnection, shop_id: ShopId, option: &ShippingOption) -> Result<()> {
    let row = Row {
        table: "shipping_option",
        id: &option.shipping_option_id,
    };
    sqlx::query!(
        "insert into shipping_option
           (shop_id, shipping_option_id, service, base_minor, per_kg_minor, days_min, days_max, active)
         values ($1, $2, $3, $4, $5, $6, $7, $8)
         on conflict (shop_id, service) do update set base_minor = excluded.base_minor, per_kg_minor = excluded.per_kg_minor,
           days_min = excluded.days_min, days_max = excluded.days_max, active = excluded.active",
        shop_id.uuid(),
        option.shipping_option_id.uuid(),
        option.service,
        option.base.minor,
        option.per_kg.minor,
        row.number::<i32, _>("days_min", option.days_min)?,
        row.number::<i32, _>("days_max", option.days_max)?,
        option.active
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// The ways to send of some shops, cheapest first, with the shop of each. `currency` is the market's.
pub async fn of_shops(
    conn: &mut PgConnection,
    shop_ids: &[ShopId],
    currency: Currency,
) -> Result<Vec<(ShopId, ShippingOption)>> {
    let ids: Vec<Uuid> = shop_ids.iter().map(|id| id.uuid()).collect();
    let rows = sqlx::query!(
        "select shop_id, shipping_option_id, service, base_minor, per_kg_minor, days_min, days_max, active
         from shipping_option where shop_id = any($1) order by shop_id, base_minor, shipping_option_id",
        &ids
    )
    .fetch_all(conn)
    .await?;
    rows.into_iter()
        .map(|row| {
            let at = Row {
                table: "shipping_option",
                id: &row.shipping_option_id,
            };
            let option = ShippingOption {
                shipping_option_id: ShippingOptionId::from_uuid(row.shipping_option_id),
                service: row.service,
                base: Money::new(row.base_minor, currency),
                per_kg: Money::new(row.per_kg_minor, currency),
                days_min: at.number("days_min", row.days_min)?,
                days_max: at.number("days_max", row.days_max)?,
                active: row.active,
            };
            Ok((ShopId::from_uuid(row.shop_id), option))
        })
        .collect()
}
