//! The whole web side as one service: routes and the layers around them.

use std::collections::BTreeMap;
use std::sync::Arc;

use axum::Router;
use axum::extract::{DefaultBodyLimit, FromRef};
use axum::middleware::{from_fn, from_fn_with_state};
use pasar_service::Context;
use pasar_service::charter::SolverSeat;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::CompressionLayer;

use crate::api::Api;
use crate::picture::Kept;
use crate::site::Site;
use crate::{access_log, error, headers, patience, routes, visit};

/// The largest body of a form in bytes; a product of 2,000 variants fits. Files have limits of their own.
const FORM_BYTES_MAX: usize = 4 * 1024 * 1024;

/// Drawings that are kept, in bytes: packed as SVG some 2 KB each, so those of thousands of goods.
const DRAWINGS_BYTES_MAX: usize = 8 * 1024 * 1024;

/// What the web side is made of.
#[derive(Debug)]
pub struct AppParts {
    /// Its markets and manners.
    pub site: Site,
    /// One context for each market, in the site's order.
    pub contexts: Vec<Context>,
    /// Does a proxy of ours stand in front, so that `X-Forwarded-For` names the client?
    pub trust_forwarded: bool,
    /// Who proves the charters that staff propose.
    pub solvers: SolverSeat,
}

/// What handlers share. Cloning is cheap.
#[derive(Debug, Clone)]
pub struct App {
    shared: Arc<Shared>,
}

#[derive(Debug)]
struct Shared {
    site: Arc<Site>,
    contexts: BTreeMap<String, Context>,
    trust_forwarded: bool,
    drawings: Kept,
    api: Api,
    solvers: SolverSeat,
}

impl App {
    /// The parts, ready to be shared.
    pub fn new(parts: AppParts) -> Self {
        let mut site = parts.site;
        let origins = parts
            .contexts
            .iter()
            .filter_map(|ctx| ctx.payments().page_origin());
        site.payment_origins.extend(origins.map(str::to_owned));
        let contexts = parts
            .contexts
            .into_iter()
            .map(|ctx| (ctx.market().code.to_string(), ctx));
        Self {
            shared: Arc::new(Shared {
                site: Arc::new(site),
                contexts: contexts.collect(),
                trust_forwarded: parts.trust_forwarded,
                drawings: Kept::new(DRAWINGS_BYTES_MAX),
                api: Api::default(),
                solvers: parts.solvers,
            }),
        }
    }

    /// The site's markets and manners.
    pub fn site(&self) -> &Arc<Site> {
        &self.shared.site
    }

    /// The market of this code.
    pub fn context(&self, market: &str) -> Option<&Context> {
        self.shared.contexts.get(market)
    }

    /// Every market.
    pub fn contexts(&self) -> impl Iterator<Item = &Context> {
        self.shared.contexts.values()
    }

    /// The drawings that were made lately.
    pub fn kept_drawings(&self) -> &Kept {
        &self.shared.drawings
    }

    /// What the JSON API keeps between requests.
    pub fn api(&self) -> &Api {
        &self.shared.api
    }

    /// Who proves the charters that staff propose.
    pub fn solvers(&self) -> &SolverSeat {
        &self.shared.solvers
    }

    /// Does `X-Forwarded-For` name the client?
    pub fn trusts_forwarded(&self) -> bool {
        self.shared.trust_forwarded
    }
}

impl FromRef<App> for Arc<Site> {
    fn from_ref(app: &App) -> Self {
        Self::clone(app.site())
    }
}

/// The service. Serve it with `into_make_service_with_connect_info::<SocketAddr>()`, so that clients can be told apart.
pub fn router(parts: AppParts) -> Router {
    let app = App::new(parts);
    let site = Arc::clone(app.site());
    routes::table()
        .into_router(site.surface)
        .fallback(routes::no_such_page)
        .layer(DefaultBodyLimit::max(FORM_BYTES_MAX))
        .layer(from_fn_with_state(Arc::clone(&site), error::render))
        .layer(from_fn_with_state(app.clone(), visit::layer))
        .layer(CatchPanicLayer::new())
        .layer(from_fn(patience::limit))
        .layer(from_fn_with_state(Arc::clone(&site), error::render))
        .layer(CompressionLayer::new().gzip(true))
        .layer(from_fn_with_state(site, headers::secure))
        .layer(from_fn(access_log::log))
        .with_state(app)
}
