use axum::http::StatusCode;

use crate::kit::{PASSWORD, TestSite};

#[tokio::test]
async fn somebody_new_is_signed_in_at_once_and_greeted() {
    let site = TestSite::new().await;
    let mut sari = site.visitor();
    let fields = [
        ("name", "Sari"),
        ("email", "sari@example.com"),
        ("password", PASSWORD),
    ];
    let answer = sari.submit("/sign-up?back=/id/about", "/sign-up", &fields).await;
    assert_eq!(answer.location(), "/id/about");
    let page = sari.get("/nowhere").await;
    assert_eq!(page.status, StatusCode::NOT_FOUND);
    assert_eq!(
        page.texts(".flash, .note"),
        ["Selamat datang, Sari."],
        "{}",
        page.body
    );
    assert!(page.texts(".menu summary").contains(&"Sari".to_owned()));
    let again = sari.get("/nowhere").await;
    assert_eq!(
        again.texts(".flash, .note"),
        Vec::<String>::new(),
        "a message is shown once"
    );
}

#[tokio::test]
async fn what_is_wrong_is_said_at_its_field_and_nothing_typed_is_lost() {
    let site = TestSite::new().await;
    let fields = [
        ("name", "Sari"),
        ("email", "sari(at)example.com"),
        ("password", "12345"),
    ];
    let answer = site.visitor().submit("/sign-up", "/sign-up", &fields).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        answer.body.contains(r#"value="sari(at)example.com""#),
        "{}",
        answer.body
    );
    assert!(!answer.body.contains("12345"), "a password is not shown again");
    let problems = answer.texts("[aria-invalid=true]").len();
    assert_eq!(problems, 2, "{}", answer.body);
}

#[tokio::test]
async fn an_address_has_one_account() {
    let site = TestSite::new().await;
    site.visitor().sign_up("sari").await;
    let fields = [
        ("name", "Sari"),
        ("email", "SARI@example.com"),
        ("password", PASSWORD),
    ];
    let answer = site.visitor().submit("/sign-up", "/sign-up", &fields).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(answer.body.contains("sudah punya akun"));
}
