//! What arrives at the same time shares a transaction, and nobody pays for it but the machine.

use std::sync::Arc;

use futures::future::join_all;
use pasar_domain::stock::StockKey;
use pasar_service::checkout::{LineProblemKind, PaymentOutcome, PlaceError, place};
use pasar_store::stock_item;
use pasar_testkit::{TestMarket, counting_statements};

use crate::work::settle_down;

#[tokio::test]
async fn a_hundred_checkouts_cost_a_few_transactions() {
    let market = TestMarket::new().await;
    let shop = market.shop("ana").await;
    let shirt = market.offer(&shop, "kaos", 1_000_000, 500).await;
    let buyer = market.buyer("bo").await;
    let order = |n: usize| market.order(buyer, &format!("k{n}"), &[(&shirt, 1)]);
    let (alone, of_one) = counting_statements(market.place(order(0))).await;
    assert_eq!(alone.unwrap().payment, PaymentOutcome::Authorised);

    let (all, of_many) = counting_statements(join_all((1..=100).map(|n| market.place(order(n))))).await;
    let numbers: std::collections::BTreeSet<String> =
        all.into_iter().map(|placed| placed.unwrap().number).collect();
    assert_eq!(numbers.len(), 100);
    assert!(
        of_one > 0 && of_many <= 5 * of_one,
        "{of_many} statements for 100, {of_one} for one"
    );
    settle_down(market.ctx()).await;
    assert_eq!(market.stock(&shirt).await.on_hand, 500 - 101);
    market.assert_sound().await;
}

#[tokio::test]
async fn a_checkout_that_cannot_be_stands_in_nobodys_way_and_who_came_first_gets_the_last_piece() {
    let market = TestMarket::new().await;
    let shop = market.shop("ana").await;
    let (last, shirt) = (
        market.offer(&shop, "last", 1_000_000, 1).await,
        market.offer(&shop, "kaos", 1_000_000, 9).await,
    );
    let buyer = market.buyer("bo").await;
    let mut wrong = market.order(buyer, "wrong", &[(&shirt, 1)]);
    wrong.method = "barter".to_owned();
    let orders = [
        market.order(buyer, "first", &[(&last, 1)]),
        wrong,
        market.order(buyer, "second", &[(&last, 1)]),
        market.order(buyer, "third", &[(&shirt, 1)]),
        market.order(buyer, "third", &[(&shirt, 1)]),
    ];
    // Somebody is at work, so that these five are one batch.
    let busy = market.place(market.order(buyer, "busy", &[(&shirt, 1)]));
    let five = join_all(orders.map(|order| market.place(order)));
    let (busy, five) = tokio::join!(busy, five);
    busy.unwrap();
    let mut five = five.into_iter();
    five.next().unwrap().unwrap();
    assert!(matches!(five.next().unwrap(), Err(PlaceError::UnknownMethod(_))));
    let Err(PlaceError::Lines(problems)) = five.next().unwrap() else {
        panic!("there was one piece");
    };
    assert!(matches!(
        problems[0].kind,
        LineProblemKind::OutOfStock { available: 0, .. }
    ));
    let (third, again) = (five.next().unwrap().unwrap(), five.next().unwrap().unwrap());
    assert_eq!(third.order_group_id, again.order_group_id);
    settle_down(market.ctx()).await;
    market.assert_sound().await;
}

#[tokio::test]
async fn when_too_many_wait_the_next_is_told_at_once_and_the_others_are_served() {
    const WAITING_MAX: usize = 2_048;
    let market = Arc::new(TestMarket::new().await);
    let shop = market.shop("ana").await;
    let shirt = market.offer(&shop, "kaos", 1_000_000, 40).await;
    let buyer = market.buyer("bo").await;
    let mut hold = market.ctx().home().begin().await.unwrap();
    let pieces = StockKey {
        shop_id: shirt.shop_id,
        stock_item_id: shirt.stock_item_id,
    };
    stock_item::lock(&mut hold, &[pieces]).await.unwrap();
    let place = |n: usize| {
        let (market, order) = (
            market.clone(),
            market.order(buyer, &format!("k{n}"), &[(&shirt, 1)]),
        );
        tokio::spawn(async move { place(market.ctx(), order).await })
    };
    let first = place(0);
    // Until the first stands at the lock, and nobody waits behind it.
    while market
        .count("select count(*) from pg_locks where not granted")
        .await
        == 0
    {
        tokio::time::sleep(std::time::Duration::from_millis(5)).await;
    }
    let waiting: Vec<_> = (1..=WAITING_MAX).map(place).collect();
    // Until all of them stand in the queue.
    for _ in 0..10 {
        tokio::task::yield_now().await;
    }
    let turned_away = place(WAITING_MAX + 1).await.unwrap();
    assert!(matches!(turned_away, Err(PlaceError::Busy)), "{turned_away:?}");
    hold.rollback().await.unwrap();
    first.await.unwrap().unwrap();
    let answers = join_all(waiting).await;
    let placed = answers
        .iter()
        .filter(|answer| matches!(answer, Ok(Ok(_))))
        .count();
    let sold_out = answers
        .iter()
        .filter(|answer| matches!(answer, Ok(Err(PlaceError::Lines(_)))))
        .count();
    assert_eq!((placed, sold_out), (39, WAITING_MAX - 39));
    // Whoever was turned away comes again with the same key.
    let again = place(WAITING_MAX + 1).await.unwrap();
    assert!(matches!(again, Err(PlaceError::Lines(_))), "{again:?}");
    settle_down(market.ctx()).await;
    market.assert_sound().await;
}
