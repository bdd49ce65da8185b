use pasar_service::import::again::{AgainError, again};
use pasar_service::import::run::run;
use pasar_service::product::list::counts;
use pasar_testkit::TestMarket;

use super::run::store;
use crate::kit;

const FILE: &str = "Handle,Title,Published,Variant Price\none,One,true,12.50\ntwo,Two,true,3.00\n";

#[tokio::test]
async fn what_was_tried_is_imported_without_sending_it_again() {
    let market = TestMarket::of("gb").await;
    let ctx = market.ctx();
    let (keeper, _) = kit::open_shop(&market, "Ann's Shop").await;
    let (stranger, _) = kit::open_shop(&market, "Bob's Shop").await;
    let tried = store(&market, keeper, FILE, true).await.unwrap();
    assert!(matches!(
        again(ctx, keeper, tried.import_id).await,
        Err(AgainError::NotADryRun)
    ));
    run(ctx, tried.shop_id, tried.import_id, |_| {}).await.unwrap();
    assert_eq!(counts(ctx, keeper).await.unwrap().all(), 0);
    assert!(matches!(
        again(ctx, stranger, tried.import_id).await,
        Err(AgainError::NotFound)
    ));
    let begun = again(ctx, keeper, tried.import_id).await.unwrap();
    let done = run(ctx, begun.shop_id, begun.import_id, |_| {}).await.unwrap();
    assert_eq!(done.tally.created, 2);
    assert!(matches!(
        again(ctx, keeper, done.import_id).await,
        Err(AgainError::NotADryRun)
    ));
}
