//! Parcels: whatever fits nowhere else.

use super::{Drawing, Part::*, drawing};

pub(super) const PARCELS: &[Drawing] = &[
    drawing(
        "parcel",
        0,
        &[
            (Body, "M0-84l78 38v88l-78 40l-78-40v-88z"),
            (Paper, "M0-84l78 38l-78 38l-78-38z"),
            (Glow, "M-39-65l78 38v34l-12-8l-10 14v-34l-78-38z"),
            (
                Line,
                "M0-84l78 38v88l-78 40l-78-40v-88zM-78-46l78 38l78-38M0-8v90",
            ),
            (Fine, "M-39-65l78 38M-17-53l0 0M-62 30l28 14M-62 12l14 7"),
        ],
    ),
    drawing(
        "basket",
        0,
        &[
            (Line, "M-54-16c0-44 24-68 54-68s54 24 54 68"),
            (Body, "M-74-8h148l-18 74a16 16 0 0 1-16 14h-80a16 16 0 0 1-16-14z"),
            (Accent, "M-82-22h164v20h-164z"),
            (
                Fine,
                "M-66 22h132M-60 48h120M-40 2l10 76M40 2l-10 76M-14 2l4 76M14 2l-4 76",
            ),
        ],
    ),
    drawing(
        "string-parcel",
        -6,
        &[
            (
                Body,
                "M-72-44h144a8 8 0 0 1 8 8v100a8 8 0 0 1-8 8h-144a8 8 0 0 1-8-8v-100a8 8 0 0 1 8-8z",
            ),
            (Line, "M-80 14h160M0-44v116"),
            (Accent, "M0-44c-10-26-30-42-44-34c-12 10 6 30 44 34z"),
            (Accent, "M0-44c10-26 30-42 44-34c12 10-6 30-44 34z"),
            (Fine, "M20 52h40M20 38h28"),
        ],
    ),
];
