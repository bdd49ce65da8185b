//! The search index of one market: an embedded tantivy index that finds, ranks and counts products.
//!
//! The index keeps what is needed to find and rank, and nothing to show: a search answers with product ids, and the
//! caller reads the listings from the database. A product that may no longer be shown is thus gone at once, however late
//! the index hears of it. The crate knows no SQL, no HTTP and no market; languages come from its caller and from `data/`.
//!
//! * [`Index`] is a handle on a folder. It stays valid for the life of the program: when there is nothing usable in the
//!   folder yet, [`Index::status`] says [`Status::Outdated`] and searches fail with [`Error::Outdated`] until somebody, in
//!   this process or another, has rebuilt it.
//! * [`Index::apply`] writes one batch of changes in one commit; [`Index::rebuild`] writes everything anew beside the old
//!   index and swaps it in at the end. One process writes at a time; every process sees the new state at its next search.
//! * [`Index::search`] and [`Index::suggest`] are synchronous and take well under a millisecond on a small catalogue:
//!   call them where blocking is allowed.
//!
//! How a product is ranked is written down in [`rank`], with every weight.
#![cfg_attr(test, allow(clippy::unwrap_used))]

mod bands;
mod cursor;
mod document;
mod error;
mod facets;
mod fuzzy;
mod index;
mod language;
mod plan;
mod query;
pub mod rank;
mod scan;
mod schema;
mod search;
mod segment;
mod snapshot;
mod suggest;
mod terms;
mod text;
mod top;
mod vocabulary;
mod write;

pub use document::{Batch, Document};
pub use error::{Error, Result};
pub use index::{Index, IndexConfig, Status};
pub use query::{
    Count, Facets, Hit, LIMIT_MAX, OFFSET_MAX, Page, PriceBand, Query, RatingCount, Sort, TEXT_CHARS_MAX,
};
pub use write::Rebuild;
