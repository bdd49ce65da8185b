//! Charter and facts in, decision with reasons out.
//!
//! This crate is pure: no file, network, clock, chance or database.
#![cfg_attr(
    not(test),
    deny(
        clippy::indexing_slicing,
        clippy::panic,
        clippy::expect_used,
        clippy::unwrap_used,
        clippy::unreachable
    )
)]
#![cfg_attr(test, allow(clippy::unwrap_used))]

mod schema;

pub use schema::{SCHEMA_TEXT, schema};
