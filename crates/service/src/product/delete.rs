//! Deletes a product: it is gone for seller and buyers, but orders go on naming it.

use pasar_domain::id::{ProductId, VariantId};
use pasar_domain::product::{Product, ProductState};
use pasar_store::product::PastVersion;
use pasar_store::{outbox, product, variant};

use super::current;
use super::edit::EditProductError;
use crate::Context;
use crate::actor::ShopKeeper;

/// Deletes a product. Its stock-keeping units are free again, its handle is not.
///
/// # Errors
/// See [`EditProductError`].
pub async fn delete(
    ctx: &Context,
    keeper: ShopKeeper,
    product_id: ProductId,
) -> Result<(), EditProductError> {
    let mut tx = ctx.home().begin().await?;
    let current = current::lock(&mut tx, keeper.shop_id(), product_id)
        .await?
        .filter(|current| current.product.state != ProductState::Deleted)
        .ok_or(EditProductError::NotFound)?;
    let now = ctx.now();
    let past = PastVersion {
        product_id,
        version: current.product.version,
        content: current.account(),
        edited_by: keeper.account_id(),
        edited_at: now,
    };
    product::keep_versions(&mut tx, keeper.shop_id(), &[past]).await?;
    let variants: Vec<VariantId> = current
        .variants
        .iter()
        .map(|variant| variant.variant.variant_id)
        .collect();
    variant::retire_many(&mut tx, keeper.shop_id(), &variants, now).await?;
    let deleted = Product {
        state: ProductState::Deleted,
        version: current.product.version.saturating_add(1),
        updated_at: now,
        ..current.product
    };
    product::update_many(&mut tx, keeper.shop_id(), &[deleted]).await?;
    outbox::listings_changed(&mut tx, &[(keeper.shop_id(), product_id)], now).await?;
    tx.commit().await.map_err(pasar_store::Error::from)?;
    Ok(())
}
