//! Gives the money of a cancelled order back.

use pasar_domain::id::{OrderId, ShopId};
use pasar_service::payment::{RefundError, refund_order};

use super::JobError;
use crate::worker::Tools;

pub(super) async fn run(tools: &Tools, shop_id: ShopId, order_id: OrderId) -> Result<(), JobError> {
    match refund_order(&tools.ctx, shop_id, order_id).await {
        Ok(()) => Ok(()),
        Err(error @ (RefundError::NotCancelled(_) | RefundError::Sum(_))) => {
            Err(JobError::Never(error.to_string()))
        }
        Err(error) => Err(JobError::later(error)),
    }
}
