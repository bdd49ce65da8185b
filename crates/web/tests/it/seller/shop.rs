use axum::http::StatusCode;
use pasar_service::shop::show::show_own;

use super::seller;
use crate::kit::TestSite;

#[tokio::test]
async fn a_shop_is_edited_and_its_address_stays() {
    let site = TestSite::new().await;
    let (mut sari, keeper) = seller(&site, "keripik").await;
    let place = site.market.ctx().market().places.all()[3].name.clone();
    let fields = [
        ("name", "Keripik & Sambal"),
        ("place", place.as_str()),
        ("handle", "lain"),
    ];
    let saved = sari.submit("/seller/shop", "/seller/shop", &fields).await;
    assert_eq!(saved.location(), "/id/seller/shop");
    let (shop, _) = show_own(site.market.ctx(), keeper).await.unwrap().unwrap();
    assert_eq!(
        (shop.name.as_str(), shop.place.as_str()),
        ("Keripik & Sambal", place.as_str())
    );
    assert_eq!(shop.handle.as_str(), "keripik");

    let refused = sari.submit("/seller/shop", "/seller/shop", &[("name", "")]).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(refused.texts("#f-name-error").len(), 1);
}

#[tokio::test]
async fn ways_to_send_are_priced_as_the_market_writes_money() {
    let site = TestSite::new().await;
    let (mut sari, keeper) = seller(&site, "keripik").await;
    let services = &site.market.ctx().market().shipping_services;
    let (first, second) = (services[0].slug.as_str(), services[1].slug.as_str());
    let names = [
        format!("shipping.{first}.base"),
        format!("shipping.{second}.active"),
    ];
    let refused = sari
        .submit("/seller/shop", "/seller/shop/shipping", &[(&names[0], "mahal")])
        .await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        refused.texts(".error")[0].contains("mahal"),
        "{:?}",
        refused.texts(".error")
    );

    let fields = [(names[0].as_str(), "Rp 12.500"), (names[1].as_str(), "")];
    let saved = sari
        .submit("/seller/shop", "/seller/shop/shipping", &fields)
        .await;
    assert_eq!(saved.location(), "/id/seller/shop");
    let (_, options) = show_own(site.market.ctx(), keeper).await.unwrap().unwrap();
    let option = |slug: &str| options.iter().find(|option| option.service == slug).unwrap();
    assert_eq!(option(first).base.minor, 1_250_000);
    assert!(option(first).active && !option(second).active);
}

#[tokio::test]
async fn a_shop_offers_at_least_one_way_to_send() {
    let site = TestSite::new().await;
    let (mut sari, _) = seller(&site, "keripik").await;
    let refused = sari.post("/seller/shop/shipping", &[]).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(refused.texts(".problems li").len(), 1);
}

#[tokio::test]
async fn a_person_with_two_shops_chooses_for_which_to_act() {
    let site = TestSite::new().await;
    let (mut sari, first) = seller(&site, "satu").await;
    let (_, second) = seller(&site, "dua").await;
    assert!(
        !sari
            .get("/seller/shop")
            .await
            .body
            .contains("/seller/shop/choose")
    );
    let statement = format!(
        "insert into shop_member values ('{}', '{}', 'staff', now())",
        second.shop_id().uuid(),
        first.account_id().uuid()
    );
    site.market.sql(&statement).await;
    let chosen = sari
        .submit("/seller/shop", "/seller/shop/choose", &[("shop", "dua")])
        .await;
    assert_eq!(sari.follow(&chosen).await.texts(".office-name"), ["dua"]);
    let stranger = sari.post("/seller/shop/choose", &[("shop", "tiga")]).await;
    assert_eq!(stranger.status, StatusCode::NOT_FOUND);
}
