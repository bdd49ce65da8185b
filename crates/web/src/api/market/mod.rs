//! The market itself.

pub mod show;
