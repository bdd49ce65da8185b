//! Asks the provider for payments, and settles what it answers.

use std::time::Duration;

use futures::future::join_all;
use pasar_domain::Instant;
use pasar_domain::id::PaymentId;
use pasar_domain::payment::Payment;

use super::provider::{Answer, ProviderError};
use super::{capture, settle};
use crate::checkout::PaymentOutcome;
use crate::context::Context;

/// How long a buyer waits for the provider. Afterwards its answer is looked up in the background.
const PATIENCE: Duration = Duration::from_secs(20);

/// Asks for a payment and settles the answer, together with those that come at the same time. Without an answer it is `Unknown`: the payment
/// stays requested, and is looked up later. What is authorised is taken in the background.
pub(crate) async fn authorise(ctx: &Context, payment: Payment) -> PaymentOutcome {
    let Some(answer) = ask_one(ctx, &payment, ctx.now()).await else {
        return PaymentOutcome::Unknown;
    };
    let id = payment.id;
    let of_batch = ctx.clone();
    let settle = move |batch| settle_together(of_batch.clone(), batch);
    let settled = ctx.queues().settling.join((payment, answer), settle).await;
    let outcome = settled.unwrap_or(PaymentOutcome::Unknown);
    if outcome == PaymentOutcome::Authorised {
        let of_batch = ctx.clone();
        let capture = move |batch| capture_together(of_batch.clone(), batch);
        // Nobody is turned away here, and what is not taken now is found by its state.
        let _ = ctx.queues().capturing.leave(id, capture);
    }
    outcome
}

async fn settle_together(ctx: Context, answered: Vec<(Payment, Answer)>) -> Vec<PaymentOutcome> {
    let mut outcomes = settle::settle(&ctx, &answered).await;
    let outcome = |id| outcomes.remove(id).unwrap_or(PaymentOutcome::Unknown);
    answered
        .iter()
        .map(|(payment, _)| &payment.id)
        .map(outcome)
        .collect()
}

async fn capture_together(ctx: Context, taken: Vec<PaymentId>) -> Vec<()> {
    if let Err(error) = capture::capture(&ctx, &taken).await {
        tracing::warn!(%error, payments = taken.len(), "capture is left to the worker");
    }
    vec![(); taken.len()]
}

/// The provider's answers, in the order of the payments; none where it kept silent.
pub(super) async fn ask(ctx: &Context, payments: &[Payment]) -> Vec<Option<Answer>> {
    let now = ctx.now();
    let questions: Vec<_> = payments
        .iter()
        .map(|payment| ask_one(ctx, payment, now))
        .collect();
    join_all(questions).await
}

async fn ask_one(ctx: &Context, payment: &Payment, now: Instant) -> Option<Answer> {
    let asked = ctx
        .payments()
        .authorise(payment.id, &payment.method, payment.amount, now);
    match tokio::time::timeout(PATIENCE, asked).await {
        Ok(Ok(answer)) => Some(answer),
        Ok(Err(ProviderError::Refused(reason))) => {
            tracing::warn!(payment.id = %payment.id, reason, "the provider refused a payment");
            Some(Answer::Declined {
                reason: "refused".to_owned(),
            })
        }
        Ok(Err(error @ ProviderError::Unreachable(_))) => {
            tracing::warn!(payment.id = %payment.id, %error, "the payment is looked up later");
            None
        }
        Err(_) => {
            tracing::warn!(payment.id = %payment.id, "the provider keeps silent; the payment is looked up later");
            None
        }
    }
}
