//! What was bought, line by line.

use std::collections::BTreeMap;

use pasar_domain::id::{OfferId, OrderId, ProductId, StockItemId, VariantId};
use pasar_domain::money::{Currency, Money};
use pasar_domain::order::OrderLine;
use sqlx::PgConnection;
use uuid::Uuid;

use super::{OrderKey, columns};
use crate::error::Result;
use crate::row::{Row, int};

/// Writes lines of new orders.
pub async fn insert_lines(connection: &mut PgConnection, lines: &[(OrderKey, OrderLine)]) -> Result<()> {
    fn each<T>(lines: &[(OrderKey, OrderLine)], of: impl Fn(&OrderLine) -> T) -> Vec<T> {
        lines.iter().map(|(_, line)| of(line)).collect()
    }
    let keys: Vec<OrderKey> = lines.iter().map(|(key, _)| *key).collect();
    let (shops, orders) = columns(&keys);
    // A list in each row of a list of rows: PostgreSQL would flatten an array of arrays, so it travels as JSON.
    sqlx::query!(
        "insert into order_line
             (shop_id, order_id, position, offer_id, variant_id, product_id, title, option_values, sku, quantity,
              unit_price_minor, amount_minor, commission_minor, stock_item_id, stock_units)
         select shop_id, order_id, position, offer_id, variant_id, product_id, title,
                array(select jsonb_array_elements_text(option_values)), sku, quantity, unit_price_minor, amount_minor,
                commission_minor, stock_item_id, stock_units
         from unnest($1::uuid[], $2::uuid[], $3::integer[], $4::uuid[], $5::uuid[], $6::uuid[], $7::text[], $8::jsonb[],
                     $9::text[], $10::integer[], $11::bigint[], $12::bigint[], $13::bigint[], $14::uuid[], $15::integer[])
             as new (shop_id, order_id, position, offer_id, variant_id, product_id, title, option_values, sku, quantity,
                     unit_price_minor, amount_minor, commission_minor, stock_item_id, stock_units)",
        &shops,
        &orders,
        &each(lines, |line| int(line.position)),
        &each(lines, |line| line.offer_id.uuid()),
        &each(lines, |line| line.variant_id.uuid()),
        &each(lines, |line| line.product_id.uuid()),
        &each(lines, |line| line.title.clone()),
        &each(lines, |line| serde_json::Value::from(line.option_values.clone())),
        &each(lines, |line| line.sku.clone()) as &[Option<String>],
        &each(lines, |line| int(line.quantity)),
        &each(lines, |line| line.unit_price.minor),
        &each(lines, |line| line.amount.minor),
        &each(lines, |line| line.commission.minor),
        &each(lines, |line| line.stock_item_id.uuid()),
        &each(lines, |line| int(line.stock_units))
    )
    .execute(connection)
    .await?;
    Ok(())
}

/// The lines of these orders, in their order.
pub async fn lines(
    connection: &mut PgConnection,
    keys: &[OrderKey],
    currency: Currency,
) -> Result<BTreeMap<OrderId, Vec<OrderLine>>> {
    let (shops, orders): (Vec<Uuid>, Vec<Uuid>) = columns(keys);
    let rows = sqlx::query!(
        "select order_id, position, offer_id, variant_id, product_id, title, option_values, sku, quantity,
                unit_price_minor, amount_minor, commission_minor, stock_item_id, stock_units
         from order_line where (shop_id, order_id) in (select * from unnest($1::uuid[], $2::uuid[]))
         order by shop_id, order_id, position",
        &shops,
        &orders
    )
    .fetch_all(connection)
    .await?;
    let mut lines: BTreeMap<OrderId, Vec<OrderLine>> = BTreeMap::new();
    for row in rows {
        let at = Row {
            table: "order_line",
            id: &row.order_id,
        };
        let line = OrderLine {
            position: at.number("position", row.position)?,
            offer_id: OfferId::from_uuid(row.offer_id),
            variant_id: VariantId::from_uuid(row.variant_id),
            product_id: ProductId::from_uuid(row.product_id),
            title: row.title,
            option_values: row.option_values,
            sku: row.sku,
            quantity: at.number("quantity", row.quantity)?,
            unit_price: Money::new(row.unit_price_minor, currency),
            amount: Money::new(row.amount_minor, currency),
            commission: Money::new(row.commission_minor, currency),
            stock_item_id: StockItemId::from_uuid(row.stock_item_id),
            stock_units: at.number("stock_units", row.stock_units)?,
        };
        lines
            .entry(OrderId::from_uuid(row.order_id))
            .or_default()
            .push(line);
    }
    Ok(lines)
}
