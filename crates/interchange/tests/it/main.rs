//! The crate seen from outside: files in, records out.
#![allow(clippy::unwrap_used)]

mod damaged;
mod shopify;
mod support;
