//! Parcels of orders.

use std::collections::BTreeMap;

use pasar_domain::Instant;
use pasar_domain::id::{OrderId, ShipmentId};
use pasar_domain::order::Shipment;
use sqlx::PgConnection;

use super::{OrderKey, columns};
use crate::error::Result;

/// Writes a parcel that was handed to its carrier.
pub async fn insert_shipment(
    connection: &mut PgConnection,
    order: OrderKey,
    shipment: &Shipment,
) -> Result<()> {
    sqlx::query!(
        "insert into shipment (shop_id, shipment_id, order_id, carrier, tracking_number, shipped_at)
         values ($1, $2, $3, $4, $5, $6)",
        order.0.uuid(),
        shipment.id.uuid(),
        order.1.uuid(),
        shipment.carrier,
        shipment.tracking_number,
        shipment.shipped_at
    )
    .execute(connection)
    .await?;
    Ok(())
}

/// The parcels of an order have arrived.
pub async fn delivered(connection: &mut PgConnection, order: OrderKey, at: Instant) -> Result<()> {
    sqlx::query!(
        "update shipment set delivered_at = $3 where shop_id = $1 and order_id = $2 and delivered_at is null",
        order.0.uuid(),
        order.1.uuid(),
        at
    )
    .execute(connection)
    .await?;
    Ok(())
}

/// The parcels of these orders, oldest first.
pub async fn shipments(
    connection: &mut PgConnection,
    keys: &[OrderKey],
) -> Result<BTreeMap<OrderId, Vec<Shipment>>> {
    let (shops, orders) = columns(keys);
    let rows = sqlx::query!(
        "select order_id, shipment_id, carrier, tracking_number, shipped_at, delivered_at
         from shipment where (shop_id, order_id) in (select * from unnest($1::uuid[], $2::uuid[]))
         order by shop_id, order_id, shipment_id",
        &shops,
        &orders
    )
    .fetch_all(connection)
    .await?;
    let mut shipments: BTreeMap<OrderId, Vec<Shipment>> = BTreeMap::new();
    for row in rows {
        let shipment = Shipment {
            id: ShipmentId::from_uuid(row.shipment_id),
            carrier: row.carrier,
            tracking_number: row.tracking_number,
            shipped_at: row.shipped_at,
            delivered_at: row.delivered_at,
        };
        shipments
            .entry(OrderId::from_uuid(row.order_id))
            .or_default()
            .push(shipment);
    }
    Ok(shipments)
}
