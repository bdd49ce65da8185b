use axum::http::StatusCode;

use crate::kit::{PASSWORD, TestSite};

const NEW: &str = "empat ekor burung";

#[tokio::test]
async fn a_password_is_changed_and_other_devices_are_signed_out() {
    let site = TestSite::new().await;
    let mut phone = site.visitor();
    phone.sign_up("sari").await;
    let mut laptop = site.visitor();
    let fields = [("email", "sari@example.com"), ("password", PASSWORD)];
    laptop.submit("/sign-in", "/sign-in", &fields).await;
    let path = "/account/password";
    let refused = phone
        .submit(path, path, &[("old", "salah sekali"), ("new", NEW)])
        .await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(refused.texts("#f-old-error").len(), 1);
    let refused = phone
        .submit(path, path, &[("old", PASSWORD), ("new", "pendek")])
        .await;
    assert_eq!(refused.texts("#f-new-error").len(), 1);
    let answer = phone.submit(path, path, &[("old", PASSWORD), ("new", NEW)]).await;
    assert_eq!(phone.follow(&answer).await.texts(".flash.good").len(), 1);
    assert!(laptop.get("/account").await.status.is_redirection());
    let fields = [("email", "sari@example.com"), ("password", NEW)];
    assert_eq!(
        laptop.submit("/sign-in", "/sign-in", &fields).await.status,
        StatusCode::SEE_OTHER
    );
}
