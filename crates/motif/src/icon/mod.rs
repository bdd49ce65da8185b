//! Line drawings of a category's goods, in a square from -100 to 100, in strokes of two weights.

mod asked;
mod body;
mod dress;
mod home;
mod leisure;
mod pages;
mod parcels;
mod table;
mod tech;
mod worn;

use crate::Tradition;
use crate::canvas::{Ink, hex};
use crate::palette::Palette;

/// How one path of a drawing is painted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Part {
    /// Filled faintly, outlined in the heavy weight.
    Body,
    /// Filled as the paper (to hide what lies behind), outlined in the heavy weight.
    Paper,
    /// Filled with the accent, outlined in the heavy weight.
    Accent,
    /// Filled faintly, no outline.
    Tint,
    /// Filled with the accent, no outline.
    Glow,
    /// A heavy line.
    Line,
    /// A fine line.
    Fine,
    /// Filled with ink.
    Solid,
}

/// A drawing: one object, from its back to its front.
#[derive(Debug)]
pub(crate) struct Drawing {
    /// What it shows, as data files name it.
    pub(crate) name: &'static str,
    /// Degrees, clockwise, by which it lies slanted.
    tilt: i8,
    parts: &'static [(Part, &'static str)],
}

const fn drawing(name: &'static str, tilt: i8, parts: &'static [(Part, &'static str)]) -> Drawing {
    Drawing { name, tilt, parts }
}

/// Widths of the two weights, in the drawing's units.
const HEAVY: &str = "6";
const FINE: &str = "3.6";

/// Every subject and its drawings; no list is empty.
const DRAWINGS: [(&str, &[Drawing]); 29] = [
    ("computers-and-laptops", tech::COMPUTERS),
    ("toys-and-hobbies", leisure::TOYS),
    ("food-and-drink", table::FOOD),
    ("office-and-stationery", table::OFFICE),
    ("automotive", table::AUTOMOTIVE),
    ("animal-care", table::ANIMALS),
    ("body-care", body::BODY),
    ("party-supplies-and-craft", leisure::PARTY),
    ("carpentry", home::CARPENTRY),
    ("other-products", parcels::PARCELS),
    ("sport", leisure::SPORT),
    ("books", pages::BOOKS),
    ("kitchen", home::KITCHEN),
    ("electronics", tech::ELECTRONICS),
    ("kids-and-baby-fashion", dress::KIDS),
    ("muslim-fashion", dress::MUSLIM),
    ("mens-fashion", dress::MEN),
    ("womens-fashion", dress::WOMEN),
    ("movies-and-music", pages::MUSIC),
    ("gaming", tech::GAMING),
    ("phones-and-tablets", tech::PHONES),
    ("mother-and-baby", body::MOTHER),
    ("camera", tech::CAMERAS),
    ("beauty", body::BEAUTY),
    ("health", body::HEALTH),
    ("household", home::HOUSEHOLD),
    ("precious-metal", table::METAL),
    ("tour-and-travel", leisure::TRAVEL),
    ("property", home::PROPERTY),
];

/// Subjects whose drawings are borrowed from others, by name.
const BORROWERS: [(&str, &[&str]); 18] = [
    ("audio", &["headset", "speaker", "microphone", "earphones"]),
    ("bags", &["handbag", "tote-bag", "rucksack", "wallet"]),
    ("birds", &["bird"]),
    ("candles", &["candle"]),
    ("coats-and-jackets", &["coat", "umbrella"]),
    ("cycling", &["bicycle", "helmet", "bottle"]),
    ("furniture", &["chair", "lamp"]),
    ("garden", &["plant", "watering-can", "trowel"]),
    ("hats-and-scarves", &["scarf", "cap", "socks"]),
    ("jewellery", &["ring", "necklace"]),
    ("knitwear", &["jumper", "socks", "scarf"]),
    ("preserves", &["jar"]),
    ("sewing-and-yarn", &["yarn", "thread", "scissors"]),
    ("soft-furnishings", &["cushion", "curtain"]),
    ("tableware", &["mug", "plate", "teapot", "bowl"]),
    ("tea-and-coffee", &["teapot", "coffee", "mug"]),
    ("treats", &["cake", "snack"]),
    ("walking", &["boots", "rucksack", "compass"]),
];

/// The drawings of a subject, as [`crate::subjects`] spells it, that are at home in a tradition; parcels for any other.
/// Never empty.
pub(crate) fn fitting(subject: &str, tradition: Tradition) -> Vec<&'static Drawing> {
    if let Some((_, names)) = BORROWERS.iter().find(|(name, _)| *name == subject) {
        return names.iter().filter_map(|name| object(name)).collect();
    }
    let own = DRAWINGS
        .iter()
        .find(|(name, _)| *name == subject)
        .map_or(parcels::PARCELS, |(_, own)| *own);
    let local = tradition == Tradition::Batik;
    own.iter()
        .filter(|drawing| local || !OF_THE_ISLANDS.contains(&drawing.name))
        .collect()
}

/// Objects that only the batik tradition shows unasked.
const OF_THE_ISLANDS: [&str; 7] = ["tumpeng", "joglo", "peci", "koko", "mukena", "kebaya", "wok"];

/// The drawing of an object by its name, whatever its subject.
pub(crate) fn object(name: &str) -> Option<&'static Drawing> {
    all().find(|drawing| drawing.name == name)
}

/// Every drawing there is.
pub(crate) fn all() -> impl Iterator<Item = &'static Drawing> {
    DRAWINGS
        .iter()
        .flat_map(|(_, drawings)| drawings.iter())
        .chain(worn::WORN)
        .chain(asked::ASKED)
}

/// A drawing's paths, on paper of the given colour.
pub(crate) fn paint(drawing: &Drawing, palette: &Palette, paper: Ink) -> String {
    let tilt = match drawing.tilt {
        0 => String::new(),
        tilt => format!(r#" transform="rotate({tilt})""#),
    };
    let mut out = format!(
        r#"<g fill="none" stroke="{}" stroke-width="{HEAVY}" stroke-linecap="round" stroke-linejoin="round"{tilt}>"#,
        hex(palette.ink)
    );
    for (part, data) in drawing.parts {
        let how = match part {
            Part::Body => format!(r#"fill="{}""#, hex(palette.tint)),
            Part::Paper => format!(r#"fill="{}""#, hex(paper)),
            Part::Accent => format!(r#"fill="{}""#, hex(palette.accent)),
            Part::Tint => format!(r#"fill="{}" stroke="none""#, hex(palette.tint)),
            Part::Glow => format!(r#"fill="{}" stroke="none""#, hex(palette.accent)),
            Part::Line => String::new(),
            Part::Fine => format!(r#"stroke-width="{FINE}""#),
            Part::Solid => format!(r#"fill="{}" stroke="none""#, hex(palette.ink)),
        };
        let space = if how.is_empty() { "" } else { " " };
        out += &format!(r#"<path {how}{space}d="{data}"/>"#);
    }
    out + "</g>"
}
