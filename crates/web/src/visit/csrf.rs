//! The token that forms carry, so that no other site can send a form in a person's name.
//!
//! It is derived from the visitor's cookie, which other sites cannot read: a form without it, or with one made for another
//! visitor, is refused. Signing in changes the cookie, and so the token.

use base64::Engine as _;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use pasar_service::session::SessionToken;
use sha2::{Digest, Sha256};
use subtle::ConstantTimeEq as _;

/// The field of a form in which it is sent.
pub(super) const FIELD: &str = "_csrf";

/// The token of this visitor's forms.
pub(super) fn token_of(visitor: &SessionToken) -> String {
    let mut hash = Sha256::new();
    hash.update(b"pasar: token of forms");
    hash.update(visitor.to_string().as_bytes());
    BASE64_URL_SAFE_NO_PAD.encode(hash.finalize())
}

/// Is this the token of this visitor's forms?
pub(super) fn is_right(visitor: &SessionToken, sent: &str) -> bool {
    token_of(visitor).as_bytes().ct_eq(sent.as_bytes()).into()
}
