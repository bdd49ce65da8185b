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
    pasar_motif::draw(tradition(market), seed, subject(market, category))
}

/// What stands for a category itself (a slug; any other is a parcel): its goods on plain paper, as SVG text.
pub fn tile(market: &Market, category: &str) -> String {
    pasar_motif::category_tile(tradition(market), subject(market, category))
}

fn tradition(market: &Market) -> Tradition {
    Tradition::from_name(market.motif.as_str()).unwrap_or_default()
}

fn subject<'a>(market: &'a Market, category: &'a str) -> &'a str {
    let known = market.categories.get(category);
    known.map_or(category, |category| category.motif.as_str())
}
