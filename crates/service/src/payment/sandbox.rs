//! The sandbox bank: an outsider with durable books of its own, for trying everything without money.
//!
//! `sandbox_success` says yes at once, `sandbox_decline` no, `sandbox_later` answers after a while (yes, unless somebody says no at
//! the bank's page before).

use std::collections::BTreeSet;
use std::sync::{Arc, OnceLock};

use chrono::{Duration, NaiveDate};
use futures::FutureExt as _;
use futures::future::BoxFuture;
use pasar_domain::Instant;
use pasar_domain::id::PaymentId;
use pasar_domain::money::{Currency, Money};
use pasar_domain::provider_statement::ProviderRow;
use pasar_store::sandbox_payment;
pub use pasar_store::sandbox_payment::{SandboxPayment, SandboxState};
use pasar_store::{PgConnection, Store};

use super::provider::{Answer, PaymentProvider, ProviderError, ProviderState};
use super::sandbox_messages::Messenger;
use super::sandbox_statement::sandbox_fee;
use super::webhook::WebhookKeys;
use crate::clock::Clock;
use crate::gather::{Gather, GatherError, GatherLimits, in_order};

const SUCCESS: &str = "sandbox_success";
const DECLINE: &str = "sandbox_decline";
const LATER: &str = "sandbox_later";
const DECLINED: &str = "insufficient_funds";

/// The sandbox bank.
#[derive(Debug)]
pub struct SandboxBank {
    store: Store,
    clock: Arc<dyn Clock>,
    answers_after: Duration,
    /// What is asked at the same time is written at the same time.
    asking: Arc<Gather<(SandboxPayment, Instant), Written>>,
    taking: Arc<Gather<(PaymentId, Instant), Written>>,
    messenger: OnceLock<Arc<Messenger>>,
}

/// Was it written? Not when it was there already; nothing when the database failed.
type Written = Option<bool>;

const LIMITS: GatherLimits = GatherLimits {
    batch_max: 256,
    waiting_max: usize::MAX,
};

/// Why the bank's page could not answer.
#[derive(Debug, thiserror::Error)]
pub enum BankAnswerError {
    /// The bank does not know the payment.
    #[error("the sandbox bank does not know `{0}`")]
    Unknown(PaymentId),
    /// It has been answered.
    #[error("`{0}` has been answered already")]
    AlreadyAnswered(PaymentId),
    /// The database failed.
    #[error(transparent)]
    Store(#[from] pasar_store::Error),
}

impl SandboxBank {
    /// A bank that answers `sandbox_later` by itself after this time.
    pub fn new(store: Store, clock: Arc<dyn Clock>, answers_after: Duration) -> Self {
        Self {
            store,
            clock,
            answers_after,
            asking: Gather::new(LIMITS, in_order),
            taking: Gather::new(LIMITS, in_order),
            messenger: OnceLock::new(),
        }
    }

    /// Where its books are.
    pub(super) const fn books(&self) -> &Store {
        &self.store
    }

    /// From now on the bank tells of answers that come later; whoever is named first is told.
    pub fn tells(&self, messenger: Messenger) {
        let _ = self.messenger.set(Arc::new(messenger));
    }

    /// A payment as the bank's page shows it: how much, and whether it waits for an answer.
    ///
    /// # Errors
    /// The database's.
    pub async fn show(&self, id: PaymentId) -> Result<Option<SandboxPayment>, pasar_store::Error> {
        let mut tx = self.store.begin().await?;
        let payment = self.current(&mut tx, id, self.clock.now()).await?;
        tx.commit().await.map_err(pasar_store::Error::from)?;
        Ok(payment)
    }

    /// Somebody answers at the bank's page. Ask for the payment afterwards ([`super::ask_now`]).
    ///
    /// # Errors
    /// When there is nothing to answer.
    pub async fn answer(&self, id: PaymentId, yes: bool) -> Result<(), BankAnswerError> {
        let now = self.clock.now();
        let mut tx = self.store.begin().await?;
        let payment = self
            .current(&mut tx, id, now)
            .await?
            .ok_or(BankAnswerError::Unknown(id))?;
        if !matches!(payment.state, SandboxState::Pending { .. }) {
            return Err(BankAnswerError::AlreadyAnswered(id));
        }
        let state = if yes {
            SandboxState::Authorised
        } else {
            SandboxState::Declined
        };
        sandbox_payment::set_state(&mut tx, id, state, now).await?;
        tx.commit().await.map_err(pasar_store::Error::from)?;
        if let Some(messenger) = self.messenger.get() {
            messenger.answered(id, now);
        }
        Ok(())
    }

    /// A payment as it stands now, locked: what was to answer by itself meanwhile has.
    async fn current(
        &self,
        tx: &mut PgConnection,
        id: PaymentId,
        now: Instant,
    ) -> Result<Option<SandboxPayment>, pasar_store::Error> {
        let payment = sandbox_payment::lock(tx, id).await?;
        match payment {
            Some(mut payment) if matches!(payment.state, SandboxState::Pending { answers_at } if answers_at <= now) =>
            {
                payment.state = SandboxState::Authorised;
                sandbox_payment::set_state(tx, id, payment.state, now).await?;
                Ok(Some(payment))
            }
            payment => Ok(payment),
        }
    }

    async fn authorised(
        &self,
        id: PaymentId,
        method: &str,
        amount: Money,
        now: Instant,
    ) -> Result<Answer, ProviderError> {
        let state = match method {
            SUCCESS => SandboxState::Authorised,
            DECLINE => SandboxState::Declined,
            LATER => SandboxState::Pending {
                answers_at: now + self.answers_after,
            },
            other => {
                return Err(ProviderError::Refused(format!(
                    "`{other}` is not a method of the sandbox bank"
                )));
            }
        };
        let zero = Money::zero(amount.currency);
        let new = SandboxPayment {
            id,
            method: method.to_owned(),
            amount,
            state,
            refunded: zero,
        };
        // Almost always it is new: one statement, and no transaction around it.
        let store = self.store.clone();
        let write = move |batch| asked(store.clone(), batch);
        let written = self.asking.join((new.clone(), now), write).await;
        let known = if heard(written)? {
            if let (SandboxState::Pending { .. }, Some(messenger)) = (state, self.messenger.get()) {
                messenger.answers_in(id, now, self.answers_after);
            }
            state_of(&new)
        } else {
            self.state(id).await?
        };
        match known {
            ProviderState::Answered(answer) => Ok(answer),
            _ => Err(ProviderError::Refused(
                "the payment is captured or voided".to_owned(),
            )),
        }
    }

    async fn change(
        &self,
        id: PaymentId,
        now: Instant,
        to: SandboxState,
        from: fn(SandboxState) -> bool,
    ) -> Result<(), ProviderError> {
        let mut tx = self.store.begin().await.map_err(unreachable)?;
        let payment = self.current(&mut tx, id, now).await.map_err(unreachable)?;
        let payment = payment.ok_or_else(|| ProviderError::Refused("the payment is not known".to_owned()))?;
        if payment.state == to {
            return Ok(());
        }
        if !from(payment.state) {
            return Err(ProviderError::Refused(
                format!("the payment is {:?}", payment.state).to_lowercase(),
            ));
        }
        sandbox_payment::set_state(&mut tx, id, to, now)
            .await
            .map_err(unreachable)?;
        tx.commit().await.map_err(|error| unreachable(error.into()))
    }

    async fn captured(&self, id: PaymentId, now: Instant) -> Result<(), ProviderError> {
        let store = self.store.clone();
        let write = move |batch| taken(store.clone(), batch);
        if heard(self.taking.join((id, now), write).await)? {
            return Ok(());
        }
        let to = SandboxState::Captured;
        self.change(id, now, to, |state| state == SandboxState::Authorised)
            .await
    }

    async fn refunded(
        &self,
        id: PaymentId,
        key: &str,
        amount: Money,
        now: Instant,
    ) -> Result<(), ProviderError> {
        let mut tx = self.store.begin().await.map_err(unreachable)?;
        let payment = self.current(&mut tx, id, now).await.map_err(unreachable)?;
        if !payment.is_some_and(|payment| payment.state == SandboxState::Captured) {
            return Err(ProviderError::Refused(
                "only what was taken can be given back".to_owned(),
            ));
        }
        match sandbox_payment::refund(&mut tx, id, key, amount, now).await {
            Ok(_) => tx.commit().await.map_err(|error| unreachable(error.into())),
            Err(pasar_store::Error::Conflict { .. }) => Err(ProviderError::Refused(
                "more would be given back than was taken".to_owned(),
            )),
            Err(error) => Err(unreachable(error)),
        }
    }

    async fn state(&self, id: PaymentId) -> Result<ProviderState, ProviderError> {
        let mut tx = self.store.begin().await.map_err(unreachable)?;
        let payment = self
            .current(&mut tx, id, self.clock.now())
            .await
            .map_err(unreachable)?;
        tx.commit().await.map_err(|error| unreachable(error.into()))?;
        Ok(payment.map_or(ProviderState::Unknown, |payment| state_of(&payment)))
    }
}

/// Writes payments that the bank was asked for.
async fn asked(store: Store, batch: Vec<(SandboxPayment, Instant)>) -> Vec<Written> {
    let write = async {
        let mut connection = store.read().await?;
        sandbox_payment::insert(&mut connection, &batch).await
    };
    let ids = batch.iter().map(|(payment, _)| payment.id);
    written(write.await, ids)
}

/// Takes what is set aside.
async fn taken(store: Store, batch: Vec<(PaymentId, Instant)>) -> Vec<Written> {
    let write = async {
        let mut connection = store.read().await?;
        let (from, to) = (SandboxState::Authorised, SandboxState::Captured);
        sandbox_payment::advance(&mut connection, &batch, from, to).await
    };
    let ids = batch.iter().map(|(id, _)| *id);
    written(write.await, ids)
}

fn written(
    done: Result<BTreeSet<PaymentId>, pasar_store::Error>,
    ids: impl Iterator<Item = PaymentId>,
) -> Vec<Written> {
    match done {
        Ok(done) => ids.map(|id| Some(done.contains(&id))).collect(),
        Err(error) => {
            tracing::warn!(%error, "the sandbox bank cannot reach its books");
            ids.map(|_| None).collect()
        }
    }
}

fn heard(written: Result<Written, GatherError>) -> Result<bool, ProviderError> {
    match written {
        Ok(Some(written)) => Ok(written),
        Ok(None) => Err(ProviderError::Unreachable("its books cannot be reached".into())),
        Err(error) => Err(ProviderError::Unreachable(error.into())),
    }
}

pub(super) fn unreachable(error: pasar_store::Error) -> ProviderError {
    ProviderError::Unreachable(Box::new(error))
}

fn state_of(payment: &SandboxPayment) -> ProviderState {
    let reference = format!("sandbox-{}", payment.id);
    match payment.state {
        SandboxState::Pending { .. } => ProviderState::Answered(Answer::Pending {
            reference,
            continue_at: None,
        }),
        SandboxState::Authorised => ProviderState::Answered(Answer::Authorised { reference }),
        SandboxState::Declined => ProviderState::Answered(Answer::Declined {
            reason: DECLINED.to_owned(),
        }),
        SandboxState::Captured => ProviderState::Captured {
            refunded: payment.refunded,
        },
        SandboxState::Voided => ProviderState::Voided,
    }
}

impl PaymentProvider for SandboxBank {
    fn name(&self) -> &'static str {
        "sandbox"
    }

    fn sandbox(&self) -> Option<&SandboxBank> {
        Some(self)
    }

    fn fee(&self, amount: Money) -> Option<Money> {
        sandbox_fee(amount).ok()
    }

    fn statement(
        &self,
        currency: Currency,
        days: (NaiveDate, NaiveDate),
    ) -> BoxFuture<'_, Result<Option<Vec<ProviderRow>>, ProviderError>> {
        self.settled(currency, days).map(|rows| rows.map(Some)).boxed()
    }

    fn webhook_keys(&self) -> Option<&WebhookKeys> {
        self.messenger.get().map(|messenger| messenger.keys())
    }

    fn methods(&self) -> &'static [&'static str] {
        &[SUCCESS, DECLINE, LATER]
    }

    fn authorise<'a>(
        &'a self,
        payment: PaymentId,
        method: &'a str,
        amount: Money,
        now: Instant,
    ) -> BoxFuture<'a, Result<Answer, ProviderError>> {
        self.authorised(payment, method, amount, now).boxed()
    }

    fn capture(&self, payment: PaymentId, now: Instant) -> BoxFuture<'_, Result<(), ProviderError>> {
        self.captured(payment, now).boxed()
    }

    fn void(&self, payment: PaymentId, now: Instant) -> BoxFuture<'_, Result<(), ProviderError>> {
        let from = |state| !matches!(state, SandboxState::Captured | SandboxState::Voided);
        self.change(payment, now, SandboxState::Voided, from).boxed()
    }

    fn refund<'a>(
        &'a self,
        payment: PaymentId,
        key: &'a str,
        amount: Money,
        now: Instant,
    ) -> BoxFuture<'a, Result<(), ProviderError>> {
        self.refunded(payment, key, amount, now).boxed()
    }

    fn look_up(&self, payment: PaymentId) -> BoxFuture<'_, Result<ProviderState, ProviderError>> {
        self.state(payment).boxed()
    }
}
