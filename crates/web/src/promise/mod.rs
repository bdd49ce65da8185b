//! What a market promises, why one may believe it, and how to check it oneself: for people who know neither Cedar nor solvers.
//!
//! The pages are made of a [`Book`](book::Book): a charter version in a language, with its proof and with how often its rules refused.

pub mod book;
pub mod list;
pub mod proof;
pub mod query;
mod samples;
pub mod show;
mod story;
pub mod view;

/// Where a promise stands among the pages of a market.
pub(crate) fn path(promise: &str) -> String {
    format!("/promises/{promise}")
}

/// Where the text of a query about a promise stands, by its SHA-256.
pub(crate) fn query_path(promise: &str, sha256: &str) -> String {
    format!("{}/proof/{sha256}.smt2", path(promise))
}
