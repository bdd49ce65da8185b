//! A seller on probation offers so many products and no more; drafts are free.

use std::sync::Arc;

use pasar_domain::id::ProductId;
use pasar_domain::product::ProductState;
use pasar_service::actor::ShopKeeper;
use pasar_service::product::create::{CreateProductError, create};
use pasar_service::product::edit::{EditProduct, EditProductError, edit};
use pasar_service::product::{publish, show, unpublish};
use pasar_testkit::TestMarket;

use crate::kit;

/// A shop on probation with room for so many products more.
async fn room_for(left: u32) -> (Arc<TestMarket>, ShopKeeper, u32) {
    let market = Arc::new(TestMarket::new().await);
    let (keeper, _) = kit::open_shop(&market, "Toko Baru").await;
    market.begins(keeper).await;
    let max = market.ctx().charter().probation.unwrap().products_max;
    market.offers(&keeper, "kaos", 5_000_000, max - left).await;
    (market, keeper, max)
}

async fn is_active(market: &TestMarket, keeper: ShopKeeper, id: ProductId) -> bool {
    let shown = show::show(market.ctx(), keeper, id).await.unwrap().unwrap();
    matches!(shown.current.product.state, ProductState::Active { .. })
}

#[tokio::test]
async fn the_last_one_fits_and_the_next_stays_a_draft() {
    let (market, keeper, max) = room_for(1).await;
    let ctx = market.ctx();
    let last = kit::publish(&market, keeper, kit::simple(&market, "Terakhir", 50_000, 3)).await;
    let refused = create(ctx, keeper, kit::simple(&market, "Lebih", 50_000, 3), true).await;
    assert!(matches!(refused, Err(CreateProductError::Probation { max: told }) if told == max));
    let gone = "select count(*) from product where title = 'Lebih'";
    assert_eq!(market.count(gone).await, 0, "nothing was written");

    let draft = create(ctx, keeper, kit::simple(&market, "Lebih", 50_000, 3), false)
        .await
        .unwrap()
        .product_id;
    let refused = publish::publish(ctx, keeper, draft).await;
    assert!(matches!(refused, Err(EditProductError::Probation { max: told }) if told == max));
    assert!(!is_active(&market, keeper, draft).await);

    // What buyers see already may be changed, and published again.
    publish::publish(ctx, keeper, last.product_id).await.unwrap();
    let shown = show::show(ctx, keeper, last.product_id).await.unwrap().unwrap();
    let mut input = shown.current.as_input();
    "Terakhir sekali".clone_into(&mut input.title);
    let renamed = EditProduct {
        product_id: last.product_id,
        version: shown.current.product.version,
        input,
    };
    edit(ctx, keeper, renamed).await.unwrap();
    assert!(is_active(&market, keeper, last.product_id).await);

    // One that is taken from buyers makes room.
    unpublish::unpublish(ctx, keeper, last.product_id).await.unwrap();
    publish::publish(ctx, keeper, draft).await.unwrap();
    assert!(is_active(&market, keeper, draft).await);
}

#[tokio::test]
async fn whoever_has_sold_long_enough_is_not_limited() {
    let (market, keeper, _) = room_for(0).await;
    let limits = market.ctx().charter().probation.unwrap();
    market.has_completed(keeper, limits.orders).await;
    market.passes(chrono::Duration::days(i64::from(limits.days)));
    kit::publish(&market, keeper, kit::simple(&market, "Lebih", 50_000, 3)).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn two_at_once_do_not_both_take_the_last_room() {
    let (market, keeper, max) = room_for(1).await;
    let mut tasks = Vec::new();
    for n in 0..8 {
        let market = market.clone();
        tasks.push(tokio::spawn(async move {
            let input = kit::simple(&market, &format!("Baru {n}"), 50_000, 3);
            create(market.ctx(), keeper, input, true).await
        }));
    }
    let mut made = 0;
    for task in tasks {
        match task.await.unwrap() {
            Ok(_) => made += 1,
            Err(CreateProductError::Probation { .. }) => {}
            Err(other) => panic!("{other}"),
        }
    }
    assert_eq!(made, 1);
    let public = "select count(*) from product where state = 'active'";
    assert_eq!(market.count(public).await, i64::from(max));
}
