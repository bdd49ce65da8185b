//! The checkout: one page with address, shipping and payment, and a total that explains itself.

pub mod place;
mod refusal;
pub mod show;
mod view;

pub(crate) use view::service_name;

use base64::Engine as _;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use pasar_domain::id::ShopId;
use pasar_service::Context;

/// What the field `address` says when the address is typed on the page itself.
const NEW_ADDRESS: &str = "new";

/// The key under which a form acts once, however often it is sent.
pub(crate) fn fresh_key(ctx: &Context) -> String {
    BASE64_URL_SAFE_NO_PAD.encode(ctx.secret())
}

/// The field in which the way a shop sends is chosen.
fn shipping_field(shop: ShopId) -> String {
    format!("{SHIPPING_FIELD}{shop}")
}

const SHIPPING_FIELD: &str = "shipping-";
