//! Listings: what buyers see.

pub mod card;
pub mod choosing;
pub mod facts;
#[doc(hidden)]
pub mod samples;
pub mod show;
mod structured;
