//! Somebody signs up.

use pasar_testkit::TestMarket;
use thirtyfour::By;

use super::chromium::{DESK, PHONE, browse};
use crate::kit::Pasar;

#[tokio::test]
async fn somebody_signs_up_and_out_and_in_again() {
    let market = TestMarket::new().await;
    let pasar = Pasar::on(market.database().url());
    let running = pasar.serve();
    browse(DESK, async |page| {
        page.goto(running.at("/id/sign-up")).await.unwrap();
        for (name, text) in [
            ("name", "Sari Wulandari"),
            ("email", "sari@example.com"),
            ("password", TestMarket::PASSWORD),
        ] {
            page.find(By::Name(name))
                .await
                .unwrap()
                .send_keys(text)
                .await
                .unwrap();
        }
        page.find(By::Css("main form button"))
            .await
            .unwrap()
            .click()
            .await
            .unwrap();
        let menu = page.find(By::Css("header details.menu summary")).await.unwrap();
        assert_eq!(menu.text().await.unwrap(), "Sari Wulandari");
        menu.click().await.unwrap();
        let out = page
            .find(By::Css("header form[action$='/sign-out'] button"))
            .await
            .unwrap();
        out.click().await.unwrap();

        page.goto(running.at("/id/sign-in")).await.unwrap();
        let email = page.find(By::Name("email")).await.unwrap();
        email.send_keys("sari@example.com").await.unwrap();
        let password = page.find(By::Name("password")).await.unwrap();
        password.send_keys(TestMarket::PASSWORD).await.unwrap();
        page.find(By::Css("main form button"))
            .await
            .unwrap()
            .click()
            .await
            .unwrap();
        let menu = page.find(By::Css("header details.menu summary")).await.unwrap();
        assert_eq!(menu.text().await.unwrap(), "Sari Wulandari");
    })
    .await;
}

#[tokio::test]
async fn the_pages_fit_a_telephone() {
    let market = TestMarket::new().await;
    let pasar = Pasar::on(market.database().url());
    let running = pasar.serve();
    browse(PHONE, async |page| {
        for path in ["/id/sign-up", "/id/sign-in", "/gb/sign-in"] {
            page.goto(running.at(path)).await.unwrap();
            let script = "return [window.innerWidth, document.documentElement.scrollWidth]";
            let widths = page.execute(script, Vec::new()).await.unwrap();
            let [window, content]: [u32; 2] = widths.convert().unwrap();
            assert_eq!(
                (window, content <= window),
                (360, true),
                "{path} is {content} pixels wide"
            );
        }
    })
    .await;
}
