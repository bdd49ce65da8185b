//! Houndstooth: a check whose corners run into each other.

use crate::canvas::{View, fill, repeat, stamp};
use crate::cloth::Cloth;

/// One tooth in a cell of four by four quarters.
const TOOTH: &str = "h130v65l65-65h65l-65 65v65h65v65l-65-65h-65v65l-65 65v-65l65-65h-65l-65 65v-65l65-65z";

pub(crate) fn draw(view: &View, cloth: &Cloth) -> String {
    repeat(
        &view.grid((260, 260), 0, 260),
        &fill(&stamp(&[(0, 0)], TOOTH), cloth.figure),
    )
}
