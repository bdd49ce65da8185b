//! Markets whose payments are with the sandbox bank, or with Stripe.

use std::sync::Arc;

use chrono::Duration;
use pasar_domain::id::PaymentId;
use pasar_domain::money::Money;
use pasar_service::payment::stripe::Stripe;
use pasar_service::payment::{PaymentProvider, SandboxBank};
use pasar_store::CellName;
use pasar_testkit::{StripeStage, TestMarket};

/// A market with a provider, and how one pays there.
pub(crate) struct Bank {
    pub(crate) market: TestMarket,
    /// A way to pay that is accepted.
    pub(crate) success: &'static str,
    /// One that is declined.
    pub(crate) decline: &'static str,
    /// What plays Stripe.
    pub(crate) stage: Option<StripeStage>,
}

impl Bank {
    pub(crate) async fn sandbox() -> Self {
        let market = TestMarket::with_bank("id", |store, clock| -> Option<Arc<dyn PaymentProvider>> {
            let bank = SandboxBank::new(store.clone(), clock.clone(), Duration::seconds(20));
            Some(Arc::new(bank))
        });
        Self {
            market: market.await,
            success: "sandbox_success",
            decline: "sandbox_decline",
            stage: None,
        }
    }

    pub(crate) async fn stripe() -> Self {
        let stage = StripeStage::start().await;
        let settings = stage.settings();
        let market = TestMarket::with_bank("id", move |store, clock| -> Option<Arc<dyn PaymentProvider>> {
            let home = store.cell(&CellName::first_of("id").unwrap()).unwrap().clone();
            let return_to = "https://pasar.example/id/payments/".to_owned();
            let stripe = Stripe::new(settings, home, clock.clone(), return_to).unwrap();
            Some(Arc::new(stripe))
        });
        Self {
            market: market.await,
            success: "stripe_test_success",
            decline: "stripe_test_decline",
            stage: Some(stage),
        }
    }

    /// Both, one after the other.
    pub(crate) async fn both() -> [Self; 2] {
        [Self::sandbox().await, Self::stripe().await]
    }

    pub(crate) fn stage(&self) -> &StripeStage {
        self.stage.as_ref().unwrap()
    }

    pub(crate) fn provider(&self) -> &dyn PaymentProvider {
        self.market.ctx().payments()
    }

    /// A name for a payment that nobody has asked for yet.
    pub(crate) fn new_id(&self) -> PaymentId {
        let ctx = self.market.ctx();
        PaymentId::new(ctx.now(), &ctx.entropy())
    }

    pub(crate) fn money(&self, minor: i64) -> Money {
        self.market.ctx().market().money(minor)
    }

    /// A payment of this amount that is set aside.
    pub(crate) async fn held(&self, minor: i64) -> PaymentId {
        let id = self.new_id();
        let now = self.market.ctx().now();
        let amount = self.money(minor);
        let answer = self.provider().authorise(id, self.success, amount, now).await;
        assert!(
            matches!(answer, Ok(pasar_service::payment::Answer::Authorised { .. })),
            "{answer:?}"
        );
        id
    }

    /// A payment of this amount that is taken.
    pub(crate) async fn taken(&self, minor: i64) -> PaymentId {
        let id = self.held(minor).await;
        let now = self.market.ctx().now();
        self.provider().capture(id, now).await.unwrap();
        id
    }
}
