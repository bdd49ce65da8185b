//! Putting a picture together: cloth, motif, medallion, drawing.

use crate::Tradition;
use crate::batik::Batik;
use crate::canvas::{hex, number};
use crate::chance::Chance;
use crate::cloth::{Cloth, Ground};
use crate::icon;
use crate::medallion::{self, Hem, Shape};
use crate::palette::{self, CREAM, Palette};

/// The opening tag of every picture.
pub(crate) const OPEN: &str = r#"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 640 640">"#;

pub(crate) fn draw(tradition: Tradition, seed: u64, subject: &str) -> String {
    let palette = palette::of(tradition, subject);
    let mut chance = Chance::new(seed);
    let ground = chance.pick(&[
        Ground::Deep,
        Ground::Deep,
        Ground::Deep,
        Ground::Mid,
        Ground::Pale,
        Ground::Pale,
    ]);
    let cloth = Cloth::new(&palette, ground);
    let shape = chance.pick(&Shape::ALL);
    let radius = f64::from(chance.between(0, 4) * 5 + 172);
    let motif = chance.pick(&Batik::ALL);
    let view = motif.view(&mut chance, shape.covers(radius));
    let mut out = String::with_capacity(12_000);
    out += OPEN;
    out += &format!(r#"<path fill="{}" d="M0 0h640v640H0z"/>"#, hex(cloth.ground));
    out += &format!(
        r#"<g transform="{}" stroke-linecap="round" stroke-linejoin="round">"#,
        view.transform()
    );
    out += &motif.draw(&view, &cloth, &mut chance);
    out += "</g>";
    out += &medallion::draw(shape, radius, &hem(&palette, ground, &cloth, tradition));
    let drawing = chance.pick(icon::drawings(subject));
    out += &place(drawing, &palette, radius / 128.0);
    out + "</svg>"
}

/// The hem that suits the cloth: dark on light cloth, light on dark.
fn hem(palette: &Palette, ground: Ground, cloth: &Cloth, tradition: Tradition) -> Hem {
    let (band, marks) = match ground {
        Ground::Deep => (palette.mid, palette.pale),
        Ground::Mid => (palette.deep, palette.soft),
        Ground::Pale => (palette.deep, palette.soft),
    };
    Hem {
        gap: cloth.ground,
        band,
        marks,
        paper: CREAM,
        stitched: tradition == Tradition::Quilt,
    }
}

/// A drawing in the middle of the square.
fn place(drawing: icon::Drawing, palette: &Palette, scale: f64) -> String {
    format!(
        r#"<g transform="translate(320 320)scale({})">{}</g>"#,
        number(scale, 3),
        icon::paint(drawing, palette, CREAM)
    )
}
