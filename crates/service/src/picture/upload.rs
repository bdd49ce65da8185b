//! Takes a seller's picture of a product.

use bytes::Bytes;
use object_store::ObjectStoreExt as _;
use object_store::path::Path;
use pasar_domain::id::{PictureId, ProductId};
use pasar_domain::picture::{ALT_CHARS_MAX, FILE_BYTES_MAX, PIXELS_MAX, Picture, PictureKind, object_key};
use pasar_domain::product::ProductState;
use pasar_store::{outbox, picture, product};
use tokio::sync::Semaphore;

use super::resize::{Unfit, resize};
use super::serve::file_path;
use crate::Context;
use crate::actor::ShopKeeper;

/// One picture is decoded at a time: a large one needs a few hundred megabytes.
pub(crate) static DECODING: Semaphore = Semaphore::const_new(1);

/// Why a picture was not taken.
#[derive(Debug, thiserror::Error)]
pub enum PictureError {
    /// The file is too large.
    #[error("the file is larger than {max} bytes; make the picture smaller")]
    TooLarge {
        /// The most bytes.
        max: usize,
    },
    /// The file is no picture of a kind that is taken.
    #[error("the file is not a JPEG, PNG, WebP or GIF picture; save it as one of these")]
    NotAPicture,
    /// The picture has too many pixels.
    #[error("the picture has more than {max} pixels; make it smaller")]
    TooManyPixels {
        /// The most pixels.
        max: u64,
    },
    /// The file breaks off or is damaged.
    #[error("the picture is damaged; open it, save it again and send that")]
    Damaged,
    /// The product has as many pictures as the charter allows.
    #[error("a product has at most {max} pictures; remove one first")]
    TooMany {
        /// The most.
        max: u32,
    },
    /// The shop has no such product, or the product no such picture.
    #[error("there is no such product or picture")]
    NotFound,
    /// The file could not be kept.
    #[error("the picture could not be stored")]
    Objects(#[from] object_store::Error),
    /// The program is shutting down.
    #[error("the program is stopping; try again in a minute")]
    Stopping,
    /// The database failed.
    #[error(transparent)]
    Store(#[from] pasar_store::Error),
}

impl From<Unfit> for PictureError {
    fn from(unfit: Unfit) -> Self {
        match unfit {
            Unfit::NotAPicture => Self::NotAPicture,
            Unfit::TooManyPixels => Self::TooManyPixels { max: PIXELS_MAX },
            Unfit::Damaged => Self::Damaged,
        }
    }
}

/// Adds a picture behind those that a product has; the first one takes the place of the picture drawn by the program.
///
/// # Errors
/// See [`PictureError`].
pub async fn upload(
    ctx: &Context,
    keeper: ShopKeeper,
    product_id: ProductId,
    alt: &str,
    file: Bytes,
) -> Result<Picture, PictureError> {
    if file.len() > FILE_BYTES_MAX {
        return Err(PictureError::TooLarge { max: FILE_BYTES_MAX });
    }
    let shop_id = keeper.shop_id();
    let max = ctx.charter().limits.product_pictures_max;
    check_room(ctx, keeper, product_id, max).await?;
    let permit = DECODING.acquire().await.map_err(|_| PictureError::Stopping)?;
    let resized = tokio::task::spawn_blocking(move || resize(&file))
        .await
        .map_err(|_| PictureError::Stopping)??;
    drop(permit);
    let now = ctx.now();
    let picture_id = PictureId::new(now, &ctx.entropy());
    let object_key = object_key(shop_id, picture_id);
    for (size, jpeg) in resized.files {
        ctx.objects()
            .put(&Path::from(file_path(&object_key, size)), jpeg.into())
            .await?;
    }
    let mut tx = ctx.home().begin().await?;
    // Two uploads at once take turns here.
    let found = product::lock(&mut tx, shop_id, product_id).await?;
    if found.is_none_or(|product| product.state == ProductState::Deleted) {
        return Err(PictureError::NotFound);
    }
    let present = picture::of_products(&mut tx, shop_id, &[product_id]).await?;
    if shown(&present) >= usize::try_from(max).unwrap_or(usize::MAX) {
        return Err(PictureError::TooMany { max });
    }
    let drawn: Vec<PictureId> = present
        .iter()
        .filter(|(_, picture)| matches!(picture.kind, PictureKind::Drawn { .. }))
        .map(|(_, picture)| picture.picture_id)
        .collect();
    picture::delete_many(&mut tx, shop_id, &drawn).await?;
    let uploaded = Picture {
        picture_id,
        position: present
            .iter()
            .map(|(_, picture)| picture.position + 1)
            .max()
            .unwrap_or(0),
        alt: alt
            .split_whitespace()
            .collect::<Vec<_>>()
            .join(" ")
            .chars()
            .take(ALT_CHARS_MAX)
            .collect(),
        kind: PictureKind::Uploaded {
            object_key,
            width: resized.width,
            height: resized.height,
        },
    };
    picture::insert_many(&mut tx, shop_id, &[(product_id, uploaded.clone())], now).await?;
    outbox::listings_changed(&mut tx, &[(shop_id, product_id)], now).await?;
    tx.commit().await.map_err(pasar_store::Error::from)?;
    Ok(uploaded)
}

/// Looks before the work of decoding; the transaction looks again.
async fn check_room(
    ctx: &Context,
    keeper: ShopKeeper,
    product_id: ProductId,
    max: u32,
) -> Result<(), PictureError> {
    let mut conn = ctx.home().read().await?;
    if product::by_id(&mut conn, keeper.shop_id(), product_id)
        .await?
        .is_none()
    {
        return Err(PictureError::NotFound);
    }
    let present = picture::of_products(&mut conn, keeper.shop_id(), &[product_id]).await?;
    if shown(&present) >= usize::try_from(max).unwrap_or(usize::MAX) {
        return Err(PictureError::TooMany { max });
    }
    Ok(())
}

fn shown(present: &[(ProductId, Picture)]) -> usize {
    present
        .iter()
        .filter(|(_, picture)| matches!(picture.kind, PictureKind::Uploaded { .. }))
        .count()
}
