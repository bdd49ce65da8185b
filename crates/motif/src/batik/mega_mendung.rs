//! Mega mendung: rain clouds of Cirebon, each in contours that grow paler towards its heart.

use crate::canvas::{View, blend, fill, line, repeat_in_turn};
use crate::chance::Chance;
use crate::cloth::Cloth;

/// Clouds by their outlines (billows above, flatter ones below, drawn out to a point on one side) and the curls at their
/// hearts.
const CLOUDS: [(&str, &str); 2] = [
    (
        "m-350 52c60 6 96-14 104-50a66 64 0 0 1 112-42a78 76 0 0 1 146-22a72 70 0 0 1 126 26a60 58 0 0 1 92 62\
         a58 56 0 0 1-98 40a84 70 0 0 1-140 18a92 74 0 0 1-150-6c-60 30-140 18-192-26z",
        "m-150 46c6-42 62-46 66-12c2 22-30 26-34 6m66-6c-2-64 92-78 98-24c2 36-46 40-50 10m92 34c4-36 58-36 56-2\
         c-2 20-28 22-30 4",
    ),
    (
        "m350 52c-60 6-96-14-104-50a66 64 0 0 0-112-42a78 76 0 0 0-146-22a72 70 0 0 0-126 26a60 58 0 0 0-92 62\
         a58 56 0 0 0 98 40a84 70 0 0 0 140 18a92 74 0 0 0 150-6c60 30 140 18 192-26z",
        "m150 46c-6-42-62-46-66-12c-2 22 30 26 34 6m-66-6c2-64-92-78-98-24c-2 36 46 40 50 10m-92 34c-4-36-58-36-56-2\
         c2 20 28 22 30 4",
    ),
];

const DX: i32 = 980;
const DY: i32 = 265;
/// Widths of the contours around a cloud, from the outermost, and how far each is from dark to light, in tenths.
const CONTOURS: [(i32, u32); 6] = [(216, 0), (192, 7), (172, 1), (122, 3), (72, 5), (26, 8)];

pub(crate) fn draw(view: &View, cloth: &Cloth, chance: &mut Chance) -> String {
    // Rain-dark outside and light at the heart, or the other way around.
    let lit = chance.odds(70);
    let (outer, inner) = if lit {
        (cloth.ground, cloth.figure)
    } else {
        (cloth.figure, cloth.ground)
    };
    let cells = CLOUDS.map(|(cloud, curl)| {
        let contours: String = CONTOURS
            .iter()
            .map(|(width, light)| line(cloud, blend(outer, inner, *light, 10), *width))
            .collect();
        contours + &fill(cloud, inner) + &line(curl, blend(outer, inner, 3, 10), 22)
    });
    // The grid runs row by row from above, so that every row lies over the one behind it.
    let clouds: Vec<_> = view
        .grid((DX, DY), DX / 2, 430)
        .into_iter()
        .map(|(x, y)| ((x, y), usize::from(y.div_euclid(DY).rem_euclid(2) == 1)))
        .collect();
    repeat_in_turn(&clouds, &cells)
}
