use pasar_domain::product::ProductInput;
use pasar_service::listing;
use pasar_service::product::create::{CreateProductError, create};
use pasar_service::product::{list, publish, unpublish};
use pasar_store::product::ProductFilter;
use pasar_testkit::TestMarket;

use crate::kit;

#[tokio::test]
async fn a_draft_is_seen_by_its_seller_only() {
    let market = TestMarket::new().await;
    let (keeper, shop) = kit::open_shop(&market, "Toko Ana").await;
    let made = create(
        market.ctx(),
        keeper,
        kit::simple(&market, "Kaos Polos", 50_000, 3),
        false,
    )
    .await
    .unwrap();
    assert_eq!(made.handle.as_str(), "kaos-polos");
    let shown = |handle: &str| {
        let (shop, handle) = (shop.clone(), handle.to_owned());
        let ctx = market.ctx().clone();
        async move { listing::show::show(&ctx, &shop, &handle).await.unwrap() }
    };
    assert!(shown("kaos-polos").await.is_none());
    let filter = ProductFilter {
        limit: 10,
        ..ProductFilter::default()
    };
    let (mine, next) = list::of_shop(market.ctx(), keeper, filter).await.unwrap();
    assert_eq!((mine.len(), next), (1, None));
    assert_eq!(mine[0].on_hand, 3);

    publish::publish(market.ctx(), keeper, made.product_id)
        .await
        .unwrap();
    let page = shown("kaos-polos").await.unwrap();
    assert_eq!(page.listing.variants[0].pieces(), 3);
    assert_eq!(page.listing.pictures.len(), 1, "a picture is drawn for it");
    unpublish::unpublish(market.ctx(), keeper, made.product_id)
        .await
        .unwrap();
    assert!(shown("kaos-polos").await.is_none());
}

#[tokio::test]
async fn equal_titles_get_different_handles_and_equal_skus_are_refused() {
    let market = TestMarket::new().await;
    let (keeper, _) = kit::open_shop(&market, "Toko Ana").await;
    let with_sku = || {
        let mut input = kit::simple(&market, "Kaos Polos", 50_000, 3);
        input.variants[0].sku = Some("K-1".to_owned());
        input
    };
    kit::publish(&market, keeper, with_sku()).await;
    let second = kit::publish(&market, keeper, kit::simple(&market, "Kaos polos!", 50_000, 3)).await;
    assert_eq!(second.handle.as_str(), "kaos-polos-2");
    let refused = create(market.ctx(), keeper, with_sku(), true).await.unwrap_err();
    let CreateProductError::Invalid(problems) = refused else {
        panic!("{refused}")
    };
    assert_eq!(problems.0[0].field, "variants.0.sku");
    assert_eq!(problems.0[0].kind.code(), "field-taken");
}

#[tokio::test]
async fn nothing_is_written_of_what_is_wrong() {
    let market = TestMarket::new().await;
    let (keeper, _) = kit::open_shop(&market, "Toko Ana").await;
    let refused = create(market.ctx(), keeper, ProductInput::default(), true)
        .await
        .unwrap_err();
    let CreateProductError::Invalid(problems) = refused else {
        panic!("{refused}")
    };
    let fields: Vec<_> = problems.0.iter().map(|problem| problem.field.as_str()).collect();
    assert_eq!(fields, ["title", "category", "variants"]);
    assert_eq!(market.count("select count(*) from product").await, 0);
    assert_eq!(market.count("select count(*) from outbox").await, 0);
}

#[tokio::test]
async fn descriptions_are_made_safe() {
    let market = TestMarket::new().await;
    let (keeper, shop) = kit::open_shop(&market, "Toko Ana").await;
    let mut input = kit::simple(&market, "Kaos", 50_000, 3);
    input.description_html = "<p onclick=x>baik</p><script>alert(1)</script>".to_owned();
    kit::publish(&market, keeper, input).await;
    let page = listing::show::show(market.ctx(), &shop, "kaos")
        .await
        .unwrap()
        .unwrap();
    assert_eq!(page.listing.description_html, "<p>baik</p>");
}
