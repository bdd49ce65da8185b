//! The program as people run it: as a process, with a data folder of its own.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::disallowed_methods)]

mod account;
mod browser;
mod catalogue;
mod charter;
mod config;
mod doctor;
mod identity;
mod kill;
mod kit;
mod ledger;
mod market;
mod payment;
mod payout;
mod programme;
mod race;
mod replay;
mod serve;
mod shopper;
mod staff;
