//! `GET /{market}/seller/products`

use axum::extract::Query;
use pasar_domain::id::ProductId;
use pasar_domain::picture::PictureSize;
use pasar_service::appeal::list::refused;
use pasar_service::product::list::{counts, of_shop};
use pasar_store::product::{ProductCounts, ProductFilter, ProductStanding, ProductSummary};
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use serde::Deserialize;

use crate::listing::card::picture_url;
use crate::prelude::*;

/// Products of a page.
const PAGE: u32 = 30;

/// Which products.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct ProductsQuery {
    /// A word in the title, the address or a code.
    pub q: String,
    /// `active`, `draft`, `sold-out`, `taken-down`, or empty for all.
    pub state: String,
    /// Products older than this one.
    pub before: String,
}

/// A product in the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProductRow {
    /// Its page in the seller centre.
    pub href: String,
    /// Its title.
    pub title: String,
    /// A small picture.
    pub picture: String,
    /// The price, or the lowest and the highest.
    pub price: String,
    /// The colour and words of where it stands.
    pub state: (&'static str, String),
    /// What lies in the store room.
    pub on_hand: u64,
    /// How many variants it has.
    pub variants: u32,
    /// How many were sold.
    pub sold: u32,
    /// The product's id, which tells its fields from those of others.
    pub id: String,
}

/// The list.
#[derive(Template)]
#[template(path = "seller/products.html")]
pub struct ProductsPage {
    /// The frame.
    pub shell: Shell,
    /// What was searched for.
    pub words: String,
    /// The chosen state's word.
    pub state: String,
    /// The states.
    pub chips: Vec<Tab>,
    /// The products.
    pub rows: Vec<ProductRow>,
    /// Back to the newest; empty on the first page.
    pub first: String,
    /// To older ones; empty at the end.
    pub next: String,
    /// How many products the charter refuses to show.
    pub refused: usize,
    /// Has the shop any product?
    pub has_any: bool,
}

page!(ProductsPage);

const STATES: [&str; 5] = ["", "active", "draft", "sold-out", "taken-down"];

fn address(l: &Localizer, state: &str, words: &str) -> String {
    let words = utf8_percent_encode(words, NON_ALPHANUMERIC);
    l.url(&format!("/seller/products?state={state}&q={words}"))
}

fn chips(l: &Localizer, chosen: &str, words: &str, counts: ProductCounts) -> Vec<Tab> {
    STATES
        .into_iter()
        .map(|state| {
            let (name, count) = match state {
                "active" => (l.t("seller-products-active"), counts.active),
                "draft" => (l.t("seller-products-drafts"), counts.drafts),
                "sold-out" => (l.t("seller-products-sold-out"), counts.sold_out),
                "taken-down" => (l.t("seller-products-taken-down"), counts.taken_down),
                _ => (l.t("seller-products-all"), counts.all()),
            };
            Tab::new(name, address(l, state, words), state == chosen).counting(count)
        })
        .collect()
}

fn row(l: &Localizer, product: &ProductSummary) -> ProductRow {
    ProductRow {
        href: l.url(&format!("/seller/products/{}", product.product_id)),
        title: product.title.clone(),
        picture: picture_url(l, product.picture.as_ref(), &product.category, PictureSize::Thumb),
        price: match product.prices {
            Some((low, high)) if low == high => l.money(low),
            Some((low, high)) => format!("{} – {}", l.money(low), l.money(high)),
            None => "–".to_owned(),
        },
        state: match product.standing {
            ProductStanding::TakenDown => ("chili", l.t("seller-product-taken-down")),
            ProductStanding::Draft => ("", l.t("seller-product-draft")),
            ProductStanding::Active if product.on_hand <= product.reserved => {
                ("soga", l.t("seller-product-sold-out"))
            }
            ProductStanding::Active => ("leaf", l.t("seller-product-active")),
        },
        on_hand: product.on_hand,
        variants: product.variants,
        sold: product.sold,
        id: product.product_id.to_string(),
    }
}

impl Page for ProductsPage {
    fn samples(shell: Shell) -> Vec<Sample<Self>> {
        let l = &shell.l;
        let row = |id: &str, title: &str, state: (&'static str, String), variants, on_hand| ProductRow {
            href: l.url("/seller/products/x"),
            title: title.to_owned(),
            picture: l.url("/pictures/drawn/other/1.svg"),
            price: l.money(l.market().money(2_500_000)),
            state,
            on_hand,
            variants,
            sold: 156,
            id: id.to_owned(),
        };
        let rows = vec![
            row(
                "a",
                "Keripik singkong balado 250 g",
                ("leaf", l.t("seller-product-active")),
                1,
                12,
            ),
            row(
                "b",
                "Keripik pisang & cokelat",
                ("soga", l.t("seller-product-sold-out")),
                6,
                0,
            ),
            row(
                "c",
                "Sambal <terasi>",
                ("chili", l.t("seller-product-taken-down")),
                1,
                3,
            ),
        ];
        let page = |rows: Vec<ProductRow>, words: &str, has_any| Self {
            words: words.to_owned(),
            state: String::new(),
            chips: chips(l, "", "", ProductCounts::default()),
            next: if rows.is_empty() {
                String::new()
            } else {
                l.url("/seller/products?before=x")
            },
            refused: rows.len() / 2,
            rows,
            first: String::new(),
            has_any,
            shell: shell
                .clone()
                .titled(l.t("seller-products-title"))
                .at("products")
                .private(),
        };
        vec![
            ("full", page(rows, "", true)),
            ("nothing-found", page(Vec::new(), "zzz", true)),
            ("empty", page(Vec::new(), "", false)),
        ]
    }
}

/// `GET`
///
/// # Errors
/// The database's; a cursor that is none names no page.
pub async fn show(keeper: Keeper, Query(query): Query<ProductsQuery>) -> Result<ProductsPage, WebError> {
    let visit = &keeper.visit;
    let l = visit.l();
    let before: Option<ProductId> = match query.before.as_str() {
        "" => None,
        id => Some(crate::seller::id(id)?),
    };
    let state = STATES
        .into_iter()
        .find(|state| *state == query.state)
        .unwrap_or_default();
    let words = query.q.trim().to_owned();
    let filter = ProductFilter {
        standing: match state {
            "active" => Some(ProductStanding::Active),
            "draft" => Some(ProductStanding::Draft),
            "taken-down" => Some(ProductStanding::TakenDown),
            _ => None,
        },
        sold_out: state == "sold-out",
        text: Some(words.clone()).filter(|words| !words.is_empty()),
        before,
        limit: PAGE,
        ..ProductFilter::default()
    };
    let (products, next) = of_shop(&visit.ctx, keeper.keeper, filter).await?;
    let counts = counts(&visit.ctx, keeper.keeper).await?;
    let here = address(l, state, &words);
    Ok(ProductsPage {
        chips: chips(l, state, &words, counts),
        rows: products.iter().map(|product| row(l, product)).collect(),
        first: before.map(|_| here.clone()).unwrap_or_default(),
        next: next
            .map(|next| format!("{here}&before={next}"))
            .unwrap_or_default(),
        refused: refused(&visit.ctx, keeper.keeper).await?.len(),
        has_any: counts.all() > 0,
        state: state.to_owned(),
        words,
        shell: visit
            .shell
            .clone()
            .titled(l.t("seller-products-title"))
            .at("products"),
    })
}
