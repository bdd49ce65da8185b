//! One merchant, one offer, two markets: sold to the cohort of a pilot in one, unknown in the other.

use std::sync::Arc;

use object_store::memory::InMemory;
use pasar_domain::programme::{Programme, Stage};
use pasar_domain::surface::Surface;
use pasar_policy::CharterFolder;
use pasar_search::Query;
use pasar_service::actor::Buyer;
use pasar_service::appeal::list::refused;
use pasar_service::listing::cards;
use pasar_service::rulebook::{Rulebook, Version};
use pasar_service::search::find::{find, suggest};
use pasar_service::search::rebuild::rebuild;
use pasar_service::{Context, ContextParts, Viewer};
use pasar_testkit::{FakeBank, SeededChance, TestMarket};

use crate::work::settle_down;

const COHORT: u16 = 3_000;

async fn stage(market: &TestMarket, stage: Stage) {
    market
        .sql(&format!(
            "insert into programme_stage (move_id, stage, cohort_basis_points, charter_version, effective_at, carried_at)
             values (gen_random_uuid(), '{stage}', {COHORT}, 'test', '2026-01-01', '2026-01-01')"
        ))
        .await;
}

/// A buyer in the cohort, and one outside.
async fn buyers(market: &TestMarket) -> (Buyer, Buyer) {
    let programme = Programme {
        stage: Stage::Pilot,
        cohort_basis_points: COHORT,
    };
    let (mut inside, mut outside) = (None, None);
    for number in 0..100 {
        let buyer = market.buyer(&format!("buyer-{number}")).await;
        if programme.has_in_cohort(buyer.account_id()) {
            inside = inside.or(Some(buyer));
        } else {
            outside = outside.or(Some(buyer));
        }
        if let (Some(inside), Some(outside)) = (inside, outside) {
            return (inside, outside);
        }
    }
    panic!("a hundred buyers are all on one side");
}

async fn sees(market: &TestMarket, buyer: Option<Buyer>, offer: &pasar_testkit::TestOffer) -> bool {
    let ctx = market.ctx().seen_by(Viewer {
        account_id: buyer.map(Buyer::account_id),
        surface: Surface::Trade,
    });
    !cards::cards(&ctx, &[offer.product_id]).await.unwrap().is_empty()
}

#[tokio::test]
async fn a_merchant_sells_to_the_cohort_and_is_unknown_to_everybody_else() {
    let market = TestMarket::of("gb").await;
    let merchant = market.merchant("xia", "CN").await;
    let scarf = market.offer(&merchant, "silk scarf", 2_400, 9).await;
    let (inside, outside) = buyers(&market).await;
    let all = [None, Some(inside), Some(outside)];

    for closed in [Stage::Closed, Stage::Paused] {
        stage(&market, closed).await;
        for viewer in all {
            assert!(!sees(&market, viewer, &scarf).await, "{closed} {viewer:?}");
        }
    }
    stage(&market, Stage::Pilot).await;
    assert!(sees(&market, Some(inside), &scarf).await);
    assert!(!sees(&market, Some(outside), &scarf).await && !sees(&market, None, &scarf).await);
    assert!(
        market
            .place(market.order(outside, "k1", &[(&scarf, 1)]))
            .await
            .is_err()
    );

    let placed = market
        .place(market.order(inside, "k2", &[(&scarf, 2)]))
        .await
        .unwrap();
    settle_down(market.ctx()).await;
    // 20 % of what is in the price: 48.00 holds 8.00.
    assert_eq!(market.count("select import_tax_minor from orders").await, 800);
    assert_eq!(placed.total.minor, 4_800 + 1_000_000);
    market.assert_sound().await;

    // The kill switch takes effect at once; what was sold is honoured.
    stage(&market, Stage::Paused).await;
    assert!(!sees(&market, Some(inside), &scarf).await);
    assert!(
        market
            .place(market.order(inside, "k3", &[(&scarf, 1)]))
            .await
            .is_err()
    );
    assert_eq!(
        market
            .count("select count(*) from orders where state = 'awaiting_shipment'")
            .await,
        1
    );

    stage(&market, Stage::Open).await;
    assert!(sees(&market, Some(outside), &scarf).await && sees(&market, None, &scarf).await);
}

#[tokio::test]
async fn a_parcel_above_the_limit_is_refused() {
    let market = TestMarket::of("gb").await;
    stage(&market, Stage::Open).await;
    let merchant = market.merchant("xia", "CN").await;
    let scarf = market.offer(&merchant, "silk scarf", 6_000, 9).await;
    let buyer = market.buyer("bo").await;
    market
        .place(market.order(buyer, "two", &[(&scarf, 2)]))
        .await
        .unwrap();
    assert!(
        market
            .place(market.order(buyer, "three", &[(&scarf, 3)]))
            .await
            .is_err()
    );
}

/// Neither hits, nor their number, nor what is completed tells an outsider of a pilot's goods.
#[tokio::test]
async fn outsiders_neither_find_nor_count_what_a_pilot_shows_to_others() {
    let market = TestMarket::of("gb").await;
    let local = market.shop("ana").await;
    market.offer(&local, "wool scarf", 2_400, 9).await;
    let merchant = market.merchant("xia", "CN").await;
    for number in 0..3 {
        market
            .offer(&merchant, &format!("silk scarf {number}"), 2_400, 9)
            .await;
    }
    stage(&market, Stage::Pilot).await;
    rebuild(market.ctx(), |_| {}).await.unwrap();
    let (inside, outside) = buyers(&market).await;
    let found = async |buyer: Option<Buyer>| {
        let ctx = market.ctx().seen_by(Viewer {
            account_id: buyer.map(Buyer::account_id),
            surface: Surface::Trade,
        });
        // One on a page, so that the number is the index's.
        let query = Query {
            limit: 1,
            ..Query::text("scarf")
        };
        let found = find(&ctx, query).await.unwrap();
        let places = found.facets.places.iter().map(|place| place.count).sum::<usize>();
        (found.cards.len(), found.total, places)
    };
    assert_eq!(found(Some(inside)).await, (1, 4, 4));
    for outsider in [None, Some(outside)] {
        assert_eq!(found(outsider).await, (1, 1, 1));
    }
    let completed = suggest(market.ctx(), "sil".to_owned(), 5).await.unwrap();
    assert_eq!(completed, [""; 0]);
    // When it opens, nothing has to be indexed anew.
    stage(&market, Stage::Open).await;
    assert_eq!(found(None).await, (1, 4, 4));
}

/// The same market under a charter that does not hide what is worth more than a consignment may be.
fn showing_dear_pieces(market: &TestMarket) -> Context {
    let ctx = market.ctx();
    let (version, files) = ctx.market().charter_files.last_key_value().unwrap();
    let mut files = files.clone();
    let policies = files.get_mut("policies/cross-border.cedar").unwrap();
    let less = policies.replace("resource.price_minor > 13500", "resource.price_minor > 1350000");
    assert_ne!(*policies, less, "{version}");
    *policies = less;
    let folder = CharterFolder::read(files, ctx.market()).unwrap();
    let begin = "2023-04-15T00:00:00Z".parse().unwrap();
    Context::new(ContextParts {
        market: ctx.market().clone(),
        store: ctx.store().clone(),
        home: ctx.home().clone(),
        index: Arc::clone(ctx.index()),
        objects: Arc::new(InMemory::new()),
        payments: Arc::new(FakeBank::default()),
        identity_keys: pasar_testkit::identity_keys(),
        clock: Arc::new(pasar_service::SystemClock),
        chance: Arc::new(SeededChance::new(11)),
        rulebook: Rulebook::new([Version::new(ctx.market(), folder, begin)]),
    })
}

/// What is shown and still not sold is told to its seller: one piece alone is worth more than a consignment may be.
#[tokio::test]
async fn a_seller_reads_that_what_is_shown_is_not_sold() {
    let market = TestMarket::of("gb").await;
    let merchant = market.merchant("xia", "CN").await;
    market.offer(&merchant, "silk scarf", 2_400, 9).await;
    let coat = market.offer(&merchant, "silk coat", 13_501, 9).await;
    stage(&market, Stage::Open).await;
    let hidden = refused(market.ctx(), merchant).await.unwrap();
    assert_eq!(hidden.len(), 1, "{hidden:?}");
    assert!(!hidden[0].is_shown);
    let refused = refused(&showing_dear_pieces(&market), merchant).await.unwrap();
    assert_eq!(refused.len(), 1, "{refused:?}");
    assert_eq!(
        (refused[0].product_id, refused[0].is_shown, refused[0].offers),
        (coat.product_id, true, 1)
    );
    let rules: Vec<&str> = refused[0].rules.iter().map(|rule| rule.as_str()).collect();
    assert_eq!(rules, ["consignments-up-to-135-pounds"]);
}
