//! Parang: bands of S-shaped blades running down the slope, parted by rows of lozenges.

use crate::canvas::{View, dots, fill, line, repeat, stamp};
use crate::chance::Chance;
use crate::cloth::Cloth;

/// From one band's middle to the next.
const BAND: i32 = 440;
/// Half the height of a band, without the lozenges.
const HALF: i32 = 160;
/// From blade to blade.
const PITCH: i32 = 216;

/// One blade: two wave heads, the second the first turned half around, joined at a slender waist.
const BLADE: &str = "m-26 0c-6-44-84-50-86-104c-2-36 30-58 66-58c58 0 110 26 118 92c-22-34-58-42-72-22\
                     c-12 20 20 44 26 92c6 44 84 50 86 104c2 36-30 58-66 58c-58 0-110-26-118-92\
                     c22 34 58 42 72 22c12-20-20-44-26-92z";
/// The vein that follows a blade from eye to eye.
const VEIN: &str = "m-50-94c10 46 42 50 50 94s40 48 50 94";
/// The line that runs between two blades.
const WAVE: &str = "m-62-70c22 36 52 32 62 70s40 34 62 70";

pub(crate) fn draw(view: &View, cloth: &Cloth, chance: &mut Chance) -> String {
    let edge = view.bounds();
    let phase = chance.between(0, PITCH);
    let lean = chance.between(0, 2) * 36;
    let (mut blades, mut rails) = (Vec::new(), String::new());
    for band in edge.rows(BAND) {
        let y = band * BAND;
        for step in edge.columns(PITCH) {
            let x = step * PITCH - (phase + band * lean).rem_euclid(PITCH);
            if view.shows(x, y, 280) {
                blades.push((x, y));
            }
        }
        rails += &edge.across(y - HALF - 12);
        rails += &edge.across(y + HALF + 12);
    }
    let mut cell = line(&stamp(&[(PITCH / 2, 0)], WAVE), cloth.second, 16);
    cell += &fill(BLADE, cloth.figure);
    cell += &line(VEIN, cloth.line, 14);
    cell += &dots(&[(-50, -106), (50, 106)], cloth.line, 46);
    cell += &dots(&[(-50, -106), (50, 106)], cloth.spark, 20);
    let gems = [(0, BAND / 2), (PITCH / 2, BAND / 2)];
    cell += &if chance.odds(60) {
        fill(&stamp(&gems, "m0-28l36 28l-36 28l-36-28z"), cloth.spark)
    } else {
        dots(&gems, cloth.spark, 44)
    };
    line(&rails, cloth.second, 12) + &repeat(&blades, &cell)
}
