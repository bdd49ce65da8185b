use super::start::FILE;
use crate::api::kit::Fair;

/// Ana begins to import a file, and it is read; its address.
pub(super) async fn read(fair: &Fair) -> String {
    let ana = fair.ana().await;
    let begun = ana
        .send(
            "POST",
            "/seller/shops/ana/imports?file_name=products.csv",
            &[],
            FILE,
        )
        .await
        .ok();
    let id = begun["import_id"].as_str().unwrap().to_owned();
    let ctx = fair.site.market.ctx();
    pasar_service::import::run::run(ctx, fair.ana.shop_id(), id.parse().unwrap(), |_| {})
        .await
        .unwrap();
    format!("/seller/shops/ana/imports/{id}")
}

#[tokio::test]
async fn an_import_says_what_it_did() {
    let fair = Fair::new().await;
    let path = read(&fair).await;
    let ana = fair.ana().await;
    let import = ana.get(&path).await.ok();
    assert_eq!(import["state"], "done", "{import}");
    assert_eq!(
        (import["created"].as_u64(), import["refused"].as_u64()),
        (Some(1), Some(2)),
        "{import}"
    );
    assert!(import["finished_at"].is_string());
    let products = ana.get("/seller/shops/ana/products?q=batik").await.ok();
    assert_eq!(products["data"][0]["title"], "Batik tulis");
    let other = fair.bo().await.get(&path.replace("/ana/", "/bo/")).await;
    assert_eq!(other.refusal(), (404, "NO_SUCH_IMPORT".to_owned()));
}
