//! `POST /{market}/cart`: from a product's page into the cart, and back, or on to the checkout.

use axum::http::{HeaderMap, Uri, header};
use pasar_domain::id::OfferId;
use pasar_service::cart::add::add as add_to_cart;
use pasar_service::session;

use super::refusal;
use crate::prelude::*;

/// Adds `quantity` of the offer `offer_id` of `shop_id`. `then=checkout` goes on to the checkout, otherwise `back`, or else the browser, says
/// where the buyer came from.
///
/// # Errors
/// The database's, and ids that no page of ours sends. What stands in the way is said on the page that comes next.
pub async fn add(visit: Visit, headers: HeaderMap, posted: Posted) -> Result<Turn, WebError> {
    let came_from = came_from(&headers);
    let back = || match posted.value("back") {
        "" => visit.go_back(&came_from, "/cart"),
        back => visit.go_back(back, "/cart"),
    };
    let Ok(offer_id) = posted.value("offer_id").parse::<OfferId>() else {
        return Ok(back().flash(FlashKind::Care, key("cart-choose-variant")));
    };
    let key_of_offer = (posted.parsed("shop_id")?, offer_id);
    let quantity = match posted.value("quantity") {
        "" => 1,
        _ => posted.parsed("quantity")?,
    };
    match add_to_cart(&visit.ctx, visit.cart_owner(), key_of_offer, quantity).await {
        Ok(added) => {
            // The cart of somebody who has not signed in is known to their session only.
            if !visit.is_signed_in() && visit.guest_cart() != Some(added.cart_id) {
                session::keep_cart(&visit.ctx, visit.token(), added.cart_id).await?;
            }
            if posted.value("then") == "checkout" {
                return Ok(visit.go("/checkout"));
            }
            Ok(back().flash(FlashKind::Good, key("cart-added")))
        }
        Err(error) => Ok(back().flash(FlashKind::Bad, refusal(error)?)),
    }
}

/// The page that the browser says it comes from, without its site: only pages of this market are gone back to. Empty when it says none.
fn came_from(headers: &HeaderMap) -> String {
    let referer = headers.get(header::REFERER).and_then(|value| value.to_str().ok());
    let uri = referer.and_then(|address| address.parse::<Uri>().ok());
    let path = uri.as_ref().and_then(Uri::path_and_query);
    path.map_or_else(String::new, ToString::to_string)
}
