//! Sends somebody to the provider.

use chrono::Duration;
use openidconnect::core::CoreResponseType;
use openidconnect::{AuthenticationFlow, CsrfToken, Nonce, PkceCodeChallenge, PkceCodeVerifier, Scope};
use pasar_store::oidc_sign_in;

use super::{Derived, MINUTES, OidcError};
use crate::Context;
use crate::session::SessionToken;

/// A sign-in that has begun.
#[derive(Debug, Clone)]
pub struct Begun {
    /// Where the browser goes.
    pub url: String,
    /// What the browser keeps until it comes back.
    pub browser: SessionToken,
}

/// Begins a sign-in; `redirect` is the address to which the provider sends people back.
///
/// # Errors
/// See [`OidcError`].
pub async fn begin(ctx: &Context, redirect: &str) -> Result<Begun, OidcError> {
    let provider = ctx.staff_door().oidc.as_ref().ok_or(OidcError::NotConfigured)?;
    let client = provider.client(ctx, redirect, false).await?;
    let browser = SessionToken::fresh(ctx);
    let Derived {
        state,
        nonce,
        verifier,
    } = Derived::of(&browser);
    let challenge = PkceCodeChallenge::from_code_verifier_sha256(&PkceCodeVerifier::new(verifier));
    let flow = AuthenticationFlow::<CoreResponseType>::AuthorizationCode;
    let (url, ..) = client
        .authorize_url(flow, move || CsrfToken::new(state), move || Nonce::new(nonce))
        .add_scope(Scope::new("email".to_owned()))
        .set_pkce_challenge(challenge)
        .url();
    let times = (ctx.now(), ctx.now() + Duration::minutes(MINUTES));
    let mut tx = ctx.store().begin().await?;
    oidc_sign_in::insert(&mut tx, &browser.hash(), times).await?;
    tx.commit().await.map_err(pasar_store::Error::from)?;
    Ok(Begun {
        url: url.to_string(),
        browser,
    })
}
