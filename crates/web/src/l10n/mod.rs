//! Words, numbers, amounts and times for people, in the language of the page and the manner of its market.
//!
//! A [`Localizer`] is one market in one language. Pages hold one as `l`; templates call `l.t("cart-title")`,
//! `l.t1("cart-count", "count", n)`, `l.money(price)`, `l.date(at)`.

mod arg;
mod catalog;
mod time;

use std::sync::Arc;

use pasar_domain::market::{Language, Market};
use pasar_domain::money::Money;

pub use arg::{Arg, ToArg};
pub use catalog::{Catalog, catalog, languages};

/// The name of a message in `locales/`. Made with [`key`], so that a test finds every one that the program uses.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Key(&'static str);

/// Names a message. The literal is checked against the locales by a test.
pub const fn key(name: &'static str) -> Key {
    Key(name)
}

impl Key {
    /// The name as it stands in the locale's file.
    pub const fn as_str(self) -> &'static str {
        self.0
    }
}

/// A sentence for a person that is not yet in any language: a key and what fills it.
#[derive(Debug, Clone, PartialEq)]
pub struct Message {
    key: Key,
    args: Vec<(&'static str, Arg)>,
}

impl Message {
    /// A sentence without gaps.
    pub const fn new(key: Key) -> Self {
        Self {
            key,
            args: Vec::new(),
        }
    }

    /// Fills one gap.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: impl ToArg) -> Self {
        self.args.push((name, value.to_arg()));
        self
    }

    /// Which sentence.
    pub const fn key(&self) -> Key {
        self.key
    }
}

impl From<Key> for Message {
    fn from(key: Key) -> Self {
        Self::new(key)
    }
}

/// A language's own name for itself: `Bahasa Indonesia`. The tag itself for a language without words.
pub fn language_name(tag: &str) -> String {
    let primary = tag.split('-').next().unwrap_or_default();
    if languages().any(|known| known == primary) {
        catalog(primary).plain("language-name")
    } else {
        tag.to_owned()
    }
}

/// One market in one language: everything a page needs to speak.
#[derive(Clone)]
pub struct Localizer {
    catalog: &'static Catalog,
    language: Language,
    market: Arc<Market>,
}

impl std::fmt::Debug for Localizer {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Localizer({}, {})", self.market.code, self.language)
    }
}

impl Localizer {
    /// A market in one of its languages. A language without a catalogue of words is spoken in English.
    pub fn new(market: Arc<Market>, language: &Language) -> Self {
        Self {
            catalog: catalog(language.primary()),
            language: language.clone(),
            market,
        }
    }

    /// The market.
    pub fn market(&self) -> &Market {
        &self.market
    }

    /// The same words under the charter in force: its figures change while the program runs.
    #[must_use]
    pub fn under(self, market: Option<Arc<Market>>) -> Self {
        match market {
            Some(market) => Self { market, ..self },
            None => self,
        }
    }

    /// The market, to share.
    pub fn market_shared(&self) -> &Arc<Market> {
        &self.market
    }

    /// The language, for texts of the market's own data: `category.name.get(l.language())`.
    pub fn language(&self) -> &Language {
        &self.language
    }

    /// The language as HTML's `lang` writes it.
    pub fn lang(&self) -> &str {
        self.language.as_str()
    }

    /// The address of a path in this market: `l.url("/cart")` is `/xa/cart`, `l.url("/")` is `/xa/`.
    pub fn url(&self, path: &str) -> String {
        format!("/{}/{}", self.market.code, path.trim_start_matches('/'))
    }

    /// A message without arguments.
    pub fn t(&self, name: &str) -> String {
        self.catalog.plain(name)
    }

    /// A message with arguments, each a text or a number: `&[("name", name.to_arg())]`.
    pub fn t_with(&self, name: &str, args: &[(&str, Arg)]) -> String {
        self.catalog.filled(name, args)
    }

    /// A message with one argument: `l.t1("cart-count", "count", 3)`.
    pub fn t1(&self, name: &str, a: &str, value: impl ToArg) -> String {
        self.catalog.filled(name, &[(a, value.to_arg())])
    }

    /// A message with two arguments.
    pub fn t2(&self, name: &str, a: &str, va: impl ToArg, b: &str, vb: impl ToArg) -> String {
        self.catalog.filled(name, &[(a, va.to_arg()), (b, vb.to_arg())])
    }

    /// A prepared sentence.
    pub fn say(&self, message: &Message) -> String {
        if message.args.is_empty() {
            self.catalog.plain(message.key.0)
        } else {
            self.catalog.filled(message.key.0, &message.args)
        }
    }

    /// An amount as the market writes it: `Rp53.500`.
    pub fn money(&self, money: impl std::borrow::Borrow<Money>) -> String {
        self.market.format_money(*money.borrow())
    }

    /// A whole number in groups: `12.300`.
    pub fn number(&self, value: impl ToArg) -> String {
        self.catalog.number(value.to_arg().whole())
    }

    /// A number in few characters: `12,3 rb`.
    pub fn compact(&self, value: impl ToArg) -> String {
        self.catalog.compact(value.to_arg().whole())
    }

    /// A rating with one decimal: `4,8`. `tenths` is ten times the rating.
    pub fn tenths(&self, tenths: impl ToArg) -> String {
        self.catalog.tenths(tenths.to_arg().whole())
    }

    /// Basis points as a percentage: 650 is `6,5%`.
    pub fn percent(&self, basis_points: impl ToArg) -> String {
        self.catalog.percent(basis_points.to_arg().whole())
    }
}
