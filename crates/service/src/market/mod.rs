//! Markets: reading them from their folder, and whether they can be served.

pub mod load;
pub mod ready;
