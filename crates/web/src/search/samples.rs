//! Findings for the samples of pages: goods of any market with what is hard to show.

use pasar_domain::id::{ProductId, ShopId};
use pasar_domain::market::Market;
use pasar_domain::picture::PictureKind;
use pasar_domain::review::Rating;
use pasar_search::{Count, Facets, PriceBand, RatingCount};
use pasar_service::search::find::Found;
use pasar_store::listing::ListingCard;
use uuid::Uuid;

/// A few goods: a long title, a range of prices, one that is sold out, one without a rating.
pub fn cards(market: &Market) -> Vec<ListingCard> {
    let titles = [
        "Kaos Polos Lengan Panjang Cotton Combed 30s Premium Pria Wanita Hitam Putih Navy Maroon",
        "Teh <Melati> & \"Gula\"",
        "Panci",
    ];
    let leaves = market.categories.all();
    (1_u32..)
        .zip(titles.iter().cycle().take(6))
        .map(|(number, title)| ListingCard {
            product_id: ProductId::from_uuid(Uuid::from_u128(number.into())),
            handle: format!("barang-{number}").parse().unwrap_or_else(|_| handle()),
            title: (*title).to_owned(),
            category: leaves
                .last()
                .map(|category| category.slug.to_string())
                .unwrap_or_default(),
            shop_id: ShopId::from_uuid(Uuid::from_u128(1)),
            shop_handle: handle(),
            shop_name: "Toko Sari & Anak".to_owned(),
            place: market
                .places
                .all()
                .first()
                .map(|place| place.name.clone())
                .unwrap_or_default(),
            price_min: market.money(i64::from(number) * 3_490_000),
            price_max: market.money(i64::from(number.max(2)) * 3_490_000),
            compare_at: None,
            picture: Some((PictureKind::Drawn { seed: number.into() }, String::new())),
            rating: (number != 2).then_some(Rating {
                hundredths: 478,
                count: 1_203,
            }),
            sold: if number == 3 { 0 } else { 12_345 },
            in_stock: number != 3,
        })
        .collect()
}

#[allow(clippy::unwrap_used, reason = "a literal that is right")]
fn handle() -> pasar_domain::handle::Handle {
    "toko-sari".parse().unwrap()
}

/// Goods with every facet.
pub fn found(market: &Market) -> Found {
    let counts = |names: Vec<String>| {
        let count = |(count, value)| Count { value, count };
        (1..).zip(names).map(count).collect::<Vec<_>>()
    };
    let slugs = market
        .categories
        .all()
        .iter()
        .map(|category| category.slug.to_string());
    let places = market
        .places
        .all()
        .iter()
        .take(14)
        .map(|place| place.name.clone());
    let band = |min_minor, max_minor| PriceBand {
        min_minor,
        max_minor,
        count: 12,
    };
    Found {
        cards: cards(market),
        total: 1_203,
        more: true,
        facets: Facets {
            categories: counts(slugs.collect()),
            places: counts(places.collect()),
            prices: vec![
                band(None, Some(4_999_999)),
                band(Some(5_000_000), Some(9_999_999)),
                band(Some(10_000_000), None),
            ],
            ratings: vec![RatingCount {
                min_hundredths: 450,
                count: 7,
            }],
            in_stock: 1_100,
        },
        corrected: None,
        relaxed: false,
    }
}

/// The same, searched with other words, of which nothing has all.
pub fn corrected(found: &Found) -> Found {
    Found {
        corrected: Some("kaos polos".to_owned()),
        relaxed: true,
        ..found.clone()
    }
}

/// The same, behind its last page.
pub fn past_the_end(found: &Found) -> Found {
    Found {
        cards: Vec::new(),
        more: false,
        ..found.clone()
    }
}
