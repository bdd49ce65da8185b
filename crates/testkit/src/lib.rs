//! What tests are made of: a database of their own, a clock that moves, chance that repeats, a bank that misbehaves, and a
//! market to act in.
//!
//! ```no_run
//! # use pasar_testkit::TestMarket;
//! # async fn story() {
//! let market = TestMarket::new().await;
//! let shop = market.shop("ana").await;
//! let shirt = market.offer(&shop, "kaos polos", 50_000_00, 20).await;
//! let buyer = market.buyer("bo").await;
//! market.place(market.order(buyer, "key", &[(&shirt, 2)])).await.unwrap();
//! market.assert_sound().await;
//! # }
//! ```
#![allow(
    clippy::unwrap_used,
    clippy::disallowed_methods,
    clippy::missing_panics_doc,
    reason = "a test that cannot be set up stops at once"
)]

mod authenticator;
mod bank;
mod chance;
mod charter;
mod clock;
mod database;
mod device;
mod logs;
mod many;
mod market;
mod openid;
mod people;
mod probation;
mod statements;
mod stripe;

pub use authenticator::Authenticator;
pub use bank::{FakeBank, Fault, Verb, When};
pub use chance::SeededChance;
pub use charter::draft_charter;
pub use clock::TestClock;
pub use database::TestDatabase;
pub use device::Device;
pub use logs::capturing_logs;
pub use market::{TestMarket, TestOffer, identity_keys};
pub use openid::{OpenIdProvider, Says};
pub use statements::counting_statements;
pub use stripe::{BAD_CARD, GOOD_CARD, StripeBooks, StripeStage};
