//! `POST /{market}/seller/orders/{order_id}/ship`

use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Response};
use pasar_domain::id::OrderId;
use pasar_service::order::{ShipError, ShipOrder, ship};

use super::OrderPath;
use super::show::{again, refuse};
use crate::prelude::*;

/// The parcel was handed to its carrier.
///
/// # Errors
/// The database's; an order of another shop does not exist here. What is wrong with the answers is the form again.
pub async fn ship_order(
    keeper: Keeper,
    Path(path): Path<OrderPath>,
    posted: Posted,
) -> Result<Response, WebError> {
    let order_id: OrderId = crate::seller::id(&path.order_id)?;
    let visit = &keeper.visit;
    let parcel = ShipOrder {
        order_id,
        carrier: posted.value("carrier").to_owned(),
        tracking_number: posted.value("tracking_number").to_owned(),
    };
    let mut form = posted.form(visit.l());
    match ship(&visit.ctx, keeper.keeper, parcel).await {
        Ok(parcel) => {
            let done = Message::new(key("seller-ship-done")).with("number", &parcel.tracking_number);
            let turn = visit.go(&format!("/seller/orders/{order_id}"));
            return Ok(turn.flash(FlashKind::Good, done).into_response());
        }
        Err(ShipError::Carrier) => form.refuse("carrier", key("seller-ship-no-carrier")),
        Err(ShipError::TrackingNumber(_)) => {
            form.refuse("tracking_number", key("seller-ship-wrong-number"));
        }
        Err(ShipError::NotCaptured) => form.refuse("", key("seller-ship-not-captured")),
        Err(ShipError::Order(error)) => return Err(refuse(error)),
    }
    let page = again(&keeper, order_id, (form, Form::new(visit.l()))).await?;
    Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
}
