//! Takes a product back from buyers; it becomes a draft.

use pasar_domain::id::ProductId;

use super::edit::{EditProductError, set_state};
use super::write::StateWish;
use crate::Context;
use crate::actor::ShopKeeper;

/// Makes a published product a draft again.
///
/// # Errors
/// See [`EditProductError`].
pub async fn unpublish(
    ctx: &Context,
    keeper: ShopKeeper,
    product_id: ProductId,
) -> Result<(), EditProductError> {
    set_state(ctx, keeper, product_id, StateWish::Draft).await
}
