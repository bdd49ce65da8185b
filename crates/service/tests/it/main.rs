//! Use-cases against a real database.
#![allow(clippy::unwrap_used, missing_docs, reason = "tests")]

mod account;
mod address;
mod adoption;
mod api_key;
mod appeal;
mod application;
mod campaign;
mod cart;
mod charter;
mod checkout;
mod demo;
mod disclosure;
mod gap;
mod identity;
mod import;
mod kit;
mod listing;
mod market;
mod order;
mod ownership;
mod passkey;
mod payment;
mod payout;
mod picture;
mod product;
mod programme;
mod screening;
mod second_factor;
mod seller;
mod session;
mod shop;
mod staff;
mod statement;
mod takedown;
mod work;
