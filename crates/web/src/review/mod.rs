//! Reviews of goods.

pub mod list;

use pasar_domain::review::{Review, ReviewOrigin};

use crate::l10n::Localizer;
use crate::ui;

/// A review as it is shown.
#[derive(Debug, Clone)]
pub struct ShownReview {
    /// How many stars.
    pub stars: u8,
    /// What was said, line by line.
    pub lines: Vec<String>,
    /// Who said it, and when or where.
    pub by: String,
}

impl ShownReview {
    /// A review as it is shown.
    pub fn new(l: &Localizer, review: &Review) -> Self {
        let lines = review.body.lines().map(str::trim).filter(|line| !line.is_empty());
        Self {
            stars: review.stars.get(),
            lines: lines.map(str::to_owned).collect(),
            by: match &review.origin {
                ReviewOrigin::Buyer { name, written_at } => {
                    l.t2("review-by", "name", name, "date", l.date(written_at))
                }
                ReviewOrigin::DataSet { source } => l.t1("review-from", "source", source),
            },
        }
    }
}

/// How many reviews give so many stars.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Share {
    /// How many stars.
    pub stars: u8,
    /// How many reviews.
    pub count: u32,
    /// Of all reviews, in percent.
    pub percent: u64,
    /// The list of those reviews; empty where there are none.
    pub href: String,
}

/// The shares of one to five stars, most stars first. `list` is the address of all reviews.
pub fn shares(stars: &[u32; 5], list: &str) -> Vec<Share> {
    let total: u64 = stars.iter().map(|count| u64::from(*count)).sum();
    (1..=5)
        .zip(stars)
        .map(|(stars, count): (u8, &u32)| Share {
            stars,
            count: *count,
            percent: u64::from(*count) * 100 / total.max(1),
            href: if *count > 0 {
                format!("{list}?stars={stars}")
            } else {
                String::new()
            },
        })
        .rev()
        .collect()
}

/// How many reviews there are in all.
pub fn total(stars: &[u32; 5]) -> u32 {
    stars.iter().fold(0, |sum, count| sum.saturating_add(*count))
}

impl Share {
    /// The bar, read out as a sentence.
    pub fn bar(&self, l: &Localizer) -> ui::Html {
        let label = l.t2("review-share", "stars", self.stars, "count", self.count);
        ui::progress(self.percent, 100, label)
    }
}
