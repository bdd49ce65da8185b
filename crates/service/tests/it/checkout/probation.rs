//! A seller on probation takes so many orders a day and no more, whoever asks at the same time.

use std::collections::BTreeMap;
use std::sync::Arc;

use chrono::Duration;
use pasar_domain::id::OrderId;
use pasar_domain::order::{CancelReason, OrderState};
use pasar_service::actor::{Buyer, ShopKeeper};
use pasar_service::checkout::{
    LineProblem, LineProblemKind, PlaceError, Placed, WantedLine, place_batch, quote,
};
use pasar_service::order::{
    ShipOrder, cancel_by_buyer, cancel_by_shop, cancel_group, complete_due, confirm_delivered, expire_due,
    ship, show_group,
};
use pasar_testkit::{TestMarket, TestOffer, counting_statements};

use crate::work::{run_jobs, settle_down};

const BUYERS: usize = 32;

/// A market with a shop on probation and what it sells.
async fn beginner() -> (Arc<TestMarket>, ShopKeeper, TestOffer) {
    let market = Arc::new(TestMarket::new().await);
    let shop = market.shop("baru").await;
    let snack = market.offer(&shop, "keripik", 1_000_000, 500).await;
    market.begins(shop).await;
    (market, shop, snack)
}

fn full(answer: Result<Placed, PlaceError>) -> Vec<LineProblem> {
    match answer {
        Err(PlaceError::Lines(problems)) => problems,
        Ok(_) => panic!("there was no place left"),
        Err(other) => panic!("{other}"),
    }
}

fn tomorrow(market: &TestMarket) -> LineProblemKind {
    let today = market.ctx().market().day_of(market.ctx().now());
    LineProblemKind::NewShopFull {
        again_on: today.succ_opt().unwrap(),
    }
}

async fn buy(
    market: &TestMarket,
    buyer: Buyer,
    key: &str,
    lines: &[(&TestOffer, u32)],
) -> Result<Placed, PlaceError> {
    market.place(market.order(buyer, key, lines)).await
}

async fn orders_of(market: &TestMarket, buyer: Buyer, placed: &Placed) -> Vec<OrderId> {
    let group = show_group(market.ctx(), buyer, placed.order_group_id)
        .await
        .unwrap();
    group.orders.iter().map(|view| view.order.id).collect()
}

async fn race(batch_size: usize) {
    let (market, shop, snack) = beginner().await;
    market.places_left(shop, 1).await;
    let max = i64::from(market.ctx().charter().probation.unwrap().orders_per_day_max);
    let mut orders = Vec::new();
    for n in 0..BUYERS {
        let buyer = market.buyer(&format!("buyer{n}")).await;
        orders.push(market.order(buyer, "k", &[(&snack, 1)]));
    }
    let mut tasks = Vec::new();
    for batch in orders.chunks(batch_size) {
        let (market, batch) = (market.clone(), batch.to_vec());
        tasks.push(tokio::spawn(
            async move { place_batch(market.ctx(), batch).await },
        ));
    }
    let (mut placed, mut refused) = (0, 0);
    for task in tasks {
        for answer in task.await.unwrap() {
            if answer.is_ok() {
                placed += 1;
                continue;
            }
            let problems = full(answer);
            assert_eq!(problems.len(), 1);
            assert_eq!(problems[0].kind, tomorrow(&market));
            assert_eq!(problems[0].title.as_deref(), Some("keripik"));
            refused += 1;
        }
    }
    assert_eq!((placed, refused), (1, BUYERS - 1));
    settle_down(market.ctx()).await;
    assert_eq!(market.taken_today(shop).await, max);
    let stock = market.stock(&snack).await;
    assert_eq!((stock.on_hand, stock.reserved), (499, 0));
    market.assert_sound().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn of_32_buyers_one_gets_the_last_place_of_the_day() {
    race(1).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn also_when_they_come_in_batches() {
    race(8).await;
}

/// Baskets that name two new shops in opposite orders, and calling orders off meanwhile, make nobody wait in a circle.
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn opposite_baskets_and_cancellations_do_not_block_each_other() {
    let (market, first, snack) = beginner().await;
    let second = market.shop("muda").await;
    let cup = market.offer(&second, "cangkir", 1_000_000, 500).await;
    market.begins(second).await;
    let mut tasks = Vec::new();
    for n in 0..24 {
        let buyer = market.buyer(&format!("buyer{n}")).await;
        let lines = if n % 2 == 0 {
            [(&snack, 1), (&cup, 1)]
        } else {
            [(&cup, 1), (&snack, 1)]
        };
        let (market, order) = (market.clone(), market.order(buyer, "k", &lines));
        tasks.push(tokio::spawn(async move {
            let placed = place_batch(market.ctx(), vec![order])
                .await
                .pop()
                .unwrap()
                .unwrap();
            if n % 3 == 0 {
                for order in orders_of(&market, buyer, &placed).await {
                    cancel_by_buyer(market.ctx(), buyer, order, CancelReason::ChangedMind)
                        .await
                        .unwrap();
                }
            }
        }));
    }
    for task in tasks {
        task.await.unwrap();
    }
    settle_down(market.ctx()).await;
    assert_eq!(
        (market.taken_today(first).await, market.taken_today(second).await),
        (16, 16)
    );
    market.assert_sound().await;
}

#[tokio::test]
async fn in_a_batch_who_came_first_is_served_and_old_shops_are_not_touched() {
    let (market, new, snack) = beginner().await;
    let old = market.shop("lama").await;
    let shirt = market.offer(&old, "kaos", 5_000_000, 1).await;
    let rare = market.offer(&new, "langka", 1_000_000, 0).await;
    market.places_left(new, 1).await;
    let buyer = market.buyer("bo").await;
    let order = |key: &str, lines: &[(&TestOffer, u32)]| market.order(buyer, key, lines);
    let answers = place_batch(
        market.ctx(),
        vec![
            // Nothing is left of it: whoever gets nothing takes no place.
            order("none", &[(&rare, 1)]),
            order("last", &[(&snack, 1)]),
            order("late", &[(&snack, 1), (&rare, 2)]),
            // The shirt that this one does not get is there for the next.
            order("mixed", &[(&shirt, 1), (&snack, 1)]),
            order("old", &[(&shirt, 1)]),
        ],
    )
    .await;
    let mut answers = answers.into_iter();
    let none = full(answers.next().unwrap());
    assert!(matches!(none[0].kind, LineProblemKind::OutOfStock { .. }));
    answers.next().unwrap().unwrap();
    let late: Vec<LineProblemKind> = full(answers.next().unwrap())
        .into_iter()
        .map(|problem| problem.kind)
        .collect();
    assert_eq!(late[..2], [tomorrow(&market), tomorrow(&market)]);
    assert!(matches!(late[2], LineProblemKind::OutOfStock { wanted: 2, .. }));
    let mixed = full(answers.next().unwrap());
    let named: Vec<_> = mixed.iter().map(|problem| problem.offer_id).collect();
    assert_eq!(named, [snack.offer_id], "nothing is wrong with the shirt");
    answers.next().unwrap().unwrap();
    settle_down(market.ctx()).await;
    assert_eq!(market.stock(&shirt).await.available(), 0);
    assert_eq!(market.stock(&snack).await.available(), 499);
    assert_eq!(market.taken_today(old).await, 0);
    market.assert_sound().await;
}

#[tokio::test]
async fn a_batch_without_new_shops_asks_nothing_more() {
    let (market, _, snack) = beginner().await;
    let old = market.shop("lama").await;
    let shirt = market.offer(&old, "kaos", 5_000_000, 50).await;
    let buyer = market.buyer("bo").await;
    let batch = |offer: &TestOffer, name: &str| -> Vec<_> {
        (0..3)
            .map(|n| market.order(buyer, &format!("{name}{n}"), &[(offer, 1)]))
            .collect()
    };
    assert!(
        place_batch(market.ctx(), batch(&shirt, "first"))
            .await
            .iter()
            .all(Result::is_ok)
    );
    let (served, of_old) = counting_statements(place_batch(market.ctx(), batch(&shirt, "old"))).await;
    assert!(served.iter().all(Result::is_ok));
    let (served, of_new) = counting_statements(place_batch(market.ctx(), batch(&snack, "new"))).await;
    assert!(served.iter().all(Result::is_ok));
    // One locks the day, one counts what was taken.
    assert_eq!(of_new, of_old + 2);
    settle_down(market.ctx()).await;
}

#[tokio::test]
async fn a_cancelled_order_gives_its_place_back_once() {
    let (market, shop, snack) = beginner().await;
    let ctx = market.ctx();
    let max = i64::from(ctx.charter().probation.unwrap().orders_per_day_max);
    market.places_left(shop, 2).await;
    let buyer = market.buyer("bo").await;
    let first = buy(&market, buyer, "k1", &[(&snack, 1)]).await.unwrap();
    let second = buy(&market, buyer, "k2", &[(&snack, 1)]).await.unwrap();
    settle_down(ctx).await;
    full(buy(&market, buyer, "k3", &[(&snack, 1)]).await);

    let id = orders_of(&market, buyer, &first).await[0];
    cancel_by_shop(ctx, shop, id, CancelReason::OutOfStock)
        .await
        .unwrap();
    assert_eq!(market.taken_today(shop).await, max - 1);
    // The money comes back, which writes the order once more.
    run_jobs(ctx).await;
    assert_eq!(market.taken_today(shop).await, max - 1);
    buy(&market, buyer, "k3", &[(&snack, 1)]).await.unwrap();
    settle_down(ctx).await;
    full(buy(&market, buyer, "k4", &[(&snack, 1)]).await);

    // What is called off tomorrow gives today's place back, not tomorrow's.
    market.passes(Duration::hours(24));
    market.places_left(shop, 0).await;
    let id = orders_of(&market, buyer, &second).await[0];
    cancel_by_shop(ctx, shop, id, CancelReason::OutOfStock)
        .await
        .unwrap();
    full(buy(&market, buyer, "k4", &[(&snack, 1)]).await);
    assert_eq!(
        market
            .count("select count(*) from probation_day where orders = orders_max - 1")
            .await,
        1
    );
    market.assert_sound().await;
}

#[tokio::test]
async fn what_nobody_pays_gives_its_place_back_alone_and_in_batches() {
    let (market, shop, snack) = beginner().await;
    let ctx = market.ctx();
    let buyer = market.buyer("bo").await;
    let unpaid = |key: &str| {
        let mut order = market.order(buyer, key, &[(&snack, 1)]);
        order.method = "sandbox_decline".to_owned();
        order
    };
    let mut placed = Vec::new();
    for answer in place_batch(ctx, vec![unpaid("k1"), unpaid("k2"), unpaid("k3")]).await {
        placed.push(answer.unwrap());
    }
    assert_eq!(
        market.taken_today(shop).await,
        3,
        "whoever may still pay keeps the place"
    );
    cancel_group(ctx, buyer, placed[0].order_group_id).await.unwrap();
    assert_eq!(market.taken_today(shop).await, 2);
    assert!(cancel_group(ctx, buyer, placed[0].order_group_id).await.is_err());
    market.passes(Duration::minutes(61));
    assert_eq!(expire_due(ctx).await.unwrap(), 2);
    assert_eq!(expire_due(ctx).await.unwrap(), 0);
    assert_eq!(market.taken_today(shop).await, 0);
    market.assert_sound().await;
}

#[tokio::test]
async fn the_next_day_has_its_own_places() {
    let (market, shop, snack) = beginner().await;
    market.places_left(shop, 0).await;
    let buyer = market.buyer("bo").await;
    full(buy(&market, buyer, "k", &[(&snack, 1)]).await);
    let today = market.ctx().market().day_of(market.ctx().now());
    let midnight = market.ctx().market().start_of(today.succ_opt().unwrap());
    market.passes(midnight - market.ctx().now() - Duration::seconds(1));
    full(buy(&market, buyer, "k", &[(&snack, 1)]).await);
    market.passes(Duration::seconds(1));
    buy(&market, buyer, "k", &[(&snack, 1)]).await.unwrap();
    settle_down(market.ctx()).await;
    assert_eq!(market.taken_today(shop).await, 1);
}

#[tokio::test]
async fn probation_ends_by_itself_when_days_and_orders_are_reached() {
    let (market, shop, snack) = beginner().await;
    let ctx = market.ctx();
    let limits = ctx.charter().probation.unwrap();
    let buyer = market.buyer("bo").await;
    let placed = buy(&market, buyer, "first", &[(&snack, 1)]).await.unwrap();
    settle_down(ctx).await;
    let order_id = orders_of(&market, buyer, &placed).await[0];
    market.has_completed(shop, limits.orders - 1).await;
    let is_full = async |key: &str| {
        market.places_left(shop, 0).await;
        matches!(
            buy(&market, buyer, key, &[(&snack, 1)]).await,
            Err(PlaceError::Lines(_))
        )
    };

    // The days alone are not enough.
    market.passes(Duration::days(i64::from(limits.days)));
    assert!(is_full("days").await);
    let parcel = ShipOrder {
        order_id,
        carrier: "JNE".to_owned(),
        tracking_number: "JX12345678".to_owned(),
    };
    ship(ctx, shop, parcel).await.unwrap();
    confirm_delivered(ctx, buyer, order_id).await.unwrap();
    assert!(is_full("delivered").await, "the order is not complete yet");
    market.passes(Duration::days(i64::from(
        ctx.charter().windows.escrow_release_days,
    )));
    assert_eq!(complete_due(ctx).await.unwrap(), 1);
    let completed = "select probation_orders::bigint from seller where probation_since is not null";
    assert_eq!(market.count(completed).await, i64::from(limits.orders));
    assert!(!is_full("complete").await);

    // Nor are the orders alone: somebody else begins with all of them.
    market.begins(shop).await;
    market.passes(Duration::days(i64::from(limits.days)) - Duration::seconds(1));
    assert!(is_full("orders").await);
    market.passes(Duration::seconds(1));
    assert!(!is_full("orders").await);
    settle_down(ctx).await;
    // Whoever is not on probation has no places to take.
    assert_eq!(
        market
            .count("select count(*) from orders where probation_day is not null")
            .await,
        1
    );
}

#[tokio::test]
async fn the_cart_says_it_before_anybody_orders() {
    let (market, shop, snack) = beginner().await;
    let old = market.shop("lama").await;
    let shirt = market.offer(&old, "kaos", 5_000_000, 5).await;
    let wanted = [&snack, &shirt].map(|offer| WantedLine {
        shop_id: offer.shop_id,
        offer_id: offer.offer_id,
        quantity: 1,
        seen_price: None,
    });
    let view = quote(market.ctx(), &wanted, &BTreeMap::new()).await.unwrap();
    assert!(view.problems.is_empty());
    market.places_left(shop, 0).await;
    let view = quote(market.ctx(), &wanted, &BTreeMap::new()).await.unwrap();
    assert_eq!(view.problems.len(), 1);
    assert_eq!(
        (view.problems[0].offer_id, &view.problems[0].kind),
        (snack.offer_id, &tomorrow(&market))
    );
    let left: Vec<_> = view.quote.shops.iter().map(|shop| shop.shop_id).collect();
    assert_eq!(left, [shirt.shop_id]);
}

#[tokio::test]
async fn the_database_guards_the_day_too() {
    let (market, shop, snack) = beginner().await;
    let buyer = market.buyer("bo").await;
    let placed = buy(&market, buyer, "k", &[(&snack, 1)]).await.unwrap();
    settle_down(market.ctx()).await;
    for (change, rule) in [
        ("orders = orders_max + 1", "probation_day_full"),
        ("orders = -1", "probation_day_orders_check"),
        ("orders_max = 0", "probation_day"),
    ] {
        let refused = market
            .try_sql(&format!("update probation_day set {change}"))
            .await;
        let why = refused.expect_err(change);
        assert!(why.contains(rule), "{change}: {why}");
    }
    let backwards =
        "update seller set probation_since = null, probation_orders = 1 where probation_since is not null";
    assert!(market.try_sql(backwards).await.is_err());
    assert_eq!(market.taken_today(shop).await, 1);
    let group = show_group(market.ctx(), buyer, placed.order_group_id)
        .await
        .unwrap();
    assert!(matches!(
        group.orders[0].order.state,
        OrderState::AwaitingShipment { .. }
    ));
}
