//! From what a buyer typed to the terms that are looked up, each with what it is worth.

use std::io;

use tantivy::postings::TermInfo;

use crate::error::Result;
use crate::fuzzy;
use crate::rank;
use crate::terms::Kind;
use crate::text;
use crate::vocabulary::{self, Vocabulary};

/// Words of a search that are read.
const WORDS_MAX: usize = 24;
/// Letters of a whole word that may be the beginning of another.
const PREFIX_CHARS_MIN: usize = 3;
/// Words that begin with what is being typed and are searched.
const PREFIX_WORDS_MAX: usize = 24;
/// Those of them whose other forms and synonyms are searched too.
const PREFIX_WORDS_EXPANDED: usize = 3;
/// A word that so few documents have may be a misspelling in a title.
const RARE_DOCUMENTS: u32 = 2;
/// Then the meant word has at least so many times the documents.
const RARE_FACTOR: u32 = 10;
/// Each part of a word that was written without its space has at least so many letters.
const SPLIT_CHARS_MIN: usize = 3;

/// A known term.
#[derive(Debug, Clone)]
pub(crate) struct Clause {
    kind: Kind,
    term: String,
    /// Where its documents are, by segment.
    pub(crate) infos: Vec<Option<TermInfo>>,
    pub(crate) weight: f32,
}

/// Terms of which the best counts.
#[derive(Debug, Clone, Default)]
pub(crate) struct Group {
    pub(crate) clauses: Vec<Clause>,
    /// What a full match adds to the score.
    pub(crate) worth: f32,
    /// Is it a word that was searched, and not merely a reason to rank higher?
    pub(crate) is_word: bool,
}

/// What to look up.
#[derive(Debug, Clone, Default)]
pub(crate) struct Plan {
    pub(crate) groups: Vec<Group>,
    /// Groups that are searched words.
    pub(crate) words: u8,
    pub(crate) corrected: Option<String>,
}

/// A searched word with everything that may stand for it.
#[derive(Debug, Default)]
struct Slot {
    /// As searched, after correction.
    word: String,
    clauses: Vec<Clause>,
    heads: Vec<Clause>,
    /// Documents that have it outside descriptions, about.
    documents: u32,
    is_stop_word: bool,
    is_corrected: bool,
}

impl Vocabulary<'_> {
    /// Plans a search. Without words the plan is empty.
    pub(crate) fn plan(&self, text: &str, typing: bool) -> Result<Plan> {
        let words = text::words(text, WORDS_MAX);
        let mut slots = Vec::new();
        let mut left = words.as_slice();
        while let [word, rest @ ..] = left {
            left = rest;
            if let Some(next) = rest.first()
                && let Some(one) = self.one(word, next)?
            {
                slots.push(one);
                left = &rest[1..];
                continue;
            }
            slots.extend(self.slots(word, rest.is_empty(), rest.is_empty() && typing)?);
        }
        let corrected = slots.iter().any(|slot| slot.is_corrected).then(|| {
            let words: Vec<&str> = slots.iter().map(|slot| slot.word.as_str()).collect();
            words.join(" ")
        });
        let phrases = self.join_neighbours(&mut slots)?;
        if slots.iter().any(|slot| !slot.is_stop_word) {
            slots.retain(|slot| !slot.is_stop_word);
        }
        slots.truncate(WORDS_MAX);
        Ok(Plan {
            words: u8::try_from(slots.len()).unwrap_or(u8::MAX),
            groups: self.groups(slots, phrases),
            corrected,
        })
    }

    /// The slot of a known word that was written as two of which one is unknown: `note book`.
    fn one(&self, word: &str, next: &str) -> Result<Option<Slot>> {
        let one = format!("{word}{next}");
        if self.documents(Kind::Title, &one)? == 0 {
            return Ok(None);
        }
        let is_known = self.known(word)?.documents > 0 && self.known(next)?.documents > 0;
        Ok(if is_known { None } else { Some(self.known(&one)?) })
    }

    /// The slot of a word; two when it was written without a space.
    fn slots(&self, word: &str, is_last: bool, typing: bool) -> Result<Vec<Slot>> {
        let mut slot = self.known(word)?;
        if typing || (slot.documents == 0 && is_last && word.chars().count() >= PREFIX_CHARS_MIN) {
            self.add_longer(&mut slot, word)?;
        }
        // A word that titles only have as two is searched as two: they need not be neighbours.
        if !typing
            && self.is_unknown(&slot)
            && let Some(parts) = self.split(word)?
        {
            return parts.into_iter().map(|part| self.known(part)).collect();
        }
        if slot.documents <= RARE_DOCUMENTS && !slot.is_stop_word {
            self.add_meant(&mut slot)?;
        }
        Ok(vec![slot])
    }

    fn is_unknown(&self, slot: &Slot) -> bool {
        let only = [Kind::Pair, Kind::Body];
        slot.clauses.iter().all(|clause| only.contains(&clause.kind))
    }

    fn known(&self, word: &str) -> Result<Slot> {
        let is_stop_word = self.lexicon.is_stop_word(word);
        let mut slot = Slot {
            word: word.to_owned(),
            is_stop_word,
            ..Slot::default()
        };
        self.expand(&mut slot, word, 1.0)?;
        Ok(slot)
    }

    /// Adds the forms of a word and of its synonyms, as far as the index knows them.
    fn expand(&self, slot: &mut Slot, word: &str, scale: f32) -> Result<()> {
        self.add_forms(slot, word, scale)?;
        for other in self.lexicon.synonyms(word) {
            self.add_forms(slot, other, scale * rank::SYNONYM)?;
        }
        for stem in self.lexicon.stems(word) {
            self.add(&mut slot.clauses, Kind::Body, stem, rank::BODY * scale)?;
        }
        Ok(())
    }

    fn add_forms(&self, slot: &mut Slot, word: &str, scale: f32) -> Result<()> {
        let mut most = 0;
        let clauses = &mut slot.clauses;
        let own = |term: &str| term.to_owned();
        most = most.max(self.add(clauses, Kind::Title, own(word), rank::EXACT * scale)?);
        most = most.max(self.add(clauses, Kind::Pair, own(word), rank::JOINED * scale)?);
        most = most.max(self.add(clauses, Kind::Label, own(word), rank::LABEL * scale)?);
        self.add_head(&mut slot.heads, word, scale)?;
        for stem in self.lexicon.stems(word) {
            most = most.max(self.add(clauses, Kind::Stem, stem.clone(), rank::STEM * scale)?);
            most = most.max(self.add(
                clauses,
                Kind::Label,
                stem.clone(),
                rank::LABEL * rank::STEM * scale,
            )?);
            self.add_head(&mut slot.heads, &stem, rank::STEM * scale)?;
        }
        slot.documents = slot.documents.max(most);
        Ok(())
    }

    /// Adds a head, as the first noun and as a later one.
    fn add_head(&self, heads: &mut Vec<Clause>, word: &str, weight: f32) -> io::Result<()> {
        self.add(heads, Kind::FirstHead, word.to_owned(), weight)?;
        self.add(heads, Kind::Head, word.to_owned(), weight * rank::HEAD_LATER)?;
        Ok(())
    }

    /// Adds a term if any document has it; how many have.
    fn add(&self, clauses: &mut Vec<Clause>, kind: Kind, term: String, weight: f32) -> io::Result<u32> {
        let infos = self.infos(kind, &term)?;
        let documents = vocabulary::documents(&infos);
        if documents > 0 {
            clauses.push(Clause {
                kind,
                term,
                infos,
                weight,
            });
        }
        Ok(documents)
    }

    /// Adds the words that begin with it, the most frequent ones.
    fn add_longer(&self, slot: &mut Slot, word: &str) -> Result<()> {
        let title = Kind::Title;
        for (place, (longer, _)) in self
            .beginning_with(title, word, PREFIX_WORDS_MAX)?
            .into_iter()
            .enumerate()
        {
            if place < PREFIX_WORDS_EXPANDED {
                self.expand(slot, &longer, rank::PREFIX)?;
                continue;
            }
            self.add_head(&mut slot.heads, &longer, rank::PREFIX)?;
            let documents = self.add(&mut slot.clauses, title, longer, rank::PREFIX)?;
            slot.documents = slot.documents.max(documents);
        }
        Ok(())
    }

    /// The known words that an unknown one is made of: `chargerlaptop`, `128gigabyte`.
    fn split<'w>(&self, word: &'w str) -> Result<Option<Vec<&'w str>>> {
        let title = Kind::Title;
        let parts = text::parts(word);
        if !parts.is_empty() {
            for part in &parts {
                if self.documents(title, part)? == 0 {
                    return Ok(None);
                }
            }
            return Ok(Some(parts));
        }
        let mut best: Option<(u32, Vec<&str>)> = None;
        for (place, _) in word.char_indices() {
            let (left, right) = word.split_at(place);
            if left.chars().count() < SPLIT_CHARS_MIN || right.chars().count() < SPLIT_CHARS_MIN {
                continue;
            }
            let documents = self.documents(title, left)?.min(self.documents(title, right)?);
            if documents > best.as_ref().map_or(0, |(most, _)| *most) {
                best = Some((documents, vec![left, right]));
            }
        }
        Ok(best.map(|(_, parts)| parts))
    }

    /// Adds the words that were probably meant by a word that no document, or hardly one, has.
    fn add_meant(&self, slot: &mut Slot) -> Result<()> {
        let word = slot.word.clone();
        let unknown = slot.documents == 0;
        let enough = slot.documents.saturating_mul(RARE_FACTOR);
        let meant = fuzzy::meant(self.segments, Kind::Title, &word, if unknown { 2 } else { 1 })?;
        for meant in meant
            .into_iter()
            .filter(|meant| unknown || meant.documents >= enough)
        {
            let scale = if meant.edits == 1 {
                rank::TYPO_ONE
            } else {
                rank::TYPO_TWO
            };
            let known = slot.documents;
            self.expand(slot, &meant.word, scale)?;
            if unknown && !slot.is_corrected {
                slot.is_corrected = true;
                slot.word = meant.word;
            } else if !unknown {
                slot.documents = known; // its own rarity is what it is worth
            }
        }
        Ok(())
    }

    /// Lets two neighbouring words stand for what is written as one, and makes neighbours in titles worth more.
    fn join_neighbours(&self, slots: &mut [Slot]) -> Result<Vec<Group>> {
        let mut phrases = Vec::new();
        for second in 1..slots.len() {
            let joined = format!("{}{}", slots[second - 1].word, slots[second].word);
            let mut both = Slot::default();
            self.add(&mut both.clauses, Kind::Title, joined.clone(), rank::JOINED)?;
            self.add_head(&mut both.heads, &joined, rank::JOINED)?;
            let synonyms = self.lexicon.synonyms(&joined);
            for other in synonyms {
                self.add_forms(&mut both, other, rank::SYNONYM)?;
            }
            let mut phrase = both.clauses.clone();
            self.add(&mut phrase, Kind::Pair, joined.clone(), 1.0)?;
            phrases.push(Group {
                clauses: phrase,
                worth: 0.0,
                is_word: false,
            });
            let is_one = !synonyms.is_empty() || self.lexicon.is_compound(&joined);
            for slot in &mut slots[second - 1..=second] {
                slot.clauses.extend(both.clauses.iter().cloned());
                slot.heads.extend(both.heads.iter().cloned());
                slot.documents = slot.documents.max(both.documents);
                slot.is_stop_word &= !is_one;
            }
        }
        Ok(phrases)
    }

    fn groups(&self, slots: Vec<Slot>, phrases: Vec<Group>) -> Vec<Group> {
        let documents = self
            .segments
            .iter()
            .fold(0_u32, |sum, segment| sum.saturating_add(segment.documents));
        let rarity: Vec<f32> = slots
            .iter()
            .map(|slot| rank::rarity(slot.documents, documents))
            .collect();
        let all: f32 = rarity.iter().sum();
        let mut groups = Vec::with_capacity(slots.len() * 3);
        for (slot, rarity) in slots.into_iter().zip(rarity) {
            let share = rarity / all;
            groups.push(Group {
                clauses: slot.clauses,
                worth: share,
                is_word: true,
            });
            groups.push(Group {
                clauses: slot.heads,
                worth: share * rank::HEAD,
                is_word: false,
            });
        }
        let pairs = u32::try_from(phrases.len()).unwrap_or(u32::MAX);
        let worth = rank::PHRASE / rank::to_f32(pairs.max(1));
        groups.extend(phrases.into_iter().map(|phrase| Group { worth, ..phrase }));
        groups.iter_mut().for_each(|group| keep_best(&mut group.clauses));
        groups.retain(|group| group.is_word || !group.clauses.is_empty());
        groups
    }
}

/// Keeps each term once, with its best weight.
fn keep_best(clauses: &mut Vec<Clause>) {
    clauses.sort_by(|a, b| {
        (a.kind, &a.term)
            .cmp(&(b.kind, &b.term))
            .then(b.weight.total_cmp(&a.weight))
    });
    clauses.dedup_by(|next, kept| next.kind == kept.kind && next.term == kept.term);
}
