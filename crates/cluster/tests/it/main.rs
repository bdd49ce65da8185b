//! Runs real clusters: starting, stopping, killing, and starting again.
#![allow(clippy::unwrap_used, clippy::disallowed_methods)]

mod helper;
mod kill;
mod shared;
mod start;
mod user;
