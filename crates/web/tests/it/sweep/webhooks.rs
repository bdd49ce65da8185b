//! Whoever is no provider tells nothing, signed in or not, with a form's token or without.

use std::sync::Arc;
use std::time::Duration;

use axum::http::StatusCode;
use pasar_service::SystemClock;
use pasar_service::actor::StaffRole;
use pasar_service::payment::Messenger;

use super::world::{World, owner};
use super::{is_webhook, name, routes};

#[tokio::test]
async fn a_message_that_no_provider_signed_is_refused_without_a_word() {
    let world = World::new().await;
    let bank = world.fair.site.market.ctx().payments().sandbox().unwrap();
    let nowhere = "http://127.0.0.1:9/".to_owned();
    bank.tells(Messenger::new(
        nowhere,
        &[7; 32],
        Arc::new(SystemClock),
        Duration::from_secs(1),
    ));
    let browsers = [
        world.browser(None).await,
        world.browser(Some(world.fair.sari)).await,
        world.browser(Some(owner(world.fair.ana))).await,
        world.staff(StaffRole::Administrator).await,
    ];
    let before = world.state().await;
    let mut asked = 0;
    for mut browser in browsers {
        for route in routes().iter().filter(|route| is_webhook(route)) {
            let url = world.url(route, "ana");
            let token = browser.token().await;
            for csrf in [None, Some(token.as_str())] {
                let answer = browser.post_with(&url, csrf, &[("id", "evt_1")]).await;
                assert_eq!(answer.status, StatusCode::BAD_REQUEST, "{}", name(route));
                assert_eq!(answer.body, "{}", "{}", name(route));
                asked += 1;
            }
            let other = url.replace("sandbox", "stripe");
            let answer = browser.post_with(&other, Some(&token), &[("id", "evt_1")]).await;
            assert_eq!(answer.status, StatusCode::NOT_FOUND, "{other}");
        }
    }
    assert_eq!(asked, 8);
    assert_eq!(world.state().await, before, "a stranger changed something");
}
