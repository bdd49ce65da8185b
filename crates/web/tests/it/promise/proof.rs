//! The questions to the solver, as they were put when the charter was adopted.

use axum::http::StatusCode;
use pasar_service::charter::establish;
use pasar_testkit::TestMarket;
use sha2::{Digest as _, Sha256};

use crate::kit::TestSite;

async fn adopted() -> TestSite {
    let market = TestMarket::new().await;
    establish(market.ctx()).await.unwrap();
    TestSite::of(market)
}

#[tokio::test]
async fn what_was_proved_can_be_downloaded_and_is_what_its_digest_says() {
    let site = adopted().await;
    let list = site.visitor().get("/promises").await;
    assert!(
        list.texts(".promise .caution").is_empty(),
        "every promise is proved"
    );
    let mut questions = 0;
    for promise in list.attributes(".promise h3 a", "href") {
        let page = site.visitor().get(promise.trim_start_matches("/id")).await;
        for href in page.attributes("#check a[download]", "href") {
            let question = site.visitor().get(href.trim_start_matches("/id")).await;
            assert_eq!(question.status, StatusCode::OK, "{href}");
            let digest = Sha256::digest(&question.body);
            let sha256: String = digest.iter().map(|byte| format!("{byte:02x}")).collect();
            assert!(href.ends_with(&format!("/proof/{sha256}.smt2")), "{href}");
            assert!(question.body.contains("(check-sat)"), "{href}");
            questions += 1;
        }
    }
    assert!(questions >= 10, "{questions}");
}

#[tokio::test]
async fn a_question_that_nobody_asked_is_not_there() {
    let site = adopted().await;
    let list = site.visitor().get("/promises").await;
    let promise = list.attributes(".promise h3 a", "href").remove(0);
    let page = site.visitor().get(promise.trim_start_matches("/id")).await;
    let asked = page.attributes("#check a[download]", "href").remove(0);
    let asked = asked.trim_start_matches("/id").to_owned();
    for path in [
        asked.replace(".smt2", ""),
        asked.replace("/proof/", "/proof/0"),
        asked.replace("/promises/", "/promises/another-"),
        format!("{}/proof/.smt2", promise.trim_start_matches("/id")),
    ] {
        let answer = site.visitor().get(&path).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{path}");
    }
}

/// What is in no adopted charter is not proved, whatever a file beside it says.
#[tokio::test]
async fn without_an_adoption_no_promise_counts_as_proved() {
    let site = TestSite::of(TestMarket::new().await);
    let list = site.visitor().get("/promises").await;
    assert_eq!(
        list.texts(".promise .caution").len(),
        list.texts(".promise h3").len()
    );
}
