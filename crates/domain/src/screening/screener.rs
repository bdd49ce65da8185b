//! A list that is ready to be compared with.

use std::collections::{BTreeMap, HashMap};

use super::Thresholds;
use super::entry::ListEntry;
use super::found::Match;
use super::index::{Alike, WordIndex};
use super::name::words;
use super::score::{Listed, Typed, compare};

/// Entries that are told of at most.
const MATCHES_MAX: usize = 20;

/// A name of the list.
#[derive(Debug)]
struct ListName {
    entry: usize,
    text: String,
    is_alias: bool,
}

/// A list that is ready to be compared with.
#[derive(Debug)]
pub struct Screener {
    entries: Vec<ListEntry>,
    by_no: BTreeMap<u32, usize>,
    names: Vec<ListName>,
    words: Vec<Vec<u32>>,
    index: WordIndex,
}

/// What screening a name found.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Screened {
    /// The entries, best first: each once, with the name that is most alike.
    pub matches: Vec<Match>,
    /// Words and names that had to be compared: what it cost.
    pub compared: u32,
}

impl Screener {
    /// A list of these entries.
    pub fn new(entries: Vec<ListEntry>) -> Self {
        let mut names = Vec::new();
        let mut split = Vec::new();
        for (place, entry) in entries
            .iter()
            .enumerate()
            .filter(|(_, entry)| entry.kind.is_screened())
        {
            let own = split.len();
            for (number, text) in entry.names().enumerate() {
                let found = words(text);
                // Aliases are often the same words in another order or case.
                let is_known = split
                    .iter()
                    .skip(own)
                    .any(|known: &Vec<String>| is_same(known, &found));
                if !found.is_empty() && !is_known {
                    names.push(ListName {
                        entry: place,
                        text: text.to_owned(),
                        is_alias: number > 0,
                    });
                    split.push(found);
                }
            }
        }
        let index = WordIndex::new(&split);
        let numbers = |words: &Vec<String>| words.iter().filter_map(|word| index.number(word)).collect();
        let numbered = split.iter().map(numbers).collect();
        let by_no = entries
            .iter()
            .enumerate()
            .map(|(place, entry)| (entry.entry_no, place))
            .collect();
        Self {
            entries,
            by_no,
            names,
            words: numbered,
            index,
        }
    }

    /// Its entries, in the order of the list; those that no seller can be, too.
    pub fn entries(&self) -> &[ListEntry] {
        &self.entries
    }

    /// How many names are compared, aliases among them.
    pub fn names(&self) -> usize {
        self.names.len()
    }

    /// The entry of this number.
    pub fn entry(&self, entry_no: u32) -> Option<&ListEntry> {
        self.by_no
            .get(&entry_no)
            .and_then(|place| self.entries.get(*place))
    }

    /// Compares a name with the whole list.
    pub fn screen(&self, name: &str, thresholds: Thresholds) -> Screened {
        let words = words(name);
        let (shared, typed, mut compared) = self.shared(words);
        let numbers: Option<Vec<u32>> = typed.words.iter().map(|word| self.index.number(word)).collect();
        let mut best: BTreeMap<usize, Match> = BTreeMap::new();
        for (place, rarity) in shared {
            // Whatever names have in common is among these words: without enough of it nothing can come of comparing them.
            let is_same = || {
                numbers
                    .as_ref()
                    .is_some_and(|typed| self.has_same_words(place, typed))
            };
            if rarity < thresholds.shared.min(thresholds.lone) && !is_same() {
                continue;
            }
            let (Some(name), Some(words)) = (self.name(place), self.words_of(place)) else {
                continue;
            };
            let Some(entry) = self.entries.get(name.entry) else {
                continue;
            };
            compared += 1;
            let listed = Listed {
                entry_no: entry.entry_no,
                name: &name.text,
                words,
                is_alias: name.is_alias,
            };
            if let Some(found) = compare(&self.index, &typed, &listed, thresholds) {
                let is_better = best.get(&name.entry).is_none_or(|known| {
                    (found.score, std::cmp::Reverse(found.kind))
                        > (known.score, std::cmp::Reverse(known.kind))
                });
                if is_better {
                    best.insert(name.entry, found);
                }
            }
        }
        let mut matches: Vec<Match> = best.into_values().collect();
        matches.sort_by_key(|found| (std::cmp::Reverse(found.score), found.kind, found.entry_no));
        matches.truncate(MATCHES_MAX);
        Screened { matches, compared }
    }

    /// The names that have a word like one of these, with the rarity of what they have in common at most; and how many words were compared.
    fn shared(&self, words: Vec<String>) -> (HashMap<u32, u32>, Typed, u32) {
        let mut shared: HashMap<u32, u32> = HashMap::new();
        let mut compared = 0;
        let mut find = |word: &str| {
            let (alike, count) = self.index.alike(word);
            compared += count;
            for word in alike.iter().filter_map(|alike| self.index.word(alike.word)) {
                for name in &word.names {
                    *shared.entry(*name).or_default() += word.rarity;
                }
            }
            alike
        };
        let alike: Vec<Vec<Alike>> = words.iter().map(|word| find(word)).collect();
        let joined = words.windows(2).map(|pair| find(&pair.concat())).collect();
        for half in words.iter().flat_map(|word| self.index.halves(word)) {
            find(&half);
        }
        let typed = Typed { words, alike, joined };
        (shared, typed, compared)
    }

    fn name(&self, place: u32) -> Option<&ListName> {
        self.names.get(usize::try_from(place).ok()?)
    }

    fn words_of(&self, place: u32) -> Option<&[u32]> {
        self.words.get(usize::try_from(place).ok()?).map(Vec::as_slice)
    }

    fn has_same_words(&self, place: u32, typed: &[u32]) -> bool {
        self.words_of(place).is_some_and(|words| is_same(words, typed))
    }
}

/// The same words in any order?
fn is_same<Word: Ord + Clone>(one: &[Word], other: &[Word]) -> bool {
    let sorted = |words: &[Word]| {
        let mut words = words.to_vec();
        words.sort_unstable();
        words
    };
    one.len() == other.len() && sorted(one) == sorted(other)
}
