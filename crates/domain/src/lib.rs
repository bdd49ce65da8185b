//! The nouns of a marketplace and the rules that need nothing but their facts.
//!
//! This crate is pure: no file, network, clock, chance or database. Times and entropy are arguments.
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
pub mod address;
pub mod adoption;
pub mod api_key;
pub mod appeal;
pub mod application;
pub mod bank;
pub mod campaign;
pub mod charter;
pub mod checkout;
pub mod commission;
pub mod country;
pub mod disclosure;
pub mod email;
pub mod handle;
pub mod id;
pub mod identity;
pub mod import;
pub mod market;
pub mod money;
pub mod offer;
pub mod order;
pub mod order_group;
pub mod ownership;
pub mod passkey;
pub mod password;
pub mod payment;
pub mod payout;
pub mod picture;
pub mod probation;
pub mod problem;
pub mod product;
pub mod programme;
pub mod provider_statement;
pub mod replay;
pub mod review;
pub mod screening;
pub mod second_factor;
pub mod seller;
pub mod shipping_option;
pub mod shop;
pub mod staff;
pub mod stock;
pub mod surface;
pub mod takedown;
pub mod throttle;
pub mod turn;
pub mod variant;
pub mod word;

/// An instant, always in UTC. Only the edges (pages, letters) turn it into a market's local time.
pub type Instant = chrono::DateTime<chrono::Utc>;
