//! Screening: comparing a name with a list of names that nobody may trade with.
//!
//! A list is read ([`read`]), its names are taken apart into words and indexed ([`Screener`]), and a name is compared with all of them
//! through the words it has in common. What is found carries a score from 0 to 100 and says word by word where it comes from. A score
//! decides nothing: a person looks at whatever is near. `docs/guides/screening.md` tells it with examples.

mod entry;
mod found;
mod index;
mod likeness;
mod name;
mod read;
mod score;
mod screener;
#[cfg(test)]
mod tests;

pub use entry::{EntryKind, ListEntry};
pub use found::{Match, MatchKind, Pair};
pub use likeness::Likeness;
pub use read::{ReadList, RowProblem, RowProblemKind, read};
pub use screener::{Screened, Screener};

/// When something is near.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Thresholds {
    /// The least score of a near match.
    pub near: u8,
    /// The least rarity of the words that two names have in common, in quarters of a bit: a word that one name of sixteen has is worth 16.
    pub shared: u32,
    /// The same where they have one word in common, and no other.
    pub lone: u32,
}

impl Thresholds {
    /// What sellers are screened with. How often it finds people who are not meant is measured in `docs/guides/screening.md`.
    pub const STANDARD: Self = Self {
        near: 82,
        shared: 32,
        lone: 42,
    };
}
