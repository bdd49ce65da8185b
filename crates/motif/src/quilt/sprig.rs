//! Sprigs: small flowers with stem and leaves, strewn close as on printed lawn.

use crate::canvas::{View, dots, fill, line, repeat_in_turn};
use crate::chance::Chance;
use crate::cloth::Cloth;

/// Five petals around a point.
const BLOOM: &str = "m0-12c-36-30-32-84 0-84s36 54 0 84zm11 8c18-44 70-56 80-26s-34 52-80 26zm-4 13c47 3 74 48 49 67\
                     s-63-21-49-67zm-14 0c14 46-24 86-49 67s2-64 49-67zm-4-13c-46 26-90 4-80-26s62-18 80 26z";
/// A stem that bends away below a bloom, with a leaf on either side.
const STEMS: [&str; 2] = ["m0 20c4 60-14 110-60 160", "m0 20c-4 60 14 110 60 160"];
const LEAVES: [&str; 2] = [
    "m-16 118c34-30 74-34 104-10c-30 32-72 36-104 10zm-30 34c-44-6-70-34-74-74c44 4 72 30 74 74z",
    "m16 118c-34-30-74-34-104-10c30 32 72 36 104 10zm30 34c44-6 70-34 74-74c-44 4-72 30-74 74z",
];

pub(crate) fn draw(view: &View, cloth: &Cloth, chance: &mut Chance) -> String {
    let step = chance.between(19, 22) * 20;
    let half = step / 2;
    let cells: Vec<String> = STEMS
        .iter()
        .zip(LEAVES)
        .map(|(stem, leaves)| {
            let mut cell = line(stem, cloth.second, 16) + &fill(leaves, cloth.second);
            cell += &fill(BLOOM, cloth.figure);
            cell += &dots(&[(0, 0)], cloth.spark, 46);
            cell + &dots(&[(half, -30), (half + 44, 6), (half - 36, 14)], cloth.spark, 32)
        })
        .collect();
    // Every second sprig along a row leans the other way.
    let sprigs: Vec<_> = view
        .grid((step, step * 4 / 5), half, half + 60)
        .into_iter()
        .map(|(x, y)| ((x, y), usize::from(x.div_euclid(step).rem_euclid(2) == 1)))
        .collect();
    repeat_in_turn(&sprigs, &cells)
}
