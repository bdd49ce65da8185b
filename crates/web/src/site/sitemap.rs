//! The sitemap: `/sitemap.xml` lists its pages, of each market `/{market}/sitemap/pages.xml` and one for every 10,000
//! listings, named by the first of them.

use std::collections::BTreeSet;

use axum::extract::{Path, State};
use axum::http::header;
use axum::response::{IntoResponse as _, Response};
use chrono::SecondsFormat;
use pasar_domain::id::ProductId;
use pasar_domain::market::Market;
use pasar_service::listing::addresses;
use pasar_store::listing::ListingAddress;
use serde::Deserialize;

use crate::app::App;
use crate::error::WebError;

const NAMESPACE: &str = "http://www.sitemaps.org/schemas/sitemap/0.9";

/// Which page.
#[derive(Debug, Deserialize)]
pub struct SitemapPath {
    market: String,
    page: String,
}

/// `GET /sitemap.xml`
///
/// # Errors
/// The site does not know its own address, or the database's.
pub async fn index(State(app): State<App>) -> Result<Response, WebError> {
    let base = base(&app).ok_or_else(WebError::not_found)?;
    let mut text =
        format!("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<sitemapindex xmlns=\"{NAMESPACE}\">\n");
    for ctx in app.contexts() {
        let starts = addresses::page_starts(ctx).await?;
        let pages = ["pages".to_owned(), "products".to_owned()].into_iter();
        for page in pages.chain(starts.iter().map(ToString::to_string)) {
            let code = ctx.market().code;
            text.push_str(&format!(
                "<sitemap><loc>{base}/{code}/sitemap/{page}.xml</loc></sitemap>\n"
            ));
        }
    }
    text.push_str("</sitemapindex>\n");
    Ok(xml(text))
}

/// `GET /{market}/sitemap/{page}`
///
/// # Errors
/// There is no such page, the site does not know its own address, or the database's.
pub async fn page(State(app): State<App>, Path(path): Path<SitemapPath>) -> Result<Response, WebError> {
    let ctx = app.context(&path.market).ok_or_else(WebError::not_found)?;
    let base = base(&app).ok_or_else(WebError::not_found)?;
    let market = format!("{base}/{}", path.market);
    let name = path.page.strip_suffix(".xml").ok_or_else(WebError::not_found)?;
    let from: Option<ProductId> = match name {
        "pages" => {
            return Ok(xml(urls(
                fixed(ctx.market())
                    .iter()
                    .map(|path| (format!("{market}{path}"), None)),
            )));
        }
        "products" => None,
        start => Some(start.parse().map_err(|_| WebError::not_found())?),
    };
    let listings = addresses::page(ctx, from).await?;
    let shops: BTreeSet<&str> = listings
        .iter()
        .map(|listing| listing.shop_handle.as_str())
        .collect();
    let shops = shops
        .into_iter()
        .map(|shop| (format!("{market}/shops/{shop}"), None));
    let products = listings.iter().map(|listing| product(&market, listing));
    Ok(xml(urls(shops.chain(products))))
}

/// Pages that every market has. Handles and slugs are letters, digits and hyphens, so nothing needs escaping.
fn fixed(market: &Market) -> Vec<String> {
    let fixed = ["/", "/categories", "/about", "/promises"].map(str::to_owned);
    let categories = market.categories.all().iter();
    let categories = categories.map(|category| format!("/categories/{}", category.slug));
    fixed.into_iter().chain(categories).collect()
}

fn product(market: &str, listing: &ListingAddress) -> (String, Option<String>) {
    let changed = listing.updated_at.to_rfc3339_opts(SecondsFormat::Secs, true);
    let address = format!("{market}/products/{}/{}", listing.shop_handle, listing.handle);
    (address, Some(changed))
}

fn urls(pages: impl Iterator<Item = (String, Option<String>)>) -> String {
    let mut text = format!("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<urlset xmlns=\"{NAMESPACE}\">\n");
    for (address, changed) in pages {
        text.push_str("<url><loc>");
        text.push_str(&address);
        text.push_str("</loc>");
        if let Some(changed) = changed {
            text.push_str(&format!("<lastmod>{changed}</lastmod>"));
        }
        text.push_str("</url>\n");
    }
    text.push_str("</urlset>\n");
    text
}

/// Where the site is: a sitemap needs whole addresses.
fn base(app: &App) -> Option<&str> {
    Some(app.site().base_url.as_str()).filter(|base| !base.is_empty())
}

fn xml(text: String) -> Response {
    let head = [
        (header::CONTENT_TYPE, "application/xml; charset=utf-8"),
        (header::CACHE_CONTROL, "public, max-age=3600"),
    ];
    (head, text).into_response()
}
