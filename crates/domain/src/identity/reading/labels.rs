//! Labels of documents, and what stands behind them.

use strsim::osa_distance;

use crate::identity::birth::Sex;

/// A label.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Label {
    /// Before the name.
    Name,
    /// Before the day of birth.
    Born,
    /// Before the sex.
    Sex,
    /// Before something else; it ends what stands before it.
    Other,
}

/// Labels as documents write them, longer ones first; letters only, without spaces.
const LABELS: &[(&str, Label)] = &[
    ("NAMAPELAKUUSAHA", Label::Name),
    ("NAMAWAJIBPAJAK", Label::Name),
    ("NAMALENGKAP", Label::Name),
    ("TEMPATTGLLAHIR", Label::Born),
    ("TEMPATTANGGALLAHIR", Label::Born),
    ("TANGGALLAHIR", Label::Born),
    ("TGLLAHIR", Label::Born),
    ("JENISKELAMIN", Label::Sex),
    ("NOMORINDUKBERUSAHA", Label::Other),
    ("KEWARGANEGARAAN", Label::Other),
    ("STATUSPERKAWINAN", Label::Other),
    ("BERLAKUHINGGA", Label::Other),
    ("KELDESA", Label::Other),
    ("KECAMATAN", Label::Other),
    ("PEKERJAAN", Label::Other),
    ("ALAMAT", Label::Other),
    ("AGAMA", Label::Other),
    ("NAMA", Label::Name),
    ("NPWP", Label::Other),
    ("NIB", Label::Other),
    ("NIK", Label::Other),
];

/// What stands behind a label: on its line, or on the next one if that has no label of its own.
pub(super) fn value(lines: &[&str], wanted: Label) -> Option<String> {
    lines.iter().enumerate().find_map(|(place, line)| {
        let (label, rest) = labelled(line)?;
        if label != wanted {
            return None;
        }
        if rest.chars().any(char::is_alphanumeric) {
            return Some(rest);
        }
        let next = lines.get(place + 1)?;
        labelled(next).is_none().then(|| (*next).to_owned())
    })
}

/// Does the line have the number of an identity card?
pub(super) fn is_of_card(line: &str) -> bool {
    behind(line, "NIK").is_some()
}

/// The label at the beginning of a line, and what stands behind it.
fn labelled(line: &str) -> Option<(Label, String)> {
    LABELS.iter().find_map(|(label, means)| {
        let behind = behind(line, label)?;
        let rest = behind
            .trim_start_matches(|letter: char| !letter.is_alphanumeric() && !matches!(letter, '|' | '!'));
        // What was a colon once may be a bar now.
        let rest = rest.strip_prefix(['|', '!']).map_or(rest, str::trim_start);
        Some((*means, rest.to_owned()))
    })
}

/// The line behind as many letters as the label has, if they are the label or all but one of them are.
fn behind<'a>(line: &'a str, label: &str) -> Option<&'a str> {
    let mut read = String::new();
    for (place, letter) in line.char_indices() {
        if !letter.is_alphanumeric() && letter != '|' {
            continue;
        }
        read.extend(upright(letter));
        if read.len() >= label.len() {
            let wrong = osa_distance(&read, label);
            let allowed = usize::from(label.len() > 4) + usize::from(label.len() > 10);
            let rest = line.get(place + letter.len_utf8()..)?;
            // The label ends where a word does.
            let ends = !rest.chars().next().is_some_and(char::is_alphanumeric);
            return (wrong <= allowed && ends).then_some(rest);
        }
    }
    None
}

/// A letter of a label as it was printed.
fn upright(letter: char) -> impl Iterator<Item = char> {
    let letter = match letter {
        '1' | '|' => 'I',
        '0' => 'O',
        '5' => 'S',
        letter => letter,
    };
    letter.to_uppercase()
}

/// The sex that a value says.
pub(super) fn sex_in(value: &str) -> Option<Sex> {
    let letters: String = value
        .chars()
        .filter(|letter| letter.is_alphanumeric() || *letter == '|')
        .flat_map(upright)
        .collect();
    let begins = |word: &str| {
        let beginning: String = letters.chars().take(word.chars().count()).collect();
        osa_distance(&beginning, word) <= 1
    };
    if begins("PEREMPUAN") {
        Some(Sex::Female)
    } else if begins("LAKILAKI") {
        Some(Sex::Male)
    } else {
        None
    }
}
