//! What the index knows of languages: stemmers in code, words in `data/`.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};

use crate::text;

/// Which analyser serves which language, and the word lists of each; see the files for their form.
const LANGUAGES: &str = include_str!("../data/languages.txt");
const WORDS: &[(&str, &str)] = &[
    ("indonesian", include_str!("../data/indonesian.txt")),
    ("english", include_str!("../data/english.txt")),
];

type Stem = fn(&str) -> Cow<'_, str>;

fn stemmer(analyser: &str) -> Stem {
    match analyser {
        "indonesian" => tantivy_stemmers::algorithms::indonesian_tala,
        "english" => tantivy_stemmers::algorithms::english_porter_2,
        _ => |word| Cow::Borrowed(word),
    }
}

/// The languages of one index, with their words in one place: buyers mix languages within one search.
#[derive(Debug, Default)]
pub(crate) struct Lexicon {
    stemmers: Vec<Stem>,
    stop_words: HashSet<String>,
    synonyms: HashMap<String, Vec<String>>,
    carriers: HashSet<String>,
    bearers: HashSet<String>,
    compounds: HashSet<String>,
    fingerprint: u64,
}

impl Lexicon {
    /// The lexicon of languages named by BCP 47 tags. A language that has no analyser is folded and not stemmed.
    pub(crate) fn new(tags: &[String]) -> Self {
        let mut lexicon = Self {
            fingerprint: fnv(FNV_SEED, LANGUAGES),
            ..Self::default()
        };
        let mut known = HashSet::new();
        for tag in tags {
            let analyser = analyser_of(tag);
            if !known.insert(analyser) {
                continue;
            }
            lexicon.stemmers.push(stemmer(analyser));
            lexicon.fingerprint = fnv(lexicon.fingerprint, analyser);
            for (_, lines) in WORDS.iter().filter(|(name, _)| *name == analyser) {
                lexicon.fingerprint = fnv(lexicon.fingerprint, lines);
                lines.lines().for_each(|line| lexicon.read(line));
            }
        }
        lexicon
    }

    /// Changes when an index made with the lexicon would change.
    pub(crate) fn fingerprint(&self) -> u64 {
        self.fingerprint
    }

    /// The stems of a word, one per language, each marked with its language by a control character, so that stems meet
    /// neither each other nor words.
    pub(crate) fn stems(&self, word: &str) -> impl Iterator<Item = String> {
        self.stemmers.iter().zip('\u{1}'..).map(move |(stem, mark)| {
            // A stemmer for Latin script may cut another script within a character or leave nothing.
            let stemmed = if word.is_ascii() {
                stem(word)
            } else {
                Cow::Borrowed(word)
            };
            format!("{mark}{}", if stemmed.is_empty() { word } else { &stemmed })
        })
    }

    /// Does the word say little by itself, in one of the languages?
    pub(crate) fn is_stop_word(&self, word: &str) -> bool {
        self.stop_words.contains(word)
    }

    /// Other words for the same thing. A word of several parts is written as one (`t shirt` is `tshirt`).
    pub(crate) fn synonyms(&self, word: &str) -> &[String] {
        self.synonyms.get(word).map_or(&[], Vec::as_slice)
    }

    /// Does the word make what follows it a mere qualifier: is a `rack` for shoes no shoe?
    pub(crate) fn is_carrier(&self, word: &str) -> bool {
        self.carriers.contains(word)
    }

    /// Does the word make what precedes it a mere qualifier: is a phone `case` no phone?
    pub(crate) fn is_bearer(&self, word: &str) -> bool {
        self.bearers.contains(word)
    }

    /// Do the two words together name another thing than the first does: are `kaos kaki` no `kaos`?
    pub(crate) fn is_compound(&self, joined: &str) -> bool {
        self.compounds.contains(joined)
    }

    fn read(&mut self, line: &str) {
        let line = line.split('#').next().unwrap_or_default();
        let Some((kind, rest)) = line.split_once(':') else {
            return;
        };
        let entries = || rest.split(',').map(joined).filter(|entry| !entry.is_empty());
        match kind.trim() {
            "stop" => self.stop_words.extend(rest.split_whitespace().map(str::to_owned)),
            "carrier" => self.carriers.extend(rest.split_whitespace().map(str::to_owned)),
            "bearer" => self.bearers.extend(rest.split_whitespace().map(str::to_owned)),
            "compound" => self.compounds.extend(entries()),
            "same" => {
                let all: Vec<String> = entries().collect();
                for word in &all {
                    let others = all.iter().filter(|other| *other != word);
                    add_synonyms(&mut self.synonyms, word, others);
                }
            }
            "also" => {
                if let Some((words, more)) = rest.split_once('>') {
                    let more: Vec<String> = more.split(',').map(joined).collect();
                    for word in words.split(',').map(joined) {
                        add_synonyms(&mut self.synonyms, &word, more.iter());
                    }
                }
            }
            _ => {}
        }
    }
}

fn add_synonyms<'a>(
    synonyms: &mut HashMap<String, Vec<String>>,
    word: &str,
    others: impl Iterator<Item = &'a String>,
) {
    let known = synonyms.entry(word.to_owned()).or_default();
    for other in others {
        if other != word && !known.contains(other) {
            known.push(other.clone());
        }
    }
}

fn joined(phrase: &str) -> String {
    text::words(phrase, 8).concat()
}

/// The analyser of a tag: `en-GB` is served by the line of `en`.
fn analyser_of(tag: &str) -> &'static str {
    let primary = tag.split(['-', '_']).next().unwrap_or_default();
    LANGUAGES
        .lines()
        .filter_map(|line| line.split('#').next().unwrap_or_default().split_once(' '))
        .find(|(known, _)| known.eq_ignore_ascii_case(primary))
        .map_or("plain", |(_, analyser)| analyser.trim())
}

pub(crate) const FNV_SEED: u64 = 0xcbf2_9ce4_8422_2325;

/// FNV-1a: small, and the same in every build.
pub(crate) fn fnv(seed: u64, text: &str) -> u64 {
    text.bytes().fold(seed, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    })
}
