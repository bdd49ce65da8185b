//! `POST /{market}/seller/products/{product_id}/pictures`

use axum::extract::Path;
use pasar_domain::id::ProductId;
use pasar_domain::picture::FILE_BYTES_MAX;
use pasar_service::picture::upload::upload;

use super::message;
use crate::prelude::*;
use crate::seller::product::ProductPath;
use crate::visit::refusal;

/// Bytes of a form with pictures: a dozen of the largest, and the form around them.
pub const FORM_BYTES_MAX: usize = 12 * FILE_BYTES_MAX + 1024 * 1024;

/// Adds pictures behind those that the product has. One that cannot be taken does not keep the others back: the next page says
/// which and why.
///
/// # Errors
/// The database's; a product of another shop does not exist here.
pub async fn add(
    keeper: Keeper,
    Path(path): Path<ProductPath>,
    mut parts: PostedParts,
) -> Result<Turn, WebError> {
    let product_id: ProductId = crate::seller::id(&path.product_id)?;
    let visit = &keeper.visit;
    let mut added = 0_u32;
    let mut refused: Vec<Message> = Vec::new();
    while let Some(part) = parts.next().await? {
        let name = part.file_name().unwrap_or_default().to_owned();
        if part.name() != Some("pictures") || name.is_empty() {
            continue;
        }
        let file = part.bytes().await.map_err(|error| refusal(&error))?;
        match upload(&visit.ctx, keeper.keeper, product_id, "", file).await {
            Ok(_) => added += 1,
            Err(error) => {
                let why = visit.l().say(&message(error)?);
                refused.push(
                    Message::new(key("seller-picture-refused"))
                        .with("name", name)
                        .with("why", why),
                );
            }
        }
    }
    let mut turn = visit.go(&format!("/seller/products/{product_id}#pictures"));
    if added > 0 {
        turn = turn.flash(
            FlashKind::Good,
            Message::new(key("seller-picture-added")).with("count", added),
        );
    } else if refused.is_empty() {
        turn = turn.flash(FlashKind::Care, key("seller-picture-none"));
    }
    Ok(refused
        .into_iter()
        .fold(turn, |turn, why| turn.flash(FlashKind::Bad, why)))
}
