//! Herringbone: slanting strokes in columns, each column leaning against its neighbour.

use crate::canvas::{View, line};
use crate::chance::Chance;
use crate::cloth::Cloth;

/// The width of a column.
const COLUMN: i32 = 190;
/// From stroke to stroke down a column.
const PITCH: i32 = 92;

pub(crate) fn draw(view: &View, cloth: &Cloth, chance: &mut Chance) -> String {
    let edge = view.bounds();
    let rise = chance.between(12, 18) * 10;
    let every = chance.between(3, 5);
    let columns = edge.columns(COLUMN);
    // A zigzag must start on the same leg wherever the cloth is cut.
    let first = columns.start().div_euclid(2) * 2;
    let (mut strokes, mut bright) = (String::new(), String::new());
    for row in edge.rows(PITCH).start() - 1..=edge.rows(PITCH).end() + 2 {
        // One zigzag across the whole cloth is one path; the columns are its legs.
        let mut zigzag = format!("M{} {}", first * COLUMN, row * PITCH);
        for column in first..=*columns.end() {
            let lift = if column % 2 == 0 { -rise } else { rise };
            zigzag += &format!("l{COLUMN} {lift}");
        }
        if row.rem_euclid(every) == 0 {
            bright += &zigzag
        } else {
            strokes += &zigzag
        }
    }
    let seams: String = columns.map(|column| edge.down(column * COLUMN)).collect();
    line(&strokes, cloth.figure, 40) + &line(&bright, cloth.second, 40) + &line(&seams, cloth.ground, 10)
}
