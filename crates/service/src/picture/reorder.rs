//! Changes the order of a product's pictures, and what they say to those who do not see them.

use pasar_domain::id::{PictureId, ProductId};
use pasar_domain::picture::ALT_CHARS_MAX;
use pasar_store::{outbox, picture, product};

use super::upload::PictureError;
use crate::Context;
use crate::actor::ShopKeeper;

/// Puts the named pictures first, in this order, with these descriptions (`None`: as it was); the others follow as they were.
///
/// # Errors
/// See [`PictureError`].
pub async fn reorder(
    ctx: &Context,
    keeper: ShopKeeper,
    product_id: ProductId,
    order: &[(PictureId, Option<String>)],
) -> Result<(), PictureError> {
    let shop_id = keeper.shop_id();
    let mut tx = ctx.home().begin().await?;
    product::lock(&mut tx, shop_id, product_id)
        .await?
        .ok_or(PictureError::NotFound)?;
    let mut present = picture::of_products(&mut tx, shop_id, &[product_id]).await?;
    let mut changes = Vec::with_capacity(present.len());
    for (picture_id, alt) in order {
        let place = present
            .iter()
            .position(|(_, picture)| picture.picture_id == *picture_id)
            .ok_or(PictureError::NotFound)?;
        let (_, picture) = present.remove(place);
        let alt = alt.as_ref().map_or(picture.alt, |alt| {
            alt.trim().chars().take(ALT_CHARS_MAX).collect()
        });
        changes.push((picture.picture_id, alt));
    }
    changes.extend(
        present
            .into_iter()
            .map(|(_, picture)| (picture.picture_id, picture.alt)),
    );
    let numbered: Vec<_> = (0..)
        .zip(changes)
        .map(|(position, (id, alt))| (id, position, alt))
        .collect();
    picture::update_many(&mut tx, shop_id, &numbered).await?;
    outbox::listings_changed(&mut tx, &[(shop_id, product_id)], ctx.now()).await?;
    tx.commit().await.map_err(pasar_store::Error::from)?;
    Ok(())
}
