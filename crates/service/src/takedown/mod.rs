//! Takedowns: the operator hides products.

pub mod lift;
pub mod take;
