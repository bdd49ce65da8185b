//! `GET /{market}/staff/provider-statements/file`

use axum::extract::Query;
use axum::http::header;
use axum::response::{IntoResponse as _, Response};
use chrono::NaiveDate;
use pasar_service::provider_statement::write_statement;
use serde::Deserialize;

use super::refuse;
use crate::prelude::*;

/// Of which days.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct StatementQuery {
    /// The first day of settlements.
    from: Option<NaiveDate>,
    /// The last.
    to: Option<NaiveDate>,
}

/// The statement that the sandbox bank publishes. Nobody keeps it on the way.
///
/// # Errors
/// The database's; this member of staff may not; the provider gives its statement to no program.
pub async fn download(duty: OnDuty, Query(query): Query<StatementQuery>) -> Result<Response, WebError> {
    let written = write_statement(&duty.visit.ctx, duty.staff, (query.from, query.to)).await;
    let bytes = written.map_err(refuse)?;
    let name = duty.visit.ctx.payments().name();
    let headers = [
        (header::CONTENT_TYPE, "text/csv; charset=utf-8".to_owned()),
        (
            header::CONTENT_DISPOSITION,
            format!("attachment; filename=\"{name}-statement.csv\""),
        ),
        (header::CACHE_CONTROL, "no-store".to_owned()),
    ];
    Ok((headers, bytes).into_response())
}
