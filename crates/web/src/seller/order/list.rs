//! `GET /{market}/seller/orders`

use axum::extract::Query;
use pasar_domain::id::OrderId;
use pasar_domain::order::OrderStateName;
use pasar_service::order::{Cursor, count_of_shop, list_of_shop};
use serde::Deserialize;

use super::row::{OrderRow, row, samples};
use crate::prelude::*;

/// Orders of a page.
const PAGE: u32 = 30;

/// Which orders.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct OrdersQuery {
    /// A state's word; empty for all.
    pub state: String,
    /// Orders older than this one.
    pub before: String,
}

/// The list.
#[derive(Template)]
#[template(path = "seller/orders.html")]
pub struct OrdersPage {
    /// The frame.
    pub shell: Shell,
    /// The states.
    pub tabs: Vec<Tab>,
    /// The orders.
    pub rows: Vec<OrderRow>,
    /// Back to the newest; empty on the first page.
    pub first: String,
    /// To older ones; empty at the end.
    pub next: String,
}

page!(OrdersPage);

const STATES: [Option<OrderStateName>; 6] = [
    Some(OrderStateName::AwaitingShipment),
    Some(OrderStateName::InTransit),
    Some(OrderStateName::Delivered),
    Some(OrderStateName::Completed),
    Some(OrderStateName::Cancelled),
    None,
];

fn tab_name(l: &Localizer, state: Option<OrderStateName>) -> String {
    match state {
        Some(OrderStateName::AwaitingPayment) => l.t("seller-order-awaiting-payment"),
        Some(OrderStateName::AwaitingShipment) => l.t("seller-order-awaiting-shipment"),
        Some(OrderStateName::InTransit) => l.t("seller-order-in-transit"),
        Some(OrderStateName::Delivered) => l.t("seller-order-delivered"),
        Some(OrderStateName::Completed) => l.t("seller-order-completed"),
        Some(OrderStateName::Cancelled) => l.t("seller-order-cancelled"),
        None => l.t("seller-orders-all"),
    }
}

fn address(l: &Localizer, state: Option<OrderStateName>) -> String {
    let word = state.map_or("", OrderStateName::as_str);
    l.url(&format!("/seller/orders?state={word}"))
}

/// The tabs. Only what is still on its way is counted: the rest only grows.
fn tabs(l: &Localizer, chosen: Option<OrderStateName>, counts: &[(OrderStateName, u64)]) -> Vec<Tab> {
    let count = |state: OrderStateName| {
        let open = !matches!(state, OrderStateName::Completed | OrderStateName::Cancelled);
        let found = counts.iter().find(|(name, _)| *name == state && open);
        found.map_or(0, |(_, count)| u32::try_from(*count).unwrap_or(u32::MAX))
    };
    STATES
        .into_iter()
        .map(|state| {
            let tab = Tab::new(tab_name(l, state), address(l, state), state == chosen);
            tab.counting(state.map_or(0, count))
        })
        .collect()
}

impl Page for OrdersPage {
    fn samples(shell: Shell) -> Vec<Sample<Self>> {
        let page = |rows: Vec<OrderRow>| {
            let l = &shell.l;
            let counts = [
                (OrderStateName::AwaitingShipment, 12),
                (OrderStateName::InTransit, 3),
            ];
            Self {
                tabs: tabs(l, Some(OrderStateName::AwaitingShipment), &counts),
                next: if rows.is_empty() {
                    String::new()
                } else {
                    l.url("/seller/orders?before=x")
                },
                rows,
                first: String::new(),
                shell: shell
                    .clone()
                    .titled(l.t("seller-orders-title"))
                    .at("orders")
                    .private(),
            }
        };
        vec![("full", page(samples(&shell.l))), ("empty", page(Vec::new()))]
    }
}

/// `GET`
///
/// # Errors
/// The database's; a word that is no state, or a cursor that is none, names no page.
pub async fn show(keeper: Keeper, Query(query): Query<OrdersQuery>) -> Result<OrdersPage, WebError> {
    let visit = &keeper.visit;
    let l = visit.l();
    let state: Option<OrderStateName> = match query.state.as_str() {
        "" => None,
        word => Some(crate::seller::id(word)?),
    };
    let before: Option<OrderId> = match query.before.as_str() {
        "" => None,
        id => Some(crate::seller::id(id)?),
    };
    let cursor = Cursor { before, limit: PAGE };
    let page = list_of_shop(&visit.ctx, keeper.keeper, state, cursor).await?;
    let counts = count_of_shop(&visit.ctx, keeper.keeper).await?;
    let rows: Result<Vec<OrderRow>, _> = page.entries.iter().map(|view| row(l, view)).collect();
    Ok(OrdersPage {
        tabs: tabs(l, state, &counts),
        rows: rows.map_err(WebError::internal)?,
        first: before.map(|_| address(l, state)).unwrap_or_default(),
        next: page
            .next
            .map(|next| format!("{}&before={next}", address(l, state)))
            .unwrap_or_default(),
        shell: visit
            .shell
            .clone()
            .titled(l.t("seller-orders-title"))
            .at("orders"),
    })
}
