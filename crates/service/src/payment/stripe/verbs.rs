//! Taking money, letting go of it, and giving it back.

use pasar_domain::id::PaymentId;
use pasar_domain::money::Money;
use pasar_store::stripe_payment::StripePayment;

use super::client::{Answered, Failure, Fields};
use super::model::{Intent, List, Odd, Refund, Session};
use super::{Stripe, money};
use crate::payment::provider::{Answer, ProviderError, ProviderState};
use crate::payment::webhook::ABOUT;

/// Under this word we tell Stripe the key of a refund.
const REFUND_KEY: &str = "pasar_refund";

impl Stripe {
    pub(super) async fn captured(&self, id: PaymentId) -> Result<(), ProviderError> {
        let intent_id = self.held(id).await?;
        let amount = self.known(id).await?.amount;
        let path = format!("/v1/payment_intents/{intent_id}/capture");
        let key = format!("{id}-capture");
        let fields = vec![("expand[]".to_owned(), "latest_charge".to_owned())];
        let captured: Result<Answered<Intent>, Failure> = self.client.post(&path, &fields, &key).await;
        match captured {
            Ok(intent) if is_captured(&intent.value.standing(amount)?) => Ok(()),
            Ok(_) => Err(ProviderError::Refused("it was not taken".to_owned())),
            Err(failure @ (Failure::Refused { .. } | Failure::Declined { .. })) => {
                // Somebody was quicker, or it was let go.
                self.is_now(id, failure, is_captured).await
            }
            Err(failure) => Err(failure.into()),
        }
    }

    /// Stripe's name for the money of a payment.
    async fn held(&self, id: PaymentId) -> Result<String, ProviderError> {
        if let Some(intent_id) = self.known(id).await?.intent_id {
            return Ok(intent_id);
        }
        // It was paid at the page, and nobody has looked since.
        self.looked_up(id).await?;
        let intent_id = self.known(id).await?.intent_id;
        intent_id.ok_or_else(|| ProviderError::Refused("nobody has paid yet".to_owned()))
    }

    /// After a refusal: is it as it was to be made?
    async fn is_now(
        &self,
        id: PaymentId,
        failure: Failure,
        wanted: fn(&ProviderState) -> bool,
    ) -> Result<(), ProviderError> {
        if wanted(&self.looked_up(id).await?) {
            Ok(())
        } else {
            Err(failure.into())
        }
    }

    pub(super) async fn voided(&self, id: PaymentId) -> Result<(), ProviderError> {
        let asked = self.known(id).await?;
        let state = self.standing(asked).await?;
        // Looking may have found out more.
        let asked = self.known(id).await?;
        match state {
            state if is_gone(&state) => Ok(()),
            ProviderState::Answered(Answer::Authorised { reference }) => {
                let cancelled = self.cancel(id, &reference, "authorised").await;
                self.gone(id, cancelled).await
            }
            ProviderState::Answered(Answer::Pending { .. }) => {
                let closed = self.close(&asked).await;
                self.gone(id, closed).await
            }
            _ => Err(ProviderError::Refused(
                "only what was not taken can be let go".to_owned(),
            )),
        }
    }

    async fn gone(&self, id: PaymentId, done: Result<(), Failure>) -> Result<(), ProviderError> {
        match done {
            Ok(()) => Ok(()),
            Err(failure @ Failure::Refused { .. }) => self.is_now(id, failure, is_gone).await,
            Err(failure) => Err(failure.into()),
        }
    }

    /// Ends a payment that nobody has made: closes the page, or cancels what a card was tried for. A buyer who is quicker makes Stripe refuse.
    async fn close(&self, asked: &StripePayment) -> Result<(), Failure> {
        match (&asked.intent_id, &asked.session) {
            (Some(intent_id), _) => self.cancel(asked.id, intent_id, "pending").await,
            (None, Some((session_id, _))) => {
                let path = format!("/v1/checkout/sessions/{session_id}/expire");
                let key = format!("{}-expire", asked.id);
                let _: Answered<Session> = self.client.post(&path, &Fields::new(), &key).await?;
                Ok(())
            }
            (None, None) => Err(Odd("it forgot what it was asked for").into()),
        }
    }

    /// Cancels money. Stripe remembers for a day what it answered to a key, a refusal too; so that one of another state does not stand in the way,
    /// the state is part of the key.
    async fn cancel(&self, id: PaymentId, intent_id: &str, state: &str) -> Result<(), Failure> {
        let path = format!("/v1/payment_intents/{intent_id}/cancel");
        let key = format!("{id}-void-{state}");
        let _: Answered<Intent> = self.client.post(&path, &Fields::new(), &key).await?;
        Ok(())
    }

    pub(super) async fn refunded(
        &self,
        id: PaymentId,
        key: &str,
        amount: Money,
    ) -> Result<(), ProviderError> {
        let refusal = |words: &str| ProviderError::Refused(words.to_owned());
        let state = self.standing(self.known(id).await?).await?;
        if !is_captured(&state) {
            return Err(refusal("only what was taken can be given back"));
        }
        // Looking may have found out more.
        let asked = self.known(id).await?;
        let intent_id = asked.intent_id.ok_or(Odd("it forgot what was paid"))?;
        let ours = money::write(amount).map_err(|error| ProviderError::Refused(error.to_string()))?;
        let whole = money::write(asked.amount).map_err(|error| ProviderError::Refused(error.to_string()))?;
        if amount.currency != asked.amount.currency {
            return Err(refusal("it was paid in another currency"));
        }
        // Keys are remembered for a day; what was given back is on Stripe's list for ever.
        let fields = vec![
            ("payment_intent".to_owned(), intent_id.clone()),
            ("limit".to_owned(), "100".to_owned()),
        ];
        let known: List<Refund> = self.client.get("/v1/refunds", &fields).await?;
        if known.has_more {
            return Err(refusal("there are more than a hundred refunds of it"));
        }
        let mut counting = known.data.iter().filter(|refund| refund.counts());
        if counting.clone().any(|refund| refund.key(REFUND_KEY) == Some(key)) {
            return Ok(());
        }
        let sum = counting.try_fold(ours, |sum, refund| sum.checked_add(refund.amount));
        if sum.is_none_or(|sum| sum > whole) {
            return Err(refusal("more would be given back than was taken"));
        }
        let fields = vec![
            ("payment_intent".to_owned(), intent_id),
            ("amount".to_owned(), ours.to_string()),
            (format!("metadata[{REFUND_KEY}]"), key.to_owned()),
            (format!("metadata[{ABOUT}]"), id.to_string()),
        ];
        let once = format!("{id}-refund-{key}");
        let refund: Answered<Refund> = self.client.post("/v1/refunds", &fields, &once).await?;
        if refund.value.counts() {
            Ok(())
        } else {
            Err(refusal("the refund failed; look at it at Stripe"))
        }
    }
}

const fn is_captured(state: &ProviderState) -> bool {
    matches!(state, ProviderState::Captured { .. })
}

/// Is there nothing left that could be taken?
const fn is_gone(state: &ProviderState) -> bool {
    matches!(
        state,
        ProviderState::Voided | ProviderState::Answered(Answer::Declined { .. })
    )
}
