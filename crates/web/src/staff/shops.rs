//! `/{market}/staff/shops`

use axum::extract::Query;
use pasar_domain::id::ShopId;
use pasar_domain::shop::Shop;
use pasar_service::shop::list::all;
use serde::Deserialize;

use super::PAGE;
use crate::prelude::*;

/// Which part of the list.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct ShopsQuery {
    /// Shops opened before this one.
    before: Option<ShopId>,
}

/// Every shop, newest first.
#[derive(Template)]
#[template(path = "staff/shops.html")]
pub struct StaffShopsPage {
    /// The frame.
    pub shell: Shell,
    /// The shops.
    pub shops: Vec<ShopRow>,
    /// The first part of the list, from a later one.
    pub first: String,
    /// The next part.
    pub next: String,
}

/// A shop of the list.
#[derive(Debug, Clone)]
pub struct ShopRow {
    /// Its name.
    pub name: String,
    /// Its page.
    pub href: String,
    /// Its products, for staff.
    pub products: String,
    /// Where it is.
    pub place: String,
    /// When it was opened.
    pub opened: String,
    /// Does it sell?
    pub open: bool,
}

page!(StaffShopsPage);

impl StaffShopsPage {
    fn new(shell: &Shell, mut shops: Vec<Shop>, before: Option<ShopId>) -> Self {
        let l = &shell.l;
        let page = usize::try_from(PAGE).unwrap_or(usize::MAX);
        let more = shops.len() > page;
        shops.truncate(page);
        let last = shops.last().filter(|_| more);
        let next = last.map(|shop| l.url(&format!("/staff/shops?before={}", shop.shop_id)));
        let row = |shop: &Shop| ShopRow {
            name: shop.name.clone(),
            href: l.url(&format!("/shops/{}", shop.handle)),
            products: l.url(&format!("/staff/products?shop={}", shop.shop_id)),
            place: shop.place.clone(),
            opened: l.date(shop.opened_at),
            open: shop.is_open(),
        };
        Self {
            shops: shops.iter().map(row).collect(),
            first: before.map(|_| l.url("/staff/shops")).unwrap_or_default(),
            next: next.unwrap_or_default(),
            shell: shell
                .clone()
                .titled(l.t("staff-shops-title"))
                .at("shops")
                .private(),
        }
    }
}

impl Page for StaffShopsPage {
    fn samples(shell: Shell) -> Vec<Sample<Self>> {
        let mut full = Self::new(&shell, Vec::new(), None);
        let row = |name: &str, open| ShopRow {
            name: name.to_owned(),
            href: shell.l.url("/shops/toko-sari"),
            products: shell.l.url("/staff/products?shop=x"),
            place: shell
                .market()
                .places
                .all()
                .first()
                .map_or(String::new(), |place| place.name.clone()),
            opened: "24 November 2026".to_owned(),
            open,
        };
        full.shops = vec![row("Toko Sari", true), row("Batik & Bunga <3", false)];
        full.next = shell.l.url("/staff/shops?before=x");
        vec![("full", full), ("empty", Self::new(&shell, Vec::new(), None))]
    }
}

/// `GET`
///
/// # Errors
/// The database's.
pub async fn show(duty: OnDuty, Query(query): Query<ShopsQuery>) -> Result<StaffShopsPage, WebError> {
    let shops = all(&duty.visit.ctx, duty.staff, query.before, PAGE + 1).await?;
    Ok(StaffShopsPage::new(&duty.visit.shell, shops, query.before))
}
