//! Five woven, knitted and printed patterns of the British Isles, for markets whose data ask for them.

mod fair_isle;
mod herringbone;
mod houndstooth;
mod sprig;
mod tartan;

use crate::canvas::{Opening, View};
use crate::chance::Chance;
use crate::cloth::Cloth;

/// A woven, knitted or printed pattern.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum Quilt {
    /// Stripes of several widths crossing at right angles.
    #[default]
    Tartan,
    /// Slanting strokes in columns that turn back and forth.
    Herringbone,
    /// Broken checks of four points.
    Houndstooth,
    /// Small flowers on stems, strewn close.
    Sprig,
    /// Bands of stitched figures.
    FairIsle,
}

impl Quilt {
    pub(crate) const ALL: [Self; 5] = [
        Self::Tartan,
        Self::Herringbone,
        Self::Houndstooth,
        Self::Sprig,
        Self::FairIsle,
    ];

    /// How this pattern may lie on the square. `opening` is what later layers leave of it.
    pub(crate) fn view(self, chance: &mut Chance, opening: Opening) -> View {
        let (turns, low, high): (&[i32], i32, i32) = match self {
            Self::Tartan => (&[0, 45], 220, 300),
            Self::Herringbone => (&[0, 90], 230, 320),
            Self::Houndstooth => (&[0], 220, 300),
            Self::Sprig => (&[0], 230, 300),
            Self::FairIsle => (&[0], 230, 290),
        };
        View {
            turn: f64::from(chance.pick(turns)),
            scale: f64::from(chance.between(low / 5, high / 5) * 5) / 1000.0,
            origin: (
                f64::from(chance.between(285, 355)),
                f64::from(chance.between(285, 355)),
            ),
            hidden: opening.hidden,
            top: opening.top,
        }
    }

    /// The pattern's marks, to stand in a group that applies the view's transform and round ends and joins.
    pub(crate) fn draw(self, view: &View, cloth: &Cloth, chance: &mut Chance) -> String {
        match self {
            Self::Tartan => tartan::draw(view, cloth, chance),
            Self::Herringbone => herringbone::draw(view, cloth, chance),
            Self::Houndstooth => houndstooth::draw(view, cloth),
            Self::Sprig => sprig::draw(view, cloth, chance),
            Self::FairIsle => fair_isle::draw(view, cloth, chance),
        }
    }
}
