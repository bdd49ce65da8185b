//! `POST /{market}/checkout`: places the order, or works the total out again.

use std::collections::BTreeMap;

use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Response};
use pasar_domain::address::Address;
use pasar_domain::id::ShopId;
use pasar_domain::money::Money;
use pasar_service::actor::Buyer;
use pasar_service::address::{self, AddressError};
use pasar_service::checkout::{PaymentOutcome, PlaceLine, PlaceOrder, Placed, place as place_order};

use super::show::shown;
use super::{NEW_ADDRESS, SHIPPING_FIELD, fresh_key, refusal};
use crate::payment;
use crate::prelude::*;

/// Orders what the page showed, at the prices it showed, once for each showing of the page. With `do=again` nothing is ordered: the page comes
/// back with the sums of what is chosen now.
///
/// # Errors
/// The database's, and fields that no page of ours sends. Whatever stands in the way is the page again, with what to do.
pub async fn place(SignedIn { visit, buyer }: SignedIn, posted: Posted) -> Result<Response, WebError> {
    let mut form = posted.form(visit.l());
    let key_of_form = posted.value("key").to_owned();
    if posted.value("do") == "again" {
        return shown(&visit, buyer, form, key_of_form, StatusCode::OK, Vec::new()).await;
    }
    let Some(ship_to) = ship_to(&visit, buyer, &posted, &mut form).await? else {
        let status = StatusCode::UNPROCESSABLE_ENTITY;
        return shown(&visit, buyer, form, key_of_form, status, Vec::new()).await;
    };
    let order = read(&visit, buyer, &posted, ship_to)?;
    let seen_total = order.seen_total;
    match place_order(&visit.ctx, order).await {
        Ok(placed) => Ok(led_on(&visit, buyer, &placed).await?.into_response()),
        Err(error) => {
            let refused = refusal::of(&visit, error, seen_total)?;
            let key_of_form = if refused.key_used {
                fresh_key(&visit.ctx)
            } else {
                key_of_form
            };
            if refused.field.is_empty() {
                return shown(&visit, buyer, form, key_of_form, refused.status, refused.messages).await;
            }
            for message in refused.messages {
                form.refuse(refused.field, message);
            }
            shown(&visit, buyer, form, key_of_form, refused.status, Vec::new()).await
        }
    }
}

/// The address that was chosen, or typed, which is then kept. Nothing when the form has been told what is wrong.
async fn ship_to(
    visit: &Visit,
    buyer: Buyer,
    posted: &Posted,
    form: &mut Form,
) -> Result<Option<Address>, WebError> {
    let chosen = posted.value("address");
    if chosen == NEW_ADDRESS {
        let typed = crate::address::typed(visit.l(), posted);
        return match address::add(&visit.ctx, buyer, &typed).await {
            Ok(stored) => {
                form.set("address", stored.address_id.to_string());
                Ok(Some(stored.address))
            }
            Err(AddressError::Invalid(problems)) => {
                crate::address::refuse(form, visit.l(), &problems);
                Ok(None)
            }
            Err(error) => Err(crate::address::failure(error)),
        };
    }
    let found = match chosen.parse() {
        Ok(id) => address::get(&visit.ctx, buyer, id).await?,
        Err(_) => None,
    };
    if found.is_none() {
        form.refuse("address", key("checkout-address-missing"));
    }
    Ok(found.map(|stored| stored.address))
}

/// What the form orders.
fn read(visit: &Visit, buyer: Buyer, posted: &Posted, ship_to: Address) -> Result<PlaceOrder, WebError> {
    let by_hand = || WebError::invalid(Vec::new());
    let currency = visit.ctx.market().currency;
    let lines = posted
        .values("line")
        .map(|text| read_line(visit, text).ok_or_else(by_hand));
    let shipping = posted.pairs().iter().filter_map(|(name, service)| {
        let shop = name.strip_prefix(SHIPPING_FIELD)?.parse::<ShopId>();
        Some(shop.map(|shop| (shop, service.trim().to_owned())))
    });
    let shipping: Result<BTreeMap<ShopId, String>, _> = shipping.collect();
    Ok(PlaceOrder {
        buyer,
        key: posted.value("key").to_owned(),
        lines: lines.collect::<Result<_, _>>()?,
        shipping: shipping.map_err(|_| by_hand())?,
        ship_to,
        method: posted.value("payment").to_owned(),
        seen_total: Some(Money::new(posted.parsed("seen_total")?, currency)),
    })
}

/// Reads `shop:offer:pieces:price`.
fn read_line(visit: &Visit, text: &str) -> Option<PlaceLine> {
    let mut parts = text.split(':');
    let line = PlaceLine {
        shop_id: parts.next()?.parse().ok()?,
        offer_id: parts.next()?.parse().ok()?,
        quantity: parts.next()?.parse().ok()?,
        seen_price: visit.ctx.market().money(parts.next()?.parse().ok()?),
    };
    parts.next().is_none().then_some(line)
}

/// To the order; to the page where the payment goes on while it has yet to be paid there.
async fn led_on(visit: &Visit, buyer: Buyer, placed: &Placed) -> Result<Turn, WebError> {
    let order = format!("/orders/{}", placed.order_group_id);
    match placed.payment {
        PaymentOutcome::Authorised => Ok(visit.go(&order).flash(FlashKind::Good, key("checkout-placed"))),
        PaymentOutcome::Pending => payment::led_on(visit, buyer, placed.order_group_id).await,
        PaymentOutcome::Declined { .. } | PaymentOutcome::Unknown | PaymentOutcome::TooLate => {
            Ok(visit.go(&order))
        }
    }
}
