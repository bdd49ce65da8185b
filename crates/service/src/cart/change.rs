//! Changes how many pieces of something a cart has, or takes it out.

use pasar_store::cart::{self, CartLine};

use super::add::check_quantity;
use super::{CartError, CartOwner, OfferKey, open_cart};
use crate::Context;

/// Sets the pieces of an offer in a cart; 0 takes it out, also when it is no longer sold. The buyer has now seen the present price.
///
/// # Errors
/// See [`CartError`]; the cart stays as it was.
pub async fn change(ctx: &Context, owner: CartOwner, key: OfferKey, quantity: u32) -> Result<(), CartError> {
    let mut tx = ctx.home().begin().await?;
    let cart_id = open_cart(ctx, &mut tx, owner).await?;
    let lines = cart::lines(&mut tx, cart_id, owner.account_id()).await?;
    let present = lines.iter().find(|line| line.offer_id == key.1);
    if quantity == 0 {
        cart::remove_line(&mut tx, cart_id, key.1).await?;
    } else {
        let present = present.ok_or(CartError::Gone)?;
        let offer = super::offers(ctx, &mut tx, &[(present.shop_id, present.offer_id)])
            .await?
            .pop()
            .filter(|offer| offer.live)
            .ok_or(CartError::Gone)?;
        check_quantity(ctx, quantity, offer.pieces)?;
        let line = CartLine {
            quantity,
            seen_price_minor: offer.price.minor,
            ..*present
        };
        cart::put_line(&mut tx, cart_id, &line).await?;
    }
    tx.commit().await.map_err(pasar_store::Error::from)?;
    Ok(())
}
