//! Puts something into a cart.

use pasar_domain::id::CartId;
use pasar_store::cart::{self, CartLine};

use super::{CartError, CartOwner, OfferKey, open_cart};
use crate::Context;

/// What became of the cart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Added {
    /// The cart. A guest's session must remember it.
    pub cart_id: CartId,
    /// Pieces of this offer that the cart now has.
    pub quantity: u32,
    /// Pieces in the cart in all.
    pub pieces: u32,
}

/// Puts pieces of an offer into a cart, beside those that are there. `quantity` 0 counts as 1.
///
/// # Errors
/// See [`CartError`]; the cart stays as it was.
pub async fn add(ctx: &Context, owner: CartOwner, key: OfferKey, quantity: u32) -> Result<Added, CartError> {
    let mut tx = ctx.home().begin().await?;
    let cart_id = open_cart(ctx, &mut tx, owner).await?;
    let lines = cart::lines(&mut tx, cart_id, owner.account_id()).await?;
    let offer = super::offers(ctx, &mut tx, &[key])
        .await?
        .pop()
        .filter(|offer| offer.live)
        .ok_or(CartError::Gone)?;
    let present = lines.iter().find(|line| line.offer_id == key.1);
    let quantity = present
        .map_or(0, |line| line.quantity)
        .saturating_add(quantity.max(1));
    let limits = &ctx.charter().limits;
    if present.is_none() && lines.len() >= usize::try_from(limits.cart_lines_max).unwrap_or(usize::MAX) {
        return Err(CartError::TooManyLines {
            max: limits.cart_lines_max,
        });
    }
    check_quantity(ctx, quantity, offer.pieces)?;
    let line = CartLine {
        shop_id: key.0,
        offer_id: key.1,
        quantity,
        seen_price_minor: offer.price.minor,
        added_at: ctx.now(),
    };
    cart::put_line(&mut tx, cart_id, &line).await?;
    let pieces = cart::count(&mut tx, cart_id).await?;
    tx.commit().await.map_err(pasar_store::Error::from)?;
    Ok(Added {
        cart_id,
        quantity,
        pieces,
    })
}

pub(super) fn check_quantity(ctx: &Context, quantity: u32, available: u32) -> Result<(), CartError> {
    let max = ctx.charter().limits.line_quantity_max.min(9_999); // the table's own bound
    if quantity > available {
        Err(CartError::TooFew { available })
    } else if quantity > max {
        Err(CartError::QuantityTooLarge { max })
    } else {
        Ok(())
    }
}
