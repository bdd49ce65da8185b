//! `POST /{market}/api/v1/seller/shops/{shop}/orders/{order}/ship`

use axum::Json;
use pasar_service::order::{ShipError, ShipOrder, ship as ship_order};
use serde::Deserialize;
use utoipa::ToSchema;

use super::{SoldOrderPath, refuse};
use crate::api::model::{KeyRefusals, OrderJson};
use crate::api::{Answer, Input, Named, ShopCaller, clash};
use crate::error::{FieldProblem, WebError};
use crate::l10n::{Message, key};

/// What is said of a parcel.
#[derive(Debug, Deserialize, ToSchema)]
#[schema(as = ShipInput, example = json!({"carrier": "JNE", "tracking_number": "JNE0012345678"}))]
#[serde(deny_unknown_fields)]
pub struct ShipInputJson {
    /// Who carries it: a service of the market, or a name of at most 60 characters.
    carrier: String,
    /// The number on the carrier's receipt: 6 to 40 letters and digits.
    tracking_number: String,
}

/// Ship an order
///
/// The parcel was handed to its carrier; the buyer gets a letter.
#[utoipa::path(
    post, path = "/api/v1/seller/shops/{shop}/orders/{order}/ship", operation_id = "ship_order", tag = "Sales",
    security(("key" = [])), params(SoldOrderPath), request_body = ShipInputJson,
    responses((status = 200, description = "The order as it is now.", body = OrderJson), KeyRefusals)
)]
pub async fn ship(
    caller: ShopCaller,
    Named(path): Named<SoldOrderPath>,
    Input(input): Input<ShipInputJson>,
) -> Answer<OrderJson> {
    let parcel = ShipOrder {
        order_id: path.order,
        carrier: input.carrier,
        tracking_number: input.tracking_number,
    };
    ship_order(&caller.ctx, caller.keeper, parcel)
        .await
        .map_err(refuse_to_ship)?;
    Ok(Json(super::show::present(&caller, path.order).await?))
}

fn refuse_to_ship(error: ShipError) -> WebError {
    let field = |field: &str, message| {
        WebError::invalid(vec![FieldProblem {
            field: field.to_owned(),
            message,
        }])
    };
    match error {
        ShipError::Carrier => field("carrier", Message::new(key("api-carrier"))),
        ShipError::TrackingNumber(_) => field("tracking_number", Message::new(key("api-tracking-number"))),
        ShipError::NotCaptured => clash("PAYMENT_BEING_CONFIRMED", key("api-not-captured")),
        ShipError::Order(error) => refuse(error),
    }
}
