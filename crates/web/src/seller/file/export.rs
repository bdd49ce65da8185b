//! `GET /{market}/seller/files/export/{format}`

use axum::body::Body;
use axum::extract::{Path, State};
use axum::http::header;
use axum::response::{IntoResponse as _, Response};
use futures::stream;
use pasar_service::export::write::{ExportFormat, write};
use serde::Deserialize;

use crate::app::App;
use crate::prelude::*;

/// Which format an address names.
#[derive(Debug, Clone, Deserialize)]
pub struct ExportPath {
    /// The format's word.
    pub format: String,
}

/// Sends the whole catalogue as a file, piece by piece as it is written.
///
/// # Errors
/// A format that there is not.
pub async fn download(
    State(app): State<App>,
    keeper: Keeper,
    Path(path): Path<ExportPath>,
) -> Result<Response, WebError> {
    let format = ExportFormat::of_code(&path.format).ok_or_else(WebError::not_found)?;
    let visit = &keeper.visit;
    let market = visit.ctx.market().code;
    let base_url = format!("{}/{market}", app.site().base_url);
    let pieces = write(&visit.ctx, keeper.keeper, format, &base_url);
    // A database that fails half-way breaks the download off, so that nobody takes a half file for a whole one.
    let pieces = stream::unfold(pieces, |mut pieces| async move {
        let piece = pieces.recv().await?;
        Some((piece, pieces))
    });
    let name = format!("{}-{}.{}", keeper.shop.handle, format.code(), format.extension());
    let headers = [
        (header::CONTENT_TYPE, format.media_type().to_owned()),
        (
            header::CONTENT_DISPOSITION,
            format!("attachment; filename=\"{name}\""),
        ),
        (header::CACHE_CONTROL, "private, no-store".to_owned()),
    ];
    Ok((headers, Body::from_stream(pieces)).into_response())
}
