//! Sessions: what a visitor's cookie stands for. A guest's session remembers a cart, an account's remembers who signed in.

mod close;
mod enter;
mod find;
mod keep_cart;
pub(crate) mod open;
mod token;

use pasar_domain::Instant;
use pasar_domain::email::EmailAddress;
use pasar_domain::id::CartId;
use pasar_domain::market::Language;
pub use pasar_store::session::TokenHash;

pub use close::{close, close_others};
pub use enter::{Door, Entry, Proven, enter, enter_by_passkey, finish};
pub use find::find;
pub use keep_cart::keep_cart;
pub use token::{InvalidToken, SessionToken};

use crate::actor::Buyer;

/// A session lasts so many days from its last use.
pub const DAYS: i64 = 30;

/// A session that lasts.
#[derive(Debug, Clone)]
pub struct Session {
    /// SHA-256 of its token.
    pub token_hash: TokenHash,
    /// Who has signed in; nobody, for a guest.
    pub signed_in: Option<SignedIn>,
    /// The person's cart, or the guest's, if there is one.
    pub cart_id: Option<CartId>,
    /// Pieces in it.
    pub cart_pieces: u32,
    /// When it ends unless it is used.
    pub expires_at: Instant,
    /// Was its end moved by this very visit? Then the cookie is sent again, with the new end.
    pub renewed: bool,
}

/// Who has signed in, with what every page shows of them. `Debug` names nobody.
#[derive(Clone)]
pub struct SignedIn {
    /// The proof.
    pub buyer: Buyer,
    /// What the person is called.
    pub name: String,
    /// The e-mail address.
    pub email: EmailAddress,
    /// The language in which the person reads Pasar.
    pub language: Language,
    /// Is the person a member of a shop, even a closed one?
    pub has_shop: bool,
}

impl std::fmt::Debug for SignedIn {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("SignedIn")
            .field("buyer", &self.buyer)
            .finish_non_exhaustive()
    }
}
