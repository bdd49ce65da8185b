//! `POST /{market}/seller/verification/{step}/picture`

use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Response};
use bytes::Bytes;
use pasar_domain::application::Step;
use pasar_domain::picture::FILE_BYTES_MAX;
use pasar_service::application::{ApplicationError, add_picture};
use pasar_service::identity::IdentityError;

use super::passed_on;
use super::step::{StepPath, differing, next, page};
use crate::prelude::*;
use crate::visit::refusal;

/// Bytes of a form with one picture, and the form around it.
pub const FORM_BYTES_MAX: usize = FILE_BYTES_MAX + 1024 * 1024;

/// Takes a photo of a document, and leads to the next step; or says first what it says otherwise than what was typed.
///
/// # Errors
/// The database's. A file that is no picture is the form again, with what to do.
pub async fn add(
    keeper: Keeper,
    Path(path): Path<StepPath>,
    mut parts: PostedParts,
) -> Result<Response, WebError> {
    if !matches!(path.step, Step::Picture | Step::DirectorPicture) {
        return Err(WebError::not_found());
    }
    let visit = &keeper.visit;
    let why = match uploaded(&mut parts).await? {
        None => key("application-picture-none"),
        Some(file) => match add_picture(&visit.ctx, keeper.keeper, path.step, file).await {
            Ok(unlike) if unlike.is_empty() => {
                return Ok(next(&keeper, path.step, true).await?.into_response());
            }
            Ok(unlike) => return Ok(differing(&keeper, path.step, &unlike).into_response()),
            Err(ApplicationError::Incomplete(_)) => key("application-picture-first"),
            Err(ApplicationError::Identity(error)) if is_about_the_file(&error) => {
                key("application-picture-wrong")
            }
            Err(error) => return Err(passed_on(error)),
        },
    };
    let mut form = Form::new(visit.l());
    form.refuse("picture", why);
    let page = page(&keeper, path.step, form).await?;
    Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
}

/// The photo of a form; nothing if none was chosen.
pub(super) async fn uploaded(parts: &mut PostedParts) -> Result<Option<Bytes>, WebError> {
    while let Some(part) = parts.next().await? {
        if part.name() == Some("picture") && !part.file_name().unwrap_or_default().is_empty() {
            return Ok(Some(part.bytes().await.map_err(|error| refusal(&error))?));
        }
    }
    Ok(None)
}

/// Is it a file that cannot be taken, and so for the seller to mend?
pub(super) const fn is_about_the_file(error: &IdentityError) -> bool {
    matches!(
        error,
        IdentityError::FileTooLarge
            | IdentityError::NotAPicture
            | IdentityError::TooManyPixels
            | IdentityError::Damaged
            | IdentityError::TooManyPictures
    )
}
