//! The use-cases: one file per verb, one transaction each. The web, the worker and the command line all act through them.
//!
//! A use-case takes a [`Context`] (the market it acts in, the clock, chance, outsiders), who acts as a value that proves it
//! ([`actor`]), and its input. It returns what happened or says, in its own error type, what a person can do.
#![cfg_attr(test, allow(clippy::unwrap_used))]

pub mod account;
pub mod actor;
pub mod address;
pub mod api_key;
pub mod appeal;
pub mod application;
pub mod bell;
pub mod campaign;
pub mod cart;
pub mod chance;
pub mod charter;
pub mod checkout;
pub mod clock;
pub mod context;
pub mod demo;
pub mod disclosure;
pub mod export;
pub mod gap;
mod gate;
mod gather;
mod https;
pub mod identity;
pub mod import;
pub mod job;
pub mod ledger;
pub mod listing;
pub mod market;
pub mod order;
pub mod ownership;
pub mod passkey;
mod password;
pub mod payment;
pub mod payout;
pub mod picture;
pub mod product;
pub mod programme;
mod proof;
pub mod provider_statement;
mod race;
pub mod refusal;
pub mod review;
pub mod rulebook;
pub mod screening;
pub mod search;
pub mod second_factor;
mod secret;
pub mod seller;
pub mod session;
pub mod shop;
pub mod staff;
pub mod statement;
pub mod takedown;
mod throttle;

#[cfg(feature = "testing")]
pub mod testing;

pub use bell::{Bell, Listener};
pub use chance::{Chance, SystemChance};
pub use clock::{Clock, SystemClock};
pub use context::{Context, ContextParts, Viewer};
pub use pasar_store::Error as StoreError;
