use pasar_domain::takedown::TakedownReason;
use pasar_search::Query;
use pasar_service::actor::StaffRole;
use pasar_service::product::show;
use pasar_service::takedown::lift::lift;
use pasar_service::takedown::take::{TakeDown, TakedownError, take};
use pasar_service::{listing, search};
use pasar_testkit::TestMarket;

use crate::kit;

#[tokio::test]
async fn a_taken_down_product_is_gone_at_once() {
    let market = TestMarket::new().await;
    let (keeper, shop) = kit::open_shop(&market, "Toko Ana").await;
    let made = kit::publish(&market, keeper, kit::simple(&market, "Kaos Palsu", 50_000, 2)).await;
    kit::index(&market).await;
    let input = TakeDown {
        product_id: made.product_id,
        reason: TakedownReason::Counterfeit,
        note: "Merek ini bukan milik Anda.".to_owned(),
    };
    let reader = market.staff(StaffRole::Support);
    assert!(matches!(
        take(market.ctx(), reader, &input).await,
        Err(TakedownError::NotAllowed)
    ));
    let moderator = market.staff(StaffRole::Moderator);
    take(market.ctx(), moderator, &input).await.unwrap();
    assert!(matches!(
        take(market.ctx(), moderator, &input).await,
        Err(TakedownError::AlreadyDown)
    ));

    // The index still knows it, and yet nobody sees it.
    assert!(
        listing::show::show(market.ctx(), &shop, "kaos-palsu")
            .await
            .unwrap()
            .is_none()
    );
    assert!(
        listing::cards::cards(market.ctx(), &[made.product_id])
            .await
            .unwrap()
            .is_empty()
    );
    let found = search::find::find(market.ctx(), Query::text("kaos"))
        .await
        .unwrap();
    assert!(found.cards.is_empty());
    let seen = show::show(market.ctx(), keeper, made.product_id)
        .await
        .unwrap()
        .unwrap();
    assert_eq!(seen.open_takedown().unwrap().note, "Merek ini bukan milik Anda.");

    lift(market.ctx(), moderator, made.product_id).await.unwrap();
    assert!(
        listing::show::show(market.ctx(), &shop, "kaos-palsu")
            .await
            .unwrap()
            .is_some()
    );
    assert!(matches!(
        lift(market.ctx(), moderator, made.product_id).await,
        Err(TakedownError::NotDown)
    ));
}
