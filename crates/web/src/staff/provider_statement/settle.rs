//! `POST /{market}/staff/provider-statements/differences/{provider_difference}`

use axum::extract::Path;
use pasar_domain::id::DifferenceId;
use pasar_service::provider_statement::{TakeInError, settle as settle_difference};
use serde::Deserialize;

use super::{LIST, refuse};
use crate::prelude::*;

/// Which difference.
#[derive(Debug, Deserialize)]
pub struct ProviderDifferencePath {
    provider_difference: DifferenceId,
}

/// Takes a difference from the queue, and leads back to it.
///
/// # Errors
/// The database's, or when the person is no administrator.
pub async fn settle(
    duty: OnDuty,
    Path(path): Path<ProviderDifferencePath>,
    posted: Posted,
) -> Result<Turn, WebError> {
    let back = duty.visit.go(LIST);
    let settled = settle_difference(
        &duty.visit.ctx,
        duty.staff,
        path.provider_difference,
        posted.value("words"),
    )
    .await;
    Ok(match settled {
        Ok(()) => back.flash(FlashKind::Good, key("provider-settled")),
        Err(TakeInError::Invalid(_)) => back.flash(FlashKind::Bad, key("provider-words-missing")),
        Err(TakeInError::Settled) => back.flash(FlashKind::Note, key("provider-settled-already")),
        Err(error) => return Err(refuse(error)),
    })
}
