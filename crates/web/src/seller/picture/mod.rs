//! Pictures of a product: added, put in order and described, removed.

pub mod order;
pub mod remove;
pub mod upload;

use pasar_service::picture::upload::PictureError;
use serde::Deserialize;

use crate::error::WebError;
use crate::l10n::{Message, key};

/// Which picture an address names.
#[derive(Debug, Clone, Deserialize)]
pub struct PicturePath {
    /// The product's id.
    pub product_id: String,
    /// The picture's id.
    pub picture_id: String,
}

/// Why a picture was not taken, for its seller; an error of ours, or a product that does not exist here, is none of these.
fn message(error: PictureError) -> Result<Message, WebError> {
    match error {
        PictureError::TooLarge { max } => {
            Ok(Message::new(key("seller-picture-too-large")).with("max", max / 1_048_576))
        }
        PictureError::NotAPicture => Ok(key("seller-picture-not-one").into()),
        PictureError::TooManyPixels { max } => {
            Ok(Message::new(key("seller-picture-too-many-pixels")).with("max", max / 1_000_000))
        }
        PictureError::Damaged => Ok(key("seller-picture-damaged").into()),
        PictureError::TooMany { max } => Ok(Message::new(key("seller-picture-too-many")).with("max", max)),
        PictureError::NotFound => Err(WebError::not_found()),
        PictureError::Objects(error) => Err(WebError::unavailable(error)),
        PictureError::Stopping => Err(WebError::unavailable(error)),
        PictureError::Store(error) => Err(error.into()),
    }
}
