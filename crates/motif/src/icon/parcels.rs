//! Parcels: whatever fits nowhere else.

use super::{Drawing, Part::*};

pub(super) const PARCELS: &[Drawing] = &[
    // A box seen from a corner, taped.
    &[
        (Body, "M0-84l78 38v88l-78 40l-78-40v-88z"),
        (Tint, "M0-84l78 38l-78 38l-78-38z"),
        (Glow, "M-42-66l78 38v34l-14-7l-10 12v-34l-78-38z"),
        (
            Line,
            "M0-84l78 38v88l-78 40l-78-40v-88zM-78-46l78 38l78-38M0-8v90",
        ),
        (Fine, "M-39-65l78 38v32M-60 30l28 14M-60 12l14 7"),
    ],
];
