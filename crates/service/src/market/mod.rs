//! Markets: reading them from their folder.

pub mod load;
