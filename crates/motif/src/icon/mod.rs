//! Line drawings of a category's goods, in a square from -100 to 100, in strokes of two weights.

mod parcels;

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

/// A drawing: its paths from back to front.
pub(crate) type Drawing = &'static [(Part, &'static str)];

/// Widths of the two weights, in the drawing's units.
const HEAVY: &str = "6.5";
const FINE: &str = "4";

/// The drawings of a subject; never empty.
pub(crate) fn drawings(subject: &str) -> &'static [Drawing] {
    match subject {
        _ => parcels::PARCELS,
    }
}

/// A drawing's paths, on paper of the given colour.
pub(crate) fn paint(drawing: Drawing, palette: &Palette, paper: Ink) -> String {
    let mut out = format!(
        r#"<g fill="none" stroke="{}" stroke-width="{HEAVY}" stroke-linecap="round" stroke-linejoin="round">"#,
        hex(palette.ink)
    );
    for (part, data) in drawing {
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
