//! Listings: what buyers see.

pub mod addresses;
pub mod around;
pub mod cards;
pub mod documents;
pub mod refusals;
pub mod show;

use pasar_domain::id::ProductId;

/// Cuts a list that was read one longer than wanted, and says where the next page begins.
pub(crate) fn next_cursor(ids: &mut Vec<ProductId>, limit: u32) -> Option<ProductId> {
    let limit = usize::try_from(limit).unwrap_or(usize::MAX);
    if ids.len() <= limit {
        return None;
    }
    ids.truncate(limit);
    ids.last().copied()
}
