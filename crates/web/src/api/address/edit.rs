//! `PUT /{market}/api/v1/addresses/{address}`

use axum::Json;
use pasar_service::address;

use super::AddressPath;
use crate::api::model::{AddressFields, AddressJson, KeyRefusals, ListJson};
use crate::api::{Answer, Caller, Input, Named};

/// Change an address
///
/// All of its fields. Orders keep the address to which they were sent.
#[utoipa::path(
    put, path = "/api/v1/addresses/{address}", operation_id = "edit_address", tag = "Account", security(("key" = [])),
    params(AddressPath), request_body = AddressFields,
    responses((status = 200, description = "All addresses as they are now.", body = ListJson<AddressJson>), KeyRefusals)
)]
pub async fn edit(
    caller: Caller,
    Named(path): Named<AddressPath>,
    Input(fields): Input<AddressFields>,
) -> Answer<ListJson<AddressJson>> {
    address::edit(&caller.ctx, caller.buyer, path.address, &fields.typed())
        .await
        .map_err(super::refuse)?;
    Ok(Json(super::present(&caller).await?))
}
