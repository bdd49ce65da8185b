//! Kawung: oval fruits of the sugar palm, four around every crossing.

use crate::canvas::{View, dots, fill, line, repeat, stamp};
use crate::chance::Chance;
use crate::cloth::Cloth;

/// From crossing to crossing.
const STEP: i32 = 430;

/// A fruit lying along x, and along y.
const FRUITS: [&str; 2] = [
    "m-199 0c34-66 108-108 199-108s165 42 199 108c-34 66-108 108-199 108s-165-42-199-108z",
    "m0-199c66 34 108 108 108 199s-42 165-108 199c-66-34-108-108-108-199s42-165 108-199z",
];

/// The line inside a fruit, along x and along y.
const RINDS: [&str; 2] = [
    "m-138 0c40-40 86-62 138-62s98 22 138 62c-40 40-86 62-138 62s-98-22-138-62z",
    "m0-138c40 40 62 86 62 138s-22 98-62 138c-40-40-62-86-62-138s22-98 62-138z",
];

pub(crate) fn draw(view: &View, cloth: &Cloth, chance: &mut Chance) -> String {
    const HALF: i32 = STEP / 2;
    let [lying, standing] = FRUITS;
    let mut cell = fill(
        &(stamp(&[(HALF, 0)], lying) + &stamp(&[(0, HALF)], standing)),
        cloth.figure,
    );
    if chance.odds(55) {
        cell += &dots(
            &[(HALF - 52, 0), (HALF + 52, 0), (0, HALF - 52), (0, HALF + 52)],
            cloth.line,
            40,
        );
    } else {
        let [lying, standing] = RINDS;
        cell += &line(
            &(stamp(&[(HALF, 0)], lying) + &stamp(&[(0, HALF)], standing)),
            cloth.line,
            14,
        );
    }
    cell += &hollow((HALF, HALF), cloth, chance);
    cell += &dots(&[(0, 0)], cloth.ground, 84);
    cell += &dots(&[(0, 0)], cloth.spark, 48);
    repeat(&view.grid((STEP, STEP), 0, STEP), &cell)
}

/// What fills the hollow between four fruits.
fn hollow((x, y): (i32, i32), cloth: &Cloth, chance: &mut Chance) -> String {
    match chance.between(0, 2) {
        0 => fill(
            &stamp(
                &[(x, y)],
                "m0-78q12 66 78 78q-66 12-78 78q-12-66-78-78q66-12 78-78z",
            ),
            cloth.second,
        ),
        1 => line(&stamp(&[(x, y)], "m-44-44l88 88m0-88l-88 88"), cloth.second, 22),
        _ => dots(
            &[(x - 42, y), (x + 42, y), (x, y - 42), (x, y + 42)],
            cloth.second,
            34,
        ),
    }
}
