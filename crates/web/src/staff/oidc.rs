//! `/{market}/staff/sign-in/oidc`: to the operator's provider, and back.

use axum::extract::Query;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse as _, Response};
use pasar_service::session::Entry;
use pasar_service::staff::oidc::{self, OidcError};
use serde::Deserialize;

use super::sign_in::StaffSignInPage;
use crate::prelude::*;

/// The path, without the market.
const PATH: &str = "/staff/sign-in/oidc";

/// The way to the provider. Browsers go on by themselves; a form of ours may lead to no other site.
#[derive(Template)]
#[template(path = "staff/leaving.html")]
pub struct LeavingPage {
    /// The frame.
    pub shell: Shell,
    /// What people call the provider.
    pub name: String,
    /// Where it is.
    pub url: String,
}

page!(LeavingPage);

impl LeavingPage {
    fn new(shell: &Shell, name: &str, url: &str) -> Self {
        let title = shell.l.t1("staff-oidc", "name", name);
        Self {
            shell: shell.clone().titled(title).private(),
            name: name.to_owned(),
            url: url.to_owned(),
        }
    }
}

impl Page for LeavingPage {
    fn samples(shell: Shell) -> Vec<Sample<Self>> {
        let url = "https://login.pasar.example/authorize?client_id=pasar&state=a";
        vec![("leaving", Self::new(&shell, "Kantor <b>", url))]
    }
}

/// What the provider sends along.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct AnswerQuery {
    state: String,
    code: String,
    error: String,
}

/// `POST`: begins a sign-in.
///
/// # Errors
/// The database's. A provider that does not answer is the sign-in page again.
pub async fn start(visit: Visit, _: Posted) -> Result<Response, WebError> {
    let Some(provider) = visit.ctx.staff_door().oidc.clone() else {
        return Err(WebError::not_found());
    };
    let begun = match oidc::begin(&visit.ctx, &back(&visit)?).await {
        Ok(begun) => begun,
        Err(error) => return refused(&visit, error),
    };
    let page = LeavingPage::new(&visit.shell, provider.name(), &begun.url);
    let mut response = page.into_response();
    let headers = response.headers_mut();
    let go_on = HeaderValue::try_from(format!("0; url={}", begun.url)).map_err(WebError::internal)?;
    headers.insert(header::REFRESH, go_on);
    headers.insert(
        header::CACHE_CONTROL,
        HeaderValue::from_static("private, no-store"),
    );
    visit.keep_oidc(headers, Some(&begun.browser));
    Ok(response)
}

/// `GET`: somebody comes back from the provider.
///
/// # Errors
/// The database's. An answer that is not believed is the sign-in page again.
pub async fn finish(visit: Visit, Query(query): Query<AnswerQuery>) -> Result<Response, WebError> {
    if query.state.is_empty() {
        return Ok(StaffSignInPage::of(&visit, Form::new(visit.l())).into_response());
    }
    if !query.error.is_empty() {
        return refused(&visit, OidcError::Refused("it says no"));
    }
    let Some(browser) = visit.oidc_token() else {
        return refused(&visit, OidcError::Expired);
    };
    let site = (&*back(&visit)?, visit.staff_token());
    let mut response = match oidc::finish(&visit.ctx, site, browser, (&query.state, &query.code)).await {
        Ok(Entry::Open(token)) => visit.go("/staff").staff_session(Some(&token)).into_response(),
        Ok(Entry::Half(token)) => visit
            .go("/staff/sign-in/code")
            .staff_half(Some(&token))
            .into_response(),
        Err(error) => refused(&visit, error)?,
    };
    visit.keep_oidc(response.headers_mut(), None);
    Ok(response)
}

/// The address to which the provider sends people back.
fn back(visit: &Visit) -> Result<String, WebError> {
    let path = visit.l().url(PATH);
    visit
        .shell
        .absolute(&path)
        .ok_or_else(|| WebError::internal("sign-in with OpenID Connect needs `server.site_url`"))
}

fn refused(visit: &Visit, error: OidcError) -> Result<Response, WebError> {
    let word = match error {
        OidcError::Store(error) => return Err(error.into()),
        OidcError::NotConfigured => return Err(WebError::not_found()),
        OidcError::Refused(_) | OidcError::Unreachable(_) => {
            tracing::warn!(%error, "a sign-in with OpenID Connect failed");
            key("staff-oidc-failed")
        }
        OidcError::Expired => key("staff-oidc-expired"),
        OidcError::Unverified => key("staff-oidc-unverified"),
        OidcError::NotStaff => key("staff-oidc-not-staff"),
    };
    let mut form = Form::new(visit.l());
    form.refuse("", word);
    let page = StaffSignInPage::of(visit, form);
    Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
}
