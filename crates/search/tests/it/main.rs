//! Searching, from outside the crate.
#![allow(clippy::unwrap_used, missing_docs, unreachable_pub)]

mod apply;
mod catalogue;
mod english;
mod filters;
mod golden;
mod robust;
