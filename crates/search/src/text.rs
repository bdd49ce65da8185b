//! From text to words: folding and splitting, the same for titles and for what buyers type.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Letters of a word that count; the rest is cut, so that a wall of letters stays one short term.
const WORD_CHARS_MAX: usize = 40;

/// The words of a text, folded: compatibility forms and accents are removed, letters are lower case, an apostrophe joins
/// (`L'Oréal` is `loreal`), everything else that is neither letter nor digit separates. An ideograph is a word of its own.
pub(crate) fn words(text: &str, max: usize) -> Vec<String> {
    let mut words = Vec::new();
    let mut word = String::new();
    let mut chars = 0;
    for character in text.nfkd().filter(|character| !is_combining_mark(*character)) {
        if is_ideograph(character) {
            finish(&mut words, &mut word, &mut chars);
            words.push(character.to_string());
        } else if character.is_alphanumeric() {
            for lower in character
                .to_lowercase()
                .filter(|lower| !is_combining_mark(*lower))
            {
                if chars < WORD_CHARS_MAX {
                    word.push(lower);
                    chars += 1;
                }
            }
        } else if !matches!(
            character,
            '\'' | '’' | 'ʼ' | '`' | '\u{ad}' | '\u{200b}'..='\u{200d}' | '\u{feff}'
        ) {
            finish(&mut words, &mut word, &mut chars);
        }
        if words.len() >= max {
            words.truncate(max);
            return words;
        }
    }
    finish(&mut words, &mut word, &mut chars);
    words
}

fn finish(words: &mut Vec<String>, word: &mut String, chars: &mut usize) {
    if !word.is_empty() {
        words.push(std::mem::take(word));
    }
    *chars = 0;
}

/// Scripts that are written without spaces: split by character, as adjacent pairs are indexed anyway.
fn is_ideograph(character: char) -> bool {
    matches!(u32::from(character), 0x3040..=0x30ff | 0x3400..=0x4dbf | 0x4e00..=0x9fff | 0xf900..=0xfaff | 0x20000..=0x2ffff)
}

/// The runs of letters and of digits in a word that has both (`128gb` has `128` and `gb`); none for any other word.
pub(crate) fn parts(word: &str) -> Vec<&str> {
    let mut parts = Vec::new();
    let mut start = 0;
    let mut before: Option<bool> = None;
    for (place, character) in word.char_indices() {
        let digit = character.is_numeric();
        if before.is_some_and(|before| before != digit) {
            parts.push(&word[start..place]);
            start = place;
        }
        before = Some(digit);
    }
    if parts.is_empty() {
        return parts;
    }
    parts.push(&word[start..]);
    parts
}

/// Does the word say something by itself: at least two characters, one of them a letter?
pub(crate) fn is_speaking(word: &str) -> bool {
    word.chars().nth(1).is_some() && word.chars().any(char::is_alphabetic)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn split(text: &str) -> Vec<String> {
        words(text, 100)
    }

    #[test]
    fn folds_accents_width_and_case() {
        assert_eq!(
            split("Nestlé ＬＡＣＴＯＧＲＯＷ ½kg"),
            ["nestle", "lactogrow", "1", "2kg"]
        );
        assert_eq!(split("L'Oréal Men's T-Shirt"), ["loreal", "mens", "t", "shirt"]);
        assert_eq!(split("İstanbul STRASSE ﬁlter"), ["istanbul", "strasse", "filter"]);
    }

    #[test]
    fn splits_letters_from_digits() {
        assert_eq!(parts("128gb"), ["128", "gb"]);
        assert_eq!(parts("x441uv"), ["x", "441", "uv"]);
        assert!(parts("laptop").is_empty());
        assert!(parts("2022").is_empty());
    }

    #[test]
    fn ideographs_stand_alone() {
        assert_eq!(split("手机壳case"), ["手", "机", "壳", "case"]);
    }

    #[test]
    fn a_word_is_cut_and_a_text_is_bounded() {
        assert_eq!(split(&"a".repeat(1000))[0].len(), WORD_CHARS_MAX);
        assert_eq!(words("a b c d", 3).len(), 3);
    }
}
