//! `/{market}/staff/orders`

use axum::extract::Query;
use pasar_domain::id::OrderId;
use pasar_domain::order::OrderStateName;
use pasar_service::order::{Cursor, OrderView, list_of_staff};
use serde::Deserialize;

use super::{PAGE, order_state};
use crate::prelude::*;

/// Which orders.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct OrdersQuery {
    /// A state's word; anything else is all.
    state: String,
    /// Orders made before this one.
    before: Option<OrderId>,
}

/// Orders of the market, newest first.
#[derive(Template)]
#[template(path = "staff/orders.html")]
pub struct StaffOrdersPage {
    /// The frame.
    pub shell: Shell,
    /// The states, to choose from.
    pub states: Vec<Tab>,
    /// The orders.
    pub orders: Vec<OrderRow>,
    /// The first part of the list, from a later one.
    pub first: String,
    /// The next part.
    pub next: String,
}

/// An order of the list.
#[derive(Debug, Clone)]
pub struct OrderRow {
    /// Its page for staff.
    pub href: String,
    /// Its number.
    pub number: String,
    /// Who sells.
    pub shop: String,
    /// What the buyer pays.
    pub total: String,
    /// When it was made.
    pub created: String,
    /// Where it stands, and the colour of that.
    pub state: (String, &'static str),
}

page!(StaffOrdersPage);

fn url(l: &Localizer, state: &str, before: Option<OrderId>) -> String {
    match before {
        Some(before) => l.url(&format!("/staff/orders?state={state}&before={before}")),
        None => l.url(&format!("/staff/orders?state={state}")),
    }
}

impl StaffOrdersPage {
    fn new(shell: &Shell, query: &OrdersQuery, orders: Vec<OrderRow>, next: Option<OrderId>) -> Self {
        let l = &shell.l;
        let chosen: Option<OrderStateName> = query.state.parse().ok();
        let all = Tab::new(l.t("staff-all"), url(l, "", None), chosen.is_none());
        let states = OrderStateName::ALL.iter().map(|state| {
            let (name, _) = order_state(l, *state);
            Tab::new(name, url(l, state.as_str(), None), chosen == Some(*state))
        });
        Self {
            states: std::iter::once(all).chain(states).collect(),
            orders,
            first: query
                .before
                .map(|_| url(l, &query.state, None))
                .unwrap_or_default(),
            next: next
                .map(|next| url(l, &query.state, Some(next)))
                .unwrap_or_default(),
            shell: shell
                .clone()
                .titled(l.t("staff-orders-title"))
                .at("orders")
                .private(),
        }
    }
}

impl OrderRow {
    fn new(l: &Localizer, view: &OrderView) -> Result<Self, WebError> {
        let order = &view.order;
        let total = order.amounts.total().map_err(WebError::internal)?;
        Ok(Self {
            href: l.url(&format!("/staff/orders/{}", order.id)),
            number: order.number.clone(),
            shop: view.shop.name.clone(),
            total: l.money(total),
            created: l.date_time(order.created_at),
            state: order_state(l, order.state.name()),
        })
    }
}

impl Page for StaffOrdersPage {
    fn samples(shell: Shell) -> Vec<Sample<Self>> {
        let l = &shell.l;
        let rows = OrderStateName::ALL.iter().map(|state| OrderRow {
            href: l.url("/staff/orders/x"),
            number: "261124-7KQ2M9-1".to_owned(),
            shop: "Toko Sari & Anak".to_owned(),
            total: l.money(shell.market().money(5_350_000)),
            created: "24 November 2026".to_owned(),
            state: order_state(l, *state),
        });
        let query = OrdersQuery::default();
        let mut full = Self::new(&shell, &query, rows.collect(), None);
        full.next = url(l, "", None);
        vec![("full", full), ("empty", Self::new(&shell, &query, vec![], None))]
    }
}

/// `GET`
///
/// # Errors
/// The database's.
pub async fn show(duty: OnDuty, Query(query): Query<OrdersQuery>) -> Result<StaffOrdersPage, WebError> {
    let cursor = Cursor {
        before: query.before,
        limit: PAGE,
    };
    let state = query.state.parse().ok();
    let found = list_of_staff(&duty.visit.ctx, duty.staff, state, cursor).await?;
    let rows = found
        .entries
        .iter()
        .map(|view| OrderRow::new(duty.visit.l(), view));
    let rows = rows.collect::<Result<_, _>>()?;
    Ok(StaffOrdersPage::new(&duty.visit.shell, &query, rows, found.next))
}
