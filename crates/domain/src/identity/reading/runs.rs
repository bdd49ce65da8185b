//! Numbers and days among what was read.

use chrono::NaiveDate;

use super::labels;
use crate::identity::number::{part, value};
use crate::identity::problem::Expected;
use crate::identity::{Document, DocumentKind};

/// Characters of a number that may have been mended, of a hundred: more of them, and it is a word.
const MENDED_PERCENT_MAX: usize = 25;

/// The first number of this kind in the lines. One that needs no mending goes before one that does.
pub(super) fn find(lines: &[&str], kind: DocumentKind, on: NaiveDate) -> Option<Document> {
    let lengths: &[usize] = match kind {
        DocumentKind::Nik => &[16],
        DocumentKind::Nib => &[13],
        _ => &[15, 16],
    };
    let mut mended: Vec<(usize, String)> = Vec::new();
    for line in lines {
        // Since residents have their NIK as tax number, only the label tells a card of one from a card of the other.
        if kind == DocumentKind::Npwp && labels::is_of_card(line) {
            continue;
        }
        for run in runs(line) {
            if let Some((changes, number)) = digits_of(&run, lengths) {
                mended.push((changes, number));
            }
        }
    }
    mended.sort_by_key(|(changes, _)| *changes);
    let parsed = mended
        .iter()
        .filter_map(|(_, number)| Document::parse(kind, number, on).ok());
    parsed.into_iter().next()
}

/// Where a number may be in a line: between colons, in a word, or in all words behind some of them, for it may have been read in pieces.
fn runs(line: &str) -> Vec<String> {
    let parts = line.split([':', ';', '=']).map(str::to_owned);
    let words: Vec<&str> = line.split_whitespace().collect();
    let behind = (0..words.len()).filter_map(|first| Some(words.get(first..)?.concat()));
    let alone = words.iter().map(|word| (*word).to_owned());
    parts.chain(behind).chain(alone).collect()
}

/// A number of one of these lengths, with how many of its characters were mended. A colon is often read as a full stop, so those at the ends go.
fn digits_of(run: &str, lengths: &[usize]) -> Option<(usize, String)> {
    let kept: Vec<char> = run
        .chars()
        .filter(|letter| {
            !letter.is_whitespace() && !matches!(letter, '.' | '-' | ',' | '‘' | '\'' | '—' | '–')
        })
        .collect();
    if !lengths.contains(&kept.len()) {
        return None;
    }
    let mut changes = 0;
    let mut number = String::new();
    for letter in kept {
        let digit = digit(letter)?;
        changes += usize::from(digit != letter);
        number.push(digit);
    }
    (changes * 100 <= number.len() * MENDED_PERCENT_MAX).then_some((changes, number))
}

/// The digit that a character is, or looks like.
fn digit(letter: char) -> Option<char> {
    match letter {
        '0'..='9' => Some(letter),
        '|' | '!' | 'l' | 'i' => Some('1'),
        'o' => Some('0'),
        's' => Some('5'),
        'b' => Some('6'),
        '?' => Some('7'),
        letter => Expected::Digit.look_alike(letter),
    }
}

/// The day of a line: two digits, two digits and four, with something between them.
pub(super) fn day_in(line: &str) -> Option<NaiveDate> {
    let mended: Vec<char> = line.chars().map(|letter| digit(letter).unwrap_or(' ')).collect();
    let digits: Vec<char> = line
        .chars()
        .map(|letter| if letter.is_ascii_digit() { letter } else { ' ' })
        .collect();
    // Letters are mended only if the day is not there without: a town's name may look like numbers.
    [digits, mended].into_iter().find_map(|letters| {
        let text: String = letters.into_iter().collect();
        let words: Vec<&str> = text.split_whitespace().collect();
        words.windows(3).rev().find_map(|words| match words {
            [day, month, year] if day.len() == 2 && month.len() == 2 && year.len() == 4 => {
                date(day, month, year)
            }
            _ => None,
        })
    })
}

fn date(day: &str, month: &str, year: &str) -> Option<NaiveDate> {
    let year = i32::try_from(value(part(year, 0..4), 0..4)).ok()?;
    NaiveDate::from_ymd_opt(year, value(month, 0..2), value(day, 0..2)).filter(|_| year >= 1900)
}
