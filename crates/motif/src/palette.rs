//! Colours: one family per category, all of one lightness per role, so that a page of many stays calm.
//!
//! Every row was set in OKLCH: deep 0.38, mid 0.53, soft 0.79, pale 0.925, ink 0.27, accent 0.70, tint 0.895; only hue and
//! chroma differ. Indigo, soga brown, mengkudu red, turmeric and leaf are the dyes the batik families start from.

use crate::Tradition;
use crate::canvas::Ink;

/// The colours of one picture, by role.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Palette {
    /// The darkest cloth.
    pub(crate) deep: Ink,
    /// The middle cloth.
    pub(crate) mid: Ink,
    /// Figures on dark cloth.
    pub(crate) soft: Ink,
    /// The lightest cloth.
    pub(crate) pale: Ink,
    /// Line drawings.
    pub(crate) ink: Ink,
    /// A small bright note from a neighbouring family.
    pub(crate) accent: Ink,
    /// The accent, faint: fills large parts of a line drawing.
    pub(crate) tint: Ink,
}

/// The paper of every medallion.
pub(crate) const CREAM: Ink = 0xfcf7ed;

const fn row(c: [Ink; 7]) -> Palette {
    let [deep, mid, soft, pale, ink, accent, tint] = c;
    Palette {
        deep,
        mid,
        soft,
        pale,
        ink,
        accent,
        tint,
    }
}

// A table is read in columns.
#[rustfmt::skip]
const SUBJECTS: [(&str, Palette); 47] = [
    ("computers-and-laptops",   row([0x383d6c, 0x5f679d, 0xb2b8db, 0xe2e5f7, 0x202341, 0xc7925d, 0xedd8c6])),
    ("toys-and-hobbies",        row([0x65331b, 0x955b41, 0xd7b1a1, 0xf5e2d9, 0x3c1d0e, 0x889ece, 0xd1ddf4])),
    ("food-and-drink",          row([0x60370b, 0x8f6035, 0xd3b49a, 0xf3e3d6, 0x391f05, 0xb79b55, 0xe6dcc4])),
    ("office-and-stationery",   row([0x284561, 0x4f6f90, 0xa9bdd2, 0xdee7f2, 0x16283a, 0xd3887b, 0xf2d5cf])),
    ("automotive",              row([0x394354, 0x616c80, 0xb4bbc8, 0xe1e6f0, 0x212731, 0xd38879, 0xf2d5cf])),
    ("animal-care",             row([0x573d0c, 0x846635, 0xcbb89b, 0xeee5d7, 0x342306, 0x62adb1, 0xc3e4e5])),
    ("body-care",               row([0x024d4d, 0x347879, 0x9ec3c3, 0xd8eaea, 0x032d2d, 0xd38686, 0xf2d4d3])),
    ("party-supplies-and-craft",row([0x692c2e, 0x9b5455, 0xdcadac, 0xf8e0df, 0x3f191a, 0xba9a56, 0xe7dbc4])),
    ("carpentry",               row([0x60371a, 0x8e5f40, 0xd2b3a0, 0xf2e3d9, 0x391f0d, 0x83a0ce, 0xd0ddf4])),
    ("other-products",          row([0x4e3f2d, 0x7a6954, 0xc4b9ab, 0xece5dc, 0x2e2519, 0x889ece, 0xd1ddf4])),
    ("sport",                   row([0x224d2d, 0x4a7854, 0xa7c3ac, 0xddebdf, 0x132d19, 0xc9915f, 0xeed8c6])),
    ("books",                   row([0x692d27, 0x9b554d, 0xdcaea7, 0xf8e0dd, 0x3f1915, 0xbf9757, 0xe9dac4])),
    ("kitchen",                 row([0x65321f, 0x965a45, 0xd8b0a3, 0xf5e1da, 0x3d1c10, 0x91a966, 0xd7e1c9])),
    ("electronics",             row([0x2e406d, 0x556a9d, 0xacbbdc, 0xdfe6f7, 0x1a2541, 0xbd9857, 0xe8dac4])),
    ("kids-and-baby-fashion",   row([0x154861, 0x3f7390, 0xa1c0d2, 0xdae9f2, 0x0b2a3a, 0xd38688, 0xf2d4d4])),
    ("muslim-fashion",          row([0x184e38, 0x417960, 0xa3c4b3, 0xdbebe2, 0x0c2d20, 0xbf9757, 0xe9dac4])),
    ("mens-fashion",            row([0x294368, 0x506d98, 0xa9bcd8, 0xdee7f5, 0x17273e, 0xcb8f62, 0xeed7c7])),
    ("womens-fashion",          row([0x61313f, 0x915968, 0xd5afb8, 0xf4e1e5, 0x3a1b24, 0xc39559, 0xebd9c4])),
    ("movies-and-music",        row([0x513758, 0x7c5f86, 0xc6b3cc, 0xece2ef, 0x2f1f34, 0xbc9956, 0xe8dbc4])),
    ("gaming",                  row([0x453a65, 0x6e6394, 0xbcb6d5, 0xe7e4f4, 0x28213c, 0x63aea9, 0xc4e4e1])),
    ("phones-and-tablets",      row([0x1f446b, 0x466f9c, 0xa4bdda, 0xdbe8f6, 0x102840, 0xcf8c6a, 0xf0d6c9])),
    ("mother-and-baby",         row([0x613237, 0x915a5f, 0xd4b0b2, 0xf4e1e2, 0x3a1c1f, 0x6fa6c7, 0xc8e1f0])),
    ("camera",                  row([0x2e4655, 0x557082, 0xacbdc9, 0xdee8ef, 0x192832, 0xc9915f, 0xeed8c6])),
    ("beauty",                  row([0x5d324a, 0x8c5975, 0xd1afc1, 0xf2e1e9, 0x381c2b, 0xc4945a, 0xebd9c5])),
    ("health",                  row([0x0e4d42, 0x3b796c, 0xa0c3ba, 0xdaebe6, 0x072d26, 0xd38780, 0xf2d4d1])),
    ("household",               row([0x41461b, 0x6a7142, 0xb9bea1, 0xe5e8da, 0x26290e, 0xd18a6f, 0xf1d6cb])),
    ("precious-metal",          row([0x5d3904, 0x8b6330, 0xd0b698, 0xf1e4d5, 0x372103, 0xb79b55, 0xe6dcc4])),
    ("tour-and-travel",         row([0x004a5e, 0x31768c, 0x9cc2cf, 0xd8eaf1, 0x002c38, 0xc7925c, 0xedd8c5])),
    ("property",                row([0x324a27, 0x5a754d, 0xafc1a8, 0xe1e9dd, 0x1c2b15, 0xd18a71, 0xf1d5cc])),
    ("audio",                   row([0x473b5c, 0x71648a, 0xbeb6ce, 0xe8e4f0, 0x292237, 0xc4945a, 0xebd9c5])),
    ("bags",                    row([0x61361c, 0x905e42, 0xd3b3a1, 0xf3e2da, 0x3a1f0f, 0x62adb1, 0xc3e4e5])),
    ("birds",                   row([0x1f4a4e, 0x47757a, 0xa5c1c4, 0xdce9eb, 0x102b2e, 0xca9060, 0xeed8c6])),
    ("candles",                 row([0x543e15, 0x81673c, 0xc8b89e, 0xede5d8, 0x32240a, 0xcb86a7, 0xefd4df])),
    ("coats-and-jackets",       row([0x31445c, 0x586d89, 0xaebcce, 0xe0e7f0, 0x1b2736, 0xce8d68, 0xf0d6c9])),
    ("cycling",                 row([0x1f4c3e, 0x477766, 0xa5c2b7, 0xdceae4, 0x102d23, 0xd18a71, 0xf1d5cc])),
    ("furniture",               row([0x563c28, 0x83654e, 0xcab6a8, 0xeee4dd, 0x332216, 0x72af7f, 0xcde3d1])),
    ("garden",                  row([0x2c4c26, 0x54774c, 0xacc2a7, 0xdfeadc, 0x192c14, 0xba9a56, 0xe7dbc4])),
    ("hats-and-scarves",        row([0x5e3341, 0x8d5b6a, 0xd1b0b9, 0xf2e1e6, 0x381d25, 0xba9a56, 0xe7dbc4])),
    ("jewellery",               row([0x54384a, 0x806075, 0xc9b3c1, 0xede3e9, 0x31202b, 0xba9a56, 0xe7dbc4])),
    ("knitwear",                row([0x603337, 0x8f5b5f, 0xd3b1b2, 0xf3e1e2, 0x391d1f, 0xbd9857, 0xe8dac4])),
    ("preserves",               row([0x583c0d, 0x866536, 0xccb79b, 0xefe5d7, 0x342206, 0xd38686, 0xf2d4d3])),
    ("sewing-and-yarn",         row([0x523853, 0x7e607f, 0xc7b3c7, 0xece3ec, 0x302031, 0xb59c55, 0xe5dcc4])),
    ("soft-furnishings",        row([0x444526, 0x6d6f4c, 0xbbbda7, 0xe6e7dc, 0x272814, 0xd18a71, 0xf1d5cc])),
    ("tableware",               row([0x224662, 0x497091, 0xa6bed3, 0xdce8f3, 0x12283a, 0xc7925d, 0xedd8c6])),
    ("tea-and-coffee",          row([0x5e3723, 0x8c6049, 0xd1b3a5, 0xf2e3db, 0x381f13, 0x7fad74, 0xd1e2cd])),
    ("treats",                  row([0x623139, 0x925962, 0xd6afb4, 0xf4e1e3, 0x3b1b21, 0xbd9857, 0xe8dac4])),
    ("walking",                 row([0x2f4a35, 0x57745c, 0xaec0b1, 0xe0e9e1, 0x1b2b1e, 0xcc8e64, 0xefd7c8])),
];

/// Wool and dye: what the quilt tradition spreads over the categories.
#[rustfmt::skip]
const WOOLS: [Palette; 10] = [
    row([0x2e4267, 0x556c96, 0xacbbd7, 0xdfe7f4, 0x1a263d, 0xc9915f, 0xeed8c6]), // navy
    row([0x4c3b54, 0x776380, 0xc2b5c8, 0xeae3ed, 0x2d2232, 0x8bab6b, 0xd5e1ca]), // heather
    row([0x3d481f, 0x657245, 0xb6bfa3, 0xe4e8db, 0x232a10, 0xce8d68, 0xf0d6c9]), // moss
    row([0x67311b, 0x975941, 0xd9b0a1, 0xf6e1d9, 0x3d1c0e, 0x73a5c9, 0xc9e0f1]), // rust
    row([0x144b50, 0x3e767c, 0xa1c2c5, 0xdaeaeb, 0x0a2c2f, 0xca9060, 0xeed8c6]), // teal
    row([0x4f3f2a, 0x7b6950, 0xc4b9a9, 0xece5dc, 0x2e2517, 0x7fa1cd, 0xcedef3]), // oatmeal
    row([0x5d3344, 0x8b5b6e, 0xd1b0bc, 0xf2e1e7, 0x371d27, 0x97a762, 0xd9e0c7]), // bramble
    row([0x344453, 0x5c6e7f, 0xb0bcc7, 0xdfe7ef, 0x1d2831, 0xd38780, 0xf2d4d1]), // slate
    row([0x1b4d36, 0x44795d, 0xa4c3b1, 0xdbebe2, 0x0e2d1e, 0xbd9857, 0xe8dac4]), // bottle
    row([0x52394d, 0x7f6178, 0xc7b4c2, 0xede3ea, 0x31202d, 0xba9a56, 0xe7dbc4]), // damson
];

/// Colours for whatever is in no family: those of parcels.
const PLAIN: Palette = row([
    0x4e3f2d, 0x7a6954, 0xc4b9ab, 0xece5dc, 0x2e2519, 0x889ece, 0xd1ddf4,
]);

/// What a slug is compared by: letters and digits only, without `and`, so that `men-s-fashion` and `mens-fashion` or
/// `office-stationery` and `office-and-stationery` are one subject.
fn key(slug: &str) -> String {
    slug.split(|c: char| !c.is_ascii_alphanumeric())
        .filter(|word| !word.eq_ignore_ascii_case("and"))
        .flat_map(|word| word.chars())
        .map(|c| c.to_ascii_lowercase())
        .collect()
}

/// The subject's place in [`names`] and its name as we spell it.
pub(crate) fn find(slug: &str) -> Option<(usize, &'static str)> {
    let wanted = key(slug);
    SUBJECTS
        .iter()
        .enumerate()
        .find(|(_, (name, _))| key(name) == wanted)
        .map(|(index, (name, _))| (index, *name))
}

/// The subjects that have colours and drawings of their own, in the order of the catalogue.
pub(crate) fn names() -> &'static [&'static str] {
    &NAMES
}

const NAMES: [&str; SUBJECTS.len()] = [
    "computers-and-laptops",
    "toys-and-hobbies",
    "food-and-drink",
    "office-and-stationery",
    "automotive",
    "animal-care",
    "body-care",
    "party-supplies-and-craft",
    "carpentry",
    "other-products",
    "sport",
    "books",
    "kitchen",
    "electronics",
    "kids-and-baby-fashion",
    "muslim-fashion",
    "mens-fashion",
    "womens-fashion",
    "movies-and-music",
    "gaming",
    "phones-and-tablets",
    "mother-and-baby",
    "camera",
    "beauty",
    "health",
    "household",
    "precious-metal",
    "tour-and-travel",
    "property",
    "audio",
    "bags",
    "birds",
    "candles",
    "coats-and-jackets",
    "cycling",
    "furniture",
    "garden",
    "hats-and-scarves",
    "jewellery",
    "knitwear",
    "preserves",
    "sewing-and-yarn",
    "soft-furnishings",
    "tableware",
    "tea-and-coffee",
    "treats",
    "walking",
];

/// The family of a subject in a tradition.
pub(crate) fn of(tradition: Tradition, slug: &str) -> Palette {
    let Some((index, _)) = find(slug) else {
        return PLAIN;
    };
    match tradition {
        Tradition::Batik => SUBJECTS.get(index).map_or(PLAIN, |(_, palette)| *palette),
        // Seven is prime to the number of wools: neighbours in the catalogue get distant colours.
        Tradition::Quilt => WOOLS.get(index * 7 % WOOLS.len()).copied().unwrap_or(PLAIN),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Relative luminance as WCAG 2 defines it.
    fn luminance(ink: Ink) -> f64 {
        let channel = |shift: u32| {
            let value = f64::from((ink >> shift) & 0xff) / 255.0;
            if value <= 0.040_45 {
                value / 12.92
            } else {
                ((value + 0.055) / 1.055).powf(2.4)
            }
        };
        0.2126 * channel(16) + 0.7152 * channel(8) + 0.0722 * channel(0)
    }

    fn contrast(a: Ink, b: Ink) -> f64 {
        let (a, b) = (luminance(a), luminance(b));
        (a.max(b) + 0.05) / (a.min(b) + 0.05)
    }

    #[test]
    fn drawings_stand_out_from_their_paper_and_fills() {
        for palette in SUBJECTS.iter().map(|(_, palette)| palette).chain(&WOOLS) {
            for paper in [CREAM, palette.pale, palette.tint, palette.accent] {
                assert!(contrast(palette.ink, paper) >= 4.5, "{palette:x?} on {paper:x}");
            }
            // Letters of a monogram.
            assert!(contrast(CREAM, palette.deep) >= 4.5, "{palette:x?}");
        }
    }

    #[test]
    fn names_are_those_of_the_table() {
        assert!(SUBJECTS.iter().map(|(name, _)| name).eq(&NAMES));
    }

    #[test]
    fn a_role_has_one_lightness() {
        let roles: [fn(&Palette) -> Ink; 4] = [|p| p.deep, |p| p.mid, |p| p.soft, |p| p.pale];
        for role in roles {
            let all: Vec<f64> = SUBJECTS
                .iter()
                .map(|(_, palette)| palette)
                .chain(&WOOLS)
                .map(|p| luminance(role(p)))
                .collect();
            let (low, high) = all
                .iter()
                .fold((1.0_f64, 0.0_f64), |(l, h), v| (l.min(*v), h.max(*v)));
            assert!((high + 0.05) / (low + 0.05) < 1.25, "{low} to {high}");
        }
    }
}
