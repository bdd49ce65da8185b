//! `GET /{market}/api/v1/suggestions`

use axum::Json;
use pasar_search::TEXT_CHARS_MAX;
use pasar_service::search::find::suggest as phrases;
use serde::Deserialize;
use utoipa::IntoParams;

use super::refuse;
use crate::api::model::{ListJson, Refusals};
use crate::api::{Answer, Call, Wanted};

/// Phrases at most.
const PHRASES: usize = 8;

/// What is being typed.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct SuggestQuery {
    /// The words so far.
    q: String,
}

/// Suggest searches
///
/// At most eight phrases that begin with what is typed.
#[utoipa::path(
    get, path = "/api/v1/suggestions", operation_id = "suggest_searches", tag = "Catalogue", params(SuggestQuery),
    responses((status = 200, description = "The phrases, best first.", body = ListJson<String>), Refusals)
)]
pub async fn suggest(call: Call, Wanted(wanted): Wanted<SuggestQuery>) -> Answer<ListJson<String>> {
    let typed = wanted.q.chars().take(TEXT_CHARS_MAX).collect();
    let data = phrases(&call.ctx, typed, PHRASES).await.map_err(refuse)?;
    Ok(Json(ListJson { data }))
}
