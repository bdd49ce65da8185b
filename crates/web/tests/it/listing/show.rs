use std::time::{Duration, Instant};

use axum::http::StatusCode;
use pasar_domain::product::ProductInput;
use pasar_testkit::{TestMarket, counting_statements};
use serde_json::Value;

use crate::goods::{famed, open_shop, publish, simple, variant};
use crate::kit::{Answer, TestSite};

/// What the page says for search engines: the product.
fn facts(page: &Answer) -> Value {
    let elements = page.texts("script[type='application/ld+json']");
    serde_json::from_str(&elements[0]).unwrap()
}

#[tokio::test]
async fn a_product_says_what_it_costs_delivered_and_who_sells_it() {
    let market = TestMarket::new().await;
    let (keeper, shop) = open_shop(&market, "Toko Ana", "Kota Bandung").await;
    let input = ProductInput {
        description_html: "<p>Adem &amp; kuat</p><script>alert(1)</script>".to_owned(),
        tags: vec!["kaos & polos".to_owned()],
        ..simple(&market, "Kaos </script> \"Polos\"", "mens-fashion", 50_000, 3)
    };
    let kaos = publish(&market, keeper, input).await;
    publish(&market, keeper, simple(&market, "Panci", "kitchen", 90_000, 2)).await;
    famed(&market, &kaos, 41, Some((475, 8))).await;
    let cheapest = market.ctx().market().shipping_services.iter();
    let cheapest = cheapest.map(|service| service.price(300, market.ctx().market().currency).unwrap().minor);
    let delivered = 50_000_00 + cheapest.min().unwrap();
    let delivered = market
        .ctx()
        .market()
        .format_money(market.ctx().market().money(delivered));
    let site = TestSite::of(market);
    let path = format!("/products/{shop}/{}", kaos.handle);
    let (page, statements) = counting_statements(site.visitor().get(&path)).await;
    assert_eq!(statements, 10);
    assert_eq!(page.status, StatusCode::OK);
    assert_eq!(page.texts("h1"), ["Kaos </script> \"Polos\""]);
    assert_eq!(page.texts(".price.large"), ["Rp50.000"]);
    assert_eq!(page.texts("aside [data-show=total]"), [delivered]);
    assert_eq!(page.texts(".seller h2"), ["Toko Ana"]);
    assert_eq!(page.texts(".prose"), ["Adem & kuat"]);
    assert_eq!(page.texts("[data-show=left]"), ["sisa 3"]);
    assert_eq!(page.texts(".grid .product-title"), ["Panci"]);
    assert_eq!(
        page.attributes(".chips a", "href"),
        ["/id/search?q=kaos+%26+polos"]
    );
    assert_eq!(page.attributes("#buy input[name=quantity]", "max"), ["3"]);
    let facts = facts(&page);
    assert_eq!(facts["name"], "Kaos </script> \"Polos\"");
    assert_eq!(facts["offers"]["price"], "50000.00");
    assert_eq!(facts["offers"]["priceCurrency"], "IDR");
    assert_eq!(facts["aggregateRating"]["ratingValue"], "4.75");
    let canonical = format!("https://pasar.example/id{path}");
    assert_eq!(
        (
            facts["url"].as_str().unwrap(),
            &page.attributes("link[rel=canonical]", "href")[0]
        ),
        (canonical.as_str(), &canonical)
    );
}

#[tokio::test]
async fn colours_are_links_and_sizes_are_chosen_in_the_form() {
    let market = TestMarket::new().await;
    let (keeper, shop) = open_shop(&market, "Toko Ana", "Kota Bandung").await;
    let variants = [
        ("Hitam", "M", 0),
        ("Hitam", "L", 4),
        ("Merah & Putih", "M", 5),
        ("Merah & Putih", "XL", 6),
    ];
    let input = ProductInput {
        option_names: vec!["Warna".to_owned(), "Ukuran".to_owned()],
        variants: (0..)
            .zip(variants)
            .map(|(number, (colour, size, stock))| {
                variant(&market, &[colour, size], 50_000 + number * 1_000, stock)
            })
            .collect(),
        ..simple(&market, "Kaos", "mens-fashion", 0, 0)
    };
    publish(&market, keeper, input).await;
    let site = TestSite::of(market);
    let mut visitor = site.visitor();
    let page = visitor.get(&format!("/products/{shop}/kaos")).await;
    assert_eq!(page.texts("a.option[aria-current]"), ["Hitam"]);
    assert_eq!(
        page.texts("label.option"),
        ["M Rp50.000 habis", "L Rp51.000 sisa 4"]
    );
    assert_eq!(
        page.attributes("input[name=offer_id][disabled]", "data-left"),
        ["habis"]
    );
    assert_eq!(
        page.attributes("input[name=offer_id][checked]", "value"),
        Vec::<String>::new()
    );
    // The price is that of what can be bought.
    assert_eq!(page.texts(".price.large"), ["mulai Rp51.000"]);
    let red = page.attributes("a.option:not([aria-current])", "href");
    assert_eq!(
        red,
        [format!("/id/products/{shop}/kaos?o1=Merah+%26+Putih#choose")]
    );
    let page = visitor.get(red[0].trim_end_matches("#choose")).await;
    assert_eq!(page.texts("a.option[aria-current]"), ["Merah & Putih"]);
    assert_eq!(
        page.texts("label.option"),
        ["M Rp52.000 sisa 5", "XL Rp53.000 sisa 6"]
    );
    // A link may name the offer itself.
    let offer = page.attributes("input[name=offer_id]", "value")[1].clone();
    let page = visitor.get(&format!("/products/{shop}/kaos?offer={offer}")).await;
    assert_eq!(page.attributes("input[name=offer_id][checked]", "value"), [offer]);
    assert_eq!(page.texts(".price.large"), ["Rp53.000"]);
}

#[tokio::test]
async fn what_is_sold_out_or_hidden_cannot_be_bought() {
    let market = TestMarket::new().await;
    let (keeper, shop) = open_shop(&market, "Toko Ana", "Kota Bandung").await;
    publish(
        &market,
        keeper,
        simple(&market, "Kaos", "mens-fashion", 50_000, 0),
    )
    .await;
    let site = TestSite::of(market);
    let mut visitor = site.visitor();
    let page = visitor.get(&format!("/products/{shop}/kaos")).await;
    assert_eq!(page.status, StatusCode::OK);
    assert_eq!(page.attributes("button[form=buy]", "form"), Vec::<String>::new());
    assert_eq!(
        facts(&page)["offers"]["availability"],
        "https://schema.org/OutOfStock"
    );
    site.market.sql("update product set taken_down_at = now()").await;
    for path in [
        format!("/products/{shop}/kaos"),
        format!("/products/{shop}/tas"),
        "/products/x/kaos".to_owned(),
    ] {
        assert_eq!(visitor.get(&path).await.status, StatusCode::NOT_FOUND, "{path}");
    }
}

#[tokio::test]
#[allow(clippy::disallowed_methods, reason = "measures how long a page takes")]
async fn a_product_of_2000_variants_opens_quickly() {
    let market = TestMarket::new().await;
    let (keeper, shop) = open_shop(&market, "Toko Ana", "Kota Bandung").await;
    let mut shapes = Vec::new();
    for (title, options, widths) in [("Kain", 2, [40, 50]), ("Benang", 1, [2_000, 1])] {
        let values = |number: usize| [number % widths[0], number / widths[0]].map(|value| value.to_string());
        let variants = (0..2_000).map(|number| {
            let values = values(number);
            let values: Vec<&str> = values.iter().take(options).map(String::as_str).collect();
            variant(&market, &values, 1_000 + i64::try_from(number).unwrap(), 2)
        });
        let input = ProductInput {
            option_names: ["Warna", "Panjang"]
                .into_iter()
                .take(options)
                .map(str::to_owned)
                .collect(),
            variants: variants.collect(),
            ..simple(&market, title, "mens-fashion", 0, 0)
        };
        let made = publish(&market, keeper, input).await;
        shapes.push(format!("/products/{shop}/{}", made.handle));
    }
    let site = TestSite::of(market);
    let mut visitor = site.visitor();
    for (path, choices) in shapes.into_iter().zip([50, 2_000]) {
        visitor.get(&path).await;
        let began = Instant::now();
        let (page, statements) = counting_statements(visitor.get(&path)).await;
        let took = began.elapsed();
        assert_eq!(statements, 11); // one more than a stranger's: the visitor has a cookie now
        let offers = page
            .attributes("#buy [name=offer_id] option[data-price]", "value")
            .len();
        assert_eq!(offers, choices, "{path}");
        // The figure is 100 ms in a release build on an idle machine; this build is not optimised.
        assert!(took < Duration::from_millis(1_500), "{path} took {took:?}");
    }
}
