//! What a payment provider must be able to do. Every verb is idempotent by the payment's id (and a refund by its key), so that
//! after a crash or a silence it can be asked again.

use std::fmt::Debug;

use chrono::{Duration, NaiveDate};
use futures::FutureExt as _;
use futures::future::BoxFuture;
use pasar_domain::Instant;
use pasar_domain::id::PaymentId;
use pasar_domain::money::{Currency, Money};
use pasar_domain::provider_statement::ProviderRow;

use super::webhook::WebhookKeys;

/// What the provider said to a request for money.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Answer {
    /// The money is set aside for us.
    Authorised {
        /// The provider's name for it.
        reference: String,
    },
    /// The bank answers later, or the buyer goes on at a page of the provider's.
    Pending {
        /// The provider's name for it.
        reference: String,
        /// That page, where there is one.
        continue_at: Option<String>,
    },
    /// The bank refused.
    Declined {
        /// A stable word for why: `insufficient_funds`, `refused`.
        reason: String,
    },
}

/// Where a payment stands in the provider's books.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ProviderState {
    /// It has never heard of the payment.
    Unknown,
    /// It has answered, and nothing more has happened.
    Answered(Answer),
    /// The money has been taken; this much has been given back.
    Captured {
        /// The sum of all refunds.
        refunded: Money,
    },
    /// The money was let go.
    Voided,
}

/// Why the provider did not do what was asked.
#[derive(Debug, thiserror::Error)]
pub enum ProviderError {
    /// No answer; it may or may not have happened. Ask again.
    #[error("the payment provider cannot be reached")]
    Unreachable(#[source] Box<dyn std::error::Error + Send + Sync>),
    /// It makes no sense in the payment's state (a capture of a declined payment): an incident.
    #[error("the payment provider refused: {0}")]
    Refused(String),
}

/// A payment provider. Adapters are chosen by configuration.
pub trait PaymentProvider: Send + Sync + Debug {
    /// The provider's name in rows and ledger accounts: `sandbox`.
    fn name(&self) -> &'static str;

    /// The sandbox bank, when this is it: it has a page at which people play the bank.
    fn sandbox(&self) -> Option<&super::SandboxBank> {
        None
    }

    /// The origin of the pages at which buyers pay, where it has such pages: the site's forms may lead there.
    fn page_origin(&self) -> Option<&str> {
        None
    }

    /// For how long nobody asks again by himself for a payment that it has not answered. Whoever knows that it has, asks at once.
    fn patience(&self) -> Duration {
        Duration::zero()
    }

    /// What it keeps of an amount that it takes, where that was agreed and does not change from payment to payment.
    fn fee(&self, _amount: Money) -> Option<Money> {
        None
    }

    /// Its statement of what it settled from one day to another, both included, where it gives one to programs. Others publish it at an address of
    /// their own.
    fn statement(
        &self,
        _currency: Currency,
        _days: (NaiveDate, NaiveDate),
    ) -> BoxFuture<'_, Result<Option<Vec<ProviderRow>>, ProviderError>> {
        async { Ok(None) }.boxed()
    }

    /// What its messages are signed with, when it sends any.
    fn webhook_keys(&self) -> Option<&WebhookKeys> {
        None
    }

    /// The ways to pay that a buyer may choose, as stable words.
    fn methods(&self) -> &'static [&'static str];

    /// Asks to set the amount aside.
    fn authorise<'a>(
        &'a self,
        payment: PaymentId,
        method: &'a str,
        amount: Money,
        now: Instant,
    ) -> BoxFuture<'a, Result<Answer, ProviderError>>;

    /// Takes the whole amount that was set aside.
    fn capture(&self, payment: PaymentId, now: Instant) -> BoxFuture<'_, Result<(), ProviderError>>;

    /// Lets go of what was set aside; also ends a pending payment.
    fn void(&self, payment: PaymentId, now: Instant) -> BoxFuture<'_, Result<(), ProviderError>>;

    /// Gives back part of what was taken, once per key.
    fn refund<'a>(
        &'a self,
        payment: PaymentId,
        key: &'a str,
        amount: Money,
        now: Instant,
    ) -> BoxFuture<'a, Result<(), ProviderError>>;

    /// Where the payment stands: the question after a crash or a silence.
    fn look_up(&self, payment: PaymentId) -> BoxFuture<'_, Result<ProviderState, ProviderError>>;
}
