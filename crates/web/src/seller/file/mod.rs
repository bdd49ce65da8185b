//! Catalogue files, in and out.

pub mod again;
pub mod export;
mod finding;
pub mod list;
pub mod show;
pub mod start;

use pasar_domain::import::{Import, ImportState};
use serde::Deserialize;

use crate::l10n::Localizer;

/// Which import an address names.
#[derive(Debug, Clone, Deserialize)]
pub struct ImportPath {
    /// The import's id.
    pub import_id: String,
}

/// The colour and words of where an import stands.
fn state(l: &Localizer, import: &Import) -> (&'static str, String) {
    match &import.state {
        ImportState::Waiting => ("", l.t("seller-import-waiting")),
        ImportState::Running => ("indigo", l.t("seller-import-running")),
        ImportState::Refused { .. } => ("chili", l.t("seller-import-refused")),
        ImportState::Done { .. } if import.dry_run => ("indigo", l.t("seller-import-tried")),
        ImportState::Done { .. } if import.tally.refused > 0 => ("soga", l.t("seller-import-done-partly")),
        ImportState::Done { .. } => ("leaf", l.t("seller-import-done")),
    }
}

/// What a format is called.
fn format(l: &Localizer, code: &str) -> String {
    match code {
        "shopify" => l.t("seller-format-shopify"),
        "google-table" => l.t("seller-format-google-table"),
        "google-xml" => l.t("seller-format-google-xml"),
        _ => code.to_owned(),
    }
}
