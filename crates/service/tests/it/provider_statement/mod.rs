//! What a provider says of itself, against the ledger.

mod sandbox;
mod take_in;

use std::sync::Arc;

use chrono::{Duration, NaiveDate};
use pasar_domain::id::{OrderGroupId, OrderId, PaymentId};
use pasar_domain::order::CancelReason;
use pasar_domain::provider_statement::{ProviderDifference, ProviderDifferenceKind, ProviderRow};
use pasar_interchange::provider::{read_provider_statement, write_provider_statement};
use pasar_service::actor::{Buyer, StaffRole};
use pasar_service::order::{cancel_by_buyer, show_group};
use pasar_service::payment::{PaymentProvider, SandboxBank, refund_order};
use pasar_service::provider_statement::{TakenIn, write_statement};
use pasar_testkit::{TestClock, TestMarket, TestOffer};

use crate::work::settle_down;

/// A market whose bank is the sandbox, and buyers who pay there.
struct Paid {
    market: TestMarket,
    buyer: Buyer,
    shirt: TestOffer,
}

impl Paid {
    async fn new() -> Self {
        let bank = |store: &pasar_store::Store, clock: &Arc<TestClock>| -> Option<Arc<dyn PaymentProvider>> {
            Some(Arc::new(SandboxBank::new(
                store.clone(),
                clock.clone(),
                Duration::seconds(20),
            )))
        };
        let market = TestMarket::with_bank("id", bank).await;
        let shop = market.shop("ana").await;
        let shirt = market.offer(&shop, "kaos", 100_000_00, 50).await;
        let buyer = market.buyer("bo").await;
        Self { market, buyer, shirt }
    }

    /// Somebody buys a shirt, and the bank takes the money.
    async fn buys(&self, key: &str) -> (OrderGroupId, OrderId, PaymentId) {
        let ctx = self.market.ctx();
        let order = self.market.order(self.buyer, key, &[(&self.shirt, 1)]);
        let placed = self.market.place(order).await.unwrap();
        settle_down(ctx).await;
        let group = show_group(ctx, self.buyer, placed.order_group_id).await.unwrap();
        let order_id = group.orders[0].order.id;
        let mut connection = ctx.home().read().await.unwrap();
        let keys = [(self.buyer.account_id(), placed.order_group_id)];
        let payments = pasar_store::payment::of_groups(&mut connection, &keys)
            .await
            .unwrap();
        (placed.order_group_id, order_id, payments[0].id)
    }

    /// The buyer calls an order off, and has the money back.
    async fn calls_off(&self, order_id: OrderId) {
        let ctx = self.market.ctx();
        cancel_by_buyer(ctx, self.buyer, order_id, CancelReason::ChangedMind)
            .await
            .unwrap();
        refund_order(ctx, self.shirt.shop_id, order_id).await.unwrap();
    }

    fn today(&self) -> NaiveDate {
        self.market.ctx().now().date_naive()
    }

    /// The bank's statement of all of its settlements.
    async fn statement(&self) -> Vec<ProviderRow> {
        let staff = self.market.staff(StaffRole::Administrator);
        let written = write_statement(self.market.ctx(), staff, (None, None))
            .await
            .unwrap();
        let lines = read_provider_statement(&written).unwrap();
        lines.into_iter().flat_map(|line| line.rows.unwrap()).collect()
    }

    /// Takes rows in as a statement.
    async fn reads(&self, rows: &[ProviderRow]) -> TakenIn {
        let written = write_provider_statement(Vec::new(), rows).unwrap();
        let staff = self.market.staff(StaffRole::Administrator);
        let taken = pasar_service::provider_statement::take_in(self.market.ctx(), staff, &written);
        taken.await.unwrap()
    }

    /// What the ledger has in accounts of a class.
    async fn total(&self, class: &'static str) -> i128 {
        let report = pasar_service::ledger::check(self.market.ctx(), |_| {})
            .await
            .unwrap();
        assert!(report.is_clean(), "{:#?}", report.problems);
        let found = report.totals.get(&("IDR".to_owned(), class));
        found.copied().unwrap_or_default()
    }
}

/// What differs, sorted.
fn kinds(taken: &TakenIn) -> Vec<ProviderDifferenceKind> {
    let mut kinds: Vec<_> = taken.differences.iter().map(|one| one.kind).collect();
    kinds.sort_unstable();
    kinds
}

/// The difference of a kind.
fn of_kind(taken: &TakenIn, kind: ProviderDifferenceKind) -> &ProviderDifference {
    taken.differences.iter().find(|one| one.kind == kind).unwrap()
}
