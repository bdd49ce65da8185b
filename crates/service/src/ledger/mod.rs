//! The ledger as a whole.

mod check;

pub use check::check;
pub use pasar_ledger::{Report, replay};
