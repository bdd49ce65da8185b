use std::convert::Infallible;

use bytes::Bytes;
use futures::stream;
use pasar_domain::import::{Import, ImportState};
use pasar_service::actor::ShopKeeper;
use pasar_service::import::run::run;
use pasar_service::import::show;
use pasar_service::import::start::{StartImport, StartImportError, start};
use pasar_testkit::TestMarket;

use crate::kit;

const HEADER: &str = "Handle,Title,Body (HTML),Vendor,Type,Tags,Published,Option1 Name,Option1 Value,Variant SKU,\
                      Variant Grams,Variant Inventory Qty,Variant Price,Image Src\n";

pub(super) async fn store(
    market: &TestMarket,
    keeper: ShopKeeper,
    file: impl Into<Bytes>,
    dry_run: bool,
) -> Result<Import, StartImportError> {
    let file: Bytes = file.into();
    let pieces: Vec<Result<Bytes, Infallible>> = file
        .chunks(60_000)
        .map(|chunk| Ok(Bytes::copy_from_slice(chunk)))
        .collect();
    let input = StartImport {
        file_name: "file.csv".to_owned(),
        dry_run,
        category: None,
        as_drafts: false,
    };
    start(market.ctx(), keeper, input, stream::iter(pieces)).await
}

pub(super) async fn import(market: &TestMarket, keeper: ShopKeeper, file: impl Into<Bytes>) -> Import {
    let begun = store(market, keeper, file, false).await.unwrap();
    run(market.ctx(), begun.shop_id, begun.import_id, |_| {})
        .await
        .unwrap()
}

/// Created, changed, same, refused.
fn tally(import: &Import) -> [u32; 4] {
    let tally = import.tally;
    [tally.created, tally.changed, tally.same, tally.refused]
}

fn row(n: usize) -> String {
    format!(
        "thing-{n},Thing {n},<p>Good {n}</p>,Maker,Shirts,\"a, b\",true,Title,Default Title,SKU-{n},200,{},12.50,https://img.example/{n}.jpg\n",
        n % 7
    )
}

async fn british() -> (TestMarket, ShopKeeper) {
    let market = TestMarket::of("gb").await;
    let (keeper, _) = kit::open_shop(&market, "Ann's Shop").await;
    (market, keeper)
}

#[tokio::test]
async fn every_sample_is_imported_and_importing_it_again_changes_nothing() {
    let (market, keeper) = british().await;
    let folder = kit::repository("crates/interchange/tests");
    let mut files = Vec::new();
    let mut folders = vec![folder];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if matches!(
                path.file_stem().and_then(|s| s.to_str()),
                Some("apparel" | "home-and-garden" | "jewelery")
            ) {
                files.push(path);
            }
        }
    }
    for path in files {
        let bytes = std::fs::read(&path).unwrap();
        let first = import(&market, keeper, bytes.clone()).await;
        assert!(first.tally.created > 10, "{path:?}: {first:?}");
        let again = import(&market, keeper, bytes).await;
        assert_eq!(
            tally(&again),
            [0, 0, first.tally.created, first.tally.refused],
            "{path:?}"
        );
    }
}

#[tokio::test]
async fn a_dry_run_changes_nothing() {
    let (market, keeper) = british().await;
    let file = format!("{HEADER}{}", (0..450).map(row).collect::<String>());
    let begun = store(&market, keeper, file, true).await.unwrap();
    let done = run(market.ctx(), begun.shop_id, begun.import_id, |_| {})
        .await
        .unwrap();
    assert_eq!(tally(&done), [450, 0, 0, 0]);
    assert!(matches!(done.state, ImportState::Done { .. }));
    assert_eq!(done.bytes_read, done.bytes_total);
    for table in [
        "product",
        "variant",
        "offer",
        "stock_item",
        "picture",
        "outbox",
        "product_version",
    ] {
        assert_eq!(
            market.count(&format!("select count(*) from {table}")).await,
            0,
            "{table}"
        );
    }
}

#[tokio::test]
async fn a_broken_reading_goes_on_where_it_was() {
    let (market, keeper) = british().await;
    let file = format!("{HEADER}{}", (0..700).map(row).collect::<String>());
    let begun = store(&market, keeper, file.clone(), false).await.unwrap();
    // The process dies after the first batch: the future is dropped.
    let (ctx, shop_id, import_id) = (market.ctx().clone(), begun.shop_id, begun.import_id);
    let (sender, receiver) = tokio::sync::oneshot::channel();
    let mut sender = Some(sender);
    let reading = tokio::spawn(async move {
        run(&ctx, shop_id, import_id, |_| {
            if let Some(sender) = sender.take() {
                sender.send(()).unwrap();
            }
        })
        .await
    });
    receiver.await.unwrap();
    reading.abort();
    let _ = reading.await;
    let half = show::show(market.ctx(), keeper, import_id)
        .await
        .unwrap()
        .unwrap();
    assert_eq!(half.state, ImportState::Running);
    assert!(half.next_product >= 200);
    let done = run(market.ctx(), shop_id, import_id, |_| {}).await.unwrap();
    assert_eq!(tally(&done), [700, 0, 0, 0]);
    assert_eq!(market.count("select count(*) from product").await, 700);
    // Over is over.
    assert_eq!(run(market.ctx(), shop_id, import_id, |_| {}).await.unwrap(), done);
}

#[tokio::test]
async fn a_bad_row_loses_no_good_one() {
    let (market, keeper) = british().await;
    let mut rows: Vec<String> = (0..5).map(row).collect();
    rows[2] = rows[2].replace("12.50", "cheap");
    let done = import(&market, keeper, format!("{HEADER}{}", rows.concat())).await;
    assert_eq!(done.tally.created, 4);
    assert!(done.tally.refused >= 1);
    let found = show::findings(market.ctx(), keeper, done.import_id, 0, 100)
        .await
        .unwrap();
    let bad = found
        .iter()
        .find(|finding| finding.code == "not-a-price")
        .unwrap();
    assert_eq!((bad.line, bad.value.as_deref()), (4, Some("cheap")));
    // Mended, only it is new.
    let mended: String = (0..5).map(row).collect();
    assert_eq!(
        tally(&import(&market, keeper, format!("{HEADER}{mended}")).await),
        [1, 0, 4, 0]
    );
}

#[tokio::test]
async fn a_bad_file_is_refused_and_changes_nothing() {
    let (market, keeper) = british().await;
    for bad in [
        &b"PK\x03\x04 a workbook"[..],
        b"",
        b"name;price\nx;1\n",
        b"%PDF-1.7",
    ] {
        let refused = store(&market, keeper, Bytes::from_static(bad), false).await;
        assert!(matches!(refused, Err(StartImportError::File(_))), "{bad:?}");
    }
    assert_eq!(market.count("select count(*) from import").await, 0);
}

#[tokio::test]
async fn changes_are_taken_over_and_a_twice_used_unit_is_left_out() {
    let (market, keeper) = british().await;
    let file: String = (0..3).map(row).collect();
    import(&market, keeper, format!("{HEADER}{file}")).await;
    let file = file
        .replace("Thing 1,", "Better thing 1,")
        .replace("SKU-2", "SKU-0");
    let done = import(&market, keeper, format!("{HEADER}{file}")).await;
    assert_eq!(tally(&done), [0, 2, 1, 0]);
    let found = show::findings(market.ctx(), keeper, done.import_id, 0, 100)
        .await
        .unwrap();
    assert!(
        found.iter().any(|finding| finding.code == "sku-taken"),
        "{found:?}"
    );
    assert_eq!(
        market
            .count("select count(*) from product where title = 'Better thing 1'")
            .await,
        1
    );
}

#[tokio::test]
async fn twenty_thousand_rows_are_read() {
    let (market, keeper) = british().await;
    let file = format!("{HEADER}{}", (0..20_000).map(row).collect::<String>());
    let done = import(&market, keeper, file).await;
    let max = market.ctx().charter().limits.shop_products_max;
    assert_eq!(done.tally.created, 20_000.min(max));
}

#[tokio::test]
async fn on_probation_a_file_fills_the_room_and_the_rest_are_drafts_with_the_reason() {
    let (market, keeper) = british().await;
    market.begins(keeper).await;
    let max = market.ctx().charter().probation.unwrap().products_max;
    market.offers(&keeper, "jumper", 2_500, max - 1).await;
    let file = format!("{HEADER}{}", (0..3).map(row).collect::<String>());
    let done = import(&market, keeper, file.clone()).await;
    assert_eq!(tally(&done), [3, 0, 0, 0]);
    let public = "select count(*) from product where state = 'active'";
    assert_eq!(market.count(public).await, i64::from(max));
    let found = show::findings(market.ctx(), keeper, done.import_id, 0, 100)
        .await
        .unwrap();
    let told: Vec<_> = found
        .iter()
        .filter(|finding| finding.code == "probation-products")
        .collect();
    assert_eq!(told.len(), 2, "{found:?}");
    assert!(told[0].args.contains(&("max".to_owned(), max.to_string())));
    // Afterwards the same file makes the others public.
    let limits = market.ctx().charter().probation.unwrap();
    market.has_completed(keeper, limits.orders).await;
    market.passes(chrono::Duration::days(i64::from(limits.days)));
    import(&market, keeper, file).await;
    assert_eq!(market.count(public).await, i64::from(max) + 2);
}
