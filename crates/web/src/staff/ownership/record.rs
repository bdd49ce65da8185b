//! `POST /{market}/staff/ownership`

use axum::response::Response;
use pasar_service::ownership::OwnershipInput;
use pasar_service::ownership::record::record as record_ownership;

use super::super::basis_points;
use super::{Sent, after};
use crate::prelude::*;

/// Records that one party holds shares of another, or controls it.
///
/// # Errors
/// The database's, or when this member of staff may not, or there is no such party. What is wrong is the page again.
pub async fn record(duty: OnDuty, posted: Posted) -> Result<Response, WebError> {
    let input = OwnershipInput {
        owner: posted.parsed("owner")?,
        owned: posted.parsed("owned")?,
        share: basis_points(posted.value("share")),
        controls: posted.value("controls") == "yes",
        valid_from: posted.value("valid_from").to_owned(),
        evidence: posted.value("evidence").to_owned(),
    };
    let recorded = record_ownership(&duty.visit.ctx, duty.staff, &input).await;
    after(&duty, &posted, Sent::Stretch, recorded).await
}
