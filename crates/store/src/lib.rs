//! The only SQL of the project: one file per noun, each with its queries, its private rows and their parsing.
//!
//! Every function takes a connection, so that the caller decides which transaction it is part of. Queries are checked against
//! the migrated schema when they are compiled (`cargo xtask prepare`). A row that does not parse into its noun is
//! [`Error::Inconsistent`], never a default.

pub mod account;
pub mod address;
pub mod api_key;
pub mod appeal;
pub mod application;
pub mod bank_statement;
pub mod campaign;
pub mod cart;
pub mod cell;
pub mod charter;
pub mod charter_in_cell;
pub mod charter_review;
pub mod checkout;
pub mod directory;
pub mod disclosure;
pub mod error;
pub mod gap_check;
pub mod half_sign_in;
pub mod idempotency;
pub mod identity_access;
pub mod identity_document;
pub mod import;
pub mod inspect;
pub mod job;
pub mod letter;
pub mod listing;
pub mod migrate;
pub mod offer;
pub mod oidc_sign_in;
pub mod order;
pub mod order_group;
pub mod outbox;
pub mod ownership;
pub mod passkey;
pub mod payment;
pub mod payout;
pub mod payout_file;
pub mod picture;
pub mod probation;
pub mod product;
pub mod programme;
pub mod provider_event;
pub mod provider_statement;
pub mod refusal;
pub mod review;
pub mod row;
pub mod sandbox_payment;
pub mod screening;
pub mod second_factor;
pub mod seller;
pub mod seller_key;
pub mod session;
pub mod settlement;
pub mod shipping_option;
pub mod shop;
pub mod shop_balance;
pub mod sign_in_throttle;
pub mod staff;
pub mod staff_identity;
pub mod staff_session;
pub mod stock_item;
pub mod stripe_payment;
pub mod takedown;
#[cfg(feature = "testing")]
pub mod testing;
pub mod transfer;
pub mod variant;
pub mod verification;
pub mod waiting_picture;

pub use cell::{Cell, CellName, Store, StoreConfig, Transaction};
pub use error::{Error, Result};
pub use sqlx::PgConnection;
