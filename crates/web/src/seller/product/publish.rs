//! `POST /{market}/seller/products/{product_id}/publish`

use axum::extract::Path;
use axum::response::Response;

use super::ProductPath;
use super::edit::published;
use crate::prelude::*;

/// Lets buyers see a draft; the form shows what it lacks.
///
/// # Errors
/// The database's; a product of another shop does not exist here.
pub async fn publish(keeper: Keeper, Path(path): Path<ProductPath>, _: Posted) -> Result<Response, WebError> {
    published(&keeper, crate::seller::id(&path.product_id)?, 0).await
}
