//! Finds payments that stopped on their way (the program was killed, the provider kept silent, the bank answers later), asks the
//! provider where they stand, and goes on.

use std::collections::BTreeMap;

use chrono::Duration;
use futures::future::join_all;
use pasar_domain::id::PaymentId;
use pasar_domain::payment::{Payment, PaymentStateName};
use pasar_store::payment;

use super::authorise::ask;
use super::capture::{CaptureError, capture, capture_due};
use super::provider::{Answer, ProviderState};
use super::settle::settle;
use crate::checkout::PaymentOutcome;
use crate::context::Context;

/// A request without an answer for so long was left by somebody who is gone: longer than anybody waits for the provider.
const REQUESTED_SECONDS: i64 = 30;
/// What is authorised for so long was not taken by whoever authorised it.
const AUTHORISED_SECONDS: i64 = 5;
/// Most payments that are asked for at once.
const BATCH: u32 = 100;

/// Why a payment could not be asked for.
#[derive(Debug, thiserror::Error)]
pub enum AskError {
    /// There is no such payment.
    #[error("there is no payment `{0}`")]
    NotFound(PaymentId),
    /// The database failed.
    #[error(transparent)]
    Store(#[from] pasar_store::Error),
}

/// Asks once for everything that stopped on its way. Returns how many payments went on.
///
/// # Errors
/// The database's, and when captures failed; everything stays as it is and is found again.
pub async fn reconcile(ctx: &Context) -> Result<usize, CaptureError> {
    let now = ctx.now();
    let mut connection = ctx.home().read().await?;
    let silent_since = now - Duration::seconds(REQUESTED_SECONDS);
    let mut waiting =
        payment::waiting(&mut connection, PaymentStateName::Requested, silent_since, BATCH).await?;
    waiting.extend(payment::waiting(&mut connection, PaymentStateName::Pending, now, BATCH).await?);
    drop(connection);
    let outcomes = hear(ctx, &waiting).await;
    wait_for_silent(ctx, &waiting, &outcomes).await?;
    let moved = outcomes
        .values()
        .filter(|outcome| !matches!(outcome, PaymentOutcome::Pending | PaymentOutcome::Unknown))
        .count();
    let captured = capture_due(ctx, now - Duration::seconds(AUTHORISED_SECONDS)).await?;
    Ok(moved + captured)
}

/// Asks for one payment now, because somebody knows that it was answered: the bank's page, a provider's message.
///
/// # Errors
/// When there is no such payment.
pub async fn ask_now(ctx: &Context, id: PaymentId) -> Result<(), AskError> {
    let mut connection = ctx.home().read().await?;
    let payment = payment::of_ids(&mut connection, &[id])
        .await?
        .pop()
        .ok_or(AskError::NotFound(id))?;
    drop(connection);
    if payment.state.is_open() {
        hear(ctx, &[payment]).await;
    }
    Ok(())
}

/// Lets a provider of some patience alone for a while with what it has not answered.
async fn wait_for_silent(
    ctx: &Context,
    waiting: &[Payment],
    outcomes: &BTreeMap<PaymentId, PaymentOutcome>,
) -> Result<(), pasar_store::Error> {
    let patience = ctx.payments().patience();
    let silent = waiting.iter().map(|payment| payment.id).filter(|id| {
        matches!(
            outcomes.get(id),
            None | Some(PaymentOutcome::Pending | PaymentOutcome::Unknown)
        )
    });
    let silent: Vec<PaymentId> = silent.collect();
    if silent.is_empty() || patience.is_zero() {
        return Ok(());
    }
    let mut connection = ctx.home().read().await?;
    payment::ask_again(&mut connection, &silent, ctx.now() + patience).await
}

/// Asks the provider where these payments stand, and goes on with those that it tells about.
pub(super) async fn hear(ctx: &Context, waiting: &[Payment]) -> BTreeMap<PaymentId, PaymentOutcome> {
    let questions: Vec<_> = waiting.iter().map(|payment| look_up(ctx, payment)).collect();
    let answers = join_all(questions).await;
    let answered: Vec<(Payment, Answer)> = waiting
        .iter()
        .zip(answers)
        .filter_map(|(payment, answer)| Some((payment.clone(), answer?)))
        .collect();
    let outcomes = settle(ctx, &answered).await;
    let authorised: Vec<PaymentId> = outcomes
        .iter()
        .filter(|(_, outcome)| **outcome == PaymentOutcome::Authorised)
        .map(|(id, _)| *id)
        .collect();
    if let Err(error) = capture(ctx, &authorised).await {
        tracing::warn!(%error, "what was authorised is captured later");
    }
    outcomes
}

async fn look_up(ctx: &Context, payment: &Payment) -> Option<Answer> {
    match ctx.payments().look_up(payment.id).await {
        Ok(ProviderState::Answered(answer)) => Some(answer),
        // Our question was lost before it arrived. The buyer's wish stands while the group awaits payment.
        Ok(ProviderState::Unknown) => ask(ctx, std::slice::from_ref(payment)).await.pop().flatten(),
        // Somebody captured it and was killed before writing so; capturing again finds that out.
        Ok(ProviderState::Captured { .. }) => Some(Answer::Authorised {
            reference: payment.id.to_string(),
        }),
        Ok(ProviderState::Voided) => Some(Answer::Declined {
            reason: "voided".to_owned(),
        }),
        Err(error) => {
            tracing::warn!(payment.id = %payment.id, %error, "the provider could not be asked");
            None
        }
    }
}
