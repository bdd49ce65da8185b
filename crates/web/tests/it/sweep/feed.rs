//! The feed leads to goods, and that is all there is of it.

use std::collections::BTreeSet;

use axum::body::Body;
use axum::http::{Method, Request, StatusCode, header};
use pasar_domain::surface::Surface;
use pasar_service::actor::StaffRole;
use pasar_web::route_table::{Audience, Route, Surfaces};

use super::world::{World, owner};
use super::{name, routes};
use crate::kit::{Answer, Browser};

#[test]
fn what_is_on_both_surfaces_is_for_anyone() {
    let known = routes()
        .into_iter()
        .filter(|route| route.surfaces == Surfaces::Both && route.audience != Audience::Anyone);
    let known: Vec<String> = known.map(|route| name(&route)).collect();
    assert!(known.is_empty(), "nobody is known on the feed: {known:?}");
}

/// Everybody tries, also with the token that the trade surface gave them under the name of the feed's cookie.
async fn everybody(world: &World) -> Vec<(&'static str, Browser<'_>)> {
    let mut browsers = vec![
        ("nobody", world.browser(None).await),
        ("sari", world.browser(Some(world.fair.sari)).await),
        ("ana", world.browser(Some(owner(world.fair.ana))).await),
        ("staff", world.staff(StaffRole::Administrator).await),
    ];
    for (_, browser) in &mut browsers {
        browser.surface = Surface::Feed;
        if let Some(token) = browser.cookies.get("pasar_id").cloned() {
            browser.cookies.insert("pasar_feed_id".to_owned(), token);
        }
    }
    browsers
}

async fn ask(browser: &mut Browser<'_>, route: &Route, url: &str) -> Answer {
    let form = (route.method != Method::GET).then(|| "a=b".to_owned());
    browser.send(route.method.as_str(), url, form).await
}

#[tokio::test]
async fn the_feed_has_nothing_but_what_leads_to_goods() {
    let world = World::new().await;
    let before = world.state().await;
    let mut wrong = Vec::new();
    for (who, mut browser) in everybody(&world).await {
        for route in routes() {
            let answer = ask(&mut browser, &route, &world.url(&route, "ana")).await;
            let is_there = answer.status != StatusCode::NOT_FOUND;
            if is_there != route.surfaces.has(Surface::Feed) {
                wrong.push(format!("{} answers {} to {who}", name(&route), answer.status));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert_eq!(world.state().await, before, "the feed changed something");
}

/// A program with the key of a shop's member meets nothing either: the addresses that take keys are not there.
#[tokio::test]
async fn no_key_opens_anything_on_the_feed() {
    let world = World::new().await;
    let ana = owner(world.fair.ana);
    let (_, secret) = pasar_service::api_key::create(world.fair.site.market.ctx(), ana, "erp", "")
        .await
        .unwrap();
    for route in routes().iter().filter(|route| super::is_api(route)) {
        let request = Request::builder()
            .method(route.method.clone())
            .uri(world.url(route, "ana"))
            .header("x-forwarded-for", "127.0.0.1")
            .header(header::AUTHORIZATION, format!("Bearer {secret}"))
            .header(header::CONTENT_TYPE, "application/json")
            .body(Body::from("{}"));
        let answer = world.fair.site.send_to(Surface::Feed, request.unwrap()).await;
        let is_there = answer.status != StatusCode::NOT_FOUND;
        assert_eq!(is_there, route.surfaces.has(Surface::Feed), "{}", name(route));
    }
}

#[tokio::test]
async fn no_page_of_the_feed_leads_to_what_is_not_there() {
    let world = World::new().await;
    let mut nobody = world.browser(None).await;
    nobody.surface = Surface::Feed;
    let (mut asked, mut lost) = (BTreeSet::new(), Vec::new());
    for route in routes() {
        if route.method != Method::GET || !route.surfaces.has(Surface::Feed) {
            continue;
        }
        let url = world.url(&route, "ana");
        let page = nobody.send("GET", &url, None).await;
        let mut links = page.attributes("a[href], link[href]", "href");
        links.extend(page.attributes("img[src], script[src]", "src"));
        links.extend(page.attributes("form:not([method=post])", "action"));
        for link in links.iter().filter(|link| link.starts_with('/')) {
            let link = link.split('#').next().unwrap_or_default().to_owned();
            if !asked.insert(link.clone()) {
                continue;
            }
            if nobody.send("GET", &link, None).await.status == StatusCode::NOT_FOUND {
                lost.push(format!("{url} leads to {link}"));
            }
        }
        for form in page.attributes("form[method=post]", "action") {
            assert_eq!(form, "/id/preferences", "{url}");
        }
    }
    assert!(asked.len() > 20, "there is more to see: {asked:?}");
    assert!(lost.is_empty(), "{}", lost.join("\n"));
}
