use std::collections::BTreeMap;

use pasar_domain::order::OrderStateName;
use pasar_service::checkout::{LineProblemKind, PaymentOutcome, PlaceError, place_batch};
use pasar_service::order::{Cursor, list_of_shop, show_group};
use pasar_testkit::{TestMarket, TestOffer};

use crate::work::{run_jobs, settle_down};

fn kinds(error: PlaceError) -> Vec<LineProblemKind> {
    match error {
        PlaceError::Lines(problems) => problems.into_iter().map(|problem| problem.kind).collect(),
        other => panic!("{other}"),
    }
}

#[tokio::test]
async fn a_checkout_makes_one_order_for_each_shop_and_takes_the_money() {
    let market = TestMarket::new().await;
    let (ana, budi) = (market.shop("ana").await, market.shop("budi").await);
    let shirt = market.offer(&ana, "kaos polos", 5_000_000, 20).await;
    let cup = market.offer(&budi, "cangkir", 2_000_000, 5).await;
    let buyer = market.buyer("bo").await;

    let placed = market
        .place(market.order(buyer, "k1", &[(&shirt, 2), (&cup, 1)]))
        .await
        .unwrap();
    assert_eq!(placed.payment, PaymentOutcome::Authorised);
    assert_eq!(
        placed.total,
        market
            .ctx()
            .market()
            .money(2 * 5_000_000 + 2_000_000 + 2 * 1_000_000)
    );
    settle_down(market.ctx()).await;

    let view = show_group(market.ctx(), buyer, placed.order_group_id)
        .await
        .unwrap();
    assert_eq!(view.orders.len(), 2);
    assert_eq!(view.orders[0].order.number, format!("{}-1", placed.number));
    assert_eq!(view.orders[0].lines[0].title, "kaos polos");
    for order in &view.orders {
        assert_eq!(order.order.state.name(), OrderStateName::AwaitingShipment);
        assert!(matches!(
            order.order.funds,
            pasar_domain::order::Funds::Captured { .. }
        ));
    }
    assert_eq!(market.bank().captured_minor(), placed.total.minor);
    let stock = market.stock(&shirt).await;
    assert_eq!((stock.on_hand, stock.reserved), (18, 0));
    market.assert_sound().await;

    let cursor = Cursor {
        before: None,
        limit: 10,
    };
    let of_ana = list_of_shop(market.ctx(), ana, None, cursor).await.unwrap();
    assert_eq!(of_ana.entries.len(), 1, "a shop sees its own order only");
    assert_eq!(
        run_jobs(market.ctx()).await,
        3,
        "one letter to the buyer, one to each shop"
    );
}

#[tokio::test]
async fn every_line_in_the_way_is_named_and_nothing_is_written() {
    let market = TestMarket::new().await;
    let shop = market.shop("ana").await;
    let few = market.offer(&shop, "sedikit", 1_000_000, 3).await;
    let gone = market.offer(&shop, "habis", 1_000_000, 3).await;
    let dear = market.offer(&shop, "naik", 1_000_000, 3).await;
    let buyer = market.buyer("bo").await;
    market
        .sql(&format!(
            "update offer set paused = true where offer_id = '{}'",
            gone.offer_id.uuid()
        ))
        .await;
    market
        .sql(&format!(
            "update offer set price_minor = 1200000 where offer_id = '{}'",
            dear.offer_id.uuid()
        ))
        .await;

    let refused = market
        .place(market.order(buyer, "k1", &[(&few, 1), (&gone, 1), (&dear, 1)]))
        .await;
    let now = market.ctx().market().money(1_200_000);
    let expected = vec![
        LineProblemKind::NotForSale,
        LineProblemKind::PriceChanged {
            seen: dear.price,
            now,
        },
    ];
    assert_eq!(kinds(refused.unwrap_err()), expected);

    let refused = market
        .place(market.order(buyer, "k1", &[(&few, 4)]))
        .await
        .unwrap_err();
    assert!(refused.to_string().contains("sedikit"), "{refused}");
    assert_eq!(
        kinds(refused),
        vec![LineProblemKind::OutOfStock {
            wanted: 4,
            available: 3
        }]
    );
    assert_eq!(market.count("select count(*) from order_group").await, 0);

    // What was refused left no trace: the same key serves for the corrected order.
    market
        .place(market.order(buyer, "k1", &[(&few, 3)]))
        .await
        .unwrap();
    market.assert_sound().await;
}

#[tokio::test]
async fn what_cannot_be_asked_is_refused() {
    let market = TestMarket::new().await;
    let shop = market.shop("ana").await;
    let shirt = market.offer(&shop, "kaos", 1_000_000, 10).await;
    let buyer = market.buyer("bo").await;
    let max = market.ctx().charter().limits.line_quantity_max;

    let order = |lines: &[(&TestOffer, u32)]| market.order(buyer, "k1", lines);
    assert!(matches!(
        market.place(order(&[])).await,
        Err(PlaceError::LineCount { .. })
    ));
    let none = market.place(order(&[(&shirt, 0)])).await.unwrap_err();
    assert_eq!(kinds(none), vec![LineProblemKind::Quantity { max }]);
    let twice = market
        .place(order(&[(&shirt, 1), (&shirt, 1)]))
        .await
        .unwrap_err();
    assert_eq!(kinds(twice), vec![LineProblemKind::Twice]);
    let mut wrong = order(&[(&shirt, 1)]);
    wrong.method = "shells".to_owned();
    assert!(matches!(
        market.place(wrong).await,
        Err(PlaceError::UnknownMethod(_))
    ));
    let mut wrong = order(&[(&shirt, 1)]);
    wrong.key = String::new();
    assert!(matches!(market.place(wrong).await, Err(PlaceError::InvalidKey)));
    let mut wrong = order(&[(&shirt, 1)]);
    wrong.shipping = BTreeMap::from([(shirt.shop_id, "teleport".to_owned())]);
    let unknown = market.place(wrong).await.unwrap_err();
    assert_eq!(
        kinds(unknown),
        vec![LineProblemKind::Shipping {
            shop_id: shirt.shop_id
        }]
    );
    let mut wrong = order(&[(&shirt, 1)]);
    wrong.seen_total = Some(market.ctx().market().money(1));
    assert!(matches!(
        market.place(wrong).await,
        Err(PlaceError::TotalChanged { .. })
    ));
    assert_eq!(market.stock(&shirt).await.available(), 10);
}

#[tokio::test]
async fn a_repeated_request_gives_the_first_answer_and_another_input_is_refused() {
    let market = TestMarket::new().await;
    let shop = market.shop("ana").await;
    let shirt = market.offer(&shop, "kaos", 1_000_000, 10).await;
    let buyer = market.buyer("bo").await;
    let first = market
        .place(market.order(buyer, "k1", &[(&shirt, 1)]))
        .await
        .unwrap();
    let again = market
        .place(market.order(buyer, "k1", &[(&shirt, 1)]))
        .await
        .unwrap();
    assert_eq!(first, again);
    let other = market.place(market.order(buyer, "k1", &[(&shirt, 2)])).await;
    assert!(matches!(other, Err(PlaceError::KeyReused)));

    // In one batch, too; and another buyer's key is another key.
    let stranger = market.buyer("sari").await;
    let batch = vec![
        market.order(buyer, "k2", &[(&shirt, 1)]),
        market.order(buyer, "k2", &[(&shirt, 1)]),
        market.order(buyer, "k2", &[(&shirt, 3)]),
        market.order(stranger, "k2", &[(&shirt, 1)]),
    ];
    let mut answers = place_batch(market.ctx(), batch).await.into_iter();
    let one = answers.next().unwrap().unwrap();
    assert_eq!(
        answers.next().unwrap().unwrap().order_group_id,
        one.order_group_id
    );
    assert!(matches!(answers.next().unwrap(), Err(PlaceError::KeyReused)));
    assert_ne!(
        answers.next().unwrap().unwrap().order_group_id,
        one.order_group_id
    );
    settle_down(market.ctx()).await;
    assert_eq!(market.stock(&shirt).await.on_hand, 7);
    market.assert_sound().await;
}

#[tokio::test]
async fn offers_that_share_a_stock_item_share_what_is_left() {
    let market = TestMarket::new().await;
    let shop = market.shop("ana").await;
    let single = market.offer(&shop, "sabun", 500_000, 7).await;
    let pack = market.pack_of(&shop, &single, 3, 1_300_000).await;
    let buyer = market.buyer("bo").await;
    let refused = market
        .place(market.order(buyer, "k1", &[(&pack, 2), (&single, 2)]))
        .await
        .unwrap_err();
    assert_eq!(
        kinds(refused),
        vec![LineProblemKind::OutOfStock {
            wanted: 2,
            available: 1
        }]
    );
    market
        .place(market.order(buyer, "k2", &[(&pack, 2), (&single, 1)]))
        .await
        .unwrap();
    settle_down(market.ctx()).await;
    assert_eq!(market.stock(&single).await.on_hand, 0);
    market.assert_sound().await;
}

#[tokio::test]
async fn a_declined_payment_frees_the_stock() {
    let market = TestMarket::new().await;
    let shop = market.shop("ana").await;
    let shirt = market.offer(&shop, "kaos", 1_000_000, 2).await;
    let buyer = market.buyer("bo").await;
    let mut order = market.order(buyer, "k1", &[(&shirt, 2)]);
    order.method = "sandbox_decline".to_owned();
    let declined = market.place(order.clone()).await.unwrap();
    assert_eq!(
        declined.payment,
        PaymentOutcome::Declined {
            reason: "insufficient_funds".to_owned()
        }
    );
    assert_eq!(
        market.place(order).await.unwrap(),
        declined,
        "the first answer again"
    );
    assert_eq!(market.stock(&shirt).await.available(), 2);
    market.assert_sound().await;
}

#[tokio::test]
async fn what_was_ordered_leaves_the_cart() {
    let market = TestMarket::new().await;
    let shop = market.shop("ana").await;
    let shirt = market.offer(&shop, "kaos", 1_000_000, 2).await;
    let cup = market.offer(&shop, "cangkir", 1_000_000, 2).await;
    let buyer = market.buyer("bo").await;
    let account = buyer.account_id().uuid();
    market
        .sql(&format!(
            "insert into cart values (gen_random_uuid(), '{account}', '2026-12-01', '2026-12-01');
             insert into cart_line select cart_id, offer_id, shop_id, 1, price_minor, '2026-12-01' from cart, offer"
        ))
        .await;
    market
        .place(market.order(buyer, "k1", &[(&shirt, 1)]))
        .await
        .unwrap();
    assert_eq!(market.count("select count(*) from cart_line").await, 1);
    let left = format!(
        "select count(*) from cart_line where offer_id = '{}'",
        cup.offer_id.uuid()
    );
    assert_eq!(market.count(&left).await, 1);
}
