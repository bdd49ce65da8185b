//! `/.well-known/security.txt` (RFC 9116): where to report a weakness.

use axum::extract::State;
use axum::http::header;
use axum::response::{IntoResponse as _, Response};
use chrono::{Duration, SecondsFormat};

use crate::app::App;
use crate::error::WebError;

/// For so long the contact may be relied on; the standard wants less than a year.
const GOOD_FOR: Duration = Duration::days(90);

/// `GET`
///
/// # Errors
/// The site names no contact.
pub async fn show(State(app): State<App>) -> Result<Response, WebError> {
    let site = app.site();
    let ctx = app.contexts().next().ok_or_else(WebError::not_found)?;
    if site.security_contact.is_empty() {
        return Err(WebError::not_found());
    }
    let expires = (ctx.now() + GOOD_FOR).to_rfc3339_opts(SecondsFormat::Secs, true);
    let mut languages: Vec<&str> = site
        .markets
        .iter()
        .flat_map(|market| &market.languages)
        .map(|language| language.primary())
        .collect();
    languages.sort_unstable();
    languages.dedup();
    let mut text = format!(
        "Contact: {}\nExpires: {expires}\nPreferred-Languages: {}\n",
        site.security_contact,
        languages.join(", ")
    );
    if !site.base_url.is_empty() {
        text.push_str(&format!(
            "Canonical: {}/.well-known/security.txt\n",
            site.base_url
        ));
    }
    let kept = [(header::CACHE_CONTROL, "public, max-age=3600")];
    Ok((kept, text).into_response())
}
