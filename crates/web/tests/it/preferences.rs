use crate::kit::TestSite;

#[tokio::test]
async fn language_and_colours_are_kept() {
    let site = TestSite::new().await;
    let mut bo = site.visitor();
    let fields = [("language", "en"), ("theme", "dark"), ("back", "/id/sign-up")];
    let answer = bo.post("/preferences", &fields).await;
    assert_eq!(answer.location(), "/id/sign-up");
    let page = bo.follow(&answer).await;
    assert!(
        page.body.contains(r#"<html lang="en" data-theme="dark">"#),
        "{}",
        page.body
    );
}

#[tokio::test]
async fn a_language_that_the_market_does_not_speak_is_not_kept() {
    let site = TestSite::new().await;
    let mut bo = site.visitor();
    let answer = bo
        .post("/preferences", &[("language", "fr"), ("theme", "loud")])
        .await;
    let page = bo.get("/sign-up").await;
    assert_eq!(answer.location(), "/id/");
    assert!(
        page.body.contains(r#"<html lang="id" data-theme="auto">"#),
        "{}",
        page.body
    );
}
