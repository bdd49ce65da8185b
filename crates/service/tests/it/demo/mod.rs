use pasar_search::Query;
use pasar_service::actor::{ShopRole, StaffRole};
use pasar_service::demo::DemoRole;
use pasar_service::demo::seed::{SeedDemo, Seeded, seed};
use pasar_service::{account, address, application, search, shop, staff, testing as actors};
use pasar_testkit::TestMarket;

use crate::kit;

/// What the command prints is true, and each of the people has what they sign in for.
async fn everybody_signs_in(market: &TestMarket, seeded: &Seeded) {
    let ctx = market.ctx();
    assert_eq!(seeded.people.len(), DemoRole::ALL.len());
    for person in &seeded.people {
        let input = account::SignIn {
            email: person.email.to_owned(),
            password: person.password.into(),
            from: "192.0.2.1".to_owned(),
        };
        match person.role {
            DemoRole::Staff => {
                assert!(staff::sign_in(ctx, &input).await.unwrap().staff().may_moderate());
            }
            DemoRole::Buyer => {
                let proven = account::sign_in(ctx, &input).await.unwrap();
                let buyer = actors::buyer(proven.account_id());
                let addresses = address::list(ctx, buyer).await.unwrap();
                assert!(addresses.len() == 1 && addresses[0].is_default);
            }
            DemoRole::Seller => {
                let proven = account::sign_in(ctx, &input).await.unwrap();
                let seller = actors::buyer(proven.account_id());
                let shops = shop::list::of_member(ctx, seller).await.unwrap();
                let handles: Vec<_> = shops
                    .iter()
                    .map(|(shop, role)| (shop.handle.as_str(), *role))
                    .collect();
                assert_eq!(
                    handles,
                    [(seeded.fullest_shop.as_deref().unwrap(), ShopRole::Owner)]
                );
            }
        }
    }
}

async fn demo_of(code: &str) -> TestMarket {
    let market = TestMarket::of(code).await;
    let input = SeedDemo {
        folder: kit::repository(&format!("markets/{code}/demo")),
        data_set: kit::repository("data/prdect-id/prdect-id.csv"),
    };
    let mut last = Default::default();
    let first = seed(market.ctx(), &input, |progress| last = progress)
        .await
        .unwrap();
    assert_eq!(last.done, last.total);
    // Progress counts what is read from the catalogue; a merchant brings goods besides.
    let brought = "select count(*) from product join shop using (shop_id) join seller using (seller_id) where standing = 'merchant'";
    let brought = usize::try_from(market.count(brought).await).unwrap();
    assert_eq!(first.products, last.total + brought);
    let again = seed(market.ctx(), &input, |_| {}).await.unwrap();
    assert_eq!((again.products, again.reviews, again.shops), (0, 0, first.shops));
    assert_eq!(again.people, first.people);
    everybody_signs_in(&market, &first).await;
    assert_eq!(
        market
            .count(
                "select count(*) from product join shop using (shop_id) join seller using (seller_id)
                    where state = 'active' and standing <> 'merchant'"
            )
            .await,
        i64::try_from(last.total).unwrap()
    );
    every_seller_is_verified(&market).await;
    kit::index(&market).await;
    market
}

/// The seller of every shop that has goods has evidence of the market's country that counts, once however often the demo is written; some are
/// businesses.
async fn every_seller_is_verified(market: &TestMarket) {
    let shops =
        "select count(*) from shop where exists (select from product where product.shop_id = shop.shop_id)";
    let shops = market.count(shops).await;
    let verified = "select count(*) from shop join verification v using (seller_id)
                    where v.valid_until > now() + interval '1 year' and v.issued_by = shop.country";
    assert_eq!(market.count(verified).await, shops);
    let businesses = market
        .count("select count(*) from seller join verification using (seller_id) where standing = 'business' and evidence = 'business_register'")
        .await;
    assert!((1..shops / 2).contains(&businesses), "{businesses} of {shops}");
}

#[tokio::test]
async fn the_indonesian_demo_is_whole() {
    let market = demo_of("id").await;
    assert_eq!(market.count("select count(*) from product").await, 1_313);
    assert_eq!(market.count("select count(*) from review").await, 5_400);
    assert_eq!(
        market
            .count("select count(*) from product where category = ''")
            .await,
        0
    );
    let (ctx, moderator) = (market.ctx(), market.staff(StaffRole::Moderator));
    let waiting = application::queue(ctx, moderator).await.unwrap();
    assert_eq!(
        waiting.len(),
        2,
        "who applies waits for staff, once however often the demo is written"
    );
    let mut differ = 0;
    for queued in &waiting {
        let about = (queued.application.seller_id, queued.application.application_id);
        let reviewed = application::review(ctx, moderator, about).await.unwrap();
        assert!(reviewed.document.facts.name.starts_with("CONTOH "));
        differ += usize::from(!reviewed.document.differences.is_empty());
    }
    assert_eq!(differ, 1, "one of them has a slip");
    assert_eq!(
        market
            .count("select count(*) from application where state = 'draft'")
            .await,
        1
    );
    let found = search::find::find(market.ctx(), Query::text("kaos polos"))
        .await
        .unwrap();
    assert!(!found.cards.is_empty() && found.cards.iter().all(|card| card.picture.is_some()));
}

#[tokio::test]
async fn the_british_demo_is_whole() {
    let market = demo_of("gb").await;
    let from_abroad = "select count(*) from offer where ship_from_country <> 'GB'";
    assert_eq!(
        market.count(from_abroad).await,
        3,
        "a merchant's goods are sent from abroad"
    );
    let merchants = "select count(*) from product join shop using (shop_id) join seller using (seller_id) where standing = 'merchant'";
    assert_eq!(market.count(merchants).await, 3);
    assert_eq!(market.count("select count(*) from product").await, 72 + 3);
    let pilot = "select count(*) from programme_stage where stage = 'pilot' and cohort_basis_points = 2000";
    assert_eq!(
        market.count(pilot).await,
        1,
        "once, however often the demo is written"
    );
    assert_eq!(market.count("select count(*) from review").await, 250);
    assert_eq!(
        market
            .count("select count(*) from product where category = ''")
            .await,
        0
    );
}
