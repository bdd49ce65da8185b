//! Asks the provider for payments, all of a batch at the same time, and settles what it answers.

use std::collections::BTreeMap;
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

/// Asks for each payment and settles the answers. A payment without an answer is `Unknown`: it stays requested, and is looked up
/// later. What is authorised is taken in the background.
pub(crate) async fn authorise(ctx: &Context, payments: &[Payment]) -> BTreeMap<PaymentId, PaymentOutcome> {
    let answers = ask(ctx, payments).await;
    let answered: Vec<(Payment, Answer)> = payments
        .iter()
        .zip(answers)
        .filter_map(|(payment, answer)| Some((payment.clone(), answer?)))
        .collect();
    let outcomes = settle::settle(ctx, &answered).await;
    let taken: Vec<PaymentId> = outcomes
        .iter()
        .filter(|(_, outcome)| **outcome == PaymentOutcome::Authorised)
        .map(|(id, _)| *id)
        .collect();
    if !taken.is_empty() {
        let ctx = ctx.clone();
        tokio::spawn(async move {
            if let Err(error) = capture::capture(&ctx, &taken).await {
                tracing::warn!(%error, payments = taken.len(), "capture is left to the worker");
            }
        });
    }
    outcomes
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
