//! The invented demo data of the markets fit their markets.

#![allow(clippy::unwrap_used)]

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use pasar_domain::market::{Market, Slug};
use serde::Deserialize;

fn read(path: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../../markets")
        .join(path);
    std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

fn market(code: &str) -> Market {
    let mut files: BTreeMap<String, String> = ["market", "categories", "shipping", "places"]
        .into_iter()
        .map(|noun| (format!("{noun}.toml"), read(&format!("{code}/{noun}.toml"))))
        .collect();
    let charters =
        std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("../../markets/{code}/charters"));
    for version in std::fs::read_dir(charters).unwrap() {
        let version = version.unwrap().file_name().into_string().unwrap();
        let path = format!("charters/{version}/charter.toml");
        files.insert(path.clone(), read(&format!("{code}/{path}")));
    }
    Market::load(&files).unwrap_or_else(|error| panic!("markets/{code}/{error}"))
}

fn rows(path: &str) -> Vec<BTreeMap<String, String>> {
    let text = read(path);
    csv::Reader::from_reader(text.as_bytes())
        .deserialize()
        .map(|row| row.unwrap())
        .collect()
}

fn is_handle(text: &str) -> bool {
    text.parse::<Slug>().is_ok()
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Shop {
    name: String,
    handle: String,
    town: String,
    about: String,
    owner: String,
    email: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Shops {
    shop: Vec<Shop>,
}

fn british_shops() -> Vec<Shop> {
    toml::from_str::<Shops>(&read("gb/demo/shops.toml")).unwrap().shop
}

#[test]
fn british_shops_are_complete_and_lie_in_known_towns() {
    let places = market("gb").places;
    let shops = british_shops();
    assert_eq!(shops.len(), 14);
    for shop in &shops {
        assert!(places.get(&shop.town).is_some(), "{}", shop.town);
        assert!(is_handle(&shop.handle), "{}", shop.handle);
        assert!(shop.email.ends_with(".example") && !shop.owner.is_empty() && shop.about.len() > 40);
    }
    let handles: BTreeSet<&str> = shops.iter().map(|shop| shop.handle.as_str()).collect();
    assert_eq!(handles.len(), shops.len());
}

#[test]
fn every_british_product_fits_its_category_and_shop() {
    let market = market("gb");
    let shops: BTreeSet<String> = british_shops().into_iter().map(|shop| shop.name).collect();
    let rows = rows("gb/demo/catalogue.csv");
    let products: Vec<_> = rows.iter().filter(|row| !row["Title"].is_empty()).collect();
    assert_eq!(products.len(), 72);
    let handles: BTreeSet<&str> = products.iter().map(|row| row["URL handle"].as_str()).collect();
    assert_eq!(handles.len(), products.len());
    for product in products {
        let title = &product["Title"];
        assert!(
            shops.contains(&product["Vendor"]),
            "{title}: {}",
            product["Vendor"]
        );
        let leaf = market.categories.find_external(&product["Product category"]);
        let leaf = leaf.unwrap_or_else(|| panic!("{title}: {}", product["Product category"]));
        assert!(
            market.categories.is_leaf(leaf.slug.as_str()),
            "{title}: {}",
            leaf.slug
        );
        assert_eq!(
            product["Type"],
            leaf.name.get(market.default_language()),
            "{title}"
        );
        let facts = product
            .iter()
            .filter(|(name, value)| name.contains("product.metafields.") && !value.is_empty());
        for (name, value) in facts {
            let key = name.rsplit_once('.').unwrap().1.trim_end_matches(')');
            let attribute = market.categories.find_attribute(leaf.slug.as_str(), key);
            let attribute = attribute.unwrap_or_else(|| panic!("{title}: {key}"));
            assert!(attribute.tidy(value).is_some(), "{title}: {key} = {value}");
        }
    }
    for row in &rows {
        assert!(handles.contains(row["URL handle"].as_str()));
        assert!(market.parse_money(&row["Price"]).unwrap().is_positive());
        assert!(
            row["Inventory quantity"].parse::<u32>().is_ok()
                && row["Weight value (grams)"].parse::<u32>().is_ok()
        );
    }
    let stock_keeping_units: BTreeSet<&str> = rows.iter().map(|row| row["SKU"].as_str()).collect();
    assert_eq!(stock_keeping_units.len(), rows.len());
}

#[test]
fn british_reviews_are_of_british_products_and_not_all_friendly() {
    let catalogue = rows("gb/demo/catalogue.csv");
    let handles: BTreeSet<&str> = catalogue.iter().map(|row| row["URL handle"].as_str()).collect();
    let reviews = rows("gb/demo/reviews.csv");
    assert!(reviews.len() >= 250);
    for review in &reviews {
        assert!(
            handles.contains(review["product_handle"].as_str()),
            "{}",
            review["product_handle"]
        );
        assert!((1..=5).contains(&review["rating"].parse::<u8>().unwrap()));
        assert!(!review["author"].is_empty() && !review["text"].is_empty());
    }
    let reviewed: BTreeSet<&str> = reviews
        .iter()
        .map(|review| review["product_handle"].as_str())
        .collect();
    assert_eq!(reviewed, handles);
    assert!(
        reviews
            .iter()
            .filter(|review| review["rating"].as_str() <= "3")
            .count()
            >= 30
    );
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ShopRules {
    products_per_shop_max: u32,
    email: String,
    owners: Vec<String>,
    group: Vec<ShopGroup>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ShopGroup {
    category: Slug,
    names: Vec<String>,
    about: Vec<String>,
}

#[test]
fn indonesian_shops_have_names_for_every_group() {
    let rules: ShopRules = toml::from_str(&read("id/demo/shops.toml")).unwrap();
    let categories = market("id").categories;
    let groups: BTreeSet<&Slug> = rules.group.iter().map(|group| &group.category).collect();
    assert_eq!(groups, categories.roots().map(|root| &root.slug).collect());
    let mut handles = BTreeSet::new();
    for group in &rules.group {
        assert!(group.about.len() == 3 && group.about.iter().any(|text| text.contains("{city}")));
        for name in &group.names {
            let words = name.to_lowercase();
            let words = words
                .split(|c: char| !c.is_ascii_alphanumeric())
                .filter(|word| !word.is_empty());
            let handle = words.collect::<Vec<_>>().join("-");
            assert!(is_handle(&handle) && handles.insert(handle), "{name}");
        }
    }
    assert!(rules.products_per_shop_max > 0 && rules.email.contains("{handle}"));
    let owners: BTreeSet<&String> = rules.owners.iter().collect();
    assert_eq!((owners.len(), rules.owners.len()), (220, 220));
}
