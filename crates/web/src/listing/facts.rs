//! What a listing says about its goods, as a list of facts.

use pasar_store::listing::ListingPage;

use crate::l10n::Localizer;

/// The facts: brand, attributes in the order of the category, where it is sent from. Each with its name.
pub fn facts(l: &Localizer, listing: &ListingPage) -> Vec<(String, String)> {
    let tree = &l.market().categories;
    let language = l.language();
    let mut facts = Vec::new();
    if let Some(brand) = listing
        .brand
        .as_ref()
        .filter(|_| !listing.attributes.contains_key("brand"))
    {
        facts.push((l.t("listing-brand"), brand.clone()));
    }
    let attributes = tree.attributes(&listing.category);
    for attribute in &attributes {
        if let Some(value) = listing.attributes.get(attribute.slug.as_str()) {
            let name = attribute.name.get(language).to_owned();
            facts.push((name, attribute.show(value, language)));
        }
    }
    // What the category does not know was imported: its name is the file's.
    let unknown = listing.attributes.iter().filter(|(slug, _)| {
        !attributes
            .iter()
            .any(|known| known.slug.as_str() == slug.as_str())
    });
    facts.extend(unknown.map(|(slug, value)| (slug.clone(), value.clone())));
    let weights: Vec<u32> = listing
        .variants
        .iter()
        .filter_map(|variant| variant.variant.grams)
        .collect();
    if let (Some(low), Some(high)) = (weights.iter().min(), weights.iter().max())
        && *high > 0
    {
        let text = if low == high {
            l.t1("listing-grams", "grams", *low)
        } else {
            l.t2("listing-grams-between", "low", *low, "high", *high)
        };
        facts.push((l.t("listing-weight"), text));
    }
    let mut places: Vec<&str> = listing
        .variants
        .iter()
        .map(|variant| variant.offer.ship_from_place.as_str())
        .collect();
    places.sort_unstable();
    places.dedup();
    facts.push((l.t("listing-sent-from"), places.join(", ")));
    facts
}
