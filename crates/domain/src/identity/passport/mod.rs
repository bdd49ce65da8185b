//! Passports: the two machine-readable lines of ICAO Doc 9303 (eighth edition), part 4, size TD3.
//!
//! ```text
//! P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<    type, issuer, name
//! L898902C36UTO7408122F1204159ZE184226B<<<<<10    number, nationality, birth, sex, expiry, personal number
//! ```
//!
//! Five check digits guard the second line; nothing guards the first line, nationality and sex. That they are right proves that the
//! lines were read well, not that the passport is real.

pub(in crate::identity) mod check;
mod country;
mod name;
mod transliteration;

use chrono::{Datelike as _, NaiveDate};
use serde_json::{Value as Json, json};

use super::birth::{BirthDate, Sex};
use super::number::{all, document, part, value};
use super::problem::{Expected, IdentityProblem, Part};
use super::{Difference, DocumentKind, DocumentNumber, Stated};

pub use name::{MrzName, names_match};
pub use transliteration::transliterated;

/// The characters of a line.
const LINE: &[usize] = &[44];
/// The characters of both lines.
const LINES: &[usize] = &[88];

/// A passport whose machine-readable lines are right, and which has not expired.
#[derive(Clone, PartialEq, Eq)]
pub struct Passport {
    number: DocumentNumber,
    lines: String,
    document_type: String,
    issuer: String,
    nationality: String,
    name: MrzName,
    birth: Option<BirthDate>,
    sex: Sex,
    expires_on: NaiveDate,
}

document!(Passport);

impl Passport {
    /// Reads the two lines: with a new line or `/` between them, or as 88 characters.
    ///
    /// What the check digits guard is judged first: as long as they are wrong, nothing else that the line says is worth a complaint.
    ///
    /// # Errors
    /// The first thing that is wrong: lengths, characters, check digits, then each field. [`IdentityProblem::Expired`] comes last.
    pub fn parse(typed: &str, on: NaiveDate) -> Result<Self, IdentityProblem> {
        let lines = read(typed)?;
        if !lines.starts_with('P') {
            return Err(IdentityProblem::DocumentType { position: 1 });
        }
        characters(&lines)?;
        check::check(&lines)?;
        let issuer = country(&lines, 2, Part::Issuer)?;
        let name = MrzName::parse(part(&lines, 5..44)).map_err(|problem| problem.shifted(5))?;
        let number = document_number(&lines, &issuer)?;
        let nationality = country(&lines, 54, Part::Nationality)?;
        let birth = birth(&lines, on)?;
        let sex = match part(&lines, 64..65) {
            "F" => Sex::Female,
            "M" => Sex::Male,
            "<" => Sex::Unspecified,
            _ => return Err(IdentityProblem::SexUnknown { position: 65 }),
        };
        let expires_on = expiry(&lines, on)?;
        if expires_on < on {
            return Err(IdentityProblem::Expired { position: 66 });
        }
        Ok(Self {
            number: DocumentNumber::new(DocumentKind::Passport, number),
            document_type: part(&lines, 0..2).trim_end_matches('<').to_owned(),
            lines,
            issuer,
            nationality,
            name,
            birth,
            sex,
            expires_on,
        })
    }

    /// Both lines, for keeping them encrypted or comparing them.
    pub fn expose_lines(&self) -> &str {
        &self.lines
    }

    /// Who issued it: a code of ISO 3166-1 alpha-3, or a further one of Doc 9303.
    pub fn issuer(&self) -> &str {
        &self.issuer
    }

    /// The holder's nationality, as a code like that of the issuer.
    pub fn nationality(&self) -> &str {
        &self.nationality
    }

    /// The holder's name.
    pub const fn name(&self) -> &MrzName {
        &self.name
    }

    /// When the holder was born, if the passport knows the whole date.
    pub const fn birth(&self) -> Option<&BirthDate> {
        self.birth.as_ref()
    }

    /// The holder's sex.
    pub const fn sex(&self) -> Sex {
        self.sex
    }

    /// The last day on which it counts.
    pub const fn expires_on(&self) -> NaiveDate {
        self.expires_on
    }

    /// Was it issued by Utopia? Only specimens are.
    pub fn is_specimen(&self) -> bool {
        self.issuer == country::SPECIMEN || self.nationality == country::SPECIMEN
    }

    /// How it differs from what its holder says. A date or sex that it does not say differs from none.
    pub fn differences(&self, stated: &Stated) -> Vec<Difference> {
        let mut differences = Vec::new();
        if let (Some(born), Some(birth)) = (stated.born, &self.birth)
            && !birth.may_be(born)
        {
            differences.push(Difference::BirthDate);
        }
        if stated
            .sex
            .is_some_and(|sex| self.sex != Sex::Unspecified && sex != self.sex)
        {
            differences.push(Difference::Sex);
        }
        if stated
            .name
            .as_ref()
            .is_some_and(|name| !names_match(name, &self.name))
        {
            differences.push(Difference::Name);
        }
        differences
    }

    /// What it says, by name.
    pub fn facts(&self) -> Json {
        json!({
            "document_type": self.document_type,
            "issuer": self.issuer,
            "nationality": self.nationality,
            "primary_name": self.name.primary(),
            "secondary_name": self.name.secondary(),
            "name_may_be_cut": self.name.may_be_cut(),
            "birth_date": self.birth.map(|birth| birth.likely),
            "birth_dates": self.birth.iter().flat_map(BirthDate::all).collect::<Vec<_>>(),
            "sex": self.sex,
            "expiry_date": self.expires_on,
            "specimen": self.is_specimen(),
        })
    }
}

/// The two lines together, with capital letters and without spaces.
fn read(typed: &str) -> Result<String, IdentityProblem> {
    let tidied = typed.lines().flat_map(|line| line.split('/')).map(|line| {
        let letters = line.chars().filter(|letter| !letter.is_whitespace());
        letters
            .map(|letter| letter.to_ascii_uppercase())
            .collect::<String>()
    });
    let lines: Vec<String> = tidied.filter(|line| !line.is_empty()).collect();
    let text = lines.concat();
    if text.is_empty() {
        return Err(IdentityProblem::Missing);
    }
    all(&text, 0, Expected::MachineReadable)?;
    if let [first, second] = lines.as_slice() {
        for (line, text) in [(1, first), (2, second)] {
            if !LINE.contains(&text.len()) {
                return Err(IdentityProblem::Length {
                    found: text.len(),
                    expected: LINE,
                    line: Some(line),
                });
            }
        }
    }
    if LINES.contains(&text.len()) {
        Ok(text)
    } else {
        Err(IdentityProblem::Length {
            found: text.len(),
            expected: LINES,
            line: None,
        })
    }
}

/// Are the characters of each field such as it may have?
fn characters(lines: &str) -> Result<(), IdentityProblem> {
    for (range, expected) in [
        (1..44, Expected::LetterOrFiller),
        (53..54, Expected::Digit),
        (54..57, Expected::LetterOrFiller),
        (57..63, Expected::DigitOrFiller),
        (63..64, Expected::Digit),
        (64..65, Expected::LetterOrFiller),
        (65..72, Expected::Digit),
        (86..87, Expected::DigitOrFiller),
        (87..88, Expected::Digit),
    ] {
        all(part(lines, range.clone()), range.start, expected)?;
    }
    Ok(())
}

/// A code of up to three letters, filled up with `<`.
fn country(lines: &str, from: usize, what: Part) -> Result<String, IdentityProblem> {
    let code = part(lines, from..from + 3).trim_end_matches('<');
    if country::is_known(code) {
        Ok(code.to_owned())
    } else {
        Err(IdentityProblem::CountryUnknown {
            part: what,
            position: from + 1,
        })
    }
}

/// The number of the passport. `<` inside it stands for a character that the zone cannot have.
fn document_number(lines: &str, issuer: &str) -> Result<String, IdentityProblem> {
    let number = part(lines, 44..53).trim_end_matches('<');
    if number.is_empty() || number.starts_with('<') {
        return Err(IdentityProblem::Filler {
            part: Part::Number,
            position: 45,
        });
    }
    let is_ordinary = matches!(part(lines, 1..2), "<" | "N" | "P");
    if issuer == "IDN" && is_ordinary && !is_indonesian(number) {
        return Err(IdentityProblem::NumberShape { position: 45 });
    }
    Ok(number.to_owned())
}

/// Ordinary passports of Indonesia have a letter and seven digits; older ones have two letters and six digits.
fn is_indonesian(number: &str) -> bool {
    let letters = number.bytes().take_while(u8::is_ascii_uppercase).count();
    let digits = number
        .bytes()
        .skip(letters)
        .take_while(u8::is_ascii_digit)
        .count();
    number.len() == 8 && matches!((letters, digits), (1, 7) | (2, 6))
}

/// The day of birth. Parts of it that nobody knows are `<<`; then it is no day.
fn birth(lines: &str, on: NaiveDate) -> Result<Option<BirthDate>, IdentityProblem> {
    let text = part(lines, 57..63);
    if !text.contains('<') {
        return BirthDate::resolve(value(text, 0..2), value(text, 2..4), value(text, 4..6), on, 58).map(Some);
    }
    // Where the year is known but not the day, the month must still be one.
    let impossible = IdentityProblem::DateImpossible {
        part: Part::BirthDate,
        position: 58,
    };
    let pairs = [part(text, 0..2), part(text, 2..4), part(text, 4..6)];
    if pairs.iter().any(|pair| pair.contains('<') && *pair != "<<") {
        return Err(IdentityProblem::Filler {
            part: Part::BirthDate,
            position: 58,
        });
    }
    let [_, month, day] = pairs;
    let may_be = |pair: &str, last: u32| pair == "<<" || (1..=last).contains(&value(pair, 0..2));
    if may_be(month, 12) && may_be(day, 31) {
        Ok(None)
    } else {
        Err(impossible)
    }
}

/// The last day on which it counts, in the century that is nearest.
fn expiry(lines: &str, on: NaiveDate) -> Result<NaiveDate, IdentityProblem> {
    let short = i32::try_from(value(lines, 65..67)).unwrap_or_default();
    let this_century = on.year().div_euclid(100) * 100 + short;
    let days = [-100, 0, 100].into_iter().filter_map(|centuries| {
        let year = this_century.checked_add(centuries)?;
        NaiveDate::from_ymd_opt(year, value(lines, 67..69), value(lines, 69..71))
    });
    let nearest = days.min_by_key(|day| day.signed_duration_since(on).num_days().abs());
    nearest.ok_or(IdentityProblem::DateImpossible {
        part: Part::ExpiryDate,
        position: 66,
    })
}

#[cfg(test)]
mod tests;
