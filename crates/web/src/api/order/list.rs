//! `GET /{market}/api/v1/seller/shops/{shop}/orders`

use axum::Json;
use pasar_domain::order::OrderStateName;
use pasar_service::order::list_of_shop;
use serde::Deserialize;
use utoipa::IntoParams;

use crate::api::model::{KeyRefusals, OrderJson, PageJson};
use crate::api::shop::ShopPath;
use crate::api::{Answer, PageQuery, ShopCaller, Wanted};
use crate::error::{FieldProblem, WebError};
use crate::l10n::{Message, key};

/// Which orders.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(default)]
pub struct SoldOrderQuery {
    /// Only those in this state; what awaits payment is listed only when asked for.
    state: Option<String>,
    /// `next` of the page before; none for the first page.
    cursor: Option<String>,
    /// Most entries of the page, 1 to 100; 20 when none.
    #[param(minimum = 1, maximum = 100, default = 20)]
    limit: Option<u32>,
}

/// List your shop's orders
///
/// Newest first.
#[utoipa::path(
    get, path = "/api/v1/seller/shops/{shop}/orders", operation_id = "list_sold_orders", tag = "Sales",
    security(("key" = [])), params(ShopPath, SoldOrderQuery),
    responses((status = 200, description = "A page of orders.", body = PageJson<OrderJson>), KeyRefusals)
)]
pub async fn list(caller: ShopCaller, Wanted(wanted): Wanted<SoldOrderQuery>) -> Answer<PageJson<OrderJson>> {
    let state = wanted.state.as_deref().map(read_state).transpose()?;
    let page = PageQuery {
        cursor: wanted.cursor,
        limit: wanted.limit,
    };
    let found = list_of_shop(&caller.ctx, caller.keeper, state, page.of_orders()?).await?;
    let orders = found
        .entries
        .iter()
        .map(|view| OrderJson::for_shop(&caller, view));
    let orders = orders.collect::<Result<_, _>>().map_err(WebError::internal)?;
    Ok(Json(PageJson::new(orders, found.next)))
}

fn read_state(text: &str) -> Result<OrderStateName, WebError> {
    text.parse().map_err(|_| {
        WebError::invalid(vec![FieldProblem {
            field: "state".to_owned(),
            message: Message::new(key("field-not-listed")).with("text", text),
        }])
    })
}
