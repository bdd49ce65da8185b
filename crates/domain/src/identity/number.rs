//! Numbers as they are typed and as they are kept: without separators, and never shown by accident.

use std::fmt;
use std::ops::Range;

use super::DocumentKind;
use super::problem::{Expected, IdentityProblem};

/// The number of a document without separators, with capital letters.
///
/// `Debug` shows the kind and the last two characters, so that no log has the number of anybody's document.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct DocumentNumber {
    kind: DocumentKind,
    text: String,
}

impl DocumentNumber {
    pub(super) const fn new(kind: DocumentKind, text: String) -> Self {
        Self { kind, text }
    }

    /// What kind of document it is the number of.
    pub const fn kind(&self) -> DocumentKind {
        self.kind
    }

    /// The number itself, for keeping it encrypted or comparing it.
    pub fn expose(&self) -> &str {
        &self.text
    }
}

impl fmt::Debug for DocumentNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let shown = self.text.len().saturating_sub(2);
        write!(f, "{}(…{})", self.kind, part(&self.text, shown..self.text.len()))
    }
}

/// Gives a document its number, and a `Debug` that shows no more of it than that of the number.
macro_rules! document {
    ($name:ident) => {
        impl $name {
            /// Its number.
            pub const fn number(&self) -> &$crate::identity::DocumentNumber {
                &self.number
            }
        }

        impl std::fmt::Debug for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                std::fmt::Debug::fmt(&self.number, f)
            }
        }
    };
}

pub(super) use document;

/// What people put between the characters of a number: spaces, hyphens of all lengths, dots.
const fn is_separator(letter: char) -> bool {
    matches!(letter, '-' | '.' | '\u{2010}'..='\u{2015}' | '\u{2212}')
}

/// What was typed, without separators and with capital letters.
pub(super) fn tidied(typed: &str) -> String {
    let kept = typed
        .chars()
        .filter(|letter| !letter.is_whitespace() && !is_separator(*letter));
    kept.map(|letter| letter.to_ascii_uppercase()).collect()
}

/// Reads a number of one of these lengths, all of whose characters are expected.
///
/// # Errors
/// [`IdentityProblem::Missing`], [`IdentityProblem::Character`] for the first wrong one, [`IdentityProblem::Length`].
pub(super) fn read(
    typed: &str,
    expected: Expected,
    lengths: &'static [usize],
) -> Result<String, IdentityProblem> {
    let text = tidied(typed);
    if text.is_empty() {
        return Err(IdentityProblem::Missing);
    }
    all(&text, 0, expected)?;
    // All are ASCII now: one byte each.
    if lengths.contains(&text.len()) {
        Ok(text)
    } else {
        Err(IdentityProblem::Length {
            found: text.len(),
            expected: lengths,
            line: None,
        })
    }
}

/// Are all characters of a part that begins after `before` others as expected?
pub(super) fn all(part: &str, before: usize, expected: Expected) -> Result<(), IdentityProblem> {
    let wrong = part
        .chars()
        .enumerate()
        .find(|&(_, letter)| !expected.allows(letter));
    match wrong {
        None => Ok(()),
        Some((place, found)) => Err(IdentityProblem::Character {
            position: before + place + 1,
            found,
            expected,
            perhaps: expected.look_alike(found),
        }),
    }
}

/// The characters in a range of a number of ASCII characters.
pub(super) fn part(text: &str, range: Range<usize>) -> &str {
    text.get(range).unwrap_or_default()
}

/// The value of the digits in a range.
pub(super) fn value(text: &str, range: Range<usize>) -> u32 {
    digits(part(text, range)).fold(0, |value, digit| value.wrapping_mul(10).wrapping_add(digit))
}

/// The digits of a text.
pub(super) fn digits(text: &str) -> impl DoubleEndedIterator<Item = u32> {
    text.chars().filter_map(|letter| letter.to_digit(10))
}

/// The sum of digits or letters (`A` is 10), each multiplied with its weight.
pub(super) fn weighted(text: &str, weights: impl IntoIterator<Item = u32>) -> u32 {
    let values = text.chars().filter_map(|letter| letter.to_digit(36));
    values.zip(weights).map(|(value, weight)| value * weight).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn separators_do_not_count_and_letters_become_capital() {
        assert_eq!(tidied(" 02 . 433\u{a0}917–8‑011.000\n"), "024339178011000");
        assert_eq!(tidied("sc 123-456"), "SC123456");
        assert_eq!(tidied("12_34/5"), "12_34/5");
    }

    #[test]
    fn the_first_wrong_character_is_named_before_the_length() {
        let wrong = read("12 3O", Expected::Digit, &[8]);
        let position = wrong.as_ref().unwrap_err().position();
        assert_eq!(position, Some(4));
        assert!(matches!(
            wrong,
            Err(IdentityProblem::Character {
                found: 'O',
                perhaps: Some('0'),
                ..
            })
        ));
        assert!(matches!(
            read("1234", Expected::Digit, &[8]),
            Err(IdentityProblem::Length { found: 4, .. })
        ));
        assert_eq!(read(" - ", Expected::Digit, &[8]), Err(IdentityProblem::Missing));
    }

    #[test]
    fn debug_shows_two_characters_only() {
        let number = DocumentNumber::new(DocumentKind::Nik, "3171011708450001".to_owned());
        assert_eq!(format!("{number:?}"), "nik(…01)");
        assert_eq!(number.expose(), "3171011708450001");
    }
}
