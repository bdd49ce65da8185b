//! The vault: documents of sellers, sealed with a key of each seller, opened for a purpose that the seller reads, and erased by destroying the
//! key. What a charter decides by is not here but in `verification`.
//!
//! Nothing that was typed or opened is in an error, in a log or in `Debug`.

pub(crate) mod add_picture;
mod erase;
mod open;
mod read;
pub(crate) mod reading;
pub(crate) mod record;
mod retire;
mod rewrap;
mod same_number;
pub(crate) mod sealing;
pub mod specimen;
mod who_looked;

pub use add_picture::add_picture;
pub use erase::erase;
pub(crate) use erase::{forget, remove};
pub use open::{Looker, OpenedDocument};
pub use pasar_domain::identity::access::{Access, AccessedPart, Purpose};
pub use pasar_domain::identity::input::{DocumentInput, DocumentProblem};
pub use read::{read, read_picture};
pub use record::{Recorded, record};
pub use retire::retire_due;
pub use rewrap::rewrap;
pub use same_number::same_number;
pub use sealing::{UnknownMasterKey, check_control_keys, check_keys, has_sealed, has_sealed_control};
pub use who_looked::who_looked;

use pasar_domain::picture::{FILE_BYTES_MAX, PIXELS_MAX};

use crate::picture::resize::Unfit;
use crate::second_factor::FactorError;

/// The most pictures of one document.
pub const PICTURES_MAX: usize = 4;

/// Why nothing was recorded, opened or erased.
#[derive(Debug, thiserror::Error)]
pub enum IdentityError {
    /// Something that was typed is wrong.
    #[error("the document is not right: {}", told(.0))]
    Invalid(Vec<DocumentProblem>),
    /// This person may not do it.
    #[error("your role may not do this; ask somebody whose role may")]
    NotAllowed,
    /// There is no such seller, document or picture.
    #[error("there is no such document")]
    NotFound,
    /// The document was erased.
    #[error("the document was erased")]
    Erased,
    /// The file is too large.
    #[error("the file is larger than {FILE_BYTES_MAX} bytes; take the picture in a lower quality")]
    FileTooLarge,
    /// The file is no picture of a kind that is taken.
    #[error("the file is not a JPEG, PNG or WebP picture; take a photo, or save it as one of these")]
    NotAPicture,
    /// The picture has too many pixels.
    #[error("the picture has more than {PIXELS_MAX} pixels; make it smaller")]
    TooManyPixels,
    /// The file breaks off or is damaged.
    #[error("the picture is damaged; take it again")]
    Damaged,
    /// The document has as many pictures as it may have.
    #[error("a document has at most {PICTURES_MAX} pictures")]
    TooManyPictures,
    /// The program is shutting down.
    #[error("the program is stopping; try again in a minute")]
    Stopping,
    /// What is kept could not be opened with the keys that are known.
    #[error(transparent)]
    Vault(#[from] pasar_vault::Refused),
    /// What was opened is not what was sealed once: an incident.
    #[error("what was opened is not a document")]
    NotADocument,
    /// The picture could not be kept or found.
    #[error("the picture could not be stored")]
    Objects(#[from] object_store::Error),
    /// The database failed.
    #[error(transparent)]
    Store(#[from] pasar_store::Error),
}

fn told(problems: &[DocumentProblem]) -> String {
    let told: Vec<&str> = problems.iter().map(DocumentProblem::code).collect();
    told.join(", ")
}

impl From<FactorError> for IdentityError {
    fn from(error: FactorError) -> Self {
        match error {
            FactorError::Vault(error) => error.into(),
            FactorError::Store(error) => error.into(),
            _ => Self::NotFound,
        }
    }
}

impl From<Unfit> for IdentityError {
    fn from(unfit: Unfit) -> Self {
        match unfit {
            Unfit::NotAPicture => Self::NotAPicture,
            Unfit::TooManyPixels => Self::TooManyPixels,
            Unfit::Damaged => Self::Damaged,
        }
    }
}
