//! The site as people and programs meet it: one file for each route, at the path of its handler.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, missing_docs)]

mod account;
mod address;
mod api_key;
mod bank;
mod buying;
mod cart;
mod checkout;
mod contrast;
mod kit;
mod order;
mod preferences;
mod site;
mod visit;
mod words;
