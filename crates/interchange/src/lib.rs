//! Catalogue files of other systems, read into drafts and written from them; and [files of banks](bank), and
//! of [payment providers](provider), and [orders of other marketplaces](replay).
//!
//! [`read`] takes any bytes, finds out what they are (Shopify product CSV of either header generation, Google Merchant
//! product data as delimited text, RSS or Atom, PRDECT-ID), and yields [`Record`]s: product drafts, and findings that
//! name line, column, value and remedy. A file that cannot be a catalogue is refused by a [`FileError`] before anything
//! is yielded; after that no row can harm another (see [`read`] for the exact semantics).
//!
//! This crate is pure: readers over [`std::io::Read`], writers over [`std::io::Write`], no file, clock or chance. It
//! never panics on any input and holds at most one product (and one hash for each product seen) in memory.
#![cfg_attr(
    not(test),
    deny(
        clippy::indexing_slicing,
        clippy::panic,
        clippy::expect_used,
        clippy::unwrap_used,
        clippy::unreachable
    )
)]
#![cfg_attr(test, allow(clippy::unwrap_used))]

pub mod bank;
mod detect;
mod draft;
mod file_error;
mod finder;
mod google;
mod gtin;
mod options;
pub mod paper;
mod prdect;
mod problem;
pub mod provider;
mod read;
pub mod replay;
mod row_error;
mod seen;
mod shopify;
mod table;
mod text;
mod write;

pub use detect::{Detected, Format, HEAD_BYTES, detect};
pub use draft::{Condition, Figures, Lines, PictureDraft, ProductDraft, ReviewDraft, VariantDraft, slug};
pub use file_error::{FileError, FileKind};
pub use gtin::Gtin;
pub use options::{DecimalMark, Limits, ReadOptions};
pub use problem::Problem;
pub use read::{Reader, Record, read};
pub use row_error::{Effect, RowError};
pub use text::amount::{AmountProblem, read_amount};
pub use text::charset::Charset;
pub use text::html::sanitise;
pub use write::{Channel, GoogleTableWriter, GoogleXmlWriter, Links, ShopifyWriter};
