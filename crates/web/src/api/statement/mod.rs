//! What a shop is paid, and why.

pub mod show;
