//! `POST /{market}/seller/products/{product_id}/delete`

use axum::extract::Path;
use pasar_domain::id::ProductId;

use super::{ProductPath, refuse};
use crate::prelude::*;

/// Deletes a product. Orders go on naming it.
///
/// # Errors
/// The database's; a product of another shop does not exist here.
pub async fn delete(keeper: Keeper, Path(path): Path<ProductPath>, _: Posted) -> Result<Turn, WebError> {
    let product_id: ProductId = crate::seller::id(&path.product_id)?;
    let ctx = &keeper.visit.ctx;
    pasar_service::product::delete::delete(ctx, keeper.keeper, product_id)
        .await
        .map_err(|error| refuse(ctx, error))?;
    let turn = keeper.visit.go("/seller/products");
    Ok(turn.flash(FlashKind::Good, key("seller-product-deleted")))
}
