//! Pictures for goods that have no photograph.
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
mod canvas;
mod chance;
mod cloth;
mod icon;
mod medallion;
mod palette;
mod quilt;
mod scene;

pub use chance::seed;

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

/// The picture of a product as SVG text, a square of 640 units without ids, scripts, styles or text.
pub fn draw(tradition: Tradition, seed: u64, subject: &str) -> String {
    scene::draw(tradition, seed, subject, None)
}

/// As [`draw`], with one of the [`objects`] in the middle; as [`draw`] when there is no such object.
pub fn draw_object(tradition: Tradition, seed: u64, subject: &str, object: &str) -> String {
    scene::draw(tradition, seed, subject, Some(object))
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

/// One object on plain paper, in the colours of a category. An unknown object falls back to the category's first.
pub fn object(tradition: Tradition, subject: &str, name: &str) -> String {
    scene::object(tradition, subject, name)
}
