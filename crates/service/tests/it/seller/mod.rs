use chrono::Duration;
use pasar_domain::order::CancelReason;
use pasar_domain::seller::{Evidence, VerificationInput};
use pasar_service::actor::StaffRole;
use pasar_service::order::cancel_by_shop;
use pasar_service::seller::SellerError;
use pasar_service::seller::count_sales::count_sales;
use pasar_service::seller::list::list;
use pasar_service::seller::revoke::revoke;
use pasar_service::seller::show::{show, show_own};
use pasar_service::seller::verify::verify;
use pasar_testkit::TestMarket;

use crate::kit;
use crate::work::settle_down;

fn passport(market: &TestMarket) -> VerificationInput {
    VerificationInput {
        evidence: "passport".to_owned(),
        issued_by: market.ctx().market().country.to_string(),
        valid_until: "2030-01-31".to_owned(),
        note: "Original seen.".to_owned(),
    }
}

const LETTERS: &str =
    "select count(*) from job where kind = 'send_letter' and subject->>'letter' = 'verification'";

#[tokio::test]
async fn a_verification_is_recorded_counts_and_is_revoked() {
    let market = TestMarket::new().await;
    let ctx = market.ctx();
    let (keeper, _) = kit::open_shop_of(&market, market.buyer("ana").await, "Toko Ana").await;
    market.offer(&keeper, "Kaos", 5_000_000, 2).await;
    let (seller, none) = show_own(ctx, keeper).await.unwrap().unwrap();
    assert!(seller.verification.is_none() && none.is_empty());
    let staff = market.staff(StaffRole::Moderator);
    let reader = market.staff(StaffRole::Support);
    let refused = verify(ctx, reader, seller.seller_id, &passport(&market)).await;
    assert!(matches!(refused, Err(SellerError::NotAllowed)));
    let mut late = passport(&market);
    "2020-01-31".clone_into(&mut late.valid_until);
    let refused = verify(ctx, staff, seller.seller_id, &late).await;
    assert!(matches!(refused, Err(SellerError::Invalid(_))));

    market.sql("delete from outbox").await;
    let recorded = verify(ctx, staff, seller.seller_id, &passport(&market))
        .await
        .unwrap();
    let shown = show(ctx, reader, seller.seller_id).await.unwrap().unwrap();
    let counts = shown.seller.verification.unwrap();
    assert_eq!(
        (counts.evidence, counts.issued_by),
        (Evidence::Passport, seller.origin)
    );
    // The whole last day counts, in the market's time.
    assert_eq!(
        counts.valid_until,
        "2030-01-31T17:00:00Z".parse::<pasar_domain::Instant>().unwrap()
    );
    assert_eq!(shown.verifications, std::slice::from_ref(&recorded));
    assert_eq!(market.count("select count(*) from outbox").await, 1);
    assert_eq!(market.count(LETTERS).await, 1);

    let about = (seller.seller_id, recorded.verification.verification_id);
    assert!(matches!(
        revoke(ctx, staff, about, " ").await,
        Err(SellerError::Invalid(_))
    ));
    market.passes(Duration::minutes(1));
    revoke(ctx, staff, about, "Reported as lost.").await.unwrap();
    let again = revoke(ctx, staff, about, "Again.").await;
    assert!(matches!(again, Err(SellerError::RevokedBefore)));
    let (seller, recorded) = show_own(ctx, keeper).await.unwrap().unwrap();
    assert!(seller.verification.is_none());
    assert_eq!(recorded[0].revoked.as_ref().unwrap().1, "Reported as lost.");
    assert_eq!(market.count("select count(*) from outbox").await, 2);
    assert_eq!(market.count(LETTERS).await, 2);

    let listed = list(ctx, reader, None, 10).await.unwrap();
    assert_eq!((listed.len(), listed[0].shops.len()), (1, 1));
}

#[tokio::test]
async fn sales_of_twelve_months_are_counted_and_cancelled_orders_not() {
    let market = TestMarket::new().await;
    let ctx = market.ctx();
    let shop = market.shop("ana").await;
    let shirt = market.offer(&shop, "kaos", 10_000_000, 9).await;
    let buyer = market.buyer("bo").await;
    let placed = market
        .place(market.order(buyer, "k1", &[(&shirt, 1)]))
        .await
        .unwrap();
    let other = market
        .place(market.order(buyer, "k2", &[(&shirt, 2)]))
        .await
        .unwrap();
    settle_down(ctx).await;
    let orders = pasar_service::order::show_group(ctx, buyer, other.order_group_id)
        .await
        .unwrap()
        .orders;
    cancel_by_shop(ctx, shop, orders[0].order.id, CancelReason::OutOfStock)
        .await
        .unwrap();
    assert_eq!(count_sales(ctx).await.unwrap(), 1);
    assert_eq!(
        count_sales(ctx).await.unwrap(),
        0,
        "counting again changes nothing"
    );
    let (seller, _) = show_own(ctx, shop).await.unwrap().unwrap();
    assert_eq!(
        (seller.sales.orders, seller.sales.revenue_minor),
        (1, placed.total.minor)
    );
    market.passes(Duration::days(400));
    count_sales(ctx).await.unwrap();
    let (seller, _) = show_own(ctx, shop).await.unwrap().unwrap();
    assert_eq!((seller.sales.orders, seller.sales.revenue_minor), (0, 0));
}

#[tokio::test]
async fn the_first_verification_begins_probation_and_a_later_one_does_not() {
    let market = TestMarket::new().await;
    let ctx = market.ctx();
    let (keeper, _) = kit::open_shop_of(&market, market.buyer("ana").await, "Toko Ana").await;
    let (seller, _) = show_own(ctx, keeper).await.unwrap().unwrap();
    let staff = market.staff(StaffRole::Moderator);
    let since = format!(
        "select count(*) from seller where probation_since = '{}'",
        ctx.now().to_rfc3339()
    );
    let first = verify(ctx, staff, seller.seller_id, &passport(&market))
        .await
        .unwrap();
    assert_eq!(market.count(&since).await, 1);
    market.passes(Duration::days(3));
    let about = (seller.seller_id, first.verification.verification_id);
    revoke(ctx, staff, about, "Reported as lost.").await.unwrap();
    verify(ctx, staff, seller.seller_id, &passport(&market))
        .await
        .unwrap();
    assert_eq!(market.count(&since).await, 1, "it does not begin anew");

    // Who was verified before sellers had a beginning has none.
    let (old, _) = kit::open_shop(&market, "Toko Budi").await;
    let (old, _) = show_own(ctx, old).await.unwrap().unwrap();
    verify(ctx, staff, old.seller_id, &passport(&market))
        .await
        .unwrap();
    let begun = "select count(*) from seller where probation_since is not null";
    assert_eq!(market.count(begun).await, 1);
}
