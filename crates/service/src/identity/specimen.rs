//! Draws documents of nobody, for tests and the demo: marked SPECIMEN, and legible for the program that reads pictures.

use chrono::NaiveDate;
use pasar_domain::identity::DocumentKind;
use pasar_domain::identity::specimen::Specimen;
use pasar_motif::Sheet;

use crate::picture::raster;

/// A specimen and its picture.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DrawnSpecimen {
    /// What its holder would type.
    pub specimen: Specimen,
    /// The picture, a PNG.
    pub png: Vec<u8>,
}

/// Draws a specimen that counts on `on`; the same seed draws the same. Nothing for a kind of which there are none.
pub fn draw(kind: DocumentKind, seed: u64, on: NaiveDate) -> Option<DrawnSpecimen> {
    let specimen = Specimen::invent(kind, seed, on)?;
    let sheet = match kind {
        DocumentKind::Passport => Sheet::Passport,
        DocumentKind::Nib => Sheet::Certificate,
        _ => Sheet::Card,
    };
    let svg = pasar_motif::specimen(sheet, &specimen.rows, &specimen.zone);
    Some(DrawnSpecimen {
        png: raster::png(&svg)?,
        specimen,
    })
}
