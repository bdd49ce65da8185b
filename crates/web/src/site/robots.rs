//! `/robots.txt`: what search engines should leave alone.

use axum::extract::State;
use axum::http::header;
use axum::response::{IntoResponse as _, Response};

use crate::app::App;

/// Parts of a market that are personal, or that have no end.
const PERSONAL: [&str; 13] = [
    "account",
    "api/v1",
    "bank",
    "cart",
    "checkout",
    "orders",
    "preferences",
    "search",
    "seller",
    "sign-in",
    "sign-out",
    "sign-up",
    "staff",
];

/// `GET`
pub async fn show(State(app): State<App>) -> Response {
    let site = app.site();
    let mut text = String::from("User-agent: *\n");
    for market in &site.markets {
        for part in PERSONAL {
            text.push_str(&format!("Disallow: /{}/{part}\n", market.code));
        }
    }
    if !site.base_url.is_empty() {
        text.push_str(&format!("\nSitemap: {}/sitemap.xml\n", site.base_url));
    }
    let kept = [(header::CACHE_CONTROL, "public, max-age=3600")];
    (kept, text).into_response()
}
