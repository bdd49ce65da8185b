//! The detector: it looks for listings that are shown although nothing that counts says who their seller is.
//!
//! There must be none. Whatever shows listings decides by the charter; this asks from outside, again and again, and compares with a query
//! of its own. What it counts stands on the page of promises.

mod check;
mod history;

pub use check::{check, check_due};
pub use history::{history, summarise};
pub use pasar_store::gap_check::{GapCheck, GapHistory};
