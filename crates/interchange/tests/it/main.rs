//! The crate seen from outside: files in, records out.
#![allow(clippy::unwrap_used)]

mod damaged;
mod google;
mod prdect;
mod shopify;
mod support;
