//! `DELETE /{market}/api/v1/addresses/{address}`

use axum::Json;
use pasar_service::address;

use super::AddressPath;
use crate::api::model::{AddressJson, KeyRefusals, ListJson};
use crate::api::{Answer, Caller, Named};

/// Remove an address
///
/// For good. Was it the default, the newest of the others becomes it.
#[utoipa::path(
    delete, path = "/api/v1/addresses/{address}", operation_id = "remove_address", tag = "Account",
    security(("key" = [])), params(AddressPath),
    responses((status = 200, description = "The addresses that are left.", body = ListJson<AddressJson>), KeyRefusals)
)]
pub async fn remove(caller: Caller, Named(path): Named<AddressPath>) -> Answer<ListJson<AddressJson>> {
    address::remove(&caller.ctx, caller.buyer, path.address)
        .await
        .map_err(super::refuse)?;
    Ok(Json(super::present(&caller).await?))
}
