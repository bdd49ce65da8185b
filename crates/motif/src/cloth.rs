//! Which colour of a family plays which part on the cloth.

use crate::canvas::Ink;
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

/// The colours of a motif.
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
                figure: palette.soft,
                second: palette.mid,
                line: palette.deep,
                spark: palette.accent,
            },
            Ground::Mid => Self {
                ground: palette.mid,
                figure: palette.pale,
                second: palette.soft,
                line: palette.mid,
                spark: palette.tint,
            },
            Ground::Pale => Self {
                ground: palette.pale,
                figure: palette.mid,
                second: palette.soft,
                line: palette.pale,
                spark: palette.accent,
            },
        }
    }
}
