use axum::http::StatusCode;

use crate::buying::{action_of, add_address, signed_in};
use crate::kit::TestSite;

#[tokio::test]
async fn an_address_is_changed_by_its_owner_only() {
    let site = TestSite::new().await;
    let mut sari = signed_in(&site, "sari").await;
    add_address(&site, &mut sari).await;
    let book = sari.get("/account/addresses").await;
    let path = action_of(&book, "/remove").replace("/remove", "");
    let shown = sari.get(&path).await;
    assert!(shown.body.contains(r#"value="Sari Wulandari""#), "{}", shown.body);
    let form = path.trim_start_matches("/id").to_owned();
    let refused = sari.submit(&path, &form, &[("postcode", "1")]).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    let answer = sari.submit(&path, &form, &[("recipient", "Ibu Sari")]).await;
    let book = sari.follow(&answer).await;
    assert_eq!(book.texts("address b"), ["Ibu Sari"]);
    let mut bo = signed_in(&site, "bo").await;
    assert_eq!(bo.get(&path).await.status, StatusCode::NOT_FOUND);
    assert_eq!(
        bo.get("/account/addresses/adr_x").await.status,
        StatusCode::NOT_FOUND
    );
    let typed = crate::buying::typed_address(&site);
    let fields: Vec<(&str, &str)> = typed.iter().map(|(name, text)| (*name, text.as_str())).collect();
    assert_eq!(bo.post(&path, &fields).await.status, StatusCode::NOT_FOUND);
    assert_eq!(
        sari.get("/account/addresses").await.texts("address b"),
        ["Ibu Sari"]
    );
}
