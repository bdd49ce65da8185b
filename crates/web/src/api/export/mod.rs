//! All products of a shop as a file.

pub mod write;
