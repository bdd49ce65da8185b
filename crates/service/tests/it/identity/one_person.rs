use pasar_domain::shop::ShopInput;
use pasar_service::actor::StaffRole;
use pasar_service::identity::{erase, record};
use pasar_service::shop::open::{OpenShopError, open};
use pasar_testkit::TestMarket;

use super::{NIK, card, seller_of};
use crate::kit;

/// The charter of this market allows one shop. Somebody closes theirs, opens another one under a second account with the same card, and comes
/// back with the first account.
#[tokio::test]
async fn shops_of_whoever_showed_the_same_document_count_together() {
    let market = TestMarket::new().await;
    let ctx = market.ctx();
    let ana = market.buyer("ana").await;
    let (first, _) = kit::open_shop_of(&market, ana, "Toko Ana").await;
    record(ctx, first, &card(NIK)).await.unwrap();
    market
        .sql(&format!(
            "update shop set closed_at = opened_at where shop_id = '{}'",
            first.shop_id().uuid()
        ))
        .await;
    let (second, _) = kit::open_shop_of(&market, market.buyer("ana-again").await, "Toko Lain").await;
    record(ctx, second, &card("3273-0157-0890-0001")).await.unwrap();
    let input = ShopInput {
        name: "Toko Ketiga".to_owned(),
        place: ctx.market().places.all()[0].name.clone(),
        ..Default::default()
    };
    let refused = open(ctx, ana, &input).await;
    assert!(matches!(refused, Err(OpenShopError::TooMany { max: 1 })));

    // What was erased is nobody's any more.
    let administrator = market.staff(StaffRole::Administrator);
    erase(ctx, administrator, seller_of(&market, second).await)
        .await
        .unwrap();
    open(ctx, ana, &input).await.unwrap();
}
