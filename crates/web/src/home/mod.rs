//! The home page of a market.

pub mod show;
