//! `POST /{market}/seller/products/{product_id}/pictures/{picture_id}/remove`

use axum::extract::Path;
use pasar_domain::id::{PictureId, ProductId};

use super::{PicturePath, message};
use crate::prelude::*;

/// Removes a picture.
///
/// # Errors
/// The database's; a picture of another shop does not exist here.
pub async fn remove(keeper: Keeper, Path(path): Path<PicturePath>, _: Posted) -> Result<Turn, WebError> {
    let product_id: ProductId = crate::seller::id(&path.product_id)?;
    let picture_id: PictureId = crate::seller::id(&path.picture_id)?;
    let visit = &keeper.visit;
    let done =
        pasar_service::picture::remove::remove(&visit.ctx, keeper.keeper, product_id, picture_id).await;
    let turn = visit.go(&format!("/seller/products/{product_id}#pictures"));
    Ok(match done.map_err(message) {
        Ok(()) => turn.flash(FlashKind::Good, key("seller-picture-removed")),
        Err(why) => turn.flash(FlashKind::Bad, why?),
    })
}
