//! Staff who sign in with OpenID Connect: the operator's own provider says who they are. It lets nobody in who is not a member of staff here.
//!
//! The browser keeps one secret for some minutes; state, nonce and PKCE verifier are made of it, so that the database knows none of them, only
//! that the sign-in has begun and not yet ended.

mod begin;
mod finish;
mod provider;

pub use begin::{Begun, begin};
pub use finish::finish;
pub use provider::{OidcProvider, OidcSettings, UnfitSettings};

use crate::secret;
use crate::session::SessionToken;

/// Whoever has begun to sign in has so many minutes for it.
pub const MINUTES: i64 = 10;

/// Why nobody was signed in.
#[derive(Debug, thiserror::Error)]
pub enum OidcError {
    /// There is no provider to sign in with.
    #[error("staff do not sign in with OpenID Connect here; the operator can configure it")]
    NotConfigured,
    /// It took too long, was finished before, or was begun in another browser.
    #[error("it took too long, or was begun elsewhere; begin again")]
    Expired,
    /// The provider says no, or what it says cannot be trusted; what exactly is for the log.
    #[error("the provider's answer was not accepted: {0}")]
    Refused(&'static str),
    /// The provider cannot be reached, or does not speak as it should; what exactly is for the log.
    #[error("the provider did not answer as it should: {0}")]
    Unreachable(String),
    /// The provider does not say that the e-mail address is the person's own.
    #[error("the provider does not confirm the e-mail address; verify it there first")]
    Unverified,
    /// Nobody of the staff has this e-mail address and this identity at the provider.
    #[error(
        "nobody of the staff signs in with this identity; an administrator can add them with `pasar staff add`"
    )]
    NotStaff,
    /// The database failed.
    #[error(transparent)]
    Store(#[from] pasar_store::Error),
}

/// What is derived from the browser's secret.
struct Derived {
    state: String,
    nonce: String,
    verifier: String,
}

impl Derived {
    fn of(browser: &SessionToken) -> Self {
        let derive =
            |what: &str| secret::encode(&secret::sha256(format!("oidc {what}\0{browser}").as_bytes()));
        Self {
            state: derive("state"),
            nonce: derive("nonce"),
            verifier: derive("verifier"),
        }
    }
}
