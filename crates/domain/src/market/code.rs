//! The small words that market data are written in: codes, slugs, languages and texts per language.

use std::collections::BTreeMap;
use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// A text that is not the word it should be.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{text}` is not {wanted}")]
pub struct InvalidWord {
    text: String,
    wanted: &'static str,
}

impl InvalidWord {
    fn new(text: &str, wanted: &'static str) -> Self {
        Self {
            text: text.to_owned(),
            wanted,
        }
    }
}

macro_rules! two_letters {
    ($(#[$doc:meta])* $name:ident, $is:ident, $wanted:literal) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(try_from = "String", into = "String")]
        pub struct $name([u8; 2]);

        impl $name {
            /// The two letters.
            pub fn as_str(&self) -> &str {
                std::str::from_utf8(&self.0).unwrap_or_default()
            }
        }

        impl FromStr for $name {
            type Err = InvalidWord;

            fn from_str(text: &str) -> Result<Self, InvalidWord> {
                match text.as_bytes() {
                    [a, b] if a.$is() && b.$is() => Ok(Self([*a, *b])),
                    _ => Err(InvalidWord::new(text, $wanted)),
                }
            }
        }

        impl TryFrom<String> for $name {
            type Error = InvalidWord;

            fn try_from(text: String) -> Result<Self, InvalidWord> {
                text.parse()
            }
        }

        impl From<$name> for String {
            fn from(code: $name) -> Self {
                code.as_str().to_owned()
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(self.as_str())
            }
        }
    };
}

two_letters!(
    /// A market's code: ISO 3166-1 alpha-2 in lower case, as in its folder's name, its addresses and its cells' schemas.
    MarketCode, is_ascii_lowercase, "a market code: two lower-case letters of ISO 3166-1, as in the folder's name"
);
two_letters!(
    /// A country: ISO 3166-1 alpha-2 in upper case.
    Country, is_ascii_uppercase, "a country code: two upper-case letters of ISO 3166-1"
);

impl MarketCode {
    /// The country whose buyers the market serves.
    pub fn country(self) -> Country {
        Country(self.0.map(|letter| letter.to_ascii_uppercase()))
    }
}

macro_rules! word {
    ($(#[$doc:meta])* $name:ident, $valid:ident, $wanted:literal) => {
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(try_from = "String", into = "String")]
        pub struct $name(String);

        impl $name {
            /// The word itself.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl FromStr for $name {
            type Err = InvalidWord;

            fn from_str(text: &str) -> Result<Self, InvalidWord> {
                text.to_owned().try_into()
            }
        }

        impl TryFrom<String> for $name {
            type Error = InvalidWord;

            fn try_from(text: String) -> Result<Self, InvalidWord> {
                if $valid(&text) { Ok(Self(text)) } else { Err(InvalidWord::new(&text, $wanted)) }
            }
        }

        impl From<$name> for String {
            fn from(word: $name) -> Self {
                word.0
            }
        }

        impl AsRef<str> for $name {
            fn as_ref(&self) -> &str {
                &self.0
            }
        }

        impl std::borrow::Borrow<str> for $name {
            fn borrow(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }
    };
}

word!(
    /// A name for addresses and files: lower-case letters, digits and single hyphens, at most 64.
    Slug, is_slug, "a slug: lower-case letters, digits and single hyphens, at most 64 characters"
);
word!(
    /// A language tag of BCP 47: `id`, `en`, `en-GB`.
    Language, is_language, "a language tag of BCP 47, such as `id`, `en` or `en-GB`"
);

fn is_slug(text: &str) -> bool {
    !text.is_empty()
        && text.len() <= 64
        && text.split('-').all(|part| {
            !part.is_empty() && part.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit())
        })
}

fn is_language(text: &str) -> bool {
    let mut parts = text.split('-');
    let primary = parts
        .next()
        .is_some_and(|part| (2..=3).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_lowercase()));
    primary
        && parts.all(|part| (2..=8).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_alphanumeric()))
}

impl Language {
    /// The tag of an unknown language, `und`.
    pub(super) fn undetermined() -> Self {
        Self("und".to_owned())
    }

    /// The language without script or region: `en` of `en-GB`.
    pub fn primary(&self) -> &str {
        self.0.split('-').next().unwrap_or_default()
    }
}

/// One text in several languages.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Texts(BTreeMap<Language, String>);

impl FromIterator<(Language, String)> for Texts {
    fn from_iter<T: IntoIterator<Item = (Language, String)>>(texts: T) -> Self {
        Self(texts.into_iter().collect())
    }
}

impl Texts {
    /// The text in a language: the exact tag, else the same primary language, else any that exists.
    /// Market data are checked to have every language of their market, so that the last step is for strangers only.
    pub fn get(&self, language: &Language) -> &str {
        self.0
            .get(language)
            .or_else(|| {
                let near = |(tag, _): &(&Language, &String)| tag.primary() == language.primary();
                self.0.iter().find(near).map(|(_, text)| text)
            })
            .or_else(|| self.0.values().next())
            .map_or("", String::as_str)
    }

    /// Every language and its text.
    pub fn iter(&self) -> impl Iterator<Item = (&Language, &str)> {
        self.0.iter().map(|(language, text)| (language, text.as_str()))
    }

    /// The first of `languages` in which the text is missing or blank.
    pub fn lacks<'a>(&self, languages: &'a [Language]) -> Option<&'a Language> {
        languages
            .iter()
            .find(|language| self.0.get(*language).is_none_or(|text| text.trim().is_empty()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_have_one_spelling() {
        assert_eq!("gb".parse::<MarketCode>().unwrap().country().as_str(), "GB");
        for wrong in ["", "g", "GB", "gbr", "g1", "é"] {
            assert!(wrong.parse::<MarketCode>().is_err(), "{wrong}");
        }
    }

    #[test]
    fn slugs_have_one_spelling() {
        assert!("kaos-polos-2".parse::<Slug>().is_ok());
        for wrong in ["", "-a", "a-", "a--b", "A", "a b", "a/b", "é"] {
            assert!(wrong.parse::<Slug>().is_err(), "{wrong}");
        }
    }

    #[test]
    fn a_text_is_found_in_the_nearest_language() {
        let texts = Texts(BTreeMap::from([
            ("en".parse().unwrap(), "shirt".to_owned()),
            ("id".parse().unwrap(), "kaos".to_owned()),
        ]));
        assert_eq!(texts.get(&"id".parse().unwrap()), "kaos");
        assert_eq!(texts.get(&"en-GB".parse().unwrap()), "shirt");
        assert_eq!(texts.get(&"ja".parse().unwrap()), "shirt");
    }
}
