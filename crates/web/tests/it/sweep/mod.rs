//! Every route of the site, asked by everybody. A route that is added is swept without further ado; if its path has a gap that the
//! seeded market does not know, the sweep says what to do.
//!
//! What cannot be swept stands in `exceptions.txt`, which may only shrink.

mod asking;
mod audience;
mod feed;
mod forms;
mod render;
mod webhooks;
mod world;

use std::collections::BTreeMap;

use pasar_web::route_table::Route;

/// Every route of the table.
fn routes() -> Vec<Route> {
    pasar_web::routes::table().routes().to_vec()
}

fn name(route: &Route) -> String {
    format!("{} {}", route.method, route.path)
}

/// Does the route belong to the JSON API?
fn is_api(route: &Route) -> bool {
    route.path.starts_with("/{market}/api/v1/")
}

/// Is the route for messages of providers, which are signed and no forms?
fn is_webhook(route: &Route) -> bool {
    route.path.starts_with("/{market}/webhooks/")
}

/// The exceptions of one sweep, by the name of their route, each with its reason.
fn exceptions(sweep: &str) -> BTreeMap<String, String> {
    include_str!("exceptions.txt")
        .lines()
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
        .map(|line| {
            let parts: Vec<&str> = line.split(" | ").collect();
            let [about, route, reason] = parts[..] else {
                panic!("write `sweep | METHOD /path | reason`, not `{line}`")
            };
            (about, route.to_owned(), reason.to_owned())
        })
        .filter(|(about, ..)| *about == sweep)
        .map(|(_, route, reason)| (route, reason))
        .collect()
}

/// Exceptions that no route needs any more must go.
fn assert_all_needed(sweep: &str, needed: &[String]) {
    for route in exceptions(sweep).keys() {
        assert!(
            needed.contains(route),
            "`{route}` no longer needs its line in exceptions.txt: remove it"
        );
    }
}
