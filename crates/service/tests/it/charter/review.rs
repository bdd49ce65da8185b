//! When a charter or stage changes, everything is looked at again and its sellers are told.

use pasar_domain::seller::VerificationInput;
use pasar_domain::staff::StaffRole;
use pasar_policy::CharterFolder;
use pasar_service::charter::beginning_of;
use pasar_service::rulebook::{Version, prepare_due, review_due};
use pasar_service::search;
use pasar_service::seller::revoke::revoke;
use pasar_service::seller::show::show_own;
use pasar_service::seller::verify::verify;
use pasar_testkit::{TestMarket, draft_charter};

#[tokio::test]
async fn what_may_not_be_seen_leaves_the_index_and_comes_back() {
    let market = TestMarket::new().await;
    let ctx = market.ctx();
    let (ana, budi) = (market.shop("ana").await, market.shop("budi").await);
    market.offer(&ana, "kaos merah", 5_000_000, 9).await;
    market.offer(&budi, "kaos biru", 5_000_000, 9).await;
    search::rebuild::rebuild(ctx, |_| ()).await.unwrap();
    let total = async || {
        while search::relay::relay(ctx).await.unwrap() > 0 {}
        search::find::find(ctx, pasar_search::Query::text("kaos"))
            .await
            .unwrap()
            .total
    };
    assert_eq!(review_due(ctx).await.unwrap(), 0);
    assert_eq!(total().await, 2);

    market.sql("update seller set controlled_by_operator = true where seller_id = (select seller_id from shop where handle = 'budi')").await;
    // Another look under the same version waits for its hour.
    assert_eq!(review_due(ctx).await.unwrap(), 0);
    market.passes(chrono::Duration::minutes(61));
    assert_eq!(review_due(ctx).await.unwrap(), 1);
    assert_eq!(total().await, 1);
    let told =
        "select count(*) from charter_notice where hidden = 1 and returned = 0 and cardinality(rules) > 0";
    assert_eq!(market.count(told).await, 1);
    assert_eq!(
        market
            .count("select count(*) from job where kind = 'send_letter'")
            .await,
        1
    );

    market
        .sql("update seller set controlled_by_operator = false")
        .await;
    market.passes(chrono::Duration::minutes(61));
    assert_eq!(review_due(ctx).await.unwrap(), 1);
    assert_eq!(total().await, 2);
}

/// Forbids what costs more than 5,000.00.
const DEAR: &str = "\n@id(\"dear\")\nforbid (principal is Seller, action in [Action::\"publish\", Action::\"show\", Action::\"sell\"], resource is Offer)\nwhen { resource.price_minor > 500000 };\n";

/// Adopts the newest charter again, with one more rule, and waits until it is 20 minutes away.
fn adopt_soon(market: &TestMarket, day: u64, rule: &str) {
    let ctx = market.ctx();
    let on = market.ctx().now().date_naive() + chrono::Days::new(day);
    let mut files = draft_charter(ctx.market(), on);
    files
        .get_mut("policies/cross-border.cedar")
        .unwrap()
        .push_str(rule);
    let folder = CharterFolder::read(files, ctx.market()).unwrap();
    let effective_at = beginning_of(on, ctx.market());
    assert!(
        ctx.rulebook()
            .add(Version::new(ctx.market(), folder, effective_at))
    );
    market.clock().set(effective_at - chrono::Duration::minutes(20));
}

/// The index is told before a version takes effect: at that instant, with nothing done in between, a search finds what the version permits.
#[tokio::test]
async fn a_search_follows_a_version_at_the_instant_when_it_takes_effect() {
    let market = TestMarket::of("gb").await;
    let ctx = market.ctx();
    let ana = market.shop("ana").await;
    market.offer(&ana, "lamp small", 2_400, 9).await;
    market.offer(&ana, "lamp large", 900_000, 9).await;
    search::rebuild::rebuild(ctx, |_| ()).await.unwrap();
    let follow = async || while search::relay::relay(ctx).await.unwrap() > 0 {};
    let found = async || {
        let found = search::find::find(ctx, pasar_search::Query::text("lamp"))
            .await
            .unwrap();
        (found.total, found.cards.len())
    };
    let one_more = pasar_search::Query {
        limit: 1,
        ..pasar_search::Query::text("lamp")
    };
    for (day, rule, before, after) in [(2, DEAR, 2, 1), (3, "", 1, 2)] {
        adopt_soon(&market, day, rule);
        review_due(ctx).await.unwrap();
        follow().await;
        assert_eq!(prepare_due(ctx).await.unwrap(), 1);
        assert_eq!(prepare_due(ctx).await.unwrap(), 0, "once is enough");
        follow().await;
        assert_eq!(found().await, (before, before));
        market.passes(chrono::Duration::minutes(20));
        assert_eq!(found().await, (after, after));
        // Not only the cards: the index itself counts right.
        let counted = search::find::find(ctx, one_more.clone()).await.unwrap();
        assert_eq!((counted.cards.len(), counted.total), (1, after));
        assert_eq!(review_due(ctx).await.unwrap(), 1);
        follow().await;
        assert_eq!(found().await, (after, after));
    }
}

/// A verification ends at an instant, and nothing has to run at it: the index knew when.
#[tokio::test]
async fn a_search_counts_nothing_of_a_seller_whose_verification_has_ended() {
    let market = TestMarket::new().await;
    let ctx = market.ctx();
    let (ana, budi) = (market.shop("ana").await, market.shop("budi").await);
    for (shop, title) in [(&ana, "kaos merah"), (&budi, "kaos biru"), (&budi, "kaos hijau")] {
        market.offer(shop, title, 5_000_000, 9).await;
    }
    search::rebuild::rebuild(ctx, |_| ()).await.unwrap();
    review_due(ctx).await.unwrap();
    // What was checked of Budi is checked again, and counts for ten days.
    let (seller, recorded) = show_own(ctx, budi).await.unwrap().unwrap();
    let staff = market.staff(StaffRole::Moderator);
    let old = recorded[0].verification.verification_id;
    revoke(ctx, staff, (seller.seller_id, old), "Kartu baru.")
        .await
        .unwrap();
    let input = VerificationInput {
        evidence: "national_id".to_owned(),
        issued_by: "ID".to_owned(),
        valid_until: (ctx.now() + chrono::Duration::days(10)).date_naive().to_string(),
        note: "Kartu baru, dilihat sendiri.".to_owned(),
    };
    let recorded = verify(ctx, staff, seller.seller_id, &input).await.unwrap();
    let until = recorded.verification.valid_until;
    market.clock().set(until - chrono::Duration::minutes(149));
    review_due(ctx).await.unwrap();
    while search::relay::relay(ctx).await.unwrap() > 0 {}

    let counted = async || {
        let query = pasar_search::Query {
            limit: 1,
            ..pasar_search::Query::text("kaos")
        };
        search::find::find(ctx, query).await.unwrap().total
    };
    market.clock().set(until - chrono::Duration::seconds(1));
    assert_eq!(counted().await, 3);
    market.clock().set(until);
    assert_eq!(counted().await, 1);
}
