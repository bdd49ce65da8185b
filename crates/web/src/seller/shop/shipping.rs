//! `POST /{market}/seller/shop/shipping`

use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Response};
use pasar_domain::market::Slug;
use pasar_service::shop::edit::{EditShopError, ShippingInput, edit_shipping};

use super::edit::{EditShopPage, shop_choices, shop_form};
use crate::prelude::*;
use crate::problem;
use crate::seller::money_message;

/// Changes which of the market's services the shop offers, and for how much.
///
/// # Errors
/// The database's. What is wrong with the answers is the form again.
pub async fn edit(keeper: Keeper, posted: Posted) -> Result<Response, WebError> {
    let visit = &keeper.visit;
    let mut form = posted.form(visit.l());
    let mut inputs = Vec::new();
    for service in &visit.ctx.market().shipping_services {
        inputs.extend(read(visit, &service.slug, &posted, &mut form));
    }
    if form.is_fine() && inputs.iter().all(|input| !input.active) {
        form.refuse("", key("seller-shipping-none"));
    }
    if form.is_fine() {
        match edit_shipping(&visit.ctx, keeper.keeper, &inputs).await {
            Ok(()) => {
                let turn = visit.go("/seller/shop");
                let done = turn.flash(FlashKind::Good, key("seller-shipping-saved"));
                return Ok(done.into_response());
            }
            Err(EditShopError::Invalid(problems)) => {
                for found in &problems.0 {
                    form.refuse(&format!("{}.base", found.field), problem::message(&found.kind));
                }
            }
            Err(EditShopError::NotFound) => return Err(WebError::not_found()),
            Err(EditShopError::Store(error)) => return Err(error.into()),
        }
    }
    let forms = (shop_form(&visit.shell, &keeper.shop), form);
    let shops = shop_choices(&keeper.shop, &keeper.others);
    let page = EditShopPage::new(&visit.shell, keeper.shop.handle.as_str(), shops, forms);
    Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
}

/// What the form says about a service; nothing when a price is none, which the form then says. What is not offered needs no
/// price of its own.
fn read(visit: &Visit, slug: &Slug, posted: &Posted, form: &mut Form) -> Option<ShippingInput> {
    let market = visit.ctx.market();
    let service = market.shipping_service(slug.as_str())?;
    let active = posted.value(&format!("shipping.{slug}.active")) == "yes";
    let mut price = |name: &str, usual: i64| {
        let field = format!("shipping.{slug}.{name}");
        let typed = posted.value(&field);
        if typed.is_empty() && !active {
            return Some(market.money(usual));
        }
        market
            .parse_money(typed)
            .map_err(|error| form.refuse(&field, money_message(&error)))
            .ok()
    };
    let (base, per_kg) = (
        price("base", service.base_minor),
        price("per_kg", service.per_kg_minor),
    );
    Some(ShippingInput {
        service: slug.to_string(),
        base: base?,
        per_kg: per_kg?,
        active,
    })
}
