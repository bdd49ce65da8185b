use pasar_domain::application::Step;
use pasar_domain::seller::Standing;
use pasar_service::actor::StaffRole;
use pasar_service::application::{
    Neighbours, add_picture, approve, neighbours, save_bank, save_document, submit,
};
use pasar_store::testing::SeedSeller;
use pasar_testkit::TestMarket;

use super::{apply, bank, home, waiting};
use crate::identity::{card, photograph};
use crate::kit;

#[tokio::test]
async fn staff_go_from_one_application_to_the_next_that_they_may_decide() {
    let market = TestMarket::new().await;
    let ctx = market.ctx();
    let register = pasar_domain::identity::input::DocumentInput {
        kind: "nib".to_owned(),
        number: "9120001234567".to_owned(),
        name: "PT Sumber Rejeki".to_owned(),
        ..Default::default()
    };
    let country = home(&market);
    let seed = SeedSeller {
        standing: Standing::Business,
        evidence: None,
        ..SeedSeller::person(country.as_str())
    };
    let business = market.shop_of("pt-sumber", seed).await;
    save_document(ctx, business, Step::Document, &register)
        .await
        .unwrap();
    add_picture(ctx, business, Step::Picture, photograph())
        .await
        .unwrap();
    save_document(ctx, business, Step::Director, &card("3273015708900002"))
        .await
        .unwrap();
    add_picture(ctx, business, Step::DirectorPicture, photograph())
        .await
        .unwrap();
    save_bank(ctx, business, &bank()).await.unwrap();
    submit(ctx, business, true).await.unwrap();
    for (name, number) in [
        ("Toko Sari", "3273015708900001"),
        ("Toko Ana", "3273015708900003"),
    ] {
        market.passes(chrono::Duration::minutes(1));
        let (keeper, _) = kit::open_shop_of(&market, market.buyer(name).await, name).await;
        apply(&market, keeper, &card(number)).await;
    }
    let first = market.staff(StaffRole::Moderator);
    let [one, two, three] = waiting(&market, first).await[..] else {
        panic!("three wait");
    };
    let of = |staff, about| async move { neighbours(ctx, staff, about).await.unwrap() };
    let beside = |previous, next| Neighbours { previous, next };
    assert_eq!(of(first, one).await, beside(None, Some(two)));
    assert_eq!(of(first, two).await, beside(Some(one), Some(three)));
    assert_eq!(of(first, three).await, beside(Some(two), None));
    // Whoever approved the business leaves it to somebody else.
    assert!(!approve(ctx, first, one, home(&market)).await.unwrap());
    assert_eq!(of(first, two).await, beside(None, Some(three)));
    let second = market.staff(StaffRole::Moderator);
    assert_eq!(of(second, two).await, beside(Some(one), Some(three)));
    assert!(approve(ctx, first, two, home(&market)).await.unwrap());
    assert_eq!(of(first, two).await, beside(None, Some(three)));
}
