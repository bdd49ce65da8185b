use axum::body::Body;
use axum::http::StatusCode;
use pasar_service::actor::StaffRole;
use pasar_service::takedown::take::{TakeDown, take};
use serde_json::json;

use crate::api::kit::Fair;

const PATH: &str = "/products/ana/kaos-polos";

#[tokio::test]
async fn a_product_says_what_a_buyer_needs() {
    let fair = Fair::new().await;
    let listing = fair.site.program().get(PATH).await.ok();
    assert_eq!(
        (&listing["title"], &listing["shop"]["handle"]),
        (&json!("Kaos polos"), &json!("ana"))
    );
    let variant = &listing["variants"][0];
    assert_eq!(variant["offer_id"], fair.shirt.offer_id.to_string());
    assert_eq!(
        variant["price"],
        json!({"amount_minor": 5_350_000, "currency": "IDR", "formatted": "Rp53.500"})
    );
    assert_eq!(variant["available"], 20);
    assert!(
        listing["pictures"][0]["url"]
            .as_str()
            .unwrap()
            .starts_with("https://pasar.example/id/pictures/")
    );
    let missing = fair.site.program().get("/products/ana/no-such").await;
    assert_eq!(missing.refusal(), (404, "NOT_FOUND".to_owned()));
}

#[tokio::test]
async fn an_unchanged_product_is_not_sent_again() {
    let fair = Fair::new().await;
    let nobody = fair.site.program();
    let first = nobody.get(PATH).await;
    let tag = first.headers["etag"].to_str().unwrap().to_owned();
    let known = [("if-none-match", tag.as_str())];
    let again = nobody.send("GET", PATH, &known, Body::empty()).await;
    assert_eq!(
        (again.status, again.body.as_str()),
        (StatusCode::NOT_MODIFIED, "")
    );
    let indonesian = nobody
        .clone()
        .speaking("id")
        .send("GET", PATH, &known, Body::empty())
        .await;
    assert_eq!(
        indonesian.status,
        StatusCode::OK,
        "another language is another text"
    );
    fair.site
        .market
        .sql("update stock_item set on_hand = on_hand - 1")
        .await;
    let changed = nobody.send("GET", PATH, &known, Body::empty()).await;
    assert_eq!(changed.status, StatusCode::OK);
    assert_eq!(changed.json()["variants"][0]["available"], 19);
}

/// The answer comes from the shelf only while nothing that it says has been written, by whomever.
#[tokio::test]
async fn every_change_is_seen_by_the_next_request() {
    let fair = Fair::new().await;
    let market = &fair.site.market;
    let nobody = fair.site.program();
    let mut before = nobody.get(PATH).await.body;
    for change in [
        "update offer set price_minor = 100",
        "update stock_item set reserved = 1",
        "update shop set name = 'Ana & Co' where handle = 'ana'",
        "update product set title = 'Kaos'",
        "update product_figures set sold_count = sold_count + 1",
        "update picture set alt = 'Kaos'",
        "delete from picture",
        "update variant set sku = 'K'",
    ] {
        market.sql(change).await;
        let after = nobody.get(PATH).await;
        assert_eq!(after.status, StatusCode::OK);
        assert_ne!(after.body, before, "{change}");
        before = after.body;
        assert_eq!(nobody.get(PATH).await.body, before);
    }
    for (hide, show) in [
        (
            "update offer set paused = true",
            "update offer set paused = false",
        ),
        (
            "update shop set closed_at = opened_at",
            "update shop set closed_at = null",
        ),
    ] {
        market.sql(hide).await;
        assert_eq!(nobody.get(PATH).await.status, StatusCode::NOT_FOUND, "{hide}");
        market.sql(show).await;
        assert_eq!(nobody.get(PATH).await.status, StatusCode::OK, "{show}");
    }
    let decision = TakeDown {
        product_id: fair.shirt.product_id,
        reason: "unsafe".parse().unwrap(),
        note: "Label?".to_owned(),
    };
    let staff = market.staff(StaffRole::Moderator);
    take(market.ctx(), staff, &decision).await.unwrap();
    assert_eq!(nobody.get(PATH).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn many_at_once_are_all_answered() {
    let fair = Fair::new().await;
    let nobody = fair.site.program();
    let asked = (0..200).map(|number| {
        let path = if number % 5 == 0 {
            "/products/ana/no-such"
        } else {
            PATH
        };
        nobody.get(path)
    });
    let answers = futures::future::join_all(asked).await;
    let found = answers
        .iter()
        .filter(|answer| answer.status == StatusCode::OK)
        .count();
    let missing = answers
        .iter()
        .filter(|answer| answer.status == StatusCode::NOT_FOUND)
        .count();
    assert_eq!((found, missing), (160, 40));
}
