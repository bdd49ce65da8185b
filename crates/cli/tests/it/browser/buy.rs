//! Somebody finds something, signs up on the way, and buys it.

use std::time::{Duration, Instant};

use pasar_testkit::TestMarket;
use serde_json::json;
use thirtyfour::{By, WebDriver};

use super::chromium::{DESK, PHONE, Screen, browse};
use crate::kit::{Pasar, Running};

/// How long a page may take to lead on to the next one on a machine that is busy with other tests.
const LED_ON_WITHIN: Duration = Duration::from_secs(20);

#[tokio::test]
async fn at_a_desk() {
    buys_something(DESK).await;
}

#[tokio::test]
async fn with_a_telephone() {
    buys_something(PHONE).await;
}

async fn buys_something(screen: Screen) {
    let market = TestMarket::new().await;
    let shop = market.shop("ana").await;
    let shirt = market.offer(&shop, "kaos polos", 5_000_000, 3).await;
    let pasar = Pasar::on(market.database().url());
    let running = pasar.serve();
    // The index is built after the start.
    running.until_ready().await;
    browse(screen, async |page| {
        page.goto(running.at("/id/search?q=kaos")).await.unwrap();
        click(page, "main a[href*='/products/']").await;
        submit(page, "main form[action='/id/cart']").await;
        let began = Instant::now();
        while market.count("select count(*) from cart_line").await == 0 {
            assert!(began.elapsed() < LED_ON_WITHIN, "it is not in the cart");
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        signs_up(page, &running).await;

        page.goto(running.at("/id/checkout")).await.unwrap();
        for (field, text) in market.address().fields() {
            set(page, field.as_str(), text).await;
        }
        let script = "document.querySelector('input[name=payment][value=sandbox_success]').checked = true";
        page.execute(script, Vec::new()).await.unwrap();
        page.execute(
            "document.querySelector('form#checkout').requestSubmit()",
            Vec::new(),
        )
        .await
        .unwrap();
        until_address(page, "/id/orders/grp_").await;
        let text = page.find(By::Css("main")).await.unwrap().text().await.unwrap();
        assert!(text.contains("kaos polos") && text.contains("Rp60.000"), "{text}");
    })
    .await;
    assert_eq!(market.stock(&shirt).await.on_hand, 2);
    market.assert_sound().await;
}

async fn signs_up(page: &WebDriver, running: &Running) {
    page.goto(running.at("/id/sign-up")).await.unwrap();
    set(page, "name", "Sari Wulandari").await;
    set(page, "email", "sari@example.com").await;
    set(page, "password", TestMarket::PASSWORD).await;
    click(page, "main form button").await;
    page.find(By::Css("form[action$='/sign-out']")).await.unwrap();
}

/// Presses what a selector finds first.
async fn click(page: &WebDriver, selector: &str) {
    page.find(By::Css(selector)).await.unwrap().click().await.unwrap();
}

/// Sends a form, after the browser's own checks.
async fn submit(page: &WebDriver, selector: &str) {
    let script = "document.querySelector(arguments[0]).requestSubmit()";
    page.execute(script, vec![json!(selector)]).await.unwrap();
}

/// Fills a field, whatever kind it is.
async fn set(page: &WebDriver, name: &str, text: &str) {
    let script = "const field = document.querySelector(`main [name='${arguments[0]}']`); field.value = arguments[1]; return field.value";
    let answer = page
        .execute(script, vec![json!(name), json!(text)])
        .await
        .unwrap();
    assert_eq!(answer.json(), &json!(text), "the field {name}");
}

/// Waits until the browser is at an address that contains this.
async fn until_address(page: &WebDriver, part: &str) {
    let began = Instant::now();
    loop {
        let now = page.current_url().await.unwrap();
        if now.as_str().contains(part) {
            return;
        }
        if began.elapsed() > LED_ON_WITHIN {
            let text = page.find(By::Css("main")).await.unwrap().text().await.unwrap();
            panic!("still at {now}: {text}");
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
}
