//! `POST /{market}/orders/{order_group_id}/{order_id}/cancel`

use axum::extract::Path;
use pasar_domain::order::CancelReason;
use pasar_service::Context;
use pasar_service::order::{CancelError, OrderError, cancel_by_buyer};

use super::{OrderPath, failure, to_group};
use crate::prelude::*;

/// Calls one paid order off before its shop has sent it, with a reason of the list. The money comes back by itself.
///
/// # Errors
/// When it is not the person's order; the database's.
pub async fn cancel(
    SignedIn { visit, buyer }: SignedIn,
    Path(path): Path<OrderPath>,
    posted: Posted,
) -> Result<Turn, WebError> {
    let (group, order) = path.ids()?;
    let turn = to_group(&visit, group);
    let Ok(reason) = posted.value("reason").parse::<CancelReason>() else {
        return Ok(turn.flash(FlashKind::Care, key("order-cancel-reason-missing")));
    };
    match cancel_by_buyer(&visit.ctx, buyer, order, reason).await {
        Ok(()) => Ok(turn.flash(FlashKind::Good, key("order-cancel-done"))),
        Err(error) => Ok(turn.flash(FlashKind::Care, refusal(&visit.ctx, error)?)),
    }
}

/// What a buyer is told when an order was not called off.
pub(super) fn refusal(ctx: &Context, error: CancelError) -> Result<Message, WebError> {
    match error {
        CancelError::Reason(_) => Ok(key("order-cancel-reason-missing").into()),
        CancelError::NotPaid | CancelError::Order(OrderError::WrongState(_)) => {
            Ok(key("order-cancel-too-late").into())
        }
        CancelError::Refused(refusal) => Err(WebError::refused(ctx, &refusal)),
        CancelError::Order(error) => Err(failure(error)),
    }
}
