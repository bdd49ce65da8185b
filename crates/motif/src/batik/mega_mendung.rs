//! Mega mendung: rain clouds of Cirebon, each in contours that grow paler towards its heart.

use crate::canvas::{View, blend, fill, line, stamp};
use crate::chance::Chance;
use crate::cloth::Cloth;

/// A cloud's outline: five billows above, four flatter ones below, pointed at both ends.
const CLOUD: &str = "m-330 26a84 78 0 0 1 124-74a90 88 0 0 1 146-66a92 92 0 0 1 156 14a76 74 0 0 1 126 52\
                     a70 66 0 0 1 108 74a120 90 0 0 1-150 46a100 80 0 0 1-140 22a110 84 0 0 1-160-8a150 100 0 0 1-210-60z";
/// The curl at a cloud's heart.
const CURL: &str = "m-196 8c46-38 98-8 82 26c-12 22-44 16-42-6m60-62c20-62 112-66 124-4c8 48-58 62-64 20\
                    m124 26c20-44 88-38 82 6c-6 28-42 24-42 2";

const DX: i32 = 930;
const DY: i32 = 290;

pub(crate) fn draw(view: &View, cloth: &Cloth, chance: &mut Chance) -> String {
    let clouds = view.grid((DX, DY), DX / 2, 400);
    let (outer, inner) = if chance.odds(75) {
        (cloth.ground, cloth.figure)
    } else {
        (cloth.figure, cloth.ground)
    };
    let mut rows: Vec<i32> = clouds.iter().map(|(_, y)| *y).collect();
    rows.dedup();
    let mut out = String::new();
    for row in rows {
        let points: Vec<_> = clouds.iter().copied().filter(|(_, y)| *y == row).collect();
        let outline = stamp(&points, CLOUD);
        for (step, width) in [(0, 196), (1, 150), (2, 104), (3, 58)] {
            out += &line(&outline, blend(outer, inner, step, 5), width);
        }
        out += &fill(&outline, blend(outer, inner, 4, 5));
        out += &line(&stamp(&points, CURL), blend(outer, inner, 2, 5), 20);
    }
    out
}
