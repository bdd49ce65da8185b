//! What a shop is paid, and why.

pub mod day;
pub mod show;
