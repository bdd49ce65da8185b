//! `POST /{market}/api/v1/seller/shops/{shop}/imports`

use axum::Json;
use axum::body::Body;
use axum::http::StatusCode;
use pasar_service::import::start::{StartImport, StartImportError, start as start_import};
use serde::Deserialize;
use utoipa::IntoParams;

use super::ImportJson;
use crate::api::model::KeyRefusals;
use crate::api::shop::ShopPath;
use crate::api::{ShopCaller, Wanted, unfit};
use crate::error::WebError;
use crate::l10n::{Message, key};
use crate::problem;

/// What is said of a file.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct ImportQuery {
    /// What it is called, with its ending.
    file_name: String,
    /// Read it only to see what would happen?
    #[serde(default)]
    dry_run: bool,
    /// The category, by slug, of goods whose own words for it the market does not know.
    category: Option<String>,
    /// Keep new products as drafts, whatever the file says?
    #[serde(default)]
    as_drafts: bool,
}

/// Import a file
///
/// The file is the body: a Shopify product CSV, or Google Merchant product data as a table or XML. It is kept as it comes in and read
/// afterwards: show the import until it is `done`. Reading the same file again changes nothing.
#[utoipa::path(
    post, path = "/api/v1/seller/shops/{shop}/imports", operation_id = "start_import", tag = "Files",
    security(("key" = [])), params(ShopPath, ImportQuery),
    request_body(content = Vec<u8>, content_type = "application/octet-stream", description = "The file, at most 1 GiB."),
    responses((status = 202, description = "The file is kept and will be read.", body = ImportJson), KeyRefusals)
)]
pub async fn start(
    caller: ShopCaller,
    Wanted(wanted): Wanted<ImportQuery>,
    body: Body,
) -> Result<(StatusCode, Json<ImportJson>), WebError> {
    let input = StartImport {
        file_name: wanted.file_name,
        dry_run: wanted.dry_run,
        category: wanted.category,
        as_drafts: wanted.as_drafts,
    };
    let begun = start_import(&caller.ctx, caller.keeper, input, body.into_data_stream()).await;
    let begun = begun.map_err(refuse)?;
    Ok((StatusCode::ACCEPTED, Json(begun.into())))
}

fn refuse(error: StartImportError) -> WebError {
    match error {
        // What a file is instead of a catalogue is said in English only, as the readers of files say it.
        StartImportError::File(error) => unfit(
            "NOT_A_CATALOGUE",
            Message::new(key("api-not-a-catalogue")).with("reason", error.to_string()),
        ),
        StartImportError::TooLarge { .. } => WebError::too_large(),
        StartImportError::Invalid(problems) => WebError::invalid(problem::fields(&problems)),
        StartImportError::Interrupted => unfit("UPLOAD_INTERRUPTED", key("api-upload-interrupted")),
        StartImportError::Objects(error) => WebError::unavailable(error),
        StartImportError::Store(error) => error.into(),
    }
}
