use axum::http::StatusCode;

use super::kit::Fair;

#[tokio::test]
async fn a_key_is_needed_and_must_be_right() {
    let fair = Fair::new().await;
    let nobody = fair.site.program();
    let missing = nobody.get("/cart").await;
    assert_eq!(missing.refusal(), (401, "KEY_MISSING".to_owned()));
    assert_eq!(missing.headers["www-authenticate"], "Bearer");
    for wrong in ["pasar_", "pasar_AAAA", "anything"] {
        let answer = nobody.clone().with_key(wrong).get("/cart").await;
        assert_eq!(answer.refusal(), (401, "KEY_UNKNOWN".to_owned()), "{wrong}");
    }
    assert_eq!(fair.sari().await.get("/cart").await.status, StatusCode::OK);
}

#[tokio::test]
async fn a_revoked_key_is_refused_at_once() {
    let fair = Fair::new().await;
    let ctx = fair.site.market.ctx();
    let (key, secret) = pasar_service::api_key::create(ctx, fair.sari, "old", "")
        .await
        .unwrap();
    let program = fair.site.program().with_key(&secret.to_string());
    program.get("/account").await.ok();
    assert!(
        pasar_service::api_key::revoke(ctx, fair.sari, key.api_key_id)
            .await
            .unwrap()
    );
    assert_eq!(
        program.get("/account").await.refusal(),
        (401, "KEY_UNKNOWN".to_owned())
    );
}

#[tokio::test]
async fn who_asks_too_much_is_told_when_to_come_back() {
    let fair = Fair::new().await;
    let sari = fair.sari().await;
    let mut refused = None;
    for _ in 0..200 {
        let answer = sari.get("/account").await;
        if answer.status == StatusCode::TOO_MANY_REQUESTS {
            refused = Some(answer);
            break;
        }
    }
    let refused = refused.expect("a key has a limit");
    assert_eq!(refused.refusal(), (429, "RATE_LIMITED".to_owned()));
    assert_eq!(refused.headers["retry-after"], "1");
    fair.site.market.passes(chrono::Duration::seconds(1));
    assert_eq!(sari.get("/account").await.status, StatusCode::OK);
}

#[tokio::test]
async fn only_the_catalogue_may_be_read_from_other_sites() {
    let fair = Fair::new().await;
    let nobody = fair.site.program();
    let open = nobody.get("/market").await;
    assert_eq!(open.headers["access-control-allow-origin"], "*");
    let missing = nobody.get("/products/ana/no-such").await;
    assert_eq!(
        missing.headers["access-control-allow-origin"], "*",
        "errors must be readable, too"
    );
    let closed = fair.sari().await.get("/cart").await;
    assert!(!closed.headers.contains_key("access-control-allow-origin"));
}

#[tokio::test]
async fn what_cannot_be_read_is_said_in_the_language_of_the_request() {
    let fair = Fair::new().await;
    let sari = fair.sari().await;
    let json = [("content-type", "application/json")];
    let broken = sari.send("POST", "/cart/lines", &json, "{").await;
    assert_eq!(broken.refusal(), (400, "BAD_JSON".to_owned()));
    let unknown = sari.send("POST", "/cart/lines", &json, r#"{"offers": 1}"#).await;
    assert_eq!(unknown.refusal(), (400, "BAD_JSON".to_owned()));
    assert!(
        unknown.body.contains("unknown field `offers`"),
        "{}",
        unknown.body
    );
    let plain = sari.send("POST", "/cart/lines", &[], "{}").await;
    assert_eq!(plain.refusal(), (400, "NOT_JSON".to_owned()));
    assert!(plain.body.contains("Send JSON"), "{}", plain.body);
    let plain = sari
        .clone()
        .speaking("id")
        .send("POST", "/cart/lines", &[], "{}")
        .await;
    assert!(plain.body.contains("Kirim JSON"), "{}", plain.body);
    assert_eq!(
        sari.get("/products?limit=many").await.refusal(),
        (400, "BAD_QUERY".to_owned())
    );
}

#[tokio::test]
async fn an_address_that_names_nothing_is_not_found() {
    let fair = Fair::new().await;
    let sari = fair.sari().await;
    for path in ["/nothing", "/order-groups/ord_1", "/order-groups/grp_x"] {
        assert_eq!(
            sari.get(path).await.refusal(),
            (404, "NOT_FOUND".to_owned()),
            "{path}"
        );
    }
}
