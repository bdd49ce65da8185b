//! A draft's variants as items of Google Merchant product data.

use crate::google::{AXES, Attribute, Detail, OPTIONS_SECTION, SHIP_FROM, TAGS_SECTION};
use crate::text::price;
use crate::{ProductDraft, VariantDraft};

/// Gives the address of a variant's page, which Google wants with each item.
pub type Links<'a> = &'a (dyn Fn(&ProductDraft, &VariantDraft) -> String + Sync);

/// The attributes of one item, in the order of the specification, and its details.
pub(super) struct Item {
    pub(super) values: Vec<(Attribute, String)>,
    pub(super) details: Vec<Detail>,
}

impl Item {
    /// The first value of an attribute.
    pub(super) fn value(&self, attribute: Attribute) -> &str {
        self.values
            .iter()
            .find(|(known, _)| *known == attribute)
            .map_or("", |(_, value)| value.as_str())
    }

    /// All values of an attribute.
    pub(super) fn values(&self, attribute: Attribute) -> impl Iterator<Item = &str> {
        self.values
            .iter()
            .filter(move |(known, _)| *known == attribute)
            .map(|(_, value)| value.as_str())
    }
}

/// Names under which options go in Google's words.
const AXIS_NAMES: [(&str, Attribute); 12] = [
    ("color", Attribute::Color),
    ("colour", Attribute::Color),
    ("warna", Attribute::Color),
    ("size", Attribute::Size),
    ("ukuran", Attribute::Size),
    ("material", Attribute::Material),
    ("bahan", Attribute::Material),
    ("pattern", Attribute::Pattern),
    ("motif", Attribute::Pattern),
    ("corak", Attribute::Pattern),
    ("gender", Attribute::Gender),
    ("age group", Attribute::AgeGroup),
];

/// The item of a variant.
pub(super) fn item(draft: &ProductDraft, variant: &VariantDraft, links: Links<'_>) -> Item {
    let mut item = Item {
        values: Vec::new(),
        details: Vec::new(),
    };
    let mut put = |attribute, value: String| {
        if !value.is_empty() {
            item.values.push((attribute, value));
        }
    };
    let id = if variant.external_key.is_empty() {
        &draft.external_key
    } else {
        &variant.external_key
    };
    put(Attribute::Id, id.clone());
    put(Attribute::Title, draft.title.clone());
    put(Attribute::Description, draft.description_html.clone());
    put(Attribute::Link, links(draft, variant));
    let main = variant
        .picture
        .as_ref()
        .or_else(|| draft.pictures.first().map(|picture| &picture.url));
    if let Some(main) = main {
        put(Attribute::PictureLink, main.clone());
        for picture in draft.pictures.iter().filter(|picture| picture.url != *main) {
            put(Attribute::FurtherPictureLink, picture.url.clone());
        }
    }
    let availability = if variant.stock == Some(0) {
        "out_of_stock"
    } else {
        "in_stock"
    };
    put(Attribute::Availability, availability.to_owned());
    put(
        Attribute::Quantity,
        variant.stock.map(|stock| stock.to_string()).unwrap_or_default(),
    );
    let with_currency = |money| format!("{} {}", price::write(money), money.currency);
    put(
        Attribute::Price,
        with_currency(variant.compare_at.unwrap_or(variant.price)),
    );
    put(
        Attribute::SalePrice,
        variant
            .compare_at
            .map(|_| with_currency(variant.price))
            .unwrap_or_default(),
    );
    put(Attribute::Brand, draft.brand.clone().unwrap_or_default());
    put(
        Attribute::Gtin,
        variant.gtin.as_ref().map(ToString::to_string).unwrap_or_default(),
    );
    put(Attribute::Mpn, variant.mpn.clone().unwrap_or_default());
    put(Attribute::Condition, variant.condition.word().to_owned());
    put(
        Attribute::ProductType,
        draft.category_hint.clone().unwrap_or_default(),
    );
    let is_group = draft.variants.len() > 1 || !draft.options.is_empty();
    put(
        Attribute::GroupId,
        if is_group {
            draft.external_key.clone()
        } else {
            String::new()
        },
    );
    put(
        Attribute::ShippingWeight,
        variant
            .grams
            .map(|grams| format!("{grams} g"))
            .unwrap_or_default(),
    );
    put(
        Attribute::Pause,
        if draft.published { "" } else { "all" }.to_owned(),
    );
    if variant.gtin.is_none() && variant.mpn.is_none() {
        put(Attribute::IdentifierExists, "no".to_owned());
    }
    add_facts(&mut item, draft, variant);
    item
}

/// Options and attributes: those that Google knows under its names, the others as details.
fn add_facts(item: &mut Item, draft: &ProductDraft, variant: &VariantDraft) {
    let detail = |section: &str, name: &str, value: &str| Detail {
        section: section.to_owned(),
        name: name.to_owned(),
        value: value.to_owned(),
    };
    for (option, value) in draft.options.iter().zip(&variant.option_values) {
        let known = AXIS_NAMES.iter().find(|(name, _)| *name == option.to_lowercase());
        if let Some((_, attribute)) = known.filter(|(_, attribute)| item.value(*attribute).is_empty()) {
            item.values.push((*attribute, value.clone()));
        }
        item.details.push(detail(OPTIONS_SECTION, option, value));
    }
    for (name, value) in &draft.attributes {
        let columns = AXES
            .iter()
            .map(|(attribute, _, name)| (*attribute, *name))
            .chain([
                (Attribute::SizeType, "size_type"),
                (Attribute::SizeSystem, "size_system"),
                (Attribute::GoogleCategory, "google_product_category"),
            ]);
        let column = columns
            .into_iter()
            .find(|(_, known)| known == name)
            .map(|(attribute, _)| attribute);
        match column.filter(|attribute| item.value(*attribute).is_empty()) {
            Some(attribute) => item.values.push((attribute, value.clone())),
            None => item.details.push(detail("General", name, value)),
        }
    }
    item.details
        .extend(draft.tags.iter().map(|tag| detail(TAGS_SECTION, "Tag", tag)));
    if let Some(place) = &draft.ship_from {
        item.details.push(detail(SHIP_FROM.0, SHIP_FROM.1, place));
    }
}
