//! Many buyers, few pieces: through the whole program, over HTTP, and with the program killed in the middle.

use std::time::{Duration, Instant};

use futures::future::join_all;
use futures::stream::{FuturesUnordered, StreamExt as _};
use pasar_testkit::{TestMarket, TestOffer};

use crate::kit::{Pasar, Running};
use crate::shopper::{Answer, PageForm, Shopper};

const BUYERS: usize = 64;
const PIECES: i32 = 20;
/// How many buyers have been told of their order when the program is killed.
const TOLD_BEFORE: usize = 5;
/// How long recovery may take.
const RECOVERED_WITHIN: Duration = Duration::from_secs(60);

struct Race {
    market: TestMarket,
    shirt: TestOffer,
    pasar: Pasar,
}

impl Race {
    async fn new() -> Self {
        let market = TestMarket::new().await;
        let shop = market.shop("ana").await;
        let shirt = market.offer(&shop, "kaos polos", 5_000_000, PIECES).await;
        let pasar = Pasar::on(market.database().url());
        Self { market, shirt, pasar }
    }

    /// Buyers who have one piece in their cart and the checkout before them.
    async fn buyers(&self, running: &Running) -> Vec<(Shopper, PageForm)> {
        let mut buyers = Vec::new();
        for number in 0..BUYERS {
            let shopper = Shopper::new(&self.market, &format!("buyer{number}")).await;
            shopper.put(&running.url, &self.shirt).await;
            let form = shopper.checkout(&running.url).await;
            buyers.push((shopper, form));
        }
        buyers
    }

    async fn count(&self, query: &str) -> usize {
        usize::try_from(self.market.count(query).await).unwrap()
    }

    /// All pieces are sold, each to one buyer, and the money is where it should be.
    async fn assert_sold_out(&self) {
        let pieces = usize::try_from(PIECES).unwrap();
        assert_eq!(
            self.count("select count(*) from orders where state = 'awaiting_shipment'")
                .await,
            pieces
        );
        let stock = self.market.stock(&self.shirt).await;
        assert_eq!((stock.on_hand, stock.reserved), (0, 0));
        self.market.assert_sound().await;
        let report = self.pasar.run(&["ledger", "check", "--json"]).ended(0).json();
        assert_eq!(
            report["markets"][0]["orders"],
            self.count("select count(*) from orders").await
        );
    }

    /// Waits until nothing is on its way any more: no payment without an answer, no piece promised.
    async fn recovers(&self) {
        // A payment is asked for again when nobody can be waiting for it any more; that time passes at once here.
        self.market
            .sql("update payment set requested_at = requested_at - interval '1 minute' where state = 'requested'")
            .await;
        let began = Instant::now();
        loop {
            let waiting = self
                .count("select count(*) from payment where state in ('requested', 'pending')")
                .await;
            let promised = self.count("select sum(reserved) from stock_item").await;
            if (waiting, promised) == (0, 0) {
                return;
            }
            assert!(
                began.elapsed() < RECOVERED_WITHIN,
                "{waiting} payments wait, {promised} pieces are promised"
            );
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
    }
}

/// The order that a buyer was told about.
fn order(answer: &Answer) -> Option<&str> {
    let (_, order) = answer.location.split_once("/orders/")?;
    (answer.status == 303).then_some(order)
}

/// Is it said clearly that the piece is gone? Either on the page itself, or on the cart's that it leads to.
async fn is_clear_refusal(running: &Running, shopper: &Shopper, answer: &Answer) -> bool {
    if answer.status == 409 {
        return answer.body.contains("kaos polos");
    }
    if answer.status != 303 || !answer.location.ends_with("/cart") {
        return false;
    }
    let cart = shopper.get(&running.url, "/cart").await.unwrap();
    cart.status == 200 && cart.body.contains("kaos polos") && cart.body.contains("Sedang habis")
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn sixty_four_buyers_race_for_twenty_pieces() {
    let race = Race::new().await;
    let running = race.pasar.serve();
    let buyers = race.buyers(&running).await;
    let sent = buyers
        .iter()
        .map(|(shopper, form)| shopper.send(&running.url, form));
    let answers: Vec<Answer> = join_all(sent).await.into_iter().map(Result::unwrap).collect();
    let mut orders: Vec<&str> = answers.iter().filter_map(order).collect();
    orders.sort_unstable();
    orders.dedup();
    assert_eq!(orders.len(), usize::try_from(PIECES).unwrap());
    let mut refused = 0;
    for ((shopper, _), answer) in buyers.iter().zip(&answers) {
        if order(answer).is_none() {
            assert!(is_clear_refusal(&running, shopper, answer).await, "{answer:?}");
            refused += 1;
        }
    }
    assert_eq!(refused, BUYERS - orders.len());
    race.assert_sold_out().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_program_is_killed_in_the_middle_of_the_race() {
    let race = Race::new().await;
    let first = race.pasar.serve();
    let buyers = race.buyers(&first).await;
    let url = first.url.clone();
    let url = &url;
    let mut sent: FuturesUnordered<_> = buyers
        .iter()
        .map(|(shopper, form)| async move { (shopper, form, shopper.send(url, form).await) })
        .collect();
    let mut running = Some(first);
    let (mut told, mut untold) = (Vec::new(), Vec::new());
    while let Some((shopper, form, answer)) = sent.next().await {
        match answer.as_ref().ok().map(order) {
            Some(Some(order)) => told.push((shopper, order.to_owned())),
            Some(None) => {}
            None => untold.push((shopper, form)),
        }
        if told.len() == TOLD_BEFORE
            && let Some(running) = running.take()
        {
            running.kill();
        }
    }
    assert!(!untold.is_empty(), "the program was killed too late to matter");

    let second = race.pasar.serve();
    for (shopper, order) in &told {
        let page = shopper
            .get(&second.url, &format!("/orders/{order}"))
            .await
            .unwrap();
        assert_eq!(page.status, 200, "an order that its buyer was told about is gone");
    }
    race.recovers().await;
    // Whoever heard nothing sends the same form again, and is told about one order, not two.
    for (shopper, form) in untold {
        let answer = shopper.send(&second.url, form).await.unwrap();
        assert!(
            order(&answer).is_some() || is_clear_refusal(&second, shopper, &answer).await,
            "{answer:?}"
        );
    }
    race.recovers().await;
    race.assert_sold_out().await;
    let twice = "select count(*) from (select from orders where state = 'awaiting_shipment' group by buyer_id having count(*) > 1) as twice";
    assert_eq!(race.count(twice).await, 0);
}
