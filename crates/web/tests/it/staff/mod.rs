//! The office of the operator's staff.

pub(crate) mod campaign;
mod charter;
mod code;
mod lift;
mod order;
mod orders;
mod overview;
mod ownership;
mod passkeys;
pub(crate) mod payout;
mod product;
mod products;
mod programme;
pub(crate) mod provider_statement;
mod screening;
mod second_factor;
mod seller;
mod shops;
mod sign_in;
mod sign_out;
mod take_down;
pub(crate) mod verification;

use pasar_service::actor::StaffRole;

use crate::api::kit::Fair;
use crate::kit::Browser;

/// The browser of a member of staff.
pub(crate) async fn on_duty(fair: &Fair, role: StaffRole) -> Browser<'_> {
    let (_, token) = fair.site.market.on_duty("budi", role).await;
    let mut browser = fair.site.visitor();
    browser
        .cookies
        .insert("pasar_staff".to_owned(), token.to_string());
    browser
}

/// The page of Ana's shirt.
fn shirt(fair: &Fair) -> String {
    format!("/staff/products/{}", fair.shirt.product_id)
}
