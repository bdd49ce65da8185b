//! Listings: what buyers find.

pub mod list;
mod shelf;
pub mod show;
pub mod suggest;

use pasar_service::search::find::FindError;
use serde::Deserialize;
use utoipa::IntoParams;

pub use shelf::Shelf;

use crate::error::WebError;
use crate::l10n::key;

/// Which listing.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Path)]
pub struct ListingPath {
    /// The shop's handle.
    pub shop: String,
    /// The product's handle.
    pub product: String,
}

pub(super) fn refuse(error: FindError) -> WebError {
    match error {
        FindError::Preparing => WebError::unavailable(error)
            .coded("SEARCH_PREPARING")
            .saying(key("api-search-preparing")),
        FindError::Stopping => WebError::unavailable(error),
        FindError::Index(_) => WebError::internal(error),
        FindError::Store(error) => error.into(),
    }
}
