//! One reader for every format.

use std::io::{Chain, Cursor, Read};

use crate::google::{GoogleReader, TableItems, XmlItems};
use crate::prdect::PrdectReader;
use crate::shopify::ShopifyReader;
use crate::text::charset::read_some;
use crate::{Detected, FileError, Format, HEAD_BYTES, ProductDraft, ReadOptions, RowError, detect};

/// What comes next in a file.
#[derive(Debug, Clone, PartialEq)]
pub enum Record {
    /// A product, as far as its rows could be understood. Its findings came before it.
    Product(Box<ProductDraft>),
    /// Something in a row, with what was done about it.
    Finding(RowError),
}

/// The file's bytes again from the beginning, after a look at the first of them.
pub(crate) type Whole<R> = Chain<Cursor<Vec<u8>>, R>;

/// Yields the records of a file. See [`read`].
pub struct Reader<R> {
    detected: Detected,
    inner: Inner<R>,
}

enum Inner<R> {
    Shopify(Box<ShopifyReader<Whole<R>>>),
    GoogleTable(Box<GoogleReader<TableItems<Whole<R>>>>),
    GoogleXml(Box<GoogleReader<XmlItems<Whole<R>>>>),
    PrdectId(Box<PrdectReader<Whole<R>>>),
}

/// Reads a catalogue file of any supported format, encoding and delimiter.
///
/// What a row can and cannot do:
/// - A file that is no catalogue, or lacks a column without which no product can be made, is refused here, before
///   anything is yielded: a bad file changes nothing.
/// - A row that cannot be understood is left out and said so ([`Record::Finding`]); every other row stands. A variant with a
///   bad price goes missing from its product, whose other variants are yielded; such a product is marked as not
///   `complete`, so that an importer does not take missing variants as deleted.
/// - A bad cell that the product can do without (barcode, weight, picture) is left empty and said so.
/// - A product without title or without any good variant is left out as a whole, with the reason at its first line.
/// - Rows of one product that do not stand together give several drafts; the later ones are marked with `continues`.
/// - Memory does not grow with the file, but for eight bytes for each product (PRDECT-ID, a small fixed file, is gathered whole).
///
/// To resume an import, read the file again and pass over drafts whose `lines.last` is not after the last one taken.
///
/// # Errors
/// A [`FileError`] when nothing of the file can be read.
pub fn read<R: Read>(mut input: R, options: &ReadOptions) -> Result<Reader<R>, FileError> {
    let head = first_bytes(&mut input)?;
    let detected = detect(&head, "")?;
    if let Some(wanted) = options.format
        && wanted != detected.format
    {
        return Err(FileError::OtherFormat {
            found: detected.format,
            wanted,
        });
    }
    let body = head.get(detected.skip..).unwrap_or_default().to_vec();
    let whole = Cursor::new(body).chain(input);
    let inner = match detected.format {
        Format::Shopify => Inner::Shopify(Box::new(ShopifyReader::new(whole, &detected, options)?)),
        Format::GoogleTable => {
            let items = TableItems::new(whole, &detected, options)?;
            Inner::GoogleTable(Box::new(GoogleReader::new(items, &detected, options)))
        }
        Format::GoogleXml => {
            let items = XmlItems::new(whole, &detected, options);
            Inner::GoogleXml(Box::new(GoogleReader::new(items, &detected, options)))
        }
        Format::PrdectId => Inner::PrdectId(Box::new(PrdectReader::new(whole, &detected, options)?)),
    };
    Ok(Reader { detected, inner })
}

fn first_bytes(input: &mut impl Read) -> Result<Vec<u8>, FileError> {
    let mut head = vec![0; HEAD_BYTES];
    let mut filled = 0;
    while let Some(space) = head.get_mut(filled..).filter(|space| !space.is_empty()) {
        match read_some(input, space) {
            Ok(0) => break,
            Ok(count) => filled += count,
            Err(_) => return Err(FileError::Interrupted),
        }
    }
    head.truncate(filled);
    Ok(head)
}

impl<R> Reader<R> {
    /// What the file turned out to be.
    pub const fn detected(&self) -> &Detected {
        &self.detected
    }
}

impl<R: Read> Iterator for Reader<R> {
    type Item = Record;

    fn next(&mut self) -> Option<Record> {
        match &mut self.inner {
            Inner::Shopify(reader) => reader.next(),
            Inner::GoogleTable(reader) => reader.next(),
            Inner::GoogleXml(reader) => reader.next(),
            Inner::PrdectId(reader) => reader.next(),
        }
    }
}
