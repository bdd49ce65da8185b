//! What screening a name finds.

use serde::{Deserialize, Serialize};

use super::likeness::Likeness;
use crate::word::word_enum;

/// How a name matches an entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum MatchKind {
    /// Every word is the same as in the entry's name, in any order.
    Exact,
    /// Every word is the same as in one of its other names.
    Alias,
    /// The score is high enough for a person to look.
    Near,
}

word_enum!(MatchKind, "a kind of match", {
    Exact => "exact",
    Alias => "alias",
    Near => "near",
});

/// A word of the name with the word of the list that it was compared with.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pair {
    /// The word of the name, or two words that the list writes as one.
    pub typed: String,
    /// The word of the list, or two words that the name writes as one.
    pub listed: String,
    /// How they are alike.
    pub likeness: Likeness,
    /// What it gave of the score.
    pub gave: u8,
}

/// An entry whose name is like the one that was screened.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Match {
    /// The entry's number.
    pub entry_no: u32,
    /// How it matches.
    pub kind: MatchKind,
    /// From 0 to 100: the sum of what its pairs gave.
    pub score: u8,
    /// The name of the entry that is most alike.
    pub listed: String,
    /// Word by word, in the order of the name.
    pub pairs: Vec<Pair>,
    /// Words of the name that the list's name does not have.
    pub typed_only: Vec<String>,
    /// Words of the list's name that the name does not have.
    pub listed_only: Vec<String>,
}
