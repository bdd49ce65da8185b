//! A router that remembers what it was told, so that tests can walk every route and nobody can forget one.

use axum::Router;
use axum::handler::Handler;
use axum::http::Method;
use axum::routing::{MethodRouter, delete, get, patch, post, put};

use crate::app::App;

/// Who a route is for. A sweep over all routes tests that everybody else is turned away.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Audience {
    /// Everybody.
    Anyone,
    /// People who are signed in to an account of the market.
    SignedIn,
    /// Members of a shop.
    Keeper,
    /// The operator's staff.
    Staff,
    /// Programs with an API key of an account.
    ApiKey,
    /// Programs with an API key of a shop's member.
    ApiKeeper,
}

/// A route.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Route {
    /// The method.
    pub method: Method,
    /// The path with its gaps: `/{market}/cart`.
    pub path: String,
    /// Who it is for.
    pub audience: Audience,
}

/// Routes as they are being written down.
#[derive(Debug, Default)]
pub struct RouteTable {
    router: Router<App>,
    routes: Vec<Route>,
}

macro_rules! verbs {
    ($($verb:ident $method:ident $words:literal),+) => {$(
        #[doc = $words]
        #[must_use]
        pub fn $verb<H, T>(self, audience: Audience, path: &str, handler: H) -> Self
        where
            H: Handler<T, App>,
            T: 'static,
        {
            self.add(Method::$method, audience, path, $verb(handler))
        }
    )+};
}

impl RouteTable {
    verbs!(
        get GET "Answers `GET` (and `HEAD`).",
        post POST "Answers `POST`.",
        put PUT "Answers `PUT`.",
        patch PATCH "Answers `PATCH`.",
        delete DELETE "Answers `DELETE`."
    );

    fn add(mut self, method: Method, audience: Audience, path: &str, handler: MethodRouter<App>) -> Self {
        self.routes.push(Route {
            method,
            path: path.to_owned(),
            audience,
        });
        Self {
            router: self.router.route(path, handler),
            routes: self.routes,
        }
    }

    /// Adds the routes of a part of the site.
    #[must_use]
    pub fn with(mut self, part: Self) -> Self {
        self.routes.extend(part.routes);
        Self {
            router: self.router.merge(part.router),
            routes: self.routes,
        }
    }

    /// Every route, in the order in which it was written down.
    pub fn routes(&self) -> &[Route] {
        &self.routes
    }

    /// The router.
    pub fn into_router(self) -> Router<App> {
        self.router
    }
}
