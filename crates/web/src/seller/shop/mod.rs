//! The shop itself: what it says about itself, how it sends, and which of several shops a person acts for.

pub mod choose;
pub mod edit;
pub mod shipping;
