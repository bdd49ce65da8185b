//! `DELETE /{market}/api/v1/seller/shops/{shop}/products/{product}/pictures/{picture}`

use axum::Json;
use pasar_domain::id::{PictureId, ProductId};
use pasar_service::picture::remove::remove as remove_picture;
use serde::Deserialize;
use utoipa::IntoParams;

use super::refuse;
use crate::api::model::{KeyRefusals, ProductJson};
use crate::api::product::present;
use crate::api::{Answer, Named, ShopCaller};

/// Which picture of which product of which shop.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Path)]
pub struct PicturePath {
    /// The shop's handle.
    #[allow(
        dead_code,
        reason = "read by the extractor that authorises; here it is described"
    )]
    shop: String,
    /// The product's id.
    #[param(value_type = String)]
    product: ProductId,
    /// The picture's id.
    #[param(value_type = String)]
    picture: PictureId,
}

/// Remove a picture
///
/// When none is left that can be shown, the program draws one again.
#[utoipa::path(
    delete, path = "/api/v1/seller/shops/{shop}/products/{product}/pictures/{picture}", operation_id = "remove_picture",
    tag = "Products", security(("key" = [])), params(PicturePath),
    responses((status = 200, description = "The product as it is now.", body = ProductJson), KeyRefusals)
)]
pub async fn remove(caller: ShopCaller, Named(path): Named<PicturePath>) -> Answer<ProductJson> {
    remove_picture(&caller.ctx, caller.keeper, path.product, path.picture)
        .await
        .map_err(refuse)?;
    Ok(Json(present(&caller, path.product).await?))
}
