//! Order groups: what a buyer made in one checkout.

use std::collections::BTreeMap;

use pasar_domain::Instant;
use pasar_domain::id::{AccountId, OrderGroupId, OrderId, ShopId};
use pasar_domain::order_group::{GroupFailure, OrderGroup, OrderGroupState};
use sqlx::PgConnection;
use uuid::Uuid;

use crate::error::{Error, Result};
use crate::row::{self, Row, int};

struct OrderGroupRow {
    buyer_id: Uuid,
    order_group_id: Uuid,
    number: String,
    state: String,
    currency: String,
    total_minor: i64,
    created_at: Instant,
    payment_due_at: Instant,
    placed_at: Option<Instant>,
    failed_at: Option<Instant>,
    failure: Option<String>,
}

impl OrderGroupRow {
    fn parse(self, orders: Vec<(ShopId, OrderId)>) -> Result<OrderGroup> {
        let at = Row {
            table: "order_group",
            id: &self.order_group_id,
        };
        let state = match (self.state.as_str(), self.placed_at, self.failed_at) {
            ("awaiting_payment", None, None) => OrderGroupState::AwaitingPayment {
                due_at: self.payment_due_at,
            },
            ("placed", Some(placed_at), None) => OrderGroupState::Placed { at: placed_at },
            ("failed", None, Some(failed_at)) => OrderGroupState::Failed {
                at: failed_at,
                failure: at.parse("failure", self.failure.as_deref().unwrap_or_default())?,
            },
            _ => return Err(at.inconsistent("state")),
        };
        Ok(OrderGroup {
            id: OrderGroupId::from_uuid(self.order_group_id),
            buyer_id: AccountId::from_uuid(self.buyer_id),
            total: at.money(self.total_minor, &self.currency)?,
            number: self.number,
            state,
            created_at: self.created_at,
            payment_due_at: self.payment_due_at,
            orders,
        })
    }
}

/// Writes new groups, which await payment, with the names of their orders.
pub async fn insert(connection: &mut PgConnection, groups: &[OrderGroup]) -> Result<()> {
    let buyers: Vec<Uuid> = groups.iter().map(|group| group.buyer_id.uuid()).collect();
    let ids: Vec<Uuid> = groups.iter().map(|group| group.id.uuid()).collect();
    let numbers: Vec<String> = groups.iter().map(|group| group.number.clone()).collect();
    let currencies: Vec<String> = groups
        .iter()
        .map(|group| group.total.currency.code().to_owned())
        .collect();
    let totals: Vec<i64> = groups.iter().map(|group| group.total.minor).collect();
    let created: Vec<Instant> = groups.iter().map(|group| group.created_at).collect();
    let due: Vec<Instant> = groups.iter().map(|group| group.payment_due_at).collect();
    sqlx::query!(
        "insert into order_group
             (buyer_id, order_group_id, number, state, currency, total_minor, created_at, payment_due_at)
         select buyer_id, order_group_id, number, 'awaiting_payment', currency, total_minor, created_at, payment_due_at
         from unnest($1::uuid[], $2::uuid[], $3::text[], $4::text[], $5::bigint[], $6::timestamptz[], $7::timestamptz[])
             as new (buyer_id, order_group_id, number, currency, total_minor, created_at, payment_due_at)",
        &buyers,
        &ids,
        &numbers,
        &currencies,
        &totals,
        &created,
        &due
    )
    .execute(&mut *connection)
    .await?;
    insert_members(connection, groups).await
}

async fn insert_members(connection: &mut PgConnection, groups: &[OrderGroup]) -> Result<()> {
    let mut buyers: Vec<Uuid> = Vec::new();
    let mut ids: Vec<Uuid> = Vec::new();
    let mut positions: Vec<i32> = Vec::new();
    let mut shops: Vec<Uuid> = Vec::new();
    let mut orders: Vec<Uuid> = Vec::new();
    for group in groups {
        for ((shop, order), position) in group.orders.iter().zip(0..) {
            buyers.push(group.buyer_id.uuid());
            ids.push(group.id.uuid());
            positions.push(int(position));
            shops.push(shop.uuid());
            orders.push(order.uuid());
        }
    }
    sqlx::query!(
        "insert into order_group_order (buyer_id, order_group_id, position, shop_id, order_id)
         select * from unnest($1::uuid[], $2::uuid[], $3::integer[], $4::uuid[], $5::uuid[])",
        &buyers,
        &ids,
        &positions,
        &shops,
        &orders
    )
    .execute(connection)
    .await?;
    Ok(())
}

/// Locks these groups until the transaction ends, in the order of their keys.
pub async fn lock(
    connection: &mut PgConnection,
    keys: &[(AccountId, OrderGroupId)],
) -> Result<Vec<OrderGroup>> {
    let (buyers, ids) = columns(keys);
    let rows = sqlx::query_as!(
        OrderGroupRow,
        "select buyer_id, order_group_id, number, state, currency, total_minor, created_at, payment_due_at, placed_at,
                failed_at, failure
         from order_group
         where (buyer_id, order_group_id) in (select * from unnest($1::uuid[], $2::uuid[]))
         order by buyer_id, order_group_id
         for update",
        &buyers,
        &ids
    )
    .fetch_all(&mut *connection)
    .await?;
    with_members(connection, rows).await
}

/// These groups, as they are at this moment.
pub async fn of_keys(
    connection: &mut PgConnection,
    keys: &[(AccountId, OrderGroupId)],
) -> Result<Vec<OrderGroup>> {
    let (buyers, ids) = columns(keys);
    let rows = sqlx::query_as!(
        OrderGroupRow,
        "select buyer_id, order_group_id, number, state, currency, total_minor, created_at, payment_due_at, placed_at,
                failed_at, failure
         from order_group
         where (buyer_id, order_group_id) in (select * from unnest($1::uuid[], $2::uuid[]))
         order by buyer_id, order_group_id",
        &buyers,
        &ids
    )
    .fetch_all(&mut *connection)
    .await?;
    with_members(connection, rows).await
}

/// One group of a buyer.
pub async fn get(
    connection: &mut PgConnection,
    buyer: AccountId,
    id: OrderGroupId,
) -> Result<Option<OrderGroup>> {
    let rows = sqlx::query_as!(
        OrderGroupRow,
        "select buyer_id, order_group_id, number, state, currency, total_minor, created_at, payment_due_at, placed_at,
                failed_at, failure
         from order_group where buyer_id = $1 and order_group_id = $2",
        buyer.uuid(),
        id.uuid()
    )
    .fetch_all(&mut *connection)
    .await?;
    Ok(with_members(connection, rows).await?.pop())
}

/// A buyer's groups, newest first, from the one after `before`.
pub async fn list(
    connection: &mut PgConnection,
    buyer: AccountId,
    before: Option<OrderGroupId>,
    limit: u32,
) -> Result<Vec<OrderGroup>> {
    let rows = sqlx::query_as!(
        OrderGroupRow,
        "select buyer_id, order_group_id, number, state, currency, total_minor, created_at, payment_due_at, placed_at,
                failed_at, failure
         from order_group where buyer_id = $1 and order_group_id < $2
         order by order_group_id desc limit $3",
        buyer.uuid(),
        row::before(before.map(OrderGroupId::uuid)),
        i64::from(limit)
    )
    .fetch_all(&mut *connection)
    .await?;
    with_members(connection, rows).await
}

/// Groups that nobody paid in time, the longest overdue first. While the bank has yet to answer, a group made after
/// `kept_since` still waits for it.
pub async fn overdue(
    connection: &mut PgConnection,
    now: Instant,
    kept_since: Instant,
    limit: u32,
) -> Result<Vec<(AccountId, OrderGroupId)>> {
    let rows = sqlx::query!(
        "select buyer_id, order_group_id from order_group
         where state = 'awaiting_payment' and payment_due_at <= $1
           and (created_at <= $2
                or not exists (select from payment
                               where payment.buyer_id = order_group.buyer_id
                                 and payment.order_group_id = order_group.order_group_id
                                 and payment.state in ('requested', 'pending')))
         order by payment_due_at limit $3",
        now,
        kept_since,
        i64::from(limit)
    )
    .fetch_all(connection)
    .await?;
    let keys = rows.into_iter();
    Ok(keys
        .map(|row| {
            (
                AccountId::from_uuid(row.buyer_id),
                OrderGroupId::from_uuid(row.order_group_id),
            )
        })
        .collect())
}

/// Makes locked groups binding.
pub async fn place(
    connection: &mut PgConnection,
    keys: &[(AccountId, OrderGroupId)],
    at: Instant,
) -> Result<()> {
    let (buyers, ids) = columns(keys);
    let changed = sqlx::query!(
        "update order_group set state = 'placed', placed_at = $3
         where (buyer_id, order_group_id) in (select * from unnest($1::uuid[], $2::uuid[]))
           and state = 'awaiting_payment'",
        &buyers,
        &ids,
        at
    )
    .execute(connection)
    .await?;
    all_changed(changed.rows_affected(), keys)
}

/// Ends locked groups that came to nothing.
pub async fn fail(
    connection: &mut PgConnection,
    keys: &[(AccountId, OrderGroupId)],
    at: Instant,
    failure: GroupFailure,
) -> Result<()> {
    let (buyers, ids) = columns(keys);
    let changed = sqlx::query!(
        "update order_group set state = 'failed', failed_at = $3, failure = $4
         where (buyer_id, order_group_id) in (select * from unnest($1::uuid[], $2::uuid[]))
           and state = 'awaiting_payment'",
        &buyers,
        &ids,
        at,
        failure.as_str()
    )
    .execute(connection)
    .await?;
    all_changed(changed.rows_affected(), keys)
}

fn all_changed(changed: u64, keys: &[(AccountId, OrderGroupId)]) -> Result<()> {
    if changed == u64::try_from(keys.len()).unwrap_or(u64::MAX) {
        Ok(())
    } else {
        Err(Error::Stale)
    }
}

fn columns(keys: &[(AccountId, OrderGroupId)]) -> (Vec<Uuid>, Vec<Uuid>) {
    keys.iter()
        .map(|(buyer, group)| (buyer.uuid(), group.uuid()))
        .unzip()
}

async fn with_members(connection: &mut PgConnection, rows: Vec<OrderGroupRow>) -> Result<Vec<OrderGroup>> {
    let (buyers, ids): (Vec<Uuid>, Vec<Uuid>) =
        rows.iter().map(|row| (row.buyer_id, row.order_group_id)).unzip();
    let members = sqlx::query!(
        "select order_group_id, shop_id, order_id from order_group_order
         where (buyer_id, order_group_id) in (select * from unnest($1::uuid[], $2::uuid[]))
         order by order_group_id, position",
        &buyers,
        &ids
    )
    .fetch_all(connection)
    .await?;
    let mut orders: BTreeMap<Uuid, Vec<(ShopId, OrderId)>> = BTreeMap::new();
    for member in members {
        let key = (
            ShopId::from_uuid(member.shop_id),
            OrderId::from_uuid(member.order_id),
        );
        orders.entry(member.order_group_id).or_default().push(key);
    }
    rows.into_iter()
        .map(|row| {
            let orders = orders.remove(&row.order_group_id).unwrap_or_default();
            row.parse(orders)
        })
        .collect()
}

/// How many of a buyer's orders are not finished: neither completed nor cancelled.
pub async fn count_open_orders(connection: &mut PgConnection, buyer: AccountId) -> Result<u32> {
    let count = sqlx::query_scalar!(
        r#"select count(*) as "count!" from order_group_order join orders using (shop_id, order_id)
           where order_group_order.buyer_id = $1 and orders.state not in ('completed', 'cancelled')"#,
        buyer.uuid()
    )
    .fetch_one(connection)
    .await?;
    Row {
        table: "orders",
        id: &buyer,
    }
    .number("count", count)
}
