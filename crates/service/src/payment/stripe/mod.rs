//! Stripe: buyers pay at its own page (a *Checkout Session*), so that no card's number ever comes here; what they pay is only set aside
//! (`capture_method=manual`) until it is captured. Why it is done so, and what tests cannot show: decision 31.
//!
//! Every verb is one question, or a question and a look at what came of it; none asks twice by itself. What is asked for is written down
//! before ([`pasar_store::stripe_payment`]), so that a question whose answer was lost can be repeated to the letter under the same key.

mod client;
mod model;
mod money;
mod open;
mod settings;
mod verbs;

use std::sync::Arc;

use chrono::Duration;
use futures::FutureExt as _;
use futures::future::BoxFuture;
use pasar_domain::Instant;
use pasar_domain::id::PaymentId;
use pasar_domain::money::Money;
use pasar_store::stripe_payment::{self, StripePayment};
use pasar_store::{Cell, PgConnection};

pub use money::takes;
pub use settings::{StripeSettings, UnfitStripeSettings};

use self::client::Client;
use super::provider::{Answer, PaymentProvider, ProviderError, ProviderState};
use super::webhook::WebhookKeys;
use crate::clock::Clock;

/// The buyer pays at Stripe's page.
const PAGE: &str = "stripe_page";
/// A card that Stripe accepts, for trying; no money moves.
const TEST_SUCCESS: &str = "stripe_test_success";
/// A card that Stripe declines, for trying.
const TEST_DECLINE: &str = "stripe_test_decline";

/// Stripe's server is asked again so often by itself; its messages make it faster.
const PATIENCE_SECONDS: i64 = 60;

/// Stripe, for one market.
#[derive(Debug)]
pub struct Stripe {
    settings: StripeSettings,
    client: Client,
    keys: WebhookKeys,
    home: Cell,
    clock: Arc<dyn Clock>,
    return_to: String,
}

impl Stripe {
    /// Stripe for the market of this cell. Buyers come back to `return_to` and the payment's id.
    ///
    /// # Errors
    /// See [`UnfitStripeSettings`].
    pub fn new(
        settings: StripeSettings,
        home: Cell,
        clock: Arc<dyn Clock>,
        return_to: String,
    ) -> Result<Self, UnfitStripeSettings> {
        settings.check()?;
        Ok(Self {
            client: Client::new(&settings.address, &settings.secret_key),
            keys: WebhookKeys::new("stripe-signature", settings.webhook_secrets.split_whitespace()),
            settings,
            home,
            clock,
            return_to,
        })
    }

    async fn connection(&self) -> Result<impl std::ops::DerefMut<Target = PgConnection>, ProviderError> {
        self.home.read().await.map_err(unreachable)
    }

    async fn find(&self, id: PaymentId) -> Result<Option<StripePayment>, ProviderError> {
        let mut connection = self.connection().await?;
        stripe_payment::find(&mut connection, id)
            .await
            .map_err(unreachable)
    }

    /// What Stripe was asked for under this id.
    async fn known(&self, id: PaymentId) -> Result<StripePayment, ProviderError> {
        let known = self.find(id).await?;
        known.ok_or_else(|| ProviderError::Refused("the payment is not known".to_owned()))
    }

    async fn learn(&self, payment: &StripePayment) -> Result<(), ProviderError> {
        let mut connection = self.connection().await?;
        stripe_payment::learn(&mut connection, payment)
            .await
            .map_err(unreachable)
    }
}

fn unreachable(error: pasar_store::Error) -> ProviderError {
    ProviderError::Unreachable(Box::new(error))
}

impl PaymentProvider for Stripe {
    fn name(&self) -> &'static str {
        "stripe"
    }

    fn page_origin(&self) -> Option<&str> {
        Some(&self.settings.page_origin)
    }

    fn patience(&self) -> Duration {
        Duration::seconds(PATIENCE_SECONDS)
    }

    fn webhook_keys(&self) -> Option<&WebhookKeys> {
        Some(&self.keys)
    }

    fn methods(&self) -> &'static [&'static str] {
        if self.settings.is_trial() {
            &[PAGE, TEST_SUCCESS, TEST_DECLINE]
        } else {
            &[PAGE]
        }
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

    fn capture(&self, payment: PaymentId, _now: Instant) -> BoxFuture<'_, Result<(), ProviderError>> {
        self.captured(payment).boxed()
    }

    fn void(&self, payment: PaymentId, _now: Instant) -> BoxFuture<'_, Result<(), ProviderError>> {
        self.voided(payment).boxed()
    }

    fn refund<'a>(
        &'a self,
        payment: PaymentId,
        key: &'a str,
        amount: Money,
        _now: Instant,
    ) -> BoxFuture<'a, Result<(), ProviderError>> {
        self.refunded(payment, key, amount).boxed()
    }

    fn look_up(&self, payment: PaymentId) -> BoxFuture<'_, Result<ProviderState, ProviderError>> {
        self.looked_up(payment).boxed()
    }
}
