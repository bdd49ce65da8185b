//! Every route of the site, each with who it is for. What a route does is in the file of its handler.

use axum::extract::State;
use axum::http::{HeaderMap, header};
use axum::response::Redirect;

use crate::app::App;
use crate::error::WebError;
use crate::route_table::Audience::{Anyone, SignedIn};
use crate::route_table::RouteTable;
use crate::{account, health, preferences, static_files};

/// The whole table.
pub fn table() -> RouteTable {
    RouteTable::default().with(site()).with(people())
}

/// What belongs to no market.
fn site() -> RouteTable {
    RouteTable::default()
        .get(Anyone, "/", to_market)
        .get(Anyone, "/healthz", health::alive)
        .get(Anyone, "/readyz", health::ready)
        .get(Anyone, "/static/{*path}", static_files::serve)
}

/// Signing in and out, and how a person wants to see the site.
fn people() -> RouteTable {
    RouteTable::default()
        .post(Anyone, "/{market}/preferences", preferences::set::set)
        .get(Anyone, "/{market}/sign-up", account::sign_up::show)
        .post(Anyone, "/{market}/sign-up", account::sign_up::sign_up)
        .get(Anyone, "/{market}/sign-in", account::sign_in::show)
        .post(Anyone, "/{market}/sign-in", account::sign_in::sign_in)
        .post(SignedIn, "/{market}/sign-out", account::sign_out::sign_out)
}

/// `GET /`: to the market that speaks the person's language, else to the first.
async fn to_market(State(app): State<App>, headers: HeaderMap) -> Result<Redirect, WebError> {
    let accepted = headers
        .get(header::ACCEPT_LANGUAGE)
        .and_then(|value| value.to_str().ok());
    let market = app.site().market_for(accepted).ok_or_else(WebError::not_found)?;
    Ok(Redirect::temporary(&format!("/{}/", market.code)))
}

/// What answers every address that is not in the table.
pub async fn no_such_page() -> WebError {
    WebError::not_found()
}
