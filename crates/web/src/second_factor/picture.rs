//! The picture that an app reads: a QR code as a path of an SVG.

use qrcode::{Color, EcLevel, QrCode};

/// Empty cells around the code, as the standard wants.
const MARGIN: usize = 4;

/// A QR code.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Picture {
    /// Cells on each side, the margin included.
    pub(crate) side: usize,
    /// The dark cells, as a path.
    pub(crate) path: String,
}

/// The picture of a text; nothing when the text is too long for one, as none of ours is.
pub(crate) fn picture(text: &str) -> Option<Picture> {
    let code = QrCode::with_error_correction_level(text, EcLevel::M).ok()?;
    let width = code.width();
    let mut path = String::new();
    for (row, cells) in code.to_colors().chunks(width).enumerate() {
        let mut column = 0;
        while let Some(rest) = cells.get(column..).filter(|rest| !rest.is_empty()) {
            let is_dark = rest.first() == Some(&Color::Dark);
            let run = rest
                .iter()
                .take_while(|cell| (**cell == Color::Dark) == is_dark)
                .count();
            if is_dark {
                let (x, y) = (column + MARGIN, row + MARGIN);
                path.push_str(&format!("M{x} {y}h{run}v1h-{run}z"));
            }
            column += run;
        }
    }
    Some(Picture {
        side: width + 2 * MARGIN,
        path,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_picture_begins_with_the_corner_that_apps_look_for() {
        let picture = picture("otpauth://totp/Pasar:bo?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ").unwrap();
        assert!(picture.path.starts_with("M4 4h7v1h-7z"), "{}", picture.path);
        assert!(picture.side > 21 + 2 * MARGIN);
        let longer = "x".repeat(5_000);
        assert_eq!(super::picture(&longer), None);
    }
}
