//! Tests of the policy crate, by subject.

#![allow(clippy::unwrap_used, clippy::panic, reason = "tests")]

mod agree;
mod charters;
mod key;
mod questions;
mod rules;
