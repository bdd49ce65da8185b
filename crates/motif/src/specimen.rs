//! Documents of nobody, for tests and the demo: plainly drawn, marked SPECIMEN three times, and legible for programs that read pictures.

use std::fmt::Write as _;

use crate::letters;

/// What a specimen looks like.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sheet {
    /// A card with a picture at the right.
    Card,
    /// The page of a passport with the picture, at the left, and the machine-readable lines at its foot.
    Passport,
    /// A sheet of paper with a frame.
    Certificate,
}

/// Ink of a sheet: paper, pattern, title, and the title's words.
struct Look {
    paper: &'static str,
    shade: &'static str,
    title: &'static str,
}

const INK: &str = "#1b1a17";
const MARK: &str = "#b3261e";
/// Pale enough that who reads the letters above it does not see it.
const WATERMARK: &str = "#f0cfcb";
const WIDTH: i32 = 1_600;
const HEIGHT: i32 = 1_010;

impl Sheet {
    const fn look(self) -> Look {
        match self {
            Self::Card => Look {
                paper: "#e3f1f8",
                shade: "#d2e7f2",
                title: "KARTU CONTOH",
            },
            Self::Passport => Look {
                paper: "#f6f0e3",
                shade: "#ece2cb",
                title: "UTOPIA - PASSPORT",
            },
            Self::Certificate => Look {
                paper: "#fdfcf8",
                shade: "#efeadb",
                title: "PERIZINAN BERUSAHA - CONTOH",
            },
        }
    }
}

/// A specimen of 1,600 by 1,010 units as SVG text: its rows, each what it is called and what it says, and the lines at its foot. It has no text and
/// needs no font; signs that we have no strokes for are left out.
pub fn specimen(sheet: Sheet, rows: &[(&str, String)], zone: &[String]) -> String {
    let look = sheet.look();
    let mut svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {WIDTH} {HEIGHT}\" width=\"{WIDTH}\" height=\"{HEIGHT}\">\
         <path d=\"M0 0h{WIDTH}v{HEIGHT}h-{WIDTH}z\" fill=\"{}\"/>",
        look.paper
    );
    let pen = &mut svg;
    ground(pen, sheet, &look);
    let _ = write!(pen, "<g transform=\"translate(150 760) rotate(-24)\">");
    line(pen, (0, 0), 190, WATERMARK, "SPECIMEN");
    pen.push_str("</g>");
    line(pen, (60, 46), 34, INK, look.title);
    line(pen, (1_240, 46), 34, MARK, "SPECIMEN");
    let left = if sheet == Sheet::Passport { 480 } else { 60 };
    let mut top = 136;
    for (place, (label, value)) in rows.iter().enumerate() {
        // The number of a card is larger than what else stands on it.
        let height = if place == 0 && sheet != Sheet::Passport {
            40
        } else {
            27
        };
        let behind = left + if sheet == Sheet::Passport { 400 } else { 470 };
        line(pen, (left, top), height, INK, label);
        line(pen, (behind, top), height, INK, &format!(": {value}"));
        top += height + 33;
    }
    for (place, text) in (0..).zip(zone) {
        zone_line(pen, (52, 836 + place * 74), text);
    }
    if zone.is_empty() {
        line(
            pen,
            (60, 930),
            27,
            MARK,
            "SPECIMEN - BUKAN DOKUMEN SUNGGUHAN - NOT A REAL DOCUMENT",
        );
    } else {
        line(
            pen,
            (60, 760),
            24,
            MARK,
            "SPECIMEN - BUKAN DOKUMEN SUNGGUHAN - NOT A REAL DOCUMENT",
        );
    }
    svg.push_str("</svg>");
    svg
}

/// What lies behind the letters: shades, a frame, and where a picture would be, the shape of nobody.
fn ground(pen: &mut String, sheet: Sheet, look: &Look) {
    let shade = look.shade;
    for place in 0..5 {
        let (x, y, radius) = (300 + place * 260, 180 + (place % 2) * 420, 120 + place * 24);
        let _ = write!(
            pen,
            "<path d=\"{}\" fill=\"none\" stroke=\"{shade}\" stroke-width=\"10\"/>",
            ring((x, y), radius)
        );
    }
    let (x, y) = match sheet {
        Sheet::Card => (1_240, 230),
        Sheet::Passport => (80, 150),
        Sheet::Certificate => {
            let (width, height) = (WIDTH - 40, HEIGHT - 40);
            let _ = write!(
                pen,
                "<path d=\"M20 20h{width}v{height}h-{width}z\" fill=\"none\" stroke=\"{shade}\" stroke-width=\"12\"/>"
            );
            return;
        }
    };
    let _ = write!(
        pen,
        "<g transform=\"translate({x} {y})\"><path d=\"M0 0h300v390h-300z\" fill=\"{shade}\"/>\
         <path d=\"{}M30 390c0-90 50-140 120-140s120 50 120 140z\" fill=\"#c3c8cc\"/></g>",
        ring((150, 150), 72)
    );
}

/// A circle as a path.
fn ring((x, y): (i32, i32), radius: i32) -> String {
    let (left, across) = (x - radius, 2 * radius);
    format!("M{left} {y}a{radius} {radius} 0 1 0 {across} 0a{radius} {radius} 0 1 0 -{across} 0z")
}

/// A line of letters, each as wide as it needs.
fn line(pen: &mut String, (left, top): (i32, i32), height: i32, colour: &str, text: &str) {
    let scale = f64::from(height) / 28.0;
    let mut x = f64::from(left);
    begin(pen, colour);
    for sign in text.chars() {
        let (before, advance) = room(sign);
        stroke(pen, (x - f64::from(before) * scale, f64::from(top)), scale, sign);
        x += f64::from(advance) * scale;
    }
    pen.push_str("</g>");
}

/// A line of a machine-readable zone: every character is as wide as every other one.
fn zone_line(pen: &mut String, (left, top): (i32, i32), text: &str) {
    begin(pen, INK);
    for (place, sign) in (0..).zip(text.chars()) {
        let x = f64::from(left) + f64::from(place) * 34.0;
        stroke(pen, (x, f64::from(top)), 32.0 / 28.0, sign);
    }
    pen.push_str("</g>");
}

fn begin(pen: &mut String, colour: &str) {
    let _ = write!(
        pen,
        "<g fill=\"none\" stroke=\"{colour}\" stroke-width=\"3.3\" stroke-linecap=\"round\" stroke-linejoin=\"round\">"
    );
}

fn stroke(pen: &mut String, (x, y): (f64, f64), scale: f64, sign: char) {
    if let Some(data) = strokes(sign) {
        let _ = write!(
            pen,
            "<path transform=\"translate({x:.1} {y:.1}) scale({scale:.3})\" d=\"{data}\"/>"
        );
    }
}

/// What is left out before a sign, and how far it is to the next one, in units of letters that are 20 wide.
const fn room(sign: char) -> (i32, i32) {
    match sign {
        'I' | 'i' | ':' | '.' | ',' | '\'' => (6, 15),
        ' ' => (0, 18),
        'M' | 'm' | 'W' | 'w' => (-2, 31),
        _ => (0, 27),
    }
}

/// The strokes of a sign: those of monograms, and what only documents need. A zero is narrower than an O.
fn strokes(sign: char) -> Option<&'static str> {
    Some(match sign {
        '0' => "M10 0c5 0 8 6 8 14s-3 14-8 14s-8-6-8-14s3-14 8-14z",
        '<' => "M18 4l-16 10l16 10",
        '/' => "M18 0l-16 28",
        ':' => "M10 9v1M10 24v1",
        '.' => "M10 26v1",
        ',' => "M11 25l-3 7",
        '-' => "M4 14h12",
        _ => return letters::strokes(sign),
    })
}
