//! Payments.

use chrono::{DateTime, Utc};
use pasar_domain::payment::{Payment, PaymentState};
use serde::Serialize;
use utoipa::ToSchema;

use super::{IdJson, MoneyJson};
use crate::api::Call;

/// A try to pay.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = Payment)]
pub struct PaymentJson {
    /// Its id.
    pub payment_id: IdJson,
    /// The way to pay.
    pub method: String,
    /// How much.
    pub amount: MoneyJson,
    /// `requested`, `pending`, `authorised`, `captured`, `declined` or `voided`.
    pub state: String,
    /// The bank's word for why it refused.
    pub reason: Option<String>,
    /// The page at which the buyer pays, while the payment is `pending` and the provider has such a page. A browser goes there, and comes back.
    pub continue_at: Option<String>,
    /// When it was asked for.
    pub requested_at: DateTime<Utc>,
}

impl PaymentJson {
    /// A payment as its buyer sees it.
    pub fn new(call: &Call, payment: &Payment) -> Self {
        let reason = match &payment.state {
            PaymentState::Declined { reason, .. } => Some(reason.clone()),
            _ => None,
        };
        let continue_at = match &payment.state {
            PaymentState::Pending { continue_at, .. } => continue_at.clone(),
            _ => None,
        };
        Self {
            payment_id: payment.id.into(),
            method: payment.method.clone(),
            amount: call.money(payment.amount),
            state: payment.state.name().as_str().to_owned(),
            reason,
            continue_at,
            requested_at: payment.requested_at,
        }
    }
}
