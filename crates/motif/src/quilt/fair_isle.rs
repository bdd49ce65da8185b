//! Fair Isle: knitted bands of small figures, stitch by stitch.

use crate::canvas::{Ink, View, line};
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
    let far = view.far();
    let first = chance.between(0, 3);
    let mut out = String::new();
    let mut y = -far;
    let mut band = first;
    while y < far {
        let index = usize::try_from(band.rem_euclid(4)).unwrap_or(0);
        for (row, pattern) in BANDS.get(index).copied().unwrap_or_default().iter().enumerate() {
            let middle = if row == 2 || row == 3 {
                cloth.spark
            } else {
                cloth.figure
            };
            out += &stitches(
                pattern,
                y,
                far,
                if index % 2 == 0 { cloth.figure } else { middle },
            );
            y += STITCH;
        }
        y += STITCH;
        out += &stitches(
            RIBS.get(index % 2).copied().unwrap_or_default(),
            y,
            far,
            cloth.second,
        );
        y += 3 * STITCH;
        band += 1;
    }
    // The wales: fine furrows between the columns of stitches.
    let mut wales = String::new();
    for column in -far / STITCH..=far / STITCH {
        wales += &format!("M{} {}v{}", column * STITCH, -far, 2 * far);
    }
    out + &line(&wales, cloth.ground, 8)
}

/// One row, as a dashed line whose dashes are its runs of coloured stitches.
fn stitches(pattern: &str, y: i32, far: i32, ink: Ink) -> String {
    let mut data = String::new();
    let repeat = STITCH * 12;
    let mut runs = Vec::new();
    let mut start = None;
    for (column, stitch) in (0..).zip(pattern.chars().chain(['.'])) {
        match (stitch, start) {
            ('#', None) => start = Some(column),
            ('#', Some(_)) | (_, None) => {}
            (_, Some(from)) => {
                runs.push((from * STITCH, (column - from) * STITCH));
                start = None;
            }
        }
    }
    for step in -(far / repeat) - 1..=far / repeat {
        for (from, length) in &runs {
            data += &format!("M{} {y}h{length}", step * repeat + from);
        }
    }
    let path = line(&data, ink, STITCH - 6);
    path.replacen("<path ", r#"<path stroke-linecap="butt" "#, 1)
}
