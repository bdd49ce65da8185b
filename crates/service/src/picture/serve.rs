//! The bytes of pictures.

use bytes::Bytes;
use object_store::ObjectStoreExt as _;
use object_store::path::Path;
use pasar_domain::id::{PictureId, ShopId};
use pasar_domain::market::Market;
use pasar_domain::picture::{PictureSize, object_key};
use pasar_motif::Tradition;

use crate::Context;

/// Where a size of a picture is in the object store.
pub(super) fn file_path(object_key: &str, size: PictureSize) -> String {
    format!("{object_key}/{}.jpg", size.pixels())
}

/// An uploaded picture as JPEG; nothing when there is none. It never changes, so that it may be kept for ever.
///
/// # Errors
/// The object store failed.
pub async fn uploaded(
    ctx: &Context,
    shop_id: ShopId,
    picture_id: PictureId,
    size: PictureSize,
) -> Result<Option<Bytes>, object_store::Error> {
    let path = Path::from(file_path(&object_key(shop_id, picture_id), size));
    match ctx.objects().get(&path).await {
        Ok(found) => Ok(Some(found.bytes().await?)),
        Err(object_store::Error::NotFound { .. }) => Ok(None),
        Err(error) => Err(error),
    }
}

/// A picture drawn by the program for a product of a category (a slug; any other draws a parcel), as SVG text. The same seed gives
/// the same picture.
pub fn drawn(market: &Market, seed: u64, category: &str) -> String {
    let tradition = Tradition::from_name(market.motif.as_str()).unwrap_or_default();
    let subject = market
        .categories
        .get(category)
        .map_or(category, |category| category.motif.as_str());
    pasar_motif::draw(tradition, seed, subject)
}
