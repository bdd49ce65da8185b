use axum::http::StatusCode;

use pasar_testkit::counting_statements;

use crate::buying::{add_address, put, ready, signed_in};
use crate::kit::TestSite;

#[tokio::test]
async fn somebody_who_has_not_signed_in_does_and_comes_back_with_the_cart() {
    let site = TestSite::new().await;
    let shop = site.market.shop("ana").await;
    let shirt = site.market.offer(&shop, "kaos polos", 5_000_000, 20).await;
    let mut sari = site.visitor();
    put(&mut sari, &shirt, 2).await;
    let answer = sari.get("/checkout").await;
    assert_eq!(answer.location(), "/id/sign-in?back=%2Fid%2Fcheckout");
    let fields = [
        ("name", "Sari"),
        ("email", "sari@example.com"),
        ("password", crate::kit::PASSWORD),
    ];
    let answer = sari
        .submit("/sign-up?back=%2Fid%2Fcheckout", "/sign-up", &fields)
        .await;
    assert_eq!(answer.location(), "/id/checkout");
    let page = sari.follow(&answer).await;
    assert_eq!(page.texts(".part .line-words > div:first-child"), ["kaos polos"]);
    // No address yet: its form is part of the page.
    assert!(page.body.contains(r#"name="recipient""#));
    assert!(page.body.contains(r#"<datalist id="places">"#));
}

#[tokio::test]
async fn the_total_explains_itself_shop_by_shop() {
    let site = TestSite::new().await;
    let (ana, bo) = (site.market.shop("ana").await, site.market.shop("bo").await);
    let shirt = site.market.offer(&ana, "kaos polos", 5_000_000, 20).await;
    let basket = site.market.offer(&bo, "keranjang rotan", 8_000_000, 20).await;
    let mut sari = ready(&site, "sari", &shirt, 2).await;
    put(&mut sari, &basket, 1).await;
    let page = sari.get("/checkout").await;
    assert_eq!(page.status, StatusCode::OK);
    assert_eq!(
        page.texts(".sum tbody td"),
        ["Rp100.000", "Rp10.000", "Rp80.000", "Rp10.000"]
    );
    assert_eq!(page.texts(".sum tfoot td"), ["Rp200.000"]);
    assert_eq!(page.texts(".stay .price"), ["Rp200.000"]);
    assert!(page.body.contains(r#"name="seen_total" value="20000000""#));
}

#[tokio::test]
async fn another_way_to_send_is_worked_out_without_script() {
    let site = TestSite::new().await;
    let shop = site.market.shop("ana").await;
    let shirt = site.market.offer(&shop, "kaos polos", 5_000_000, 20).await;
    let express = &site.market.ctx().market().shipping_services[2].slug;
    site.market
        .sql(&format!(
            "insert into shipping_option (shop_id, shipping_option_id, service, base_minor, per_kg_minor, days_min, days_max, active)
             values ('{}', gen_random_uuid(), '{express}', 2800000, 0, 1, 2, true)",
            shop.shop_id().uuid()
        ))
        .await;
    let mut sari = ready(&site, "sari", &shirt, 1).await;
    let field = format!("shipping-{}", shop.shop_id());
    let wish = [(field.as_str(), express.as_str()), ("do", "again")];
    let page = sari.submit("/checkout", "/checkout", &wish).await;
    assert_eq!(page.status, StatusCode::OK);
    assert_eq!(page.texts(".sum tfoot td"), ["Rp78.000"]);
    assert_eq!(site.market.count("select count(*) from orders").await, 0);
    // A way that is not offered any more gives way to the cheapest.
    let wish = [(field.as_str(), "merpati"), ("do", "again")];
    let page = sari.submit("/checkout", "/checkout", &wish).await;
    assert_eq!(page.texts(".sum tfoot td"), ["Rp60.000"]);
}

#[tokio::test]
async fn what_cannot_be_ordered_stays_in_the_cart_and_the_rest_can() {
    let site = TestSite::new().await;
    let shop = site.market.shop("ana").await;
    let shirt = site.market.offer(&shop, "kaos polos", 5_000_000, 20).await;
    let hat = site.market.offer(&shop, "topi", 2_000_000, 9).await;
    let mut sari = ready(&site, "sari", &shirt, 1).await;
    put(&mut sari, &hat, 5).await;
    site.market
        .sql(&format!(
            "update stock_item set on_hand = 2 where stock_item_id = '{}'",
            hat.stock_item_id.uuid()
        ))
        .await;
    let page = sari.get("/checkout").await;
    assert_eq!(page.texts(".left-out li b"), ["topi"]);
    assert!(
        page.body.contains("Tinggal 2, sedangkan kamu minta 5."),
        "{}",
        page.body
    );
    assert_eq!(page.texts(".sum tfoot td"), ["Rp60.000"]);
    let answer = sari
        .submit("/checkout", "/cart/change", &[("quantity", "2")])
        .await;
    assert_eq!(answer.location(), "/id/checkout");
    let page = sari.follow(&answer).await;
    assert_eq!(page.texts(".sum tfoot td"), ["Rp100.000"]);
}

#[tokio::test]
async fn an_empty_cart_leads_back_to_the_cart() {
    let site = TestSite::new().await;
    let shop = site.market.shop("ana").await;
    let shirt = site.market.offer(&shop, "kaos polos", 5_000_000, 20).await;
    let mut sari = signed_in(&site, "sari").await;
    assert_eq!(sari.get("/checkout").await.location(), "/id/cart");
    put(&mut sari, &shirt, 1).await;
    site.market.sql("update stock_item set on_hand = 0").await;
    let answer = sari.get("/checkout").await;
    let cart = sari.follow(&answer).await;
    assert_eq!(cart.texts(".flash.bad").len(), 1);
}

#[tokio::test]
async fn an_address_written_on_the_way_is_chosen() {
    let site = TestSite::new().await;
    let shop = site.market.shop("ana").await;
    let shirt = site.market.offer(&shop, "kaos polos", 5_000_000, 20).await;
    let mut sari = ready(&site, "sari", &shirt, 1).await;
    let mut typed = crate::buying::typed_address(&site);
    typed.retain(|(name, _)| *name != "recipient");
    let mut fields: Vec<(&str, &str)> = typed.iter().map(|(name, text)| (*name, text.as_str())).collect();
    fields.push(("recipient", "Ibu Sari"));
    let page = "/account/addresses/new?back=%2Fid%2Fcheckout";
    let answer = sari.submit(page, "/account/addresses/new", &fields).await;
    let page = sari.follow(&answer).await;
    assert_eq!(page.status, StatusCode::OK);
    assert_eq!(page.texts("label:has([name=address][checked]) b"), ["Ibu Sari"]);
    add_address(&site, &mut sari).await;
    assert_eq!(
        site.market.count("select count(*) from address").await,
        2,
        "the same is not kept twice"
    );
}

#[tokio::test]
async fn a_long_checkout_costs_no_more_statements_than_a_short_one() {
    let site = TestSite::new().await;
    let shop = site.market.shop("ana").await;
    let first = site.market.offer(&shop, "kaos", 5_000_000, 20).await;
    let mut sari = ready(&site, "sari", &first, 1).await;
    let mut counts = Vec::new();
    for place in 0..4 {
        let shop = site.market.shop(&format!("toko-{place}")).await;
        let offer = site.market.offer(&shop, "topi", 5_000_000, 20).await;
        put(&mut sari, &offer, 1).await;
        let (page, statements) = counting_statements(sari.get("/checkout")).await;
        assert_eq!(page.texts(".part .line").len(), place + 2);
        counts.push(statements);
    }
    // The session, the cart, its lines and offers, the quote's offers, shipping and stock, the addresses.
    assert_eq!(counts, [10; 4]);
}
