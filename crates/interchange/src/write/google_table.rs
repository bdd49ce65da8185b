//! Google Merchant product data as tab-separated text.

use std::io::{self, Write};

use super::google::{Ids, Item, Links, item};
use super::row;
use crate::ProductDraft;
use crate::google::{Attribute, Detail};

const COLUMNS: [Attribute; 27] = [
    Attribute::Id,
    Attribute::Title,
    Attribute::Description,
    Attribute::Link,
    Attribute::PictureLink,
    Attribute::FurtherPictureLink,
    Attribute::Availability,
    Attribute::Quantity,
    Attribute::Price,
    Attribute::SalePrice,
    Attribute::Brand,
    Attribute::Gtin,
    Attribute::Mpn,
    Attribute::IdentifierExists,
    Attribute::Condition,
    Attribute::GoogleCategory,
    Attribute::ProductType,
    Attribute::GroupId,
    Attribute::Color,
    Attribute::Size,
    Attribute::Material,
    Attribute::Pattern,
    Attribute::Gender,
    Attribute::AgeGroup,
    Attribute::ShippingWeight,
    Attribute::ProductDetail,
    Attribute::Pause,
];

/// Writes drafts as Google Merchant TSV: UTF-8, one row for each variant. Cells that a spreadsheet would run as a formula
/// get an apostrophe before them.
///
/// A variant's `external_key` becomes the item's `id`, with the product's key before it where it would not be unique. There is no
/// place for pictures' texts and positions, reviews and figures, and size type and system go into details. The
/// variants of a product follow each other.
pub struct GoogleTableWriter<'a, W> {
    out: W,
    links: Links<'a>,
    ids: Ids,
}

impl<'a, W: Write> GoogleTableWriter<'a, W> {
    /// Writes the header.
    ///
    /// # Errors
    /// When `out` fails.
    pub fn new(mut out: W, links: Links<'a>) -> io::Result<Self> {
        let names = COLUMNS.map(Attribute::name);
        out.write_all(row(names.iter().map(String::as_str), '\t').as_bytes())?;
        Ok(Self {
            out,
            links,
            ids: Ids::default(),
        })
    }

    /// Writes the rows of a product.
    ///
    /// # Errors
    /// When the output fails.
    pub fn write(&mut self, draft: &ProductDraft) -> io::Result<()> {
        for variant in &draft.variants {
            let id = self.ids.of(draft, variant);
            let item = item(draft, variant, &id, self.links);
            let cells = COLUMNS.map(|attribute| cell(&item, attribute));
            self.out
                .write_all(row(cells.iter().map(String::as_str), '\t').as_bytes())?;
        }
        Ok(())
    }

    /// Flushes and gives the output back.
    ///
    /// # Errors
    /// When the output fails.
    pub fn finish(mut self) -> io::Result<W> {
        self.out.flush()?;
        Ok(self.out)
    }
}

fn cell(item: &Item, attribute: Attribute) -> String {
    match attribute {
        Attribute::ProductDetail => {
            let mut details = item.details.clone();
            for (attribute, name) in [
                (Attribute::SizeType, "size_type"),
                (Attribute::SizeSystem, "size_system"),
            ] {
                details.extend(item.values(attribute).map(|value| Detail {
                    section: "General".to_owned(),
                    name: name.to_owned(),
                    value: value.to_owned(),
                }));
            }
            Detail::write_all(&details)
        }
        Attribute::FurtherPictureLink => {
            let links: Vec<String> = item
                .values(attribute)
                .map(|link| link.replace(',', "%2C"))
                .collect();
            links.join(",")
        }
        _ => item.value(attribute).to_owned(),
    }
}
