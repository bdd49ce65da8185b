//! What every answer says about its own safety.

use std::sync::Arc;

use axum::extract::{Request, State};
use axum::http::{HeaderName, HeaderValue, header};
use axum::middleware::Next;
use axum::response::Response;
use pasar_domain::surface::Surface;

use crate::site::Site;

/// Scripts, styles and connections from here only; nothing inline; in nobody's frame. Pictures may be `data:` (small
/// patterns in the style sheet).
const POLICY: &str = "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self' data:; \
    font-src 'self'; connect-src 'self'; object-src 'none'; base-uri 'none'; frame-ancestors 'none'; \
    form-action 'self'";

/// The policy of a site. Where its forms may lead ends it: here, and to pages at which buyers pay.
fn policy(site: &Site) -> HeaderValue {
    let mut policy = POLICY.to_owned();
    if site.surface == Surface::Trade {
        for origin in &site.payment_origins {
            policy.push(' ');
            policy.push_str(origin);
        }
    }
    HeaderValue::from_str(&policy).unwrap_or(HeaderValue::from_static(POLICY))
}

/// Whom browsers tell where they come from. The feed tells nobody else, not even its name: what somebody looked at there is nothing to the
/// trade surface.
const fn referrer_policy(surface: Surface) -> &'static str {
    match surface {
        Surface::Feed => "same-origin",
        Surface::Trade => "strict-origin-when-cross-origin",
    }
}

/// The layer that adds the headers, unless a handler has set its own. Use it with `from_fn_with_state(site, secure)`.
pub async fn secure(State(site): State<Arc<Site>>, request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    response
        .headers_mut()
        .entry(header::CONTENT_SECURITY_POLICY)
        .or_insert_with(|| policy(&site));
    let mut say = |name: HeaderName, value: &'static str| {
        response
            .headers_mut()
            .entry(name)
            .or_insert(HeaderValue::from_static(value));
    };
    say(header::X_CONTENT_TYPE_OPTIONS, "nosniff");
    say(header::REFERRER_POLICY, referrer_policy(site.surface));
    say(header::X_FRAME_OPTIONS, "DENY");
    say(
        HeaderName::from_static("permissions-policy"),
        "camera=(), microphone=(), geolocation=(), payment=()",
    );
    say(
        HeaderName::from_static("cross-origin-opener-policy"),
        "same-origin",
    );
    if site.https_only {
        say(
            header::STRICT_TRANSPORT_SECURITY,
            "max-age=31536000; includeSubDomains",
        );
    }
    response
}
