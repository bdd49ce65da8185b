//! Writing SVG text, and where on the square a repeated mark is worth writing.

use std::fmt::Write as _;

use crate::chance::seed;

/// The side of every picture in its own units.
pub(crate) const SIDE: f64 = 640.0;

/// A colour as 0xRRGGBB.
pub(crate) type Ink = u32;

/// `#rrggbb`.
pub(crate) fn hex(ink: Ink) -> String {
    format!("#{:06x}", ink & 0xff_ffff)
}

/// A colour `step` of `steps` on the way from one to another.
pub(crate) fn blend(from: Ink, to: Ink, step: u32, steps: u32) -> Ink {
    let steps = steps.max(1);
    let step = step.min(steps);
    [16u32, 8, 0].iter().fold(0, |ink, shift| {
        let a = (from >> shift) & 0xff;
        let b = (to >> shift) & 0xff;
        ink | (((a * (steps - step) + b * step + steps / 2) / steps) << shift)
    })
}

/// Sine of an angle in degrees. Our own series, because a platform's `sin` may differ in the last bit and the
/// pictures may not.
pub(crate) fn sine(degrees: f64) -> f64 {
    let mut d = degrees % 360.0;
    if d > 180.0 {
        d -= 360.0;
    }
    if d < -180.0 {
        d += 360.0;
    }
    if d > 90.0 {
        d = 180.0 - d;
    }
    if d < -90.0 {
        d = -180.0 - d;
    }
    let x = d * core::f64::consts::PI / 180.0;
    let q = x * x;
    x * (1.0 - q / 6.0 * (1.0 - q / 20.0 * (1.0 - q / 42.0 * (1.0 - q / 72.0 * (1.0 - q / 110.0)))))
}

/// Cosine of an angle in degrees, as [`sine`].
pub(crate) fn cosine(degrees: f64) -> f64 {
    sine(degrees + 90.0)
}

/// A number with at most `places` (0 to 3) decimals, without trailing zeros and without `-0`.
pub(crate) fn number(value: f64, places: usize) -> String {
    if !value.is_finite() {
        return "0".into();
    }
    let mut text = format!("{value:.places$}");
    if text.contains('.') {
        text.truncate(text.trim_end_matches('0').trim_end_matches('.').len());
    }
    if text == "-0" { "0".into() } else { text }
}

/// How the cloth lies on the square: turned, scaled and shifted, with the middle hidden under the medallion.
#[derive(Debug, Clone, Copy)]
pub(crate) struct View {
    /// Degrees, clockwise.
    pub(crate) turn: f64,
    /// Picture units per local unit. Motifs are written in whole local units, about a quarter of a picture unit.
    pub(crate) scale: f64,
    /// Where the local origin lies on the square.
    pub(crate) origin: (f64, f64),
    /// Marks entirely within this distance of the square's centre are not written.
    pub(crate) hidden: f64,
    /// Marks entirely above this height of the square are not written.
    pub(crate) top: f64,
}

/// A rectangle of local units.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Bounds {
    pub(crate) left: i32,
    pub(crate) top: i32,
    pub(crate) right: i32,
    pub(crate) bottom: i32,
}

impl Bounds {
    /// Path data of a line across, at a height.
    pub(crate) fn across(&self, y: i32) -> String {
        format!("M{} {y}h{}", self.left, self.right - self.left)
    }

    /// Path data of a line from top to bottom, at a distance.
    pub(crate) fn down(&self, x: i32) -> String {
        format!("M{x} {}v{}", self.top, self.bottom - self.top)
    }

    /// The multiples of a step that lie in the height of this rectangle, and one beyond at either end.
    pub(crate) fn rows(&self, step: i32) -> core::ops::RangeInclusive<i32> {
        let step = step.max(1);
        self.top.div_euclid(step) - 1..=self.bottom.div_euclid(step) + 1
    }

    /// The multiples of a step that lie in the width of this rectangle, and one beyond at either end.
    pub(crate) fn columns(&self, step: i32) -> core::ops::RangeInclusive<i32> {
        let step = step.max(1);
        self.left.div_euclid(step) - 1..=self.right.div_euclid(step) + 1
    }
}

/// What later layers leave to be seen of the cloth.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Opening {
    /// As [`View::hidden`].
    pub(crate) hidden: f64,
    /// As [`View::top`].
    pub(crate) top: f64,
}

impl View {
    /// The `transform` of the group that holds the motif.
    pub(crate) fn transform(&self) -> String {
        let (x, y) = self.origin;
        let mut text = format!("translate({} {})", number(x, 1), number(y, 1));
        if self.turn != 0.0 {
            let _ = write!(text, "rotate({})", number(self.turn, 1));
        }
        let _ = write!(text, "scale({})", number(self.scale, 3));
        text
    }

    /// Where a local point lies on the square.
    fn place(&self, x: f64, y: f64) -> (f64, f64) {
        let (s, c) = (sine(self.turn), cosine(self.turn));
        let (x, y) = (x * self.scale, y * self.scale);
        (self.origin.0 + x * c - y * s, self.origin.1 + x * s + y * c)
    }

    /// Whether a mark at a local point, `reach` local units around, shows at all.
    pub(crate) fn shows(&self, x: i32, y: i32, reach: i32) -> bool {
        let (px, py) = self.place(f64::from(x), f64::from(y));
        let r = f64::from(reach) * self.scale;
        if px < -r || py < self.top - r || px > SIDE + r || py > SIDE + r {
            return false;
        }
        let (dx, dy) = (px - SIDE / 2.0, py - SIDE / 2.0);
        let inner = self.hidden - r;
        inner <= 0.0 || dx * dx + dy * dy > inner * inner
    }

    /// The local rectangle that holds the whole square.
    pub(crate) fn bounds(&self) -> Bounds {
        let (s, c) = (sine(self.turn), cosine(self.turn));
        let scale = self.scale.max(0.01);
        let (mut left, mut top, mut right, mut bottom) = (f64::MAX, f64::MAX, f64::MIN, f64::MIN);
        for (px, py) in [(0.0, self.top), (SIDE, self.top), (0.0, SIDE), (SIDE, SIDE)] {
            let (dx, dy) = (px - self.origin.0, py - self.origin.1);
            let (x, y) = ((dx * c + dy * s) / scale, (dy * c - dx * s) / scale);
            (left, top, right, bottom) = (left.min(x), top.min(y), right.max(x), bottom.max(y));
        }
        Bounds {
            left: whole(left) - 1,
            top: whole(top) - 1,
            right: whole(right) + 1,
            bottom: whole(bottom) + 1,
        }
    }

    /// Points of a grid of steps `dx` by `dy` that show. Odd rows are shifted by `shift` along x.
    pub(crate) fn grid(&self, (dx, dy): (i32, i32), shift: i32, reach: i32) -> Vec<(i32, i32)> {
        let (dx, dy) = (dx.max(20), dy.max(20));
        let edge = self.bounds();
        let mut points = Vec::new();
        for row in (edge.top - reach).div_euclid(dy)..=(edge.bottom + reach).div_euclid(dy) + 1 {
            let offset = if row.rem_euclid(2) == 1 { shift } else { 0 };
            for column in
                (edge.left - reach - offset).div_euclid(dx)..=(edge.right + reach).div_euclid(dx) + 1
            {
                let (x, y) = (column * dx + offset, row * dy);
                if self.shows(x, y, reach) {
                    points.push((x, y));
                }
            }
        }
        points
    }
}

/// The nearest whole number, held to what an `i32` can say.
pub(crate) fn whole(value: f64) -> i32 {
    let held = value.round().clamp(-1.0e9, 1.0e9);
    // The clamp above keeps this exact.
    #[allow(clippy::cast_possible_truncation)]
    let whole = held as i32;
    whole
}

/// Path data: the same relative `shape` at every point.
pub(crate) fn stamp(points: &[(i32, i32)], shape: &str) -> String {
    let mut data = String::with_capacity(points.len() * (shape.len() + 10));
    for (x, y) in points {
        let gap = if *y < 0 { "" } else { " " };
        let _ = write!(data, "M{x}{gap}{y}{shape}");
    }
    data
}

/// The same cell, drawn around the origin, at every point.
pub(crate) fn repeat(points: &[(i32, i32)], cell: &str) -> String {
    let points: Vec<_> = points.iter().map(|point| (*point, 0)).collect();
    repeat_in_turn(&points, &[cell])
}

/// At every point the cell of its number, in the order of the points.
///
/// A cell is written once and used many times. Its id is a hash of what it is, so that two pictures inlined on one page
/// share an id only if they share the cell.
pub(crate) fn repeat_in_turn<S: AsRef<str>>(points: &[((i32, i32), usize)], cells: &[S]) -> String {
    let ids: Vec<String> = cells
        .iter()
        .map(|cell| format!("c{:012x}", seed(cell.as_ref()) >> 16))
        .collect();
    let mut out = String::from("<defs>");
    for (id, cell) in ids.iter().zip(cells) {
        let _ = write!(out, r#"<g id="{id}">{}</g>"#, cell.as_ref());
    }
    out += "</defs>";
    for ((x, y), cell) in points {
        let Some(id) = ids.get(*cell) else { continue };
        let _ = write!(out, r##"<use href="#{id}" x="{x}" y="{y}"/>"##);
    }
    out
}

/// A filled path. Nothing for empty data.
pub(crate) fn fill(data: &str, ink: Ink) -> String {
    if data.is_empty() {
        return String::new();
    }
    format!(r#"<path fill="{}" d="{data}"/>"#, hex(ink))
}

/// A stroked path; ends and joins are as the group around it says. Nothing for empty data.
pub(crate) fn line(data: &str, ink: Ink, width: i32) -> String {
    if data.is_empty() {
        return String::new();
    }
    format!(
        r#"<path fill="none" stroke="{}" stroke-width="{width}" d="{data}"/>"#,
        hex(ink)
    )
}

/// Round dots of one size at every point.
pub(crate) fn dots(points: &[(i32, i32)], ink: Ink, size: i32) -> String {
    line(&stamp(points, "h1"), ink, size)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_short_and_plain() {
        assert_eq!(number(1.50, 2), "1.5");
        assert_eq!(number(-0.001, 1), "0");
        assert_eq!(number(100.0, 0), "100");
        assert_eq!(number(f64::NAN, 2), "0");
    }

    #[test]
    fn sine_is_close_enough_to_draw_with() {
        for degrees in -720..=720 {
            let d = f64::from(degrees);
            assert!((sine(d) - d.to_radians().sin()).abs() < 1e-5, "{d}");
        }
    }

    #[test]
    fn blending_reaches_both_ends() {
        assert_eq!(blend(0x102030, 0xf0e0d0, 0, 5), 0x102030);
        assert_eq!(blend(0x102030, 0xf0e0d0, 5, 5), 0xf0e0d0);
        assert_eq!(blend(0x000000, 0xffffff, 1, 2), 0x808080);
    }
}
