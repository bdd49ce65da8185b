//! `GET /{market}/api/v1/categories`

use axum::Json;

use super::CategoryJson;
use crate::api::Call;
use crate::api::model::{ListJson, Refusals};

/// List the categories
///
/// All of them, each after the one above it.
#[utoipa::path(
    get, path = "/api/v1/categories", operation_id = "list_categories", tag = "Catalogue",
    responses((status = 200, description = "The categories.", body = ListJson<CategoryJson>), Refusals)
)]
pub async fn list(call: Call) -> Json<ListJson<CategoryJson>> {
    let all = call.l.market().categories.all();
    Json(ListJson {
        data: all
            .iter()
            .map(|category| CategoryJson::new(&call, category))
            .collect(),
    })
}
