//! `/{market}/promises/{promise}/proof/{query}`

use axum::extract::Path;
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse as _, Response};
use pasar_service::charter;
use serde::Deserialize;

use crate::picture::FOR_EVER;
use crate::prelude::*;

/// Which query of which promise.
#[derive(Debug, Deserialize)]
pub struct QueryPath {
    /// The promise.
    promise: String,
    /// The SHA-256 of the query's text in hexadecimal, and `.smt2`.
    query: String,
}

/// `GET`: the question to the solver, exactly as it was put, so that anybody can put it again.
///
/// # Errors
/// No adopted version has such a query; the database's.
pub async fn download(visit: Visit, Path(path): Path<QueryPath>) -> Result<Response, WebError> {
    let sha256 = path.query.strip_suffix(".smt2").ok_or_else(WebError::not_found)?;
    let found = charter::query_text(&visit.ctx, &path.promise, sha256).await?;
    let text = found.ok_or_else(WebError::not_found)?;
    let headers = [
        (
            header::CONTENT_TYPE,
            HeaderValue::from_static("text/plain; charset=utf-8"),
        ),
        (
            header::CONTENT_DISPOSITION,
            HeaderValue::from_static("attachment"),
        ),
        // The text that belongs to a digest never changes.
        (header::CACHE_CONTROL, FOR_EVER),
    ];
    Ok((headers, text).into_response())
}
