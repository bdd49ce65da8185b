//! Reviews of products.

pub mod list;
