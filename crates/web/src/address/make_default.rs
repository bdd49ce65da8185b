//! `POST /{market}/account/addresses/{address_id}/default`

use axum::extract::Path;
use pasar_service::address;

use super::{AddressPath, failure};
use crate::prelude::*;

/// Makes an address the one that the checkout proposes.
///
/// # Errors
/// When it is not the person's.
pub async fn make_default(
    SignedIn { visit, buyer }: SignedIn,
    Path(path): Path<AddressPath>,
    _: Posted,
) -> Result<Turn, WebError> {
    let made = address::make_default(&visit.ctx, buyer, path.id()?).await;
    made.map_err(failure)?;
    let turn = visit.go("/account/addresses");
    Ok(turn.flash(FlashKind::Good, key("address-default-changed")))
}
