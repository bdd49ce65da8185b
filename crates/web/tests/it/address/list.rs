use axum::http::StatusCode;

use crate::buying::{action_of, add_address, signed_in};
use crate::kit::TestSite;

#[tokio::test]
async fn a_book_is_empty_at_first() {
    let site = TestSite::new().await;
    let mut sari = signed_in(&site, "sari").await;
    assert_eq!(
        sari.get("/account/addresses").await.texts(".empty h2"),
        ["Belum ada alamat"]
    );
}

#[tokio::test]
async fn addresses_are_made_default_and_removed_by_their_owner_only() {
    let site = TestSite::new().await;
    let mut sari = signed_in(&site, "sari").await;
    add_address(&site, &mut sari).await;
    let path = "/account/addresses/new";
    let typed = crate::buying::typed_address(&site);
    let mut fields: Vec<(&str, &str)> = typed.iter().map(|(name, text)| (*name, text.as_str())).collect();
    fields.retain(|(name, _)| *name != "recipient");
    fields.push(("recipient", "Ibu Sari"));
    sari.submit(path, path, &fields).await;
    let book = sari.get("/account/addresses").await;
    let names = book.texts("address b");
    assert_eq!(names.len(), 2);
    assert_eq!(names[1], "Ibu Sari");
    let make_default = action_of(&book, "/default");
    let mut bo = signed_in(&site, "bo").await;
    let remove = make_default.replace("/default", "/remove");
    for action in [&make_default, &remove] {
        assert_eq!(bo.post(action, &[]).await.status, StatusCode::NOT_FOUND);
    }
    let answer = sari.post(&make_default, &[]).await;
    let book = sari.follow(&answer).await;
    assert_eq!(book.texts("address b")[0], "Ibu Sari");
    let answer = sari.post(&remove, &[]).await;
    let book = sari.follow(&answer).await;
    assert_eq!(book.texts("address b"), [names[0].clone()]);
    assert_eq!(
        book.texts("address .badge"),
        ["Utama"],
        "the other becomes the default"
    );
}
