//! `POST /{market}/seller/shop/choose`

use crate::prelude::*;
use crate::visit::SHOP_COOKIE;

/// Acts for another of one's shops from now on. A shop of somebody else does not exist here.
///
/// # Errors
/// When the person is no member of the shop.
pub async fn choose(keeper: Keeper, posted: Posted) -> Result<Turn, WebError> {
    let wished = posted.value("shop");
    let known = std::iter::once(&keeper.shop).chain(&keeper.others);
    let shop = known
        .into_iter()
        .find(|shop| shop.handle.as_str() == wished)
        .ok_or_else(WebError::not_found)?;
    Ok(keeper
        .visit
        .go("/seller")
        .choice(SHOP_COOKIE, shop.handle.as_str()))
}
