//! Search: what a buyer asks for, what was found, and how to narrow it.

pub mod asked;
pub mod filters;
pub mod find;
pub mod results;
#[doc(hidden)]
pub mod samples;
pub mod suggest;

use pasar_service::search::find::FindError;

use crate::error::WebError;

impl From<FindError> for WebError {
    fn from(error: FindError) -> Self {
        match error {
            FindError::Preparing | FindError::Stopping => Self::unavailable(error),
            FindError::Index(cause) => Self::internal(cause),
            FindError::Store(cause) => cause.into(),
        }
    }
}
