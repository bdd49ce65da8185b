//! The ledger as a whole.

mod check;

pub use check::check;
