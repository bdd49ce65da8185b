//! `POST /{market}/seller/orders/{order_id}/cancel`

use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Response};
use pasar_domain::id::OrderId;
use pasar_domain::order::CancelReason;
use pasar_service::order::{CancelError, cancel_by_shop};

use super::OrderPath;
use super::show::{again, refuse};
use crate::prelude::*;

/// Calls an order off before it leaves the shop; the buyer reads why and gets the money back.
///
/// # Errors
/// The database's; an order of another shop does not exist here. Without a reason it is the form again.
pub async fn cancel(
    keeper: Keeper,
    Path(path): Path<OrderPath>,
    posted: Posted,
) -> Result<Response, WebError> {
    let order_id: OrderId = crate::seller::id(&path.order_id)?;
    let visit = &keeper.visit;
    let mut form = posted.form(visit.l());
    let reason: Option<CancelReason> = posted.value("reason").parse().ok();
    let done = match reason {
        Some(reason) => cancel_by_shop(&visit.ctx, keeper.keeper, order_id, reason).await,
        None => Err(CancelError::Reason(CancelReason::Other)),
    };
    match done {
        Ok(()) => {
            let turn = visit.go(&format!("/seller/orders/{order_id}"));
            return Ok(turn
                .flash(FlashKind::Good, key("seller-cancel-done"))
                .into_response());
        }
        Err(CancelError::Reason(_)) => form.refuse("reason", key("seller-cancel-no-reason")),
        Err(CancelError::NotPaid) => form.refuse("", key("seller-cancel-not-paid")),
        Err(CancelError::Refused(refusal)) => return Err(WebError::refused(&visit.ctx, &refusal)),
        Err(CancelError::Order(error)) => return Err(refuse(error)),
    }
    let page = again(&keeper, order_id, (Form::new(visit.l()), form)).await?;
    Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
}
