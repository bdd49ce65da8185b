//! The office of the operator's staff: what the market looks like, and what is taken from sight.

pub mod lift;
pub mod order;
pub mod orders;
pub mod overview;
pub mod product;
pub mod products;
pub mod shops;
pub mod sign_in;
pub mod sign_out;
pub mod take_down;

use pasar_domain::order::OrderStateName;
use pasar_service::takedown::take::TakedownError;
use pasar_store::product::ProductStanding;

use crate::prelude::*;
use crate::route_table::Audience::{Anyone, Staff};
use crate::route_table::RouteTable;

/// Entries of a queue's page.
const PAGE: u32 = 50;

/// The routes of this office.
pub fn table() -> RouteTable {
    RouteTable::default()
        .get(Anyone, "/{market}/staff/sign-in", sign_in::show)
        .post(Anyone, "/{market}/staff/sign-in", sign_in::sign_in)
        .post(Staff, "/{market}/staff/sign-out", sign_out::sign_out)
        .get(Staff, "/{market}/staff", overview::show)
        .get(Staff, "/{market}/staff/shops", shops::show)
        .get(Staff, "/{market}/staff/products", products::show)
        .get(Staff, "/{market}/staff/products/{product}", product::show)
        .post(
            Staff,
            "/{market}/staff/products/{product}/take-down",
            take_down::take_down,
        )
        .post(Staff, "/{market}/staff/products/{product}/lift", lift::lift)
        .get(Staff, "/{market}/staff/orders", orders::show)
        .get(Staff, "/{market}/staff/orders/{order}", order::show)
}

/// The name of an order's state, and its colour.
fn order_state(l: &Localizer, state: OrderStateName) -> (String, &'static str) {
    match state {
        OrderStateName::AwaitingPayment => (l.t("staff-order-awaiting-payment"), "soga"),
        OrderStateName::AwaitingShipment => (l.t("staff-order-awaiting-shipment"), "indigo"),
        OrderStateName::InTransit => (l.t("staff-order-in-transit"), "indigo"),
        OrderStateName::Delivered => (l.t("staff-order-delivered"), "leaf"),
        OrderStateName::Completed => (l.t("staff-order-completed"), "leaf"),
        OrderStateName::Cancelled => (l.t("staff-order-cancelled"), ""),
    }
}

/// The name of a product's standing, and its colour.
fn standing(l: &Localizer, standing: ProductStanding) -> (String, &'static str) {
    match standing {
        ProductStanding::Draft => (l.t("staff-product-draft"), ""),
        ProductStanding::Active => (l.t("staff-product-active"), "leaf"),
        ProductStanding::TakenDown => (l.t("staff-product-taken-down"), "chili"),
    }
}

fn refuse(error: TakedownError) -> WebError {
    match error {
        TakedownError::Invalid(problems) => WebError::invalid(crate::problem::fields(&problems)),
        TakedownError::NotAllowed => WebError::forbidden().saying(key("staff-moderators-only")),
        TakedownError::NotFound => WebError::not_found(),
        TakedownError::AlreadyDown => WebError::conflict().saying(key("staff-already-down")),
        TakedownError::NotDown => WebError::conflict().saying(key("staff-not-down")),
        TakedownError::Store(error) => error.into(),
    }
}
