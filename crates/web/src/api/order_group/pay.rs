//! `POST /{market}/api/v1/order-groups/{order_group}/pay`

use axum::Json;
use pasar_service::checkout::{PayAgain, PayAgainError, pay_again};
use serde::Deserialize;
use utoipa::ToSchema;

use super::OrderGroupPath;
use crate::api::checkout::lines_refused;
use crate::api::checkout::place::{invalid_key, key_reused, unknown_method};
use crate::api::model::{KeyRefusals, PlacedJson};
use crate::api::{Answer, Caller, Idempotency, Input, Named, clash, order};
use crate::error::WebError;
use crate::l10n::key;

/// How it is paid.
#[derive(Debug, Deserialize, ToSchema)]
#[schema(as = PayInput, example = json!({"payment_method": "sandbox_success"}))]
#[serde(deny_unknown_fields)]
pub struct PayInputJson {
    /// The way to pay: one of the market's `payment_methods`.
    payment_method: String,
}

/// Pay again
///
/// In another way, after the bank refused and while there is time. Needs an `Idempotency-Key`, as placing does.
#[utoipa::path(
    post, path = "/api/v1/order-groups/{order_group}/pay", operation_id = "pay_order_group", tag = "Orders",
    security(("key" = [])),
    params(
        OrderGroupPath,
        ("idempotency-key" = String, Header, min_length = 1, max_length = 255, description = "Names this payment.")
    ),
    request_body = PayInputJson,
    responses((status = 200, description = "Where the payment stands.", body = PlacedJson), KeyRefusals)
)]
pub async fn pay(
    caller: Caller,
    Named(path): Named<OrderGroupPath>,
    Idempotency(idempotency_key): Idempotency,
    Input(input): Input<PayInputJson>,
) -> Answer<PlacedJson> {
    let asked = PayAgain {
        buyer: caller.buyer,
        key: idempotency_key,
        order_group_id: path.order_group,
        method: input.payment_method,
    };
    let placed = pay_again(&caller.ctx, asked).await;
    let placed = placed.map_err(|error| refuse(&caller, error))?;
    Ok(Json(PlacedJson::new(&caller, &placed)))
}

fn refuse(caller: &Caller, error: PayAgainError) -> WebError {
    match error {
        PayAgainError::NotFound(_) => order::no_such_order(),
        PayAgainError::NotAwaitingPayment => clash("NOT_AWAITING_PAYMENT", key("api-not-awaiting-payment")),
        PayAgainError::PaymentOnItsWay => clash("PAYMENT_ON_ITS_WAY", key("api-payment-on-its-way")),
        PayAgainError::OutOfStock(problems) => {
            lines_refused(caller, &[], &problems).saying(key("api-sold-meanwhile"))
        }
        PayAgainError::UnknownMethod(method) => unknown_method(&method),
        PayAgainError::KeyReused => key_reused(),
        PayAgainError::InvalidKey => invalid_key(),
        PayAgainError::Refused(refusal) => WebError::refused(&caller.ctx, &refusal),
        PayAgainError::Store(error) => error.into(),
    }
}
