//! How a person wants to see the site: language, colours, market.

pub mod set;
