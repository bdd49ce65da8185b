//! Handles: the words by which addresses name shops and products, such as `kaos-polos-hitam`.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use unicode_normalization::UnicodeNormalization as _;

/// The most characters of a product's handle; a shop's may have [`SHOP_CHARS_MAX`].
pub const CHARS_MAX: usize = 120;
/// The fewest characters of a shop's handle.
pub const SHOP_CHARS_MIN: usize = 2;
/// The most characters of a shop's handle.
pub const SHOP_CHARS_MAX: usize = 60;

/// Lower-case letters `a` to `z`, digits and single hyphens between them; 1 to [`CHARS_MAX`] characters.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Handle(String);

/// The text is not a handle.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is not a handle: use letters from a to z in lower case, digits and single hyphens")]
pub struct InvalidHandle(String);

impl Handle {
    /// Makes a handle of a title: accents are dropped, everything else that is no letter or digit becomes a hyphen.
    /// Nothing when the title has no letter that can be written so (a title in Chinese, or only signs).
    pub fn from_title(title: &str) -> Option<Self> {
        Self::made(title, CHARS_MAX)
    }

    /// Makes the handle of a shop from its name.
    pub fn from_shop_name(name: &str) -> Option<Self> {
        Self::made(name, SHOP_CHARS_MAX).filter(|handle| handle.0.len() >= SHOP_CHARS_MIN)
    }

    fn made(text: &str, chars_max: usize) -> Option<Self> {
        let mut made = String::with_capacity(text.len());
        for letter in text.nfkd().flat_map(char::to_lowercase) {
            match letter {
                'a'..='z' | '0'..='9' => made.push(letter),
                'ß' => made.push_str("ss"),
                'æ' => made.push_str("ae"),
                'œ' => made.push_str("oe"),
                'ø' => made.push('o'),
                'ł' => made.push('l'),
                'đ' | 'ð' => made.push('d'),
                'þ' => made.push_str("th"),
                'ı' => made.push('i'),
                // Combining accents that the decomposition left, and the apostrophe inside a word, vanish.
                '\u{300}'..='\u{36f}' | '\'' | '’' => {}
                _ if made.is_empty() || made.ends_with('-') => {}
                _ => made.push('-'),
            }
        }
        made.truncate(chars_max); // ASCII only, so every byte is a boundary
        let made = made.trim_end_matches('-');
        (!made.is_empty()).then(|| Self(made.to_owned()))
    }

    /// The handle itself.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The handle with something behind it, shortened so that it stays a handle. `ending` must be letters and digits.
    pub fn with_ending(&self, ending: &str) -> Self {
        let ending: String = ending
            .chars()
            .filter(|c| c.is_ascii_lowercase() || c.is_ascii_digit())
            .take(CHARS_MAX / 2)
            .collect();
        if ending.is_empty() {
            return self.clone();
        }
        let room = CHARS_MAX.saturating_sub(ending.len() + 1);
        let start: String = self.0.chars().take(room).collect();
        Self(format!("{}-{ending}", start.trim_end_matches('-')))
    }

    /// May a shop have this handle?
    pub fn fits_shop(&self) -> bool {
        (SHOP_CHARS_MIN..=SHOP_CHARS_MAX).contains(&self.0.len())
    }
}

impl FromStr for Handle {
    type Err = InvalidHandle;

    fn from_str(text: &str) -> Result<Self, InvalidHandle> {
        let right = text.len() <= CHARS_MAX
            && text.split('-').all(|part| {
                !part.is_empty() && part.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit())
            });
        if right {
            Ok(Self(text.to_owned()))
        } else {
            Err(InvalidHandle(text.chars().take(CHARS_MAX).collect()))
        }
    }
}

impl TryFrom<String> for Handle {
    type Error = InvalidHandle;

    fn try_from(text: String) -> Result<Self, InvalidHandle> {
        text.parse()
    }
}

impl From<Handle> for String {
    fn from(handle: Handle) -> Self {
        handle.0
    }
}

impl fmt::Display for Handle {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn made(title: &str) -> Option<String> {
        Handle::from_title(title).map(String::from)
    }

    #[test]
    fn titles_become_handles() {
        assert_eq!(
            made("  Kaos Polos -- 100% Katun! ").as_deref(),
            Some("kaos-polos-100-katun")
        );
        assert_eq!(
            made("Crème brûlée Øresund").as_deref(),
            Some("creme-brulee-oresund")
        );
        assert_eq!(
            made("Women's Straße ﬁt №5").as_deref(),
            Some("womens-strasse-fit-no5")
        );
        assert_eq!(made("夏のシャツ"), None);
        assert_eq!(made("夏 XL").as_deref(), Some("xl"));
    }

    #[test]
    fn an_ending_keeps_the_handle_short_enough() {
        let long = Handle::from_title(&"ab ".repeat(100)).unwrap();
        let ended = long.with_ending("2");
        assert!(ended.as_str().len() <= CHARS_MAX && ended.as_str().ends_with("-2"));
        assert_eq!(ended.as_str().parse::<Handle>().unwrap(), ended);
    }

    proptest! {
        #[test]
        fn what_is_made_is_a_handle(title: String) {
            if let Some(handle) = Handle::from_title(&title) {
                prop_assert_eq!(handle.as_str().parse::<Handle>().unwrap(), handle.clone());
                prop_assert!(handle.with_ending("x7").as_str().parse::<Handle>().is_ok());
            }
        }
    }
}
