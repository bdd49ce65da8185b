//! What the key's owner has bought, checkout by checkout.

pub mod cancel;
pub mod list;
pub mod pay;
pub mod show;

use pasar_domain::id::OrderGroupId;
use pasar_service::order::show_group;
use serde::Deserialize;
use utoipa::IntoParams;

use super::model::OrderGroupJson;
use super::{Caller, order};
use crate::error::WebError;

/// Which group.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Path)]
pub struct OrderGroupPath {
    /// Its id.
    #[param(value_type = String)]
    order_group: OrderGroupId,
}

/// The group as it is now.
pub(super) async fn present(caller: &Caller, id: OrderGroupId) -> Result<OrderGroupJson, WebError> {
    let view = show_group(&caller.ctx, caller.buyer, id).await;
    let view = view.map_err(order::refuse)?;
    OrderGroupJson::new(caller, &view).map_err(WebError::internal)
}
