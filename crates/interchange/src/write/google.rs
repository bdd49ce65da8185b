//! A draft's variants as items of Google Merchant product data.

use crate::google::{AXES, Attribute, Detail, OPTIONS_SECTION, SHIP_FROM, SKU, TAGS_SECTION};
use crate::seen::SeenKeys;
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
    /// Adds a value, unless there is none or it is empty.
    fn put(&mut self, attribute: Attribute, value: Option<impl ToString>) {
        let value = value
            .map(|value| value.to_string())
            .filter(|value| !value.is_empty());
        self.values.extend(value.map(|value| (attribute, value)));
    }

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

/// Gives each item an id of its own.
#[derive(Debug, Default)]
pub(super) struct Ids(SeenKeys);

impl Ids {
    /// The variant's key; with the product's before it where the key names the variant within its product only (its option
    /// values), or is taken.
    pub(super) fn of(&mut self, draft: &ProductDraft, variant: &VariantDraft) -> String {
        let (product, own) = (&draft.external_key, &variant.external_key);
        let is_local = !own.is_empty() && *own == variant.option_values.join(" / ");
        let id = if own.is_empty() {
            product.clone()
        } else if is_local || self.0.has(own) {
            format!("{product} {own}")
        } else {
            own.clone()
        };
        self.0.meet(&id);
        id
    }
}

/// The item of a variant.
pub(super) fn item(draft: &ProductDraft, variant: &VariantDraft, id: &str, links: Links<'_>) -> Item {
    let mut item = Item {
        values: Vec::new(),
        details: Vec::new(),
    };
    item.put(Attribute::Id, Some(id));
    item.put(Attribute::Title, Some(&draft.title));
    item.put(Attribute::Description, Some(&draft.description_html));
    item.put(Attribute::Link, Some(links(draft, variant)));
    add_pictures(&mut item, draft, variant);
    add_offer(&mut item, variant);
    item.put(Attribute::Brand, draft.brand.as_ref());
    item.put(Attribute::Gtin, variant.gtin.as_ref());
    item.put(Attribute::Mpn, variant.mpn.as_ref());
    item.put(Attribute::Condition, Some(variant.condition.word()));
    item.put(Attribute::ProductType, draft.category_hint.as_ref());
    let is_group = draft.variants.len() > 1 || !draft.options.is_empty();
    item.put(Attribute::GroupId, is_group.then_some(&draft.external_key));
    item.put(
        Attribute::ShippingWeight,
        variant.grams.map(|grams| format!("{grams} g")),
    );
    item.put(Attribute::Pause, (!draft.published).then_some("all"));
    let has_number = variant.gtin.is_some() || variant.mpn.is_some();
    item.put(Attribute::IdentifierExists, (!has_number).then_some("no"));
    add_facts(&mut item, draft, variant);
    item
}

/// The variant's own picture first, or the product's first; then the others.
fn add_pictures(item: &mut Item, draft: &ProductDraft, variant: &VariantDraft) {
    let urls = || draft.pictures.iter().map(|picture| &picture.url);
    let Some(main) = variant.picture.as_ref().or_else(|| urls().next()) else {
        return;
    };
    item.put(Attribute::PictureLink, Some(main));
    for url in urls().filter(|url| *url != main) {
        item.put(Attribute::FurtherPictureLink, Some(url));
    }
}

/// Stock and price. What is reduced has its former price as `price` and the reduced one as `sale_price`.
fn add_offer(item: &mut Item, variant: &VariantDraft) {
    let with_currency = |money| format!("{} {}", price::write(money), money.currency);
    let is_sold_out = variant.stock == Some(0);
    item.put(
        Attribute::Availability,
        Some(if is_sold_out { "out_of_stock" } else { "in_stock" }),
    );
    item.put(Attribute::Quantity, variant.stock);
    item.put(
        Attribute::Price,
        Some(with_currency(variant.compare_at.unwrap_or(variant.price))),
    );
    item.put(
        Attribute::SalePrice,
        variant.compare_at.map(|_| with_currency(variant.price)),
    );
}

/// Options and attributes: those that Google knows under its names, the others as details.
fn add_facts(item: &mut Item, draft: &ProductDraft, variant: &VariantDraft) {
    let detail = |section: &str, name: &str, value: &str| Detail {
        section: section.to_owned(),
        name: name.to_owned(),
        value: value.to_owned(),
    };
    if variant.sku.as_deref() != Some(item.value(Attribute::Id)) {
        item.details
            .push(detail(SKU.0, SKU.1, variant.sku.as_deref().unwrap_or(SKU.2)));
    }
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
