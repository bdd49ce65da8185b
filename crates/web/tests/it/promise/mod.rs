//! What the market promises, read by somebody who knows no Cedar.

mod proof;

use axum::http::StatusCode;
use pasar_testkit::TestMarket;
use pasar_web::promise::query;

use crate::kit::TestSite;

/// The site, and the charter in force in its market.
async fn site() -> (TestSite, pasar_policy::CharterFolder) {
    let market = TestMarket::new().await;
    let folder = query::charter(market.ctx()).unwrap().clone();
    (TestSite::of(market), folder)
}

#[tokio::test]
async fn every_promise_stands_on_the_page_in_each_language_and_leads_to_its_own() {
    let (site, folder) = site().await;
    let mut visitor = site.visitor();
    for language in site.market.ctx().market().languages.clone() {
        visitor
            .cookies
            .insert("pasar_language".to_owned(), language.to_string());
        let list = visitor.get("/promises").await;
        assert_eq!(list.status, StatusCode::OK);
        let sentences = list.texts(".promise h3");
        assert_eq!(sentences.len(), folder.promises.len());
        for promise in &folder.promises {
            let sentence = promise.sentence.get(&language).to_owned();
            assert!(sentences.contains(&sentence), "{sentence}");
            let page = visitor.get(&format!("/promises/{}", promise.id)).await;
            assert_eq!(page.texts("h1"), [sentence]);
            assert_eq!(page.texts(".lede"), [promise.meaning_in_words.get(&language)]);
            let words = page.texts("main").join(" ");
            for case in folder
                .cases
                .iter()
                .filter(|case| case.promise.as_ref() == Some(&promise.id))
            {
                assert!(words.contains(case.title.get(&language)), "{}", case.name);
            }
            for rule in &promise.kept_by {
                assert!(words.contains(folder.words[rule].title.get(&language)), "{rule}");
                assert!(page.body.contains(&format!("@id(&#34;{rule}&#34;)")), "{rule}");
            }
        }
    }
}

/// Nobody has to know a word of computing before they unfold something.
#[tokio::test]
async fn what_is_not_folded_away_has_no_code() {
    let (site, folder) = site().await;
    for promise in &folder.promises {
        let page = site.visitor().get(&format!("/promises/{}", promise.id)).await;
        let all = page.texts("main pre").len();
        let folded = page.texts("main details pre").len();
        assert_eq!(all, folded + 1, "only the commands to check it with stand open");
        for word in ["permit", "forbid", "principal", "resource", "Cedar", "SMT"] {
            let open: String = page
                .texts("main h1, main h2, main h3, main .lede, main dd")
                .join(" ");
            assert!(!open.contains(word), "{word} on the page of {}", promise.id);
        }
    }
}

#[tokio::test]
async fn the_foot_of_every_page_leads_to_the_promises() {
    let (site, _) = site().await;
    for page in ["/", "/about", "/sign-in"] {
        let links = site.visitor().get(page).await.attributes("footer a", "href");
        assert!(links.contains(&"/id/promises".to_owned()), "{page}: {links:?}");
    }
    let about = site.visitor().get("/about").await;
    assert!(
        about
            .attributes("main a", "href")
            .contains(&"/id/promises".to_owned())
    );
}

#[tokio::test]
async fn a_promise_that_nobody_made_is_not_there() {
    let (site, folder) = site().await;
    let promise = &folder.promises[0].id;
    for path in [
        "/promises/no-such-promise".to_owned(),
        format!("/promises/{promise}/more"),
    ] {
        assert_eq!(
            site.visitor().get(&path).await.status,
            StatusCode::NOT_FOUND,
            "{path}"
        );
    }
}

#[tokio::test]
async fn the_page_tells_how_often_the_detector_looked_and_what_it_found() {
    let (site, _) = site().await;
    let mut visitor = site.visitor();
    let page = visitor.get("/promises").await;
    assert!(page.texts("#gaps").join("").contains("belum pernah berjalan"));
    pasar_service::gap::check(site.market.ctx()).await.unwrap();
    let told = visitor.get("/promises").await.texts("#gaps").join("");
    assert!(
        told.contains("diperiksa 1 kali dalam 30 hari") && told.contains("ditemukan 0"),
        "{told}"
    );
}
