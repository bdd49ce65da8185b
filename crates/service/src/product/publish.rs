//! Lets buyers see a product.

use pasar_domain::id::ProductId;

use super::edit::{EditProductError, set_state};
use super::write::StateWish;
use crate::Context;
use crate::actor::ShopKeeper;

/// Publishes a draft; a product that is published already stays so.
///
/// # Errors
/// [`EditProductError::Invalid`] names what a draft may lack and a published product may not: category, required attributes.
pub async fn publish(
    ctx: &Context,
    keeper: ShopKeeper,
    product_id: ProductId,
) -> Result<(), EditProductError> {
    set_state(ctx, keeper, product_id, StateWish::Active).await
}
