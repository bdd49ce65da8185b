use crate::api::kit::Fair;

#[tokio::test]
async fn a_shop_gets_its_products_as_a_file() {
    let fair = Fair::new().await;
    let ana = fair.ana().await;
    for (format, kind, part) in [
        ("shopify", "text/csv; charset=utf-8", "kaos-polos"),
        (
            "google-table",
            "text/tab-separated-values; charset=utf-8",
            "Kaos polos",
        ),
        (
            "google-xml",
            "application/rss+xml; charset=utf-8",
            ">Kaos polos</",
        ),
    ] {
        let file = ana
            .get(&format!("/seller/shops/ana/export?format={format}"))
            .await;
        assert_eq!(file.headers["content-type"], kind);
        assert!(
            file.headers["content-disposition"]
                .to_str()
                .unwrap()
                .contains(&format!("ana-{format}"))
        );
        assert!(file.body.contains(part), "{format}: {}", file.body);
    }
    let unknown = ana.get("/seller/shops/ana/export?format=excel").await;
    assert_eq!(unknown.refusal(), (400, "BAD_QUERY".to_owned()));
    let other = fair
        .bo()
        .await
        .get("/seller/shops/ana/export?format=shopify")
        .await;
    assert_eq!(other.refusal(), (404, "NO_SUCH_SHOP".to_owned()));
}
