//! Putting a picture together: cloth, motif, paper, drawing.

use crate::Tradition;
use crate::batik::Batik;
use crate::canvas::{Ink, Opening, fill, hex, line, number};
use crate::chance::Chance;
use crate::cloth::{Cloth, Ground};
use crate::icon::{self, Drawing};
use crate::medallion::{self, Hem, Shape};
use crate::palette::{self, CREAM, Palette};
use crate::quilt::Quilt;

/// The opening tag of every picture.
pub(crate) const OPEN: &str = r#"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 640 640">"#;

/// How cloth and paper share the square.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
enum Layout {
    /// A medallion on cloth.
    #[default]
    Medallion,
    /// A large panel that leaves a border of cloth.
    Panel,
    /// Paper above, a border of cloth below, as at the foot of a sarong.
    Border,
}

/// Where the border of cloth begins.
const BORDER: f64 = 448.0;

pub(crate) fn draw(tradition: Tradition, seed: u64, subject: &str) -> String {
    let (category, asked) = subject.split_once(':').unwrap_or((subject, ""));
    let palette = palette::of(tradition, category);
    let mut chance = Chance::new(seed);
    let drawing = drawing(tradition, category, asked, &mut chance);
    let ground = chance.pick(&[
        Ground::Deep,
        Ground::Deep,
        Ground::Deep,
        Ground::Mid,
        Ground::Mid,
        Ground::Pale,
        Ground::Pale,
    ]);
    let layout = chance.pick(&[
        Layout::Medallion,
        Layout::Medallion,
        Layout::Medallion,
        Layout::Medallion,
        Layout::Panel,
        Layout::Border,
    ]);
    let mut out = String::with_capacity(12_000);
    out += OPEN;
    match layout {
        Layout::Medallion => {
            let shape = chance.pick(&Shape::ALL);
            let radius = f64::from(chance.between(0, 4) * 5 + 175);
            on_medallion(
                &mut out,
                (tradition, &palette, ground),
                (shape, radius),
                &mut chance,
            );
            // Wide drawings would touch the sides of these.
            let room = if matches!(shape, Shape::Lozenge | Shape::Hexagon) {
                120.0
            } else {
                112.0
            };
            out += &place(drawing, (&palette, CREAM), 320.0, radius / room);
        }
        Layout::Panel => {
            let shape = chance.pick(&[Shape::Square, Shape::Square, Shape::Lobed, Shape::Round]);
            let radius = if shape == Shape::Square { 258.0 } else { 236.0 };
            on_medallion(
                &mut out,
                (tradition, &palette, ground),
                (shape, radius),
                &mut chance,
            );
            out += &place(drawing, (&palette, CREAM), 320.0, 1.85);
        }
        Layout::Border => {
            // Light cloth under light paper would leave a picture without weight.
            let ground = if ground == Ground::Pale {
                Ground::Mid
            } else {
                ground
            };
            on_border(&mut out, (tradition, &palette, ground), &mut chance);
            out += &place(drawing, (&palette, palette.pale), 186.0, 1.6);
        }
    }
    out + "</svg>"
}

/// One of the objects asked for, or else one of the category's own.
fn drawing(
    tradition: Tradition,
    category: &str,
    asked: &str,
    chance: &mut Chance,
) -> Option<&'static Drawing> {
    let name = palette::find(category).map_or("", |(_, name)| name);
    let mut choice: Vec<_> = asked
        .split(',')
        .filter_map(|object| icon::object(object.trim()))
        .collect();
    if choice.is_empty() {
        choice = icon::fitting(name, tradition);
    }
    chance.one(&choice).copied()
}

/// The cloth of a tradition, as far as the opening shows it.
fn cloth(tradition: Tradition, cloth: &Cloth, opening: Opening, chance: &mut Chance) -> String {
    let (view, marks) = match tradition {
        Tradition::Batik => {
            let motif = chance.pick(&Batik::ALL);
            let view = motif.view(chance, opening);
            (view, motif.draw(&view, cloth, chance))
        }
        Tradition::Quilt => {
            let motif = chance.pick(&Quilt::ALL);
            let view = motif.view(chance, opening);
            (view, motif.draw(&view, cloth, chance))
        }
    };
    let top = number(opening.top, 0);
    let ground = fill(&format!("M0 {top}h640V640H0z"), cloth.ground);
    let place = view.transform();
    format!(r#"{ground}<g transform="{place}" stroke-linecap="round" stroke-linejoin="round">{marks}</g>"#)
}

/// Whose cloth, in which colours and how dark.
type Stuff<'a> = (Tradition, &'a Palette, Ground);

fn on_medallion(out: &mut String, stuff: Stuff<'_>, (shape, radius): (Shape, f64), chance: &mut Chance) {
    let (tradition, palette, ground) = stuff;
    let colours = Cloth::new(palette, ground);
    *out += &cloth(
        tradition,
        &colours,
        Opening {
            hidden: shape.covers(radius),
            top: 0.0,
        },
        chance,
    );
    let (band, marks) = match ground {
        Ground::Deep => (palette.mid, palette.pale),
        Ground::Mid | Ground::Pale => (palette.deep, palette.soft),
    };
    let stitched = tradition == Tradition::Quilt;
    *out += &medallion::draw(
        shape,
        radius,
        &Hem {
            gap: colours.ground,
            band,
            marks,
            paper: CREAM,
            stitched,
        },
    );
}

fn on_border(out: &mut String, (tradition, palette, ground): Stuff<'_>, chance: &mut Chance) {
    let colours = Cloth::new(palette, ground);
    *out += &cloth(
        tradition,
        &colours,
        Opening {
            hidden: 0.0,
            top: BORDER,
        },
        chance,
    );
    *out += &fill("M0 0h640v448H0z", palette.pale);
    *out += &match tradition {
        Tradition::Batik => tumpal(palette),
        Tradition::Quilt => bunting(palette),
    };
    *out += &fill("M0 428h640v26H0z", palette.deep);
    let (dash, cap) = match tradition {
        Tradition::Batik => (".1 15.9", 7),
        Tradition::Quilt => ("12 12", 4),
    };
    *out += &format!(
        r#"<path fill="none" stroke="{}" stroke-width="{cap}" stroke-linecap="round" stroke-dasharray="{dash}" d="M8 441h624"/>"#,
        hex(palette.soft)
    );
}

/// *Tumpal*: the row of tall triangles at the foot of a sarong.
fn tumpal(palette: &Palette) -> String {
    let (mut outer, mut inner, mut seeds) = (String::new(), String::new(), String::new());
    for index in 0..8 {
        let x = index * 80;
        outer += &format!("M{} 430l36-88l36 88z", x + 4);
        inner += &format!("M{} 430l20-50l20 50z", x + 20);
        seeds += &format!("M{} 418h.1M{x} 410h.1M{x} 392h.1", x + 40);
    }
    seeds += "M640 410h.1M640 392h.1";
    let seeds = format!(
        r#"<g stroke-linecap="round">{}</g>"#,
        line(&seeds, palette.deep, 8)
    );
    fill(&outer, palette.mid) + &fill(&inner, palette.soft) + &seeds
}

/// A row of scallops.
fn bunting(palette: &Palette) -> String {
    let (mut outer, mut inner) = (String::new(), String::new());
    for index in 0..10 {
        let x = index * 64;
        outer += &format!("M{x} 430a32 34 0 0 1 64 0z");
        inner += &format!("M{} 430a18 19 0 0 1 36 0z", x + 14);
    }
    fill(&outer, palette.mid) + &fill(&inner, palette.soft)
}

/// A drawing at a height of the square's middle line.
fn place(drawing: Option<&Drawing>, (palette, paper): (&Palette, Ink), y: f64, scale: f64) -> String {
    let Some(drawing) = drawing else {
        return String::new();
    };
    let (y, scale) = (number(y, 0), number(scale, 3));
    format!(
        r#"<g transform="translate(320 {y})scale({scale})">{}</g>"#,
        icon::paint(drawing, palette, paper)
    )
}

/// An object alone on plain paper.
pub(crate) fn object(tradition: Tradition, subject: &str, name: &str) -> String {
    let palette = palette::of(tradition, subject);
    let drawing = icon::object(name).or_else(|| icon::fitting(subject, tradition).first().copied());
    let drawing = place(drawing, (&palette, CREAM), 320.0, 2.6);
    format!(r#"{OPEN}{}{drawing}</svg>"#, fill("M0 0h640v640H0z", CREAM))
}
