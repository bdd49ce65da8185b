//! Pictures for goods that have no photograph, drawn as SVG text from nothing but a seed and a category; and [`specimen`]s of documents.
//!
//! A picture is a cloth in one of two [`Tradition`]s, paper in its middle, and on the paper a line drawing of the
//! category's goods. Every category has one family of colours, and all families share their lightness, so that a page of
//! many pictures stays calm in light and in dark. The same seed gives the same picture on every machine: the crate is
//! pure, needs no font and does its own trigonometry.
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

mod batik;
mod brand;
mod canvas;
mod chance;
mod cloth;
mod icon;
mod letters;
mod medallion;
mod palette;
mod quilt;
mod scene;
mod specimen;

pub use chance::seed;
pub use specimen::{Sheet, specimen};

/// The family of patterns a market's pictures are drawn in. Which market uses which is data.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Tradition {
    /// Kawung, parang, truntum, mega mendung and ceplok.
    #[default]
    Batik,
    /// Tartan, herringbone, sprigs, Fair Isle and houndstooth.
    Quilt,
}

impl Tradition {
    /// The tradition a data file names: `batik` or `quilt`.
    pub fn from_name(name: &str) -> Option<Self> {
        match name {
            "batik" => Some(Self::Batik),
            "quilt" => Some(Self::Quilt),
            _ => None,
        }
    }

    /// The name in data files.
    pub fn name(self) -> &'static str {
        match self {
            Self::Batik => "batik",
            Self::Quilt => "quilt",
        }
    }
}

/// The picture of a product as SVG text: a square of 640 units, about 7 KB, without scripts, styles, text or fonts.
///
/// The seed decides motif, layout, cloth and, where the subject leaves a choice, the object. The subject is one of
/// [`subjects`] (any other gets a parcel), optionally followed by a colon and the [`all_objects`] to choose from:
/// `kitchen` or `kitchen:teapot,mug`. Objects nobody knows are passed over. Spelling is forgiving: `Men's Fashion`,
/// `men-s-fashion` and `mens-fashion` are one subject.
///
/// The only ids inside are hashes of what they name, so that any number of pictures can be inlined on one page.
pub fn draw(tradition: Tradition, seed: u64, subject: &str) -> String {
    scene::draw(tradition, seed, subject)
}

/// The categories that have colours and drawings of their own; any other slug gets a parcel.
pub fn subjects() -> &'static [&'static str] {
    palette::names()
}

/// The names of the objects that may stand for a category; those of parcels for an unknown one.
pub fn objects(tradition: Tradition, subject: &str) -> Vec<&'static str> {
    let name = palette::find(subject).map_or("", |(_, name)| name);
    icon::fitting(name, tradition)
        .iter()
        .map(|drawing| drawing.name)
        .collect()
}

/// The names of all objects, those included that stand for no category of their own.
pub fn all_objects() -> Vec<&'static str> {
    icon::all().map(|drawing| drawing.name).collect()
}

/// One object on plain paper, in the colours of a category. An unknown object falls back to the category's first.
pub fn object(tradition: Tradition, subject: &str, name: &str) -> String {
    scene::object(tradition, subject, name)
}

/// A shop's picture when it has none of its own: up to two letters or figures of `initials` on batik cloth, a square of
/// 96 units. Signs we have no strokes for are left out; with none left, a small flower stands in their place.
pub fn monogram(seed: u64, initials: &str) -> String {
    brand::monogram(seed, initials)
}

/// A category's first drawing on light paper in its colours, without motif: a square of 240 units.
pub fn category_tile(tradition: Tradition, subject: &str) -> String {
    brand::tile(tradition, subject)
}

/// The market's mark and name, 226 by 64 units, to be inlined: it takes the colour of the text around it.
pub fn logo() -> &'static str {
    brand::LOGO
}

/// The mark alone in its own colours, a square of 64 units.
pub fn favicon() -> &'static str {
    brand::FAVICON
}
