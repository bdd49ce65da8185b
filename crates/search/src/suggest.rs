//! Completing what is typed, from the beginnings of titles and the names of categories.

use std::io;

use crate::error::Result;
use crate::fuzzy;
use crate::query::TEXT_CHARS_MAX;
use crate::snapshot::Snapshot;
use crate::terms::Kind;
use crate::text;

/// Phrases that are considered for every one returned: some are of removed products only.
const CONSIDERED: usize = 4;

/// Phrases that begin with what was typed, those of most products first.
pub(crate) fn suggest(snapshot: &Snapshot, typed: &str, max: usize) -> Result<Vec<String>> {
    let typed: String = typed.chars().take(TEXT_CHARS_MAX).collect();
    let words = text::words(&typed, 6);
    let found = complete(snapshot, &words.join(" "), max)?;
    if !found.is_empty() || words.is_empty() {
        return Ok(found);
    }
    let meant = words
        .iter()
        .map(|word| as_meant(snapshot, word))
        .collect::<Result<Vec<_>>>()?;
    complete(snapshot, &meant.join(" "), max)
}

/// The word that was probably meant: itself when titles have it, or words that begin with it.
fn as_meant(snapshot: &Snapshot, word: &str) -> Result<String> {
    let title = Kind::Title;
    let vocabulary = snapshot.vocabulary();
    if vocabulary.documents(title, word)? > 0 || !vocabulary.beginning_with(title, word, 1)?.is_empty() {
        return Ok(word.to_owned());
    }
    let meant = fuzzy::meant(&snapshot.segments, title, word, 2)?;
    Ok(meant
        .into_iter()
        .next()
        .map_or_else(|| word.to_owned(), |meant| meant.word))
}

fn complete(snapshot: &Snapshot, start: &str, max: usize) -> Result<Vec<String>> {
    if start.is_empty() {
        return Ok(Vec::new());
    }
    let mut found =
        snapshot
            .vocabulary()
            .beginning_with(Kind::Suggest, start, max.saturating_mul(CONSIDERED))?;
    if is_live(snapshot, start)? {
        found.insert(0, (start.to_owned(), u32::MAX));
    }
    let mut phrases: Vec<String> = Vec::new();
    for (phrase, _) in found {
        if phrases.len() < max && is_live(snapshot, &phrase)? {
            phrases.push(phrase);
        }
    }
    Ok(phrases)
}

/// Does a product that was not removed have the phrase?
fn is_live(snapshot: &Snapshot, phrase: &str) -> io::Result<bool> {
    for segment in &snapshot.segments {
        let Some(mut postings) = segment.postings(Kind::Suggest, phrase)? else {
            continue;
        };
        while !postings.docs().is_empty() {
            if postings.docs().iter().any(|document| segment.is_alive(*document)) {
                return Ok(true);
            }
            postings.advance();
        }
    }
    Ok(false)
}
