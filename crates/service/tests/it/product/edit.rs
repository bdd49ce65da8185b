use pasar_domain::offer::StockChange;
use pasar_service::product::edit::{EditProduct, EditProductError, edit};
use pasar_service::product::{delete, restock, show};
use pasar_testkit::TestMarket;

use crate::kit;

#[tokio::test]
async fn a_stale_edit_is_refused_and_old_versions_are_kept() {
    let market = TestMarket::new().await;
    let (keeper, _) = kit::open_shop(&market, "Toko Ana").await;
    let made = kit::publish(&market, keeper, kit::simple(&market, "Kaos", 50_000, 3)).await;
    let before = show::show(market.ctx(), keeper, made.product_id)
        .await
        .unwrap()
        .unwrap();
    let rename = |title: &str, version| {
        let mut input = before.current.as_input();
        input.title = title.to_owned();
        EditProduct {
            product_id: made.product_id,
            version,
            input,
        }
    };
    assert_eq!(
        edit(market.ctx(), keeper, rename("Kaos merah", 1)).await.unwrap(),
        2
    );
    let stale = edit(market.ctx(), keeper, rename("Kaos biru", 1))
        .await
        .unwrap_err();
    assert!(matches!(stale, EditProductError::Stale { current: 2 }), "{stale}");
    let after = show::show(market.ctx(), keeper, made.product_id)
        .await
        .unwrap()
        .unwrap();
    assert_eq!(after.current.product.content.title, "Kaos merah");
    assert_eq!(
        after.current.variants, before.current.variants,
        "ids, price and stock stay"
    );
    let past = show::versions(market.ctx(), keeper, made.product_id)
        .await
        .unwrap();
    assert_eq!(
        (past.len(), past[0].content["content"]["title"].as_str()),
        (1, Some("Kaos"))
    );
    // An edit that says the same is no edit.
    assert_eq!(
        edit(market.ctx(), keeper, rename("Kaos merah", 2)).await.unwrap(),
        2
    );
}

#[tokio::test]
async fn a_matrix_of_variants_is_changed_in_place() {
    let market = TestMarket::new().await;
    let (keeper, _) = kit::open_shop(&market, "Toko Ana").await;
    let mut input = kit::simple(&market, "Kaos", 50_000, 0);
    input.option_names = vec!["Ukuran".to_owned()];
    input.variants = ["S", "M", "L"]
        .map(|size| kit::variant(&market, &[size], 50_000, 5))
        .to_vec();
    for (variant, sku) in input.variants.iter_mut().zip(["A", "B", "C"]) {
        variant.sku = Some(sku.to_owned());
    }
    let made = kit::publish(&market, keeper, input).await;
    let before = show::show(market.ctx(), keeper, made.product_id)
        .await
        .unwrap()
        .unwrap()
        .current;
    // S and M exchange their units, L goes, XL comes.
    let mut input = before.as_input();
    input.variants.truncate(2);
    input.variants[0].sku = Some("B".to_owned());
    input.variants[1].sku = Some("A".to_owned());
    input.variants[1].stock = StockChange::Adjust { by: -2 };
    input.variants.push(kit::variant(&market, &["XL"], 60_000, 1));
    let edited = EditProduct {
        product_id: made.product_id,
        version: 1,
        input,
    };
    assert_eq!(edit(market.ctx(), keeper, edited).await.unwrap(), 2);
    let after = show::show(market.ctx(), keeper, made.product_id)
        .await
        .unwrap()
        .unwrap()
        .current;
    let seen: Vec<_> = after
        .variants
        .iter()
        .map(|v| {
            (
                v.variant.option_values[0].as_str(),
                v.variant.sku.as_deref(),
                v.stock.on_hand,
            )
        })
        .collect();
    assert_eq!(seen, [("S", Some("B"), 5), ("M", Some("A"), 3), ("XL", None, 1)]);
    assert_eq!(
        after.variants[0].offer.offer_id,
        before.variants[0].offer.offer_id
    );
    assert_eq!(
        market
            .count("select count(*) from variant where retired_at is not null")
            .await,
        1
    );
}

#[tokio::test]
async fn stock_is_never_set_below_what_is_promised() {
    let market = TestMarket::new().await;
    let (keeper, _) = kit::open_shop(&market, "Toko Ana").await;
    let made = kit::publish(&market, keeper, kit::simple(&market, "Kaos", 50_000, 5)).await;
    market.sql("update stock_item set reserved = 3").await;
    let current = show::show(market.ctx(), keeper, made.product_id)
        .await
        .unwrap()
        .unwrap()
        .current;
    let variant_id = current.variants[0].variant.variant_id;
    let set = |on_hand| [(variant_id, StockChange::Set { on_hand })];
    let refused = restock::restock(market.ctx(), keeper, made.product_id, &set(2))
        .await
        .unwrap_err();
    let EditProductError::Invalid(problems) = refused else {
        panic!("{refused}")
    };
    assert_eq!(problems.0[0].kind.code(), "field-below-reserved");
    let now = restock::restock(market.ctx(), keeper, made.product_id, &set(4))
        .await
        .unwrap();
    assert_eq!(now[&variant_id].available(), 1);
}

#[tokio::test]
async fn a_deleted_product_frees_its_units() {
    let market = TestMarket::new().await;
    let (keeper, shop) = kit::open_shop(&market, "Toko Ana").await;
    let input = || {
        let mut input = kit::simple(&market, "Kaos", 50_000, 5);
        input.variants[0].sku = Some("K".to_owned());
        input
    };
    let made = kit::publish(&market, keeper, input()).await;
    delete::delete(market.ctx(), keeper, made.product_id)
        .await
        .unwrap();
    assert!(
        show::show(market.ctx(), keeper, made.product_id)
            .await
            .unwrap()
            .is_none()
    );
    assert!(
        pasar_service::listing::show::show(market.ctx(), &shop, "kaos")
            .await
            .unwrap()
            .is_none()
    );
    kit::publish(&market, keeper, input()).await;
}

#[tokio::test]
async fn a_stranger_changes_nothing() {
    let market = TestMarket::new().await;
    let (ana, handle) = kit::open_shop(&market, "Toko Ana").await;
    let (budi, _) = kit::open_shop(&market, "Toko Budi").await;
    let made = kit::publish(&market, ana, kit::simple(&market, "Kaos", 50_000, 5)).await;
    assert!(
        show::show(market.ctx(), budi, made.product_id)
            .await
            .unwrap()
            .is_none()
    );
    let input = kit::simple(&market, "Punyaku", 1_000, 5);
    let edited = EditProduct {
        product_id: made.product_id,
        version: 1,
        input,
    };
    assert!(matches!(
        edit(market.ctx(), budi, edited).await,
        Err(EditProductError::NotFound)
    ));
    let stranger = market.buyer("stranger").await;
    let seen = pasar_service::shop::authorise::authorise(market.ctx(), stranger, &handle)
        .await
        .unwrap();
    assert!(seen.is_none());
}
