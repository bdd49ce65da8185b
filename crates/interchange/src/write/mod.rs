//! Writers: what [`crate::read`] reads. Reading what was written gives the same drafts, but for what a format has no
//! place for (see each writer).

mod google;
mod google_table;
mod google_xml;
mod shopify;

pub use google::Links;
pub use google_table::GoogleTableWriter;
pub use google_xml::{Channel, GoogleXmlWriter};
pub use shopify::ShopifyWriter;

/// A cell of delimited text: guarded against running as a formula, quoted where it must be.
pub(crate) fn cell(text: &str, delimiter: char) -> String {
    let text = crate::text::cell::guard(text);
    let needs_quotes =
        text.contains([delimiter, '"', '\n', '\r']) || text.starts_with(' ') || text.ends_with(' ');
    if needs_quotes {
        format!("\"{}\"", text.replace('"', "\"\""))
    } else {
        text
    }
}

/// A row of delimited text with its line end.
fn row<'a>(cells: impl IntoIterator<Item = &'a str>, delimiter: char) -> String {
    let cells: Vec<String> = cells.into_iter().map(|text| cell(text, delimiter)).collect();
    let mut separator = [0; 4];
    cells.join(delimiter.encode_utf8(&mut separator)) + "\r\n"
}
