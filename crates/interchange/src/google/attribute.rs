//! The attributes of Google's specification that a draft can hold.

use crate::table::ColumnName;

/// An attribute of an item.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Attribute {
    Id,
    Title,
    Description,
    Link,
    PictureLink,
    FurtherPictureLink,
    Availability,
    Quantity,
    Price,
    SalePrice,
    SaleDates,
    Brand,
    Gtin,
    Mpn,
    Condition,
    GoogleCategory,
    ProductType,
    GroupId,
    Color,
    Size,
    Material,
    Pattern,
    Gender,
    AgeGroup,
    SizeType,
    SizeSystem,
    ShippingWeight,
    ProductDetail,
    Pause,
    Shipping,
    IdentifierExists,
}

impl ColumnName for Attribute {
    const NAMES: &'static [(Self, &'static [&'static str])] = &[
        (Self::Id, &["id"]),
        (Self::Title, &["title"]),
        (Self::Description, &["description", "summary", "content"]),
        (Self::Link, &["link"]),
        (Self::PictureLink, &["image link"]),
        (Self::FurtherPictureLink, &["additional image link"]),
        (Self::Availability, &["availability"]),
        (
            Self::Quantity,
            &["quantity", "sell on google quantity", "inventory"],
        ),
        (Self::Price, &["price"]),
        (Self::SalePrice, &["sale price"]),
        (Self::SaleDates, &["sale price effective date"]),
        (Self::Brand, &["brand"]),
        (Self::Gtin, &["gtin", "ean", "upc"]),
        (Self::Mpn, &["mpn"]),
        (Self::Condition, &["condition"]),
        (Self::GoogleCategory, &["google product category"]),
        (Self::ProductType, &["product type"]),
        (Self::GroupId, &["item group id"]),
        (Self::Color, &["color", "colour"]),
        (Self::Size, &["size"]),
        (Self::Material, &["material"]),
        (Self::Pattern, &["pattern"]),
        (Self::Gender, &["gender"]),
        (Self::AgeGroup, &["age group"]),
        (Self::SizeType, &["size type"]),
        (Self::SizeSystem, &["size system"]),
        (Self::ShippingWeight, &["shipping weight", "product weight"]),
        (Self::ProductDetail, &["product detail"]),
        (Self::Pause, &["pause"]),
        (Self::Shipping, &["shipping"]),
        (Self::IdentifierExists, &["identifier exists"]),
    ];
}

/// Attributes that may tell the variants of a group apart: the attribute, the option's name, the fact's name when it is the
/// same for all.
pub(crate) const AXES: [(Attribute, &str, &str); 6] = [
    (Attribute::Color, "Color", "color"),
    (Attribute::Size, "Size", "size"),
    (Attribute::Pattern, "Pattern", "pattern"),
    (Attribute::Material, "Material", "material"),
    (Attribute::Gender, "Gender", "gender"),
    (Attribute::AgeGroup, "Age group", "age_group"),
];

impl Attribute {
    /// A table must have one of each of these.
    pub(crate) const REQUIRED: &'static [&'static [Self]] = &[&[Self::Id], &[Self::Title], &[Self::Price]];

    /// The attribute of this name (normal form); sub-attributes in brackets behind the name do not matter.
    pub(crate) fn named(name: &str) -> Option<Self> {
        let name = name.split(['(', '[']).next().unwrap_or(name).trim();
        Self::NAMES
            .iter()
            .find(|(_, names)| names.contains(&name))
            .map(|(attribute, _)| *attribute)
    }

    /// The name in the specification, with underscores.
    pub(crate) fn name(self) -> String {
        let names = Self::NAMES.iter().find(|(attribute, _)| *attribute == self);
        names
            .and_then(|(_, names)| names.first())
            .copied()
            .unwrap_or("")
            .replace(' ', "_")
    }
}
