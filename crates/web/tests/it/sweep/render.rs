//! Every page opens for whom it is made.

use axum::http::{Method, StatusCode};
use pasar_service::actor::StaffRole;
use pasar_web::route_table::Audience;

use super::asking::Somebody;
use super::world::{World, owner};
use super::{assert_all_needed, exceptions, name, routes};

#[tokio::test]
async fn every_page_opens_for_whom_it_is_made() {
    let world = World::new().await;
    let known = exceptions("render");
    let site = &world.fair.site;
    let mut nobody = Somebody {
        browser: world.browser(None).await,
        program: site.program().local(),
    };
    let mut sari = Somebody {
        browser: world.browser(Some(world.fair.sari)).await,
        program: world.fair.sari().await.local(),
    };
    let mut ana = Somebody {
        browser: world.browser(Some(owner(world.fair.ana))).await,
        program: world.fair.ana().await.local(),
    };
    // What sellers showed of themselves is not for support.
    let mut staff = Somebody {
        browser: world.staff(StaffRole::Moderator).await,
        program: site.program().local(),
    };
    // Account numbers, and what the provider says of all payments, are for those who look after the money.
    let mut chief = Somebody {
        browser: world.chief().await,
        program: site.program().local(),
    };
    let (mut closed, mut needed) = (Vec::new(), Vec::new());
    for route in routes().iter().filter(|route| route.method == Method::GET) {
        let who = match route.audience {
            Audience::Anyone => &mut nobody,
            Audience::SignedIn | Audience::ApiKey => &mut sari,
            Audience::Keeper | Audience::ApiKeeper => &mut ana,
            Audience::Staff
                if route.path.contains("/payouts/files/")
                    || route.path.ends_with("/provider-statements/file") =>
            {
                &mut chief
            }
            Audience::Staff => &mut staff,
        };
        let answer = who.ask(&world, route, &world.url(route, "ana")).await;
        if answer.status == StatusCode::OK && !answer.body.is_empty() && !answer.body.contains('⟦') {
            continue;
        }
        if known.contains_key(&name(route)) {
            needed.push(name(route));
        } else {
            closed.push(format!("{} answers {}", name(route), answer.status));
        }
    }
    assert!(closed.is_empty(), "{}", closed.join("\n"));
    assert_all_needed("render", &needed);
}
