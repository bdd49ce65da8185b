//! The market's own mark, shops' monograms and category tiles.

use crate::Tradition;
use crate::canvas::{Ink, blend, fill, hex, number};
use crate::chance::Chance;
use crate::icon;
use crate::letters;
use crate::palette::{self, CREAM};

/// Name and mark side by side, in the colour of the text around it.
pub(crate) const LOGO: &str = concat!(
    r#"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 226 64">"#,
    r#"<path fill="currentColor" fill-rule="evenodd" d=""#,
    "M16 0h32a16 16 0 0 1 16 16v32a16 16 0 0 1-16 16h-32a16 16 0 0 1-16-16v-32a16 16 0 0 1 16-16z",
    "M32 8l23 15a2.6 2.6 0 0 1-2.8 4.3l-20.2-13.2l-20.2 13.2a2.6 2.6 0 0 1-2.8-4.3z",
    "M30.5 38.5c-8 1-13-3-14-12c9 1 14 5 14 12zM33.5 38.5c8 1 13-3 14-12c-9 1-14 5-14 12z",
    "M30.5 41.5c-8-1-13 3-14 12c9-1 14-5 14-12zM33.5 41.5c8-1 13 3 14 12c-9-1-14-5-14-12z",
    r#""/><path fill="none" stroke="currentColor" stroke-width="6.5" stroke-linecap="round" d=""#,
    "M83 33a12 12 0 1 0 24 0a12 12 0 1 0-24 0M83 21v36",
    "M142 33a12 12 0 1 0-24 0a12 12 0 1 0 24 0M142 21v24",
    "M167 24c-2-2-5-3-8-3c-4 0-7 2-7 6c0 8 16 4 16 12c0 4-4 6-8 6c-4 0-7-1-9-4",
    "M202 33a12 12 0 1 0-24 0a12 12 0 1 0 24 0M202 21v24",
    r#"M213 21v24M213 33c0-8 4-12 10-12"/></svg>"#
);

/// The mark alone, in its own colours, for a browser's tab and a phone's home screen.
pub(crate) const FAVICON: &str = concat!(
    r#"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 64">"#,
    r##"<path fill="#2b2f77" d="M16 0h32a16 16 0 0 1 16 16v32a16 16 0 0 1-16 16h-32a16 16 0 0 1-16-16v-32a16 16 0 0 1 16-16z"/>"##,
    r##"<path fill="none" stroke="#fcf7ed" stroke-width="5.5" stroke-linecap="round" stroke-linejoin="round" d="M10.5 25l21.5-14l21.5 14"/>"##,
    r##"<path fill="#e0b27c" d="M30.5 38.5c-8 1-13-3-14-12c9 1 14 5 14 12zM33.5 38.5c8 1 13-3 14-12c-9 1-14 5-14 12z"##,
    r#"M30.5 41.5c-8-1-13 3-14 12c9-1 14-5 14-12zM33.5 41.5c8-1 13 3 14 12c-9-1-14-5-14-12z"/></svg>"#
);

/// Four fruits that fill a square of 96 to its corners.
const FRUITS: &str = "M46 46c-26 4-46-12-50-50c38 4 54 24 50 50zM50 46c26 4 46-12 50-50c-38 4-54 24-50 50z\
                      M46 50c-26-4-46 12-50 50c38-4 54-24 50-50zM50 50c26-4 46 12 50 50c-38-4-54-24-50-50z";

/// A shop's picture: its letters on one family's cloth.
pub(crate) fn monogram(seed: u64, initials: &str) -> String {
    let mut chance = Chance::new(seed);
    let subject = chance.pick(palette::names());
    let palette = palette::of(Tradition::Batik, subject);
    let (ground, fruit) = if chance.odds(60) {
        (palette.deep, blend(palette.deep, palette.mid, 6, 10))
    } else {
        (blend(palette.mid, palette.deep, 4, 10), palette.deep)
    };
    let mut out = String::from(r#"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 96 96">"#);
    out += &fill("M0 0h96v96H0z", ground);
    out += &fill(FRUITS, fruit);
    out += &lettering(initials, CREAM, palette.soft);
    out + "</svg>"
}

/// Up to two letters in the middle of a square of 96; a small flower when there is none we can draw.
fn lettering(initials: &str, ink: Ink, flower: Ink) -> String {
    let strokes: Vec<&str> = initials.chars().filter_map(letters::strokes).take(2).collect();
    if strokes.is_empty() {
        let data = "M48 45c-6-8-6-16 0-24c6 8 6 16 0 24zM51 48c8-6 16-6 24 0c-8 6-16 6-24 0z\
                    M48 51c6 8 6 16 0 24c-6-8-6-16 0-24zM45 48c-8 6-16 6-24 0c8-6 16-6 24 0z";
        return fill(data, flower);
    }
    let mut out = format!(
        r#"<g fill="none" stroke="{}" stroke-width="4.5" stroke-linecap="round" stroke-linejoin="round">"#,
        hex(ink)
    );
    let single = strokes.len() == 1;
    let scale = if single { 1.4 } else { 1.15 };
    for (index, data) in (0..).map(f64::from).zip(&strokes) {
        let x = if single {
            48.0 - 10.0 * scale
        } else {
            48.0 - 25.0 * scale + index * 30.0 * scale
        };
        let (x, y) = (number(x, 2), number(48.0 - 14.0 * scale, 2));
        out += &format!(
            r#"<path transform="translate({x} {y})scale({})" d="{data}"/>"#,
            number(scale, 2)
        );
    }
    out + "</g>"
}

/// A category's drawing on light paper of its family, without motif.
pub(crate) fn tile(tradition: Tradition, subject: &str) -> String {
    let palette = palette::of(tradition, subject);
    let name = palette::find(subject).map_or("", |(_, name)| name);
    let drawing = icon::fitting(name, tradition)
        .first()
        .map(|drawing| icon::paint(drawing, &palette, CREAM))
        .unwrap_or_default();
    let paper = fill("M0 0h240v240H0z", palette.pale);
    format!(
        r#"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 240 240">{paper}<g transform="translate(120 120)scale(.86)">{drawing}</g></svg>"#
    )
}
