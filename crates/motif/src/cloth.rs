//! Which colour of a family plays which part on the cloth.

use crate::canvas::{Ink, blend};
use crate::palette::Palette;

/// How dark the cloth is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum Ground {
    /// Light figures on dark cloth.
    #[default]
    Deep,
    /// Light figures on middle cloth.
    Mid,
    /// Coloured figures on light cloth.
    Pale,
}

/// The colours of a motif. Figures stay near their cloth, so that the drawing in the middle is what is seen first.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Cloth {
    /// The cloth itself.
    pub(crate) ground: Ink,
    /// The main figure.
    pub(crate) figure: Ink,
    /// The quieter figure, between ground and figure.
    pub(crate) second: Ink,
    /// Lines inside a figure.
    pub(crate) line: Ink,
    /// Small bright marks.
    pub(crate) spark: Ink,
}

impl Cloth {
    pub(crate) fn new(palette: &Palette, ground: Ground) -> Self {
        match ground {
            Ground::Deep => Self {
                ground: palette.deep,
                figure: blend(palette.soft, palette.deep, 3, 10),
                second: blend(palette.mid, palette.deep, 3, 10),
                line: palette.deep,
                spark: palette.accent,
            },
            Ground::Mid => Self {
                ground: palette.mid,
                figure: blend(palette.pale, palette.mid, 4, 10),
                second: blend(palette.soft, palette.mid, 5, 10),
                line: palette.mid,
                spark: palette.tint,
            },
            Ground::Pale => Self {
                ground: palette.pale,
                figure: blend(palette.mid, palette.pale, 4, 10),
                second: blend(palette.soft, palette.pale, 3, 10),
                line: palette.pale,
                spark: palette.accent,
            },
        }
    }
}
