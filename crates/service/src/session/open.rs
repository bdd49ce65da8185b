//! Opens a session. Signing in always opens a new one, so that a token from before proves nothing.

use chrono::Duration;
use pasar_domain::id::CartId;
use pasar_domain::surface::Surface;
use pasar_store::Result;
use pasar_store::session::{NewSession, delete_of_guest, insert};

use super::{DAYS, SessionToken};
use crate::Context;
use crate::actor::Buyer;
use crate::cart::merge::merge_in;

/// Opens a session, for somebody who has just signed in or for a guest. What a guest gathered before signing in goes into the person's own
/// cart, and the guest's session ends. Another account's session in the same browser is closed by [`close`](super::close()).
pub async fn open(
    ctx: &Context,
    surface: Surface,
    buyer: Option<Buyer>,
    guest_cart: Option<CartId>,
) -> Result<SessionToken> {
    let mut tx = ctx.home().begin().await?;
    if let (Some(buyer), Some(cart_id)) = (buyer, guest_cart) {
        delete_of_guest(&mut tx, cart_id).await?;
        merge_in(ctx, &mut tx, cart_id, buyer).await?;
    }
    let token = SessionToken::fresh(ctx);
    insert(&mut tx, &new(ctx, &token, surface, (buyer, guest_cart))).await?;
    tx.commit().await?;
    Ok(token)
}

/// A session of this token that begins now.
pub(super) fn new(
    ctx: &Context,
    token: &SessionToken,
    surface: Surface,
    (buyer, guest_cart): (Option<Buyer>, Option<CartId>),
) -> NewSession {
    NewSession {
        token_hash: token.hash(),
        surface,
        account_id: buyer.map(Buyer::account_id),
        cart_id: guest_cart.filter(|_| buyer.is_none()),
        created_at: ctx.now(),
        expires_at: ctx.now() + Duration::days(DAYS),
    }
}
