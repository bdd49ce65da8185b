//! Tartan: one order of stripes for warp and weft, darker where they cross.

use crate::canvas::{Ink, View, hex};
use crate::chance::Chance;
use crate::cloth::Cloth;

/// A sett repeats after this many local units.
const SETT: i32 = 640;

pub(crate) fn draw(view: &View, cloth: &Cloth, chance: &mut Chance) -> String {
    let broad = chance.between(15, 22) * 10;
    let pair = chance.odds(50);
    let mut stripes: Vec<(i32, i32, Ink)> =
        vec![(0, broad, cloth.figure), (SETT / 2, broad / 3, cloth.second)];
    if pair {
        stripes.push((broad / 2 + 50, 22, cloth.figure));
        stripes.push((-broad / 2 - 50, 22, cloth.figure));
    }
    stripes.push((0, 16, cloth.spark));
    stripes.push((SETT / 2, 12, cloth.ground));
    let edge = view.bounds();
    let mut out = String::new();
    for (at, width, ink) in stripes {
        let (mut warp, mut weft) = (String::new(), String::new());
        for step in edge.columns(SETT) {
            warp += &edge.down(step * SETT + at);
        }
        for step in edge.rows(SETT) {
            weft += &edge.across(step * SETT + at);
        }
        for data in [warp, weft] {
            out += &format!(
                r#"<path fill="none" stroke="{}" stroke-width="{width}" stroke-opacity=".55" d="{data}"/>"#,
                hex(ink)
            );
        }
    }
    out
}
