use axum::http::StatusCode;
use pasar_domain::product::ProductState;
use pasar_domain::takedown::TakedownReason;
use pasar_service::actor::StaffRole;
use pasar_service::takedown::take::{TakeDown, take};

use super::{category, created, newcomer, product, publish, seller};
use crate::kit::{Browser, TestSite};

/// Publishes a product in three sizes and two flavours.
async fn variants(site: &TestSite, browser: &mut Browser<'_>) -> pasar_domain::id::ProductId {
    let category = category(site);
    let combine = [
        ("title", "Keripik singkong"),
        ("category", category.as_str()),
        ("options.0", "Rasa"),
        ("values.0", "Pedas, Asin"),
        ("variants.0.price", "25.000"),
        ("do", "combine"),
    ];
    let drawn = browser
        .submit("/seller/products/new", "/seller/products/new", &combine)
        .await;
    assert_eq!(drawn.status, StatusCode::OK);
    assert_eq!(drawn.texts(".variant summary b"), ["Pedas", "Asin"]);
    let token = browser.token().await;
    let fields = [
        ("title", "Keripik singkong"),
        ("category", category.as_str()),
        ("options.0", "Rasa"),
        ("variants.0.value.0", "Pedas"),
        ("variants.0.price", "25.000"),
        ("variants.0.stock", "12"),
        ("variants.0.sku", "KS-P"),
        ("variants.1.value.0", "Asin"),
        ("variants.1.price", "Rp 24.000"),
        ("variants.1.compare_at", "30.000"),
        ("variants.1.stock", "1.200"),
        ("do", "publish"),
    ];
    created(
        &browser
            .post_with("/seller/products/new", Some(&token), &fields)
            .await,
    )
}

#[tokio::test]
async fn a_price_says_what_it_brings_before_anything_is_published() {
    let site = TestSite::new().await;
    let (mut sari, _) = seller(&site, "keripik").await;
    let category = category(&site);
    let fields = [
        ("title", "Keripik singkong"),
        ("category", category.as_str()),
        ("variants.0.price", "100.000"),
        ("do", "category"),
    ];
    let drawn = sari
        .submit("/seller/products/new", "/seller/products/new", &fields)
        .await;
    let market = site.market.ctx().market();
    let price = market.parse_money("100.000").unwrap();
    let commission = market.commission(price, Some(&category)).unwrap();
    let fee = market.money(market.charter.fees.order_fee_minor);
    let net = price.subtract(commission.total().unwrap()).unwrap();
    let net = market.format_money(net.subtract(fee).unwrap());
    let told = drawn.texts("#variants p").join(" ");
    assert!(told.contains(&format!("Anda terima {net}")), "{told}");
    let empty = sari.get("/seller/products/new").await;
    assert!(!empty.texts("#variants p").join(" ").contains("Anda terima"));
}

#[tokio::test]
async fn a_product_with_variants_is_made_from_what_people_type() {
    let site = TestSite::new().await;
    let (mut sari, keeper) = seller(&site, "keripik").await;
    let id = variants(&site, &mut sari).await;
    let shown = product(&site, keeper, id).await;
    assert!(matches!(shown.current.product.state, ProductState::Active { .. }));
    let found: Vec<_> = shown
        .current
        .variants
        .iter()
        .map(|v| {
            (
                v.variant.option_values[0].as_str(),
                v.offer.price.minor,
                v.stock.on_hand,
            )
        })
        .collect();
    assert_eq!(found, [("Pedas", 2_500_000, 12), ("Asin", 2_400_000, 1_200)]);
    let page = sari.get(&format!("/seller/products/{id}")).await;
    assert_eq!(page.texts(".variant summary b"), ["Pedas", "Asin"]);
    assert!(
        page.body.contains("value=\"25.000\""),
        "prices are shown as they are typed"
    );
}

#[tokio::test]
async fn every_problem_is_said_at_its_field() {
    let site = TestSite::new().await;
    let (mut sari, _) = seller(&site, "keripik").await;
    let fields = [
        ("title", ""),
        ("category", ""),
        ("place", "Atlantis"),
        ("options.0", "Rasa"),
        ("variants.0.value.0", "Pedas"),
        ("variants.0.price", "mahal"),
        ("variants.0.stock", "banyak"),
        ("variants.1.value.0", "pedas"),
        ("variants.1.price", "25.000"),
        ("variants.1.compare_at", "20.000"),
        ("variants.1.gtin", "123"),
        ("do", "publish"),
    ];
    let refused = sari.post("/seller/products/new", &fields).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    for field in [
        "title",
        "category",
        "place",
        "variants.0.price",
        "variants.0.stock",
        "variants.1.compare_at",
        "variants.1.gtin",
    ] {
        let id = format!("[id='f-{field}-error']");
        assert_eq!(
            refused.texts(&id).len(),
            1,
            "{field}: {:?}",
            refused.texts(".error")
        );
    }
    assert!(refused.body.contains("value=\"mahal\""), "nothing typed is lost");
    assert_eq!(
        refused.texts("details.variant[open]").len(),
        2,
        "what is wrong is unfolded"
    );
}

#[tokio::test]
async fn rows_come_and_go_without_script() {
    let site = TestSite::new().await;
    let (mut sari, _) = seller(&site, "keripik").await;
    let fields = [
        ("title", "Keripik"),
        ("options.0", "Rasa"),
        ("variants.0.value.0", "Pedas"),
        ("variants.0.price", "25.000"),
        ("do", "add"),
    ];
    let drawn = sari.post("/seller/products/new", &fields).await;
    assert_eq!(drawn.texts(".variant summary b").len(), 2);
    assert_eq!(drawn.texts("button[value=remove-1]").len(), 1);
    let fields = [
        ("options.0", "Rasa"),
        ("variants.0.value.0", "Pedas"),
        ("variants.1.value.0", "Asin"),
        ("do", "remove-0"),
    ];
    let drawn = sari.post("/seller/products/new", &fields).await;
    assert_eq!(drawn.texts(".variant summary b"), ["Asin"]);
}

#[tokio::test]
async fn a_draft_says_what_it_lacks_when_it_is_to_be_published() {
    let site = TestSite::new().await;
    let (mut sari, keeper) = seller(&site, "keripik").await;
    let fields = [
        ("title", "Keripik"),
        ("variants.0.price", "25.000"),
        ("do", "save"),
    ];
    let made = sari
        .submit("/seller/products/new", "/seller/products/new", &fields)
        .await;
    let id = created(&made);
    let refused = sari.post(&format!("/seller/products/{id}/publish"), &[]).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(refused.texts("#f-category-error").len(), 1);
    let here = format!("/seller/products/{id}");
    let category = category(&site);
    let fields = [("category", category.as_str()), ("do", "publish")];
    let done = sari.submit(&here, &here, &fields).await;
    assert_eq!(done.location(), site.url(&here));
    let state = product(&site, keeper, id).await.current.product.state;
    assert!(matches!(state, ProductState::Active { .. }));
    sari.post(&format!("{here}/unpublish"), &[]).await;
    let state = product(&site, keeper, id).await.current.product.state;
    assert_eq!(state, ProductState::Draft);
    let deleted = sari.post(&format!("{here}/delete"), &[]).await;
    assert_eq!(deleted.location(), "/id/seller/products");
    assert_eq!(sari.get(&here).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn two_people_who_edit_at_once_lose_nothing() {
    let site = TestSite::new().await;
    let (mut sari, keeper) = seller(&site, "keripik").await;
    let id = publish(&site, &mut sari, "Keripik", "25.000", "5").await;
    let here = format!("/seller/products/{id}");
    let mut second = sari.clone();
    second
        .submit(&here, &here, &[("title", "Keripik pedas"), ("do", "save")])
        .await;
    // The first one's form is as old as the product's first version.
    let fields = [("version", "1"), ("title", "Keripik asin"), ("do", "save")];
    let stale = sari.submit(&here, &here, &fields).await;
    assert_eq!(stale.status, StatusCode::CONFLICT);
    assert!(
        stale.body.contains("value=\"Keripik asin\""),
        "what was typed is still there"
    );
    assert_eq!(
        product(&site, keeper, id).await.current.product.content.title,
        "Keripik pedas"
    );
    assert!(stale.body.contains("name=\"version\" value=\"2\""));
    let again = [("version", "2"), ("title", "Keripik asin"), ("do", "save")];
    sari.submit(&here, &here, &again).await;
    let shown = product(&site, keeper, id).await;
    assert_eq!(shown.current.product.content.title, "Keripik asin");

    let page = sari.get(&format!("{here}/versions")).await;
    let changes = page.texts("main ol li");
    assert_eq!(changes.len(), 2);
    assert!(
        changes[0].contains("nama") && changes[0].contains("Keripik pedas"),
        "{changes:?}"
    );
}

#[tokio::test]
async fn stock_is_changed_from_the_list_and_what_was_sold_stays_sold() {
    let site = TestSite::new().await;
    let (mut sari, keeper) = seller(&site, "keripik").await;
    let id = publish(&site, &mut sari, "Keripik", "25.000", "5").await;
    super::buy(&site, keeper, id, 2).await;
    // The list was opened before the sale: it showed 5, and 8 is typed over it.
    let action = format!("/seller/products/{id}/restock");
    let saved = sari
        .submit("/seller/products", &action, &[("seen.0", "5"), ("stock.0", "8")])
        .await;
    assert_eq!(saved.location(), "/id/seller/products");
    assert_eq!(
        product(&site, keeper, id).await.current.variants[0].stock.on_hand,
        6
    );
    let refused = sari
        .submit("/seller/products", &action, &[("stock.0", "tiga")])
        .await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        refused.texts(".error")[0].contains("tiga"),
        "{:?}",
        refused.texts(".error")
    );
}

#[tokio::test]
async fn the_list_is_searched_and_narrowed() {
    let site = TestSite::new().await;
    let (mut sari, _) = seller(&site, "keripik").await;
    // The newest comes first: each is made in a millisecond of its own.
    let tick = chrono::Duration::seconds(1);
    publish(&site, &mut sari, "Keripik singkong", "25.000", "5").await;
    site.market.passes(tick);
    publish(&site, &mut sari, "Sambal terasi", "15.000", "0").await;
    site.market.passes(tick);
    let draft = [
        ("title", "Kerupuk"),
        ("variants.0.price", "1.000"),
        ("do", "save"),
    ];
    sari.submit("/seller/products/new", "/seller/products/new", &draft)
        .await;
    let titles = async |browser: &mut Browser<'_>, query: &str| {
        let page = browser.get(&format!("/seller/products?{query}")).await;
        page.texts(".good-row b")
    };
    assert_eq!(
        titles(&mut sari, "").await,
        ["Kerupuk", "Sambal terasi", "Keripik singkong"]
    );
    assert_eq!(titles(&mut sari, "q=singkong").await, ["Keripik singkong"]);
    assert_eq!(titles(&mut sari, "state=draft").await, ["Kerupuk"]);
    assert_eq!(titles(&mut sari, "state=sold-out").await, ["Sambal terasi"]);
    assert_eq!(titles(&mut sari, "q=%25").await, Vec::<String>::new());
}

#[tokio::test]
async fn a_takedown_says_why_and_what_to_do() {
    let site = TestSite::new().await;
    let (mut sari, _) = seller(&site, "keripik").await;
    let id = publish(&site, &mut sari, "Keripik", "25.000", "5").await;
    let decided = TakeDown {
        product_id: id,
        reason: TakedownReason::Misleading,
        note: "Beratnya 100 g, bukan <250 g>.".to_owned(),
    };
    let staff = site.market.staff(StaffRole::Moderator);
    take(site.market.ctx(), staff, &decided).await.unwrap();
    let page = sari.get(&format!("/seller/products/{id}")).await;
    assert_eq!(page.texts("blockquote"), ["Beratnya 100 g, bukan <250 g>."]);
    let today = sari.get("/seller").await;
    assert!(today.texts("main").join(" ").contains("Diturunkan oleh petugas"));
}

#[tokio::test]
async fn a_product_of_many_variants_is_edited_page_by_page() {
    let site = TestSite::new().await;
    let (mut sari, keeper) = seller(&site, "keripik").await;
    let values: Vec<String> = (0..60).map(|n| format!("Ukuran {n}")).collect();
    let category = category(&site);
    let mut fields: Vec<(String, String)> = vec![
        ("title".to_owned(), "Keripik".to_owned()),
        ("category".to_owned(), category),
        ("options.0".to_owned(), "Ukuran".to_owned()),
        ("do".to_owned(), "publish".to_owned()),
    ];
    for (place, value) in values.iter().enumerate() {
        fields.push((format!("variants.{place}.value.0"), value.clone()));
        fields.push((format!("variants.{place}.price"), "25.000".to_owned()));
    }
    let pairs: Vec<(&str, &str)> = fields.iter().map(|(n, v)| (n.as_str(), v.as_str())).collect();
    let id = created(&sari.post("/seller/products/new", &pairs).await);
    let here = format!("/seller/products/{id}");

    let page = sari.get(&format!("{here}?from=25")).await;
    assert_eq!(page.texts(".variant").len(), 25);
    assert_eq!(page.texts(".variant summary b")[0], "Ukuran 25");
    let changed = [("variants.0.price", "99.000"), ("do", "save")];
    sari.submit(&format!("{here}?from=25"), &here, &changed).await;
    let shown = product(&site, keeper, id).await;
    assert_eq!(
        shown.current.variants.len(),
        60,
        "those that the form did not show stay"
    );
    let prices: Vec<i64> = shown
        .current
        .variants
        .iter()
        .map(|v| v.offer.price.minor)
        .collect();
    assert_eq!(prices.iter().position(|price| *price == 9_900_000), Some(25));

    // A problem of the 26th variant stands at the form's first row.
    let wrong = [("variants.0.gtin", "123"), ("do", "save")];
    let refused = sari.submit(&format!("{here}?from=25"), &here, &wrong).await;
    assert_eq!(
        refused.texts("[id='f-variants.0.gtin-error']").len(),
        1,
        "{:?}",
        refused.texts(".problems")
    );
}

#[tokio::test]
async fn whom_nobody_has_verified_is_told_what_is_missing_and_loses_nothing() {
    let site = TestSite::new().await;
    let (mut browser, _) = newcomer(&site, "ana").await;
    let category = category(&site);
    let fields = [
        ("title", "Kaos polos buatan sendiri"),
        ("category", category.as_str()),
        ("variants.0.price", "55000"),
        ("variants.0.stock", "3"),
        ("do", "publish"),
    ];
    let refused = browser
        .submit("/seller/products/new", "/seller/products/new", &fields)
        .await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        refused.body.contains("Kaos polos buatan sendiri"),
        "{}",
        refused.body
    );
    let rules = &site
        .market
        .ctx()
        .rulebook()
        .in_force(site.market.ctx().now())
        .unwrap()
        .folder;
    let is_told = rules.words.values().any(|words| {
        let language = site.market.ctx().market().default_language();
        refused.body.contains(words.title.get(language))
    });
    assert!(is_told, "{}", refused.body);
    // The same as a draft is kept.
    let mut draft = fields;
    draft[4] = ("do", "save");
    let kept = browser
        .submit("/seller/products/new", "/seller/products/new", &draft)
        .await;
    created(&kept);
}

#[tokio::test]
async fn a_new_shop_is_told_how_many_products_it_may_offer() {
    let site = TestSite::new().await;
    let (mut sari, keeper) = seller(&site, "keripik").await;
    site.market.begins(keeper).await;
    site.market.offers(&keeper, "kaos", 5_000_000, 199).await;
    let id = publish(&site, &mut sari, "Keripik", "25.000", "9").await;
    let category = category(&site);
    let fields = |act| {
        [
            ("title", "Keripik pedas"),
            ("category", category.as_str()),
            ("variants.0.price", "25.000"),
            ("variants.0.stock", "9"),
            ("do", act),
        ]
    };
    let new = "/seller/products/new";
    let refused = sari.submit(new, new, &fields("publish")).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    let told = "toko Anda masih baru dan boleh menampilkan paling banyak 200 produk";
    assert!(refused.body.contains(told), "{}", refused.body);
    assert!(refused.body.contains("Keripik pedas"), "nothing typed is lost");
    let draft = created(&sari.submit(new, new, &fields("save")).await);
    let at = format!("/seller/products/{draft}");
    let answer = sari.post(&format!("{at}/publish"), &[]).await;
    let page = sari.follow(&answer).await;
    assert!(page.texts(".flash")[0].contains(told), "{}", page.body);
    assert_eq!(
        product(&site, keeper, draft).await.current.product.state,
        ProductState::Draft
    );
    // Hiding one makes room.
    let at = format!("/seller/products/{id}");
    sari.post(&format!("{at}/unpublish"), &[]).await;
    let at = format!("/seller/products/{draft}");
    sari.post(&format!("{at}/publish"), &[]).await;
    assert!(matches!(
        product(&site, keeper, draft).await.current.product.state,
        ProductState::Active { .. }
    ));
}
