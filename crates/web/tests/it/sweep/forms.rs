//! A form that its page did not make is refused, and changes nothing.

use axum::http::{Method, StatusCode};
use pasar_service::actor::StaffRole;
use pasar_web::route_table::Audience;

use super::asking::Somebody;
use super::world::{World, owner};
use super::{assert_all_needed, exceptions, is_api, is_webhook, name, routes};

#[tokio::test]
async fn no_form_is_taken_without_its_token() {
    let world = World::new().await;
    let known = exceptions("form");
    let program = || world.fair.site.program();
    let somebody = |browser| Somebody {
        browser,
        program: program(),
    };
    let mut sari = somebody(world.browser(Some(world.fair.sari)).await);
    let mut ana = somebody(world.browser(Some(owner(world.fair.ana))).await);
    let mut staff = somebody(world.staff(StaffRole::Administrator).await);
    let mut nobody = somebody(world.browser(None).await);
    let before = world.state().await;
    let (mut taken, mut needed) = (Vec::new(), Vec::new());
    let pages = routes();
    for route in pages
        .iter()
        .filter(|route| route.method == Method::POST && !is_api(route) && !is_webhook(route))
    {
        let who = match route.audience {
            Audience::Anyone => &mut nobody,
            Audience::SignedIn | Audience::ApiKey => &mut sari,
            Audience::Keeper | Audience::ApiKeeper => &mut ana,
            Audience::Staff => &mut staff,
        };
        let answer = who.post_without_token(&world.url(route, "ana")).await;
        if answer.status == StatusCode::FORBIDDEN {
            continue;
        }
        if known.contains_key(&name(route)) {
            needed.push(name(route));
        } else {
            taken.push(format!(
                "{} answers {} to a form without a token",
                name(route),
                answer.status
            ));
        }
    }
    assert!(taken.is_empty(), "{}", taken.join("\n"));
    assert_all_needed("form", &needed);
    assert_eq!(
        world.state().await,
        before,
        "a form without a token changed something"
    );
}

/// Browsers say where a form comes from; what another site sends is refused whatever it holds.
#[tokio::test]
async fn no_form_of_another_site_is_taken() {
    let world = World::new().await;
    for route in routes()
        .iter()
        .filter(|route| route.method == Method::POST && !is_api(route))
    {
        let request = axum::http::Request::builder()
            .method("POST")
            .uri(world.url(route, "ana"))
            .header("sec-fetch-site", "cross-site")
            .header("content-type", "application/x-www-form-urlencoded");
        let answer = world.fair.site.send(request.body("a=b".into()).unwrap()).await;
        assert_eq!(answer.status, StatusCode::FORBIDDEN, "{}", name(route));
    }
}
