//! Orders as the shop sees them.

pub mod cancel;
pub mod list;
pub mod row;
pub mod ship;
pub mod show;
mod show_samples;
pub mod slip;

use serde::Deserialize;

/// Which order an address names.
#[derive(Debug, Clone, Deserialize)]
pub struct OrderPath {
    /// The order's id.
    pub order_id: String,
}
