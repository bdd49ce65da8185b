//! Takes a message in.

use pasar_store::provider_event::NewEvent;
use pasar_store::{payment, provider_event};

use super::WebhookKeys;
use super::event::read;
use crate::context::Context;

/// Why a message was not taken in.
#[derive(Debug, thiserror::Error)]
pub enum ReceiveError {
    /// The market's payments are with somebody else, or with somebody who tells nothing.
    #[error("nobody of this name tells this market about payments")]
    NoSuchProvider,
    /// Nobody whom we know signed it, or it is too old.
    #[error("the message is not to be trusted")]
    Untrusted,
    /// It is signed, and is no message.
    #[error("the message cannot be read")]
    Unreadable,
    /// The database failed; the provider sends it again.
    #[error(transparent)]
    Store(#[from] pasar_store::Error),
}

/// What messages of this provider to this market are signed with.
pub fn keys_of<'a>(ctx: &'a Context, provider: &str) -> Option<&'a WebhookKeys> {
    let payments = ctx.payments();
    payments.webhook_keys().filter(|_| payments.name() == provider)
}

/// Takes a message in: when this returns, it is written down and will be applied. One that came before, or that is about nothing of this
/// market's, is as good as taken in.
///
/// # Errors
/// See [`ReceiveError`].
pub async fn receive(
    ctx: &Context,
    provider: &str,
    signature: &str,
    body: &[u8],
) -> Result<(), ReceiveError> {
    let keys = keys_of(ctx, provider).ok_or(ReceiveError::NoSuchProvider)?;
    let now = ctx.now();
    if !keys.trusts(signature, body, now) {
        return Err(ReceiveError::Untrusted);
    }
    let event = read(body).ok_or(ReceiveError::Unreadable)?;
    let Some(payment_id) = event.payment_id else {
        return Ok(());
    };
    let mut connection = ctx.home().read().await?;
    // A payment is written before its provider hears of it, so what is not here is another market's.
    let is_ours = !payment::of_ids(&mut connection, &[payment_id]).await?.is_empty();
    if !is_ours {
        return Ok(());
    }
    let event = NewEvent {
        provider: ctx.payments().name(),
        event_id: event.id,
        kind: event.kind,
        payment_id,
        made_at: event.made_at,
    };
    let is_new = provider_event::insert(&mut connection, &event, now).await?;
    tracing::info!(payment.id = %payment_id, event.kind = event.kind, is_new, "a provider tells of a payment");
    ctx.bell().ring();
    Ok(())
}
