//! The columns of both header generations.

use crate::table::ColumnName;

/// A column of Shopify's product CSV.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Column {
    Handle,
    Title,
    Description,
    Vendor,
    ProductCategory,
    Type,
    Tags,
    Published,
    Status,
    Sku,
    Barcode,
    Option1Name,
    Option1Value,
    Option2Name,
    Option2Value,
    Option3Name,
    Option3Value,
    Price,
    CompareAt,
    Quantity,
    Grams,
    WeightUnit,
    PictureUrl,
    PicturePosition,
    PictureAlt,
    VariantPicture,
    GiftCard,
    GoogleCategory,
    Gender,
    AgeGroup,
    Mpn,
    Condition,
    PasarAttributes,
    PasarShipFrom,
}

impl ColumnName for Column {
    const NAMES: &'static [(Self, &'static [&'static str])] = &[
        (Self::Handle, &["url handle", "handle"]),
        (Self::Title, &["title"]),
        (Self::Description, &["description", "body (html)", "body html"]),
        (Self::Vendor, &["vendor"]),
        (
            Self::ProductCategory,
            &["product category", "standardized product type", "category: name"],
        ),
        (Self::Type, &["type", "custom product type"]),
        (Self::Tags, &["tags"]),
        (Self::Published, &["published on online store", "published"]),
        (Self::Status, &["status"]),
        (Self::Sku, &["sku", "variant sku"]),
        (Self::Barcode, &["barcode", "variant barcode"]),
        (Self::Option1Name, &["option1 name"]),
        (Self::Option1Value, &["option1 value"]),
        (Self::Option2Name, &["option2 name"]),
        (Self::Option2Value, &["option2 value"]),
        (Self::Option3Name, &["option3 name"]),
        (Self::Option3Value, &["option3 value"]),
        (Self::Price, &["price", "variant price"]),
        (
            Self::CompareAt,
            &["compare-at price", "variant compare at price", "compare at price"],
        ),
        (
            Self::Quantity,
            &[
                "inventory quantity",
                "variant inventory qty",
                "variant inventory quantity",
            ],
        ),
        (Self::Grams, &["weight value (grams)", "variant grams"]),
        (
            Self::WeightUnit,
            &["weight unit for display", "variant weight unit"],
        ),
        (
            Self::PictureUrl,
            &["product image url", "image src", "image source"],
        ),
        (Self::PicturePosition, &["image position"]),
        (Self::PictureAlt, &["image alt text"]),
        (Self::VariantPicture, &["variant image url", "variant image"]),
        (Self::GiftCard, &["gift card"]),
        (
            Self::GoogleCategory,
            &[
                "google shopping / google product category",
                "google shopping / product category",
            ],
        ),
        (Self::Gender, &["google shopping / gender"]),
        (Self::AgeGroup, &["google shopping / age group"]),
        (
            Self::Mpn,
            &[
                "google shopping / manufacturer part number (mpn)",
                "google shopping / mpn",
            ],
        ),
        (Self::Condition, &["google shopping / condition"]),
        (
            Self::PasarAttributes,
            &["attributes (product.metafields.pasar.attributes)"],
        ),
        (
            Self::PasarShipFrom,
            &["ship from (product.metafields.pasar.ship from)"],
        ),
    ];
}

impl Column {
    /// A file must have one of each of these.
    pub(crate) const REQUIRED: &'static [&'static [Self]] = &[&[Self::Title], &[Self::Price]];

    /// Name and value of the three options.
    pub(crate) const OPTIONS: [(Self, Self); 3] = [
        (Self::Option1Name, Self::Option1Value),
        (Self::Option2Name, Self::Option2Value),
        (Self::Option3Name, Self::Option3Value),
    ];
}
