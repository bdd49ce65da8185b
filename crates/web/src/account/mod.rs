//! A person's own account.

pub mod sign_in;
pub mod sign_out;
pub mod sign_up;
