//! `POST /{market}/seller/disclosure/conceal`

use axum::response::{IntoResponse as _, Response};
use pasar_service::disclosure::conceal::conceal as service;

use super::passed_on;
use super::show::HERE;
use crate::prelude::*;

/// Shows name and address no longer.
///
/// # Errors
/// The rules of the market ask for them, or this is not the owner.
pub async fn conceal(keeper: Keeper, _form: Posted) -> Result<Response, WebError> {
    let visit = &keeper.visit;
    service(&visit.ctx, keeper.keeper).await.map_err(passed_on)?;
    Ok(visit
        .go(HERE)
        .flash(FlashKind::Good, key("disclosure-concealed"))
        .into_response())
}
