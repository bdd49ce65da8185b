//! `GET /{market}/api/v1/seller/shops/{shop}/refusals`

use axum::Json;
use pasar_service::appeal::list::{RefusedProduct, refused};
use serde::Serialize;
use utoipa::ToSchema;

use crate::api::model::{IdJson, KeyRefusals, ListJson};
use crate::api::shop::ShopPath;
use crate::api::{Answer, ShopCaller};
use crate::promise::query;
use crate::seller::refusal::view::RefusingRule;

/// A product that the charter does not let buyers see or buy.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = RefusedProduct)]
pub struct RefusedProductJson {
    /// The product.
    pub product_id: IdJson,
    /// Its title.
    pub title: String,
    /// How many of its offers are refused.
    pub offers: usize,
    /// Do buyers see it? Then it is only not sold.
    pub is_shown: bool,
    /// The rules that refuse them.
    pub rules: Vec<RefusingRuleJson>,
}

/// A rule that refuses a product.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = RefusingRule)]
pub struct RefusingRuleJson {
    /// Its id in the charter.
    pub rule: String,
    /// Its name, in the language of the request.
    pub title: String,
    /// What is wrong, in the language of the request.
    pub reason: String,
    /// What to do, in the language of the request.
    pub remedy: String,
}

impl From<RefusingRule> for RefusingRuleJson {
    fn from(rule: RefusingRule) -> Self {
        Self {
            rule: rule.id,
            title: rule.title,
            reason: rule.reason,
            remedy: rule.remedy,
        }
    }
}

/// List what buyers do not see or cannot buy
///
/// Every active product of which the charter in force refuses to show or to sell an offer, with the rules, what is wrong and what to do. It comes back by itself when
/// that has changed.
#[utoipa::path(
    get, path = "/api/v1/seller/shops/{shop}/refusals", operation_id = "list_refusals", tag = "Products",
    security(("key" = [])), params(ShopPath),
    responses((status = 200, description = "The products.", body = ListJson<RefusedProductJson>), KeyRefusals)
)]
pub async fn list(caller: ShopCaller) -> Answer<ListJson<RefusedProductJson>> {
    let folder = query::charter(&caller.ctx)?;
    let products = refused(&caller.ctx, caller.keeper).await?;
    let told = |product: RefusedProduct| RefusedProductJson {
        product_id: product.product_id.into(),
        title: product.title,
        offers: product.offers,
        is_shown: product.is_shown,
        rules: product
            .rules
            .iter()
            .map(|rule| RefusingRule::new(&caller.l, folder, rule.as_str(), None).into())
            .collect(),
    };
    Ok(Json(ListJson {
        data: products.into_iter().map(told).collect(),
    }))
}
