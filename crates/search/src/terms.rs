//! What a product is found by: its texts as terms of several kinds.

use std::collections::BTreeSet;

use pasar_domain::id::{ProductId, ShopId};

use crate::document::Document;
use crate::language::{FNV_SEED, Lexicon, fnv};
use crate::rank::CROWDING_WORDS;
use crate::text;

/// Words of a title that are indexed.
const TITLE_WORDS_MAX: usize = 60;
/// Words of all other short texts together.
const LABEL_WORDS_MAX: usize = 200;
/// Words of a description.
const BODY_WORDS_MAX: usize = 1_500;
/// The first words of a title in which its noun is looked for.
const HEAD_WORDS: usize = 4;
/// Words after a carrier that it makes qualifiers: in `parfum mobil kopi bali` neither `mobil` nor `kopi` is the noun.
const CARRIED_WORDS: usize = 2;
/// The first words of a title that make suggestions.
const SUGGEST_WORDS: usize = 7;

/// What a term says of a product. All kinds share one field, told apart by a letter before the term: a dictionary for each
/// would cost memory and time with every commit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Kind {
    /// The product's id, to replace and delete.
    Product,
    /// The shop's id, to filter.
    Shop,
    /// A word of the title, or a letter or digit part of a mixed word.
    Title,
    /// The stem of a title's word, marked by language.
    Stem,
    /// Neighbouring words of the title written as one.
    Pair,
    /// What the product is: one of the first nouns of the title, as written or as a stem.
    Head,
    /// The same, when it is the very first noun.
    FirstHead,
    /// A word or stem of brand, categories, attributes or place.
    Label,
    /// A stem of the description.
    Body,
    /// A phrase to complete what is typed.
    Suggest,
}

impl Kind {
    /// The letter before its terms. No word has these capitals: words are folded.
    pub(crate) const fn letter(self) -> char {
        match self {
            Self::Product => 'P',
            Self::Shop => 'O',
            Self::Title => 'T',
            Self::Stem => 'S',
            Self::Pair => 'N',
            Self::Head => 'H',
            Self::FirstHead => 'F',
            Self::Label => 'L',
            Self::Body => 'B',
            Self::Suggest => 'C',
        }
    }

    /// A term after all terms of the kind.
    pub(crate) fn end(self) -> String {
        char::from_u32(u32::from(self.letter()) + 1).into_iter().collect()
    }

    /// The term of a text.
    pub(crate) fn term(self, text: &str) -> String {
        let mut term = String::with_capacity(text.len() + 1);
        term.push(self.letter());
        term.push_str(text);
        term
    }
}

/// The terms of a document, each once: how often a word is repeated says nothing.
pub(crate) struct Terms {
    pub(crate) found_by: BTreeSet<String>,
    /// Words of the title.
    pub(crate) title_words: u64,
    /// Equal for titles that begin alike.
    pub(crate) kin: u64,
}

impl Terms {
    pub(crate) fn of(lexicon: &Lexicon, document: &Document) -> Self {
        let words = text::words(&document.title, TITLE_WORDS_MAX);
        let mut terms = Self {
            found_by: BTreeSet::new(),
            title_words: u64::try_from(words.len()).unwrap_or(u64::MAX),
            kin: fnv(FNV_SEED, &words[..words.len().min(CROWDING_WORDS)].join(" ")),
        };
        terms.add(Kind::Product, &product(document.product_id));
        terms.add(Kind::Shop, &shop(document.shop_id));
        terms.add_title(lexicon, &words);
        if !document.for_cohort && document.visible_from.is_none() {
            for phrase in phrases(lexicon, &words) {
                terms.add(Kind::Suggest, &phrase);
            }
        }
        terms.add_label(lexicon, document);
        for word in text::words(&document.description_text, BODY_WORDS_MAX) {
            if !lexicon.is_stop_word(&word) {
                lexicon.stems(&word).for_each(|stem| terms.add(Kind::Body, &stem));
            }
        }
        terms
    }

    fn add(&mut self, kind: Kind, text: &str) {
        self.found_by.insert(kind.term(text));
    }

    fn add_title(&mut self, lexicon: &Lexicon, words: &[String]) {
        for word in words {
            self.add(Kind::Title, word);
            lexicon.stems(word).for_each(|stem| self.add(Kind::Stem, &stem));
            for part in text::parts(word) {
                self.add(Kind::Title, part);
            }
        }
        for neighbours in words.windows(2) {
            self.add(Kind::Pair, &neighbours.concat());
        }
        for (is_first, head) in heads(lexicon, words) {
            for form in lexicon.stems(&head).chain([head.clone()]) {
                self.add(Kind::Head, &form);
                if is_first {
                    self.add(Kind::FirstHead, &form);
                }
            }
        }
    }

    fn add_label(&mut self, lexicon: &Lexicon, document: &Document) {
        for name in &document.category_words {
            self.add(Kind::Suggest, &text::words(name, 6).join(" "));
        }
        let texts = document.brand.iter().chain(&document.category_words);
        let texts = texts
            .chain(&document.attributes)
            .chain([&document.place])
            .chain(&document.region);
        let mut left = LABEL_WORDS_MAX;
        for words in texts.map(|text| text::words(text, 30)) {
            for word in words.iter().take(left) {
                self.add(Kind::Label, word);
                lexicon.stems(word).for_each(|stem| self.add(Kind::Label, &stem));
            }
            for neighbours in words.windows(2).take(left) {
                self.add(Kind::Label, &neighbours.concat());
            }
            left = left.saturating_sub(words.len());
        }
    }
}

/// The text of a product's term.
pub(crate) fn product(id: ProductId) -> String {
    id.uuid().simple().to_string()
}

/// The text of a shop's term.
pub(crate) fn shop(id: ShopId) -> String {
    id.uuid().simple().to_string()
}

/// The words among the first of a title that say what the product is, alone and joined to the next: not what a carrier
/// makes a qualifier (`rak sepatu`), and only joined what the next word makes another thing (`kaos kaki`, `phone case`). True marks those of the first noun.
fn heads(lexicon: &Lexicon, words: &[String]) -> Vec<(bool, String)> {
    let mut heads: Vec<(bool, String)> = Vec::new();
    let is_carried = |place: usize| {
        (place.saturating_sub(CARRIED_WORDS)..place).any(|before| lexicon.is_carrier(&words[before]))
    };
    let speaking = words
        .iter()
        .enumerate()
        .filter(|(_, word)| text::is_speaking(word));
    let first = speaking
        .filter(|(_, word)| !lexicon.is_stop_word(word))
        .take(HEAD_WORDS);
    for (place, word) in first.filter(|(place, _)| !is_carried(*place)) {
        let is_first = heads.is_empty();
        let next = words.get(place + 1);
        let joined = next.map(|next| format!("{word}{next}"));
        let is_other_thing = next.is_some_and(|next| lexicon.is_bearer(next))
            || joined.as_ref().is_some_and(|joined| lexicon.is_compound(joined));
        if !is_other_thing {
            heads.push((is_first, word.clone()));
        }
        heads.extend(joined.map(|joined| (is_first, joined)));
    }
    heads
}

/// One, two and three neighbouring words of the beginning of a title that do not begin or end with a stop word.
fn phrases(lexicon: &Lexicon, words: &[String]) -> Vec<String> {
    let words = &words[..words.len().min(SUGGEST_WORDS)];
    let edge = |word: &String| text::is_speaking(word) && !lexicon.is_stop_word(word);
    (1..=3)
        .flat_map(|length| words.windows(length))
        .filter(|window| window.first().is_some_and(edge) && window.last().is_some_and(edge))
        .filter(|window| window.len() == 1 || window.windows(2).all(|pair| pair[0] != pair[1]))
        .map(|window| window.join(" "))
        .collect()
}
