use axum::http::StatusCode;
use pasar_domain::id::ReviewId;
use pasar_domain::review::{Review, ReviewOrigin, Stars};
use pasar_store::review;
use pasar_testkit::{TestMarket, counting_statements};

use crate::goods::{open_shop, publish, simple};
use crate::kit::TestSite;

#[tokio::test]
async fn reviews_are_read_page_by_page_and_by_stars() {
    let market = TestMarket::new().await;
    let ctx = market.ctx();
    let (keeper, shop) = open_shop(&market, "Toko Ana", "Kota Bandung").await;
    let kaos = publish(
        &market,
        keeper,
        simple(&market, "Kaos", "mens-fashion", 50_000, 2),
    )
    .await;
    let reviews = (0..30_u8).map(|number| {
        market.passes(chrono::Duration::seconds(1));
        let review = Review {
            review_id: ReviewId::new(ctx.now(), &ctx.entropy()),
            stars: Stars::new(if number % 10 == 0 { 2 } else { 5 }).unwrap(),
            body: format!("<b>Ulasan</b> {number}"),
            origin: ReviewOrigin::Buyer {
                name: "Rina".to_owned(),
                written_at: ctx.now(),
            },
        };
        (kaos.product_id, review)
    });
    let reviews: Vec<_> = reviews.collect();
    let mut connection = ctx.home().read().await.unwrap();
    review::insert_many(&mut connection, keeper.shop_id(), &reviews)
        .await
        .unwrap();
    drop(connection);
    let site = TestSite::of(market);
    let path = format!("/products/{shop}/kaos/reviews");
    let (page, statements) = counting_statements(site.visitor().get(&path)).await;
    assert_eq!(statements, 5);
    let texts = page.texts(".review p:not(.tiny)");
    assert_eq!((texts.len(), texts[0].as_str()), (20, "<b>Ulasan</b> 29"));
    let next = page.attributes("a[rel=next]", "href");
    let rest = site.visitor().get(&next[0]).await;
    assert_eq!(rest.texts(".review").len(), 10);
    assert_eq!(rest.attributes("a[rel=next]", "href"), Vec::<String>::new());
    let poor = site.visitor().get(&format!("{path}?stars=2")).await;
    assert_eq!(poor.texts(".review").len(), 3);
    assert_eq!(poor.texts(".chip[aria-current]"), ["2 bintang 3"]);
    let product = site.visitor().get(&format!("/products/{shop}/kaos")).await;
    assert_eq!(product.texts(".review").len(), 10);
}

#[tokio::test]
async fn what_is_not_shown_has_no_reviews() {
    let site = TestSite::new().await;
    let answer = site
        .visitor()
        .get("/products/toko/kaos/reviews?stars=9&before=x")
        .await;
    assert_eq!(answer.status, StatusCode::NOT_FOUND);
}
