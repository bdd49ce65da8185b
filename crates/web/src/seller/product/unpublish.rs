//! `POST /{market}/seller/products/{product_id}/unpublish`

use axum::extract::Path;
use pasar_domain::id::ProductId;

use super::{ProductPath, refuse};
use crate::prelude::*;

/// Takes a product back from buyers; it becomes a draft.
///
/// # Errors
/// The database's; a product of another shop does not exist here.
pub async fn unpublish(keeper: Keeper, Path(path): Path<ProductPath>, _: Posted) -> Result<Turn, WebError> {
    let product_id: ProductId = crate::seller::id(&path.product_id)?;
    let ctx = &keeper.visit.ctx;
    pasar_service::product::unpublish::unpublish(ctx, keeper.keeper, product_id)
        .await
        .map_err(|error| refuse(ctx, error))?;
    let turn = keeper.visit.go(&format!("/seller/products/{product_id}"));
    Ok(turn.flash(FlashKind::Good, key("seller-product-unpublished")))
}
