//! `GET /{market}/orders`

use std::collections::BTreeMap;

use axum::extract::Query;
use pasar_domain::id::{OrderGroupId, ProductId};
use pasar_service::order::{Cursor, OrderGroupView, list_groups};
use pasar_store::listing::ListingCard;
use serde::Deserialize;

use super::view::{group_badge, line_picture};
use super::{listings, state_badge};
use crate::prelude::*;

/// Groups on a page.
const PAGE: u32 = 10;
/// Pictures of a group that a list shows.
const PICTURES: usize = 4;

/// Where the list goes on.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct ListQuery {
    /// Groups older than this one.
    pub before: String,
}

/// What somebody has ordered, newest first.
#[derive(Template)]
#[template(path = "order/list.html")]
pub struct ListOrdersPage {
    /// The frame.
    pub shell: Shell,
    /// The groups.
    pub groups: Vec<Entry>,
    /// The first part of the list, when this is a later one; else empty.
    pub first: String,
    /// The next part; empty at the end.
    pub next: String,
}

page!(ListOrdersPage);

/// A group in the list.
#[derive(Debug, Clone)]
pub struct Entry {
    /// Its page.
    pub href: String,
    /// What people call it.
    pub number: String,
    /// When it was made.
    pub at: String,
    /// Where it stands: once for all, or once for each state that its orders are in.
    pub badges: Vec<(&'static str, String)>,
    /// Pictures of what was bought.
    pub pictures: Vec<String>,
    /// What was bought, in words.
    pub words: String,
    /// What was paid.
    pub total: String,
}

/// `GET`
///
/// # Errors
/// The database's, and a cursor that is none.
pub async fn list(
    SignedIn { visit, buyer }: SignedIn,
    Query(query): Query<ListQuery>,
) -> Result<ListOrdersPage, WebError> {
    let before: Option<OrderGroupId> = match query.before.as_str() {
        "" => None,
        text => Some(text.parse().map_err(|_| WebError::not_found())?),
    };
    let cursor = Cursor { before, limit: PAGE };
    let found = list_groups(&visit.ctx, buyer, cursor).await?;
    let listings = listings(&visit.ctx, &found.entries).await?;
    let l = visit.l();
    let next = found.next.map(|id| format!("{}?before={id}", l.url("/orders")));
    Ok(ListOrdersPage {
        groups: found
            .entries
            .iter()
            .map(|group| entry(l, group, &listings))
            .collect(),
        first: before.map(|_| l.url("/orders")).unwrap_or_default(),
        next: next.unwrap_or_default(),
        shell: visit
            .shell
            .clone()
            .titled(l.t("orders-title"))
            .at("orders")
            .private(),
    })
}

fn entry(l: &Localizer, view: &OrderGroupView, listings: &BTreeMap<ProductId, ListingCard>) -> Entry {
    let group = &view.group;
    let lines = || view.orders.iter().flat_map(|order| &order.lines);
    let pieces: u32 = lines().map(|line| line.quantity).sum();
    let shops: Vec<&str> = view.orders.iter().map(|order| order.shop.name.as_str()).collect();
    let pieces = l.t1("orders-pieces", "count", pieces);
    let shops = l.t1("orders-from", "shops", shops.join(", "));
    Entry {
        href: l.url(&format!("/orders/{}", group.id)),
        number: group.number.clone(),
        at: l.date(group.created_at),
        badges: badges(l, view),
        pictures: lines()
            .take(PICTURES)
            .map(|line| line_picture(l, listings.get(&line.product_id)))
            .collect(),
        words: format!("{pieces} {shops}"),
        total: l.money(group.total),
    }
}

fn badges(l: &Localizer, view: &OrderGroupView) -> Vec<(&'static str, String)> {
    if let Some(badge) = group_badge(l, view) {
        return vec![badge];
    }
    let mut states: Vec<_> = view.orders.iter().map(|order| order.order.state.name()).collect();
    states.dedup();
    states.into_iter().map(|state| state_badge(l, state)).collect()
}

impl Page for ListOrdersPage {
    fn samples(shell: Shell) -> Vec<Sample<Self>> {
        let l = shell.l.clone();
        let entry = |place: u32, badges| Entry {
            href: l.url(&format!("/orders/grp_{place}")),
            number: "261124-7KQ2M9".to_owned(),
            at: "24 November 2026".to_owned(),
            badges,
            pictures: (0..place)
                .map(|n| l.url(&format!("/pictures/drawn/fashion/{n}.svg")))
                .collect(),
            words: format!(
                "{} {}",
                l.t1("orders-pieces", "count", 3),
                l.t1(
                    "orders-from",
                    "shops",
                    "Bandung Kaos Studio, Toko Rotan <Cirebon>"
                )
            ),
            total: l.money(l.market().money(30_920_000)),
        };
        let page = |groups: Vec<Entry>| Self {
            next: if groups.is_empty() {
                String::new()
            } else {
                l.url("/orders")
            },
            first: String::new(),
            groups,
            shell: shell.clone().titled(l.t("orders-title")).at("orders").private(),
        };
        let waiting = vec![("soga", l.t("order-state-waiting-for-bank"))];
        let mixed = vec![
            ("indigo", l.t("order-state-in-transit")),
            ("chili", l.t("order-state-cancelled")),
        ];
        let done = vec![("leaf", l.t("order-state-completed"))];
        vec![
            ("empty", page(Vec::new())),
            (
                "some",
                page(vec![entry(1, waiting), entry(4, mixed), entry(2, done)]),
            ),
        ]
    }
}
