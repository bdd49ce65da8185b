//! The cart of the key's owner: the same that the pages show.

pub mod add;
pub mod change;
pub mod show;

use pasar_service::cart::show::{ShowCartError, show as show_cart};
use pasar_service::cart::{CartError, CartOwner};

use super::model::CartJson;
use super::{Caller, clash, unfit};
use crate::error::WebError;
use crate::l10n::{Message, key};

fn refuse(error: CartError) -> WebError {
    match error {
        CartError::Gone => clash("NOT_FOR_SALE", key("api-not-for-sale")),
        CartError::TooFew { available } => clash(
            "OUT_OF_STOCK",
            Message::new(key("api-too-few")).with("available", available),
        ),
        CartError::QuantityTooLarge { max } => unfit(
            "QUANTITY_TOO_LARGE",
            Message::new(key("api-quantity-too-large")).with("max", max),
        ),
        CartError::TooManyLines { max } => clash(
            "TOO_MANY_LINES",
            Message::new(key("api-too-many-lines")).with("max", max),
        ),
        CartError::Store(error) => error.into(),
    }
}

/// The cart as it is now.
async fn present(caller: &Caller) -> Result<CartJson, WebError> {
    let cart = show_cart(&caller.ctx, CartOwner::Buyer(caller.buyer)).await;
    let cart = cart.map_err(|error| match error {
        ShowCartError::TooLarge(_) => unfit("SUM_TOO_LARGE", key("api-sum-too-large")),
        ShowCartError::Store(error) => error.into(),
    })?;
    Ok(CartJson::new(caller, &cart))
}
