//! Listings for the samples of pages: plain, of many variants, sold out, bare.

use pasar_domain::Instant;
use pasar_domain::id::{
    OfferId, PictureId, ProductId, ReviewId, ShippingOptionId, ShopId, StockItemId, VariantId,
};
use pasar_domain::market::Market;
use pasar_domain::offer::{Offer, OfferedVariant, Stock};
use pasar_domain::picture::{Picture, PictureKind};
use pasar_domain::review::{Rating, Review, ReviewOrigin, Stars};
use pasar_domain::shipping_option::ShippingOption;
use pasar_domain::variant::Variant;
use pasar_service::listing::around::Around;
use pasar_service::listing::show::ShownListing;
use pasar_store::listing::{ListingPage, ListingShop};
use uuid::Uuid;

fn id(number: u128) -> Uuid {
    Uuid::from_u128(number)
}

/// A review of a buyer and one of a data set.
pub fn reviews() -> Vec<Review> {
    let review = |number, stars, body: &str, origin| {
        Some(Review {
            review_id: ReviewId::from_uuid(id(number)),
            stars: Stars::new(stars)?,
            body: body.to_owned(),
            origin,
        })
    };
    let buyer = ReviewOrigin::Buyer {
        name: "Rina <i>".to_owned(),
        written_at: Instant::UNIX_EPOCH,
    };
    let elsewhere = ReviewOrigin::DataSet {
        source: "PRDECT-ID".to_owned(),
    };
    let both = [
        review(2, 5, "Bahannya adem.\nJahitan rapi & sesuai foto.", buyer),
        review(1, 3, "", elsewhere),
    ];
    both.into_iter().flatten().collect()
}

fn variant(market: &Market, number: u32, values: &[&str], pieces: u32) -> OfferedVariant {
    let number_id = u128::from(number) + 100;
    OfferedVariant {
        variant: Variant {
            variant_id: VariantId::from_uuid(id(number_id)),
            product_id: ProductId::from_uuid(id(1)),
            position: number,
            sku: None,
            option_values: values.iter().map(|value| (*value).to_owned()).collect(),
            gtin: None,
            grams: Some(250),
            external_key: None,
        },
        offer: Offer {
            offer_id: OfferId::from_uuid(id(number_id)),
            price: market.money(3_490_000 + i64::from(number % 3) * 100_000),
            compare_at: (number == 0).then(|| market.money(4_990_000)),
            stock_item_id: StockItemId::from_uuid(id(number_id)),
            stock_per_unit: 1,
            ship_from_country: market.country.to_string(),
            ship_from_place: place(market),
            paused: false,
        },
        stock: Stock {
            on_hand: pieces,
            reserved: 0,
        },
    }
}

fn place(market: &Market) -> String {
    market
        .places
        .all()
        .first()
        .map(|place| place.name.clone())
        .unwrap_or_default()
}

#[allow(clippy::unwrap_used, reason = "literals that are right")]
fn listing(market: &Market, variants: Vec<OfferedVariant>, option_names: &[&str]) -> ListingPage {
    let tree = &market.categories;
    let leaf = tree
        .all()
        .iter()
        .find(|category| tree.is_leaf(category.slug.as_str()));
    let picture = |position: u32| Picture {
        picture_id: PictureId::from_uuid(id(position.into())),
        position,
        alt: if position == 0 {
            String::new()
        } else {
            "Dari \"samping\"".to_owned()
        },
        kind: PictureKind::Drawn {
            seed: position.into(),
        },
    };
    ListingPage {
        product_id: ProductId::from_uuid(id(1)),
        handle: "kaos-polos".parse().unwrap(),
        title: "Kaos Polos </script> & \"Lengan\" Panjang Cotton Combed 30s".to_owned(),
        description_html: "<p>Kaos harian yang adem.</p><ul><li>Tidak menerawang</li></ul>".to_owned(),
        brand: Some("Sari".to_owned()),
        category: leaf.map(|category| category.slug.to_string()).unwrap_or_default(),
        attributes: [("bahan".to_owned(), "Katun".to_owned())].into(),
        tags: vec!["kaos & polos".to_owned(), "pria".to_owned()],
        option_names: option_names.iter().map(|name| (*name).to_owned()).collect(),
        published_at: Instant::UNIX_EPOCH,
        updated_at: Instant::UNIX_EPOCH,
        version: 1,
        shop: ListingShop {
            shop_id: ShopId::from_uuid(id(1)),
            handle: "toko-sari".parse().unwrap(),
            name: "Toko Sari & Anak".to_owned(),
            place: place(market),
            opened_at: Instant::UNIX_EPOCH,
        },
        rating: Some(Rating {
            hundredths: 478,
            count: 1_203,
        }),
        sold: 25_310,
        variants,
        pictures: (0..3).map(picture).collect(),
    }
}

/// Every kind of product page, with its name.
pub fn listings(market: &Market) -> Vec<(&'static str, ShownListing, Around)> {
    let colours = ["Hitam", "Putih & Krem", "Navy"];
    let sizes = ["S", "M", "L", "XL"];
    let mut two_options = Vec::new();
    for colour in colours {
        for size in sizes {
            let number = u32::try_from(two_options.len()).unwrap_or(0);
            two_options.push(variant(market, number, &[colour, size], number * 5));
        }
    }
    let lengths: Vec<String> = (0..60).map(|length| format!("{length} cm")).collect();
    let mut many = Vec::new();
    for (number, length) in (0..).zip(&lengths) {
        many.push(variant(market, number, &[length, "S"], 30));
        many.push(variant(market, number + 60, &[length, "M"], 0));
    }
    let list = (0..)
        .zip(&lengths)
        .map(|(number, length)| variant(market, number, &[length], 3));
    let single = vec![variant(market, 0, &[], 12)];
    let gone = vec![variant(market, 1, &[], 0)];
    let around = Around {
        shipping: vec![ShippingOption {
            shipping_option_id: ShippingOptionId::from_uuid(id(1)),
            service: "reguler".to_owned(),
            base: market.money(900_000),
            per_kg: market.money(450_000),
            days_min: 2,
            days_max: 4,
            active: true,
        }],
        others: crate::search::samples::cards(market),
    };
    let shown = |listing| ShownListing {
        listing,
        reviews: reviews(),
        stars: [1, 0, 2, 11, 84],
    };
    let mut bare = listing(market, single.clone(), &[]);
    bare.pictures.clear();
    bare.tags.clear();
    bare.attributes.clear();
    bare.description_html.clear();
    (bare.rating, bare.sold, bare.brand) = (None, 0, None);
    let bare = ShownListing {
        listing: bare,
        reviews: Vec::new(),
        stars: [0; 5],
    };
    vec![
        ("single", shown(listing(market, single, &[])), around.clone()),
        (
            "two-options",
            shown(listing(market, two_options, &["Warna", "Ukuran"])),
            around.clone(),
        ),
        (
            "many-values",
            shown(listing(market, many, &["Panjang", "Ukuran"])),
            around.clone(),
        ),
        (
            "list",
            shown(listing(market, list.collect(), &["Panjang"])),
            around.clone(),
        ),
        ("gone", shown(listing(market, gone, &[])), around),
        ("bare", bare, Around::default()),
    ]
}
