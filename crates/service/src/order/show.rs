//! One order, or one checkout, with everything a page shows of it.

use std::collections::BTreeMap;

use pasar_domain::id::{OrderGroupId, OrderId};
use pasar_domain::order::Order;
use pasar_domain::order_group::OrderGroup;
use pasar_domain::payment::Payment;
use pasar_store::order::{self, OrderKey};
use pasar_store::{Error, PgConnection, order_group, payment};

use super::{OrderError, OrderGroupView, OrderView};
use crate::actor::{Buyer, ShopKeeper, StaffMember};
use crate::context::Context;

/// A buyer's checkout.
///
/// # Errors
/// When the buyer has no such checkout.
pub async fn show_group(ctx: &Context, buyer: Buyer, id: OrderGroupId) -> Result<OrderGroupView, OrderError> {
    let mut connection = ctx.home().read().await?;
    let group = order_group::get(&mut connection, buyer.account_id(), id).await?;
    let group = group.ok_or(OrderError::GroupNotFound(id))?;
    let payments = payment::of_groups(&mut connection, &[(group.buyer_id, group.id)]).await?;
    let mut groups = views_of_groups(ctx, &mut connection, vec![group], payments).await?;
    groups.pop().ok_or(OrderError::GroupNotFound(id))
}

/// An order as its shop sees it.
///
/// # Errors
/// When the shop has no such order.
pub async fn show_for_shop(ctx: &Context, keeper: ShopKeeper, id: OrderId) -> Result<OrderView, OrderError> {
    let mut connection = ctx.home().read().await?;
    let orders = order::get(&mut connection, &[(keeper.shop_id(), id)]).await?;
    views(ctx, &mut connection, orders)
        .await?
        .pop()
        .ok_or(OrderError::NotFound(id))
}

/// Any order, for staff.
///
/// # Errors
/// When there is none.
pub async fn show_for_staff(
    ctx: &Context,
    _staff: StaffMember,
    id: OrderId,
) -> Result<OrderView, OrderError> {
    let mut connection = ctx.home().read().await?;
    let order = order::find(&mut connection, id)
        .await?
        .ok_or(OrderError::NotFound(id))?;
    views(ctx, &mut connection, vec![order])
        .await?
        .pop()
        .ok_or(OrderError::NotFound(id))
}

/// Orders with their shops, lines and parcels, in their order.
pub(crate) async fn views(
    ctx: &Context,
    connection: &mut PgConnection,
    orders: Vec<Order>,
) -> Result<Vec<OrderView>, Error> {
    let keys: Vec<OrderKey> = orders.iter().map(|order| (order.shop_id, order.id)).collect();
    let shops: Vec<_> = orders.iter().map(|order| order.shop_id).collect();
    let names = order::shop_names(connection, &shops).await?;
    let mut lines = order::lines(connection, &keys, ctx.market().currency).await?;
    let mut shipments = order::shipments(connection, &keys).await?;
    orders
        .into_iter()
        .map(|order| {
            let shop = names
                .get(&order.shop_id)
                .cloned()
                .ok_or_else(|| Error::Inconsistent {
                    table: "orders",
                    column: "shop_id",
                    id: order.id.to_string(),
                })?;
            Ok(OrderView {
                lines: lines.remove(&order.id).unwrap_or_default(),
                shipments: shipments.remove(&order.id).unwrap_or_default(),
                shop,
                order,
            })
        })
        .collect()
}

/// Groups with their orders and payments, in their order.
pub(super) async fn views_of_groups(
    ctx: &Context,
    connection: &mut PgConnection,
    groups: Vec<OrderGroup>,
    payments: Vec<Payment>,
) -> Result<Vec<OrderGroupView>, Error> {
    let keys: Vec<OrderKey> = groups.iter().flat_map(|group| group.orders.clone()).collect();
    let orders = order::get(connection, &keys).await?;
    let orders = views(ctx, connection, orders).await?.into_iter();
    let orders = orders
        .map(|view| ((view.order.shop_id, view.order.id), view))
        .collect();
    Ok(group_views(groups, &orders, payments))
}

/// Groups with their orders and payments, which are there already.
pub(super) fn group_views(
    groups: Vec<OrderGroup>,
    orders: &BTreeMap<OrderKey, OrderView>,
    payments: Vec<Payment>,
) -> Vec<OrderGroupView> {
    let mut of_group: BTreeMap<OrderGroupId, Vec<Payment>> = BTreeMap::new();
    for payment in payments {
        of_group.entry(payment.order_group_id).or_default().push(payment);
    }
    let views = groups.into_iter().map(|group| OrderGroupView {
        orders: group
            .orders
            .iter()
            .filter_map(|key| orders.get(key).cloned())
            .collect(),
        payments: of_group.remove(&group.id).unwrap_or_default(),
        group,
    });
    views.collect()
}
