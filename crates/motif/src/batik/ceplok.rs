//! Ceplok: rosettes, each in its frame, edge to edge over the cloth.

use crate::canvas::{View, dots, fill, line, repeat, stamp};
use crate::chance::Chance;
use crate::cloth::Cloth;

/// From rosette to rosette.
const STEP: i32 = 460;

/// Four heart-shaped petals along the axes.
const HEARTS: &str = "m0-26c-24-34-66-64-58-104c6-34 46-36 58-6c12-30 52-28 58 6c8 40-34 70-58 104z\
                      m26 26c34-24 64-66 104-58c34 6 36 46 6 58c30 12 28 52-6 58c-40 8-70-34-104-58z\
                      m-26 26c24 34 66 64 58 104c-6 34-46 36-58 6c-12 30-52 28-58-6c-8-40 34-70 58-104z\
                      m-26-26c-34 24-64 66-104 58c-34-6-36-46-6-58c-30-12-28-52 6-58c40-8 70 34 104 58z";
/// Four pointed leaves along the axes.
const LEAVES: &str = "m0-30c52-44 52-92 0-138c-52 46-52 94 0 138zm30 30c44 52 92 52 138 0c-46-52-94-52-138 0z\
                      m-30 30c-52 44-52 92 0 138c52-46 52-94 0-138zm-30-30c-44-52-92-52-138 0c46 52 94 52 138 0z";
/// Four small leaves along the diagonals.
const BUDS: &str = "m22-22c8-40 34-62 78-78c-16 44-38 70-78 78zm0 44c40 8 62 34 78 78c-44-16-70-38-78-78z\
                    m-44 0c-8 40-34 62-78 78c16-44 38-70 78-78zm0-44c-40-8-62-34-78-78c44 16 70 38 78 78z";

/// A frame that leaves no room for a star at its corners.
const SQUARE: &str = "m-190-190h380v380h-380z";

/// Frames around a rosette: a ring, an octagon with hollow sides, a square.
const FRAMES: [&str; 3] = [
    "m-204 0a204 204 0 1 1 408 0a204 204 0 1 1-408 0z",
    "m-84-206q84 34 168 0q34 60 122 122q-34 84 0 168q-88 62-122 122q-84-34-168 0q-34-60-122-122q34-84 0-168q88-62 122-122z",
    SQUARE,
];

pub(crate) fn draw(view: &View, cloth: &Cloth, chance: &mut Chance) -> String {
    let frame = chance.pick(&FRAMES);
    let petals = chance.pick(&[HEARTS, LEAVES]);
    let mut cell = line(frame, cloth.second, 20);
    cell += &fill(BUDS, cloth.second);
    cell += &fill(petals, cloth.figure);
    cell += &dots(&[(0, 0)], cloth.ground, 76);
    cell += &dots(&[(0, 0)], cloth.spark, 48);
    let corner = (STEP / 2, STEP / 2);
    if frame == SQUARE {
        cell += &dots(&[corner], cloth.spark, 40);
    } else {
        cell += &fill(
            &stamp(
                &[corner],
                "m0-84q12 72 84 84q-72 12-84 84q-12-72-84-84q72-12 84-84z",
            ),
            cloth.figure,
        );
        cell += &dots(&[corner], cloth.spark, 28);
    }
    repeat(&view.grid((STEP, STEP), 0, 330), &cell)
}
