//! Use-cases against a real database.
#![allow(clippy::unwrap_used, missing_docs, reason = "tests")]

mod checkout;
mod order;
mod payment;
mod work;
