//! `POST /{market}/staff/payouts/differences/{difference}`

use axum::extract::Path;
use pasar_domain::id::DifferenceId;
use pasar_service::payout::{PayoutError, settle as settle_difference};
use serde::Deserialize;

use super::{LIST, refuse};
use crate::prelude::*;

/// Which difference.
#[derive(Debug, Deserialize)]
pub struct DifferencePath {
    difference: DifferenceId,
}

/// Takes a difference from the queue, and leads back to it.
///
/// # Errors
/// The database's, or when the person is no administrator.
pub async fn settle(
    duty: OnDuty,
    Path(path): Path<DifferencePath>,
    posted: Posted,
) -> Result<Turn, WebError> {
    let back = duty.visit.go(LIST);
    let settled = settle_difference(
        &duty.visit.ctx,
        duty.staff,
        path.difference,
        posted.value("words"),
    )
    .await;
    Ok(match settled {
        Ok(()) => back.flash(FlashKind::Good, key("payout-settled")),
        Err(PayoutError::Invalid(_)) => back.flash(FlashKind::Bad, key("payout-words-missing")),
        Err(PayoutError::Settled) => back.flash(FlashKind::Note, key("payout-settled-already")),
        Err(error) => return Err(refuse(error)),
    })
}
