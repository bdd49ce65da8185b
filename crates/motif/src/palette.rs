//! Colours: one family per category, all of one lightness per role, so that a page of many stays calm.
//!
//! Every row was set in OKLCH: deep 0.36, mid 0.53, soft 0.80, pale 0.925, ink 0.27, accent 0.70, tint 0.87; only hue and
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

const SUBJECTS: [(&str, Palette); 29] = [
    (
        "computers-and-laptops",
        row([
            0x323769, 0x5e66a2, 0xb3bbe5, 0xe2e5f7, 0x202341, 0xcb9054, 0xecceb3,
        ]),
    ),
    (
        "toys-and-hobbies",
        row([
            0x602c12, 0x99593b, 0xe0b29e, 0xf5e2d9, 0x3c1d0e, 0x7e9de0, 0xc4d4f6,
        ]),
    ),
    (
        "food-and-drink",
        row([
            0x5c3100, 0x935e2c, 0xdbb697, 0xf3e3d6, 0x391f05, 0x82ad6a, 0xc6dcbb,
        ]),
    ),
    (
        "office-and-stationery",
        row([
            0x213f5d, 0x4b6f94, 0xa8c1da, 0xdee7f2, 0x16283a, 0xd88577, 0xf4c9c1,
        ]),
    ),
    (
        "automotive",
        row([
            0x333d4f, 0x606c82, 0xb5bece, 0xe1e6f0, 0x212731, 0xd88575, 0xf3c9c0,
        ]),
    ),
    (
        "animal-care",
        row([
            0x533700, 0x87652c, 0xd1ba97, 0xeee5d7, 0x342306, 0x37b2b8, 0xaedfe1,
        ]),
    ),
    (
        "body-care",
        row([
            0x004849, 0x29797a, 0x9ac8c8, 0xd8eaea, 0x032d2d, 0xd88383, 0xf4c8c7,
        ]),
    ),
    (
        "party-supplies-and-craft",
        row([
            0x652528, 0x9f5152, 0xe5adac, 0xf8e0df, 0x3f191a, 0xbc994c, 0xe3d2b0,
        ]),
    ),
    (
        "carpentry",
        row([
            0x5b3010, 0x925d3a, 0xdab59e, 0xf2e3d9, 0x391f0d, 0x789fe0, 0xc1d5f6,
        ]),
    ),
    (
        "other-products",
        row([
            0x4a3a26, 0x7c6851, 0xc9bbab, 0xece5dc, 0x2e2519, 0x7e9de0, 0xc4d4f6,
        ]),
    ),
    (
        "sport",
        row([
            0x1a4827, 0x457a51, 0xa6c8ac, 0xddebdf, 0x132d19, 0xcd8f57, 0xedceb3,
        ]),
    ),
    (
        "books",
        row([
            0x652620, 0x9f5249, 0xe5aea6, 0xf8e0dd, 0x3f1915, 0xc2964d, 0xe7d1b0,
        ]),
    ),
    (
        "kitchen",
        row([
            0x612b17, 0x9a5740, 0xe1b1a1, 0xf5e1da, 0x3d1c10, 0x8faa5f, 0xcddbb7,
        ]),
    ),
    (
        "electronics",
        row([
            0x283a69, 0x526aa3, 0xacbee5, 0xdfe6f7, 0x1a2541, 0xc1974d, 0xe6d1b0,
        ]),
    ),
    (
        "kids-and-baby-fashion",
        row([
            0x07425d, 0x377394, 0x9fc4da, 0xdae9f2, 0x0b2a3a, 0xd88386, 0xf4c8c8,
        ]),
    ),
    (
        "muslim-fashion",
        row([
            0x0a4932, 0x3a7a5e, 0xa1c9b4, 0xdbebe2, 0x0c2d20, 0xc2964d, 0xe7d1b0,
        ]),
    ),
    (
        "mens-fashion",
        row([
            0x223d65, 0x4c6d9d, 0xa9bfe1, 0xdee7f5, 0x17273e, 0xcf8d5a, 0xeecdb5,
        ]),
    ),
    (
        "womens-fashion",
        row([
            0x5d2a3a, 0x955668, 0xddb0bb, 0xf4e1e5, 0x3a1b24, 0xc79350, 0xe9d0b1,
        ]),
    ),
    (
        "movies-and-music",
        row([
            0x4c3154, 0x7e5e88, 0xcbb5d2, 0xece2ef, 0x2f1f34, 0xbf984c, 0xe5d2b0,
        ]),
    ),
    (
        "gaming",
        row([
            0x403461, 0x6f6299, 0xbfb8de, 0xe7e4f4, 0x28213c, 0x3ab3ad, 0xafdfdb,
        ]),
    ),
    (
        "phones-and-tablets",
        row([
            0x163e68, 0x406fa1, 0xa2c1e4, 0xdbe8f6, 0x102840, 0xd48a63, 0xf1cbb8,
        ]),
    ),
    (
        "mother-and-baby",
        row([
            0x5d2c31, 0x95585d, 0xddb1b4, 0xf4e1e2, 0x3a1c1f, 0x55a9d6, 0xb5daf1,
        ]),
    ),
    (
        "camera",
        row([
            0x274051, 0x527084, 0xadc1cf, 0xdee8ef, 0x192832, 0xcd8f57, 0xedceb3,
        ]),
    ),
    (
        "beauty",
        row([
            0x592b46, 0x8f5776, 0xd9b0c5, 0xf2e1e9, 0x381c2b, 0xc89251, 0xeacfb1,
        ]),
    ),
    (
        "health",
        row([
            0x00483d, 0x327a6c, 0x9dc8be, 0xdaebe6, 0x072d26, 0xd8847d, 0xf4c8c4,
        ]),
    ),
    (
        "household",
        row([
            0x3c4112, 0x6a713c, 0xbcc29f, 0xe5e8da, 0x26290e, 0xd6886a, 0xf2cabb,
        ]),
    ),
    (
        "precious-metal",
        row([
            0x513900, 0x84671f, 0xcfbc92, 0xede5d5, 0x322400, 0xd38b61, 0xf0cbb8,
        ]),
    ),
    (
        "tour-and-travel",
        row([
            0x00455a, 0x24778f, 0x98c6d7, 0xd8eaf1, 0x002c38, 0xcb9154, 0xecceb2,
        ]),
    ),
    (
        "property",
        row([
            0x2c4520, 0x587649, 0xb0c5a7, 0xe1e9dd, 0x1c2b15, 0xd6876c, 0xf2cabc,
        ]),
    ),
];

/// Wool and dye: what the quilt tradition spreads over the categories.
const WOOLS: [Palette; 10] = [
    // navy
    row([
        0x283c63, 0x526c9b, 0xacbfdf, 0xdfe7f4, 0x1a263d, 0xcd8f57, 0xedceb3,
    ]),
    // heather
    row([
        0x473550, 0x786283, 0xc7b7ce, 0xeae3ed, 0x2d2232, 0x89ac64, 0xc9dbb9,
    ]),
    // moss
    row([
        0x374316, 0x647340, 0xb8c3a1, 0xe4e8db, 0x232a10, 0xd38b61, 0xf0cbb8,
    ]),
    // rust
    row([
        0x622a12, 0x9b573b, 0xe2b19e, 0xf6e1d9, 0x3d1c0e, 0x5ca7d9, 0xb7d9f2,
    ]),
    // teal
    row([
        0x05464c, 0x36777e, 0x9fc6cb, 0xdaeaeb, 0x0a2c2f, 0xce8e58, 0xeecdb4,
    ]),
    // oatmeal
    row([
        0x4a3a23, 0x7c684d, 0xc9bba9, 0xece5dc, 0x2e2517, 0x71a1df, 0xbfd7f5,
    ]),
    // bramble
    row([
        0x592d3f, 0x8f596e, 0xd8b2bf, 0xf2e1e7, 0x371d27, 0x96a85a, 0xd0dab5,
    ]),
    // slate
    row([
        0x2e3f4e, 0x5a6f81, 0xb1c0cd, 0xdfe7ef, 0x1d2831, 0xd8847d, 0xf4c8c4,
    ]),
    // bottle
    row([
        0x104830, 0x3d7a5c, 0xa2c8b3, 0xdbebe2, 0x0e2d1e, 0xc1974d, 0xe6d1b0,
    ]),
    // damson
    row([
        0x4e3348, 0x815f79, 0xcdb5c7, 0xede3ea, 0x31202d, 0xbc994c, 0xe3d2b0,
    ]),
];

/// Colours for whatever is in no family: those of parcels.
const PLAIN: Palette = row([
    0x4a3a26, 0x7c6851, 0xc9bbab, 0xece5dc, 0x2e2519, 0x7e9de0, 0xc4d4f6,
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
