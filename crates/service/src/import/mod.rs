//! Imports: catalogue files of other systems, read into a shop.
//!
//! A file is stored, then read by the worker (or at once by the command line) in batches: the products of a batch and the
//! import's progress are written in one transaction, so that a reading that broke off goes on where it was. Reading the same
//! file again changes nothing. A dry run is the same reading, undone batch by batch.

pub mod again;
pub(crate) mod apply;
mod draft;
pub mod run;
pub mod show;
mod source;
pub mod start;

use pasar_domain::import::{ImportFinding, ImportTally};

/// What was found and done while some products were dealt with.
#[derive(Debug, Default)]
pub(crate) struct Report {
    pub(crate) tally: ImportTally,
    pub(crate) findings: Vec<ImportFinding>,
}
