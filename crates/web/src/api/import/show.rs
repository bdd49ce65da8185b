//! `GET /{market}/api/v1/seller/shops/{shop}/imports/{import}`

use axum::Json;
use pasar_service::import::show::show as show_import;

use super::{ImportJson, ImportPath, no_such_import};
use crate::api::model::KeyRefusals;
use crate::api::{Answer, Named, ShopCaller};

/// Show an import
///
/// How far it is, and what it did or would do.
#[utoipa::path(
    get, path = "/api/v1/seller/shops/{shop}/imports/{import}", operation_id = "show_import", tag = "Files",
    security(("key" = [])), params(ImportPath),
    responses((status = 200, description = "The import.", body = ImportJson), KeyRefusals)
)]
pub async fn show(caller: ShopCaller, Named(path): Named<ImportPath>) -> Answer<ImportJson> {
    let import = show_import(&caller.ctx, caller.keeper, path.import).await?;
    Ok(Json(import.ok_or_else(no_such_import)?.into()))
}
