use axum::http::StatusCode;

use crate::kit::{PASSWORD, TestSite};

#[tokio::test]
async fn a_person_comes_back_to_where_they_were_going() {
    let site = TestSite::new().await;
    site.visitor().sign_up("sari").await;
    let mut sari = site.visitor();
    let fields = [("email", "sari@example.com"), ("password", PASSWORD)];
    let answer = sari
        .submit("/sign-in?back=%2Fid%2Fcart%3Fa%3D1", "/sign-in", &fields)
        .await;
    assert_eq!(answer.location(), "/id/cart?a=1");
    assert_eq!(sari.get("/sign-in").await.location(), "/id/account");
}

#[tokio::test]
async fn nobody_is_led_to_another_site() {
    let site = TestSite::new().await;
    site.visitor().sign_up("sari").await;
    for back in [
        "https://evil.example/",
        "//evil.example/id/",
        "/id//evil.example",
        "/gb/",
        "/id/\\evil.example",
    ] {
        let fields = [
            ("email", "sari@example.com"),
            ("password", PASSWORD),
            ("back", back),
        ];
        let answer = site.visitor().submit("/sign-in", "/sign-in", &fields).await;
        assert_eq!(answer.location(), "/id/", "{back}");
    }
}

#[tokio::test]
async fn a_wrong_password_and_an_unknown_address_are_told_alike() {
    let site = TestSite::new().await;
    site.visitor().sign_up("sari").await;
    let mut answers = Vec::new();
    for (email, password) in [
        ("sari@example.com", "wrong password"),
        ("nobody@example.com", PASSWORD),
    ] {
        let answer = site
            .visitor()
            .submit(
                "/sign-in",
                "/sign-in",
                &[("email", email), ("password", password)],
            )
            .await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
        answers.push(answer.texts("#content"));
    }
    assert_eq!(answers[0], answers[1]);
}

#[tokio::test]
async fn guessing_is_slowed_down() {
    let site = TestSite::new().await;
    site.visitor().sign_up("sari").await;
    let mut guesser = site.visitor();
    for _ in 0..5 {
        let fields = [("email", "sari@example.com"), ("password", "wrong password")];
        guesser.submit("/sign-in", "/sign-in", &fields).await;
    }
    let right = [("email", "sari@example.com"), ("password", PASSWORD)];
    let answer = guesser.submit("/sign-in", "/sign-in", &right).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        answer.body.contains("Terlalu banyak percobaan"),
        "{}",
        answer.body
    );
}

#[tokio::test]
async fn signing_in_changes_the_token_of_the_browser() {
    let site = TestSite::new().await;
    site.visitor().sign_up("sari").await;
    let mut sari = site.visitor();
    sari.get("/sign-in").await;
    let before = sari.cookies.clone();
    let fields = [("email", "sari@example.com"), ("password", PASSWORD)];
    sari.submit("/sign-in", "/sign-in", &fields).await;
    assert_ne!(before["pasar_id"], sari.cookies["pasar_id"]);
}
