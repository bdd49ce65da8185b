//! The real PRDECT-ID catalogue as documents, and small made-up ones.

use std::collections::HashMap;
use std::path::Path;

use pasar_domain::Instant;
use pasar_domain::id::{ProductId, ShopId};
use pasar_search::{Document, Index, IndexConfig, Query};
use uuid::Uuid;

/// Names of the file's categories in the other language.
const CATEGORIES: &[(&str, &str)] = &[
    ("Animal Care", "Perawatan Hewan"),
    ("Automotive", "Otomotif"),
    ("Beauty", "Kecantikan"),
    ("Body Care", "Perawatan Tubuh"),
    ("Books", "Buku"),
    ("Camera", "Kamera"),
    ("Carpentry", "Pertukangan"),
    ("Computers and Laptops", "Komputer dan Laptop"),
    ("Electronics", "Elektronik"),
    ("Food and Drink", "Makanan dan Minuman"),
    ("Gaming", "Gaming"),
    ("Health", "Kesehatan"),
    ("Household", "Rumah Tangga"),
    ("Kids and Baby Fashion", "Fashion Anak dan Bayi"),
    ("Kitchen", "Dapur"),
    ("Men's Fashion", "Fashion Pria"),
    ("Mother and Baby", "Ibu dan Bayi"),
    ("Movies and Music", "Film dan Musik"),
    ("Muslim Fashion", "Fashion Muslim"),
    ("Office & Stationery", "Kantor dan Alat Tulis"),
    ("Other Products", "Produk Lainnya"),
    ("Party Supplies and Craft", "Perlengkapan Pesta dan Kerajinan"),
    ("Phones and Tablets", "Handphone dan Tablet"),
    ("Precious Metal", "Logam Mulia"),
    ("Property", "Properti"),
    ("Sport", "Olahraga"),
    ("Tour and Travel", "Tur dan Perjalanan"),
    ("Toys and Hobbies", "Mainan dan Hobi"),
    ("Women's Fashion", "Fashion Wanita"),
];

/// The catalogue in an index in memory, with the titles by product.
pub struct Catalogue {
    pub index: Index,
    pub documents: HashMap<ProductId, Document>,
}

pub fn config() -> IndexConfig {
    IndexConfig::new(["id", "en"])
}

impl Catalogue {
    pub fn load() -> Self {
        let documents = documents();
        let index = Index::in_memory(&config()).unwrap();
        index
            .rebuild_from(documents.iter().cloned(), None, |_| {})
            .unwrap();
        let documents = documents
            .into_iter()
            .map(|document| (document.product_id, document))
            .collect();
        Self { index, documents }
    }

    /// The first hits as `title | category`.
    pub fn hits(&self, text: &str, limit: usize) -> Vec<String> {
        let page = self
            .index
            .search(&Query {
                limit,
                ..Query::text(text)
            })
            .unwrap();
        page.hits
            .iter()
            .map(|hit| {
                let document = &self.documents[&hit.product_id];
                format!("{} | {}", document.title, document.category_words[0])
            })
            .collect()
    }
}

/// The products of the file: one for each title, category and place, with ids by their order.
pub fn documents() -> Vec<Document> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../data/prdect-id/prdect-id.csv");
    let bytes =
        std::fs::read(&path).unwrap_or_else(|error| panic!("cannot read {}: {error}", path.display()));
    let text = String::from_utf8_lossy(&bytes);
    let mut seen = HashMap::new();
    let mut documents = Vec::new();
    for row in rows(text.trim_start_matches('\u{feff}')).into_iter().skip(1) {
        let [category, title, place, price, rating, sold, reviews, ..] = &row[..] else {
            continue;
        };
        if seen
            .insert((category.clone(), title.clone(), place.clone()), ())
            .is_some()
        {
            continue;
        }
        let number = u128::try_from(documents.len()).unwrap() + 1;
        let other = CATEGORIES
            .iter()
            .find(|(name, _)| name == category)
            .map_or("", |(_, other)| other);
        documents.push(Document {
            title: title.clone(),
            description_text: String::new(),
            category_path: vec![slug(category)],
            category_words: vec![category.clone(), other.to_owned()],
            place: place.trim().replace('\u{fffd}', " "),
            region: None,
            price_minor: price.parse::<i64>().unwrap() * 100,
            rating_hundredths: Some(hundredths(rating)),
            rating_count: reviews.parse().unwrap(),
            sold_count: sold.parse().unwrap(),
            ..product(number)
        });
    }
    documents
}

/// A product with nothing but a number, in stock.
pub fn product(number: u128) -> Document {
    Document {
        product_id: ProductId::from_uuid(Uuid::from_u128(number)),
        shop_id: ShopId::from_uuid(Uuid::from_u128(number % 7)),
        title: format!("Produk {number}"),
        description_text: String::new(),
        brand: None,
        category_path: vec!["lain".to_owned()],
        category_words: Vec::new(),
        attributes: Vec::new(),
        place: "Jakarta Barat".to_owned(),
        region: None,
        price_minor: 1_000_000,
        rating_hundredths: None,
        rating_count: 0,
        sold_count: 0,
        in_stock: true,
        for_cohort: false,
        visible_from: None,
        visible_until: None,
        published_at: Instant::from_timestamp(1_700_000_000, 0).unwrap(),
    }
}

/// A product with a title.
pub fn titled(number: u128, title: &str) -> Document {
    Document {
        title: title.to_owned(),
        ..product(number)
    }
}

/// An index in memory of these products.
pub fn index_of(documents: impl IntoIterator<Item = Document>) -> Index {
    let index = Index::in_memory(&config()).unwrap();
    index.rebuild_from(documents, None, |_| {}).unwrap();
    index
}

/// The numbers of the products found, in order.
pub fn numbers(index: &Index, query: &Query) -> Vec<u128> {
    let page = index.search(query).unwrap();
    page.hits
        .iter()
        .map(|hit| hit.product_id.uuid().as_u128())
        .collect()
}

pub fn slug(name: &str) -> String {
    let letters = name.to_lowercase().replace(|c: char| !c.is_alphanumeric(), " ");
    letters.split_whitespace().collect::<Vec<_>>().join("-")
}

fn hundredths(rating: &str) -> u16 {
    let (whole, tenths) = rating.split_once('.').unwrap_or((rating, "0"));
    whole.parse::<u16>().unwrap() * 100 + tenths.parse::<u16>().unwrap() * 10
}

/// Rows of a `;`-separated file with quoted fields.
fn rows(text: &str) -> Vec<Vec<String>> {
    let (mut rows, mut row, mut field, mut quoted) = (Vec::new(), Vec::new(), String::new(), false);
    let mut characters = text.chars().peekable();
    while let Some(character) = characters.next() {
        match character {
            '"' if quoted && characters.peek() == Some(&'"') => field.extend(characters.next()),
            '"' => quoted = !quoted,
            ';' if !quoted => row.push(std::mem::take(&mut field)),
            '\n' if !quoted => {
                row.push(std::mem::take(&mut field));
                rows.push(std::mem::take(&mut row));
            }
            '\r' if !quoted => {}
            other => field.push(other),
        }
    }
    rows
}
