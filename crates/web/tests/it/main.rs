//! The site as people and programs meet it: one file for each route, at the path of its handler.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, missing_docs)]

mod about;
mod account;
mod address;
mod api;
mod api_key;
mod bank;
mod buying;
mod cart;
mod category;
mod checkout;
mod contrast;
mod goods;
mod home;
mod kit;
mod listing;
mod order;
mod payment;
mod picture;
mod preferences;
mod promise;
mod review;
mod search;
mod seller;
mod shop;
mod site;
mod staff;
mod surface;
mod sweep;
mod visit;
mod webhook;
mod words;
