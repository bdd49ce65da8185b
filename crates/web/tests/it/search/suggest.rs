use axum::http::{StatusCode, header};
use pasar_testkit::{TestMarket, counting_statements};
use serde_json::json;

use crate::goods::{index, open_shop, publish, simple};
use crate::kit::TestSite;

#[tokio::test]
async fn phrases_are_suggested_without_asking_the_database() {
    let market = TestMarket::new().await;
    let (keeper, _) = open_shop(&market, "Toko Ana", "Kota Bandung").await;
    publish(
        &market,
        keeper,
        simple(&market, "Kaos Polos Hitam", "mens-fashion", 50_000, 2),
    )
    .await;
    index(&market).await;
    let site = TestSite::of(market);
    let (answer, statements) = counting_statements(site.visitor().get("/search/suggest?q=kao")).await;
    assert_eq!(statements, 0);
    assert_eq!(answer.status, StatusCode::OK);
    let phrases = answer.json()["suggestions"].as_array().unwrap().clone();
    assert!(
        phrases
            .iter()
            .all(|phrase| phrase.as_str().unwrap().starts_with("kao")),
        "{phrases:?}"
    );
    assert!(!phrases.is_empty());
    assert_eq!(answer.headers[header::CACHE_CONTROL], "public, max-age=60");
    assert!(!answer.headers.contains_key(header::SET_COOKIE));
}

#[tokio::test]
async fn nothing_typed_and_nothing_ready_suggest_nothing() {
    let site = TestSite::new().await;
    assert_eq!(
        site.visitor().get("/search/suggest").await.json(),
        json!({"suggestions": []})
    );
    let preparing = TestSite::preparing(site.market);
    let answer = preparing.visitor().get("/search/suggest?q=kaos").await;
    assert_eq!(
        (answer.status, answer.json()),
        (StatusCode::OK, json!({"suggestions": []}))
    );
}
