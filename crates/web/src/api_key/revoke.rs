//! `POST /{market}/account/keys/{api_key_id}/revoke`

use axum::extract::Path;
use pasar_service::api_key;
use serde::Deserialize;

use crate::prelude::*;

/// Which key a path names.
#[derive(Debug, Deserialize)]
pub struct KeyPath {
    api_key_id: String,
}

/// Revokes a key at once.
///
/// # Errors
/// When it is not the person's.
pub async fn revoke(
    SignedIn { visit, buyer }: SignedIn,
    Path(path): Path<KeyPath>,
    _: Posted,
) -> Result<Turn, WebError> {
    let id = path.api_key_id.parse().map_err(|_| WebError::not_found())?;
    if !api_key::revoke(&visit.ctx, buyer, id).await? {
        return Err(WebError::not_found());
    }
    let turn = visit.go("/account/keys");
    Ok(turn.flash(FlashKind::Good, key("keys-revoked")))
}
