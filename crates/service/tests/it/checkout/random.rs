//! Random lives: whatever people, banks and time do, the ledger proves and stock adds up.

use chrono::Duration;
use pasar_domain::id::OrderId;
use pasar_domain::order::CancelReason;
use pasar_service::Chance as _;
use pasar_service::order::{
    Cursor, ShipOrder, assume_delivered, cancel_by_buyer, cancel_by_shop, complete_due, confirm_delivered,
    expire_due, list_of_shop, ship,
};
use pasar_service::payment::reconcile;
use pasar_testkit::{Fault, SeededChance, TestMarket, Verb, When};

use crate::work::run_jobs;

const METHODS: [&str; 4] = [
    "sandbox_success",
    "sandbox_success",
    "sandbox_decline",
    "sandbox_later",
];
const FAULTS: [Fault; 6] = [
    Fault::Unreachable(Verb::Authorise, When::Before),
    Fault::Unreachable(Verb::Authorise, When::After),
    Fault::Unreachable(Verb::Capture, When::Before),
    Fault::Unreachable(Verb::Capture, When::After),
    Fault::Unreachable(Verb::Refund, When::After),
    Fault::Unreachable(Verb::Void, When::Before),
];

struct Dice(SeededChance);

impl Dice {
    fn below(&self, sides: usize) -> usize {
        let entropy = self.0.entropy();
        usize::from(u16::from_le_bytes([entropy[0], entropy[1]])) % sides
    }
}

#[tokio::test]
async fn whatever_happens_the_ledger_proves_and_stock_adds_up() {
    for seed in 1..=4 {
        live(seed).await;
    }
}

async fn live(seed: u64) {
    let dice = Dice(SeededChance::new(seed));
    let market = TestMarket::new().await;
    let ctx = market.ctx();
    let shops = [market.shop("ana").await, market.shop("budi").await];
    let offers = [
        market.offer(&shops[0], "kaos", 5_000_000, 30).await,
        market.offer(&shops[1], "cangkir", 700_000, 30).await,
    ];
    let buyer = market.buyer("bo").await;
    for step in 0..60 {
        if dice.below(5) == 0 {
            market.bank().plan(FAULTS[dice.below(FAULTS.len())]);
        }
        match dice.below(10) {
            0..=3 => {
                let quantity = u32::try_from(1 + dice.below(3)).unwrap();
                let lines = [(&offers[0], quantity), (&offers[1], 1)];
                let lines = &lines[dice.below(2)..];
                let mut order = market.order(buyer, &format!("{step}"), lines);
                order.method = METHODS[dice.below(METHODS.len())].to_owned();
                let _ = market.place(order).await;
            }
            4 => act_on_orders(&market, &dice, &shops, buyer).await,
            5 => act_on_orders(&market, &dice, &shops, buyer).await,
            6 => market.passes(Duration::minutes(i64::try_from(1 + dice.below(90)).unwrap())),
            7 => market.passes(Duration::days(i64::try_from(1 + dice.below(9)).unwrap())),
            8 => {
                let _ = reconcile(ctx).await;
                let _ = run_jobs(ctx).await;
            }
            _ => {
                expire_due(ctx).await.unwrap();
                assume_delivered(ctx).await.unwrap();
                complete_due(ctx).await.unwrap();
            }
        }
        tokio::task::yield_now().await;
        market.assert_sound().await;
    }
    // In the end everything comes to rest, and the bank agrees with our books.
    for _ in 0..4 {
        market.passes(Duration::minutes(90));
        for _ in 0..3 {
            let _ = reconcile(ctx).await;
            expire_due(ctx).await.unwrap();
            run_jobs(ctx).await;
        }
    }
    market.assert_sound().await;
    let report = pasar_service::ledger::check(ctx, |_| {}).await.unwrap();
    let provider = report
        .totals
        .get(&("IDR".to_owned(), "provider"))
        .copied()
        .unwrap_or_default();
    assert_eq!(
        -provider,
        i128::from(market.bank().captured_minor()),
        "seed {seed}: the bank's books are ours"
    );
    assert_eq!(
        market.bank().held_minor(),
        0,
        "seed {seed}: nothing is kept from buyers"
    );
}

async fn act_on_orders(
    market: &TestMarket,
    dice: &Dice,
    shops: &[pasar_service::actor::ShopKeeper; 2],
    buyer: pasar_service::actor::Buyer,
) {
    let ctx = market.ctx();
    let keeper = shops[dice.below(2)];
    let page = list_of_shop(
        ctx,
        keeper,
        None,
        Cursor {
            before: None,
            limit: 20,
        },
    )
    .await
    .unwrap();
    if page.entries.is_empty() {
        return;
    }
    let id: OrderId = page.entries[dice.below(page.entries.len())].order.id;
    let parcel = ShipOrder {
        order_id: id,
        carrier: "JNE".to_owned(),
        tracking_number: "JX12345678".to_owned(),
    };
    match dice.below(5) {
        0 => drop(cancel_by_buyer(ctx, buyer, id, CancelReason::ChangedMind).await),
        1 => drop(cancel_by_shop(ctx, keeper, id, CancelReason::OutOfStock).await),
        2 => drop(confirm_delivered(ctx, buyer, id).await),
        _ => drop(ship(ctx, keeper, parcel).await),
    }
}
