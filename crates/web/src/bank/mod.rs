//! The page of the sandbox bank, at which a person plays the bank. Real providers have pages of their own.

pub mod answer;
pub mod show;

use pasar_domain::id::PaymentId;
use pasar_domain::payment::Payment;
use pasar_service::actor::Buyer;
use pasar_service::payment::{self, SandboxBank};
use serde::Deserialize;

use crate::prelude::*;

/// Which payment a path names.
#[derive(Debug, Deserialize)]
pub struct BankPath {
    payment_id: String,
}

/// The bank and the payment that a path names, when there is a sandbox bank and the payment is this buyer's.
async fn asked<'a>(
    visit: &'a Visit,
    buyer: Buyer,
    path: &BankPath,
) -> Result<(&'a SandboxBank, Payment), WebError> {
    let bank = visit.ctx.payments().sandbox().ok_or_else(WebError::not_found)?;
    let id: PaymentId = path.payment_id.parse().map_err(|_| WebError::not_found())?;
    let payment = payment::show(&visit.ctx, buyer, id).await?;
    Ok((bank, payment.ok_or_else(WebError::not_found)?))
}
