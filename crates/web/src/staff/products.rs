//! `/{market}/staff/products`

use axum::extract::Query;
use pasar_domain::id::{ProductId, ShopId};
use pasar_domain::picture::PictureSize;
use pasar_service::product::list::of_market;
use pasar_store::product::{ProductFilter, ProductStanding, ProductSummary};
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use serde::Deserialize;

use super::{PAGE, standing};
use crate::listing::card::picture_url;
use crate::prelude::*;

/// Which products.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct ProductsQuery {
    /// Words of the title, the handle or a stock-keeping unit.
    q: String,
    /// `draft`, `active` or `taken-down`; anything else is all.
    state: String,
    /// Only this shop's.
    shop: Option<ShopId>,
    /// Products made before this one.
    before: Option<ProductId>,
}

/// A state of the filter: its word in the address, and what it means.
const STATES: [(&str, Option<ProductStanding>); 4] = [
    ("", None),
    ("active", Some(ProductStanding::Active)),
    ("draft", Some(ProductStanding::Draft)),
    ("taken-down", Some(ProductStanding::TakenDown)),
];

impl ProductsQuery {
    fn standing(&self) -> Option<ProductStanding> {
        let known = STATES.iter().find(|(word, _)| *word == self.state);
        known.and_then(|(_, standing)| *standing)
    }

    /// The address of this list, with another state or a later part.
    fn url(&self, l: &Localizer, state: &str, before: Option<ProductId>) -> String {
        let q = utf8_percent_encode(&self.q, NON_ALPHANUMERIC);
        let mut url = l.url(&format!("/staff/products?q={q}&state={state}"));
        if let Some(shop) = self.shop {
            url.push_str(&format!("&shop={shop}"));
        }
        if let Some(before) = before {
            url.push_str(&format!("&before={before}"));
        }
        url
    }
}

/// Products of the market, newest first.
#[derive(Template)]
#[template(path = "staff/products.html")]
pub struct StaffProductsPage {
    /// The frame.
    pub shell: Shell,
    /// What is typed and chosen.
    pub form: Form,
    /// The states, to choose from.
    pub states: Vec<Tab>,
    /// The products.
    pub products: Vec<ProductRow>,
    /// The first part of the list, from a later one.
    pub first: String,
    /// The next part.
    pub next: String,
}

/// A product of the list.
#[derive(Debug, Clone)]
pub struct ProductRow {
    /// Its page for staff.
    pub href: String,
    /// Its title.
    pub title: String,
    /// Its picture.
    pub picture: String,
    /// Whose it is.
    pub shop: String,
    /// What it costs.
    pub price: String,
    /// When it was changed last.
    pub updated: String,
    /// How it stands, and the colour of that.
    pub standing: (String, &'static str),
}

page!(StaffProductsPage);

impl StaffProductsPage {
    fn new(
        shell: &Shell,
        query: &ProductsQuery,
        products: &[ProductSummary],
        next: Option<ProductId>,
    ) -> Self {
        let l = &shell.l;
        let states = STATES.iter().map(|(word, state)| {
            let name = state.map_or_else(|| l.t("staff-all"), |state| standing(l, state).0);
            Tab::new(name, query.url(l, word, None), query.standing() == *state)
        });
        let fields = [("q", query.q.clone()), ("state", query.state.clone())];
        let first = query.before.map(|_| query.url(l, &query.state, None));
        let next = next.map(|next| query.url(l, &query.state, Some(next)));
        Self {
            form: Form::filled(l, fields),
            states: states.collect(),
            products: products
                .iter()
                .map(|product| ProductRow::new(l, product))
                .collect(),
            first: first.unwrap_or_default(),
            next: next.unwrap_or_default(),
            shell: shell
                .clone()
                .titled(l.t("staff-products-title"))
                .at("products")
                .private(),
        }
    }
}

impl ProductRow {
    fn new(l: &Localizer, product: &ProductSummary) -> Self {
        let price = product.prices.map(|(min, max)| {
            if min == max {
                l.money(min)
            } else {
                format!("{} – {}", l.money(min), l.money(max))
            }
        });
        Self {
            href: l.url(&format!("/staff/products/{}", product.product_id)),
            title: product.title.clone(),
            picture: picture_url(l, product.picture.as_ref(), &product.category, PictureSize::Thumb),
            shop: product.shop_name.clone(),
            price: price.unwrap_or_default(),
            updated: l.date(product.updated_at),
            standing: standing(l, product.standing),
        }
    }
}

impl Page for StaffProductsPage {
    fn samples(shell: Shell) -> Vec<Sample<Self>> {
        let l = shell.l.clone();
        let query = ProductsQuery::default();
        let mut full = Self::new(&shell, &query, &[], None);
        let row = |title: &str, state| ProductRow {
            href: l.url("/staff/products/x"),
            title: title.to_owned(),
            picture: picture_url(&l, None, "", PictureSize::Thumb),
            shop: "Toko Sari".to_owned(),
            price: l.money(shell.market().money(5_350_000)),
            updated: "24 November 2026".to_owned(),
            standing: standing(&l, state),
        };
        full.products = vec![
            row(
                "Kaos polos <dewasa> katun 30s lengan panjang",
                ProductStanding::Active,
            ),
            row("Kemeja batik", ProductStanding::TakenDown),
            row("Celana", ProductStanding::Draft),
        ];
        full.next = l.url("/staff/products?before=x");
        let nothing = ProductsQuery {
            q: "jam & tangan".to_owned(),
            state: "taken-down".to_owned(),
            ..query
        };
        vec![("full", full), ("empty", Self::new(&shell, &nothing, &[], None))]
    }
}

/// `GET`
///
/// # Errors
/// The database's.
pub async fn show(duty: OnDuty, Query(query): Query<ProductsQuery>) -> Result<StaffProductsPage, WebError> {
    let words = query.q.trim();
    let filter = ProductFilter {
        shop_id: query.shop,
        standing: query.standing(),
        sold_out: false,
        text: (!words.is_empty()).then(|| words.to_owned()),
        before: query.before,
        limit: PAGE,
    };
    let (products, next) = of_market(&duty.visit.ctx, duty.staff, filter).await?;
    Ok(StaffProductsPage::new(&duty.visit.shell, &query, &products, next))
}
