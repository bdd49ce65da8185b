//! Search: finding listings, and keeping the index in step with them.

pub mod find;
pub mod rebuild;
pub mod relay;
pub mod shelves;
