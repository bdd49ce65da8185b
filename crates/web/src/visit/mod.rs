//! Who asks, in which market, and how to answer them: what the layer finds out once for each request.
//!
//! Handlers of pages take one of five extractors, each a promise kept before they run:
//!
//! | extractor | who |
//! |---|---|
//! | [`Visit`] | anybody |
//! | [`SignedIn`] | somebody with an account; others are sent to sign in and come back |
//! | [`Keeper`] | a member of a shop; people without one are sent to open one |
//! | [`OnDuty`] | the operator's staff; who has to add a second factor first is sent to do it |
//! | [`Arrived`] | the operator's staff, also before they have added it |
//!
//! A form that was posted is [`Posted`] (or [`PostedParts`] with files): neither exists without a right token.

mod arrived;
mod cookies;
mod csrf;
mod keeper;
mod layer;
mod on_duty;
mod posted;
mod posted_parts;
mod signed_in;
mod turn;

use std::sync::Arc;

use axum::extract::FromRequestParts;
use axum::http::HeaderMap;
use axum::http::request::Parts;
use pasar_domain::id::CartId;
use pasar_domain::surface::Surface;
use pasar_service::Context;
use pasar_service::cart::CartOwner;
use pasar_service::passkey::MINUTES as PASSKEY_MINUTES;
use pasar_service::session::{Door, Session, SessionToken};
use pasar_service::staff::StaffSession;
use pasar_service::staff::oidc::MINUTES as OIDC_MINUTES;

pub use arrived::Arrived;
pub use keeper::{Keeper, SHOP_COOKIE};
pub(crate) use layer::client;
pub use layer::layer;
pub use on_duty::OnDuty;
pub use posted::Posted;
pub use posted_parts::PostedParts;
pub(crate) use posted_parts::refusal;
pub use signed_in::SignedIn;
pub use turn::Turn;

use crate::error::WebError;
use crate::l10n::Localizer;
use crate::page::Shell;

/// One request to a market, and who makes it.
#[derive(Debug, Clone)]
pub struct Visit {
    /// The market, to act in.
    pub ctx: Context,
    /// The frame of the page that answers.
    pub shell: Shell,
    seen: Arc<Seen>,
}

/// What the layer found out.
#[derive(Debug)]
struct Seen {
    token: SessionToken,
    session: Option<Session>,
    staff: Option<(SessionToken, StaffSession)>,
    half: Option<SessionToken>,
    oidc: Option<SessionToken>,
    passkey: Option<SessionToken>,
    client: String,
    secure: bool,
}

impl Visit {
    /// Words, amounts and addresses.
    pub fn l(&self) -> &Localizer {
        &self.shell.l
    }

    /// The surface on which they act.
    pub fn surface(&self) -> Surface {
        self.shell.surface
    }

    /// The cart of who asks.
    pub fn cart_owner(&self) -> CartOwner {
        match &self.seen.session {
            Some(session) => match (&session.signed_in, session.cart_id) {
                (Some(person), _) => CartOwner::Buyer(person.buyer),
                (None, Some(cart_id)) => CartOwner::Guest(cart_id),
                (None, None) => CartOwner::Nobody,
            },
            None => CartOwner::Nobody,
        }
    }

    /// Is somebody signed in?
    pub fn is_signed_in(&self) -> bool {
        self.shell.person.is_some()
    }

    /// The cart that somebody filled before signing in.
    pub fn guest_cart(&self) -> Option<CartId> {
        match self.cart_owner() {
            CartOwner::Guest(cart_id) => Some(cart_id),
            CartOwner::Nobody | CartOwner::Buyer(_) => None,
        }
    }

    /// Where somebody comes in who signs in with this visit.
    pub fn door(&self) -> Door {
        Door {
            surface: self.surface(),
            former: self.token().clone(),
            guest_cart: self.guest_cart(),
        }
    }

    /// The name of the cookie that holds the visitor's token.
    fn session_cookie(&self) -> String {
        cookies::session_name(self.ctx.market().code.as_str(), self.surface(), self.seen.secure)
    }

    /// The session, when there is one.
    pub fn session(&self) -> Option<&Session> {
        self.seen.session.as_ref()
    }

    /// The visitor's token: that of the session, or of the one that will be opened when there is something to keep.
    pub fn token(&self) -> &SessionToken {
        &self.seen.token
    }

    /// The token of the session of staff, when there is one.
    pub fn staff_token(&self) -> Option<&SessionToken> {
        self.seen.staff.as_ref().map(|(token, _)| token)
    }

    /// The token of a sign-in that still owes the second factor: in the market, or on paths of staff as staff.
    pub fn half_token(&self) -> Option<&SessionToken> {
        self.seen.half.as_ref()
    }

    /// The token of a sign-in of staff that has gone to the operator's provider.
    pub fn oidc_token(&self) -> Option<&SessionToken> {
        self.seen.oidc.as_ref()
    }

    /// Keeps that token in the browser, or takes it out.
    pub fn keep_oidc(&self, headers: &mut HeaderMap, token: Option<&SessionToken>) {
        let name = cookies::oidc_name(self.seen.secure);
        self.keep(headers, &name, (token, OIDC_MINUTES));
    }

    /// The token of a challenge that waits for a device's answer.
    pub fn passkey_token(&self) -> Option<&SessionToken> {
        self.seen.passkey.as_ref()
    }

    /// Keeps that token in the browser, or takes it out.
    pub fn keep_passkey(&self, headers: &mut HeaderMap, token: Option<&SessionToken>) {
        let name = cookies::passkey_name(self.seen.secure);
        self.keep(headers, &name, (token, PASSKEY_MINUTES));
    }

    fn keep(&self, headers: &mut HeaderMap, name: &str, (token, minutes): (Option<&SessionToken>, i64)) {
        let secure = self.seen.secure;
        let cookie = match token {
            Some(token) => cookies::passing(name, &token.to_string(), secure, minutes),
            None => cookies::gone(name, secure),
        };
        layer::add_cookie(headers, &cookie);
    }

    /// The network address of who asks, for throttling only.
    pub fn client(&self) -> &str {
        &self.seen.client
    }

    /// Answers by leading to another page of the market: `visit.go("/cart")`.
    pub fn go(&self, path: &str) -> Turn {
        Turn::new(self, self.l().url(path))
    }

    /// Leads to a page at this address: one of ours with its market, or one of the payment provider's.
    pub(crate) fn leave(&self, address: String) -> Turn {
        Turn::new(self, address)
    }

    /// Leads to the home page of another market.
    pub fn to_market(&self, code: &str) -> Turn {
        Turn::new(self, format!("/{code}/"))
    }

    /// Leads back to where the person came from, if `back` is a page of this market, else to `otherwise`.
    pub fn go_back(&self, back: &str, otherwise: &str) -> Turn {
        let market = format!("/{}/", self.ctx.market().code);
        let fine = back.starts_with(&market) && !back.contains(['\\', '\r', '\n']) && !back.contains("//");
        if fine {
            Turn::new(self, back.to_owned())
        } else {
            self.go(otherwise)
        }
    }
}

impl<S: Send + Sync> FromRequestParts<S> for Visit {
    type Rejection = WebError;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, WebError> {
        // No visit means that the path names no market that is served here.
        parts
            .extensions
            .get::<Self>()
            .cloned()
            .ok_or_else(WebError::not_found)
    }
}
