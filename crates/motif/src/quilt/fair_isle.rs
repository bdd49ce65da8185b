//! Fair Isle: knitted bands of small figures, stitch by stitch.

use crate::canvas::{Bounds, Ink, View, hex, line};
use crate::chance::Chance;
use crate::cloth::Cloth;

/// The side of a stitch.
const STITCH: i32 = 58;

/// Bands of figures; a row is one repeat of twelve stitches, `#` in colour.
const BANDS: [&[&str]; 4] = [
    &[
        "..#.....#...",
        ".###...###..",
        "#####.#####.",
        ".###...###..",
        "..#.....#...",
    ],
    &[
        "#.....#.....",
        ".#...#.#...#",
        "..#.#...#.#.",
        "...#.....#..",
        "..#.#...#.#.",
        ".#...#.#...#",
        "#.....#.....",
    ],
    &[
        "....###.....",
        "..#.###.#...",
        ".##..#..##..",
        "####.#.####.",
        ".##..#..##..",
        "..#.###.#...",
        "....###.....",
    ],
    &["..#...#...#.", ".#.#.#.#.#.#", "#...#...#..."],
];
/// Narrow rows between bands.
const RIBS: [&str; 2] = ["##..##..##..", "#...#...#..."];

pub(crate) fn draw(view: &View, cloth: &Cloth, chance: &mut Chance) -> String {
    let edge = view.bounds();
    let mut out = String::new();
    let mut y = edge.top - chance.between(0, 12) * STITCH;
    let mut band = chance.between(0, 3);
    while y < edge.bottom {
        let index = usize::try_from(band.rem_euclid(4)).unwrap_or(0);
        for (row, pattern) in BANDS.get(index).copied().unwrap_or_default().iter().enumerate() {
            let bright = index % 2 == 1 && (row == 2 || row == 3);
            out += &stitches(pattern, y, &edge, if bright { cloth.spark } else { cloth.figure });
            y += STITCH;
        }
        out += &line(&edge.across(y + STITCH), cloth.second, STITCH * 3);
        y += STITCH;
        out += &stitches(
            RIBS.get(index % 2).copied().unwrap_or_default(),
            y,
            &edge,
            cloth.ground,
        );
        y += 3 * STITCH;
        band += 1;
    }
    // The wales: fine furrows between the columns of stitches.
    let first = start(&edge);
    let wales: String = (0..=(edge.right - first) / STITCH)
        .map(|column| edge.down(first + column * STITCH))
        .collect();
    out + &line(&wales, cloth.ground, 8)
}

/// Where the first repeat begins.
fn start(edge: &Bounds) -> i32 {
    edge.left.div_euclid(STITCH * 12) * STITCH * 12
}

/// One row, as a dashed line whose dashes are its runs of coloured stitches.
fn stitches(pattern: &str, y: i32, edge: &Bounds, ink: Ink) -> String {
    // A dash list begins with a dash, so the row begins at its first coloured stitch.
    let offset = pattern.find('#').unwrap_or(0);
    let turned = pattern.chars().cycle().skip(offset).take(pattern.len());
    let mut runs: Vec<(char, i32)> = Vec::new();
    for stitch in turned {
        match runs.last_mut() {
            Some((same, length)) if *same == stitch => *length += STITCH,
            _ => runs.push((stitch, STITCH)),
        }
    }
    let dashes: Vec<String> = runs.iter().map(|(_, length)| length.to_string()).collect();
    let left = start(edge) + i32::try_from(offset).unwrap_or(0) * STITCH - STITCH * 12;
    format!(
        r#"<path fill="none" stroke="{}" stroke-width="{}" stroke-linecap="butt" stroke-dasharray="{}" d="M{left} {y}H{}"/>"#,
        hex(ink),
        STITCH - 6,
        dashes.join(" "),
        edge.right
    )
}
