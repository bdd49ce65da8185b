//! `GET /{market}/staff/payouts/files/{payout_file}/{xml,csv}`

use axum::extract::Path;
use axum::http::header;
use axum::response::{IntoResponse as _, Response};
use pasar_domain::bank::message_id;
use pasar_domain::id::PayoutFileId;
use pasar_service::payout::{FileFormat, write_file};
use serde::Deserialize;

use super::refuse;
use crate::prelude::*;

/// Which file.
#[derive(Debug, Deserialize)]
pub struct PayoutFilePath {
    payout_file: PayoutFileId,
}

/// `GET`: as ISO 20022. Opens each account, which its seller reads. Nobody keeps it on the way.
///
/// # Errors
/// The database's; this member of staff may not; there is no such file.
pub async fn xml(duty: OnDuty, Path(path): Path<PayoutFilePath>) -> Result<Response, WebError> {
    download(
        &duty,
        path.payout_file,
        (FileFormat::Xml, "xml", "application/xml"),
    )
    .await
}

/// `GET`: as a table. Opens each account, which its seller reads. Nobody keeps it on the way.
///
/// # Errors
/// The database's; this member of staff may not; there is no such file.
pub async fn csv(duty: OnDuty, Path(path): Path<PayoutFilePath>) -> Result<Response, WebError> {
    let csv = (FileFormat::Csv, "csv", "text/csv; charset=utf-8");
    download(&duty, path.payout_file, csv).await
}

async fn download(
    duty: &OnDuty,
    file_id: PayoutFileId,
    (format, ending, media_type): (FileFormat, &str, &'static str),
) -> Result<Response, WebError> {
    let written = write_file(&duty.visit.ctx, duty.staff, file_id, format).await;
    let bytes = written.map_err(refuse)?;
    let headers = [
        (header::CONTENT_TYPE, media_type.to_owned()),
        (
            header::CONTENT_DISPOSITION,
            format!("attachment; filename=\"{}.{ending}\"", message_id(file_id)),
        ),
        (header::CACHE_CONTROL, "no-store".to_owned()),
    ];
    Ok((headers, bytes).into_response())
}
