//! Pictures of products: drawn by the program, uploaded by the seller, or known by their address only.

use crate::id::{PictureId, ShopId};

/// The largest file that is taken, in bytes: 12 MiB.
pub const FILE_BYTES_MAX: usize = 12 * 1024 * 1024;
/// The most pixels of a picture that is taken: 40 million.
pub const PIXELS_MAX: u64 = 40_000_000;
/// The most characters of the text for those who do not see the picture.
pub const ALT_CHARS_MAX: usize = 500;

/// A picture of a product.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Picture {
    /// Its id.
    pub picture_id: PictureId,
    /// Its place among the product's pictures, from 0.
    pub position: u32,
    /// What it shows, for those who do not see it; may be empty.
    pub alt: String,
    /// Where it comes from.
    pub kind: PictureKind,
}

/// Where a picture comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PictureKind {
    /// Drawn by the program: the same seed gives the same picture.
    Drawn {
        /// The seed.
        seed: u64,
    },
    /// Uploaded, and kept in the object store in every [`PictureSize`].
    Uploaded {
        /// The folder of its files in the object store.
        object_key: String,
        /// Pixels from left to right, of the largest file.
        width: u32,
        /// Pixels from top to bottom, of the largest file.
        height: u32,
    },
    /// Known by its address only. It is not fetched and not shown, but exported again.
    Linked {
        /// An `http` or `https` address.
        url: String,
    },
}

/// The sizes in which an uploaded picture is kept: the most pixels of its longer side.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PictureSize {
    /// 160 pixels: carts and lists of orders.
    Thumb,
    /// 320 pixels: cards on a telephone.
    Small,
    /// 640 pixels: cards on a screen, pages on a telephone.
    Medium,
    /// 1,280 pixels: the product's page.
    Large,
}

impl PictureSize {
    /// Every size, smallest first.
    pub const ALL: [Self; 4] = [Self::Thumb, Self::Small, Self::Medium, Self::Large];

    /// The most pixels of the longer side.
    pub const fn pixels(self) -> u32 {
        match self {
            Self::Thumb => 160,
            Self::Small => 320,
            Self::Medium => 640,
            Self::Large => 1_280,
        }
    }

    /// The size of so many pixels.
    pub fn of_pixels(pixels: u32) -> Option<Self> {
        Self::ALL.into_iter().find(|size| size.pixels() == pixels)
    }
}

/// The folder of a picture in the object store.
pub fn object_key(shop_id: ShopId, picture_id: PictureId) -> String {
    format!("pictures/{shop_id}/{picture_id}")
}
