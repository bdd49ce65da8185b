//! `POST /{market}/seller/files`

use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Response};
use pasar_domain::import::FILE_BYTES_MAX;
use pasar_service::import::start::{StartImport, StartImportError, start};

use super::list::again;
use crate::prelude::*;
use crate::problem;

/// Bytes of a form with a catalogue: the largest file that is taken, and the form around it. The file is passed on as it comes in,
/// so that memory does not limit it.
#[expect(
    clippy::cast_possible_truncation,
    reason = "a gigabyte fits on every machine that this runs on"
)]
pub const FORM_BYTES_MAX: usize = FILE_BYTES_MAX as usize + 1024 * 1024;

/// Takes a catalogue file and promises to read it. What was chosen comes before the file, as in the form.
///
/// # Errors
/// The database's. A file that is no catalogue is the form again, with what it is and what to do.
pub async fn upload(keeper: Keeper, mut parts: PostedParts) -> Result<Response, WebError> {
    let visit = &keeper.visit;
    let mut chosen: Vec<(String, String)> = Vec::new();
    let mut refusal = visit.l().t("seller-import-no-file");
    let mut field = "file";
    while let Some(part) = parts.next().await? {
        let name = part.name().unwrap_or_default().to_owned();
        let file_name = part.file_name().unwrap_or_default().to_owned();
        if name != "file" {
            chosen.push((name, PostedParts::text(part).await?));
            continue;
        }
        if file_name.is_empty() {
            break;
        }
        let input = wanted(file_name, &chosen);
        match start(&visit.ctx, keeper.keeper, input, part).await {
            Ok(begun) => {
                let turn = visit.go(&format!("/seller/files/{}", begun.import_id));
                return Ok(turn.into_response());
            }
            Err(StartImportError::Invalid(problems)) => {
                field = "category";
                let said = problems
                    .0
                    .first()
                    .map(|first| visit.l().say(&problem::message(&first.kind)));
                refusal = said.unwrap_or(refusal);
            }
            Err(error) => refusal = message(visit.l(), error)?,
        }
        break;
    }
    let mut form = Form::filled(visit.l(), chosen);
    form.refuse_saying(field, refusal);
    let page = again(&keeper, form).await?;
    Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
}

fn wanted(file_name: String, chosen: &[(String, String)]) -> StartImport {
    let value = |name: &str| {
        let found = chosen.iter().find(|(known, _)| known == name);
        found.map_or("", |(_, value)| value.trim())
    };
    StartImport {
        file_name,
        dry_run: value("mode") != "real",
        category: Some(value("category").to_owned()).filter(|category| !category.is_empty()),
        as_drafts: value("drafts") == "yes",
    }
}

/// Why a file was not taken, for its seller.
fn message(l: &Localizer, error: StartImportError) -> Result<String, WebError> {
    match error {
        StartImportError::File(error) => {
            let args: Vec<_> = error
                .args()
                .into_iter()
                .map(|(name, value)| (name, value.to_arg()))
                .collect();
            Ok(l.t_with(&error.key(), &args))
        }
        StartImportError::TooLarge { max } => Ok(l.t1("seller-import-too-large", "max", max / 1_048_576)),
        StartImportError::Interrupted => Ok(l.t("import-file-interrupted")),
        StartImportError::Objects(error) => Err(WebError::unavailable(error)),
        StartImportError::Invalid(problems) => Err(WebError::invalid(problem::fields(&problems))),
        StartImportError::Store(error) => Err(error.into()),
    }
}
