//! What a program read from the picture of a document. It decides nothing: it spares typing, and shows where to look.
//!
//! A program that reads pictures takes characters for others. A character is mended only where nothing else may stand there, or where a
//! check digit then agrees; what is not sure is left out. The text comes from a stranger's picture and may be anything.

mod labels;
mod runs;
#[cfg(test)]
mod tests;
mod zone;

use std::fmt;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::birth::Sex;
use super::input::{DocumentFacts, NAME_CHARS_MAX};
use super::passport::{Passport, names_match};
use super::{Document, DocumentKind};
use crate::word::word_enum;
use labels::Label;

/// Characters of a text that are looked at; a document has less.
const CHARS_MAX: usize = 20_000;

/// A field of a document that can be read from its picture.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ReadField {
    /// What it is.
    Kind,
    /// Its number.
    Number,
    /// The name on it.
    Name,
    /// The day of birth.
    Born,
    /// The sex.
    Sex,
    /// The last day on which it counts.
    ExpiresOn,
}

word_enum!(ReadField, "a field of a document", {
    Kind => "kind",
    Number => "number",
    Name => "name",
    Born => "born",
    Sex => "sex",
    ExpiresOn => "expires_on",
});

/// What was read from a picture; what was not is not there. `Debug` shows nothing of it.
#[derive(Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Reading {
    /// What it is.
    pub kind: Option<DocumentKind>,
    /// Its number.
    pub number: Option<String>,
    /// The two lines at the foot of a passport, as one would type them.
    pub lines: Option<String>,
    /// The name on it.
    pub name: Option<String>,
    /// The day of birth.
    pub born: Option<NaiveDate>,
    /// The sex.
    pub sex: Option<Sex>,
    /// The last day on which it counts.
    pub expires_on: Option<NaiveDate>,
}

impl fmt::Debug for Reading {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Reading(…)")
    }
}

impl Reading {
    /// Makes sense of the text of a picture that may show a document of one of these kinds, on a day in the market's time. The first kind whose
    /// number is found is the one that it is.
    pub fn of(text: &str, kinds: &[DocumentKind], on: NaiveDate) -> Self {
        let text: String = text.chars().take(CHARS_MAX).collect();
        let lines: Vec<&str> = text.lines().filter(|line| !line.trim().is_empty()).collect();
        let found = kinds.iter().find_map(|kind| match kind {
            DocumentKind::Passport => zone::find(&lines, on).map(|passport| Self::of_passport(&passport)),
            DocumentKind::Nik | DocumentKind::Nib | DocumentKind::Npwp => {
                let document = runs::find(&lines, *kind, on)?;
                Some(Self::of_number(&document, &lines, on))
            }
            // Of other kinds it is not known how their documents look.
            _ => None,
        });
        found.unwrap_or_default()
    }

    fn of_passport(passport: &Passport) -> Self {
        let name = format!("{} {}", passport.name().secondary(), passport.name().primary());
        let (first, second) = passport.expose_lines().split_at_checked(44).unwrap_or_default();
        Self {
            kind: Some(DocumentKind::Passport),
            number: Some(passport.number().expose().to_owned()),
            lines: Some(format!("{first}\n{second}")),
            name: Some(name.trim().to_owned()),
            born: passport.birth().map(|birth| birth.likely),
            sex: Some(passport.sex()),
            expires_on: Some(passport.expires_on()),
        }
    }

    fn of_number(document: &Document, lines: &[&str], on: NaiveDate) -> Self {
        let number = document.number();
        let mut reading = Self {
            kind: Some(number.kind()),
            number: Some(number.expose().to_owned()),
            name: labels::value(lines, Label::Name).and_then(|value| name_in(&value)),
            ..Self::default()
        };
        if number.kind().is_of_person() {
            let born = labels::value(lines, Label::Born);
            reading.born = born
                .and_then(|value| runs::day_in(&value))
                .filter(|born| *born < on);
            reading.sex = labels::value(lines, Label::Sex).and_then(|value| labels::sex_in(&value));
        }
        reading
    }

    /// Was nothing read?
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// What one would type as the number.
    pub fn typed_number(&self) -> Option<&str> {
        self.lines.as_deref().or(self.number.as_deref())
    }

    /// The fields that say something else than what was typed. What was not read differs from nothing, and of another document only the kind does.
    pub fn unlike(&self, typed: &Typed<'_>) -> Vec<ReadField> {
        if self.kind.is_some_and(|kind| kind != typed.kind) {
            return vec![ReadField::Kind];
        }
        let mut unlike = Vec::new();
        if self.number.as_ref().is_some_and(|number| number != typed.number) {
            unlike.push(ReadField::Number);
        }
        if self
            .name
            .as_ref()
            .is_some_and(|name| !self.is_name(name, &typed.facts.name))
        {
            unlike.push(ReadField::Name);
        }
        if differs(self.born, typed.facts.born) {
            unlike.push(ReadField::Born);
        }
        if differs(self.sex, typed.facts.sex) {
            unlike.push(ReadField::Sex);
        }
        if differs(self.expires_on, typed.expires_on) {
            unlike.push(ReadField::ExpiresOn);
        }
        unlike
    }

    /// Is the name that was read the one that was typed? What is often taken for each other counts as the same.
    fn is_name(&self, read: &str, typed: &str) -> bool {
        let zone = self.lines.as_deref().and_then(zone::name);
        zone.is_some_and(|zone| names_match(typed, &zone)) || folded(read) == folded(typed)
    }
}

/// What was typed of a document, to be compared with what was read.
#[derive(Clone, Copy)]
pub struct Typed<'a> {
    /// What it is.
    pub kind: DocumentKind,
    /// Its number.
    pub number: &'a str,
    /// What else is on it.
    pub facts: &'a DocumentFacts,
    /// The last day on which it counts.
    pub expires_on: Option<NaiveDate>,
}

impl fmt::Debug for Typed<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Typed(…)")
    }
}

fn differs<T: PartialEq + Copy>(read: Option<T>, typed: Option<T>) -> bool {
    read.is_some() && typed.is_some() && read != typed
}

/// A name with nothing in it but letters that look different from each other.
fn folded(name: &str) -> String {
    let letters = name.chars().flat_map(char::to_uppercase);
    let folded = letters.filter_map(|letter| match letter {
        '0' => Some('O'),
        '1' | '|' | '!' | 'L' => Some('I'),
        '5' => Some('S'),
        '8' => Some('B'),
        letter if letter.is_alphabetic() => Some(letter),
        _ => None,
    });
    folded.collect()
}

/// The name of a line: its letters mended, what a border or a spot became left out.
fn name_in(value: &str) -> Option<String> {
    let mended = value.chars().map(|letter| match letter {
        '|' | '!' | '1' => 'I',
        '0' => 'O',
        '5' => 'S',
        '8' => 'B',
        letter => letter,
    });
    let kept: String = mended
        .map(|letter| {
            if letter.is_alphabetic() || ",.'’-".contains(letter) {
                letter
            } else {
                ' '
            }
        })
        .collect();
    let words: Vec<&str> = kept
        .split_whitespace()
        .filter(|word| word.chars().any(char::is_alphabetic))
        .collect();
    let name = words.join(" ");
    let letters = name.chars().filter(|letter| letter.is_alphabetic()).count();
    (letters >= 2 && name.chars().count() <= NAME_CHARS_MAX).then_some(name)
}
