use axum::http::StatusCode;

use crate::buying::{add_address, order, put};
use crate::kit::{PASSWORD, TestSite};

#[tokio::test]
async fn leaving_is_as_easy_as_entering() {
    let site = TestSite::new().await;
    let shop = site.market.shop("ana").await;
    let shirt = site.market.offer(&shop, "kaos polos", 5_000_000, 20).await;
    let mut sari = site.visitor();
    sari.sign_up("sari").await;
    let path = "/account/close";
    let refused = sari.submit(path, path, &[("password", "salah sekali")]).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    // An order that is not finished stands in the way; the page says what to do.
    add_address(&site, &mut sari).await;
    put(&mut sari, &shirt, 1).await;
    let group = order(&mut sari, "sandbox_later").await.location().to_owned();
    let refused = sari.submit(path, path, &[("password", PASSWORD)]).await;
    assert!(refused.texts(".flash.care")[0].starts_with("Masih ada 1 pesanan"));
    sari.post(&format!("{group}/cancel"), &[]).await;
    let answer = sari.submit(path, path, &[("password", PASSWORD)]).await;
    assert_eq!(answer.location(), "/id/");
    assert!(sari.get("/account").await.status.is_redirection());
    let fields = [("email", "sari@example.com"), ("password", PASSWORD)];
    let refused = sari.submit("/sign-in", "/sign-in", &fields).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
}
