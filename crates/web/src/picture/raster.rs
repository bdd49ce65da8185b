//! Drawings as PNG, for those who show no SVG: where somebody shares a page.

use bytes::Bytes;
use resvg::{tiny_skia, usvg};

/// Pixels of a side.
const SIDE: u16 = 640;

/// A square drawing as PNG. Nothing for a drawing that is none, which ours cannot be.
pub(super) fn png(svg: &str) -> Option<Bytes> {
    let tree = usvg::Tree::from_str(svg, &usvg::Options::default()).ok()?;
    let mut pixels = tiny_skia::Pixmap::new(SIDE.into(), SIDE.into())?;
    let scale = f32::from(SIDE) / tree.size().width();
    resvg::render(
        &tree,
        tiny_skia::Transform::from_scale(scale, scale),
        &mut pixels.as_mut(),
    );
    pixels.encode_png().ok().map(Bytes::from)
}
