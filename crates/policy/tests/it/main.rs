//! Tests of the policy crate, by subject.

#![allow(clippy::unwrap_used, clippy::panic, reason = "tests")]

mod agree;
mod charters;
mod difference;
mod key;
mod questions;
mod rules;
