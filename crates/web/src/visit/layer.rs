//! Finds out who asks: once for each request of a page.

use std::net::SocketAddr;
use std::sync::Arc;

use axum::extract::{ConnectInfo, Request, State};
use axum::http::{Extensions, HeaderMap, HeaderValue, Method, header};
use axum::middleware::Next;
use axum::response::{IntoResponse as _, Response};
use axum_extra::extract::CookieJar;
use pasar_service::context::Viewer;
use pasar_service::session::{self, Session, SessionToken};
use pasar_service::{Context, StoreError, staff};

use super::{Seen, Visit, cookies, csrf};
use crate::app::App;
use crate::error::WebError;
use crate::page::{Person, Shell};

/// The layer. Paths that belong to no market, and those that need no person (files, pictures, the API), pass untouched.
pub async fn layer(State(app): State<App>, mut request: Request, next: Next) -> Response {
    let path = request.uri().path();
    let market = path.trim_start_matches('/').split('/').next().unwrap_or_default();
    let Some(ctx) = app.context(market).cloned().filter(|_| !is_impersonal(path)) else {
        return next.run(request).await;
    };
    let Some(shell) = app.site().shell(request.uri(), request.headers()) else {
        return next.run(request).await;
    };
    if !is_read(request.method()) && is_foreign(request.headers()) {
        request.extensions_mut().insert(shell);
        return WebError::expired_form().into_response();
    }
    let jar = CookieJar::from_headers(request.headers());
    let secure = app.site().https_only;
    let asker = Asker {
        jar,
        secure,
        client: client(&app, request.headers(), request.extensions()),
        wants_staff: is_staff(request.uri().path()),
    };
    let flash = cookies::flash_name(app.site().surface);
    let flashed = asker.jar.get(flash).is_some();
    let (visit, is_new) = match find(ctx, shell, asker).await {
        Ok(found) => found,
        Err(error) => return WebError::unavailable(error).into_response(),
    };
    let (token, name) = (visit.token().clone(), visit.session_cookie());
    request.extensions_mut().insert(visit.shell.clone());
    request.extensions_mut().insert(visit);

    let mut response = next.run(request).await;
    let shows_page = response
        .headers()
        .get(header::CONTENT_TYPE)
        .is_some_and(|kind| kind.as_bytes().starts_with(b"text/html"));
    if shows_page {
        let headers = response.headers_mut();
        headers
            .entry(header::CACHE_CONTROL)
            .or_insert(HeaderValue::from_static("private, no-cache"));
        if is_new && !sets(headers, &name) {
            add_cookie(headers, &cookies::lasting(&name, &token.to_string(), secure));
        }
        if flashed {
            add_cookie(headers, &cookies::gone(flash, secure));
        }
    }
    response
}

/// What a request says about who asks.
struct Asker {
    jar: CookieJar,
    secure: bool,
    client: String,
    wants_staff: bool,
}

/// The visit, and whether the visitor is to be given the cookie (again).
async fn find(ctx: Context, mut shell: Shell, asker: Asker) -> Result<(Visit, bool), StoreError> {
    let token_in = |name: String| -> Option<SessionToken> { asker.jar.get(&name)?.value().parse().ok() };
    let sent = token_in(cookies::session_name(
        ctx.market().code.as_str(),
        shell.surface,
        asker.secure,
    ));
    let session = match &sent {
        Some(token) => session::find(&ctx, token, shell.surface).await?,
        None => None,
    };
    let staff = match token_in(cookies::staff_name(asker.secure)) {
        Some(token) if asker.wants_staff => {
            let session = staff::session::find(&ctx, &token).await?;
            session.map(|session| (token, session))
        }
        _ => None,
    };
    // A session that was prolonged is also told to the browser, which would forget the cookie too early.
    let is_new = sent.is_none() || session.as_ref().is_some_and(|session| session.renewed);
    let token = sent.unwrap_or_else(|| SessionToken::fresh(&ctx));
    shell.csrf = csrf::token_of(&token);
    shell.l = shell.l.under(ctx.market_in_force());
    if let Some(cookie) = asker.jar.get(cookies::flash_name(shell.surface)) {
        shell.flashes = cookies::read_flashes(cookie.value());
    }
    if let Some(session) = &session {
        greet(&mut shell, session);
    }
    // What the charter lets be shown depends on who looks, and where.
    let viewer = Viewer {
        account_id: session
            .as_ref()
            .and_then(|session| Some(session.signed_in.as_ref()?.buyer.account_id())),
        surface: shell.surface,
    };
    let half = if asker.wants_staff {
        cookies::staff_half_name(asker.secure)
    } else {
        cookies::half_name(ctx.market().code.as_str(), asker.secure)
    };
    let seen = Seen {
        half: token_in(half),
        passkey: token_in(cookies::passkey_name(asker.secure)),
        oidc: token_in(cookies::oidc_name(asker.secure)).filter(|_| asker.wants_staff),
        token,
        session,
        staff,
        client: asker.client,
        secure: asker.secure,
    };
    let visit = Visit {
        ctx: ctx.seen_by(viewer),
        shell,
        seen: Arc::new(seen),
    };
    Ok((visit, is_new))
}

/// Shows in the frame who is signed in and how much is in the cart.
fn greet(shell: &mut Shell, session: &Session) {
    shell.cart_count = session.cart_pieces;
    shell.person = session.signed_in.as_ref().map(|person| Person {
        name: person.name.clone(),
        has_shop: person.has_shop,
    });
}

fn is_read(method: &Method) -> bool {
    matches!(*method, Method::GET | Method::HEAD | Method::OPTIONS)
}

/// Does the browser itself say that another site sends this? (Older browsers say nothing: they have the form's token only.)
fn is_foreign(headers: &HeaderMap) -> bool {
    let site = headers.get("sec-fetch-site").map(HeaderValue::as_bytes);
    site.is_some_and(|site| site != b"same-origin" && site != b"none")
}

fn is_impersonal(path: &str) -> bool {
    let mut parts = path.trim_start_matches('/').split('/').skip(1);
    match parts.next() {
        Some("pictures" | "sitemap") => true,
        Some("search") => parts.next() == Some("suggest"),
        Some("api") => parts.next().is_some_and(|part| !part.is_empty()),
        _ => false,
    }
}

fn is_staff(path: &str) -> bool {
    path.trim_start_matches('/').split('/').nth(1) == Some("staff")
}

/// The address of the client. A proxy of ours appends the address that it saw, so the last one counts.
pub(crate) fn client(app: &App, headers: &HeaderMap, extensions: &Extensions) -> String {
    let forwarded = headers
        .get("x-forwarded-for")
        .and_then(|value| value.to_str().ok())
        .and_then(|list| list.rsplit(',').next())
        .map(str::trim)
        .filter(|_| app.trusts_forwarded());
    let peer = extensions.get::<ConnectInfo<SocketAddr>>();
    forwarded
        .map(ToOwned::to_owned)
        .or_else(|| peer.map(|ConnectInfo(address)| address.ip().to_string()))
        .unwrap_or_default()
}

fn sets(headers: &HeaderMap, name: &str) -> bool {
    headers.get_all(header::SET_COOKIE).iter().any(|cookie| {
        let cookie = cookie.as_bytes();
        cookie.starts_with(name.as_bytes()) && cookie.get(name.len()) == Some(&b'=')
    })
}

pub(super) fn add_cookie(headers: &mut HeaderMap, cookie: &str) {
    if let Ok(value) = HeaderValue::from_str(cookie) {
        headers.append(header::SET_COOKIE, value);
    }
}
