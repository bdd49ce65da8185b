//! Pictures of products.

pub mod remove;
pub mod reorder;
pub mod upload;

use pasar_service::picture::upload::PictureError;

use super::{clash, product, unfit};
use crate::error::WebError;
use crate::l10n::{Message, key};

fn refuse(error: PictureError) -> WebError {
    match error {
        PictureError::TooLarge { .. } => WebError::too_large(),
        PictureError::NotAPicture => unfit("NOT_A_PICTURE", key("api-not-a-picture")),
        PictureError::TooManyPixels { max } => unfit(
            "TOO_MANY_PIXELS",
            Message::new(key("api-too-many-pixels")).with("max", max / 1_000_000),
        ),
        PictureError::Damaged => unfit("DAMAGED_PICTURE", key("api-damaged-picture")),
        PictureError::TooMany { max } => clash(
            "TOO_MANY_PICTURES",
            Message::new(key("api-too-many-pictures")).with("max", max),
        ),
        PictureError::NotFound => product::no_such_product(),
        PictureError::Objects(error) => WebError::unavailable(error),
        PictureError::Stopping => WebError::unavailable(error),
        PictureError::Store(error) => error.into(),
    }
}
