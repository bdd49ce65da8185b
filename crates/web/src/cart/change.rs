//! `POST /{market}/cart/change`: more, fewer, or none of something in the cart.

use pasar_service::cart::change::change as change_cart;

use super::refusal;
use crate::prelude::*;

/// Sets the pieces of an offer; 0, or the button `remove`, takes it out. `back` says which page to show again.
///
/// # Errors
/// The database's, and ids that no page of ours sends. What stands in the way is said on the page that comes next.
pub async fn change(visit: Visit, posted: Posted) -> Result<Turn, WebError> {
    let removes = !posted.value("remove").is_empty();
    let quantity = if removes { 0 } else { posted.parsed("quantity")? };
    let offer = (posted.parsed("shop_id")?, posted.parsed("offer_id")?);
    let turn = visit.go_back(posted.value("back"), "/cart");
    match change_cart(&visit.ctx, visit.cart_owner(), offer, quantity).await {
        Ok(()) if quantity == 0 => Ok(turn.flash(FlashKind::Good, key("cart-removed"))),
        Ok(()) => Ok(turn),
        Err(error) => Ok(turn.flash(FlashKind::Bad, refusal(error)?)),
    }
}
