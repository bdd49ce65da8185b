//! `POST /{market}/account/addresses/{address_id}/remove`

use axum::extract::Path;
use pasar_service::address;

use super::{AddressPath, failure};
use crate::prelude::*;

/// Removes an address. Orders that went there keep it.
///
/// # Errors
/// When it is not the person's.
pub async fn remove(
    SignedIn { visit, buyer }: SignedIn,
    Path(path): Path<AddressPath>,
    _: Posted,
) -> Result<Turn, WebError> {
    address::remove(&visit.ctx, buyer, path.id()?)
        .await
        .map_err(failure)?;
    let turn = visit.go("/account/addresses");
    Ok(turn.flash(FlashKind::Good, key("address-removed")))
}
