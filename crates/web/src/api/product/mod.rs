//! A shop's products.

pub mod create;
pub mod delete;
pub mod edit;
pub mod list;
pub mod publish;
pub mod refusals;
pub mod restock;
pub mod show;
pub mod unpublish;

use pasar_domain::id::ProductId;
use pasar_service::Context;
use pasar_service::product::edit::EditProductError;
use pasar_service::product::show::show as show_product;
use serde::Deserialize;
use utoipa::IntoParams;

use super::model::ProductJson;
use super::{ShopCaller, clash};
use crate::error::WebError;
use crate::l10n::{Message, key};
use crate::problem;

/// Which product of which shop.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Path)]
pub struct ProductPath {
    /// The shop's handle.
    #[allow(
        dead_code,
        reason = "read by the extractor that authorises; here it is described"
    )]
    shop: String,
    /// The product's id.
    #[param(value_type = String)]
    pub product: ProductId,
}

/// The product as it is now.
pub(super) async fn present(caller: &ShopCaller, id: ProductId) -> Result<ProductJson, WebError> {
    let shown = show_product(&caller.ctx, caller.keeper, id).await?;
    let shown = shown.ok_or_else(no_such_product)?;
    Ok(ProductJson::new(caller, caller.shop.handle.as_str(), &shown))
}

/// The shop has no such product.
pub(super) fn no_such_product() -> WebError {
    WebError::not_found()
        .coded("NO_SUCH_PRODUCT")
        .saying(key("api-no-such-product"))
}

/// The seller is on probation and offers as many products as it may.
pub(super) fn probation(max: u32) -> WebError {
    clash(
        "PROBATION_PRODUCTS",
        Message::new(key("api-probation-products")).with("max", max),
    )
}

fn refuse(ctx: &Context, error: EditProductError) -> WebError {
    match error {
        EditProductError::Invalid(problems) => WebError::invalid(problem::fields(&problems)),
        EditProductError::NotFound => no_such_product(),
        EditProductError::Stale { current } => clash(
            "STALE_VERSION",
            Message::new(key("api-stale-version")).with("current", current),
        ),
        EditProductError::Refused(refusal) => WebError::refused(ctx, &refusal),
        EditProductError::Probation { max } => probation(max),
        EditProductError::Store(error) => error.into(),
    }
}
