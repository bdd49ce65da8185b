//! `POST /{market}/orders/{order_group_id}/cancel`

use axum::extract::Path;
use pasar_domain::order::{CancelReason, OrderState};
use pasar_domain::order_group::OrderGroupState;
use pasar_service::order::{
    CancelError, OrderError, OrderGroupView, cancel_by_buyer, cancel_group as cancel_unpaid, show_group,
};

use super::cancel::refusal;
use super::{GroupPath, failure, to_group};
use crate::prelude::*;

/// Calls a whole checkout off: before it is paid without a reason, afterwards every order that has not left its shop.
///
/// # Errors
/// When it is not the person's group; the database's.
pub async fn cancel_group(
    SignedIn { visit, buyer }: SignedIn,
    Path(path): Path<GroupPath>,
    posted: Posted,
) -> Result<Turn, WebError> {
    let id = path.id()?;
    let turn = to_group(&visit, id);
    let group = show_group(&visit.ctx, buyer, id).await.map_err(failure)?;
    if matches!(group.group.state, OrderGroupState::AwaitingPayment { .. }) {
        return match cancel_unpaid(&visit.ctx, buyer, id).await {
            Ok(()) => Ok(turn.flash(FlashKind::Good, key("order-cancel-all-done"))),
            // The bank was faster.
            Err(OrderError::WrongState(_)) => Ok(turn.flash(FlashKind::Care, key("order-cancel-too-late"))),
            Err(error) => Err(failure(error)),
        };
    }
    let Ok(reason) = posted.value("reason").parse::<CancelReason>() else {
        return Ok(turn.flash(FlashKind::Care, key("order-cancel-reason-missing")));
    };
    let mut cancelled = 0;
    for order in waiting(&group) {
        match cancel_by_buyer(&visit.ctx, buyer, order, reason).await {
            Ok(()) => cancelled += 1,
            // Its shop was faster; the others can still be called off.
            Err(CancelError::Order(OrderError::WrongState(_))) => {}
            Err(error) => return Ok(turn.flash(FlashKind::Care, refusal(&visit.ctx, error)?)),
        }
    }
    if cancelled == 0 {
        Ok(turn.flash(FlashKind::Care, key("order-cancel-too-late")))
    } else {
        Ok(turn.flash(FlashKind::Good, key("order-cancel-done")))
    }
}

fn waiting(group: &OrderGroupView) -> impl Iterator<Item = pasar_domain::id::OrderId> {
    let orders = group.orders.iter().map(|view| &view.order);
    orders
        .filter(|order| matches!(order.state, OrderState::AwaitingShipment { .. }))
        .map(|order| order.id)
}
