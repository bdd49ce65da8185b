use axum::http::StatusCode;

use crate::buying::{signed_in, typed_address};
use crate::kit::{Answer, TestSite};

const PATH: &str = "/account/addresses/new";

#[tokio::test]
async fn the_fields_are_the_market_s() {
    let site = TestSite::new().await;
    let mut sari = signed_in(&site, "sari").await;
    let page = sari.get(PATH).await;
    let labels = page.texts(".fields label");
    assert_eq!(labels[0], "Nama penerima *");
    assert_eq!(labels[4], "Kecamatan *");
    assert!(page.body.contains(r#"<option value="Kota Bandung">"#));
    assert!(
        page.body
            .contains(r#"autocomplete="postal-code" inputmode="numeric""#)
    );
}

#[tokio::test]
async fn each_problem_stands_at_its_field_and_nothing_typed_is_lost() {
    let site = TestSite::new().await;
    let mut sari = signed_in(&site, "sari").await;
    let typed = typed_address(&site);
    let mut fields: Vec<(&str, &str)> = typed.iter().map(|(name, text)| (*name, text.as_str())).collect();
    fields.retain(|(name, _)| !["line1", "phone", "city"].contains(name));
    fields.extend([("phone", "satu"), ("city", "Bandunk")]);
    let refused = sari.submit(PATH, PATH, &fields).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    for field in ["line1", "phone", "city"] {
        assert_eq!(refused.texts(&format!("#f-{field}-error")).len(), 1, "{field}");
    }
    assert!(refused.body.contains(r#"value="Bandunk""#));
    assert_eq!(site.market.count("select count(*) from address").await, 0);
}

/// Where the form's links lead.
fn hrefs(page: &Answer) -> Vec<String> {
    let links = scraper::Selector::parse("form.panel a").unwrap();
    let page = page.page();
    let links = page.select(&links);
    links.map(|link| link.attr("href").unwrap().to_owned()).collect()
}

#[tokio::test]
async fn one_goes_nowhere_but_to_the_book_or_the_checkout() {
    let site = TestSite::new().await;
    let mut sari = signed_in(&site, "sari").await;
    let page = sari.get("/account/addresses/new?back=javascript:alert(1)").await;
    assert_eq!(hrefs(&page), ["/id/account/addresses"]);
    let page = sari.get("/account/addresses/new?back=%2Fid%2Fcheckout").await;
    assert_eq!(hrefs(&page), ["/id/checkout"]);
}
