//! The words of a list: which names have them, how rare they are, and which are like a given one.

use std::collections::{BTreeMap, HashMap};

use super::likeness::{CONSONANTS_FROM, Likeness, consonants, likeness};

/// Words with as many consonants in common count as one when rarity is measured, so that a rare spelling of a common name is not rare.
const FAMILY_FROM: usize = 3;

/// Half of a word that is two in the list has at least so many letters.
const HALF_FROM: usize = 3;

/// A word of the list.
#[derive(Debug)]
pub(super) struct Word {
    pub(super) text: String,
    /// In quarters of a bit: 4 for every halving of the names that have it.
    pub(super) rarity: u32,
    /// The names that have it.
    pub(super) names: Vec<u32>,
}

/// A word of the list that is like a given one.
#[derive(Debug, Clone, Copy)]
pub(super) struct Alike {
    pub(super) word: u32,
    pub(super) likeness: Likeness,
    pub(super) worth: u32,
}

/// All words of a list.
#[derive(Debug, Default)]
pub(super) struct WordIndex {
    words: Vec<Word>,
    by_text: HashMap<String, u32>,
    /// Words by what is left of them without one letter, and whole: two words that differ in one letter have one of these in common.
    by_rest: Vec<(u64, u32)>,
    by_consonants: HashMap<String, Vec<u32>>,
    rarest: u32,
}

impl WordIndex {
    /// An index of names, each as its words.
    pub(super) fn new(names: &[Vec<String>]) -> Self {
        let mut gathered: BTreeMap<&str, Vec<u32>> = BTreeMap::new();
        for (number, words) in (0_u32..).zip(names) {
            for word in words {
                let having = gathered.entry(word).or_default();
                if having.last() != Some(&number) {
                    having.push(number);
                }
            }
        }
        let mut families: HashMap<String, usize> = HashMap::new();
        for (word, having) in &gathered {
            *families.entry(family(word)).or_default() += having.len();
        }
        let mut index = Self {
            rarest: rarity(names.len(), 1),
            ..Self::default()
        };
        for (number, (text, having)) in (0_u32..).zip(gathered) {
            let shared = families.get(&family(text)).copied().unwrap_or(1);
            index.by_text.insert(text.to_owned(), number);
            index.by_rest.extend(rests(text).map(|rest| (rest, number)));
            let bones = consonants(text);
            if bones.len() >= CONSONANTS_FROM {
                index.by_consonants.entry(bones).or_default().push(number);
            }
            index.words.push(Word {
                text: text.to_owned(),
                rarity: rarity(names.len(), shared),
                names: having,
            });
        }
        index.by_rest.sort_unstable();
        index
    }

    /// The word of this number.
    pub(super) fn word(&self, number: u32) -> Option<&Word> {
        self.words.get(usize::try_from(number).ok()?)
    }

    /// The number of a word of the list.
    pub(super) fn number(&self, word: &str) -> Option<u32> {
        self.by_text.get(word).copied()
    }

    /// How rare a word is; one that no name has is as rare as one that a single name has.
    pub(super) fn rarity(&self, word: &str) -> u32 {
        self.known_rarity(word).unwrap_or(self.rarest)
    }

    /// How rare a word of the list is.
    pub(super) fn known_rarity(&self, word: &str) -> Option<u32> {
        self.word(self.number(word)?).map(|word| word.rarity)
    }

    /// Two words of the list that make this one together, each in turn.
    pub(super) fn halves(&self, typed: &str) -> Vec<String> {
        let places = HALF_FROM..=typed.len().saturating_sub(HALF_FROM);
        let pairs = places.filter_map(|at| typed.split_at_checked(at));
        pairs
            .filter(|(one, other)| self.by_text.contains_key(*one) && self.by_text.contains_key(*other))
            .flat_map(|(one, other)| [one.to_owned(), other.to_owned()])
            .collect()
    }

    /// The words of the list that are like this one, by their numbers, with how many had to be compared.
    pub(super) fn alike(&self, typed: &str) -> (Vec<Alike>, u32) {
        let mut numbers: Vec<u32> = self.by_text.get(typed).copied().into_iter().collect();
        for rest in rests(typed) {
            let from = self.by_rest.partition_point(|(known, _)| *known < rest);
            let same = self.by_rest.get(from..).unwrap_or_default();
            numbers.extend(
                same.iter()
                    .take_while(|(known, _)| *known == rest)
                    .map(|(_, word)| *word),
            );
        }
        let bones = consonants(typed);
        if bones.len() >= CONSONANTS_FROM {
            numbers.extend(self.by_consonants.get(&bones).into_iter().flatten());
        }
        numbers.sort_unstable();
        numbers.dedup();
        let compared = u32::try_from(numbers.len()).unwrap_or(u32::MAX);
        let alike = numbers.into_iter().filter_map(|word| {
            let (likeness, worth) = likeness(typed, &self.word(word)?.text)?;
            Some(Alike {
                word,
                likeness,
                worth,
            })
        });
        (alike.collect(), compared)
    }
}

/// What a word counts as when rarity is measured.
fn family(word: &str) -> String {
    let bones = consonants(word);
    if bones.len() >= FAMILY_FROM {
        bones
    } else {
        word.to_owned()
    }
}

/// The rarity of a word that `having` of `all` names have: four times the logarithm to the base 2, rounded down, and at least 1.
fn rarity(all: usize, having: usize) -> u32 {
    let times = u128::try_from(all.checked_div(having).unwrap_or(all)).unwrap_or(1);
    times.saturating_pow(4).checked_ilog2().unwrap_or_default().max(1)
}

/// A word and what is left of it without one of its letters, as numbers. Words that are too short to be misspelt have only themselves.
fn rests(word: &str) -> impl Iterator<Item = u64> {
    let letters = word.len();
    let shortened = if letters > 3 { letters } else { 0 };
    let whole = std::iter::once(number_of(word.bytes()));
    whole.chain((0..shortened).map(move |left_out| {
        let kept = word
            .bytes()
            .enumerate()
            .filter(move |(place, _)| *place != left_out);
        number_of(kept.map(|(_, letter)| letter))
    }))
}

/// A number for some letters: FNV-1a. Two words with the same number are compared all the same.
fn number_of(letters: impl Iterator<Item = u8>) -> u64 {
    letters.fold(0xcbf2_9ce4_8422_2325, |number, letter| {
        (number ^ u64::from(letter)).wrapping_mul(0x0100_0000_01b3)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn index(names: &[&str]) -> WordIndex {
        let names: Vec<Vec<String>> = names
            .iter()
            .map(|name| name.split(' ').map(str::to_owned).collect())
            .collect();
        WordIndex::new(&names)
    }

    #[test]
    fn a_rare_spelling_of_a_common_word_is_not_rare() {
        let mut names = vec!["muhammad"; 15];
        names.push("mohamed");
        names.extend(["oleg"; 16]);
        let index = index(&names);
        assert_eq!(index.rarity("mohamed"), index.rarity("muhammad"));
        assert_eq!(index.rarity("mohamed"), 4);
        assert_eq!(index.rarity("nobody"), 20);
        assert_eq!(index.known_rarity("nobody"), None);
    }

    #[test]
    fn words_that_differ_by_a_letter_are_found_without_comparing_all() {
        let names: Vec<String> = (0..1_000).map(|n| format!("word{n:04}x")).collect();
        let mut names: Vec<&str> = names.iter().map(String::as_str).collect();
        names.push("deripaska");
        let index = index(&names);
        for typed in [
            "deripaska",
            "deripasca",
            "deripaka",
            "derripaska",
            "edripaska",
            "deripask",
        ] {
            let (alike, compared) = index.alike(typed);
            assert_eq!(alike.len(), 1, "{typed}");
            assert!(compared < 3, "{typed}: {compared}");
        }
    }
}
