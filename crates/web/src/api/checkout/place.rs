//! `POST /{market}/api/v1/checkout`

use axum::Json;
use axum::http::StatusCode;
use pasar_domain::address::Address;
use pasar_domain::id::{AddressId, OfferId, ShopId};
use pasar_service::address as book;
use pasar_service::checkout::{PlaceError, PlaceLine, PlaceOrder, place as place_order};
use serde::Deserialize;
use utoipa::ToSchema;

use super::{ShippingChoiceJson, lines_refused};
use crate::api::address::{fields as address_fields, no_such_address};
use crate::api::model::{AddressFields, IdJson, KeyRefusals, MoneyInputJson, PlacedJson};
use crate::api::{Caller, Idempotency, Input, clash, unfit};
use crate::error::{FieldProblem, WebError};
use crate::l10n::{Message, key};

/// When more are ordering than can be served: after so long it is worth trying again.
const BUSY_SECONDS: u64 = 2;

/// What is ordered.
#[derive(Debug, Deserialize, ToSchema)]
#[schema(as = PlaceInput)]
#[serde(deny_unknown_fields)]
pub struct PlaceInputJson {
    /// What is bought.
    lines: Vec<PlaceLineJson>,
    /// How shops are to send. A shop that is not named sends in its cheapest way.
    #[serde(default)]
    shipping: Vec<ShippingChoiceJson>,
    /// An address of the book; or else `ship_to`.
    #[serde(default)]
    #[schema(value_type = Option<IdJson>)]
    address_id: Option<AddressId>,
    /// An address of its own; or else `address_id`.
    #[serde(default)]
    ship_to: Option<AddressFields>,
    /// The way to pay: one of the market's `payment_methods`.
    payment_method: String,
    /// The total that the buyer saw. Another total is refused, so that nobody pays what they have not seen.
    #[serde(default)]
    total: Option<MoneyInputJson>,
}

/// A line that is ordered.
#[derive(Debug, Deserialize, ToSchema)]
#[schema(as = PlaceLine)]
#[serde(deny_unknown_fields)]
pub struct PlaceLineJson {
    /// Whose offer.
    #[schema(value_type = IdJson)]
    shop_id: ShopId,
    /// The offer.
    #[schema(value_type = IdJson)]
    offer_id: OfferId,
    /// Pieces.
    #[schema(minimum = 1)]
    quantity: u32,
    /// The price of a piece that the buyer saw. Another price is refused.
    unit_price: MoneyInputJson,
}

/// Place orders
///
/// Reserves stock and asks the bank; one order for each shop, paid together. What was ordered leaves the cart. Send an
/// `Idempotency-Key` of your own making: the same key with the same input gives the first answer, with other input `KEY_REUSED`. So
/// try again freely when no answer reaches you.
#[utoipa::path(
    post, path = "/api/v1/checkout", operation_id = "place_orders", tag = "Checkout", security(("key" = [])),
    params(("idempotency-key" = String, Header, min_length = 1, max_length = 255, description = "Names this checkout.")),
    request_body = PlaceInputJson,
    responses((status = 201, description = "The orders are written down; `payment` says whether they are binding.", body = PlacedJson), KeyRefusals)
)]
pub async fn place(
    caller: Caller,
    Idempotency(idempotency_key): Idempotency,
    Input(input): Input<PlaceInputJson>,
) -> Result<(StatusCode, Json<PlacedJson>), WebError> {
    let ship_to = ship_to(&caller, input.address_id, input.ship_to).await?;
    let wanted: Vec<OfferId> = input.lines.iter().map(|line| line.offer_id).collect();
    let lines = input.lines.into_iter().map(|line| PlaceLine {
        shop_id: line.shop_id,
        offer_id: line.offer_id,
        quantity: line.quantity,
        seen_price: line.unit_price.into(),
    });
    let shipping = input.shipping.into_iter();
    let order = PlaceOrder {
        buyer: caller.buyer,
        key: idempotency_key,
        lines: lines.collect(),
        shipping: shipping.map(|choice| (choice.shop_id, choice.service)).collect(),
        ship_to,
        method: input.payment_method,
        seen_total: input.total.map(Into::into),
    };
    let placed = place_order(&caller.ctx, order).await;
    let placed = placed.map_err(|error| refuse(&caller, &wanted, error))?;
    Ok((StatusCode::CREATED, Json(PlacedJson::new(&caller, &placed))))
}

async fn ship_to(
    caller: &Caller,
    address_id: Option<AddressId>,
    fields: Option<AddressFields>,
) -> Result<Address, WebError> {
    match (address_id, fields) {
        (Some(id), None) => {
            let stored = book::get(&caller.ctx, caller.buyer, id).await?;
            stored.map(|stored| stored.address).ok_or_else(no_such_address)
        }
        (None, Some(fields)) => caller
            .l
            .market()
            .validate_address(&fields.typed())
            .map_err(|problems| WebError::invalid(address_fields("ship_to.", &problems))),
        _ => Err(WebError::invalid(vec![FieldProblem {
            field: "ship_to".to_owned(),
            message: Message::new(key("api-one-address")),
        }])),
    }
}

/// Nothing to order, or too much at once.
pub(super) fn line_count(max: u32) -> WebError {
    unfit("LINE_COUNT", Message::new(key("api-line-count")).with("max", max))
}

fn refuse(caller: &Caller, wanted: &[OfferId], error: PlaceError) -> WebError {
    match error {
        PlaceError::Lines(problems) => lines_refused(caller, wanted, &problems),
        PlaceError::LineCount { max } => line_count(max),
        PlaceError::TotalChanged { now } => clash(
            "TOTAL_CHANGED",
            Message::new(key("api-total-changed")).with("now", caller.l.money(now)),
        ),
        PlaceError::UnknownMethod(method) => unknown_method(&method),
        PlaceError::KeyReused => key_reused(),
        PlaceError::InvalidKey => invalid_key(),
        PlaceError::Sum(_) => unfit("SUM_TOO_LARGE", key("api-sum-too-large")),
        PlaceError::Refused(refusal) => WebError::refused(&caller.ctx, &refusal),
        PlaceError::Busy => WebError::busy(BUSY_SECONDS).saying(key("api-checkout-busy")),
        PlaceError::Unreachable | PlaceError::Unanswered => WebError::unavailable(error),
        PlaceError::Store(error) => error.into(),
    }
}

/// The provider does not know this way to pay.
pub(in crate::api) fn unknown_method(method: &str) -> WebError {
    WebError::invalid(vec![FieldProblem {
        field: "payment_method".to_owned(),
        message: Message::new(key("field-not-listed")).with("text", method),
    }])
    .coded("UNKNOWN_METHOD")
}

/// The idempotency key names another request.
pub(in crate::api) fn key_reused() -> WebError {
    unfit("KEY_REUSED", key("api-key-reused"))
}

/// The idempotency key is too long.
pub(in crate::api) fn invalid_key() -> WebError {
    unfit("IDEMPOTENCY_KEY_INVALID", key("api-idempotency-invalid"))
}
