//! The five batik motifs. Each is written in whole local units, about a quarter of a picture unit.

mod ceplok;
mod kawung;
mod mega_mendung;
mod parang;
mod truntum;

use crate::canvas::{Opening, View};
use crate::chance::Chance;
use crate::cloth::Cloth;

/// A batik motif.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum Batik {
    /// Four oval palm fruits around every crossing of a grid.
    #[default]
    Kawung,
    /// Diagonal bands of interlocking S-shaped blades, parted by rows of lozenges (*mlinjon*).
    Parang,
    /// Small stars strewn over dark cloth, as jasmine or the night sky.
    Truntum,
    /// Clouds in graded contours.
    MegaMendung,
    /// Symmetric rosettes in a grid of frames.
    Ceplok,
}

impl Batik {
    pub(crate) const ALL: [Self; 5] = [
        Self::Kawung,
        Self::Parang,
        Self::Truntum,
        Self::MegaMendung,
        Self::Ceplok,
    ];

    /// How this motif may lie on the square. `opening` is what later layers leave of it.
    pub(crate) fn view(self, chance: &mut Chance, opening: Opening) -> View {
        let (turns, low, high): (&[i32], i32, i32) = match self {
            Self::Kawung => (&[45, 45, 0], 240, 330),
            Self::Parang => (&[-45, -45, 45], 250, 345),
            Self::Truntum => (&[0, 45], 250, 320),
            Self::MegaMendung => (&[0], 285, 360),
            Self::Ceplok => (&[0, 45], 235, 305),
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

    /// The motif's marks, to stand in a group that applies the view's transform and round ends and joins.
    pub(crate) fn draw(self, view: &View, cloth: &Cloth, chance: &mut Chance) -> String {
        match self {
            Self::Kawung => kawung::draw(view, cloth, chance),
            Self::Parang => parang::draw(view, cloth, chance),
            Self::Truntum => truntum::draw(view, cloth, chance),
            Self::MegaMendung => mega_mendung::draw(view, cloth, chance),
            Self::Ceplok => ceplok::draw(view, cloth, chance),
        }
    }
}
