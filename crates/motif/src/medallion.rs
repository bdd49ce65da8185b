//! The paper in the middle on which the drawing stands, and its hem.

use crate::canvas::{Ink, cosine, fill, hex, number, sine};

/// The outline of a medallion.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum Shape {
    /// A circle.
    #[default]
    Round,
    /// Eight lobes, as a rosette.
    Lobed,
    /// A square with generous corners.
    Square,
    /// A hexagon with soft corners, point up.
    Hexagon,
    /// Four lobes, as the kawung.
    Quatrefoil,
    /// A lozenge with soft corners.
    Lozenge,
}

impl Shape {
    pub(crate) const ALL: [Self; 6] = [
        Self::Round,
        Self::Lobed,
        Self::Square,
        Self::Hexagon,
        Self::Quatrefoil,
        Self::Lozenge,
    ];

    /// The outline around the square's centre, about `radius` out, and its length.
    pub(crate) fn outline(self, radius: f64) -> (String, f64) {
        match self {
            Self::Round => lobes(1, radius),
            Self::Lobed => lobes(8, radius * 1.02),
            Self::Quatrefoil => lobes(4, radius * 1.06),
            Self::Square => polygon(4, 45.0, radius * 1.26, radius * 0.42),
            Self::Lozenge => polygon(4, 0.0, radius * 1.36, radius * 0.34),
            Self::Hexagon => polygon(6, 30.0, radius * 1.11, radius * 0.28),
        }
    }

    /// The radius around the centre that surely lies under the medallion and its hem.
    pub(crate) fn covers(self, radius: f64) -> f64 {
        match self {
            Self::Round | Self::Hexagon => radius + 14.0,
            Self::Lobed | Self::Square | Self::Lozenge | Self::Quatrefoil => radius * 0.93,
        }
    }
}

/// A point at an angle (0 = up, clockwise) and distance from the centre.
fn polar(degrees: f64, distance: f64) -> (f64, f64) {
    (
        320.0 + distance * sine(degrees),
        320.0 - distance * cosine(degrees),
    )
}

fn point((x, y): (f64, f64)) -> String {
    format!("{} {}", number(x, 1), number(y, 1))
}

/// A circle (one lobe) or a ring of `count` lobes that reach out to `radius`.
fn lobes(count: u16, radius: f64) -> (String, f64) {
    if count < 3 {
        let r = number(radius, 1);
        let data = format!(
            "M{}A{r} {r} 0 0 1 {}A{r} {r} 0 0 1 {}z",
            point(polar(180.0, radius)),
            point(polar(0.0, radius)),
            point(polar(180.0, radius))
        );
        return (data, 2.0 * core::f64::consts::PI * radius);
    }
    let n = f64::from(count);
    let half = 180.0 / n;
    // Lobes of radius `r` whose centres lie at `distance`; neighbours meet at the notches.
    let swell = if count == 4 { 1.06 } else { 1.25 };
    let notch = radius / (cosine(half) + sine(half) * swell_height(swell));
    let chord = 2.0 * notch * sine(half);
    let r = chord / 2.0 * swell;
    let mut data = format!("M{}", point(polar(half, notch)));
    for index in 1..=count {
        let end = polar(half + 2.0 * half * f64::from(index), notch);
        data += &format!("A{} {} 0 0 1 {}", number(r, 1), number(r, 1), point(end));
    }
    // Angle of each arc from its height over the chord; a chord-and-height estimate is near enough for spacing.
    let height = chord / 2.0 * swell_height(swell);
    let arc = (chord * chord + height * height * 16.0 / 3.0).sqrt();
    (data + "z", arc * n)
}

/// How high an arc of radius `swell` stands over a half chord of 1.
fn swell_height(swell: f64) -> f64 {
    swell - (swell * swell - 1.0).max(0.0).sqrt()
}

/// A regular polygon with corners at `radius`, rounded by arcs that begin `cut` before each corner.
fn polygon(corners: u16, first: f64, radius: f64, cut: f64) -> (String, f64) {
    let n = f64::from(corners);
    let side = 2.0 * radius * sine(180.0 / n);
    let inside = 180.0 - 360.0 / n;
    let r = cut * sine(inside / 2.0) / cosine(inside / 2.0).max(0.01);
    let mut data = String::new();
    for index in 0..corners {
        let angle = first + 360.0 / n * f64::from(index);
        let here = polar(angle, radius);
        let towards = |other: f64| {
            let there = polar(other, radius);
            (
                here.0 + (there.0 - here.0) * cut / side,
                here.1 + (there.1 - here.1) * cut / side,
            )
        };
        let letter = if index == 0 { 'M' } else { 'L' };
        data += &format!("{letter}{}", point(towards(angle - 360.0 / n)));
        let end = point(towards(angle + 360.0 / n));
        data += &format!("A{} {} 0 0 1 {end}", number(r, 1), number(r, 1));
    }
    let arc = r * core::f64::consts::PI * 2.0;
    (data + "z", n * (side - 2.0 * cut) + arc)
}

/// The colours of a medallion's hem, from the cloth inwards.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Hem {
    /// Keeps the motif at a distance.
    pub(crate) gap: Ink,
    /// The band.
    pub(crate) band: Ink,
    /// Dots or stitches on the band.
    pub(crate) marks: Ink,
    /// The paper.
    pub(crate) paper: Ink,
    /// Whether the marks are stitches rather than wax dots.
    pub(crate) stitched: bool,
}

/// A medallion whose paper reaches about `radius` from the centre.
pub(crate) fn draw(shape: Shape, radius: f64, hem: &Hem) -> String {
    let (edge, length) = shape.outline(radius + 14.0);
    let (paper, _) = shape.outline(radius);
    let mut out = String::from(r#"<g fill="none" stroke-linecap="round" stroke-linejoin="round">"#);
    out += &format!(
        r#"<path stroke="{}" stroke-width="50" d="{edge}"/>"#,
        hex(hem.gap)
    );
    out += &format!(
        r#"<path stroke="{}" stroke-width="34" d="{edge}"/>"#,
        hex(hem.band)
    );
    let (width, dash, pitch) = if hem.stitched {
        ("4", 13.0, 24.0)
    } else {
        ("7", 0.1, 17.0)
    };
    let count = (length / pitch).round().max(1.0);
    let rest = length / count - dash;
    out += &format!(
        r#"<path stroke="{}" stroke-width="{width}" stroke-dasharray="{} {}" d="{edge}"/></g>"#,
        hex(hem.marks),
        number(dash, 1),
        number(rest, 3)
    );
    out + &fill(&paper, hem.paper)
}
