//! Imports: readings of catalogue files into a shop.

use crate::Instant;
use crate::id::{AccountId, ImportId, ShopId};

/// The largest file that is taken, in bytes: 1 GiB.
pub const FILE_BYTES_MAX: u64 = 1 << 30;
/// The most findings that are kept of one import; further ones are counted only.
pub const FINDINGS_MAX: u32 = 1_000;

/// Where an import stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ImportState {
    /// Nobody has begun to read the file.
    Waiting,
    /// It is being read, or the reading broke off and will go on.
    Running,
    /// It was read to its end.
    Done {
        /// When.
        finished_at: Instant,
    },
    /// Nothing of it could be read, and nothing was changed.
    Refused {
        /// Why, for people, in English. Its code is before the first colon.
        refusal: String,
        /// When.
        finished_at: Instant,
    },
}

impl ImportState {
    /// Will nothing more happen?
    pub const fn is_over(&self) -> bool {
        matches!(self, Self::Done { .. } | Self::Refused { .. })
    }
}

/// A reading of a catalogue file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Import {
    /// Into which shop.
    pub shop_id: ShopId,
    /// Its id.
    pub import_id: ImportId,
    /// What the file is called where it comes from.
    pub file_name: String,
    /// The format's stable word, as the file's beginning tells.
    pub format: String,
    /// Where the file is in the object store.
    pub object_key: String,
    /// Is it read only to see what would happen?
    pub dry_run: bool,
    /// The category of goods whose own words for it the market does not know.
    pub category: Option<String>,
    /// Are new products kept as drafts, whatever the file says?
    pub as_drafts: bool,
    /// Where it stands.
    pub state: ImportState,
    /// The file's bytes.
    pub bytes_total: u64,
    /// How many of them were read.
    pub bytes_read: u64,
    /// How many products of the file were dealt with; a broken reading goes on there.
    pub next_product: u64,
    /// What was, or would be, done.
    pub tally: ImportTally,
    /// Who began it.
    pub created_by: AccountId,
    /// When.
    pub created_at: Instant,
}

/// What an import did, or would do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct ImportTally {
    /// Products that were new.
    pub created: u32,
    /// Products that had changed.
    pub changed: u32,
    /// Products that were as the file says.
    pub same: u32,
    /// Rows, or products, that were left out.
    pub refused: u32,
}

impl ImportTally {
    /// Both together.
    #[must_use]
    pub const fn plus(self, other: Self) -> Self {
        Self {
            created: self.created.saturating_add(other.created),
            changed: self.changed.saturating_add(other.changed),
            same: self.same.saturating_add(other.same),
            refused: self.refused.saturating_add(other.refused),
        }
    }
}

/// Something in a file that its owner should know.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ImportFinding {
    /// The line of the file, from 1.
    pub line: u64,
    /// The column, as the file names it, or the field of the product.
    pub field: Option<String>,
    /// What stands there, shortened.
    pub value: Option<String>,
    /// A stable word for translations.
    pub code: String,
    /// The arguments of the translated sentence, by name; `effect` says what was done.
    pub args: Vec<(String, String)>,
    /// The sentence in English.
    pub message: String,
}
