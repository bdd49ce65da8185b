//! The crate seen from outside: files in, records out.
#![allow(clippy::unwrap_used)]

mod bank;
mod damaged;
mod google;
mod hostile;
mod large;
mod messages;
mod prdect;
mod round_trip;
mod shopify;
mod support;
