//! How a seller is verified: what counts, the steps of an application, and who looked.

pub mod campaign;
pub mod picture;
pub mod read;
pub mod show;
pub mod step;
pub mod words;

use pasar_service::application::ApplicationError;
use pasar_service::identity::IdentityError;

use crate::prelude::*;

/// Why a step was not saved, at its field; an error of ours, or what does not exist here, is none of these.
fn refuse(form: &mut Form, error: ApplicationError) -> Result<(), WebError> {
    match error {
        ApplicationError::Identity(IdentityError::Invalid(problems)) => {
            for problem in &problems {
                form.refuse(problem.field(), words::problem(problem));
            }
        }
        ApplicationError::Invalid(problems) => crate::problem::refuse(form, &problems),
        ApplicationError::Incomplete(_) => form.refuse("", key("application-incomplete")),
        other => return Err(passed_on(other)),
    }
    Ok(())
}

/// What is wrong with the request as a whole.
pub(crate) fn passed_on(error: ApplicationError) -> WebError {
    match error {
        ApplicationError::Identity(error) => identity(error),
        ApplicationError::Invalid(problems) => WebError::invalid(crate::problem::fields(&problems)),
        ApplicationError::Incomplete(_) => WebError::conflict().saying(key("application-incomplete")),
        ApplicationError::NotOpen => WebError::conflict().saying(key("application-not-open")),
        ApplicationError::NotWaiting => WebError::conflict().saying(key("application-not-waiting")),
        ApplicationError::SamePerson => WebError::conflict().saying(key("application-same-person")),
        ApplicationError::TooManyShops { .. } => {
            WebError::conflict().saying(key("application-too-many-shops"))
        }
        ApplicationError::NotFound => WebError::not_found(),
        ApplicationError::Seller(error) => crate::staff::seller::refuse(error),
        ApplicationError::Store(error) => error.into(),
    }
}

fn identity(error: IdentityError) -> WebError {
    match error {
        IdentityError::NotAllowed => WebError::forbidden().saying(key("application-owner-only")),
        IdentityError::NotFound | IdentityError::Erased => WebError::not_found(),
        IdentityError::Invalid(_) => WebError::conflict().saying(key("application-document-wrong")),
        IdentityError::FileTooLarge
        | IdentityError::NotAPicture
        | IdentityError::TooManyPixels
        | IdentityError::Damaged
        | IdentityError::TooManyPictures => WebError::conflict().saying(key("application-picture-wrong")),
        IdentityError::Objects(error) => WebError::unavailable(error),
        IdentityError::Stopping => WebError::unavailable(error),
        IdentityError::Vault(_) | IdentityError::NotADocument => WebError::internal(error),
        IdentityError::Store(error) => error.into(),
    }
}
