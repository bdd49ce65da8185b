//! Shops: opening and editing them, and who may act for them.

pub mod authorise;
pub mod edit;
pub mod list;
pub mod open;
pub mod show;
pub mod today;
