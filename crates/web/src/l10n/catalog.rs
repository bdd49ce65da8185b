//! The words of each language: the Fluent files under `locales/<language>/`, embedded and parsed once.

use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap};
use std::sync::LazyLock;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use intl_memoizer::concurrent::IntlLangMemoizer;
use rust_embed::RustEmbed;

use super::arg::Arg;

#[derive(RustEmbed)]
#[folder = "locales/"]
#[include = "*.ftl"]
struct Files;

/// The words and number signs of one language.
pub struct Catalog {
    bundle: FluentBundle<FluentResource>,
    plain: HashMap<String, String>,
    group: String,
    decimal: String,
}

static CATALOGS: LazyLock<BTreeMap<String, Catalog>> = LazyLock::new(|| {
    let mut sources: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for path in Files::iter() {
        if let (Some((language, _)), Some(file)) = (path.split_once('/'), Files::get(&path)) {
            let text = String::from_utf8_lossy(&file.data).into_owned();
            sources.entry(language.to_owned()).or_default().push(text);
        }
    }
    sources
        .into_iter()
        .map(|(language, texts)| {
            let catalog = Catalog::new(&language, texts);
            (language, catalog)
        })
        .collect()
});

/// The languages that have words, by primary tag.
pub fn languages() -> impl Iterator<Item = &'static str> {
    CATALOGS.keys().map(String::as_str)
}

/// The words of a language by its primary tag; English for a language that has none.
pub fn catalog(primary: &str) -> &'static Catalog {
    CATALOGS
        .get(primary)
        .or_else(|| CATALOGS.get("en"))
        .expect("English words are embedded in the program; a test checks that")
}

impl Catalog {
    fn new(language: &str, texts: Vec<String>) -> Self {
        let tag = language.parse().unwrap_or_default();
        let mut bundle = FluentBundle::new_concurrent(vec![tag]);
        bundle.set_use_isolating(false);
        let mut names = Vec::new();
        for text in texts {
            let resource = FluentResource::try_new(text).unwrap_or_else(|(partial, errors)| {
                tracing::error!(language, ?errors, "a locale file has errors");
                partial
            });
            names.extend(message_names(resource.source()));
            if let Err(errors) = bundle.add_resource(resource) {
                tracing::error!(language, ?errors, "a locale file repeats a message");
            }
        }
        let mut catalog = Self {
            bundle,
            plain: HashMap::new(),
            group: String::new(),
            decimal: String::new(),
        };
        catalog.plain = names
            .into_iter()
            .filter_map(|name| Some((catalog.format(&name, None)?, name)))
            .map(|(text, name)| (name, text))
            .collect();
        catalog.group = catalog.plain("number-group");
        catalog.decimal = catalog.plain("number-decimal");
        let formatter = if catalog.group == "." { points } else { commas };
        catalog.bundle.set_formatter(Some(formatter));
        catalog
    }

    /// The message, if it exists and nothing was missing to fill it.
    fn format(&self, name: &str, args: Option<&FluentArgs<'_>>) -> Option<String> {
        let pattern = self.bundle.get_message(name)?.value()?;
        let mut errors = Vec::new();
        let text = self.bundle.format_pattern(pattern, args, &mut errors);
        errors.is_empty().then(|| text.into_owned())
    }

    pub(super) fn plain(&self, name: &str) -> String {
        self.plain.get(name).cloned().unwrap_or_else(|| absent(name))
    }

    pub(super) fn filled(&self, name: &str, args: &[(&str, Arg)]) -> String {
        let mut filled = FluentArgs::with_capacity(args.len());
        for (gap, value) in args {
            let value = match value {
                Arg::Text(text) => FluentValue::String(Cow::Borrowed(text)),
                Arg::Number(number) => FluentValue::from(*number),
            };
            filled.set(*gap, value);
        }
        self.format(name, Some(&filled)).unwrap_or_else(|| absent(name))
    }

    pub(super) fn number(&self, value: i64) -> String {
        grouped(value, &self.group)
    }

    pub(super) fn tenths(&self, tenths: i64) -> String {
        format!("{}{}{}", tenths / 10, self.decimal, tenths.unsigned_abs() % 10)
    }

    pub(super) fn compact(&self, value: i64) -> String {
        let (unit, name) = match value {
            ..1_000 => return value.to_string(),
            1_000..1_000_000 => (1_000, "number-thousand"),
            1_000_000..1_000_000_000 => (1_000_000, "number-million"),
            _ => (1_000_000_000, "number-milliard"),
        };
        let tenths = value / (unit / 10);
        // Rounded down, as "more than" is what people read: 12,399 is 12.3K, and 123,456 is 123K.
        let short = if tenths >= 1_000 || tenths % 10 == 0 {
            (tenths / 10).to_string()
        } else {
            self.tenths(tenths)
        };
        self.filled(name, &[("number", Arg::Text(short))])
    }

    pub(super) fn percent(&self, basis_points: i64) -> String {
        let (whole, rest) = (basis_points / 100, basis_points.unsigned_abs() % 100);
        let fraction = match rest {
            0 => String::new(),
            rest if rest % 10 == 0 => format!("{}{}", self.decimal, rest / 10),
            rest => format!("{}{rest:02}", self.decimal),
        };
        format!("{}{fraction}%", self.number(whole))
    }
}

/// The marks make an absent message visible on the page; the test of every page looks for them.
fn absent(name: &str) -> String {
    tracing::error!(
        name,
        "a message is missing from a locale or was not given what it needs"
    );
    format!("⟦{name}⟧")
}

/// The names of a file's messages: what stands before `=` at the beginning of a line.
fn message_names(source: &str) -> Vec<String> {
    source
        .lines()
        .filter(|line| line.starts_with(|c: char| c.is_ascii_alphabetic()))
        .filter_map(|line| line.split_once('='))
        .map(|(name, _)| name.trim().to_owned())
        .collect()
}

fn grouped(value: i64, sign: &str) -> String {
    let digits = value.unsigned_abs().to_string();
    let mut written = String::with_capacity(digits.len() + 4);
    if value < 0 {
        written.push('-');
    }
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            written.push_str(sign);
        }
        written.push(digit);
    }
    written
}

fn points(value: &FluentValue<'_>, _: &IntlLangMemoizer) -> Option<String> {
    whole(value).map(|number| grouped(number, "."))
}

fn commas(value: &FluentValue<'_>, _: &IntlLangMemoizer) -> Option<String> {
    whole(value).map(|number| grouped(number, ","))
}

fn whole(value: &FluentValue<'_>) -> Option<i64> {
    match value {
        FluentValue::Number(number) => number.as_string().parse().ok(),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_grouped_as_the_language_does() {
        assert_eq!(catalog("id").number(1_234_567), "1.234.567");
        assert_eq!(catalog("en").number(-12_300), "-12,300");
    }

    #[test]
    fn large_numbers_are_short() {
        assert_eq!(catalog("id").compact(999), "999");
        assert_eq!(catalog("id").compact(12_399), "12,3 rb");
        assert_eq!(catalog("en").compact(12_000), "12K");
        assert_eq!(catalog("en").compact(123_456), "123K");
        assert_eq!(catalog("id").compact(2_500_000), "2,5 jt");
    }

    #[test]
    fn shares_are_percentages() {
        assert_eq!(catalog("id").percent(650), "6,5%");
        assert_eq!(catalog("en").percent(25), "0.25%");
        assert_eq!(catalog("en").percent(10_000), "100%");
    }

    #[test]
    fn ratings_have_one_decimal() {
        assert_eq!(catalog("id").tenths(48), "4,8");
        assert_eq!(catalog("en").tenths(50), "5.0");
    }

    #[test]
    fn an_absent_message_is_visible() {
        assert_eq!(catalog("en").plain("no-such-message"), "⟦no-such-message⟧");
    }
}
