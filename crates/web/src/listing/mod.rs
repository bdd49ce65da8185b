//! Listings: what buyers see.

pub mod card;
