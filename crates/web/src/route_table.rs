//! A router that remembers what it was told, so that tests can walk every route and nobody can forget one.

use std::fmt;

use axum::Router;
use axum::handler::Handler;
use axum::http::Method;
use axum::middleware::from_fn;
use axum::routing::{MethodRouter, delete, get, patch, post, put};
use pasar_domain::surface::Surface;
use utoipa::openapi::path::{PathItem, Paths};
use utoipa::openapi::schema::Schema;
use utoipa::openapi::{ComponentsBuilder, OpenApi, OpenApiBuilder, RefOr};
use utoipa_axum::router::UtoipaMethodRouter;

use crate::api::cors;
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

/// On which surfaces a route exists. A route that says nothing exists on the trade surface alone, so that nothing comes to the feed
/// because somebody forgot to say that it may not.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Surfaces {
    /// On both: it leads to goods, or says what anybody may know.
    Both,
    /// On the trade surface: somebody is known there, buys or sells.
    Trade,
}

impl Surfaces {
    /// Does the route exist on this surface?
    pub fn has(self, surface: Surface) -> bool {
        match self {
            Self::Both => true,
            Self::Trade => surface == Surface::Trade,
        }
    }
}

/// Who a route is for, and where it exists: `SignedIn`, or `(Anyone, Both)`.
#[derive(Debug, Clone, Copy)]
pub struct Reach {
    audience: Audience,
    surfaces: Surfaces,
}

impl From<Audience> for Reach {
    fn from(audience: Audience) -> Self {
        (audience, Surfaces::Trade).into()
    }
}

impl From<(Audience, Surfaces)> for Reach {
    fn from((audience, surfaces): (Audience, Surfaces)) -> Self {
        Self { audience, surfaces }
    }
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
    /// Where it exists.
    pub surfaces: Surfaces,
}

/// Routes as they are being written down.
#[derive(Default)]
pub struct RouteTable {
    /// The routes of the trade surface: all.
    router: Router<App>,
    /// Those of them that exist on the feed.
    feed: Router<App>,
    routes: Vec<Route>,
    paths: Paths,
    schemas: Vec<(String, RefOr<Schema>)>,
}

impl fmt::Debug for RouteTable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(&self.routes).finish()
    }
}

macro_rules! verbs {
    ($($verb:ident $method:ident $words:literal),+) => {$(
        #[doc = $words]
        #[must_use]
        pub fn $verb<H, T>(self, reach: impl Into<Reach>, path: &str, handler: H) -> Self
        where
            H: Handler<T, App>,
            T: 'static,
        {
            self.add(Method::$method, reach.into(), path, $verb(handler))
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

    fn add(mut self, method: Method, reach: Reach, path: &str, handler: MethodRouter<App>) -> Self {
        self.routes.push(Route {
            method,
            path: path.to_owned(),
            audience: reach.audience,
            surfaces: reach.surfaces,
        });
        self.place(reach.surfaces, path, handler);
        self
    }

    fn place(&mut self, surfaces: Surfaces, path: &str, handler: MethodRouter<App>) {
        if surfaces.has(Surface::Feed) {
            self.feed = std::mem::take(&mut self.feed).route(path, handler.clone());
        }
        self.router = std::mem::take(&mut self.router).route(path, handler);
    }

    /// Adds an operation of the JSON API, made by `utoipa_axum::routes!` of a handler with `#[utoipa::path]`: what is not described
    /// cannot be added. The path is that within a market: `/api/v1/cart` is served at `/{market}/api/v1/cart`. What anyone may
    /// read may be read from any site's pages.
    #[must_use]
    pub fn operation(mut self, reach: impl Into<Reach>, operation: UtoipaMethodRouter<App>) -> Self {
        let Reach { audience, surfaces } = reach.into();
        let (schemas, paths, mut handlers) = operation;
        if audience == Audience::Anyone {
            handlers = handlers.layer(from_fn(cors::open));
        }
        for (path, item) in paths.paths {
            let full = format!("/{{market}}{path}");
            self.routes.extend(methods(&item).into_iter().map(|method| Route {
                method,
                path: full.clone(),
                audience,
                surfaces,
            }));
            self.place(surfaces, &full, handlers.clone());
            self.describe(path, item);
        }
        self.schemas.extend(schemas);
        self
    }

    fn describe(&mut self, path: String, item: PathItem) {
        match self.paths.paths.get_mut(&path) {
            Some(known) => known.merge_operations(item),
            None => drop(self.paths.paths.insert(path, item)),
        }
    }

    /// Adds the routes of a part of the site.
    #[must_use]
    pub fn with(mut self, part: Self) -> Self {
        self.routes.extend(part.routes);
        self.router = self.router.merge(part.router);
        self.feed = self.feed.merge(part.feed);
        for (path, item) in part.paths.paths {
            self.describe(path, item);
        }
        self.schemas.extend(part.schemas);
        self
    }

    /// Every route, in the order in which it was written down.
    pub fn routes(&self) -> &[Route] {
        &self.routes
    }

    /// The router of a surface. On the feed, what exists on the trade surface only is no different from what exists nowhere.
    pub fn into_router(self, surface: Surface) -> Router<App> {
        match surface {
            Surface::Trade => self.router,
            Surface::Feed => self.feed.method_not_allowed_fallback(crate::routes::no_such_page),
        }
    }

    /// What the operations of the API say of themselves: paths and schemas, nothing of the document around them.
    pub fn into_openapi(self) -> OpenApi {
        let components = ComponentsBuilder::new().schemas_from_iter(self.schemas);
        OpenApiBuilder::new()
            .paths(self.paths)
            .components(Some(components.build()))
            .build()
    }
}

/// The methods of an item that have an operation.
fn methods(item: &PathItem) -> Vec<Method> {
    let operations = [
        (Method::GET, &item.get),
        (Method::POST, &item.post),
        (Method::PUT, &item.put),
        (Method::PATCH, &item.patch),
        (Method::DELETE, &item.delete),
    ];
    operations
        .into_iter()
        .filter(|(_, operation)| operation.is_some())
        .map(|(method, _)| method)
        .collect()
}
