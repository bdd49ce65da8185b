//! `GET /{market}/api/v1/addresses`

use axum::Json;

use crate::api::model::{AddressJson, KeyRefusals, ListJson};
use crate::api::{Answer, Caller};

/// List the addresses
///
/// The default first, then the newest first.
#[utoipa::path(
    get, path = "/api/v1/addresses", operation_id = "list_addresses", tag = "Account", security(("key" = [])),
    responses((status = 200, description = "The addresses.", body = ListJson<AddressJson>), KeyRefusals)
)]
pub async fn list(caller: Caller) -> Answer<ListJson<AddressJson>> {
    Ok(Json(super::present(&caller).await?))
}
