//! Herringbone: slanting strokes in columns, each column leaning against its neighbour.

use crate::canvas::{View, line};
use crate::chance::Chance;
use crate::cloth::Cloth;

/// The width of a column.
const COLUMN: i32 = 190;
/// From stroke to stroke down a column.
const PITCH: i32 = 92;

pub(crate) fn draw(view: &View, cloth: &Cloth, chance: &mut Chance) -> String {
    let far = view.far();
    let rise = chance.between(12, 18) * 10;
    let every = chance.between(3, 5);
    let columns = far / COLUMN + 1;
    let (mut strokes, mut bright) = (String::new(), String::new());
    for row in -(far / PITCH) - 3..=far / PITCH + 3 {
        // One zigzag across the whole cloth is one path; the columns are its legs.
        let mut zigzag = format!("M{} {}", -columns * COLUMN, row * PITCH);
        for column in 0..columns * 2 {
            let lift = if column % 2 == 0 { -rise } else { rise };
            zigzag += &format!("l{COLUMN} {lift}");
        }
        if row.rem_euclid(every) == 0 {
            bright += &zigzag
        } else {
            strokes += &zigzag
        }
    }
    let mut seams = String::new();
    for column in -columns..=columns {
        seams += &format!("M{} {}v{}", column * COLUMN, -far, 2 * far);
    }
    line(&strokes, cloth.figure, 40) + &line(&bright, cloth.second, 40) + &line(&seams, cloth.ground, 10)
}
