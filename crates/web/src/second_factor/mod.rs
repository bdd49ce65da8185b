//! Second factors of people and of staff: the pages are the same, at each one's own desk.

pub mod code;
pub mod manage;
mod picture;

use axum::http::{HeaderValue, header};
use axum::response::Response;

use crate::prelude::*;

/// Whose desk a page is at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Desk {
    /// An account's.
    Account,
    /// That of staff.
    Staff,
}

impl Desk {
    /// Where its pages about the second factor are.
    pub(crate) const fn path(self) -> &'static str {
        match self {
            Self::Account => "/account/second-factor",
            Self::Staff => "/staff/second-factor",
        }
    }

    /// Where one signs in.
    pub(crate) const fn sign_in(self) -> &'static str {
        match self {
            Self::Account => "/sign-in",
            Self::Staff => "/staff/sign-in",
        }
    }

    /// Where its passkeys are.
    pub(crate) const fn passkeys(self) -> &'static str {
        match self {
            Self::Account => "/account/passkeys",
            Self::Staff => "/staff/passkeys",
        }
    }

    /// Where one goes from there.
    pub(crate) const fn home(self) -> &'static str {
        match self {
            Self::Account => "/account",
            Self::Staff => "/staff",
        }
    }
}

/// What somebody is told who tried too often.
pub(crate) fn wait(seconds: u32) -> Message {
    Message::new(key("account-wait")).with("minutes", seconds.div_ceil(60))
}

/// No cache may keep an answer: it shows what is shown once.
pub(crate) fn kept_by_nobody(mut response: Response) -> Response {
    let never = HeaderValue::from_static("private, no-store");
    response.headers_mut().insert(header::CACHE_CONTROL, never);
    response
}
