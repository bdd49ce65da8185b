//! From the texts of a market's files to a market, with errors that name file, place and remedy.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde::de::DeserializeOwned;

use super::category::{Categories, CategoriesFile};
use super::code::{Country, Language, MarketCode, Slug, Texts};
use super::money_format::MoneyFormat;
use super::place::PlacesFile;
use super::shipping::ShippingService;
use super::{AddressFormat, CharterFiles, Market, PhoneFormat};
use crate::charter::{Charter, CharterFile};
use crate::money::Currency;

/// What is wrong with a market's files.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{file}, {place}: {problem}")]
pub struct MarketError {
    /// The file, relative to the market's folder.
    pub file: String,
    /// The line or key.
    pub place: String,
    /// What is wrong and what to do.
    pub problem: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct MarketFile {
    code: MarketCode,
    name: Texts,
    currency: Currency,
    languages: Vec<Language>,
    time_zone: String,
    motif: Slug,
    country: Country,
    money_format: MoneyFormat,
    phone: PhoneFormat,
    address_format: AddressFormat,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ShippingFile {
    service: Vec<ShippingService>,
}

const MARKET: &str = "market.toml";
const CHARTERS: &str = "charters/";
const CHARTER: &str = "charter.toml";
const CATEGORIES: &str = "categories.toml";
const SHIPPING: &str = "shipping.toml";
const PLACES: &str = "places.toml";

pub(super) fn wrong(file: &str, place: impl Into<String>, problem: impl Into<String>) -> MarketError {
    MarketError {
        file: file.to_owned(),
        place: place.into(),
        problem: problem.into(),
    }
}

fn parse<T: DeserializeOwned>(files: &BTreeMap<String, String>, file: &str) -> Result<T, MarketError> {
    let text = files.get(file).ok_or_else(|| {
        wrong(
            file,
            "the whole file",
            "is missing; a market's folder must have it",
        )
    })?;
    parse_text(file, text)
}

pub(super) fn parse_text<T: DeserializeOwned>(file: &str, text: &str) -> Result<T, MarketError> {
    toml::from_str(text).map_err(|error| {
        let before = error
            .span()
            .and_then(|span| text.get(..span.start))
            .unwrap_or_default();
        let line = before.matches('\n').count() + 1;
        wrong(
            file,
            format!("line {line}"),
            format!("{}; correct this line", error.message().trim()),
        )
    })
}

fn translated<'a>(
    file: &str,
    languages: &[Language],
    texts: impl Iterator<Item = (String, &'a Texts)>,
) -> Result<(), MarketError> {
    for (place, text) in texts {
        if let Some(language) = text.lacks(languages) {
            return Err(wrong(
                file,
                place,
                format!("has no text in `{language}`; add `{language} = \"…\"`"),
            ));
        }
    }
    Ok(())
}

/// The first language; a market that was loaded has one.
pub(super) fn first(languages: &[Language]) -> &Language {
    static UNDETERMINED: std::sync::LazyLock<Language> = std::sync::LazyLock::new(Language::undetermined);
    languages.first().unwrap_or(&UNDETERMINED)
}

pub(super) fn load(files: &BTreeMap<String, String>) -> Result<Market, MarketError> {
    let market: MarketFile = parse(files, MARKET)?;
    market.check()?;
    let languages = &market.languages;
    let time_zone = market.time_zone.parse().map_err(|_| {
        let problem = format!(
            "`{}` is not a time zone; write one of the IANA names, such as `Etc/UTC`",
            market.time_zone
        );
        wrong(MARKET, "time_zone", problem)
    })?;

    let categories: CategoriesFile = parse(files, CATEGORIES)?;
    translated(CATEGORIES, languages, categories.texts())?;
    let categories = categories
        .build()
        .map_err(|(place, problem)| wrong(CATEGORIES, place, problem))?;

    let places: PlacesFile = parse(files, PLACES)?;
    translated(PLACES, languages, places.texts())?;
    let places = places
        .build()
        .map_err(|(place, problem)| wrong(PLACES, place, problem))?;

    let shipping: ShippingFile = parse(files, SHIPPING)?;
    check_shipping(&shipping.service, languages)?;
    let verification = super::verification::read(files)?;

    let (charter_files, charter) = charters(files, languages, &categories)?;
    Ok(Market {
        code: market.code,
        name: market.name,
        currency: market.currency,
        languages: market.languages,
        time_zone,
        money_format: market.money_format,
        motif: market.motif,
        country: market.country,
        address_format: market.address_format,
        phone: market.phone,
        shipping_services: shipping.service,
        verification,
        categories,
        places,
        charter_files,
        charter,
    })
}

/// The files of each charter version, and the figures of the newest.
fn charters(
    files: &BTreeMap<String, String>,
    languages: &[Language],
    categories: &Categories,
) -> Result<(CharterFiles, Charter), MarketError> {
    let mut versions = CharterFiles::new();
    for (path, text) in files {
        let Some((version, inside)) = path.strip_prefix(CHARTERS).and_then(|rest| rest.split_once('/'))
        else {
            continue;
        };
        let version: Slug = version.parse().map_err(|_| {
            wrong(
                path,
                "the folder's name",
                "is not a version; use small letters, digits and hyphens",
            )
        })?;
        versions
            .entry(version)
            .or_default()
            .insert(inside.to_owned(), text.clone());
    }
    let mut newest: Option<Charter> = None;
    for (version, inside) in &versions {
        let file = format!("{CHARTERS}{version}/{CHARTER}");
        let text = inside
            .get(CHARTER)
            .ok_or_else(|| wrong(&file, "the whole file", "is missing; every charter has it"))?;
        let charter = read_charter(&file, text, languages, categories)?;
        if charter.version != *version {
            let problem = format!(
                "`{}` is not the folder's name; make the two equal",
                charter.version
            );
            return Err(wrong(&file, "version", problem));
        }
        if newest
            .as_ref()
            .is_none_or(|other| other.effective_on < charter.effective_on)
        {
            newest = Some(charter);
        }
    }
    let newest = newest.ok_or_else(|| {
        wrong(
            CHARTERS,
            "the whole folder",
            "is missing; a market has at least one charter",
        )
    })?;
    Ok((versions, newest))
}

/// The figures of a charter, whose file is called `file` in errors.
pub(super) fn read_charter(
    file: &str,
    text: &str,
    languages: &[Language],
    categories: &Categories,
) -> Result<Charter, MarketError> {
    let charter: CharterFile = parse_text(file, text)?;
    translated(file, languages, charter.texts())?;
    let charter = charter
        .build()
        .map_err(|(place, problem)| wrong(file, place, problem))?;
    if let Some(slug) = charter.stranger(|slug| categories.get(slug).is_some()) {
        let problem = format!("there is no category `{slug}`; use a slug of {CATEGORIES}");
        return Err(wrong(
            file,
            "fees.commission_by_category or cross_border.positive_list",
            problem,
        ));
    }
    Ok(charter)
}

impl MarketFile {
    fn check(&self) -> Result<(), MarketError> {
        if self.languages.is_empty() {
            return Err(wrong(
                MARKET,
                "languages",
                "is empty; name at least one, the default first",
            ));
        }
        let labels = self.address_format.fields.iter().map(|field| {
            (
                format!("address_format, field `{}`, label", field.key),
                &field.label,
            )
        });
        let name = std::iter::once(("name".to_owned(), &self.name));
        translated(MARKET, &self.languages, name.chain(labels))?;
        self.check_money()?;
        self.check_phone()?;
        self.check_address()
    }

    fn check_money(&self) -> Result<(), MarketError> {
        let format = &self.money_format;
        let at = |key: &str| format!("money_format.{key}");
        if format.symbol.trim().is_empty() || format.symbol.contains(|c: char| c.is_ascii_digit()) {
            return Err(wrong(
                MARKET,
                at("symbol"),
                "must be a sign without digits, such as `$`",
            ));
        }
        if format.group == format.decimal {
            return Err(wrong(
                MARKET,
                at("group"),
                "is the same as `decimal`; use two different signs",
            ));
        }
        let separator = |sign: char| !sign.is_ascii_alphanumeric() && sign != '-';
        if !separator(format.group) || !separator(format.decimal) {
            return Err(wrong(
                MARKET,
                at("group"),
                "separators must be neither letters, digits nor a hyphen",
            ));
        }
        if format.fraction_digits > self.currency.exponent() {
            let problem = format!(
                "{} has {} digits; write no more",
                self.currency,
                self.currency.exponent()
            );
            return Err(wrong(MARKET, at("fraction_digits"), problem));
        }
        let shown = 10_u32.saturating_pow(self.currency.exponent() - format.fraction_digits);
        if format.unit_minor == 0 || !format.unit_minor.is_multiple_of(shown) {
            let problem = format!(
                "the smallest amount must be written with `fraction_digits`; use a multiple of {shown}"
            );
            return Err(wrong(MARKET, at("unit_minor"), problem));
        }
        Ok(())
    }

    fn check_phone(&self) -> Result<(), MarketError> {
        let digits = self.phone.prefix.strip_prefix('+').unwrap_or_default();
        if digits.is_empty() || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
            return Err(wrong(
                MARKET,
                "phone.prefix",
                "must be `+` and digits, such as `+1`",
            ));
        }
        if self.phone.digits_min == 0 || self.phone.digits_min > self.phone.digits_max {
            return Err(wrong(
                MARKET,
                "phone.digits_min",
                "must be from 1 to `digits_max`",
            ));
        }
        Ok(())
    }

    fn check_address(&self) -> Result<(), MarketError> {
        let fields = &self.address_format.fields;
        for (place, field) in fields.iter().enumerate() {
            if fields.iter().skip(place + 1).any(|other| other.key == field.key) {
                let problem = format!("`{}` is there twice; keep one", field.key);
                return Err(wrong(MARKET, "address_format.fields", problem));
            }
            let lists = self.address_format.lines.iter().flatten();
            if lists.filter(|key| **key == field.key).count() != 1 {
                let problem = format!("`{}` must stand in exactly one line", field.key);
                return Err(wrong(MARKET, "address_format.lines", problem));
            }
            if field.list_only && field.list.is_none() {
                let problem = format!("`{}` is `list_only` without a `list`; add one", field.key);
                return Err(wrong(MARKET, "address_format.fields", problem));
            }
        }
        Ok(())
    }
}

fn check_shipping(services: &[ShippingService], languages: &[Language]) -> Result<(), MarketError> {
    let names = services
        .iter()
        .map(|service| (format!("service `{}`, name", service.slug), &service.name));
    translated(SHIPPING, languages, names)?;
    for (place, service) in services.iter().enumerate() {
        let at = |key: &str| format!("service `{}`, {key}", service.slug);
        if services
            .iter()
            .skip(place + 1)
            .any(|other| other.slug == service.slug)
        {
            return Err(wrong(
                SHIPPING,
                at("slug"),
                "is used twice; give each service its own",
            ));
        }
        if service.base_minor < 0 || service.per_kg_minor < 0 {
            return Err(wrong(
                SHIPPING,
                at("base_minor"),
                "prices may not be negative; write 0 or more",
            ));
        }
        if service.days_min > service.days_max {
            return Err(wrong(
                SHIPPING,
                at("days_min"),
                "is more than `days_max`; exchange them",
            ));
        }
        let url = service.tracking_url.as_deref();
        if url.is_some_and(|url| !url.starts_with("https://") || !url.contains("{number}")) {
            return Err(wrong(
                SHIPPING,
                at("tracking_url"),
                "must begin with `https://` and contain `{number}`",
            ));
        }
    }
    if services.is_empty() {
        return Err(wrong(
            SHIPPING,
            "service",
            "there is none; a market needs at least one way to ship",
        ));
    }
    Ok(())
}
