//! What a seller who sells much certifies and shows: `/{market}/seller/disclosure`.

pub mod certify;
pub mod conceal;
pub mod show;

use pasar_service::disclosure::DisclosureError;

use crate::prelude::*;

/// What is wrong with the request as a whole.
fn passed_on(error: DisclosureError) -> WebError {
    match error {
        DisclosureError::Invalid(problems) => WebError::invalid(crate::problem::fields(&problems)),
        DisclosureError::NotAllowed => WebError::forbidden().saying(key("application-owner-only")),
        DisclosureError::NotVerified => WebError::conflict().saying(key("disclosure-not-verified")),
        DisclosureError::Asked => WebError::conflict().saying(key("disclosure-asked")),
        DisclosureError::NotFound => WebError::not_found(),
        DisclosureError::Store(error) => error.into(),
    }
}
