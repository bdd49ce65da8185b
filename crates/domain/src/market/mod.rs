//! A market: a country where buyers buy, with everything about it that is data.
//!
//! A market is a folder of TOML files (`market.toml`, `categories.toml`, `shipping.toml`, `places.toml`, and `verification.toml` if it has one) and a folder `charters/` with a folder for each version.
//! This module turns their texts into a [`Market`]; reading the folder is somebody else's work.

mod category;
mod code;
mod file;
mod money_format;
mod place;
mod shipping;
#[cfg(test)]
mod tests;
mod verification;

use std::collections::BTreeMap;

use chrono::{Datelike as _, Days, NaiveDate, NaiveTime, TimeZone as _, Weekday};
use serde::Deserialize;

pub use category::{Attribute, AttributeKind, Categories, Category, Choice};
pub use code::{Country, InvalidWord, Language, MarketCode, Slug, Texts};
pub use file::MarketError;
pub use money_format::{InvalidMoney, MoneyFormat, SymbolPosition};
pub use place::{Place, Places, Region};
pub use shipping::ShippingService;
#[cfg(test)]
pub(crate) use tests::fixture;
pub use verification::{Checklist, Verification};

use crate::Instant;
use crate::address::AddressKey;
use crate::charter::Charter;
use crate::money::{Currency, Money};

/// Everything that is particular to one market.
#[derive(Debug, Clone, PartialEq)]
pub struct Market {
    /// Its code.
    pub code: MarketCode,
    /// Its name for people.
    pub name: Texts,
    /// The currency of its prices.
    pub currency: Currency,
    /// The languages of its pages; the first is the default. Never empty.
    pub languages: Vec<Language>,
    /// Where its days begin.
    pub time_zone: chrono_tz::Tz,
    /// How it writes money.
    pub money_format: MoneyFormat,
    /// The tradition of ornament of its drawn pictures.
    pub motif: Slug,
    /// Where goods are shipped from unless a shop says otherwise.
    pub country: Country,
    /// What its addresses consist of.
    pub address_format: AddressFormat,
    /// How its telephone numbers are written.
    pub phone: PhoneFormat,
    /// The ways in which parcels travel.
    pub shipping_services: Vec<ShippingService>,
    /// Documents with which its sellers show who they are.
    pub verification: Verification,
    /// What is sold, as a tree.
    pub categories: Categories,
    /// Its cities and regions.
    pub places: Places,
    /// The files of each charter version, by version, then by path inside the version's folder.
    pub charter_files: CharterFiles,
    /// The figures of one charter version: of the newest when the market was just read, later of the one in force.
    pub charter: Charter,
}

/// The texts of charters: by version, then by path inside the version's folder.
pub type CharterFiles = BTreeMap<Slug, BTreeMap<String, String>>;

/// A list of the market from which a field's text comes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum FieldList {
    /// Cities and towns.
    Places,
    /// Provinces, counties, nations.
    Regions,
}

/// One field of a market's addresses.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AddressField {
    /// Which field.
    pub key: AddressKey,
    /// What the market calls it.
    pub label: Texts,
    /// Must it be filled?
    pub required: bool,
    /// Most characters.
    #[serde(default = "longest")]
    pub max_length: usize,
    /// Forms of which one must fit: `9` a digit, `A` a letter. None: any text.
    #[serde(default)]
    pub patterns: Vec<String>,
    /// What a right text looks like.
    pub example: Option<String>,
    /// The list that helps to fill it.
    pub list: Option<FieldList>,
    /// Is only the list allowed?
    #[serde(default)]
    pub list_only: bool,
    /// The `autocomplete` token of HTML.
    pub autocomplete: Option<String>,
}

const fn longest() -> usize {
    120
}

/// What the addresses of a market consist of.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AddressFormat {
    /// The fields, in the order of the form.
    pub fields: Vec<AddressField>,
    /// The lines on a parcel, top to bottom, each of the fields in it.
    pub lines: Vec<Vec<AddressKey>>,
}

/// How telephone numbers of a market are written.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PhoneFormat {
    /// The country's international prefix: `+44`.
    pub prefix: String,
    /// What is dialled before a national number inside the country: `0`.
    pub trunk: String,
    /// Fewest digits after the prefix.
    pub digits_min: usize,
    /// Most digits after the prefix.
    pub digits_max: usize,
}

impl PhoneFormat {
    /// The international form of a number of this country, `+447700900123`; nothing if it cannot be one.
    pub fn normalise(&self, typed: &str) -> Option<String> {
        let ignored = |c: &char| c.is_whitespace() || matches!(c, '-' | '.' | '(' | ')');
        let bare: String = typed.chars().filter(|c| !ignored(c)).collect();
        let country = self.prefix.trim_start_matches('+');
        let international = [self.prefix.clone(), format!("00{country}"), country.to_owned()];
        let national = international
            .iter()
            .find_map(|prefix| bare.strip_prefix(prefix.as_str()))
            .unwrap_or(&bare);
        let national = national.strip_prefix(self.trunk.as_str()).unwrap_or(national);
        let right = (self.digits_min..=self.digits_max).contains(&national.len())
            && national.bytes().all(|byte| byte.is_ascii_digit());
        right.then(|| format!("{}{national}", self.prefix))
    }
}

impl Market {
    /// Reads a market from the texts of its files, by file name.
    ///
    /// # Errors
    /// The first thing that is wrong: which file, where in it, and what to do.
    pub fn load(files: &BTreeMap<String, String>) -> Result<Self, MarketError> {
        file::load(files)
    }

    /// Reads the figures of a charter of this market.
    ///
    /// # Errors
    /// The first thing that is wrong, as [`Market::load`] says it.
    pub fn read_charter(&self, text: &str) -> Result<Charter, MarketError> {
        file::read_charter("charter.toml", text, &self.languages, &self.categories)
    }

    /// The market under other figures.
    #[must_use]
    pub fn under(&self, charter: Charter) -> Self {
        Self {
            charter,
            ..self.clone()
        }
    }

    /// The instant at which a day begins here. Where clocks skip midnight, the first hour that there is.
    pub fn start_of(&self, day: NaiveDate) -> Instant {
        let midnight = day.and_time(NaiveTime::MIN);
        let first = (0..24).find_map(|hours| {
            let local = midnight + chrono::Duration::hours(hours);
            self.time_zone.from_local_datetime(&local).earliest()
        });
        first.map_or_else(|| midnight.and_utc(), |local| local.to_utc())
    }

    /// The day that it is here at an instant.
    pub fn day_of(&self, at: Instant) -> NaiveDate {
        at.with_timezone(&self.time_zone).date_naive()
    }

    /// The language of people who have not chosen one.
    pub fn default_language(&self) -> &Language {
        file::first(&self.languages)
    }

    /// The market's language that serves a wish best: exact, then same primary language.
    pub fn language(&self, wished: &str) -> Option<&Language> {
        let exact = self
            .languages
            .iter()
            .find(|language| language.as_str().eq_ignore_ascii_case(wished));
        let primary = wished.split('-').next().unwrap_or_default();
        exact.or_else(|| {
            self.languages
                .iter()
                .find(|language| language.primary().eq_ignore_ascii_case(primary))
        })
    }

    /// Writes an amount as the market does: `Rp53.500`, `£12.50`. An amount in another currency carries its code.
    pub fn format_money(&self, money: Money) -> String {
        self.money_format.format(money, self.currency)
    }

    /// Reads an amount that a person typed in the market's way.
    ///
    /// # Errors
    /// Says what is wrong and what to write instead, also when the text could mean two amounts.
    pub fn parse_money(&self, text: &str) -> Result<Money, InvalidMoney> {
        self.money_format.parse(text, self.currency)
    }

    /// An amount in the market's currency.
    pub const fn money(&self, minor: i64) -> Money {
        Money::new(minor, self.currency)
    }

    /// The way to ship of this slug.
    pub fn shipping_service(&self, slug: &str) -> Option<&ShippingService> {
        self.shipping_services
            .iter()
            .find(|service| service.slug.as_str() == slug)
    }

    /// The day by whose end an order that became binding at `placed_at` must be handed to a carrier: so many working days
    /// (Monday to Friday; holidays are not known here) after the day on which it was placed.
    pub fn ship_by(&self, placed_at: Instant) -> NaiveDate {
        let mut day = placed_at.with_timezone(&self.time_zone).date_naive();
        let mut left = self.charter.windows.days_to_ship;
        while left > 0 {
            day = day.checked_add_days(Days::new(1)).unwrap_or(NaiveDate::MAX);
            if day == NaiveDate::MAX {
                break;
            }
            if !matches!(day.weekday(), Weekday::Sat | Weekday::Sun) {
                left -= 1;
            }
        }
        day
    }
}
