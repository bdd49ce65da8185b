//! Nobody gets what is not for them: not without signing in, not with another account, not from another shop, not as staff.

use pasar_service::actor::StaffRole;
use pasar_web::route_table::{Audience, Route};

use super::asking::Somebody;
use super::world::{World, owner};
use super::{assert_all_needed, exceptions, name, routes};
use crate::kit::Answer;

/// Was somebody turned away, rather than served or met by a failure of ours?
fn turned_away(answer: &Answer) -> bool {
    match answer.status.as_u16() {
        303 => {
            let to = answer.location();
            to.contains("/sign-in") || to.ends_with("/seller/open")
        }
        status => matches!(status, 401 | 403 | 404),
    }
}

/// Gaps that name what belongs to nobody, or what everybody sees: the offer of a line in one's own cart.
const NOBODYS: [&str; 6] = [
    "{market}",
    "{format}",
    "{shop_id}",
    "{offer_id}",
    "{step}",
    "{day}",
];

/// Does the path name a thing that belongs to somebody?
fn names_a_thing(route: &Route) -> bool {
    let gaps = route.path.matches('{').count();
    let nobodys = NOBODYS.iter().filter(|gap| route.path.contains(*gap)).count();
    gaps > nobodys
}

/// Asks all routes that are wrong for somebody, and says which served them all the same. Nothing may have changed afterwards.
async fn sweep(
    sweep: &str,
    world: &World,
    mut who: Somebody<'_>,
    shop: &str,
    is_wrong: impl Fn(&Route) -> bool,
) {
    let known = exceptions(sweep);
    let before = world.state().await;
    let (mut served, mut needed) = (Vec::new(), Vec::new());
    let mut asked = 0;
    for route in routes().iter().filter(|route| is_wrong(route)) {
        let url = world.url(route, shop);
        let answer = who.ask(world, route, &url).await;
        asked += 1;
        if turned_away(&answer) {
            continue;
        }
        if known.contains_key(&name(route)) {
            needed.push(name(route));
        } else {
            served.push(format!("{} answers {} to {sweep}", name(route), answer.status));
        }
    }
    assert!(asked > 0, "there is nothing that is wrong for {sweep}");
    assert!(served.is_empty(), "{}", served.join("\n"));
    assert_all_needed(sweep, &needed);
    assert_eq!(world.state().await, before, "{sweep} changed something");
}

#[tokio::test]
async fn nobody_is_served_what_needs_a_name() {
    let world = World::new().await;
    let nobody = Somebody {
        browser: world.browser(None).await,
        program: world.fair.site.program().local(),
    };
    sweep("nobody", &world, nobody, "ana", |route| {
        route.audience != Audience::Anyone
    })
    .await;
}

#[tokio::test]
async fn a_stranger_meets_neither_a_shop_nor_anothers_things() {
    let world = World::new().await;
    let stranger = world.fair.site.market.buyer("stranger").await;
    let who = Somebody {
        browser: world.browser(Some(stranger)).await,
        program: world.fair.site.program_of(stranger).await.local(),
    };
    sweep("a stranger", &world, who, "ana", |route| match route.audience {
        Audience::Anyone => false,
        Audience::SignedIn | Audience::ApiKey => names_a_thing(route),
        Audience::Keeper | Audience::ApiKeeper | Audience::Staff => true,
    })
    .await;
}

#[tokio::test]
async fn another_seller_meets_nothing_of_this_shop() {
    let world = World::new().await;
    // Once by the name of the shop that is not theirs, once by their own with the ids of things that are not theirs.
    for shop in ["ana", "bo"] {
        let bo = owner(world.fair.bo);
        let who = Somebody {
            browser: world.browser(Some(bo)).await,
            program: world.fair.site.program_of(bo).await.local(),
        };
        sweep("another seller", &world, who, shop, |route| {
            match route.audience {
                Audience::Anyone => false,
                Audience::Staff => true,
                Audience::SignedIn | Audience::ApiKey | Audience::Keeper => names_a_thing(route),
                // A day is everybody's: asked for in their own shop, it is their own.
                Audience::ApiKeeper => {
                    shop == "ana" || (route.path.matches('{').count() > 2 && !route.path.ends_with("/{day}"))
                }
            }
        })
        .await;
    }
}

#[tokio::test]
async fn staff_are_nobody_outside_their_office() {
    let world = World::new().await;
    let who = Somebody {
        browser: world.staff(StaffRole::Administrator).await,
        program: world.fair.site.program().local(),
    };
    sweep("staff", &world, who, "ana", |route| {
        !matches!(route.audience, Audience::Anyone | Audience::Staff)
    })
    .await;
}
