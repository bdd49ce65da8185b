//! Opens a session. Signing in always opens a new one, so that a token from before proves nothing.

use chrono::Duration;
use pasar_domain::id::CartId;
use pasar_domain::surface::Surface;
use pasar_store::session::{NewSession, delete_of_guest, insert};
use pasar_store::{Result, Transaction};

use super::{DAYS, SessionToken};
use crate::Context;
use crate::actor::Buyer;
use crate::cart::merge::merge_in;

/// Opens a session, for somebody who has just signed in or for a guest. What a guest gathered before signing in goes into the person's own
/// cart, and the guest's session ends. Only [`enter`](super::enter()) calls this, and tests.
pub(crate) async fn open(
    ctx: &Context,
    tx: &mut Transaction,
    surface: Surface,
    (buyer, guest_cart): (Option<Buyer>, Option<CartId>),
) -> Result<SessionToken> {
    if let (Some(buyer), Some(cart_id)) = (buyer, guest_cart) {
        delete_of_guest(tx, cart_id).await?;
        merge_in(ctx, tx, cart_id, buyer).await?;
    }
    let token = SessionToken::fresh(ctx);
    insert(tx, &new(ctx, &token, surface, (buyer, guest_cart))).await?;
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
