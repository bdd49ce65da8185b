//! Puts what somebody gathered before signing in into their own cart.

use pasar_domain::id::CartId;
use pasar_store::PgConnection;
use pasar_store::cart::{self, CartLine};

use super::{CartOwner, open_cart};
use crate::Context;
use crate::actor::Buyer;

/// Moves the lines of a guest's cart into the buyer's and removes the guest's. Of a thing that is in both, the larger number of
/// pieces stays; lines that do not fit the charter's limits are left out. A cart that is gone is no error.
///
/// # Errors
/// The database failed.
pub async fn merge(ctx: &Context, guest: CartId, buyer: Buyer) -> Result<CartId, pasar_store::Error> {
    let mut tx = ctx.home().begin().await?;
    let cart_id = merge_in(ctx, &mut tx, guest, buyer).await?;
    tx.commit().await?;
    Ok(cart_id)
}

/// The same, in the transaction of `conn`.
pub(crate) async fn merge_in(
    ctx: &Context,
    conn: &mut PgConnection,
    guest: CartId,
    buyer: Buyer,
) -> Result<CartId, pasar_store::Error> {
    let cart_id = open_cart(ctx, &mut *conn, CartOwner::Buyer(buyer)).await?;
    if cart::lock(&mut *conn, guest, None).await? {
        let own = cart::lines(&mut *conn, cart_id, Some(buyer.account_id())).await?;
        let limits = &ctx.charter().limits;
        let mut room = usize::try_from(limits.cart_lines_max)
            .unwrap_or(usize::MAX)
            .saturating_sub(own.len());
        for line in cart::lines(&mut *conn, guest, None).await? {
            let present = own.iter().find(|present| present.offer_id == line.offer_id);
            if present.is_none() {
                if room == 0 {
                    continue;
                }
                room -= 1;
            }
            let quantity = present.map_or(line.quantity, |present| present.quantity.max(line.quantity));
            let quantity = quantity.min(limits.line_quantity_max);
            cart::put_line(&mut *conn, cart_id, &CartLine { quantity, ..line }).await?;
        }
        cart::delete(&mut *conn, guest).await?;
    }
    Ok(cart_id)
}
