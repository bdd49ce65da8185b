//! The cart: what somebody means to buy, shop by shop. Nobody needs an account for it.

pub mod add;
pub mod change;
pub mod show;

use pasar_service::cart::CartError;

use crate::prelude::*;

/// What a buyer is told whose cart stays as it was. An error that is not the buyer's stays one.
fn refusal(error: CartError) -> Result<Message, WebError> {
    Ok(match error {
        CartError::Gone => key("cart-gone").into(),
        CartError::TooFew { available: 0 } => key("cart-sold-out").into(),
        CartError::TooFew { available } => Message::new(key("cart-too-few")).with("available", available),
        CartError::QuantityTooLarge { max } => Message::new(key("cart-quantity-too-large")).with("max", max),
        CartError::TooManyLines { max } => Message::new(key("cart-too-many-lines")).with("max", max),
        CartError::Store(error) => return Err(error.into()),
    })
}

/// A cart whose sum does not fit into an amount.
pub(crate) fn too_large() -> WebError {
    WebError::conflict()
        .coded("CART_TOO_LARGE")
        .saying(key("cart-too-large"))
}
