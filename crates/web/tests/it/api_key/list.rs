use axum::http::{StatusCode, header};
use pasar_service::api_key;

use crate::buying::{action_of, signed_in};
use crate::kit::TestSite;

const PATH: &str = "/account/keys";

#[tokio::test]
async fn a_secret_is_shown_once_and_a_revoked_key_is_dead() {
    let site = TestSite::new().await;
    let ctx = site.market.ctx();
    let mut sari = signed_in(&site, "sari").await;
    let made = sari.submit(PATH, PATH, &[("name", "Kasir toko")]).await;
    assert_eq!(made.status, StatusCode::CREATED);
    assert_eq!(made.headers[header::CACHE_CONTROL], "private, no-store");
    assert!(made.headers.get_all(header::SET_COOKIE).iter().next().is_none());
    let secret = made.texts("#secret").concat();
    assert!(api_key::authenticate(ctx, &secret).await.unwrap().is_some());
    let page = sari.get(PATH).await;
    assert!(!page.body.contains(&secret));
    assert_eq!(page.texts(".list b"), ["Kasir toko"]);
    let revoke = action_of(&page, "/revoke");
    let mut bo = signed_in(&site, "bo").await;
    assert_eq!(bo.post(&revoke, &[]).await.status, StatusCode::NOT_FOUND);
    assert!(api_key::authenticate(ctx, &secret).await.unwrap().is_some());
    let answer = sari.post(&revoke, &[]).await;
    let page = sari.follow(&answer).await;
    assert_eq!(page.texts(".empty h2"), ["Belum ada kunci"]);
    assert!(api_key::authenticate(ctx, &secret).await.unwrap().is_none());
}

#[tokio::test]
async fn a_key_needs_a_name_and_there_are_not_too_many() {
    let site = TestSite::new().await;
    let mut sari = signed_in(&site, "sari").await;
    let refused = sari.submit(PATH, PATH, &[("name", " ")]).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(refused.texts("#f-name-error").len(), 1);
    for place in 0..api_key::KEYS_MAX {
        let name = format!("kunci {place}");
        sari.submit(PATH, PATH, &[("name", name.as_str())]).await;
    }
    let refused = sari.submit(PATH, PATH, &[("name", "satu lagi")]).await;
    assert!(refused.texts(".problems li")[0].contains("Cabut satu dulu"));
}
