//! Double entry: accounts, transfers between them, and what the life of an order or a payout means in transfers.
//!
//! Transfers are never changed. A hold is a pending transfer that a later one posts or voids; a correction is a new
//! transfer. This crate is pure: ids and times are arguments.
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

pub mod account;
pub mod check;
pub mod explain;
pub mod history;
#[cfg(test)]
mod payout_tests;
pub mod posting;
pub mod replay;
#[cfg(test)]
mod tests;
pub mod transfer;

pub use account::Account;
pub use check::{Check, Problem, Report};
pub use explain::{Balance, explain, explain_payout, explain_settlement};
pub use transfer::{Cause, Kind, NO_SHOP, Phase, Transfer};
