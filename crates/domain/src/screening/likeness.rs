//! How alike two words are.

use strsim::osa_distance;

use crate::word::word_enum;

/// How two words are alike, the closest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Likeness {
    /// The same letters.
    Same,
    /// One letter more, less, changed or changed over.
    OneLetter,
    /// Two letters of a long word.
    TwoLetters,
    /// The same consonants: `Mohamed` and `Muhammad`.
    Consonants,
}

word_enum!(Likeness, "a likeness", {
    Same => "same",
    OneLetter => "one-letter",
    TwoLetters => "two-letters",
    Consonants => "consonants",
});

/// Below this length a letter makes another name of a word.
const ONE_LETTER_FROM: usize = 4;
/// From this length one letter is less than a fifth of a word.
const SURE_FROM: usize = 6;
/// From this length two letters may be wrong.
const TWO_LETTERS_FROM: usize = 8;
/// Words with fewer consonants have them in common with too many others.
pub(super) const CONSONANTS_FROM: usize = 4;

/// How alike two words are, with its worth in percent.
pub(super) fn likeness(one: &str, other: &str) -> Option<(Likeness, u32)> {
    if one == other {
        return Some((Likeness::Same, 100));
    }
    let shorter = one.len().min(other.len());
    let numbers = |word: &str| word.bytes().any(|byte| byte.is_ascii_digit());
    if shorter < ONE_LETTER_FROM || numbers(one) || numbers(other) {
        return None;
    }
    let likely = match osa_distance(one, other) {
        1 if shorter >= SURE_FROM => Some((Likeness::OneLetter, 92)),
        1 => Some((Likeness::OneLetter, 80)),
        2 if shorter >= TWO_LETTERS_FROM => Some((Likeness::TwoLetters, 82)),
        _ => None,
    };
    let sounds_alike = || {
        let bones = consonants(one);
        (bones.len() >= CONSONANTS_FROM && bones == consonants(other)).then_some((Likeness::Consonants, 86))
    };
    match (likely, sounds_alike()) {
        (Some(likely), Some(alike)) => Some(if likely.1 >= alike.1 { likely } else { alike }),
        (likely, alike) => likely.or(alike),
    }
}

/// The consonants of a word, those that are doubled once, with letters that are written one for the other made one.
pub(super) fn consonants(word: &str) -> String {
    let spelled = word
        .replace("kh", "k")
        .replace("ph", "f")
        .replace("ck", "k")
        .replace('q', "k");
    let mut bones = String::new();
    for letter in spelled.chars().filter(|letter| !"aeiouy".contains(*letter)) {
        if !bones.ends_with(letter) {
            bones.push(letter);
        }
    }
    bones
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_likeness_has_its_worth() {
        assert_eq!(likeness("oleg", "oleg"), Some((Likeness::Same, 100)));
        assert_eq!(
            likeness("deripaska", "deripasca"),
            Some((Likeness::OneLetter, 92))
        );
        assert_eq!(likeness("hasan", "hassan"), Some((Likeness::OneLetter, 80)));
        assert_eq!(likeness("oleg", "olge"), Some((Likeness::OneLetter, 80)));
        assert_eq!(
            likeness("abdurahman", "abdulrahaman"),
            Some((Likeness::TwoLetters, 82))
        );
        assert_eq!(likeness("mohamed", "muhammad"), Some((Likeness::Consonants, 86)));
        assert_eq!(
            likeness("sergeevich", "sergeyevich"),
            Some((Likeness::OneLetter, 92))
        );
    }

    #[test]
    fn short_words_and_numbers_are_the_same_or_not() {
        assert_eq!(likeness("ali", "alo"), None);
        assert_eq!(likeness("2000", "2001"), None);
        assert_eq!(likeness("hasan", "husin"), None);
        assert_eq!(likeness("budi", "siti"), None);
    }
}
