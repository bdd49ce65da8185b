//! What users of other marketplaces reported, done here. Each test names the threads.

use std::sync::Arc;

use chrono::Duration;
use futures::future::join_all;
use pasar_domain::charter::CommissionTax;
use pasar_domain::id::PaymentId;
use pasar_service::checkout::{PaymentOutcome, PlaceError, PlaceOrder};
use pasar_service::order::expire_due;
use pasar_service::payment::{capture, reconcile};
use pasar_testkit::{Fault, TestMarket, TestOffer, Verb, When};

use crate::work::{run_jobs, settle_down};

/// Orders of as many people, each of one piece.
async fn orders_of(market: &TestMarket, offer: &TestOffer, people: usize) -> Vec<PlaceOrder> {
    let mut orders = Vec::new();
    for number in 0..people {
        let buyer = market.buyer(&format!("buyer{number}")).await;
        orders.push(market.order(buyer, "k", &[(offer, 1)]));
    }
    orders
}

/// Places all of them at the same time; how many there are at the end.
async fn place_all(market: &Arc<TestMarket>, orders: Vec<PlaceOrder>) -> usize {
    let placing = orders.into_iter().map(|order| {
        let market = Arc::clone(market);
        tokio::spawn(async move { market.place(order).await })
    });
    let answers = join_all(placing).await.into_iter().map(Result::unwrap);
    let mut placed = 0;
    for answer in answers {
        match answer {
            Ok(_) => placed += 1,
            Err(PlaceError::Lines(_)) => {}
            Err(error) => panic!("{error}"),
        }
    }
    placed
}

/// medusajs/medusa#16569 and #12401, spree/spree#3808, openfoodfoundation/openfoodnetwork#4018, awesto/django-shop#888,
/// simplcommerce/SimplCommerce#1111, magento/inventory#3036: more is sold than there is when many buy at once. Of 400 people who want one of 200
/// pieces at the same time, 200 get one.
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn no_more_is_sold_than_there_is() {
    let market = Arc::new(TestMarket::new().await);
    let shop = market.shop("ana").await;
    let hot = market.offer(&shop, "batik tulis", 25_000_000, 200).await;
    let orders = orders_of(&market, &hot, 400).await;
    assert_eq!(place_all(&market, orders).await, 200);
    settle_down(market.ctx()).await;
    let stock = market.stock(&hot).await;
    assert_eq!((stock.on_hand, stock.reserved), (0, 0));
    assert_eq!(
        market
            .count("select count(*) from orders where placed_at is not null")
            .await,
        200
    );
    market.assert_sound().await;
}

/// medusajs/medusa#16502: two lines of one checkout share a stock item, each is checked alone, and together they take more than there is.
#[tokio::test]
async fn lines_that_share_a_stock_item_are_counted_together() {
    let market = TestMarket::new().await;
    let shop = market.shop("ana").await;
    let soap = market.offer(&shop, "sabun", 500_000, 4).await;
    let pack = market.pack_of(&shop, &soap, 3, 1_300_000).await;
    let buyer = market.buyer("bo").await;
    let refused = market
        .place(market.order(buyer, "k1", &[(&soap, 2), (&pack, 1)]))
        .await;
    assert!(matches!(refused, Err(PlaceError::Lines(problems)) if problems.len() == 1));
    let stock = market.stock(&soap).await;
    assert_eq!((stock.on_hand, stock.reserved), (4, 0), "nothing of it was kept");
    market
        .place(market.order(buyer, "k2", &[(&soap, 1), (&pack, 1)]))
        .await
        .unwrap();
    settle_down(market.ctx()).await;
    assert_eq!(market.stock(&soap).await.on_hand, 0);
    market.assert_sound().await;
}

/// openfoodfoundation/openfoodnetwork#3925: three charges, one order. Whoever presses the button three times, or is sent by a slow line
/// three times, pays once.
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn three_presses_of_the_button_are_one_order_and_one_charge() {
    let market = Arc::new(TestMarket::new().await);
    let shop = market.shop("ana").await;
    let shirt = market.offer(&shop, "kaos", 1_000_000, 9).await;
    let order = market.order(market.buyer("bo").await, "k", &[(&shirt, 1)]);
    let presses = (0..3).map(|_| market.place(order.clone()));
    let answers: Vec<_> = join_all(presses).await.into_iter().map(Result::unwrap).collect();
    assert!(
        answers
            .iter()
            .all(|answer| answer.order_group_id == answers[0].order_group_id)
    );
    settle_down(market.ctx()).await;
    assert_eq!(market.bank().captured_minor(), answers[0].total.minor);
    assert_eq!(
        market.bank().states().len(),
        1,
        "the bank was asked for one payment"
    );
    assert_eq!(market.count("select count(*) from orders").await, 1);
    market.assert_sound().await;
}

/// solidusio/solidus#3020: the money is taken, and then the order cannot be. Here the bank says yes after the time for paying has ended: the
/// money is let go, and the order stays called off.
#[tokio::test]
async fn money_for_an_order_that_cannot_be_is_let_go() {
    let market = Arc::new(TestMarket::new().await);
    let shop = market.shop("ana").await;
    let shirt = market.offer(&shop, "kaos", 1_000_000, 1).await;
    let order = market.order(market.buyer("bo").await, "k", &[(&shirt, 1)]);
    market
        .bank()
        .plan(Fault::Unreachable(Verb::Authorise, When::After));
    let placed = market.place(order.clone()).await.unwrap();
    assert_eq!(placed.payment, PaymentOutcome::Unknown);
    assert!(
        market.bank().held_minor() > 0,
        "the bank holds what nobody here knows of"
    );
    market.passes(Duration::minutes(76));
    expire_due(market.ctx()).await.unwrap();
    reconcile(market.ctx()).await.unwrap();
    run_jobs(market.ctx()).await;
    assert_eq!(
        (market.bank().held_minor(), market.bank().captured_minor()),
        (0, 0)
    );
    assert_eq!(market.stock(&shirt).await.available(), 1);
    market.assert_sound().await;
}

/// medusajs/medusa#13301: money is captured twice. Eight that capture the same payment at the same time, beside whoever does it in the background,
/// take it once, in the bank's books and in ours.
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn what_is_captured_by_many_is_taken_once() {
    let market = Arc::new(TestMarket::new().await);
    let shop = market.shop("ana").await;
    let shirt = market.offer(&shop, "kaos", 1_000_000, 1).await;
    let order = market.order(market.buyer("bo").await, "k", &[(&shirt, 1)]);
    let placed = market.place(order).await.unwrap();
    let id = market.text("select payment_id::text from payment").await.unwrap();
    let id = PaymentId::from_uuid(id.parse().unwrap());
    let captures = (0..8).map(|_| {
        let market = Arc::clone(&market);
        tokio::spawn(async move { capture(market.ctx(), &[id]).await })
    });
    for captured in join_all(captures).await {
        captured.unwrap().unwrap();
    }
    settle_down(market.ctx()).await;
    assert_eq!(market.bank().captured_minor(), placed.total.minor);
    let posted = "select coalesce(sum(amount_minor), 0)::bigint from transfer where phase = 'post'";
    assert_eq!(market.count(posted).await, placed.total.minor);
    market.assert_sound().await;
}

/// medusajs/medusa#14757 and #14758: "already being completed by another request", for ever, because whoever held the lock is gone. Here the
/// program dies in the middle, and the buyer who asks again is answered at once, by another process.
#[tokio::test]
async fn nobody_is_locked_out_by_a_program_that_died() {
    let market = Arc::new(TestMarket::new().await);
    let shop = market.shop("ana").await;
    let shirt = market.offer(&shop, "kaos", 1_000_000, 2).await;
    let order = market.order(market.buyer("bo").await, "k", &[(&shirt, 1)]);
    market.bank().plan(Fault::Hang(Verb::Authorise, When::Before));
    let (running, asked) = (Arc::clone(&market), order.clone());
    let dying = tokio::spawn(async move { running.place(asked).await });
    market.bank().hanging().await;
    dying.abort();
    let again = market.place(order.clone()).await.unwrap();
    assert_eq!(again.payment, PaymentOutcome::Unknown);
    // Nor does it stand in the way of another checkout of the same goods.
    let other = market.order(market.buyer("cici").await, "k", &[(&shirt, 1)]);
    assert_eq!(
        market.place(other).await.unwrap().payment,
        PaymentOutcome::Authorised
    );
    market.passes(Duration::seconds(31));
    reconcile(market.ctx()).await.unwrap();
    assert_eq!(
        market.place(order).await.unwrap().payment,
        PaymentOutcome::Authorised
    );
    settle_down(market.ctx()).await;
    market.assert_sound().await;
}

/// juspay/hyperswitch#13519, spree/spree#14451 and #14586, getdokan/dokan#2144: parts of a payment that do not sum to it, and rounding by nobody's
/// rule. Prices that divide badly are split so that nothing is left, and commission is what was frozen when the order was placed.
#[tokio::test]
async fn what_is_split_sums_to_what_was_paid() {
    let market = TestMarket::new().await;
    let (ana, budi) = (market.shop("ana").await, market.shop("budi").await);
    let goods = [
        market.offer(&ana, "kaos", 3_333_300, 9).await,
        market.offer(&ana, "topi", 100_100, 9).await,
        market.offer(&budi, "teh", 999_900, 9).await,
    ];
    let buyer = market.buyer("bo").await;
    let order = market.order(buyer, "k", &[(&goods[0], 1), (&goods[1], 3), (&goods[2], 7)]);
    let placed = market.place(order).await.unwrap();
    settle_down(market.ctx()).await;
    let of_orders = "select sum(total_minor)::bigint from orders";
    assert_eq!(market.count(of_orders).await, placed.total.minor);
    let apart = "select count(*) from orders o
                 where commission_minor <> (select sum(l.commission_minor) from order_line l where l.order_id = o.order_id)
                    or commission_tax_minor <> (select sum(l.commission_tax_minor) from order_line l where l.order_id = o.order_id)
                    or goods_minor <> (select sum(l.amount_minor) from order_line l where l.order_id = o.order_id)";
    assert_eq!(market.count(apart).await, 0);
    // What the charter says now is not what it said then: each line keeps its rule, its rate, and a tax that anybody can check.
    let fees = &market.ctx().charter().fees;
    let CommissionTax::OnTop(tax) = fees.commission_tax else {
        panic!("{:?}", fees.commission_tax);
    };
    let otherwise = format!(
        "select count(*) from order_line where commission_rule is null
            or commission_tax_minor <> round(commission_minor * {tax} / 10000.0 / 100) * 100
            or commission_minor <> round(amount_minor * commission_basis_points / 10000.0 / 100) * 100"
    );
    assert_eq!(market.count(&otherwise).await, 0);
    market.assert_sound().await;
}

/// formancehq/ledger#764: one row for a balance, for which everybody waits. Placing and paying touch no such row, of whomever: what a shop is owed
/// changes when its orders are complete, and 64 of them at once are placed by a handful of transactions.
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn no_order_waits_for_a_balance() {
    let market = Arc::new(TestMarket::new().await);
    let shop = market.shop("ana").await;
    let hot = market.offer(&shop, "kaos", 1_000_000, 64).await;
    let orders = orders_of(&market, &hot, 64).await;
    assert_eq!(place_all(&market, orders).await, 64);
    settle_down(market.ctx()).await;
    assert_eq!(market.count("select count(*) from shop_balance").await, 0);
    market.assert_sound().await;
}
