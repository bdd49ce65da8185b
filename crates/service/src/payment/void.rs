//! Lets the provider know that a payment is not wanted any more.

use chrono::Duration;
use pasar_domain::id::PaymentId;
use pasar_domain::payment::PaymentState;
use pasar_store::payment;

use super::provider::{ProviderError, ProviderState};
use crate::context::Context;

/// How long a request may be on its way to the provider before it counts as never sent.
const ON_ITS_WAY_MINUTES: i64 = 15;

/// Why the provider does not know yet. It is told again.
#[derive(Debug, thiserror::Error)]
pub enum VoidError {
    /// The provider has never heard of the payment, but our question may still be on its way.
    #[error("the payment provider does not know `{0}` yet; it is told again later")]
    NotThereYet(PaymentId),
    /// The provider did not do it.
    #[error(transparent)]
    Provider(#[from] ProviderError),
    /// The database failed.
    #[error(transparent)]
    Store(#[from] pasar_store::Error),
}

/// Lets go of a payment that is voided in our books. Other payments are left alone.
///
/// # Errors
/// When the provider does not know yet; call again.
pub async fn void_payment(ctx: &Context, id: PaymentId) -> Result<(), VoidError> {
    let mut connection = ctx.home().read().await?;
    let payment = payment::of_ids(&mut connection, &[id]).await?.pop();
    drop(connection);
    let Some(payment) = payment.filter(|payment| matches!(payment.state, PaymentState::Voided { .. })) else {
        return Ok(());
    };
    let now = ctx.now();
    match ctx.payments().look_up(id).await? {
        ProviderState::Unknown if now - payment.requested_at < Duration::minutes(ON_ITS_WAY_MINUTES) => {
            Err(VoidError::NotThereYet(id))
        }
        ProviderState::Unknown | ProviderState::Voided => Ok(()),
        ProviderState::Answered(_) | ProviderState::Captured { .. } => {
            Ok(ctx.payments().void(id, now).await?)
        }
    }
}
