//! `/{market}/staff/verifications/{seller}/{application}/pictures/{which}/{place}`: a picture of a document.

use axum::extract::Path;
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse as _, Response};
use pasar_domain::application::Step;
use pasar_domain::id::{ApplicationId, SellerId};
use pasar_service::application::review_picture;
use serde::Deserialize;

use crate::prelude::*;
use crate::seller::verification::passed_on;

/// Which picture of which document.
#[derive(Debug, Deserialize)]
pub struct PicturePath {
    seller: SellerId,
    application: ApplicationId,
    which: Step,
    place: usize,
}

/// `GET`: opens the picture, which its seller reads. Nobody keeps it.
///
/// # Errors
/// The database's; this member of staff may not; there is no such picture.
pub async fn show(duty: OnDuty, Path(path): Path<PicturePath>) -> Result<Response, WebError> {
    let about = (path.seller, path.application);
    let jpeg = review_picture(&duty.visit.ctx, duty.staff, about, (path.which, path.place))
        .await
        .map_err(passed_on)?;
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static("image/jpeg")),
        (header::CACHE_CONTROL, HeaderValue::from_static("no-store")),
    ];
    Ok((headers, jpeg.to_vec()).into_response())
}
