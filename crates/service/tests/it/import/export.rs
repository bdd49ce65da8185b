use pasar_service::actor::ShopKeeper;
use pasar_service::export::write::{ExportFormat, write};
use pasar_testkit::TestMarket;

use super::run::import;
use crate::kit;

async fn export(market: &TestMarket, keeper: ShopKeeper, format: ExportFormat) -> Vec<u8> {
    let mut pieces = write(market.ctx(), keeper, format, "https://pasar.example/gb");
    let mut file = Vec::new();
    while let Some(piece) = pieces.recv().await {
        file.extend_from_slice(&piece.unwrap());
    }
    file
}

#[tokio::test]
async fn what_was_exported_is_imported_as_the_same() {
    let market = TestMarket::of("gb").await;
    let (keeper, _) = kit::open_shop(&market, "Ann's Shop").await;
    let catalogue = std::fs::read(kit::repository("markets/gb/demo/catalogue.csv")).unwrap();
    let first = import(&market, keeper, catalogue).await;
    // One that was written here, and has no key of another system.
    kit::publish(&market, keeper, kit::simple(&market, "Written here", 20, 3)).await;
    let all = first.tally.created + 1;
    assert!(all > 70);
    for format in ExportFormat::ALL {
        let file = export(&market, keeper, format).await;
        let again = import(&market, keeper, file.clone()).await;
        let found = pasar_service::import::show::findings(market.ctx(), keeper, again.import_id, 0, 5)
            .await
            .unwrap();
        let tally = again.tally;
        assert_eq!((tally.created, tally.refused), (0, 0), "{format:?}: {found:#?}");
        if format == ExportFormat::Shopify {
            assert_eq!((tally.changed, tally.same), (0, all), "{found:#?}");
        }
    }
}
