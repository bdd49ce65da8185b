//! Cells and what people, spreadsheets and encodings do to them.

pub(crate) mod amount;
pub(crate) mod cell;
pub(crate) mod charset;
pub(crate) mod excel;
pub(crate) mod html;
pub(crate) mod number;
pub(crate) mod price;

/// The first characters of a text, with an ellipsis when some are left out.
pub(crate) fn shorten(text: &str, characters_max: usize) -> String {
    let mut characters = text.chars();
    let short: String = characters.by_ref().take(characters_max).collect();
    if characters.next().is_some() {
        format!("{short}…")
    } else {
        short
    }
}
