use std::path::Path;

use axum::http::{StatusCode, header};
use pasar_domain::id::ImportId;
use pasar_domain::import::Import;
use pasar_service::actor::ShopKeeper;
use pasar_service::import::run::run;
use pasar_service::import::show::show;
use pasar_service::product::list::counts;

use super::seller;
use crate::kit::{Answer, Browser, TestSite};

const HEADER: &str = "Handle,Title,Body (HTML),Vendor,Type,Tags,Published,Option1 Name,Option1 Value,Variant SKU,\
                      Variant Grams,Variant Inventory Qty,Variant Price\n";

/// A catalogue of three products, the last of them damaged.
fn catalogue() -> String {
    format!(
        "{HEADER}keripik,Keripik,<p>Renyah</p>,Bu Sari,Snack,\"a, b\",true,Title,Default Title,K-1,200,7,25000\n\
         sambal,Sambal,<p>Pedas</p>,Bu Sari,Snack,,true,Title,Default Title,S-1,100,3,15000\n\
         kerupuk,Kerupuk,,Bu Sari,Snack,,true,Title,Default Title,R-1,100,3,murah\n"
    )
}

fn id_of(answer: &Answer) -> ImportId {
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
    answer.location().rsplit('/').next().unwrap().parse().unwrap()
}

/// Sends a file, and has the worker's work done.
async fn import(
    site: &TestSite,
    browser: &mut Browser<'_>,
    keeper: ShopKeeper,
    fields: &[(&str, &str)],
    file: &[u8],
) -> Import {
    let sent = browser
        .upload("/seller/files", fields, &[("file", "katalog.csv", file)])
        .await;
    run(site.market.ctx(), keeper.shop_id(), id_of(&sent), |_| {})
        .await
        .unwrap()
}

async fn products(site: &TestSite, keeper: ShopKeeper) -> u32 {
    counts(site.market.ctx(), keeper).await.unwrap().all()
}

#[tokio::test]
async fn a_catalogue_is_tried_then_imported_and_its_findings_say_where_and_why() {
    let site = TestSite::new().await;
    let (mut sari, keeper) = seller(&site, "keripik").await;
    let file = catalogue();
    let sent = sari
        .upload(
            "/seller/files",
            &[("mode", "try")],
            &[("file", "katalog.csv", file.as_bytes())],
        )
        .await;
    let tried = id_of(&sent);
    let waiting = sari.get(&format!("/seller/files/{tried}")).await;
    assert!(
        waiting.body.contains("http-equiv=\"refresh\""),
        "without script the page looks again"
    );
    let early = sari.post(&format!("/seller/files/{tried}/run"), &[]).await;
    assert_eq!(early.status, StatusCode::CONFLICT);

    run(site.market.ctx(), keeper.shop_id(), tried, |_| {})
        .await
        .unwrap();
    assert_eq!(products(&site, keeper).await, 0, "a try changes nothing");
    let page = sari.get(&format!("/seller/files/{tried}")).await;
    assert_eq!(page.texts(".stat-value")[0], "2");
    let findings = page.texts("main .list li").join("\n");
    assert!(
        findings.contains("Baris 4") && findings.contains("Variant Price"),
        "{findings}"
    );
    assert!(
        findings.contains("murah") && findings.contains("Ini bukan harga"),
        "{findings}"
    );

    let action = format!("/seller/files/{tried}/run");
    let real = sari.submit(&format!("/seller/files/{tried}"), &action, &[]).await;
    let done = run(site.market.ctx(), keeper.shop_id(), id_of(&real), |_| {})
        .await
        .unwrap();
    assert_eq!((done.tally.created, products(&site, keeper).await), (2, 2));
    let list = sari.get("/seller/files").await;
    assert_eq!(list.texts("main .list a.strong"), ["katalog.csv", "katalog.csv"]);
    assert!(
        sari.get("/seller").await.body.contains("/id/seller/files/"),
        "today says that rows were left out"
    );
}

#[tokio::test]
async fn new_products_may_be_kept_as_drafts_and_those_on_show_stay_there() {
    let site = TestSite::new().await;
    let (mut sari, keeper) = seller(&site, "keripik").await;
    let first = catalogue()
        .lines()
        .take(2)
        .map(|line| format!("{line}\n"))
        .collect::<String>();
    let category = super::category(&site);
    let real = [("mode", "real"), ("category", category.as_str())];
    import(&site, &mut sari, keeper, &real, first.as_bytes()).await;
    let drafts = [
        ("mode", "real"),
        ("category", category.as_str()),
        ("drafts", "yes"),
    ];
    import(&site, &mut sari, keeper, &drafts, catalogue().as_bytes()).await;
    let found = counts(site.market.ctx(), keeper).await.unwrap();
    assert_eq!((found.active, found.drafts), (1, 1));
}

#[tokio::test]
async fn a_file_that_is_no_catalogue_is_told_what_it_is() {
    let site = TestSite::new().await;
    let (mut sari, keeper) = seller(&site, "keripik").await;
    let cases: [(&[u8], &str); 4] = [
        (b"PK\x03\x04 a workbook", "Excel"),
        (b"%PDF-1.7", "PDF"),
        (b"", "kosong"),
        (b"name,colour\nsari,red\n", "name"),
    ];
    for (file, word) in cases {
        let refused = sari
            .upload(
                "/seller/files",
                &[("mode", "real")],
                &[("file", "katalog.csv", file)],
            )
            .await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{word}");
        assert!(
            refused.texts("#f-file-error")[0].contains(word),
            "{:?}",
            refused.texts(".error")
        );
    }
    let none = sari.upload("/seller/files", &[], &[("file", "", b"")]).await;
    assert_eq!(none.texts("#f-file-error"), ["Pilih berkasnya dulu."]);
    assert_eq!(products(&site, keeper).await, 0);
}

#[tokio::test]
async fn damaged_samples_are_read_as_far_as_they_go() {
    let site = TestSite::new().await;
    let (mut sari, keeper) = seller(&site, "keripik").await;
    let folder = Path::new(concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/../interchange/tests/samples"
    ));
    for name in ["damaged/rows.csv", "damaged/excel.csv", "google/feed-damaged.xml"] {
        let file = std::fs::read(folder.join(name)).unwrap();
        let done = import(&site, &mut sari, keeper, &[("mode", "try")], &file).await;
        assert!(done.state.is_over(), "{name}");
        let page = sari.get(&format!("/seller/files/{}", done.import_id)).await;
        assert_eq!(page.status, StatusCode::OK);
        assert!(!page.body.contains('⟦'), "{name}: a sentence lacks a word");
        assert!(!page.texts("main .list li").is_empty(), "{name} has findings");
    }
}

#[tokio::test]
async fn what_is_exported_is_imported_as_the_same() {
    let site = TestSite::new().await;
    let (mut sari, keeper) = seller(&site, "keripik").await;
    import(
        &site,
        &mut sari,
        keeper,
        &[("mode", "real")],
        catalogue().as_bytes(),
    )
    .await;
    for format in ["shopify", "google-table", "google-xml"] {
        let file = sari.get(&format!("/seller/files/export/{format}")).await;
        assert_eq!(file.status, StatusCode::OK);
        let name = file.headers[header::CONTENT_DISPOSITION].to_str().unwrap();
        assert!(name.starts_with("attachment; filename=\"keripik-"), "{name}");
        if format != "shopify" {
            assert!(
                file.body
                    .contains("https://pasar.example/id/products/keripik/sambal"),
                "{}",
                file.body
            );
        }
        let again = import(
            &site,
            &mut sari,
            keeper,
            &[("mode", "real")],
            file.body.as_bytes(),
        )
        .await;
        assert_eq!((again.tally.created, again.tally.refused), (0, 0), "{format}");
    }
    assert_eq!(products(&site, keeper).await, 2);
    let unknown = sari.get("/seller/files/export/excel").await;
    assert_eq!(unknown.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn an_import_of_another_shop_does_not_exist() {
    let site = TestSite::new().await;
    let (mut sari, keeper) = seller(&site, "keripik").await;
    let done = import(
        &site,
        &mut sari,
        keeper,
        &[("mode", "try")],
        catalogue().as_bytes(),
    )
    .await;
    let (mut budi, other) = seller(&site, "sambal").await;
    let path = format!("/seller/files/{}", done.import_id);
    assert_eq!(budi.get(&path).await.status, StatusCode::NOT_FOUND);
    assert_eq!(
        budi.post(&format!("{path}/run"), &[]).await.status,
        StatusCode::NOT_FOUND
    );
    assert!(
        show(site.market.ctx(), other, done.import_id)
            .await
            .unwrap()
            .is_none()
    );
}
