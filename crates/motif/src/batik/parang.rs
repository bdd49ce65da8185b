//! Parang: bands of S-shaped blades running down the slope, parted by rows of lozenges.

use crate::canvas::{View, dots, fill, line, stamp};
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
    let far = view.far();
    let phase = chance.between(0, PITCH);
    let lean = chance.between(0, 2) * 36;
    let lozenge = chance.odds(60);
    let (mut blades, mut gems, mut rails) = (Vec::new(), Vec::new(), String::new());
    for band in -(far / BAND) - 1..=far / BAND + 1 {
        let y = band * BAND;
        for step in -(far / PITCH) - 1..=far / PITCH + 1 {
            let x = step * PITCH + phase + band * lean;
            if view.shows(x, y, 180) {
                blades.push((x, y));
            }
            for half in [0, PITCH / 2] {
                if view.shows(x + half, y + BAND / 2, 40) {
                    gems.push((x + half, y + BAND / 2));
                }
            }
        }
        for edge in [-HALF - 12, HALF + 12] {
            rails += &format!("M{} {}h{}", -far, y + edge, 2 * far);
        }
    }
    let eyes: Vec<_> = blades
        .iter()
        .flat_map(|(x, y)| [(x - 50, y - 106), (x + 50, y + 106)])
        .collect();
    let between: Vec<_> = blades.iter().map(|(x, y)| (x + PITCH / 2, *y)).collect();
    let tips: Vec<_> = blades
        .iter()
        .flat_map(|(x, y)| [(x + PITCH / 2 - 4, y - 118), (x + PITCH / 2 + 4, y + 118)])
        .filter(|(x, y)| view.shows(*x, *y, 24))
        .collect();
    let mut out = line(&rails, cloth.second, 12);
    out += &line(&stamp(&between, WAVE), cloth.second, 16);
    out += &fill(&stamp(&blades, BLADE), cloth.figure);
    out += &line(&stamp(&blades, VEIN), cloth.line, 14);
    out += &dots(&eyes, cloth.line, 46);
    out += &dots(&eyes, cloth.spark, 20);
    out += &dots(&tips, cloth.second, 26);
    if lozenge {
        out + &fill(&stamp(&gems, "m0-28l36 28l-36 28l-36-28z"), cloth.spark)
    } else {
        out + &dots(&gems, cloth.spark, 44)
    }
}
