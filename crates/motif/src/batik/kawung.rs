//! Kawung: oval fruits of the sugar palm, four around every crossing.

use crate::canvas::{View, dots, fill, line, stamp};
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
    let crossings = view.grid((STEP, STEP), 0, 430);
    let mut fruits = [Vec::new(), Vec::new()];
    let mut hollows = Vec::new();
    for (x, y) in &crossings {
        let [lying, standing] = &mut fruits;
        lying.push((x + STEP / 2, *y));
        standing.push((*x, y + STEP / 2));
        hollows.push((x + STEP / 2, y + STEP / 2));
    }
    for side in &mut fruits {
        side.retain(|(x, y)| view.shows(*x, *y, 200));
    }
    hollows.retain(|(x, y)| view.shows(*x, *y, 90));
    let seeded = chance.odds(55);
    let mut bodies = String::new();
    let mut rinds = String::new();
    let mut seeds = Vec::new();
    for (index, (points, (fruit, rind))) in fruits.iter().zip(FRUITS.iter().zip(RINDS)).enumerate() {
        bodies += &stamp(points, fruit);
        rinds += &stamp(points, rind);
        let (dx, dy) = if index == 0 { (52, 0) } else { (0, 52) };
        seeds.extend(
            points
                .iter()
                .flat_map(|(x, y)| [(x - dx, y - dy), (x + dx, y + dy)]),
        );
    }
    let mut out = fill(&bodies, cloth.figure);
    if seeded {
        out += &dots(&seeds, cloth.line, 40);
    } else {
        out += &line(&rinds, cloth.line, 14);
    }
    out += &hollow(&hollows, cloth, chance);
    let knots: Vec<_> = crossings
        .into_iter()
        .filter(|(x, y)| view.shows(*x, *y, 50))
        .collect();
    out += &dots(&knots, cloth.ground, 84);
    out + &dots(&knots, cloth.spark, 48)
}

/// What fills the hollow between four fruits.
fn hollow(points: &[(i32, i32)], cloth: &Cloth, chance: &mut Chance) -> String {
    match chance.between(0, 2) {
        0 => fill(
            &stamp(points, "m0-78q12 66 78 78q-66 12-78 78q-12-66-78-78q66-12 78-78z"),
            cloth.second,
        ),
        1 => line(&stamp(points, "m-44-44l88 88m0-88l-88 88"), cloth.second, 22),
        _ => {
            let four: Vec<_> = points
                .iter()
                .flat_map(|(x, y)| [(x - 42, *y), (x + 42, *y), (*x, y - 42), (*x, y + 42)])
                .collect();
            dots(&four, cloth.second, 34)
        }
    }
}
