//! `POST /{market}/orders/{order_group_id}/{order_id}/received`

use axum::extract::Path;
use pasar_service::order::{OrderError, confirm_delivered};

use super::{OrderPath, failure, to_group};
use crate::prelude::*;

/// The buyer has the parcel.
///
/// # Errors
/// When it is not the person's order; the database's.
pub async fn receive(
    SignedIn { visit, buyer }: SignedIn,
    Path(path): Path<OrderPath>,
    _: Posted,
) -> Result<Turn, WebError> {
    let (group, order) = path.ids()?;
    let turn = to_group(&visit, group);
    match confirm_delivered(&visit.ctx, buyer, order).await {
        Ok(()) => Ok(turn.flash(FlashKind::Good, key("order-received-done"))),
        Err(OrderError::WrongState(_)) => Ok(turn.flash(FlashKind::Note, key("order-received-not-yet"))),
        Err(error) => Err(failure(error)),
    }
}
