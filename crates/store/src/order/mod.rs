//! Orders: one shop's part of a checkout, with lines and parcels.

mod hold;
mod line;
mod row;
mod sales;
mod shipment;
mod statement;

use std::collections::BTreeMap;

use chrono::NaiveDate;
use pasar_domain::Instant;
use pasar_domain::id::{OrderId, ShopId};
use pasar_domain::order::{Order, OrderStateName};
use sqlx::PgConnection;
use uuid::Uuid;

pub use hold::{PayoutHold, PayoutHoldSum, hold_payout, payout_hold_sums, payout_holds};
pub use line::{SaleDecision, SoldLine, UNPERMITTED, insert_lines, lines};
pub use sales::{DaySales, sales_by_day, to_ship};
pub use shipment::{delivered, insert_shipment, shipments};
pub use statement::{StatementSum, statement_sums};

use crate::error::{Error, Result};
use crate::probation;
use crate::row::{before, int};
use row::OrderRow;

/// Names an order: its shop first.
pub type OrderKey = (ShopId, OrderId);

fn parse(rows: Vec<OrderRow>) -> Result<Vec<Order>> {
    rows.into_iter().map(Order::try_from).collect()
}

pub(crate) fn columns(keys: &[OrderKey]) -> (Vec<Uuid>, Vec<Uuid>) {
    keys.iter()
        .map(|(shop, order)| (shop.uuid(), order.uuid()))
        .unzip()
}

/// Writes new orders, which await payment, each with the day on which it has its place when its seller is on probation; the places are
/// taken by [`probation::take`].
pub async fn insert(
    connection: &mut PgConnection,
    orders: &[Order],
    days: &[Option<NaiveDate>],
) -> Result<()> {
    fn each<T>(orders: &[Order], of: impl Fn(&Order) -> T) -> Vec<T> {
        orders.iter().map(of).collect()
    }
    let ship_to = orders.iter().map(|order| serde_json::to_value(&order.ship_to));
    let ship_to: Vec<serde_json::Value> = ship_to
        .collect::<std::result::Result<_, _>>()
        .map_err(|error| Error::Driver(sqlx::Error::Encode(error.into())))?;
    sqlx::query!(
        "insert into orders
             (shop_id, order_id, order_group_id, buyer_id, number, state, currency, goods_minor, shipping_minor, total_minor,
              commission_minor, order_fee_minor, import_tax_minor, charter_version, assumed_delivered_days, release_days, ship_to,
              shipping_service, created_at, payment_due_at, probation_day, commission_tax_minor)
         select shop_id, order_id, order_group_id, buyer_id, number, 'awaiting_payment', currency, goods_minor,
                shipping_minor, goods_minor + shipping_minor, commission_minor, order_fee_minor, import_tax_minor, charter_version,
                assumed_delivered_days, release_days, ship_to, shipping_service, created_at, payment_due_at, probation_day,
                commission_tax_minor
         from unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::uuid[], $5::text[], $6::text[], $7::bigint[], $8::bigint[],
                     $9::bigint[], $10::bigint[], $11::bigint[], $12::text[], $13::integer[], $14::integer[], $15::jsonb[],
                     $16::text[], $17::timestamptz[], $18::timestamptz[], $19::date[], $20::bigint[])
             as new (shop_id, order_id, order_group_id, buyer_id, number, currency, goods_minor, shipping_minor,
                     commission_minor, order_fee_minor, import_tax_minor, charter_version, assumed_delivered_days, release_days, ship_to,
                     shipping_service, created_at, payment_due_at, probation_day, commission_tax_minor)",
        &each(orders, |order| order.shop_id.uuid()),
        &each(orders, |order| order.id.uuid()),
        &each(orders, |order| order.order_group_id.uuid()),
        &each(orders, |order| order.buyer_id.uuid()),
        &each(orders, |order| order.number.clone()),
        &each(orders, |order| order.amounts.currency().code().to_owned()),
        &each(orders, |order| order.amounts.goods.minor),
        &each(orders, |order| order.amounts.shipping.minor),
        &each(orders, |order| order.amounts.commission.minor),
        &each(orders, |order| order.amounts.order_fee.minor),
        &each(orders, |order| order.amounts.import_tax.minor),
        &each(orders, |order| order.terms.charter_version.clone()),
        &each(orders, |order| int(order.terms.assumed_delivered_days)),
        &each(orders, |order| int(order.terms.release_days)),
        &ship_to,
        &each(orders, |order| order.shipping_service.clone()),
        &each(orders, |order| order.created_at),
        &each(orders, |order| order.payment_due_at),
        days as &[Option<NaiveDate>],
        &each(orders, |order| order.amounts.commission_tax.minor)
    )
    .execute(connection)
    .await?;
    Ok(())
}

/// Writes where these orders stand and where their money is, and what follows for sellers on probation: a cancelled order gives the place of
/// its day back, a completed one counts. The rows of the orders are locked by the caller; lock stock after this.
pub async fn update(connection: &mut PgConnection, orders: &[Order]) -> Result<()> {
    let now_in = |name: OrderStateName| -> Vec<OrderKey> {
        let found = orders.iter().filter(|order| order.state.name() == name);
        found.map(|order| (order.shop_id, order.id)).collect()
    };
    let (cancelled, completed) = (
        now_in(OrderStateName::Cancelled),
        now_in(OrderStateName::Completed),
    );
    if !cancelled.is_empty() {
        probation::give_back(&mut *connection, &cancelled).await?;
    }
    if !completed.is_empty() {
        probation::count_completed(&mut *connection, &completed).await?;
    }
    let keys: Vec<OrderKey> = orders.iter().map(|order| (order.shop_id, order.id)).collect();
    let (shops, ids) = columns(&keys);
    let facts: Vec<row::Facts> = orders.iter().map(row::Facts::of).collect();
    fn each<T>(facts: &[row::Facts], of: impl Fn(&row::Facts) -> T) -> Vec<T> {
        facts.iter().map(of).collect()
    }
    let changed = sqlx::query!(
        "update orders
         set state = new.state, placed_at = new.placed_at, shipped_at = new.shipped_at,
             assumed_delivered_at = new.assumed_delivered_at, delivered_at = new.delivered_at,
             release_at = new.release_at, completed_at = new.completed_at, cancelled_at = new.cancelled_at,
             cancelled_by = new.cancelled_by, cancel_reason = new.cancel_reason, captured_at = new.captured_at,
             returned_at = new.returned_at
         from unnest($1::uuid[], $2::uuid[], $3::text[], $4::timestamptz[], $5::timestamptz[], $6::timestamptz[],
                     $7::timestamptz[], $8::timestamptz[], $9::timestamptz[], $10::timestamptz[], $11::text[], $12::text[],
                     $13::timestamptz[], $14::timestamptz[])
             as new (shop_id, order_id, state, placed_at, shipped_at, assumed_delivered_at, delivered_at, release_at,
                     completed_at, cancelled_at, cancelled_by, cancel_reason, captured_at, returned_at)
         where orders.shop_id = new.shop_id and orders.order_id = new.order_id",
        &shops,
        &ids,
        &each(&facts, |facts| facts.state.to_owned()),
        &each(&facts, |facts| facts.placed_at) as &[Option<Instant>],
        &each(&facts, |facts| facts.shipped_at) as &[Option<Instant>],
        &each(&facts, |facts| facts.assumed_delivered_at) as &[Option<Instant>],
        &each(&facts, |facts| facts.delivered_at) as &[Option<Instant>],
        &each(&facts, |facts| facts.release_at) as &[Option<Instant>],
        &each(&facts, |facts| facts.completed_at) as &[Option<Instant>],
        &each(&facts, |facts| facts.cancelled_at) as &[Option<Instant>],
        &each(&facts, |facts| facts.cancelled_by.map(str::to_owned)) as &[Option<String>],
        &each(&facts, |facts| facts.cancel_reason.map(str::to_owned)) as &[Option<String>],
        &each(&facts, |facts| facts.captured_at) as &[Option<Instant>],
        &each(&facts, |facts| facts.returned_at) as &[Option<Instant>]
    )
    .execute(connection)
    .await?;
    if changed.rows_affected() == u64::try_from(orders.len()).unwrap_or(u64::MAX) {
        Ok(())
    } else {
        Err(Error::Stale)
    }
}

/// Locks these orders until the transaction ends, in the order of their keys. Lock their group and payment first, days of probation and stock after.
pub async fn lock(connection: &mut PgConnection, keys: &[OrderKey]) -> Result<Vec<Order>> {
    let (shops, ids) = columns(keys);
    let rows = sqlx::query_as!(
        OrderRow,
        "select shop_id, order_id, order_group_id, buyer_id, number, state, currency, goods_minor, shipping_minor,
                commission_minor, commission_tax_minor, order_fee_minor, import_tax_minor, charter_version, assumed_delivered_days,
                release_days, ship_to, shipping_service, created_at, payment_due_at, placed_at, shipped_at, assumed_delivered_at, delivered_at,
                release_at, completed_at, captured_at, returned_at, cancelled_at, cancelled_by, cancel_reason
         from orders where (shop_id, order_id) in (select * from unnest($1::uuid[], $2::uuid[]))
         order by shop_id, order_id for update",
        &shops,
        &ids
    )
    .fetch_all(connection)
    .await?;
    parse(rows)
}

/// These orders, in the order of their keys; keys without an order are left out.
pub async fn get(connection: &mut PgConnection, keys: &[OrderKey]) -> Result<Vec<Order>> {
    let (shops, ids) = columns(keys);
    let rows = sqlx::query_as!(
        OrderRow,
        "select shop_id, order_id, order_group_id, buyer_id, number, state, currency, goods_minor, shipping_minor,
                commission_minor, commission_tax_minor, order_fee_minor, import_tax_minor, charter_version, assumed_delivered_days,
                release_days, ship_to, shipping_service, created_at, payment_due_at, placed_at, shipped_at, assumed_delivered_at, delivered_at,
                release_at, completed_at, captured_at, returned_at, cancelled_at, cancelled_by, cancel_reason
         from orders where (shop_id, order_id) in (select * from unnest($1::uuid[], $2::uuid[]))
         order by shop_id, order_id",
        &shops,
        &ids
    )
    .fetch_all(connection)
    .await?;
    parse(rows)
}

/// An order by its id alone, for staff.
pub async fn find(connection: &mut PgConnection, id: OrderId) -> Result<Option<Order>> {
    let row = sqlx::query_as!(
        OrderRow,
        "select shop_id, order_id, order_group_id, buyer_id, number, state, currency, goods_minor, shipping_minor,
                commission_minor, commission_tax_minor, order_fee_minor, import_tax_minor, charter_version, assumed_delivered_days,
                release_days, ship_to, shipping_service, created_at, payment_due_at, placed_at, shipped_at, assumed_delivered_at, delivered_at,
                release_at, completed_at, captured_at, returned_at, cancelled_at, cancelled_by, cancel_reason
         from orders where order_id = $1",
        id.uuid()
    )
    .fetch_optional(connection)
    .await?;
    row.map(Order::try_from).transpose()
}

/// Which orders a list shows.
#[derive(Debug, Clone, Copy, Default)]
pub struct OrderFilter {
    /// Of this shop; of every shop of the cell when none.
    pub shop_id: Option<ShopId>,
    /// In this state only.
    pub state: Option<OrderStateName>,
    /// Only those that became binding, whatever happened to them since.
    pub placed_only: bool,
    /// Older than this order.
    pub before: Option<OrderId>,
}

/// Orders, newest first.
pub async fn list(connection: &mut PgConnection, filter: OrderFilter, limit: u32) -> Result<Vec<Order>> {
    let rows = sqlx::query_as!(
        OrderRow,
        "select shop_id, order_id, order_group_id, buyer_id, number, state, currency, goods_minor, shipping_minor,
                commission_minor, commission_tax_minor, order_fee_minor, import_tax_minor, charter_version, assumed_delivered_days,
                release_days, ship_to, shipping_service, created_at, payment_due_at, placed_at, shipped_at, assumed_delivered_at, delivered_at,
                release_at, completed_at, captured_at, returned_at, cancelled_at, cancelled_by, cancel_reason
         from orders
         where ($1::uuid is null or shop_id = $1) and ($2::text is null or state = $2)
           and order_id < $3 and (not $4 or placed_at is not null)
         order by order_id desc limit $5",
        filter.shop_id.map(ShopId::uuid),
        filter.state.map(OrderStateName::as_str),
        before(filter.before.map(OrderId::uuid)),
        filter.placed_only,
        i64::from(limit)
    )
    .fetch_all(connection)
    .await?;
    parse(rows)
}

/// What people call a shop.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ShopName {
    /// In addresses.
    pub handle: String,
    /// For people.
    pub name: String,
}

/// The names of shops.
pub async fn shop_names(
    connection: &mut PgConnection,
    shops: &[ShopId],
) -> Result<BTreeMap<ShopId, ShopName>> {
    let shops: Vec<Uuid> = shops.iter().map(|shop| shop.uuid()).collect();
    let rows = sqlx::query!(
        "select shop_id, handle, name from shop where shop_id = any($1)",
        &shops
    )
    .fetch_all(connection)
    .await?;
    Ok(rows
        .into_iter()
        .map(|row| {
            (
                ShopId::from_uuid(row.shop_id),
                ShopName {
                    handle: row.handle,
                    name: row.name,
                },
            )
        })
        .collect())
}

/// How many orders a shop has in each state.
pub async fn count_by_state(
    connection: &mut PgConnection,
    shop: ShopId,
) -> Result<Vec<(OrderStateName, u64)>> {
    let rows = sqlx::query!(
        r#"select state, count(*) as "count!" from orders where shop_id = $1 group by state order by state"#,
        shop.uuid()
    )
    .fetch_all(connection)
    .await?;
    rows.into_iter()
        .map(|row| {
            let at = crate::row::Row {
                table: "orders",
                id: &shop,
            };
            Ok((at.parse("state", &row.state)?, at.number("count", row.count)?))
        })
        .collect()
}

/// How many orders the cell has in each state; a state without orders is left out.
pub async fn count_all_by_state(connection: &mut PgConnection) -> Result<Vec<(OrderStateName, u64)>> {
    let rows =
        sqlx::query!(r#"select state, count(*) as "count!" from orders group by state order by state"#)
            .fetch_all(connection)
            .await?;
    rows.into_iter()
        .map(|row| {
            let at = crate::row::Row {
                table: "orders",
                id: &row.state,
            };
            Ok((at.parse("state", &row.state)?, at.number("count", row.count)?))
        })
        .collect()
}

/// Orders in transit without news for so long that they count as delivered.
pub async fn assumed_delivered(
    connection: &mut PgConnection,
    now: Instant,
    limit: u32,
) -> Result<Vec<OrderKey>> {
    let rows = sqlx::query!(
        "select shop_id, order_id from orders
         where state = 'in_transit' and assumed_delivered_at <= $1 and assumed_delivered_at is not null and delivered_at is null
         order by assumed_delivered_at limit $2",
        now,
        i64::from(limit)
    )
    .fetch_all(connection)
    .await?;
    Ok(rows
        .into_iter()
        .map(|row| (ShopId::from_uuid(row.shop_id), OrderId::from_uuid(row.order_id)))
        .collect())
}

/// Delivered orders whose money is to leave escrow.
pub async fn releasable(connection: &mut PgConnection, now: Instant, limit: u32) -> Result<Vec<OrderKey>> {
    let rows = sqlx::query!(
        "select shop_id, order_id from orders
         where state = 'delivered' and release_at <= $1 and release_at is not null and completed_at is null
           and (payout_waits_until is null or payout_waits_until <= $1)
         order by release_at limit $2",
        now,
        i64::from(limit)
    )
    .fetch_all(connection)
    .await?;
    Ok(rows
        .into_iter()
        .map(|row| (ShopId::from_uuid(row.shop_id), OrderId::from_uuid(row.order_id)))
        .collect())
}

/// Every order of the cell by key, from the one after `after`: for reading all of them in parts.
pub async fn after(connection: &mut PgConnection, after: Option<OrderKey>, limit: u32) -> Result<Vec<Order>> {
    let (shop, order) = after.map_or((Uuid::nil(), Uuid::nil()), |(shop, order)| {
        (shop.uuid(), order.uuid())
    });
    let rows = sqlx::query_as!(
        OrderRow,
        "select shop_id, order_id, order_group_id, buyer_id, number, state, currency, goods_minor, shipping_minor,
                commission_minor, commission_tax_minor, order_fee_minor, import_tax_minor, charter_version, assumed_delivered_days,
                release_days, ship_to, shipping_service, created_at, payment_due_at, placed_at, shipped_at, assumed_delivered_at, delivered_at,
                release_at, completed_at, captured_at, returned_at, cancelled_at, cancelled_by, cancel_reason
         from orders where (shop_id, order_id) > ($1, $2) order by shop_id, order_id limit $3",
        shop,
        order,
        i64::from(limit)
    )
    .fetch_all(connection)
    .await?;
    parse(rows)
}

/// Counts what completed orders sold, in the figures of their products.
pub async fn count_sold(connection: &mut PgConnection, keys: &[OrderKey]) -> Result<()> {
    let (shops, ids) = columns(keys);
    sqlx::query!(
        "insert into product_figures (shop_id, product_id, rating_hundredths, rating_count, sold_count)
         select shop_id, product_id, null, 0, sum(quantity)::integer from order_line
         where (shop_id, order_id) in (select * from unnest($1::uuid[], $2::uuid[]))
         group by shop_id, product_id
         on conflict (shop_id, product_id)
         do update set sold_count = product_figures.sold_count + excluded.sold_count",
        &shops,
        &ids
    )
    .execute(connection)
    .await?;
    Ok(())
}
