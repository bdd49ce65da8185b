//! `GET /{market}/api/v1/seller/shops`

use axum::Json;
use pasar_service::shop::list::of_member;

use crate::api::model::{KeyRefusals, ListJson, ShopJson};
use crate::api::{Answer, Caller};

/// List your shops
///
/// The shops of which the key's owner is a member, oldest first.
#[utoipa::path(
    get, path = "/api/v1/seller/shops", operation_id = "list_own_shops", tag = "Shop", security(("key" = [])),
    responses((status = 200, description = "The shops.", body = ListJson<ShopJson>), KeyRefusals)
)]
pub async fn list(caller: Caller) -> Answer<ListJson<ShopJson>> {
    let shops = of_member(&caller.ctx, caller.buyer).await?;
    let shops = shops.iter().map(|(shop, _)| ShopJson::new(&caller, shop));
    Ok(Json(ListJson {
        data: shops.collect(),
    }))
}
