use std::collections::BTreeMap;

use proptest::prelude::*;

use super::*;
use crate::address::FieldProblem;

const CHARTER: &str = "charters/2026-12/charter.toml";

fn files() -> BTreeMap<String, String> {
    let text = |name: &str, text: &str| (name.to_owned(), text.to_owned());
    BTreeMap::from([
        text("market.toml", include_str!("fixture/market.toml")),
        text(CHARTER, include_str!("fixture/charter.toml")),
        text("categories.toml", include_str!("fixture/categories.toml")),
        text("shipping.toml", include_str!("fixture/shipping.toml")),
        text("places.toml", include_str!("fixture/places.toml")),
    ])
}

pub(crate) fn fixture() -> Market {
    Market::load(&files()).unwrap()
}

fn broken(file: &str, from: &str, to: &str) -> String {
    let mut files = files();
    let text = files.get_mut(file).unwrap();
    assert!(text.contains(from), "the fixture has no `{from}`");
    *text = text.replace(from, to);
    Market::load(&files).unwrap_err().to_string()
}

fn rupiah() -> (MoneyFormat, Currency) {
    let format = MoneyFormat {
        symbol: "Rp".to_owned(),
        symbol_position: SymbolPosition::Before,
        symbol_space: false,
        group: '.',
        decimal: ',',
        fraction_digits: 0,
        unit_minor: 100,
    };
    (format, "IDR".parse().unwrap())
}

fn pounds() -> (MoneyFormat, Currency) {
    let format = MoneyFormat {
        symbol: "£".to_owned(),
        group: ',',
        decimal: '.',
        fraction_digits: 2,
        unit_minor: 1,
        ..rupiah().0
    };
    (format, "GBP".parse().unwrap())
}

fn euros() -> (MoneyFormat, Currency) {
    let format = MoneyFormat {
        symbol: "€".to_owned(),
        symbol_position: SymbolPosition::After,
        symbol_space: true,
        fraction_digits: 2,
        unit_minor: 1,
        ..rupiah().0
    };
    (format, "EUR".parse().unwrap())
}

#[test]
fn money_is_written_as_its_market_does() {
    let written = |(format, currency): (MoneyFormat, Currency), minor| {
        format.format(Money::new(minor, currency), currency)
    };
    assert_eq!(written(rupiah(), 5_350_000), "Rp53.500");
    assert_eq!(written(rupiah(), 0), "Rp0");
    assert_eq!(written(rupiah(), -125_000_000_000), "-Rp1.250.000.000");
    assert_eq!(written(pounds(), 1_250), "£12.50");
    assert_eq!(written(pounds(), -123_456_789), "-£1,234,567.89");
    assert_eq!(written(euros(), 123_450), "1.234,50\u{a0}€");
}

#[test]
fn money_is_never_rounded_when_written() {
    let (format, currency) = rupiah();
    assert_eq!(
        format.format(Money::new(5_350_050, currency), currency),
        "Rp53.500,50"
    );
    assert_eq!(
        format.format(Money::new(i64::MIN, currency), currency),
        "-Rp92.233.720.368.547.758,08"
    );
}

#[test]
fn money_of_another_currency_carries_its_code() {
    let (format, own) = rupiah();
    let dollars = Money::new(-123_456, "USD".parse().unwrap());
    assert_eq!(format.format(dollars, own), "-USD\u{a0}1.234,56");
}

#[test]
fn money_is_read_as_people_write_it() {
    let (format, currency) = rupiah();
    for text in [
        "53500",
        "53.500",
        "Rp53.500",
        "Rp 53.500",
        "rp. 53.500",
        "IDR 53500",
        " 53.500,00 ",
        "53.500,-",
        "53 500",
    ] {
        assert_eq!(
            format.parse(text, currency).map(|money| money.minor),
            Ok(5_350_000),
            "{text}"
        );
    }
    assert_eq!(format.parse("-Rp53.500", currency).unwrap().minor, -5_350_000);
    let (format, currency) = pounds();
    for text in [
        "12.50",
        "12.5",
        "£12.50",
        "£ 12.50",
        "GBP 12.50",
        "12.50 GBP",
        "012.500000",
    ] {
        assert_eq!(
            format.parse(text, currency).map(|money| money.minor),
            Ok(1_250),
            "{text}"
        );
    }
    assert_eq!(format.parse("1,234", currency).unwrap().minor, 123_400);
    assert_eq!(
        format.parse("\u{2212}£1,234.05", currency).unwrap().minor,
        -123_405
    );
    let (format, currency) = euros();
    assert_eq!(format.parse("1.234,5 €", currency).unwrap().minor, 123_450);
}

#[test]
fn money_that_reads_in_two_ways_is_refused_with_both() {
    let message = |(format, currency): (MoneyFormat, Currency), text| {
        format.parse(text, currency).unwrap_err().to_string()
    };
    assert_eq!(
        message(pounds(), "12,5"),
        "`12,5` can be read in two ways; write `12,500` or `12.50`"
    );
    assert_eq!(
        message(pounds(), "1.234"),
        "`1.234` can be read in two ways; write `1,234` or `1.23`"
    );
    assert_eq!(
        message(rupiah(), "12.50"),
        "`12.50` can be read in two ways; write `12.500` or `12`"
    );
    assert_eq!(
        message(rupiah(), "53,500"),
        "`53,500` can be read in two ways; write `53.500` or `53`"
    );
    assert_eq!(
        message(rupiah(), "53.500,50"),
        "`53.500,50` is finer than the smallest amount, `1`; write `53.500`"
    );
    assert_eq!(
        message(pounds(), "0.0001"),
        "`0.0001` is finer than the smallest amount, `0.01`; write `0.00`"
    );
}

#[test]
fn what_is_no_amount_is_refused_with_an_example() {
    let message = |text| pounds().0.parse(text, pounds().1).unwrap_err().to_string();
    assert_eq!(message("  "), "write an amount, for example `£12,500.00`");
    for text in [
        "£", "-", "twelve", "1.2.3", "12.", "1,23,456", "12,5,5", "1e3", ",", ".",
    ] {
        assert_eq!(
            message(text),
            format!("`{text}` is not an amount; write it like `£12,500.00`")
        );
    }
    assert_eq!(
        message("92233720368547758.08"),
        "`92233720368547758.08` is too large; check the number of zeros"
    );
}

proptest! {
    #[test]
    fn written_money_is_read_back(major in -90_000_000_000_000_i64..90_000_000_000_000, rest in 0_i64..100) {
        for (format, currency) in [rupiah(), pounds(), euros()] {
            let unit = i64::from(format.unit_minor);
            let minor = (major * 100 + rest) / unit * unit;
            let money = Money::new(minor, currency);
            prop_assert_eq!(format.parse(&format.format(money, currency), currency), Ok(money));
        }
    }

    #[test]
    fn any_text_is_an_amount_or_says_why(text in "[-−Rp£ .,0-9]{0,24}|\\PC{0,12}") {
        for (format, currency) in [rupiah(), pounds(), euros()] {
            match format.parse(&text, currency) {
                Ok(money) => prop_assert_eq!(money.minor % i64::from(format.unit_minor), 0),
                Err(error) => prop_assert!(!error.to_string().is_empty()),
            }
        }
    }
}

#[test]
fn a_market_is_read_from_its_files() {
    let market = fixture();
    assert_eq!(market.code.as_str(), "xa");
    assert_eq!(market.default_language().as_str(), "en");
    assert_eq!(market.language("fr-CA").unwrap().as_str(), "fr");
    assert_eq!(market.language("ja"), None);
    assert_eq!(market.format_money(market.money(1_250)), "€12.50");
    assert_eq!(market.charter.figures.len(), 16);
}

#[test]
fn parcels_are_handed_over_within_working_days() {
    let mut market = fixture();
    market.charter.windows.days_to_ship = 2;
    let by = |placed: &str| market.ship_by(placed.parse().unwrap()).to_string();
    assert_eq!(by("2026-11-23T10:00:00Z"), "2026-11-25", "Monday to Wednesday");
    assert_eq!(by("2026-11-26T10:00:00Z"), "2026-11-30", "Thursday to Monday");
    assert_eq!(by("2026-11-28T10:00:00Z"), "2026-12-01", "Saturday to Tuesday");
}

#[test]
fn categories_are_a_tree_with_inherited_attributes() {
    let categories = fixture().categories;
    let path: Vec<_> = categories
        .path("shirts")
        .iter()
        .map(|category| category.slug.as_str())
        .collect();
    assert_eq!(path, ["clothes", "shirts"]);
    let attributes: Vec<_> = categories
        .attributes("shirts")
        .iter()
        .map(|a| a.slug.as_str())
        .collect();
    assert_eq!(attributes, ["material", "size"]);
    assert!(categories.is_leaf("shirts") && !categories.is_leaf("clothes") && !categories.is_leaf("none"));
    assert_eq!(categories.leaves_within("clothes").len(), 1);
}

#[test]
fn categories_are_found_by_what_other_systems_call_them() {
    let categories = fixture().categories;
    let found = |text: &str| {
        categories
            .find_external(text)
            .map(|category| category.slug.as_str().to_owned())
    };
    assert_eq!(
        found("Apparel & Accessories > Clothing > Shirts & Tops").as_deref(),
        Some("shirts")
    );
    assert_eq!(
        found("apparel & accessories>clothing>shirts & tops > Polo").as_deref(),
        Some("shirts")
    );
    assert_eq!(found("212").as_deref(), Some("shirts"));
    assert_eq!(found("Chemises").as_deref(), Some("shirts"));
    assert_eq!(found("Somewhere > Books").as_deref(), Some("books"));
    assert_eq!(found("Spaceships"), None);
}

#[test]
fn attributes_are_found_and_their_values_tidied() {
    let categories = fixture().categories;
    let english = "en".parse().unwrap();
    let size = categories.find_attribute("shirts", "Taille").unwrap();
    assert_eq!(size.tidy(" large ").as_deref(), Some("l"));
    assert_eq!(size.tidy("huge"), None);
    assert_eq!(size.show("l", &english), "Large");
    let weight = categories.find_attribute("stories", "net_weight").unwrap();
    assert_eq!(weight.tidy("12.5 g").as_deref(), Some("12.5"));
    assert_eq!(weight.tidy("heavy"), None);
    assert_eq!(weight.show("12.5", &english), "12.5\u{a0}g");
    assert!(categories.find_attribute("books", "size").is_none());
}

#[test]
fn places_are_found_in_other_spellings() {
    let places = fixture().places;
    for name in [
        "City of Port",
        "  city of  port",
        "Port",
        "port\u{a0}",
        "\u{fffd}Port",
        "Harbour",
    ] {
        assert_eq!(
            places.get(name).map(|place| place.name.as_str()),
            Some("City of Port"),
            "{name:?}"
        );
    }
    assert_eq!(
        places.region_of("C. Hill").map(|region| region.slug.as_str()),
        Some("uplands")
    );
    assert_eq!(
        places
            .region_named("Hautes terres")
            .map(|region| region.slug.as_str()),
        Some("uplands")
    );
    assert_eq!(places.get("Nowhere"), None);
}

#[test]
fn shipping_is_priced_by_the_kilogram_begun() {
    let market = fixture();
    let service = market.shipping_service("post").unwrap();
    for (grams, minor) in [(0, 300), (1_000, 300), (1_001, 400), (2_500, 500)] {
        assert_eq!(
            service.price(grams, market.currency),
            Ok(market.money(minor)),
            "{grams}"
        );
    }
    assert_eq!(
        service.tracking_link("AB 1/../?x").as_deref(),
        Some("https://post.example/AB1x")
    );
    assert_eq!(service.tracking_link("//"), None);
}

fn typed(fields: &[(AddressKey, &str)]) -> BTreeMap<AddressKey, String> {
    fields
        .iter()
        .map(|(key, text)| (*key, (*text).to_owned()))
        .collect()
}

#[test]
fn an_address_is_tidied_and_written_in_lines() {
    use AddressKey::*;
    let market = fixture();
    let mut fields = typed(&[
        (Recipient, "  Ana   Bo "),
        (Phone, "(0) 12-34.567"),
        (Line1, "1 Quay"),
        (City, "port"),
        (Region, "côte"),
        (Postcode, "ab1 2cd"),
    ]);
    let address = market.validate_address(&fields).unwrap();
    assert_eq!(address.get(Phone), "+991234567");
    assert_eq!(
        market.address_lines(&address),
        ["Ana Bo", "+991234567", "1 Quay", "City of Port, AB-12CD", "Coast"]
    );
    let json = serde_json::to_string(&address).unwrap();
    assert_eq!(
        serde_json::from_str::<crate::address::Address>(&json).unwrap(),
        address
    );

    fields.insert(Region, "Uplands".to_owned());
    fields.insert(Postcode, "12345".to_owned());
    fields.remove(&Line1);
    let problems = market.validate_address(&fields).unwrap_err();
    let seen: Vec<_> = problems
        .iter()
        .map(|problem| (problem.key, problem.problem.code()))
        .collect();
    assert_eq!(
        seen,
        [
            (Line1, "address-missing"),
            (Postcode, "address-wrong-form"),
            (Region, "address-elsewhere"),
        ]
    );
    fields.insert(City, "Atlantis".to_owned());
    fields.insert(Phone, "12".to_owned());
    let problems = market.validate_address(&fields).unwrap_err();
    assert!(problems.iter().any(|problem| problem.problem
        == FieldProblem::NotListed {
            text: "Atlantis".to_owned()
        }));
    assert!(problems.iter().any(|problem| problem.key == Phone));
}

#[test]
fn telephones_have_one_form() {
    let phone = fixture().phone;
    for typed in [
        "01234567",
        "+99 1234567",
        "0099 1234567",
        "99 1234567",
        "+99 (0) 1234567",
        "1234567",
    ] {
        assert_eq!(phone.normalise(typed).as_deref(), Some("+991234567"), "{typed}");
    }
    for typed in ["", "+1 1234567", "0123", "0123456789012", "01234x67"] {
        assert_eq!(phone.normalise(typed), None, "{typed}");
    }
}

#[test]
fn errors_name_file_place_and_remedy() {
    let cases = [
        (
            broken("market.toml", "\"EUR\"", "\"EURO\""),
            "market.toml, line 3: `EURO` is not a currency code of ISO 4217",
        ),
        (
            broken("market.toml", "languages = ", "langauges = "),
            "market.toml, line 4: unknown field `langauges`",
        ),
        (
            broken("market.toml", "[\"en\", \"fr\"]", "[]"),
            "market.toml, languages: is empty; name at least one",
        ),
        (
            broken("market.toml", "fr = \"Atlantide\"", "ja = \"X\""),
            "market.toml, name: has no text in `fr`; add `fr = \"…\"`",
        ),
        (
            broken("market.toml", "Etc/UTC", "Mars"),
            "market.toml, time_zone: `Mars` is not a time zone",
        ),
        (
            broken("market.toml", "group = \",\"", "group = \".\""),
            "market.toml, money_format.group: is the same as `decimal`",
        ),
        (
            broken(
                CHARTER,
                "value = 700, source = \"own\"",
                "value = 700, source = \"x\"",
            ),
            "charters/2026-12/charter.toml, fees.commission_by_category.clothes: there is no source `x`",
        ),
        (
            broken(CHARTER, "clothes = ", "hats = "),
            "charters/2026-12/charter.toml, fees.commission_by_category or cross_border.positive_list: there is no category `hats`",
        ),
        (
            broken(
                CHARTER,
                "order_fee_minor =",
                "commission_tax_basis_points = { value = 1100, source = \"own\" }\ncommission_tax_inside_basis_points = { value = 2000, source = \"own\" }\norder_fee_minor =",
            ),
            "charters/2026-12/charter.toml, fees.commission_tax_inside_basis_points: is there beside fees.commission_tax_basis_points; write one",
        ),
        (
            broken(CHARTER, "value = 60", "value = 6000000"),
            "charters/2026-12/charter.toml, windows.payment_due_minutes: `6000000` is out of range",
        ),
        (
            broken(
                CHARTER,
                "[limits]",
                "[payout]\nweekday = { value = 1, source = \"own\" }\nday_of_month = { value = 1, source = \"own\" }\n[limits]",
            ),
            "charters/2026-12/charter.toml, payout.day_of_month: is there beside payout.weekday; write one of them",
        ),
        (
            broken(
                CHARTER,
                "[limits]",
                "[payout]\nweekday = { value = 8, source = \"own\" }\n[limits]",
            ),
            "charters/2026-12/charter.toml, payout.weekday: `8` is out of range; write a number from 1 to 7",
        ),
        (
            broken("categories.toml", "parent = \"clothes\"", "parent = \"hats\""),
            "categories.toml, category `shirts`, parent: there is no category `hats`",
        ),
        (
            broken("places.toml", "\"Ford\"", "\"Port of Call\", \"City of Hill\""),
            "places.toml, region `uplands`, places: `City of Hill` is listed twice",
        ),
        (
            broken("shipping.toml", "{number}", "x"),
            "shipping.toml, service `post`, tracking_url: must begin with `https://`",
        ),
    ];
    for (message, start) in cases {
        assert!(
            message.starts_with(start),
            "{message}\n  should start with\n{start}"
        );
    }
    let mut files = files();
    files.remove("places.toml");
    let message = Market::load(&files).unwrap_err().to_string();
    assert_eq!(
        message,
        "places.toml, the whole file: is missing; a market's folder must have it"
    );
}

#[test]
fn a_charter_says_when_sellers_are_paid() {
    use crate::payout::PayoutSchedule;
    use chrono::Weekday;
    let terms = |section: &str| {
        let mut files = files();
        let charter = files.get_mut(CHARTER).unwrap();
        *charter = charter.replace("[limits]", &format!("{section}\n[limits]"));
        Market::load(&files).unwrap().charter.payout
    };
    let silent = terms("");
    assert_eq!(
        (silent.schedule, silent.minimum_minor),
        (PayoutSchedule::Daily, 1)
    );
    let weekly = terms(
        "[payout]\nweekday = { value = 5, source = \"own\" }\nminimum_minor = { value = 500, source = \"own\" }",
    );
    assert_eq!(
        (weekly.schedule, weekly.minimum_minor),
        (PayoutSchedule::Weekly(Weekday::Fri), 500)
    );
    let monthly = terms("[payout]\nday_of_month = { value = 28, source = \"own\" }");
    assert_eq!(monthly.schedule, PayoutSchedule::Monthly(28));
}
