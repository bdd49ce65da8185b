//! What buyers say.

pub mod list;
