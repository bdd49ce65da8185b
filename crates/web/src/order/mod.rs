//! A buyer's orders: what was bought, where it is, and what can still be done about it.

pub mod cancel;
pub mod cancel_group;
pub mod list;
pub mod pay;
pub mod receive;
pub mod show;
mod view;
mod way;

use std::collections::BTreeMap;

use pasar_domain::id::{OrderGroupId, OrderId, ProductId};
use pasar_domain::order::{CancelReason, OrderStateName};
use pasar_service::Context;
use pasar_service::listing::cards::cards;
use pasar_service::order::{OrderError, OrderGroupView};
use pasar_store::listing::ListingCard;
use serde::Deserialize;

use crate::prelude::*;

/// Which order group a path names.
#[derive(Debug, Deserialize)]
pub struct GroupPath {
    order_group_id: String,
}

impl GroupPath {
    fn id(&self) -> Result<OrderGroupId, WebError> {
        self.order_group_id.parse().map_err(|_| WebError::not_found())
    }
}

/// Which order of a group a path names.
#[derive(Debug, Deserialize)]
pub struct OrderPath {
    order_group_id: String,
    order_id: String,
}

impl OrderPath {
    fn ids(&self) -> Result<(OrderGroupId, OrderId), WebError> {
        let group = self.order_group_id.parse().map_err(|_| WebError::not_found())?;
        let order = self.order_id.parse().map_err(|_| WebError::not_found())?;
        Ok((group, order))
    }
}

/// Leads back to the page of a group.
fn to_group(visit: &Visit, id: OrderGroupId) -> Turn {
    visit.go(&format!("/orders/{id}"))
}

/// An error of an order that no page has words of its own for.
pub(crate) fn failure(error: OrderError) -> WebError {
    match error {
        OrderError::NotFound(_) | OrderError::GroupNotFound(_) => WebError::not_found(),
        OrderError::WrongState(error) => WebError::conflict().because(error),
        OrderError::Sum(error) => WebError::internal(error),
        OrderError::Store(error) => error.into(),
    }
}

/// What an order's state is called, and the colour of its badge.
pub(crate) fn state_badge(l: &Localizer, state: OrderStateName) -> (&'static str, String) {
    match state {
        OrderStateName::AwaitingPayment => ("soga", l.t("order-state-awaiting-payment")),
        OrderStateName::AwaitingShipment => ("indigo", l.t("order-state-awaiting-shipment")),
        OrderStateName::InTransit => ("indigo", l.t("order-state-in-transit")),
        OrderStateName::Delivered => ("leaf", l.t("order-state-delivered")),
        OrderStateName::Completed => ("leaf", l.t("order-state-completed")),
        OrderStateName::Cancelled => ("chili", l.t("order-state-cancelled")),
    }
}

/// Why an order was called off.
pub(crate) fn reason_name(l: &Localizer, reason: CancelReason) -> String {
    match reason {
        CancelReason::ChangedMind => l.t("order-reason-changed-mind"),
        CancelReason::WrongAddress => l.t("order-reason-wrong-address"),
        CancelReason::OrderedTwice => l.t("order-reason-ordered-twice"),
        CancelReason::OutOfStock => l.t("order-reason-out-of-stock"),
        CancelReason::CannotShip => l.t("order-reason-cannot-ship"),
        CancelReason::BuyerAsked => l.t("order-reason-buyer-asked"),
        CancelReason::PaymentOverdue => l.t("order-reason-payment-overdue"),
        CancelReason::PaymentLost => l.t("order-reason-payment-lost"),
        CancelReason::SellerUnverified => l.t("order-reason-seller-unverified"),
        CancelReason::Other => l.t("order-reason-other"),
    }
}

/// The listings of what was bought, as far as they are still sold: one query for all of them.
async fn listings(
    ctx: &Context,
    groups: &[OrderGroupView],
) -> Result<BTreeMap<ProductId, ListingCard>, WebError> {
    let orders = groups.iter().flat_map(|group| &group.orders);
    let lines = orders.flat_map(|order| &order.lines);
    let mut ids: Vec<ProductId> = lines.map(|line| line.product_id).collect();
    ids.sort_unstable();
    ids.dedup();
    let found = cards(ctx, &ids).await?;
    Ok(found.into_iter().map(|card| (card.product_id, card)).collect())
}
