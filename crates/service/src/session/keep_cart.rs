//! Lets a guest's session remember the cart that was made for it.

use pasar_domain::id::CartId;
use pasar_domain::surface::Surface;
use pasar_store::{Result, session};

use super::SessionToken;
use super::open::new;
use crate::Context;

/// Lets the session of a token remember a guest's cart, and last from now. A guest's session is written here for the first time: who only
/// looks leaves no row. A session that somebody signed in to stays as it is, for its cart is the account's. Carts are of the trade surface.
pub async fn keep_cart(ctx: &Context, token: &SessionToken, cart_id: CartId) -> Result<()> {
    let mut tx = ctx.home().begin().await?;
    session::put_guest(&mut tx, &new(ctx, token, Surface::Trade, (None, Some(cart_id)))).await?;
    tx.commit().await?;
    Ok(())
}
