//! Carts: what somebody means to buy, from several shops. Nothing is reserved by lying in a cart.

pub mod add;
pub mod change;
pub mod merge;
pub mod show;

use pasar_domain::id::{AccountId, CartId, OfferId, ShopId};
use pasar_store::listing::{self, ListedOffer};
use pasar_store::{PgConnection, cart};

use crate::actor::Buyer;
use crate::{Context, gate};

/// Whose cart it is. A guest's cart is known to the guest's session only; [`CartOwner::Guest`] must come from there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CartOwner {
    /// Somebody without a cart yet.
    Nobody,
    /// Somebody who has not signed in, by the cart of their session.
    Guest(CartId),
    /// Somebody signed in.
    Buyer(Buyer),
}

impl CartOwner {
    const fn account_id(self) -> Option<AccountId> {
        match self {
            Self::Buyer(buyer) => Some(buyer.account_id()),
            Self::Nobody | Self::Guest(_) => None,
        }
    }
}

/// Offers as a cart shows them to this viewer: what the charter does not let them see is not live.
async fn offers(
    ctx: &Context,
    conn: &mut PgConnection,
    keys: &[OfferKey],
) -> Result<Vec<ListedOffer>, pasar_store::Error> {
    let now = ctx.now();
    let facts = listing::facts_of_offers(conn, keys, now).await?;
    listing::offers(conn, keys, &gate::visible(ctx, &facts, now)).await
}

/// Why a cart could not be changed.
#[derive(Debug, thiserror::Error)]
pub enum CartError {
    /// The offer does not exist or is not sold at present.
    #[error("this is no longer sold")]
    Gone,
    /// There are fewer than wanted.
    #[error("there are only {available} left")]
    TooFew {
        /// Pieces that can be sold; may be none.
        available: u32,
    },
    /// One line may not have so many pieces.
    #[error("you can buy at most {max} of one thing at a time")]
    QuantityTooLarge {
        /// The most.
        max: u32,
    },
    /// The cart has as many lines as the charter allows.
    #[error("a cart holds at most {max} different things; order some of them first")]
    TooManyLines {
        /// The most.
        max: u32,
    },
    /// The database failed.
    #[error(transparent)]
    Store(#[from] pasar_store::Error),
}

/// The cart of its owner, locked; a new one is written when there is none. The last part says whether it is new.
async fn open_cart(
    ctx: &Context,
    conn: &mut PgConnection,
    owner: CartOwner,
) -> Result<CartId, pasar_store::Error> {
    let now = ctx.now();
    let fresh = || CartId::new(now, &ctx.entropy());
    let cart_id = match owner {
        CartOwner::Buyer(buyer) => {
            cart::of_account_or_new(&mut *conn, buyer.account_id(), fresh(), now).await?
        }
        CartOwner::Guest(cart_id) => cart_id,
        CartOwner::Nobody => fresh(),
    };
    if cart::lock(&mut *conn, cart_id, owner.account_id()).await? {
        return Ok(cart_id);
    }
    // A guest's cart that was emptied away, or nobody's.
    let cart_id = fresh();
    cart::insert_guest(&mut *conn, cart_id, now).await?;
    cart::lock(conn, cart_id, None).await?;
    Ok(cart_id)
}

/// Names an offer: a form carries both ids.
pub type OfferKey = (ShopId, OfferId);
