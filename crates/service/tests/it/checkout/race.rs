use std::sync::Arc;

use pasar_service::checkout::{LineProblemKind, PlaceError, place_batch};
use pasar_testkit::{TestMarket, TestOffer};

use crate::work::settle_down;

const BUYERS: usize = 64;
const UNITS: i32 = 20;

async fn race(batch_size: usize) {
    let market = Arc::new(TestMarket::new().await);
    let shop = market.shop("ana").await;
    let hot: TestOffer = market.offer(&shop, "batik tulis", 25_000_000, UNITS).await;
    let mut orders = Vec::new();
    for n in 0..BUYERS {
        let buyer = market.buyer(&format!("buyer{n}")).await;
        orders.push(market.order(buyer, "k", &[(&hot, 1)]));
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
            match answer {
                Ok(_) => placed += 1,
                Err(PlaceError::Lines(problems)) => {
                    assert_eq!(
                        problems[0].kind,
                        LineProblemKind::OutOfStock {
                            wanted: 1,
                            available: 0
                        }
                    );
                    assert_eq!(problems[0].title.as_deref(), Some("batik tulis"));
                    refused += 1;
                }
                Err(error) => panic!("{error}"),
            }
        }
    }
    assert_eq!((placed, refused), (20, 44));
    settle_down(market.ctx()).await;
    let stock = market.stock(&hot).await;
    assert_eq!((stock.on_hand, stock.reserved), (0, 0));
    market.assert_sound().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn of_64_buyers_exactly_20_get_one_of_20_pieces() {
    race(1).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn also_when_they_come_in_batches() {
    race(16).await;
}

/// Baskets that name the same stock items in different orders do not wait for each other in a circle.
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn opposite_baskets_do_not_block_each_other() {
    let market = Arc::new(TestMarket::new().await);
    let shop = market.shop("ana").await;
    let (a, b) = (
        market.offer(&shop, "a", 100_000, 500).await,
        market.offer(&shop, "b", 100_000, 500).await,
    );
    let mut tasks = Vec::new();
    for n in 0..40 {
        let buyer = market.buyer(&format!("buyer{n}")).await;
        let lines = if n % 2 == 0 {
            [(&a, 1), (&b, 2)]
        } else {
            [(&b, 1), (&a, 2)]
        };
        let (market, order) = (market.clone(), market.order(buyer, "k", &lines));
        tasks.push(tokio::spawn(async move { market.place(order).await }));
    }
    for task in tasks {
        task.await.unwrap().unwrap();
    }
    settle_down(market.ctx()).await;
    assert_eq!(market.stock(&a).await.on_hand, 500 - 60);
    market.assert_sound().await;
}
