//! Shopify product CSV of the newer header generation.

use std::collections::BTreeMap;
use std::io::{self, Write};

use super::row;
use crate::text::price;
use crate::{Condition, ProductDraft, VariantDraft};

/// The columns Shopify's own export has (without those that hold nothing of a draft), and two of Pasar's own, which
/// Shopify takes for metafields.
const COLUMNS: [&str; 35] = [
    "Title",
    "URL handle",
    "Description",
    "Vendor",
    "Product category",
    "Type",
    "Tags",
    "Published on online store",
    "Status",
    "SKU",
    "Barcode",
    "Option1 name",
    "Option1 value",
    "Option2 name",
    "Option2 value",
    "Option3 name",
    "Option3 value",
    "Price",
    "Compare-at price",
    "Inventory tracker",
    "Inventory quantity",
    "Continue selling when out of stock",
    "Weight value (grams)",
    "Weight unit for display",
    "Requires shipping",
    "Fulfillment service",
    "Product image URL",
    "Image position",
    "Image alt text",
    "Variant image URL",
    "Gift card",
    "Google Shopping / Manufacturer part number (MPN)",
    "Google Shopping / Condition",
    "Attributes (product.metafields.pasar.attributes)",
    "Ship from (product.metafields.pasar.ship_from)",
];

/// Writes drafts as Shopify product CSV: UTF-8, commas, one row for each variant and each further picture. Cells that a
/// spreadsheet would run as a formula get an apostrophe before them, which [`crate::read`] takes away again.
///
/// There is no place for reviews and figures. Tags must have no comma.
#[derive(Debug)]
pub struct ShopifyWriter<W> {
    out: W,
}

impl<W: Write> ShopifyWriter<W> {
    /// Writes the header.
    ///
    /// # Errors
    /// When `out` fails.
    pub fn new(mut out: W) -> io::Result<Self> {
        out.write_all(row(COLUMNS, ',').as_bytes())?;
        Ok(Self { out })
    }

    /// Writes the rows of a product.
    ///
    /// # Errors
    /// When the output fails.
    pub fn write(&mut self, draft: &ProductDraft) -> io::Result<()> {
        for place in 0..draft.variants.len().max(draft.pictures.len()).max(1) {
            let mut cells = BTreeMap::from([("URL handle", draft.external_key.clone())]);
            if place == 0 {
                product_cells(&mut cells, draft);
            }
            if let Some(variant) = draft.variants.get(place) {
                variant_cells(&mut cells, draft, variant);
            }
            if let Some(picture) = draft.pictures.get(place) {
                cells.insert("Product image URL", picture.url.clone());
                cells.insert("Image position", picture.position.to_string());
                cells.insert("Image alt text", picture.alt.clone());
            }
            let in_order = COLUMNS
                .iter()
                .map(|column| cells.get(column).map_or("", String::as_str));
            self.out.write_all(row(in_order, ',').as_bytes())?;
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

type Cells = BTreeMap<&'static str, String>;

fn product_cells(cells: &mut Cells, draft: &ProductDraft) {
    let mut attributes = draft.attributes.clone();
    cells.insert("Title", draft.title.clone());
    cells.insert("Description", draft.description_html.clone());
    cells.insert("Vendor", draft.brand.clone().unwrap_or_default());
    cells.insert(
        "Product category",
        attributes.remove("product_category").unwrap_or_default(),
    );
    cells.insert("Type", draft.category_hint.clone().unwrap_or_default());
    cells.insert("Tags", draft.tags.join(", "));
    cells.insert(
        "Published on online store",
        if draft.published { "TRUE" } else { "FALSE" }.to_owned(),
    );
    cells.insert(
        "Status",
        if draft.published { "active" } else { "draft" }.to_owned(),
    );
    cells.insert("Gift card", "FALSE".to_owned());
    cells.insert(
        "Ship from (product.metafields.pasar.ship_from)",
        draft.ship_from.clone().unwrap_or_default(),
    );
    if !attributes.is_empty() {
        let json = serde_json::to_string(&attributes).unwrap_or_default(); // a map of texts always has a JSON form
        cells.insert("Attributes (product.metafields.pasar.attributes)", json);
    }
}

fn variant_cells(cells: &mut Cells, draft: &ProductDraft, variant: &VariantDraft) {
    const OPTIONS: [(&str, &str); 3] = [
        ("Option1 name", "Option1 value"),
        ("Option2 name", "Option2 value"),
        ("Option3 name", "Option3 value"),
    ];
    let is_first = draft
        .variants
        .first()
        .is_some_and(|first| std::ptr::eq(first, variant));
    if draft.options.is_empty() && variant.option_values.is_empty() {
        cells.insert("Option1 name", if is_first { "Title" } else { "" }.to_owned());
        cells.insert("Option1 value", "Default Title".to_owned());
    }
    for (place, (name, value)) in OPTIONS.iter().enumerate() {
        if let Some(option) = draft.options.get(place).filter(|_| is_first) {
            cells.insert(name, option.clone());
        }
        if let Some(text) = variant.option_values.get(place) {
            cells.insert(value, text.clone());
        }
    }
    cells.insert("SKU", variant.sku.clone().unwrap_or_default());
    cells.insert(
        "Barcode",
        variant.gtin.as_ref().map(ToString::to_string).unwrap_or_default(),
    );
    cells.insert("Price", price::write(variant.price));
    cells.insert(
        "Compare-at price",
        variant.compare_at.map(price::write).unwrap_or_default(),
    );
    cells.insert(
        "Inventory tracker",
        if variant.stock.is_some() { "shopify" } else { "" }.to_owned(),
    );
    cells.insert(
        "Inventory quantity",
        variant.stock.map(|stock| stock.to_string()).unwrap_or_default(),
    );
    cells.insert("Continue selling when out of stock", "FALSE".to_owned());
    cells.insert(
        "Weight value (grams)",
        variant.grams.map(|grams| grams.to_string()).unwrap_or_default(),
    );
    cells.insert("Weight unit for display", "g".to_owned());
    cells.insert("Requires shipping", "TRUE".to_owned());
    cells.insert("Fulfillment service", "manual".to_owned());
    cells.insert("Variant image URL", variant.picture.clone().unwrap_or_default());
    cells.insert(
        "Google Shopping / Manufacturer part number (MPN)",
        variant.mpn.clone().unwrap_or_default(),
    );
    if variant.condition != Condition::New {
        cells.insert("Google Shopping / Condition", variant.condition.word().to_owned());
    }
}
