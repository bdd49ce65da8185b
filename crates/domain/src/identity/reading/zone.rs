//! The machine-readable zone as it was read: lines of 44 characters, with fillers lost or added and characters taken for others.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use crate::identity::Passport;
use crate::identity::number::part;
use crate::identity::passport::MrzName;
use crate::identity::passport::check::{check, check_digit};
use crate::identity::problem::{Expected, look_alike};

/// The characters of a line.
const LINE: usize = 44;
/// Fillers that may have been lost or added.
const ASTRAY: usize = 6;
/// Characters of a number that may be changed at once.
const CHANGES_MAX: u32 = 2;

/// The passport whose lines these are, if every check digit agrees.
pub(super) fn find(lines: &[&str], on: NaiveDate) -> Option<Passport> {
    let tidied: Vec<String> = lines.iter().map(|line| tidied(line)).collect();
    let above = lines.iter().filter(|line| !line.contains('<'));
    let words: BTreeSet<String> = above.flat_map(|line| words(line)).collect();
    let firsts = tidied.iter().enumerate().filter(|(_, line)| is_first(line));
    firsts.into_iter().find_map(|(place, first)| {
        let first = first_line(first, &words);
        let candidates = tidied.iter().skip(place + 1).take(3);
        candidates.into_iter().find_map(|second| {
            let second = second_line(second)?;
            let both = format!("{first}{second}");
            check(&both).ok()?;
            Passport::parse(&both, on).ok()
        })
    })
}

/// The name that the lines have.
pub(super) fn name(lines: &str) -> Option<MrzName> {
    MrzName::parse(part(lines, 5..LINE)).ok()
}

/// A line with nothing but what a zone is made of. Guillemets are fillers.
fn tidied(line: &str) -> String {
    let mut kept = String::new();
    for letter in line.chars() {
        match letter {
            '«' => kept.push_str("<<"),
            '‹' | '≤' => kept.push('<'),
            letter if Expected::MachineReadable.allows(letter.to_ascii_uppercase()) => {
                kept.push(letter.to_ascii_uppercase());
            }
            _ => {}
        }
    }
    kept
}

fn is_first(line: &str) -> bool {
    line.starts_with('P') && line.contains("<<") && line.len() + ASTRAY >= LINE && line.len() <= LINE + ASTRAY
}

/// The words of a line in capital letters.
fn words(line: &str) -> Vec<String> {
    let words = line.split(|letter: char| !letter.is_ascii_alphabetic());
    words.map(str::to_ascii_uppercase).collect()
}

/// The first line: letters and fillers, filled up or cut at its end. Nothing guards it, so only what cannot stand there is mended; and a K that
/// ends a name which stands without it above the zone was a filler.
fn first_line(line: &str, words: &BTreeSet<String>) -> String {
    let letters: Vec<char> = line
        .chars()
        .map(|letter| {
            Expected::LetterOrFiller
                .allows(letter)
                .then_some(letter)
                .or_else(|| Expected::Letter.look_alike(letter))
                .unwrap_or('<')
        })
        .collect();
    // Among fillers, what has the shape of one is one.
    let is_filler = |place: usize| letters.get(place).is_none_or(|letter| *letter == '<');
    let mended = letters.iter().enumerate().map(|(place, letter)| {
        let among = place > 5 && is_filler(place.wrapping_sub(1)) && is_filler(place + 1);
        if among && matches!(letter, 'K' | 'C' | 'E' | 'L') {
            '<'
        } else {
            *letter
        }
    });
    let mended: String = mended.collect();
    let names = mended.split('<').map(|name| match name.strip_suffix('K') {
        Some(without) if !words.contains(name) && words.contains(without) => format!("{without}<"),
        _ => name.to_owned(),
    });
    let mended = names.collect::<Vec<_>>().join("<");
    let mended = if mended.len() > LINE {
        mended.trim_end_matches('<').to_owned()
    } else {
        mended
    };
    format!("{:<<44}", mended.chars().take(LINE).collect::<String>())
}

/// The second line, of 44 characters, each such as may stand there, and its numbers such that their check digits agree.
fn second_line(line: &str) -> Option<String> {
    let line = filled(line)?;
    let mut mended = String::new();
    for (place, letter) in line.chars().enumerate() {
        mended.push(at_its_place(place, letter)?);
    }
    for (from, to) in [(0, 9), (28, 42)] {
        let digit = part(&mended, to..to + 1).to_owned();
        let field = agreeing(part(&mended, from..to), &digit)?;
        mended.replace_range(from..to, &field);
    }
    Some(mended)
}

/// The line with its longest row of fillers made longer or shorter.
fn filled(line: &str) -> Option<String> {
    if line.len() == LINE {
        return Some(line.to_owned());
    }
    if line.len() + ASTRAY < LINE || line.len() > LINE + ASTRAY {
        return None;
    }
    let mut longest = (0, 0);
    let mut begins = 0;
    for (place, letter) in line.char_indices() {
        if letter != '<' {
            begins = place + 1;
        } else if place + 1 - begins > longest.1 {
            longest = (begins, place + 1 - begins);
        }
    }
    let (at, length) = longest;
    // A single filler is part of a number.
    let needed = (length + LINE).checked_sub(line.len())?;
    if length < 2 || needed == 0 {
        return None;
    }
    Some(format!(
        "{}{}{}",
        part(line, 0..at),
        "<".repeat(needed),
        part(line, at + length..line.len())
    ))
}

/// The character at its place of the second line, mended where nothing like it may stand there.
fn at_its_place(place: usize, letter: char) -> Option<char> {
    let expected = match place {
        0..=8 | 28..=41 => Expected::MachineReadable,
        9 | 19 | 21..=27 | 43 => Expected::Digit,
        10..=12 | 20 => Expected::LetterOrFiller,
        _ => Expected::DigitOrFiller,
    };
    if expected.allows(letter) {
        Some(letter)
    } else {
        expected.look_alike(letter)
    }
}

/// The characters of a number that may have been taken for others, with the others: a letter behind a digit, and a digit before a letter at the
/// beginning, for nearly all numbers are letters and then digits. Any character may be wrong, but the more are tried, the more agree by chance.
fn doubtful(field: &str) -> Vec<(usize, char)> {
    let is_digit = |letter: char| letter.is_ascii_digit();
    let is_letter = |letter: char| letter.is_ascii_uppercase();
    let first_digit = field.find(is_digit).unwrap_or(field.len());
    let doubtful = field.char_indices().filter_map(|(place, letter)| {
        let behind_digit = is_letter(letter) && place > first_digit;
        let before_letter = is_digit(letter) && part(field, place + 1..3).contains(is_letter);
        let other = look_alike(letter)?;
        (behind_digit || before_letter).then_some((place, other))
    });
    doubtful.collect()
}

/// A number that its check digit agrees with: as it was read, or with the fewest characters changed for those that look like them. Nothing if two
/// would do with as few.
fn agreeing(field: &str, digit: &str) -> Option<String> {
    let holds = |field: &str| {
        let fillers_only = field.bytes().all(|byte| byte == b'<');
        check_digit(field).to_string() == digit || (digit == "<" && fillers_only)
    };
    if holds(field) {
        return Some(field.to_owned());
    }
    let doubtful = doubtful(field);
    let sets = 1_u32.checked_shl(u32::try_from(doubtful.len()).ok()?)?;
    for changes in 1..=CHANGES_MAX {
        let of_so_many = (0..sets).filter(|set| set.count_ones() == changes);
        let mut found = of_so_many.filter_map(|set| {
            let mut mended = field.to_owned();
            for (bit, (place, other)) in doubtful.iter().enumerate() {
                if set & (1 << bit) != 0 {
                    mended.replace_range(*place..*place + 1, other.encode_utf8(&mut [0; 4]));
                }
            }
            holds(&mended).then_some(mended)
        });
        if let Some(first) = found.next() {
            return found.next().is_none().then_some(first);
        }
    }
    None
}
