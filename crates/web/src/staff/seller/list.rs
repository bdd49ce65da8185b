//! `/{market}/staff/sellers`

use axum::extract::Query;
use pasar_domain::id::SellerId;
use pasar_service::seller::list::{ListedSeller, list};
use serde::Deserialize;

use super::super::PAGE;
use super::{standing, verified};
use crate::prelude::*;

/// Which part of the list.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct SellersQuery {
    /// Sellers that came before this one.
    before: Option<SellerId>,
}

/// Every seller, newest first.
#[derive(Template)]
#[template(path = "staff/sellers.html")]
pub struct StaffSellersPage {
    /// The frame.
    pub shell: Shell,
    /// The sellers.
    pub sellers: Vec<SellerRow>,
    /// The first part of the list, from a later one.
    pub first: String,
    /// The next part.
    pub next: String,
}

/// A seller of the list.
#[derive(Debug, Clone)]
pub struct SellerRow {
    /// Its page for staff.
    pub href: String,
    /// The names of its shops.
    pub shops: String,
    /// What kind it is.
    pub standing: String,
    /// Where it is established.
    pub origin: String,
    /// Does the operator control it?
    pub controlled: bool,
    /// Is it verified, and the colour of that.
    pub verified: (String, &'static str),
}

page!(StaffSellersPage);

impl StaffSellersPage {
    fn new(shell: &Shell, sellers: Vec<SellerRow>, before: bool, next: Option<SellerId>) -> Self {
        let l = &shell.l;
        Self {
            sellers,
            first: if before {
                l.url("/staff/sellers")
            } else {
                String::new()
            },
            next: next
                .map(|next| l.url(&format!("/staff/sellers?before={next}")))
                .unwrap_or_default(),
            shell: shell
                .clone()
                .titled(l.t("staff-sellers-title"))
                .at("sellers")
                .private(),
        }
    }
}

impl SellerRow {
    fn new(l: &Localizer, listed: &ListedSeller, now: pasar_domain::Instant) -> Self {
        let seller = &listed.seller;
        let shops: Vec<&str> = listed.shops.iter().map(|shop| shop.name.as_str()).collect();
        Self {
            href: l.url(&format!("/staff/sellers/{}", seller.seller_id)),
            shops: if shops.is_empty() {
                seller.seller_id.to_string()
            } else {
                shops.join(" · ")
            },
            standing: standing(l, seller.standing),
            origin: seller.origin.to_string(),
            controlled: seller.controlled_by_operator,
            verified: verified(l, seller.verification, now),
        }
    }
}

impl Page for StaffSellersPage {
    fn samples(shell: Shell) -> Vec<Sample<Self>> {
        let l = &shell.l;
        let row = |shops: &str, kind, controlled, state: String, colour| SellerRow {
            href: l.url("/staff/sellers/x"),
            shops: shops.to_owned(),
            standing: standing(l, kind),
            origin: shell.market().country.to_string(),
            controlled,
            verified: (state, colour),
        };
        use pasar_domain::seller::Standing;
        let until = l.t1("seller-verified-until", "date", "24 November 2030");
        let rows = vec![
            row("Toko Sari & Anak", Standing::Micro, false, until.clone(), "leaf"),
            row("Batik <3", Standing::Business, true, until, "leaf"),
            row(
                "Toko Baru",
                Standing::Merchant,
                false,
                l.t("seller-unverified"),
                "chili",
            ),
        ];
        let mut full = Self::new(&shell, rows, false, None);
        full.next = l.url("/staff/sellers?before=x");
        vec![("full", full), ("empty", Self::new(&shell, vec![], false, None))]
    }
}

/// `GET`
///
/// # Errors
/// The database's.
pub async fn show(duty: OnDuty, Query(query): Query<SellersQuery>) -> Result<StaffSellersPage, WebError> {
    let ctx = &duty.visit.ctx;
    let mut found = list(ctx, duty.staff, query.before, PAGE + 1).await?;
    let page = usize::try_from(PAGE).unwrap_or(usize::MAX);
    let more = found.len() > page;
    found.truncate(page);
    let next = found.last().filter(|_| more).map(|last| last.seller.seller_id);
    let rows = found
        .iter()
        .map(|listed| SellerRow::new(duty.visit.l(), listed, ctx.now()));
    Ok(StaffSellersPage::new(
        &duty.visit.shell,
        rows.collect(),
        query.before.is_some(),
        next,
    ))
}
