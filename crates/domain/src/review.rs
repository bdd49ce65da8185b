//! Reviews: what buyers say about a product.

use crate::Instant;
use crate::id::ReviewId;

/// From 1 (poor) to 5 (very good).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Stars(u8);

impl Stars {
    /// So many stars; nothing outside 1 to 5.
    pub const fn new(stars: u8) -> Option<Self> {
        if 1 <= stars && stars <= 5 {
            Some(Self(stars))
        } else {
            None
        }
    }

    /// How many.
    pub const fn get(self) -> u8 {
        self.0
    }
}

/// Who wrote a review.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ReviewOrigin {
    /// A buyer here.
    Buyer {
        /// The name under which it is shown.
        name: String,
        /// When.
        written_at: Instant,
    },
    /// Somebody elsewhere, whose words a data set holds.
    DataSet {
        /// The data set's name.
        source: String,
    },
}

/// A review of a product.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Review {
    /// Its id.
    pub review_id: ReviewId,
    /// How many stars.
    pub stars: Stars,
    /// Plain text; may be empty.
    pub body: String,
    /// Who wrote it.
    pub origin: ReviewOrigin,
}

/// The mean of a product's ratings.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rating {
    /// In hundredths of a star: 100 to 500.
    pub hundredths: u16,
    /// How many ratings the mean is made of; more than none.
    pub count: u32,
}
