//! `GET /{market}/api/v1/seller/shops/{shop}/products`

use axum::Json;
use pasar_service::product::list::of_shop;
use pasar_store::product::{ProductFilter, ProductStanding};
use serde::Deserialize;
use utoipa::{IntoParams, ToSchema};

use crate::api::model::{KeyRefusals, PageJson, ProductSummaryJson};
use crate::api::shop::ShopPath;
use crate::api::{Answer, PageQuery, ShopCaller, Wanted};

/// Which products.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(default)]
pub struct ProductQuery {
    /// Only those with this in the title, the handle or a stock-keeping unit.
    q: Option<String>,
    /// Only those that stand so.
    #[param(inline)]
    state: Option<StandingJson>,
    /// Only those that buyers see and of which nothing is left.
    sold_out: bool,
    /// `next` of the page before; none for the first page.
    cursor: Option<String>,
    /// Most entries of the page, 1 to 100; 20 when none.
    #[param(minimum = 1, maximum = 100, default = 20)]
    limit: Option<u32>,
}

/// How a product stands.
#[derive(Debug, Clone, Copy, Deserialize, ToSchema)]
#[schema(as = ProductStanding)]
#[serde(rename_all = "snake_case")]
pub enum StandingJson {
    /// Seen by its seller only.
    Draft,
    /// Offered to buyers.
    Active,
    /// Hidden by the operator.
    TakenDown,
}

impl From<StandingJson> for ProductStanding {
    fn from(standing: StandingJson) -> Self {
        match standing {
            StandingJson::Draft => Self::Draft,
            StandingJson::Active => Self::Active,
            StandingJson::TakenDown => Self::TakenDown,
        }
    }
}

/// List your shop's products
///
/// Newest first; drafts too.
#[utoipa::path(
    get, path = "/api/v1/seller/shops/{shop}/products", operation_id = "list_products", tag = "Products",
    security(("key" = [])), params(ShopPath, ProductQuery),
    responses((status = 200, description = "A page of products.", body = PageJson<ProductSummaryJson>), KeyRefusals)
)]
pub async fn list(
    caller: ShopCaller,
    Wanted(wanted): Wanted<ProductQuery>,
) -> Answer<PageJson<ProductSummaryJson>> {
    let page = PageQuery {
        cursor: wanted.cursor,
        limit: wanted.limit,
    };
    let filter = ProductFilter {
        shop_id: None,
        standing: wanted.state.map(Into::into),
        sold_out: wanted.sold_out,
        text: wanted.q,
        before: page.after()?,
        limit: page.limit()?,
    };
    let (products, next) = of_shop(&caller.ctx, caller.keeper, filter).await?;
    let products = products
        .iter()
        .map(|product| ProductSummaryJson::new(&caller, product));
    Ok(Json(PageJson::new(products.collect(), next)))
}
