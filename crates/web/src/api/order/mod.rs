//! Single orders: what their buyer and their shop do with them.

pub mod cancel_as_buyer;
pub mod cancel_as_shop;
pub mod list;
pub mod receive;
pub mod ship;
pub mod show;

use pasar_domain::id::{OrderGroupId, OrderId};
use pasar_domain::order::CancelReason;
use pasar_service::Context;
use pasar_service::order::{CancelError, OrderError, show_group};
use serde::Deserialize;
use utoipa::{IntoParams, ToSchema};

use super::{Caller, clash, unfit};
use crate::error::{FieldProblem, WebError};
use crate::l10n::{Message, key};

/// Which order of which checkout.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Path)]
pub struct BoughtOrderPath {
    /// The checkout's id.
    #[param(value_type = String)]
    order_group: OrderGroupId,
    /// The order's id.
    #[param(value_type = String)]
    order: OrderId,
}

/// Which order of which shop.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Path)]
pub struct SoldOrderPath {
    /// The shop's handle.
    #[allow(
        dead_code,
        reason = "read by the extractor that authorises; here it is described"
    )]
    shop: String,
    /// The order's id.
    #[param(value_type = String)]
    order: OrderId,
}

/// Why an order is called off.
#[derive(Debug, Deserialize, ToSchema)]
#[schema(as = CancelInput)]
#[serde(deny_unknown_fields)]
pub struct CancelInputJson {
    /// A word: buyers say `changed_mind`, `wrong_address`, `ordered_twice` or `other`; shops `out_of_stock`, `cannot_ship`,
    /// `buyer_asked` or `other`.
    reason: String,
}

impl CancelInputJson {
    fn read(self) -> Result<CancelReason, WebError> {
        self.reason.parse().map_err(|_| unknown_reason(&self.reason))
    }
}

fn unknown_reason(text: &str) -> WebError {
    WebError::invalid(vec![FieldProblem {
        field: "reason".to_owned(),
        message: Message::new(key("field-not-listed")).with("text", text),
    }])
}

/// An address must name an order by the checkout it belongs to.
async fn check_group(caller: &Caller, path: &BoughtOrderPath) -> Result<(), WebError> {
    let view = show_group(&caller.ctx, caller.buyer, path.order_group).await;
    let view = view.map_err(refuse)?;
    let found = view.orders.iter().any(|view| view.order.id == path.order);
    found.then_some(()).ok_or_else(no_such_order)
}

/// There is no such order, or not for this caller.
pub(super) fn no_such_order() -> WebError {
    WebError::not_found()
        .coded("NO_SUCH_ORDER")
        .saying(key("api-no-such-order"))
}

pub(super) fn refuse(error: OrderError) -> WebError {
    match error {
        OrderError::NotFound(_) | OrderError::GroupNotFound(_) => no_such_order(),
        OrderError::WrongState(wrong) => clash(
            "WRONG_STATE",
            Message::new(key("api-wrong-state")).with("state", wrong.from.as_str()),
        ),
        OrderError::Sum(error) => WebError::internal(error),
        OrderError::Store(error) => error.into(),
    }
}

fn refuse_to_cancel(ctx: &Context, error: CancelError) -> WebError {
    match error {
        CancelError::Reason(reason) => unknown_reason(reason.as_str()),
        CancelError::NotPaid => unfit("NOT_PAID", key("api-not-paid")),
        CancelError::Refused(refusal) => WebError::refused(ctx, &refusal),
        CancelError::Order(error) => refuse(error),
    }
}
