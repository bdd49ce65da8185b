use std::collections::BTreeMap;

use pasar_service::checkout::{LineProblemKind, WantedLine, quote};
use pasar_testkit::{TestMarket, TestOffer};

fn wanted(offer: &TestOffer, quantity: u32) -> WantedLine {
    WantedLine {
        shop_id: offer.shop_id,
        offer_id: offer.offer_id,
        quantity,
        seen_price: Some(offer.price),
    }
}

#[tokio::test]
async fn a_quote_has_present_prices_shipping_by_weight_and_what_stands_in_the_way() {
    let market = TestMarket::new().await;
    let shop = market.shop("ana").await;
    let shirt = market.offer(&shop, "kaos", 5_000_000, 20).await;
    let few = market.offer(&shop, "sedikit", 1_000_000, 1).await;
    market
        .sql(&format!(
            "update offer set price_minor = 5500000 where offer_id = '{}'",
            shirt.offer_id.uuid()
        ))
        .await;

    let lines = [wanted(&shirt, 4), wanted(&few, 2)];
    let view = quote(market.ctx(), &lines, &BTreeMap::new()).await.unwrap();
    let money = |minor| market.ctx().market().money(minor);
    // 4 × 300 g: one kilogram and one begun.
    assert_eq!(view.quote.shops[0].amounts.shipping, money(1_500_000));
    assert_eq!(view.quote.total, money(4 * 5_500_000 + 1_500_000));
    let kinds: Vec<_> = view.problems.iter().map(|problem| problem.kind.clone()).collect();
    assert_eq!(
        kinds,
        vec![
            LineProblemKind::PriceChanged {
                seen: shirt.price,
                now: money(5_500_000)
            },
            LineProblemKind::OutOfStock {
                wanted: 2,
                available: 1
            },
        ]
    );
    assert!(!view.is_orderable());
    assert_eq!(view.shipping[0].options[0].1, money(1_500_000));
    assert_eq!(market.stock(&shirt).await.reserved, 0, "nothing is reserved");

    let view = quote(market.ctx(), &[wanted(&shirt, 1)], &BTreeMap::new())
        .await
        .unwrap();
    assert!(view.is_orderable(), "a changed price is only pointed out");
    let empty = quote(market.ctx(), &[], &BTreeMap::new()).await.unwrap();
    assert!(empty.quote.total.is_zero() && !empty.is_orderable());
}
