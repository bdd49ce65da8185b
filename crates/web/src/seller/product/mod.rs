//! Products of the shop: one form for all of a product, its stock, its pictures and its past.

mod assemble;
pub mod delete;
mod earning;
pub mod edit;
mod form;
mod form_samples;
pub mod list;
pub mod new;
pub mod publish;
pub mod restock;
pub mod stock;
mod text;
mod typed;
pub mod unpublish;
pub mod versions;

use pasar_domain::id::ProductId;
use pasar_service::Context;
use pasar_service::product::edit::EditProductError;
use pasar_service::product::show::{ShownProduct, show};
use serde::Deserialize;

use crate::error::WebError;
use crate::l10n::{Message, key};
use crate::visit::Keeper;

/// Which product an address names.
#[derive(Debug, Clone, Deserialize)]
pub struct ProductPath {
    /// The product's id.
    pub product_id: String,
}

/// Variants that a page shows at a time: more would be slow on a telephone, and nobody looks through them.
const VARIANTS_PAGE: usize = 25;

/// A product of the keeper's shop; one of another shop does not exist here.
async fn find(keeper: &Keeper, product_id: ProductId) -> Result<ShownProduct, WebError> {
    let found = show(&keeper.visit.ctx, keeper.keeper, product_id).await?;
    found.ok_or_else(WebError::not_found)
}

/// The seller is on probation and offers as many products as it may.
fn probation(max: u32) -> Message {
    Message::new(key("seller-product-probation")).with("max", max)
}

/// What no form can say about why a product was not changed.
fn refuse(ctx: &Context, error: EditProductError) -> WebError {
    match error {
        EditProductError::NotFound => WebError::not_found(),
        EditProductError::Stale { .. } => WebError::conflict().because(error),
        EditProductError::Invalid(problems) => WebError::invalid(crate::problem::fields(&problems)),
        EditProductError::Refused(refusal) => WebError::refused(ctx, &refusal),
        EditProductError::Probation { max } => WebError::conflict()
            .coded("PROBATION_PRODUCTS")
            .saying(probation(max)),
        EditProductError::Store(error) => error.into(),
    }
}
