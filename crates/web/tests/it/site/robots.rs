use super::get;
use crate::kit::TestSite;

#[tokio::test]
async fn personal_pages_are_left_alone() {
    let site = TestSite::new().await;
    let text = site.send(get("/robots.txt")).await.body;
    for line in [
        "Disallow: /id/cart",
        "Disallow: /id/search",
        "Sitemap: https://pasar.example/sitemap.xml",
    ] {
        assert!(text.lines().any(|known| known == line), "{line}\n{text}");
    }
    assert!(
        !text.contains("/id/products") && !text.contains("/id/categories"),
        "{text}"
    );
}
