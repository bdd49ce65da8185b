//! HTTP: pages, the JSON API, static files. The only crate that knows either HTTP or HTML.
//!
//! How to add a page: `docs/guides/pages.md`.
#![cfg_attr(test, allow(clippy::unwrap_used, clippy::indexing_slicing))]

pub mod about;
pub mod access_log;
pub mod account;
pub mod address;
pub mod api;
pub mod api_key;
pub mod app;
pub mod bank;
pub mod cart;
pub mod category;
mod charter_refusal;
pub mod checkout;
pub mod error;
pub mod headers;
pub mod health;
pub mod home;
pub mod l10n;
pub mod listing;
pub mod office;
pub mod operation;
pub mod order;
pub mod page;
#[cfg(test)]
pub(crate) mod page_check;
pub mod passkey;
pub mod patience;
pub mod payment;
pub mod picture;
pub mod preferences;
pub mod problem;
pub mod promise;
pub mod review;
pub mod route_table;
pub mod routes;
pub mod search;
pub mod second_factor;
pub mod seller;
pub mod serve;
pub mod shop;
pub mod site;
pub mod staff;
pub mod static_files;
pub mod structured;
pub mod ui;
pub mod visit;
pub mod webhook;

/// What nearly every page needs: `use crate::prelude::*;`
pub mod prelude {
    pub use askama::Template;

    pub use crate::error::WebError;
    pub use crate::l10n::{Key, Localizer, Message, ToArg, key};
    pub use crate::page;
    pub use crate::page::{FlashKind, Page, Sample, Shell};
    pub use crate::ui;
    pub use crate::ui::{Choice, Crumb, Form, Html, Tab};
    pub use crate::visit::{Arrived, Keeper, OnDuty, Posted, PostedParts, SignedIn, Turn, Visit};
}
