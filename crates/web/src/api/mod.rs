//! The JSON API: for programs, what the pages are for people.
//!
//! An operation is a file, `<noun>/<verb>.rs`: a handler with `#[utoipa::path]`, from which the OpenAPI document is made. Handlers take
//! one of three extractors, each a promise kept before they run:
//!
//! | extractor | who |
//! |---|---|
//! | [`Call`] | anybody |
//! | [`Caller`] | a program with the API key of an account |
//! | [`ShopCaller`] | the same, of a member of the shop that the address names |
//!
//! What goes out and comes in are structs of [`model`], never those of the domain, so that the domain may change while the API does
//! not. Errors are [`WebError`]s, which become problem+json; each has a stable code.

pub mod account;
pub mod address;
mod call;
mod caller;
pub mod cart;
pub mod category;
pub mod checkout;
pub(crate) mod cors;
mod cursor;
pub mod document;
pub mod export;
pub mod import;
mod input;
mod limit;
pub mod listing;
pub mod market;
pub mod model;
pub mod order;
pub mod order_group;
pub mod picture;
pub mod product;
pub mod promise;
mod refusal;
pub mod review;
pub mod shop;
mod shop_caller;
pub mod statement;

use utoipa_axum::routes;

pub use call::Call;
pub use caller::Caller;
pub use cursor::{Cursor, PageQuery};
pub use input::{Idempotency, Input, Named, Wanted};
pub use limit::{Limits, Who};
pub use refusal::{clash, unfit};
pub use shop_caller::ShopCaller;

use crate::error::WebError;
use crate::route_table::Audience::{Anyone, ApiKeeper, ApiKey};
use crate::route_table::RouteTable;
use crate::route_table::Surfaces::Both;

/// What the API keeps between requests, for all markets.
#[derive(Debug, Default)]
pub struct Api {
    /// How much each address and key has asked of late.
    pub(crate) limits: Limits,
    /// Listings as they were last written, each good as long as nothing about it has changed.
    pub(crate) shelf: listing::Shelf,
}

/// Every operation, and the pages that describe them.
pub fn table() -> RouteTable {
    RouteTable::default()
        .get(Anyone, "/{market}/api", document::guide::show)
        .get(Anyone, "/{market}/api/openapi.json", document::openapi::show)
        .with(catalogue())
        .with(buying())
        .with(selling())
        .with(sold())
}

fn catalogue() -> RouteTable {
    RouteTable::default()
        .operation((Anyone, Both), routes!(market::show::show))
        .operation((Anyone, Both), routes!(listing::list::list))
        .operation((Anyone, Both), routes!(listing::suggest::suggest))
        .operation((Anyone, Both), routes!(listing::show::show))
        .operation((Anyone, Both), routes!(review::list::list))
        .operation((Anyone, Both), routes!(category::list::list))
        .operation((Anyone, Both), routes!(category::show::show))
        .operation((Anyone, Both), routes!(shop::show::show))
        .operation((Anyone, Both), routes!(promise::list::list))
}

fn buying() -> RouteTable {
    RouteTable::default()
        .operation(ApiKey, routes!(account::show::show))
        .operation(ApiKey, routes!(account::edit::edit))
        .operation(ApiKey, routes!(cart::show::show))
        .operation(ApiKey, routes!(cart::add::add))
        .operation(ApiKey, routes!(cart::change::change))
        .operation(ApiKey, routes!(address::list::list))
        .operation(ApiKey, routes!(address::add::add))
        .operation(ApiKey, routes!(address::edit::edit))
        .operation(ApiKey, routes!(address::remove::remove))
        .operation(ApiKey, routes!(address::make_default::make_default))
        .operation(ApiKey, routes!(checkout::quote::quote))
        .operation(ApiKey, routes!(checkout::place::place))
        .operation(ApiKey, routes!(order_group::list::list))
        .operation(ApiKey, routes!(order_group::show::show))
        .operation(ApiKey, routes!(order_group::pay::pay))
        .operation(ApiKey, routes!(order_group::cancel::cancel))
        .operation(ApiKey, routes!(order::cancel_as_buyer::cancel_as_buyer))
        .operation(ApiKey, routes!(order::receive::receive))
}

fn selling() -> RouteTable {
    RouteTable::default()
        .operation(ApiKey, routes!(shop::list::list))
        .operation(ApiKey, routes!(shop::open::open))
        .operation(ApiKeeper, routes!(shop::show_own::show_own))
        .operation(ApiKeeper, routes!(shop::edit::edit))
        .operation(ApiKeeper, routes!(shop::edit_shipping::edit_shipping))
        .operation(ApiKeeper, routes!(product::list::list))
        .operation(ApiKeeper, routes!(product::create::create))
        .operation(ApiKeeper, routes!(product::show::show))
        .operation(ApiKeeper, routes!(product::edit::edit))
        .operation(ApiKeeper, routes!(product::delete::delete))
        .operation(ApiKeeper, routes!(product::publish::publish))
        .operation(ApiKeeper, routes!(product::unpublish::unpublish))
        .operation(ApiKeeper, routes!(product::restock::restock))
        .operation(ApiKeeper, routes!(product::refusals::list))
        .operation(ApiKeeper, routes!(picture::upload::upload))
        .operation(ApiKeeper, routes!(picture::reorder::reorder))
        .operation(ApiKeeper, routes!(picture::remove::remove))
        .operation(ApiKeeper, routes!(import::start::start))
        .operation(ApiKeeper, routes!(import::list::list))
        .operation(ApiKeeper, routes!(import::show::show))
        .operation(ApiKeeper, routes!(import::findings::findings))
        .operation(ApiKeeper, routes!(export::write::write))
}

fn sold() -> RouteTable {
    RouteTable::default()
        .operation(ApiKeeper, routes!(order::list::list))
        .operation(ApiKeeper, routes!(order::show::show))
        .operation(ApiKeeper, routes!(order::ship::ship))
        .operation(ApiKeeper, routes!(order::cancel_as_shop::cancel_as_shop))
        .operation(ApiKeeper, routes!(statement::show::show))
        .operation(ApiKeeper, routes!(statement::day::show))
}

/// What an operation answers.
pub type Answer<T> = Result<axum::Json<T>, WebError>;
