//! Completing what is typed, from the beginnings of titles and the names of categories.

use std::io;

use crate::error::Result;
use crate::fuzzy;
use crate::index::Snapshot;
use crate::plan::Planner;
use crate::query::TEXT_CHARS_MAX;
use crate::text;

/// Phrases that are considered for every one returned: some are of removed products only.
const CONSIDERED: usize = 4;

/// Phrases that begin with what was typed, those of most products first.
pub(crate) fn suggest(snapshot: &Snapshot, typed: &str, max: usize) -> Result<Vec<String>> {
    let typed: String = typed.chars().take(TEXT_CHARS_MAX).collect();
    let words = text::words(&typed, 6);
    let Some((last, before)) = words.split_last() else {
        return Ok(Vec::new());
    };
    let mut start = words.join(" ");
    let mut found = complete(snapshot, &start, max)?;
    if found.is_empty()
        && let Some(meant) = fuzzy::meant(&snapshot.segments, snapshot.fields.title, last)?.first()
    {
        start = before
            .iter()
            .map(String::as_str)
            .chain([meant.word.as_str()])
            .collect::<Vec<_>>()
            .join(" ");
        found = complete(snapshot, &start, max)?;
    }
    Ok(found)
}

fn complete(snapshot: &Snapshot, start: &str, max: usize) -> Result<Vec<String>> {
    let planner: Planner<'_> = snapshot.planner();
    let field = snapshot.fields.suggest;
    let mut found = planner.beginning_with(field, start, max.saturating_mul(CONSIDERED))?;
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
        let Some(mut postings) = segment.postings(snapshot.fields.suggest, phrase.as_bytes())? else {
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
