use axum::http::StatusCode;

use crate::buying::{add_address, order, put, ready, rows, signed_in, typed_address};
use crate::kit::{TestSite, encode, form_values};

#[tokio::test]
async fn an_order_is_placed_and_the_cart_is_empty() {
    let site = TestSite::new().await;
    let shop = site.market.shop("ana").await;
    let shirt = site.market.offer(&shop, "kaos polos", 5_000_000, 20).await;
    let hat = site.market.offer(&shop, "topi", 2_000_000, 0).await;
    let mut sari = ready(&site, "sari", &shirt, 2).await;
    site.market
        .sql("update stock_item set on_hand = on_hand + 1")
        .await;
    put(&mut sari, &hat, 1).await;
    site.market
        .sql("update stock_item set on_hand = on_hand - 1")
        .await;
    let answer = order(&mut sari, "sandbox_success").await;
    assert!(
        answer.location().starts_with("/id/orders/grp_"),
        "{}",
        answer.location()
    );
    let page = sari.follow(&answer).await;
    assert_eq!(
        page.texts(".flash.good")[0],
        "Terima kasih! Pesananmu sudah kami teruskan ke toko."
    );
    assert_eq!(page.texts(".sum tfoot td"), ["Rp110.000"]);
    // What was not bought waits.
    assert_eq!(sari.get("/cart").await.texts(".line-words a"), ["topi"]);
    assert_eq!(site.market.stock(&shirt).await.on_hand, 18);
    site.market.assert_sound().await;
}

#[tokio::test]
async fn sending_the_form_twice_makes_one_order() {
    let site = TestSite::new().await;
    let shop = site.market.shop("ana").await;
    let shirt = site.market.offer(&shop, "kaos polos", 5_000_000, 20).await;
    let mut sari = signed_in(&site, "sari").await;
    put(&mut sari, &shirt, 2).await;
    // The address is typed on the page itself, and is not kept twice either.
    let page = sari.get("/checkout").await;
    let mut pairs = form_values(&page.page(), "/id/checkout");
    for (name, text) in typed_address(&site) {
        pairs.retain(|(known, _)| known != name);
        pairs.push((name.to_owned(), text));
    }
    let pairs: Vec<(&str, &str)> = pairs.iter().map(|(n, v)| (n.as_str(), v.as_str())).collect();
    let (mut again, form) = (sari.clone(), encode(&pairs));
    let (first, second) = tokio::join!(
        sari.send("POST", "/id/checkout", Some(form.clone())),
        again.send("POST", "/id/checkout", Some(form.clone()))
    );
    assert_eq!(first.location(), second.location());
    let third = sari.send("POST", "/id/checkout", Some(form)).await;
    assert_eq!(first.location(), third.location());
    assert_eq!(
        (rows(&site, "orders").await, rows(&site, "address").await),
        (1, 1)
    );
    assert_eq!(site.market.stock(&shirt).await.on_hand, 18);
    site.market.assert_sound().await;
}

#[tokio::test]
async fn nobody_pays_a_price_that_they_have_not_seen() {
    let site = TestSite::new().await;
    let shop = site.market.shop("ana").await;
    let shirt = site.market.offer(&shop, "kaos polos", 5_000_000, 20).await;
    let mut sari = ready(&site, "sari", &shirt, 1).await;
    let seen = form_values(&sari.get("/checkout").await.page(), "/id/checkout");
    site.market.sql("update offer set price_minor = 5500000").await;
    let pairs: Vec<(&str, &str)> = seen.iter().map(|(n, v)| (n.as_str(), v.as_str())).collect();
    let refused = sari.send("POST", "/id/checkout", Some(encode(&pairs))).await;
    assert_eq!(refused.status, StatusCode::CONFLICT);
    let told = &refused.texts(".refusals .flash")[0];
    assert!(
        told.contains("“kaos polos” berubah dari Rp50.000 menjadi Rp55.000"),
        "{told}"
    );
    assert_eq!(refused.texts(".sum tfoot td"), ["Rp65.000"]);
    assert_eq!(rows(&site, "orders").await, 0);
    // The page that says so asks again, with the present price: agreeing is one press.
    let pairs = form_values(&refused.page(), "/id/checkout");
    let pairs: Vec<(&str, &str)> = pairs.iter().map(|(n, v)| (n.as_str(), v.as_str())).collect();
    let placed = sari.send("POST", "/id/checkout", Some(encode(&pairs))).await;
    assert!(placed.location().starts_with("/id/orders/"));
    assert_eq!(
        site.market.count("select total_minor from order_group").await,
        6_500_000
    );
}

#[tokio::test]
async fn shipping_that_became_dearer_or_is_gone_is_told() {
    let site = TestSite::new().await;
    let shop = site.market.shop("ana").await;
    let shirt = site.market.offer(&shop, "kaos polos", 5_000_000, 20).await;
    let mut sari = ready(&site, "sari", &shirt, 1).await;
    let seen = form_values(&sari.get("/checkout").await.page(), "/id/checkout");
    let pairs: Vec<(&str, &str)> = seen.iter().map(|(n, v)| (n.as_str(), v.as_str())).collect();
    site.market
        .sql("update shipping_option set base_minor = 1200000")
        .await;
    let refused = sari.send("POST", "/id/checkout", Some(encode(&pairs))).await;
    assert_eq!(refused.status, StatusCode::CONFLICT);
    let told = &refused.texts(".refusals .flash")[0];
    assert!(told.contains("dari Rp60.000 menjadi Rp62.000"), "{told}");
    site.market
        .sql("update shipping_option set service = 'kilat'")
        .await;
    let refused = sari.send("POST", "/id/checkout", Some(encode(&pairs))).await;
    assert_eq!(refused.status, StatusCode::CONFLICT);
    let told = &refused.texts(".refusals .flash")[0];
    assert!(told.contains("Cara kirim yang kamu pilih"), "{told}");
    site.market.sql("update shipping_option set active = false").await;
    let answer = sari.send("POST", "/id/checkout", Some(encode(&pairs))).await;
    assert_eq!(answer.location(), "/id/cart");
    assert_eq!(rows(&site, "orders").await, 0);
}

#[tokio::test]
async fn what_sold_out_meanwhile_is_told() {
    let site = TestSite::new().await;
    let shop = site.market.shop("ana").await;
    let shirt = site.market.offer(&shop, "kaos polos", 5_000_000, 5).await;
    let hat = site.market.offer(&shop, "topi", 2_000_000, 5).await;
    let mut sari = ready(&site, "sari", &shirt, 2).await;
    put(&mut sari, &hat, 1).await;
    let seen = form_values(&sari.get("/checkout").await.page(), "/id/checkout");
    let pairs: Vec<(&str, &str)> = seen.iter().map(|(n, v)| (n.as_str(), v.as_str())).collect();
    let level = |pieces: u32| {
        format!(
            "update stock_item set on_hand = {pieces} where stock_item_id = '{}'",
            shirt.stock_item_id.uuid()
        )
    };
    site.market.sql(&level(1)).await;
    let refused = sari.send("POST", "/id/checkout", Some(encode(&pairs))).await;
    assert_eq!(refused.status, StatusCode::CONFLICT);
    let told = &refused.texts(".refusals .flash")[0];
    assert!(told.contains("tinggal 1, sedangkan kamu minta 2"), "{told}");
    site.market.sql(&level(0)).await;
    let refused = sari.send("POST", "/id/checkout", Some(encode(&pairs))).await;
    let told = &refused.texts(".refusals .flash")[0];
    assert!(told.contains("“kaos polos” baru saja habis"), "{told}");
    // The rest can be ordered from this very page.
    let pairs = form_values(&refused.page(), "/id/checkout");
    let pairs: Vec<(&str, &str)> = pairs.iter().map(|(n, v)| (n.as_str(), v.as_str())).collect();
    let placed = sari.send("POST", "/id/checkout", Some(encode(&pairs))).await;
    assert!(placed.location().starts_with("/id/orders/"));
    assert_eq!(rows(&site, "order_line").await, 1);
}

#[tokio::test]
async fn an_incomplete_address_is_corrected_on_the_page() {
    let site = TestSite::new().await;
    let shop = site.market.shop("ana").await;
    let shirt = site.market.offer(&shop, "kaos polos", 5_000_000, 5).await;
    let mut sari = signed_in(&site, "sari").await;
    put(&mut sari, &shirt, 1).await;
    let typed = typed_address(&site);
    let mut fields: Vec<(&str, &str)> = typed.iter().map(|(name, text)| (*name, text.as_str())).collect();
    fields.retain(|(name, _)| *name != "postcode" && *name != "region");
    fields.push(("postcode", "4013"));
    let refused = sari.submit("/checkout", "/checkout", &fields).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(refused.texts("#f-postcode-error").len(), 1);
    assert!(refused.body.contains(r#"value="4013""#), "what was typed stays");
    fields.retain(|(name, _)| *name != "postcode");
    fields.push(("postcode", "40132"));
    let placed = sari.submit("/checkout", "/checkout", &fields).await;
    assert!(placed.location().starts_with("/id/orders/"));
    // The province was filled in from the city.
    let page = sari.follow(&placed).await;
    let region = site.market.address();
    let region = region.get(pasar_domain::address::AddressKey::Region);
    assert!(
        page.texts("address").concat().contains(region),
        "{:?}",
        page.texts("address")
    );
}

#[tokio::test]
async fn nobody_orders_to_another_s_address() {
    let site = TestSite::new().await;
    let shop = site.market.shop("ana").await;
    let shirt = site.market.offer(&shop, "kaos polos", 5_000_000, 5).await;
    let mut bo = ready(&site, "bo", &shirt, 1).await;
    let page = bo.get("/checkout").await;
    let pairs = form_values(&page.page(), "/id/checkout");
    let of_bo = pairs
        .iter()
        .find(|(name, _)| name == "address")
        .unwrap()
        .1
        .clone();
    let mut sari = ready(&site, "sari", &shirt, 1).await;
    let refused = sari
        .submit("/checkout", "/checkout", &[("address", &of_bo)])
        .await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(refused.texts("#f-address-error"), ["Pilih alamat pengiriman."]);
    assert_eq!(rows(&site, "orders").await, 0);
}

#[tokio::test]
async fn an_old_page_with_another_wish_says_that_its_order_is_placed() {
    let site = TestSite::new().await;
    let shop = site.market.shop("ana").await;
    let shirt = site.market.offer(&shop, "kaos polos", 5_000_000, 5).await;
    let mut sari = ready(&site, "sari", &shirt, 1).await;
    let seen = form_values(&sari.get("/checkout").await.page(), "/id/checkout");
    let pairs: Vec<(&str, &str)> = seen.iter().map(|(n, v)| (n.as_str(), v.as_str())).collect();
    sari.send("POST", "/id/checkout", Some(encode(&pairs))).await;
    put(&mut sari, &shirt, 1).await;
    let mut other = pairs.clone();
    other.retain(|(name, _)| *name != "payment");
    other.push(("payment", "sandbox_later"));
    let refused = sari.send("POST", "/id/checkout", Some(encode(&other))).await;
    assert_eq!(refused.status, StatusCode::CONFLICT);
    let told = &refused.texts(".refusals .flash")[0];
    assert!(told.contains("sudah dibuat tadi"), "{told}");
    let fresh = form_values(&refused.page(), "/id/checkout");
    let key = |pairs: &[(String, String)]| pairs.iter().find(|(name, _)| name == "key").unwrap().1.clone();
    assert_ne!(key(&fresh), key(&seen));
    assert_eq!(rows(&site, "orders").await, 1);
}

#[tokio::test]
async fn what_no_page_sends_is_refused() {
    let site = TestSite::new().await;
    let shop = site.market.shop("ana").await;
    let shirt = site.market.offer(&shop, "kaos polos", 5_000_000, 5).await;
    let mut sari = ready(&site, "sari", &shirt, 1).await;
    add_address(&site, &mut sari).await;
    for wrong in [
        ("line", "x"),
        ("seen_total", "gratis"),
        ("key", ""),
        ("shipping-shp_x", "kilat"),
    ] {
        let refused = sari.submit("/checkout", "/checkout", &[wrong]).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{wrong:?}");
    }
    let refused = sari
        .submit("/checkout", "/checkout", &[("payment", "daun")])
        .await;
    assert_eq!(refused.texts("#f-payment-error"), ["Pilih cara bayar."]);
    assert_eq!(rows(&site, "orders").await, 0);
}

#[tokio::test]
async fn a_new_shop_that_is_full_for_today_is_left_out_and_the_rest_is_bought() {
    let site = TestSite::new().await;
    let (new, old) = (site.market.shop("baru").await, site.market.shop("ana").await);
    let snack = site.market.offer(&new, "keripik", 1_000_000, 20).await;
    let shirt = site.market.offer(&old, "kaos polos", 5_000_000, 20).await;
    site.market.begins(new).await;
    let mut sari = ready(&site, "sari", &snack, 1).await;
    put(&mut sari, &shirt, 1).await;
    let seen = form_values(&sari.get("/checkout").await.page(), "/id/checkout");
    site.market.places_left(new, 0).await;
    let pairs: Vec<(&str, &str)> = seen.iter().map(|(n, v)| (n.as_str(), v.as_str())).collect();
    let refused = sari.send("POST", "/id/checkout", Some(encode(&pairs))).await;
    assert_eq!(refused.status, StatusCode::CONFLICT);
    let told = &refused.texts(".refusals .flash")[0];
    assert!(
        told.contains("“keripik” masih baru") && told.contains("pesan lagi pada 2 Desember 2026"),
        "{told}"
    );
    // The page leaves it out and says why; the rest can be ordered at once.
    assert_eq!(refused.texts(".part .line").len(), 1, "{}", refused.body);
    assert!(refused.body.contains("Toko ini masih baru"), "{}", refused.body);
    let answer = order(&mut sari, "sandbox_success").await;
    assert!(answer.location().starts_with("/id/orders/grp_"));
    assert_eq!(sari.get("/cart").await.texts(".line-words a"), ["keripik"]);
    assert_eq!(rows(&site, "orders").await, 1);
    // With nothing else in the cart, the cart says it.
    let cart = sari.get("/checkout").await;
    assert_eq!(cart.location(), "/id/cart");
    let told = &sari.follow(&cart).await.texts(".flash")[0];
    assert!(told.contains("“keripik” masih baru"), "{told}");
}
