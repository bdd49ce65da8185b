//! Drawings as PNG.

use resvg::{tiny_skia, usvg};

/// A drawing as PNG, as large as it says it is. Nothing for a drawing that is none, which ours cannot be.
pub(crate) fn png(svg: &str) -> Option<Vec<u8>> {
    let tree = usvg::Tree::from_str(svg, &usvg::Options::default()).ok()?;
    let size = tree.size().to_int_size();
    let mut pixels = tiny_skia::Pixmap::new(size.width(), size.height())?;
    resvg::render(&tree, tiny_skia::Transform::identity(), &mut pixels.as_mut());
    pixels.encode_png().ok()
}
