//! `POST /{market}/seller/disclosure/certify`

use axum::response::{IntoResponse as _, Response};
use pasar_service::disclosure::certify::certify as service;

use super::passed_on;
use super::show::HERE;
use crate::prelude::*;

/// Certifies for another year.
///
/// # Errors
/// The seller is not verified, or this is not the owner.
pub async fn certify(keeper: Keeper, _form: Posted) -> Result<Response, WebError> {
    let visit = &keeper.visit;
    service(&visit.ctx, keeper.keeper).await.map_err(passed_on)?;
    Ok(visit
        .go(HERE)
        .flash(FlashKind::Good, key("disclosure-certified"))
        .into_response())
}
