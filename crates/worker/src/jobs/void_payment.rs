//! Lets the provider know that a payment is not wanted any more.

use pasar_domain::id::PaymentId;
use pasar_service::payment::void_payment;

use super::JobError;
use crate::worker::Tools;

pub(super) async fn run(tools: &Tools, payment_id: PaymentId) -> Result<(), JobError> {
    void_payment(&tools.ctx, payment_id)
        .await
        .map_err(JobError::later)
}
