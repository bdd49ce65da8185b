//! A listing for search engines: schema.org's Product with its offers and rating.

use pasar_domain::money::Money;
use pasar_service::listing::documents::plain_text;
use pasar_store::listing::ListingPage;
use serde_json::{Value, json};

use super::card::product_url;
use crate::page::Shell;

/// The facts; nothing where the site's own address is not known.
pub(super) fn product(shell: &Shell, listing: &ListingPage, pictures: &[String]) -> Option<Value> {
    let path = product_url(&shell.l, listing.shop.handle.as_str(), listing.handle.as_str());
    let address = shell.absolute(&path)?;
    let pictures: Vec<String> = pictures.iter().filter_map(|path| shell.absolute(path)).collect();
    let mut facts = json!({
        "@context": "https://schema.org",
        "@type": "Product",
        "@id": address,
        "url": address,
        "name": listing.title,
        "image": pictures,
        "offers": offers(listing, &address)?,
    });
    let description = plain_text(&listing.description_html);
    if !description.is_empty() {
        facts["description"] = description.into();
    }
    if let Some(brand) = &listing.brand {
        facts["brand"] = json!({"@type": "Brand", "name": brand});
    }
    if let Some(category) = shell.market().categories.get(&listing.category) {
        facts["category"] = category.name.get(shell.l.language()).into();
    }
    if let Some(rating) = listing.rating.filter(|rating| rating.count > 0) {
        facts["aggregateRating"] = json!({
            "@type": "AggregateRating",
            "ratingValue": format!("{}.{:02}", rating.hundredths / 100, rating.hundredths % 100),
            "reviewCount": rating.count,
        });
    }
    Some(facts)
}

fn offers(listing: &ListingPage, address: &str) -> Option<Value> {
    let prices = || listing.variants.iter().map(|variant| variant.offer.price);
    let (low, high) = (
        prices().min_by_key(|price| price.minor)?,
        prices().max_by_key(|price| price.minor)?,
    );
    let has_any = listing.variants.iter().any(|variant| variant.pieces() > 0);
    let availability = if has_any { "InStock" } else { "OutOfStock" };
    let mut offers = json!({
        "priceCurrency": low.currency.code(),
        "availability": format!("https://schema.org/{availability}"),
        "url": address,
        "seller": {"@type": "Organization", "name": listing.shop.name},
    });
    if listing.variants.len() == 1 {
        offers["@type"] = "Offer".into();
        offers["price"] = decimal(low).into();
    } else {
        offers["@type"] = "AggregateOffer".into();
        offers["lowPrice"] = decimal(low).into();
        offers["highPrice"] = decimal(high).into();
        offers["offerCount"] = listing.variants.len().into();
    }
    Some(offers)
}

/// An amount as programs write it: `34900.00`.
fn decimal(money: Money) -> String {
    let per_major = money.currency.minor_per_major().max(1);
    let digits = usize::try_from(money.currency.exponent()).unwrap_or(0);
    let (major, rest) = (money.minor / per_major, money.minor % per_major);
    if digits == 0 {
        major.to_string()
    } else {
        format!("{major}.{rest:0digits$}")
    }
}
