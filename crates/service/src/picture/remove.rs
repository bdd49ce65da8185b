//! Removes a picture of a product.

use object_store::ObjectStoreExt as _;
use object_store::path::Path;
use pasar_domain::id::{PictureId, ProductId};
use pasar_domain::picture::{Picture, PictureKind, PictureSize};
use pasar_store::{outbox, picture, product, shop};

use super::serve::file_path;
use super::upload::PictureError;
use crate::Context;
use crate::actor::ShopKeeper;

/// Removes an uploaded or linked picture. When none is left that can be shown, the program draws one again.
///
/// # Errors
/// See [`PictureError`].
pub async fn remove(
    ctx: &Context,
    keeper: ShopKeeper,
    product_id: ProductId,
    picture_id: PictureId,
) -> Result<(), PictureError> {
    let shop_id = keeper.shop_id();
    let now = ctx.now();
    let mut tx = ctx.home().begin().await?;
    let product = product::lock(&mut tx, shop_id, product_id)
        .await?
        .ok_or(PictureError::NotFound)?;
    let shop = shop::by_id(&mut tx, shop_id)
        .await?
        .ok_or(PictureError::NotFound)?;
    let mut present = picture::of_products(&mut tx, shop_id, &[product_id]).await?;
    let place = present
        .iter()
        .position(|(_, picture)| {
            picture.picture_id == picture_id && !matches!(picture.kind, PictureKind::Drawn { .. })
        })
        .ok_or(PictureError::NotFound)?;
    let (_, removed) = present.remove(place);
    picture::delete_many(&mut tx, shop_id, &[picture_id]).await?;
    if present
        .iter()
        .all(|(_, picture)| matches!(picture.kind, PictureKind::Linked { .. }))
    {
        let drawn = Picture {
            picture_id: PictureId::new(now, &ctx.entropy()),
            position: 0,
            alt: String::new(),
            kind: PictureKind::Drawn {
                seed: pasar_motif::seed(&format!("{}/{}", shop.handle, product.handle)),
            },
        };
        picture::insert_many(&mut tx, shop_id, &[(product_id, drawn)], now).await?;
    }
    outbox::listings_changed(&mut tx, &[(shop_id, product_id)], now).await?;
    tx.commit().await.map_err(pasar_store::Error::from)?;
    if let PictureKind::Uploaded { object_key, .. } = removed.kind {
        for size in PictureSize::ALL {
            // A file that stays behind costs some disk and harms nobody.
            if let Err(error) = ctx
                .objects()
                .delete(&Path::from(file_path(&object_key, size)))
                .await
            {
                tracing::warn!(%error, object_key, "a removed picture's file stays behind");
            }
        }
    }
    Ok(())
}
