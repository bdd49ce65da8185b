//! `GET /{market}/api/v1/seller/shops/{shop}/imports`

use axum::Json;
use pasar_service::import::show::list as imports;

use super::ImportJson;
use crate::api::model::{KeyRefusals, ListJson};
use crate::api::shop::ShopPath;
use crate::api::{Answer, ShopCaller};

/// Imports that are listed.
const LISTED: u32 = 100;

/// List your shop's imports
///
/// The last hundred, last first.
#[utoipa::path(
    get, path = "/api/v1/seller/shops/{shop}/imports", operation_id = "list_imports", tag = "Files",
    security(("key" = [])), params(ShopPath),
    responses((status = 200, description = "The imports.", body = ListJson<ImportJson>), KeyRefusals)
)]
pub async fn list(caller: ShopCaller) -> Answer<ListJson<ImportJson>> {
    let found = imports(&caller.ctx, caller.keeper, LISTED).await?;
    Ok(Json(ListJson {
        data: found.into_iter().map(ImportJson::from).collect(),
    }))
}
