//! Shops: as buyers see them, and as their members do.

pub mod edit;
pub mod edit_shipping;
pub mod list;
pub mod open;
pub mod show;
pub mod show_own;

use pasar_service::shop::edit::EditShopError;
use serde::Deserialize;
use utoipa::IntoParams;

use crate::error::WebError;
use crate::l10n::key;
use crate::problem;

/// Which shop.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Path)]
pub struct ShopPath {
    /// The shop's handle.
    pub shop: String,
}

/// There is no such shop, or not for this caller: the two look alike.
pub fn no_such_shop() -> WebError {
    WebError::not_found()
        .coded("NO_SUCH_SHOP")
        .saying(key("api-no-such-shop"))
}

fn refuse(error: EditShopError) -> WebError {
    match error {
        EditShopError::Invalid(problems) => WebError::invalid(problem::fields(&problems)),
        EditShopError::NotFound => no_such_shop(),
        EditShopError::Store(error) => error.into(),
    }
}
