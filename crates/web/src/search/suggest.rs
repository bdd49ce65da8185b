//! `/{market}/search/suggest`: what a person may mean who has begun to type.

use axum::Json;
use axum::extract::{Path, Query, State};
use axum::http::header;
use axum::response::{IntoResponse as _, Response};
use pasar_service::search::find::{FindError, suggest};
use serde::{Deserialize, Serialize};

use crate::app::App;
use crate::prelude::*;

/// Phrases at once: as many as fit above a telephone's keyboard.
const PHRASES: usize = 6;

/// Where it is asked.
#[derive(Debug, Deserialize)]
pub struct SuggestPath {
    market: String,
}

/// What is typed.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct SuggestQuery {
    q: String,
}

/// Phrases that begin with what is typed, those of most goods first.
#[derive(Debug, Serialize)]
struct Suggestions {
    suggestions: Vec<String>,
}

/// `GET`. Nobody's session is read: the answer is the same for everybody, and browsers may keep it for a minute.
///
/// # Errors
/// The index's. While it is being prepared there are no suggestions.
pub async fn show(
    State(app): State<App>,
    Path(path): Path<SuggestPath>,
    Query(query): Query<SuggestQuery>,
) -> Result<Response, WebError> {
    let ctx = app.context(&path.market).ok_or_else(WebError::not_found)?;
    let suggestions = match suggest(ctx, query.q, PHRASES).await {
        Ok(phrases) => phrases,
        Err(FindError::Preparing) => Vec::new(),
        Err(error) => return Err(error.into()),
    };
    let kept = [(header::CACHE_CONTROL, "public, max-age=60")];
    Ok((kept, Json(Suggestions { suggestions })).into_response())
}
