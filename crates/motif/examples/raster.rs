//! Rasterises many pictures into one PNG, as the server does for link previews: `raster OUT.png`.

use pasar_motif::{Tradition, draw, favicon, monogram, seed, subjects};
use resvg::{tiny_skia, usvg};

const SIDE: u16 = 200;
const COLUMNS: u16 = 8;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let out = std::env::args().nth(1).unwrap_or_else(|| "pictures.png".into());
    let mut pictures = vec![favicon().to_owned(), monogram(3, "KP")];
    for (index, subject) in subjects().iter().enumerate() {
        let tradition = if index % 4 == 3 {
            Tradition::Quilt
        } else {
            Tradition::Batik
        };
        pictures.push(draw(tradition, seed(&format!("raster {index}")), subject));
    }
    let rows = u16::try_from(pictures.len())?.div_ceil(COLUMNS);
    let mut sheet =
        tiny_skia::Pixmap::new(u32::from(SIDE * COLUMNS), u32::from(SIDE * rows)).ok_or("no room")?;
    for (index, svg) in (0..).zip(&pictures) {
        let tree = usvg::Tree::from_str(svg, &usvg::Options::default())?;
        let scale = f32::from(SIDE) / tree.size().width();
        let (x, y) = (
            f32::from(index % COLUMNS * SIDE),
            f32::from(index / COLUMNS * SIDE),
        );
        let mut cell = tiny_skia::Pixmap::new(u32::from(SIDE), u32::from(SIDE)).ok_or("no room")?;
        resvg::render(
            &tree,
            tiny_skia::Transform::from_scale(scale, scale),
            &mut cell.as_mut(),
        );
        let place = tiny_skia::Transform::from_translate(x, y);
        sheet.draw_pixmap(
            0,
            0,
            cell.as_ref(),
            &tiny_skia::PixmapPaint::default(),
            place,
            None,
        );
    }
    std::fs::write(out, sheet.encode_png()?)?;
    Ok(())
}
