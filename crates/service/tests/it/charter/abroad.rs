//! An adversary with every seller's right: goods and sellers from abroad in a market that promised not to have them.

use pasar_domain::seller::{Evidence, Standing};
use pasar_service::cart::{self, CartError, CartOwner};
use pasar_service::checkout::{LineProblemKind, PlaceError, WantedLine, quote};
use pasar_service::listing::{addresses, cards, show};
use pasar_service::product::create::{CreateProductError, create};
use pasar_service::product::publish::publish;
use pasar_service::{refusal, search};
use pasar_store::testing::SeedSeller;
use pasar_testkit::{TestMarket, TestOffer};

use crate::kit;

/// Every seller who has no place in this market, with what they show.
fn strangers() -> [(&'static str, SeedSeller<'static>); 7] {
    let business = |origin, standing| SeedSeller {
        origin,
        standing,
        evidence: Some(Evidence::BusinessRegister),
        return_country: "ID",
    };
    [
        ("merchant", business("CN", Standing::Merchant)),
        ("merchant-at-home", business("ID", Standing::Merchant)),
        ("foreign-business", business("SG", Standing::Business)),
        ("foreign-person", SeedSeller::person("CN")),
        ("platform", business("ID", Standing::Platform)),
        (
            "nobody",
            SeedSeller {
                evidence: None,
                ..SeedSeller::person("ID")
            },
        ),
        // A driving licence is no KTP, whoever shows it.
        (
            "driver",
            SeedSeller {
                evidence: Some(Evidence::DrivingLicence),
                ..SeedSeller::person("ID")
            },
        ),
    ]
}

async fn is_seen(market: &TestMarket, offer: &TestOffer) -> bool {
    let ctx = market.ctx();
    let listed = cards::cards(ctx, &[offer.product_id]).await.unwrap();
    let (newest, _) = cards::newest(ctx, None, 50).await.unwrap();
    let is_new = newest.iter().any(|card| card.product_id == offer.product_id);
    let walked = addresses::page(ctx, None).await.unwrap();
    let is_walked = walked
        .iter()
        .any(|address| address.product_id == offer.product_id);
    assert_eq!((listed.len() == 1, is_new), (is_walked, is_walked));
    is_walked
}

#[tokio::test]
async fn no_stranger_s_offer_is_seen_or_sold() {
    let market = TestMarket::new().await;
    let ctx = market.ctx();
    let buyer = market.buyer("bo").await;
    let local = market.shop("ana").await;
    let shirt = market.offer(&local, "kaos", 5_000_000, 9).await;
    assert!(is_seen(&market, &shirt).await);
    for (name, seller) in strangers() {
        let shop = market.shop_of(name, seller).await;
        let lure = market.offer(&shop, name, 5_000_000, 9).await;
        assert!(!is_seen(&market, &lure).await, "{name} is seen");
        assert!(
            show::show(ctx, name, name).await.unwrap().is_none(),
            "{name} has a page"
        );
        assert_eq!(
            show::stamps(ctx, &[name.to_owned()], &[name.to_owned()])
                .await
                .unwrap(),
            [None],
            "{name} has a page in memory"
        );
        let key = (lure.shop_id, lure.offer_id);
        let added = cart::add::add(ctx, CartOwner::Buyer(buyer), key, 1).await;
        assert!(matches!(added, Err(CartError::Gone)), "{name} gets into a cart");
        let wanted = WantedLine {
            shop_id: lure.shop_id,
            offer_id: lure.offer_id,
            quantity: 1,
            seen_price: None,
        };
        let quoted = quote(ctx, &[wanted], &Default::default()).await.unwrap();
        assert!(!quoted.is_orderable(), "{name} is quoted");
        let placed = market.place(market.order(buyer, name, &[(&lure, 1)])).await;
        let Err(PlaceError::Lines(problems)) = placed else {
            panic!("{name} is sold");
        };
        assert!(
            matches!(problems[0].kind, LineProblemKind::Refused { .. }),
            "{name}: {problems:?}"
        );
        // Beside something that may be sold it is refused just as well.
        let both = market.order(buyer, &format!("{name}-both"), &[(&shirt, 1), (&lure, 1)]);
        assert!(market.place(both).await.is_err(), "{name} is sold beside another");
    }
    assert_eq!(market.count("select count(*) from order_line").await, 0);
    refusal::flush(ctx).await.unwrap();
    let counts = refusal::counts(ctx).await.unwrap();
    assert!(counts.values().sum::<i64>() > 30, "{counts:?}");
    assert!(!counts.contains_key(refusal::ERROR), "{counts:?}");
}

#[tokio::test]
async fn no_stranger_publishes() {
    let market = TestMarket::new().await;
    for (name, seller) in strangers() {
        let shop = market.shop_of(name, seller).await;
        let goods = kit::simple(&market, name, 50_000, 9);
        let published = create(market.ctx(), shop, goods.clone(), true).await;
        assert!(
            matches!(published, Err(CreateProductError::Refused(_))),
            "{name}: {published:?}"
        );
        // As a draft it may be kept; it stays one.
        let kept = create(market.ctx(), shop, goods, false).await.unwrap();
        let error = publish(market.ctx(), shop, kept.product_id).await.unwrap_err();
        assert!(
            error
                .to_string()
                .contains("the charter does not allow this (publish)"),
            "{name}: {error}"
        );
    }
    assert_eq!(
        market
            .count("select count(*) from product where state = 'active'")
            .await,
        0
    );
}

#[tokio::test]
async fn the_index_has_nothing_that_nobody_may_see() {
    let market = TestMarket::new().await;
    let ctx = market.ctx();
    let local = market.shop("ana").await;
    market.offer(&local, "kaos polos", 5_000_000, 9).await;
    let abroad = market.merchant("xia", "CN").await;
    market.offer(&abroad, "kaos sutra", 5_000_000, 9).await;
    search::rebuild::rebuild(ctx, |_| ()).await.unwrap();
    let found = search::find::find(ctx, pasar_search::Query::text("kaos"))
        .await
        .unwrap();
    assert_eq!((found.total, found.cards.len()), (1, 1));
    assert!(
        search::find::suggest(ctx, "kaos su".to_owned(), 5)
            .await
            .unwrap()
            .is_empty()
    );
}

#[tokio::test]
async fn what_the_operator_controls_vanishes_and_comes_back() {
    let market = TestMarket::new().await;
    let shop = market.shop("ana").await;
    let shirt = market.offer(&shop, "kaos", 5_000_000, 9).await;
    assert!(is_seen(&market, &shirt).await);
    market
        .sql("update seller set controlled_by_operator = true")
        .await;
    assert!(!is_seen(&market, &shirt).await);
    market
        .sql("update seller set controlled_by_operator = false")
        .await;
    assert!(is_seen(&market, &shirt).await);
    // So does what bears a brand of the operator's.
    market.sql("update product set brand = 'Pasar Basics'").await;
    market
        .sql("insert into controlled_brand values ('pasar basics', now())")
        .await;
    assert!(!is_seen(&market, &shirt).await);
}

#[tokio::test]
async fn a_race_between_cart_and_revocation_sells_nothing() {
    let market = TestMarket::new().await;
    let buyer = market.buyer("bo").await;
    let shop = market.shop("ana").await;
    let shirt = market.offer(&shop, "kaos", 5_000_000, 9).await;
    let key = (shirt.shop_id, shirt.offer_id);
    cart::add::add(market.ctx(), CartOwner::Buyer(buyer), key, 1)
        .await
        .unwrap();
    let order = market.order(buyer, "k1", &[(&shirt, 1)]);
    market
        .sql("update verification set revoked_at = now(), revoke_reason = 'forged'")
        .await;
    assert!(matches!(market.place(order).await, Err(PlaceError::Lines(_))));
    let cart = cart::show::show(market.ctx(), CartOwner::Buyer(buyer))
        .await
        .unwrap();
    assert!(!cart.is_ready());
}
