//! `POST /{market}/seller/files/{import_id}/run`

use axum::extract::Path;
use pasar_service::import::again::{AgainError, again};

use super::ImportPath;
use crate::prelude::*;

/// Imports for real what was only looked through.
///
/// # Errors
/// The database's; an import of another shop does not exist here, and one that was no dry run is not run again.
pub async fn run(keeper: Keeper, Path(path): Path<ImportPath>, _: Posted) -> Result<Turn, WebError> {
    let import_id = crate::seller::id(&path.import_id)?;
    let begun = again(&keeper.visit.ctx, keeper.keeper, import_id).await;
    let begun = begun.map_err(|error| match error {
        AgainError::NotFound => WebError::not_found(),
        AgainError::NotADryRun => WebError::conflict().because(error),
        AgainError::Store(error) => error.into(),
    })?;
    Ok(keeper.visit.go(&format!("/seller/files/{}", begun.import_id)))
}
