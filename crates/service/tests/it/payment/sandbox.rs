use std::sync::Arc;

use chrono::Duration;
use pasar_domain::id::PaymentId;
use pasar_service::checkout::PaymentOutcome;
use pasar_service::payment::{
    Answer, BankAnswerError, PaymentProvider as _, ProviderError, ProviderState, SandboxBank, reconcile,
};
use pasar_testkit::TestMarket;

use crate::work::settle_down;

async fn sandbox() -> TestMarket {
    let bank = |store: &pasar_store::Store,
                clock: &Arc<pasar_testkit::TestClock>|
     -> Option<Arc<dyn pasar_service::payment::PaymentProvider>> {
        Some(Arc::new(SandboxBank::new(
            store.clone(),
            clock.clone(),
            Duration::seconds(20),
        )))
    };
    TestMarket::with_bank("id", bank).await
}

#[tokio::test]
async fn the_sandbox_bank_keeps_its_books() {
    let market = sandbox().await;
    let ctx = market.ctx();
    assert!(
        market.ctx().payments().sandbox().is_some()
            && TestMarket::new().await.ctx().payments().sandbox().is_none()
    );
    let bank = ctx.payments();
    let id = PaymentId::new(ctx.now(), &ctx.entropy());
    let amount = ctx.market().money(1_000_000);
    assert_eq!(bank.look_up(id).await.unwrap(), ProviderState::Unknown);
    let first = bank
        .authorise(id, "sandbox_success", amount, ctx.now())
        .await
        .unwrap();
    assert!(matches!(first, Answer::Authorised { .. }));
    assert_eq!(
        bank.authorise(id, "sandbox_success", amount, ctx.now())
            .await
            .unwrap(),
        first
    );
    bank.capture(id, ctx.now()).await.unwrap();
    bank.capture(id, ctx.now()).await.unwrap();
    assert!(matches!(
        bank.void(id, ctx.now()).await,
        Err(ProviderError::Refused(_))
    ));
    let part = ctx.market().money(400_000);
    bank.refund(id, "a", part, ctx.now()).await.unwrap();
    bank.refund(id, "a", part, ctx.now()).await.unwrap();
    assert_eq!(
        bank.look_up(id).await.unwrap(),
        ProviderState::Captured { refunded: part }
    );
    assert!(matches!(
        bank.refund(id, "b", amount, ctx.now()).await,
        Err(ProviderError::Refused(_))
    ));
    let refused = bank
        .authorise(
            PaymentId::new(ctx.now(), &ctx.entropy()),
            "shells",
            amount,
            ctx.now(),
        )
        .await;
    assert!(matches!(refused, Err(ProviderError::Refused(_))));
}

#[tokio::test]
async fn a_later_answer_comes_by_itself_or_at_the_banks_page() {
    let market = sandbox().await;
    let ctx = market.ctx();
    let shop = market.shop("ana").await;
    let shirt = market.offer(&shop, "kaos", 1_000_000, 2).await;
    let buyer = market.buyer("bo").await;
    let mut order = market.order(buyer, "k1", &[(&shirt, 1)]);
    order.method = "sandbox_later".to_owned();
    assert_eq!(
        market.place(order.clone()).await.unwrap().payment,
        PaymentOutcome::Pending
    );
    reconcile(ctx).await.unwrap();
    assert_eq!(
        market.place(order.clone()).await.unwrap().payment,
        PaymentOutcome::Pending
    );
    market.passes(Duration::seconds(20));
    reconcile(ctx).await.unwrap();
    settle_down(ctx).await;
    assert_eq!(
        market.place(order).await.unwrap().payment,
        PaymentOutcome::Authorised
    );

    let bank = SandboxBank::new(
        ctx.store().clone(),
        Arc::new(pasar_testkit::TestClock::default()),
        Duration::hours(1),
    );
    let id = PaymentId::new(ctx.now(), &ctx.entropy());
    assert!(matches!(
        bank.answer(id, true).await,
        Err(BankAnswerError::Unknown(_))
    ));
    bank.authorise(id, "sandbox_later", shirt.price, ctx.now())
        .await
        .unwrap();
    bank.answer(id, false).await.unwrap();
    assert!(matches!(
        bank.answer(id, true).await,
        Err(BankAnswerError::AlreadyAnswered(_))
    ));
    market.assert_sound().await;
}
