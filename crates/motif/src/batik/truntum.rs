//! Truntum: eight-rayed flowers strewn over the cloth in a half drop, with points of light between.

use crate::canvas::{View, dots, fill, line, repeat, stamp};
use crate::chance::Chance;
use crate::cloth::Cloth;

/// The long petals, along the axes.
const PETALS: &str = "m0-34c38-42 40-92 0-146c-40 54-38 104 0 146zm34 34c42 38 92 40 146 0c-54-40-104-38-146 0z\
                      m-34 34c-38 42-40 92 0 146c40-54 38-104 0-146zm-34-34c-42-38-92-40-146 0c54 40 104 38 146 0z";
/// The slender petals, along the diagonals.
const RAYS: &str = "m30-30l58-58m-58 118l58 58m-118-58l-58 58m58-118l-58-58";

pub(crate) fn draw(view: &View, cloth: &Cloth, chance: &mut Chance) -> String {
    let step = chance.between(22, 26) * 20;
    let mut cell = line(RAYS, cloth.second, 26);
    cell += &fill(PETALS, cloth.figure);
    cell += &dots(
        &[(-112, -112), (112, -112), (-112, 112), (112, 112)],
        cloth.spark,
        30,
    );
    cell += &dots(&[(0, 0)], cloth.spark, 56);
    cell += &dots(&[(0, 0)], cloth.ground, 22);
    // Half a step on lies the place farthest from every flower.
    cell += &lights(step / 2, cloth, chance);
    repeat(&view.grid((step, step / 2), step / 2, step / 2 + 70), &cell)
}

/// The points between flowers: seven in a ring (*cecek pitu*), a small cross, or one star.
fn lights(x: i32, cloth: &Cloth, chance: &mut Chance) -> String {
    match chance.between(0, 2) {
        0 => {
            let ring = [
                (0, 0),
                (44, 0),
                (22, 38),
                (-22, 38),
                (-44, 0),
                (-22, -38),
                (22, -38),
            ];
            dots(&ring.map(|(dx, dy)| (x + dx, dy)), cloth.second, 24)
        }
        1 => line(&stamp(&[(x, 0)], "m-40 0h80m-40-40v80"), cloth.second, 20),
        _ => fill(
            &stamp(&[(x, 0)], "m0-56q8 48 56 56q-48 8-56 56q-8-48-56-56q48-8 56-56z"),
            cloth.second,
        ),
    }
}
