//! `GET /{market}/api/v1/order-groups`

use axum::Json;
use pasar_service::order::list_groups;

use crate::api::model::{KeyRefusals, OrderGroupJson, PageJson};
use crate::api::{Answer, Caller, PageQuery, Wanted};
use crate::error::WebError;

/// List what you bought
///
/// Checkouts with their orders and payments, newest first.
#[utoipa::path(
    get, path = "/api/v1/order-groups", operation_id = "list_order_groups", tag = "Orders", security(("key" = [])),
    params(PageQuery),
    responses((status = 200, description = "A page of order groups.", body = PageJson<OrderGroupJson>), KeyRefusals)
)]
pub async fn list(caller: Caller, Wanted(page): Wanted<PageQuery>) -> Answer<PageJson<OrderGroupJson>> {
    let found = list_groups(&caller.ctx, caller.buyer, page.of_orders()?).await?;
    let groups = found
        .entries
        .iter()
        .map(|view| OrderGroupJson::new(&caller, view));
    let groups = groups.collect::<Result<_, _>>().map_err(WebError::internal)?;
    Ok(Json(PageJson::new(groups, found.next)))
}
