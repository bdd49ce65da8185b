//! `GET /{market}/api/v1/shops/{shop}`

use axum::Json;
use pasar_service::shop::show::show as show_shop;
use serde::Serialize;
use utoipa::ToSchema;

use super::{ShopPath, no_such_shop};
use crate::api::model::{ListingCardJson, PageJson, Refusals, ShopJson};
use crate::api::{Answer, Call, Named, PageQuery, Wanted};

/// A shop with a page of what it sells.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = ShopDetail)]
pub struct ShopDetailJson {
    /// The shop.
    #[serde(flatten)]
    shop: ShopJson,
    /// What it sells, newest first.
    products: PageJson<ListingCardJson>,
}

/// Show a shop
///
/// And what it sells, newest first; `cursor` goes through its products. To filter them, list products with `shop`.
#[utoipa::path(
    get, path = "/api/v1/shops/{shop}", operation_id = "show_shop", tag = "Catalogue", params(ShopPath, PageQuery),
    responses((status = 200, description = "The shop.", body = ShopDetailJson), Refusals)
)]
pub async fn show(
    call: Call,
    Named(path): Named<ShopPath>,
    Wanted(page): Wanted<PageQuery>,
) -> Answer<ShopDetailJson> {
    let shown = show_shop(&call.ctx, &path.shop, page.after()?, page.limit()?).await?;
    let shown = shown.ok_or_else(no_such_shop)?;
    let cards = shown.cards.iter().map(|card| ListingCardJson::new(&call, card));
    Ok(Json(ShopDetailJson {
        products: PageJson::new(cards.collect(), shown.next),
        shop: ShopJson::new(&call, &shown.shop),
    }))
}
