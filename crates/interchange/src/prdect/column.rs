//! The columns.

use crate::table::ColumnName;

/// A column of the data set.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Column {
    Category,
    Name,
    Location,
    Price,
    OverallRating,
    Sold,
    TotalReview,
    Rating,
    Review,
    Sentiment,
    Emotion,
}

impl ColumnName for Column {
    const NAMES: &'static [(Self, &'static [&'static str])] = &[
        (Self::Category, &["category"]),
        (Self::Name, &["product name"]),
        (Self::Location, &["location"]),
        (Self::Price, &["price"]),
        (Self::OverallRating, &["overall rating"]),
        (Self::Sold, &["number sold"]),
        (Self::TotalReview, &["total review"]),
        (Self::Rating, &["customer rating"]),
        (Self::Review, &["customer review"]),
        (Self::Sentiment, &["sentiment"]),
        (Self::Emotion, &["emotion"]),
    ];
}

impl Column {
    /// A file must have each of these.
    pub(crate) const REQUIRED: &'static [&'static [Self]] = &[
        &[Self::Name],
        &[Self::Location],
        &[Self::Price],
        &[Self::Rating],
        &[Self::Review],
    ];
}
