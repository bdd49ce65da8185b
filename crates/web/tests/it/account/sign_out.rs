use crate::kit::TestSite;

#[tokio::test]
async fn the_session_is_over_also_for_who_kept_the_cookie() {
    let site = TestSite::new().await;
    let mut sari = site.visitor();
    sari.sign_up("sari").await;
    let mut thief = sari.clone();
    let answer = sari.post("/sign-out", &[]).await;
    assert_eq!(answer.location(), "/id/");
    assert!(!sari.cookies.contains_key("pasar_id"));
    let page = thief.get("/nowhere").await;
    assert_eq!(page.texts(".menu summary"), Vec::<String>::new());
}
