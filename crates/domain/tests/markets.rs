//! The markets of this repository: each parses, says things in all of its languages, and is complete for the demo's data.

#![allow(clippy::unwrap_used)]

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use pasar_domain::address::AddressKey;
use pasar_domain::market::{Market, Slug};
use pasar_domain::money::Money;
use proptest::prelude::*;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn read(path: impl AsRef<Path>) -> String {
    let path = root().join(path);
    std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

fn market(code: &str) -> Market {
    let mut files: BTreeMap<String, String> = ["market", "categories", "shipping", "places"]
        .into_iter()
        .map(|noun| {
            (
                format!("{noun}.toml"),
                read(format!("markets/{code}/{noun}.toml")),
            )
        })
        .collect();
    let charters = root().join("markets").join(code).join("charters");
    for version in std::fs::read_dir(charters).unwrap() {
        let version = version.unwrap().file_name().into_string().unwrap();
        let path = format!("charters/{version}/charter.toml");
        files.insert(path.clone(), read(format!("markets/{code}/{path}")));
    }
    Market::load(&files).unwrap_or_else(|error| panic!("markets/{code}/{error}"))
}

fn markets() -> Vec<Market> {
    let folders = std::fs::read_dir(root().join("markets")).unwrap();
    let codes = folders.map(|folder| folder.unwrap().file_name().into_string().unwrap());
    let mut codes: Vec<String> = codes
        .filter(|code| root().join("markets").join(code).join("market.toml").is_file())
        .collect();
    codes.sort();
    assert!(!codes.is_empty());
    codes.iter().map(|code| market(code)).collect()
}

#[test]
fn every_market_parses_and_is_named_as_its_folder() {
    let codes: Vec<String> = markets().iter().map(|market| market.code.to_string()).collect();
    assert_eq!(codes, ["gb", "id", "us"]);
}

#[test]
fn every_category_is_named_in_every_language_and_only_leaves_are_deepest() {
    for market in markets() {
        for category in market.categories.all() {
            let at = format!("{}: {}", market.code, category.slug);
            assert_eq!(category.name.lacks(&market.languages), None, "{at}");
            assert!(
                market.categories.path(category.slug.as_str()).len() <= 2,
                "{at} is too deep for the pages"
            );
            assert!(
                category.parent.is_some() || !market.categories.is_leaf(category.slug.as_str()),
                "{at} is an empty group"
            );
        }
    }
}

#[test]
fn every_figure_of_a_charter_has_a_source() {
    for market in markets() {
        let used: BTreeSet<&Slug> = market
            .charter
            .figures
            .iter()
            .map(|figure| &figure.source)
            .collect();
        let known: BTreeSet<&Slug> = market.charter.sources.keys().collect();
        assert!(used.is_subset(&known), "{}", market.code);
        let fees = market
            .charter
            .figures
            .iter()
            .filter(|figure| figure.key.starts_with("fees."));
        assert!(
            fees.clone().all(|fee| fee.source.as_str() != "own-choice"),
            "{}: a fee needs an outside source",
            market.code
        );
        assert!(fees.count() >= 2);
    }
}

#[test]
fn commission_follows_the_published_rates() {
    let indonesia = market("id");
    for category in indonesia.categories.all() {
        let rate = indonesia
            .commission_rate(Some(category.slug.as_str()))
            .basis_points;
        assert!((400..=650).contains(&rate), "{}: {rate}", category.slug);
    }
    let britain = market("gb");
    assert_eq!(britain.commission_rate(Some("knitwear")).basis_points, 900);
    assert_eq!(britain.commission_rate(Some("audio")).basis_points, 500);
}

#[test]
fn money_is_written_as_people_there_write_it() {
    assert_eq!(
        market("id").format_money(market("id").money(5_350_000)),
        "Rp53.500"
    );
    assert_eq!(
        market("gb").format_money(market("gb").money(-125_050)),
        "-£1,250.50"
    );
}

proptest! {
    #[test]
    fn written_money_is_read_back(units in -10_000_000_000_i64..10_000_000_000) {
        static MARKETS: LazyLock<Vec<Market>> = LazyLock::new(markets);
        for market in MARKETS.iter() {
            let money = Money::new(units * i64::from(market.money_format.unit_minor), market.currency);
            prop_assert_eq!(market.parse_money(&market.format_money(money)), Ok(money));
        }
    }
}

/// The places of PRDECT-ID as they stand in its file, with their damage.
const PRDECT_PLACES: [&str; 56] = [
    " Jakarta Barat",
    " Jakarta Pusat",
    "Bandung",
    "Bekasi",
    "Depok",
    "Jakarta Barat",
    "Jakarta Barat ",
    "Jakarta Pusat",
    "Jakarta Selatan",
    "Jakarta Timur",
    "Jakarta Utara",
    "Jakarta Utara ",
    "Kab Bandung",
    "Kab Bekasi",
    "Kab. Bandung",
    "Kab. Bandung Barat",
    "Kab. Batang",
    "Kab. Bekasi",
    "Kab. Bogor",
    "Kab. Cianjur",
    "Kab. Garut",
    "Kab. Kediri",
    "Kab. Klaten",
    "Kab. Malang",
    "Kab. Mojokerto",
    "Kab. Pekalongan",
    "Kab. Pemalang",
    "Kab. Semarang",
    "Kab. Serang",
    "Kab. Sidoarjo",
    "Kab. Sleman",
    "Kab. Sukabumi",
    "Kab. Sukoharjo",
    "Kab. Tangerang",
    "Kab. Tegal",
    "Kab. Tulungagung",
    "Kab.\u{fffd}Bekasi",
    "Kabupaten Sukoharjo",
    "Kota Bandar Lampung",
    "Kota Bandung",
    "Kota Batam",
    "Kota Bekasi",
    "Kota Bogor",
    "Kota Cimahi",
    "Kota Denpasar",
    "Kota Depok",
    "Kota Depok ",
    "Kota Makassar",
    "Kota Malang",
    "Kota Medan",
    "Kota Palangkaraya",
    "Kota Palembang",
    "Kota Semarang",
    "Pekalongan",
    "Sidoarjo",
    "Surabaya",
];

#[test]
fn every_place_of_the_demo_data_has_a_province() {
    let places = market("id").places;
    let more = [
        "Kota Surabaya",
        "Kota Surakarta",
        "Kota Tangerang",
        "Kota Tangerang Selatan",
        "Kota Tasikmalaya",
    ];
    for name in PRDECT_PLACES.iter().chain(&more) {
        assert!(places.region_of(name).is_some(), "{name:?}");
    }
    let found = |name: &str| {
        places
            .get(name)
            .map(|place| (place.name.clone(), place.region.to_string()))
            .unwrap()
    };
    assert_eq!(
        found("Bandung"),
        ("Kota Bandung".to_owned(), "jawa-barat".to_owned())
    );
    assert_eq!(
        found("Kab.\u{fffd}Bekasi"),
        ("Kabupaten Bekasi".to_owned(), "jawa-barat".to_owned())
    );
    assert_eq!(
        found("Sidoarjo"),
        ("Kabupaten Sidoarjo".to_owned(), "jawa-timur".to_owned())
    );
    assert_eq!(
        found("Kota Administrasi Jakarta Utara"),
        ("Jakarta Utara".to_owned(), "dki-jakarta".to_owned())
    );
}

#[test]
fn every_category_of_the_demo_data_is_a_leaf() {
    let categories = market("id").categories;
    let named: BTreeSet<&str> = categories
        .all()
        .iter()
        .filter_map(|category| Some((category, category.external_names.get("prdect")?)))
        .flat_map(|(category, names)| {
            assert!(categories.is_leaf(category.slug.as_str()));
            names.iter().map(String::as_str)
        })
        .collect();
    assert_eq!(named.len(), 29);
    let leaves = categories
        .all()
        .iter()
        .filter(|category| categories.is_leaf(category.slug.as_str()))
        .count();
    assert_eq!(leaves, 29);
    assert_eq!(
        categories
            .find_external("Kids and Baby Fashion")
            .unwrap()
            .slug
            .as_str(),
        "kids-and-baby-fashion"
    );
    assert_eq!(
        categories
            .find_external("Electronics > Computers > Laptops")
            .unwrap()
            .slug
            .as_str(),
        "computers-and-laptops"
    );
}

#[test]
fn every_current_region_of_indonesia_is_a_place_of_its_province() {
    let places = market("id").places;
    let table = read("data/id-regions/id-regions.csv");
    let rows: Vec<Vec<&str>> = table
        .lines()
        .skip(1)
        .map(|line| line.split(',').map(str::trim).collect())
        .collect();
    let province_of = |code: &str| rows.iter().find(|row| row[0] == code).map(|row| row[1]).unwrap();
    let current: Vec<_> = rows
        .iter()
        .filter(|row| row[0].len() == 4 && row[2] == "yes")
        .collect();
    assert_eq!(current.len(), places.all().len());
    for row in current {
        let region = places
            .region_of(row[1])
            .unwrap_or_else(|| panic!("{} is missing", row[1]));
        let official = province_of(&row[0][..2]);
        let everyday = region
            .name
            .get(&"id".parse().unwrap())
            .trim_start_matches("DKI ")
            .trim_start_matches("DI ");
        assert!(
            official.ends_with(everyday),
            "{} lies in {official}, not in {everyday}",
            row[1]
        );
    }
}

fn typed(fields: &[(AddressKey, &str)]) -> BTreeMap<AddressKey, String> {
    fields
        .iter()
        .map(|(key, text)| (*key, (*text).to_owned()))
        .collect()
}

#[test]
fn real_addresses_are_accepted_and_impossible_ones_are_not() {
    use AddressKey::*;
    let indonesia = market("id");
    let mut fields = typed(&[
        (Recipient, "Sari Wulandari"),
        (Phone, "0812-3456-7890"),
        (Line1, "Jl. Melati No. 12, RT 03/RW 05"),
        (District, "Coblong"),
        (City, "bandung"),
        (Region, "West Java"),
        (Postcode, "40132"),
    ]);
    let address = indonesia.validate_address(&fields).unwrap();
    assert_eq!(address.get(Phone), "+6281234567890");
    assert_eq!(
        indonesia.address_lines(&address)[3..],
        ["Coblong, Kota Bandung", "Jawa Barat, 40132"]
    );
    fields.insert(Region, "Bali".to_owned());
    assert_eq!(
        indonesia.validate_address(&fields).unwrap_err()[0].problem.code(),
        "address-elsewhere"
    );

    let britain = market("gb");
    let mut fields = typed(&[
        (Recipient, "Jo Fielding"),
        (Phone, "+44 7700 900123"),
        (Line1, "14 Chapel Row"),
        (City, "Some Hamlet"),
        (Postcode, "hx78ab"),
    ]);
    let address = britain.validate_address(&fields).unwrap();
    assert_eq!(
        (address.get(Postcode), address.get(City)),
        ("HX7 8AB", "Some Hamlet")
    );
    fields.insert(Postcode, "HX7 88B".to_owned());
    assert!(britain.validate_address(&fields).is_err());
}

#[test]
fn every_example_of_an_address_field_is_right() {
    for market in markets() {
        let examples = market.address_format.fields.iter();
        let fields = examples
            .map(|field| (field.key, field.example.clone().unwrap()))
            .collect();
        let address = market.validate_address(&fields);
        assert!(address.is_ok(), "{}: {address:?}", market.code);
    }
}
