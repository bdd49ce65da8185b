//! A router that remembers what it was told, so that tests can walk every route and nobody can forget one.

use std::fmt;

use axum::Router;
use axum::handler::Handler;
use axum::http::Method;
use axum::middleware::from_fn;
use axum::routing::{MethodRouter, delete, get, patch, post, put};
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
#[derive(Default)]
pub struct RouteTable {
    router: Router<App>,
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
        self.router = self.router.route(path, handler);
        self
    }

    /// Adds an operation of the JSON API, made by `utoipa_axum::routes!` of a handler with `#[utoipa::path]`: what is not described
    /// cannot be added. The path is that within a market: `/api/v1/cart` is served at `/{market}/api/v1/cart`. What anyone may
    /// read may be read from any site's pages.
    #[must_use]
    pub fn operation(mut self, audience: Audience, operation: UtoipaMethodRouter<App>) -> Self {
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
            }));
            self.router = self.router.route(&full, handlers.clone());
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

    /// The router.
    pub fn into_router(self) -> Router<App> {
        self.router
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
