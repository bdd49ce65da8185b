//! `POST /{market}/api/v1/addresses/{address}/default`

use axum::Json;
use pasar_service::address;

use super::AddressPath;
use crate::api::model::{AddressJson, KeyRefusals, ListJson};
use crate::api::{Answer, Caller, Named};

/// Make an address the default
///
/// The one that the checkout page proposes.
#[utoipa::path(
    post, path = "/api/v1/addresses/{address}/default", operation_id = "make_address_default", tag = "Account",
    security(("key" = [])), params(AddressPath),
    responses((status = 200, description = "All addresses as they are now.", body = ListJson<AddressJson>), KeyRefusals)
)]
pub async fn make_default(caller: Caller, Named(path): Named<AddressPath>) -> Answer<ListJson<AddressJson>> {
    address::make_default(&caller.ctx, caller.buyer, path.address)
        .await
        .map_err(super::refuse)?;
    Ok(Json(super::present(&caller).await?))
}
