//! `POST /{market}/api/v1/addresses`

use axum::Json;
use axum::http::StatusCode;
use pasar_service::address;

use crate::api::model::{AddressFields, AddressJson, KeyRefusals};
use crate::api::{Caller, Input};
use crate::error::WebError;

/// Add an address
///
/// Tidied as the market wants it. The first one becomes the default. One that is there already is not added again.
#[utoipa::path(
    post, path = "/api/v1/addresses", operation_id = "add_address", tag = "Account", security(("key" = [])),
    request_body = AddressFields,
    responses((status = 201, description = "The address.", body = AddressJson), KeyRefusals)
)]
pub async fn add(
    caller: Caller,
    Input(fields): Input<AddressFields>,
) -> Result<(StatusCode, Json<AddressJson>), WebError> {
    let stored = address::add(&caller.ctx, caller.buyer, &fields.typed()).await;
    let stored = stored.map_err(super::refuse)?;
    Ok((StatusCode::CREATED, Json(AddressJson::new(&caller.l, &stored))))
}
