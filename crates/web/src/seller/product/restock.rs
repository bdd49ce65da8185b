//! `POST /{market}/seller/products/{product_id}/restock`

use axum::extract::Path;
use axum::response::{IntoResponse as _, Response};
use pasar_domain::id::{ProductId, VariantId};
use pasar_domain::offer::StockChange;
use pasar_service::product::edit::EditProductError;

use super::{ProductPath, find, refuse, stock, text};
use crate::prelude::*;
use crate::problem;

/// Changes stocks by what was typed over what the page showed: what was sold in between stays sold. The fields are `id.N`,
/// `seen.N` and `stock.N`; the quick form of the list, which is for products of one variant, has no id.
///
/// # Errors
/// The database's; a product of another shop does not exist here. What is wrong with the answers is the form again.
pub async fn restock(
    keeper: Keeper,
    Path(path): Path<ProductPath>,
    posted: Posted,
) -> Result<Response, WebError> {
    let product_id: ProductId = crate::seller::id(&path.product_id)?;
    let visit = &keeper.visit;
    let mut form = posted.form(visit.l());
    let mut changes: Vec<(VariantId, StockChange)> = Vec::new();
    let mut places = Vec::new();
    for place in 0..super::VARIANTS_PAGE {
        let field = format!("stock.{place}");
        let typed = posted.value(&field);
        if typed.is_empty() {
            continue;
        }
        let variant_id = match posted.value(&format!("id.{place}")) {
            "" => only_variant(&keeper, product_id).await?,
            id => crate::seller::id(id)?,
        };
        let seen: u32 = posted.parsed(&format!("seen.{place}"))?;
        match text::whole(visit.ctx.market(), typed) {
            Ok(stock) => changes.push((variant_id, StockChange::between(seen, stock))),
            Err(message) => form.refuse(&field, message),
        }
        places.push(place);
    }
    let from = posted.value("from").parse().unwrap_or_default();
    if !form.is_fine() {
        return stock::again(&keeper, product_id, from, form).await;
    }
    let done =
        pasar_service::product::restock::restock(&visit.ctx, keeper.keeper, product_id, &changes).await;
    match done {
        Ok(_) => {
            let turn = visit.go_back(posted.value("back"), "/seller/products");
            Ok(turn
                .flash(FlashKind::Good, key("seller-stock-saved"))
                .into_response())
        }
        Err(EditProductError::Invalid(problems)) => {
            for found in &problems.0 {
                let place = found
                    .field
                    .split('.')
                    .nth(1)
                    .and_then(|place| place.parse::<usize>().ok());
                let place = place
                    .and_then(|place| places.get(place))
                    .copied()
                    .unwrap_or_default();
                form.refuse(&format!("stock.{place}"), problem::message(&found.kind));
            }
            stock::again(&keeper, product_id, from, form).await
        }
        Err(error) => Err(refuse(&keeper.visit.ctx, error)),
    }
}

/// The variant of a product that has only one.
async fn only_variant(keeper: &Keeper, product_id: ProductId) -> Result<VariantId, WebError> {
    let shown = find(keeper, product_id).await?;
    match shown.current.variants.as_slice() {
        [only] => Ok(only.variant.variant_id),
        _ => Err(WebError::conflict()),
    }
}
