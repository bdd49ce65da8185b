//! `POST /{market}/seller/products/{product_id}/pictures/order`

use axum::extract::Path;
use pasar_domain::id::{PictureId, ProductId};
use pasar_service::picture::reorder::reorder;

use super::message;
use crate::prelude::*;
use crate::seller::product::ProductPath;

/// Keeps the descriptions (`alt.<id>`) of the pictures (`picture`, in their order), and puts one earlier or later when its button
/// was pressed.
///
/// # Errors
/// The database's; a picture of another product does not exist here.
pub async fn order(keeper: Keeper, Path(path): Path<ProductPath>, posted: Posted) -> Result<Turn, WebError> {
    let product_id: ProductId = crate::seller::id(&path.product_id)?;
    let mut order: Vec<(PictureId, Option<String>)> = Vec::new();
    for id in posted.values("picture") {
        let alt = posted.value(&format!("alt.{id}")).to_owned();
        order.push((crate::seller::id(id)?, Some(alt)));
    }
    if let Some((verb, id)) = posted.value("do").split_once('-') {
        let id: PictureId = crate::seller::id(id)?;
        let place = order.iter().position(|(known, _)| *known == id);
        let place = place.ok_or_else(WebError::not_found)?;
        let other = match verb {
            "earlier" => place.saturating_sub(1),
            _ => (place + 1).min(order.len() - 1),
        };
        order.swap(place, other);
    }
    let visit = &keeper.visit;
    let done = reorder(&visit.ctx, keeper.keeper, product_id, &order).await;
    let turn = visit.go(&format!("/seller/products/{product_id}#pictures"));
    Ok(match done.map_err(message) {
        Ok(()) => turn.flash(FlashKind::Good, key("seller-picture-ordered")),
        Err(why) => turn.flash(FlashKind::Bad, why?),
    })
}
