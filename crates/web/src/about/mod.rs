//! What Pasar is.

pub mod show;
