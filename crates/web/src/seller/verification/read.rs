//! `POST /{market}/seller/verification/{step}/read`: fills in a step from a photo of the document.

use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Response};
use pasar_domain::application::Step;
use pasar_domain::identity::reading::Reading;
use pasar_service::application::{ApplicationError, photograph};

use super::picture::{is_about_the_file, uploaded};
use super::step::{StepPath, VerificationStepPage, page};
use super::{passed_on, words};
use crate::prelude::*;

/// Keeps the photo for the document that is sent next, and answers with the form, filled in with what could be read. Nothing of that is saved before the
/// seller sends it.
///
/// # Errors
/// The database's. A file that is no picture is the form again, with what to do.
pub async fn read(
    keeper: Keeper,
    Path(path): Path<StepPath>,
    mut parts: PostedParts,
) -> Result<Response, WebError> {
    if !matches!(path.step, Step::Document | Step::Director) {
        return Err(WebError::not_found());
    }
    let visit = &keeper.visit;
    let why = match uploaded(&mut parts).await? {
        None => key("application-picture-none"),
        Some(file) => match photograph(&visit.ctx, keeper.keeper, path.step, file).await {
            Ok(reading) => return Ok(filled(&keeper, path.step, &reading).await?.into_response()),
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

/// The step with what was read, and what to do with it.
async fn filled(keeper: &Keeper, step: Step, reading: &Reading) -> Result<VerificationStepPage, WebError> {
    let l = keeper.visit.l();
    let page = page(keeper, step, Form::new(l)).await?;
    let is_taken = |kind: &str| page.kinds.iter().any(|choice| choice.value == kind);
    let (form, said) = match reading.kind {
        Some(kind) if is_taken(kind.as_str()) => (values(l, reading), ("good", l.t("application-read"))),
        Some(kind) => {
            let said = l.t1("application-read-other", "kind", words::kind(l, kind));
            (Form::new(l), ("care", said))
        }
        None => (Form::new(l), ("care", l.t("application-read-nothing"))),
    };
    Ok(VerificationStepPage {
        form,
        said: Some(said),
        ..page
    })
}

/// What was read, as one would type it.
fn values(l: &Localizer, reading: &Reading) -> Form {
    let pairs = [
        ("kind", reading.kind.map(|kind| kind.to_string())),
        ("number", reading.typed_number().map(str::to_owned)),
        ("name", reading.name.clone()),
        ("born", reading.born.map(|born| born.to_string())),
        ("sex", reading.sex.map(|sex| sex.to_string())),
        ("expires_on", reading.expires_on.map(|last| last.to_string())),
    ];
    let read = pairs.into_iter().filter_map(|(name, value)| Some((name, value?)));
    Form::filled(l, read)
}
