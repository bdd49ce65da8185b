use axum::http::StatusCode;

use crate::kit::TestSite;

#[tokio::test]
async fn everybody_reads_what_selling_means_before_signing_up() {
    let site = TestSite::new().await;
    let mut stranger = site.visitor();
    let home = stranger.get("/").await;
    assert!(home.attributes("footer a", "href").contains(&site.url("/sell")));
    let page = stranger.get("/sell").await;
    assert_eq!(page.status, StatusCode::OK);
    assert_eq!(page.texts("h1"), ["Jual di Pasar"]);
    assert_eq!(page.texts("main ol b")[0], "Tunjukkan siapa Anda");
    assert!(page.attributes("main a", "href").contains(&site.url("/seller/open")));
    // Whoever goes on comes back to where they were.
    let on = stranger.get("/seller/open").await;
    assert_eq!(on.location(), "/id/sign-in?back=%2Fid%2Fseller%2Fopen");
    let sign_in = stranger.follow(&on).await;
    let ways = sign_in.attributes("main a", "href");
    let is_back = |way: &String| way.starts_with("/id/sign-up?back=") && way.ends_with("open");
    assert!(ways.iter().any(is_back), "{ways:?}");
}

#[tokio::test]
async fn whoever_has_no_shop_reads_it_at_the_desk_too() {
    let site = TestSite::new().await;
    let mut bo = site.visitor();
    bo.sign_up("bo").await;
    let page = bo.get("/seller").await;
    assert_eq!(page.texts("h1"), ["Jual di Pasar"]);
}
