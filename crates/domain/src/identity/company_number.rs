//! Company numbers of the United Kingdom's Companies House.
//!
//! Eight characters: digits for a company of England and Wales, or two letters for the register and kind, and digits. Leading zeros
//! that people leave out are put back; a number that begins with zero and is too short lacks a digit. There is no check digit:
//! whether a company exists is seen at find-and-update.company-information.service.gov.uk.
//!
//! Sources: Companies House, *Uniform Resource Identifiers (URI) customer guide*, list of company numbers and prefixes; for `OE` the
//! Economic Crime (Transparency and Enforcement) Act 2022; for `CE`, `CS`, `PC`, `RS` and `SG` the public register itself, whose
//! registered societies may end in letters (`IP29117R`, `SP2036RS`, `RS00592C`).

use serde_json::{Value as Json, json};

use super::number::{all, document, part, tidied};
use super::problem::{Expected, IdentityProblem};
use super::{DocumentKind, DocumentNumber};

/// The characters of a number.
const CHARS: usize = 8;
/// The letters of a prefix.
const PREFIX: usize = 2;

/// A prefix: where it is registered, what it is, and the letters in which its numbers may end.
struct Prefix {
    letters: &'static str,
    register: &'static str,
    what: &'static str,
    endings: &'static [&'static str],
}

const fn prefix(letters: &'static str, register: &'static str, what: &'static str) -> Prefix {
    Prefix {
        letters,
        register,
        what,
        endings: &[],
    }
}

const ENGLAND: &str = "england_and_wales";
const SCOTLAND: &str = "scotland";
const NORTH: &str = "northern_ireland";
const ALL: &str = "united_kingdom";

const PREFIXES: [Prefix; 41] = [
    prefix("AC", ENGLAND, "assurance company"),
    prefix("CE", ENGLAND, "charitable incorporated organisation"),
    prefix("CS", SCOTLAND, "charitable incorporated organisation"),
    prefix("EN", NORTH, "european company"),
    prefix("ES", SCOTLAND, "european company"),
    prefix("FC", ALL, "overseas company"),
    prefix("GE", ENGLAND, "european economic interest grouping"),
    prefix("GN", NORTH, "european economic interest grouping"),
    prefix("GS", SCOTLAND, "european economic interest grouping"),
    prefix("IC", ENGLAND, "investment company with variable capital"),
    Prefix {
        letters: "IP",
        register: ENGLAND,
        what: "registered society",
        endings: &["R", "C"],
    },
    prefix("LP", ENGLAND, "limited partnership"),
    prefix("NA", NORTH, "assurance company"),
    prefix("NC", NORTH, "limited liability partnership"),
    prefix("NF", NORTH, "overseas company"),
    prefix("NI", NORTH, "company"),
    prefix("NL", NORTH, "limited partnership"),
    prefix("NO", NORTH, "credit union"),
    prefix("NP", NORTH, "registered society"),
    prefix("NR", NORTH, "royal charter company"),
    prefix("NV", NORTH, "investment company with variable capital"),
    prefix("NZ", NORTH, "unregistered company"),
    prefix("OC", ENGLAND, "limited liability partnership"),
    prefix("OE", ALL, "overseas entity"),
    prefix("PC", ENGLAND, "college corporation"),
    prefix("R0", NORTH, "company from before partition"),
    prefix("RC", ENGLAND, "royal charter company"),
    Prefix {
        letters: "RS",
        register: ENGLAND,
        what: "registered society",
        endings: &["R", "C", "S"],
    },
    prefix("SA", SCOTLAND, "assurance company"),
    prefix("SC", SCOTLAND, "company"),
    prefix("SE", ENGLAND, "european company"),
    prefix("SF", SCOTLAND, "overseas company"),
    prefix("SG", SCOTLAND, "qualifying partnership"),
    prefix("SI", SCOTLAND, "investment company with variable capital"),
    prefix("SL", SCOTLAND, "limited partnership"),
    prefix("SO", SCOTLAND, "limited liability partnership"),
    Prefix {
        letters: "SP",
        register: SCOTLAND,
        what: "registered society",
        endings: &["RS", "R", "S"],
    },
    prefix("SR", SCOTLAND, "royal charter company"),
    prefix("SZ", SCOTLAND, "unregistered company"),
    prefix("ZC", ENGLAND, "unregistered company"),
    // Digits alone.
    prefix("", ENGLAND, "company"),
];

/// A company number whose structure is right.
#[derive(Clone, PartialEq, Eq)]
pub struct UkCompanyNumber {
    number: DocumentNumber,
    register: &'static str,
    what: &'static str,
}

document!(UkCompanyNumber);

impl UkCompanyNumber {
    /// Reads a company number.
    ///
    /// # Errors
    /// Its characters, its prefix, its length, or that it is zero.
    pub fn parse(typed: &str) -> Result<Self, IdentityProblem> {
        let text = tidied(typed);
        if text.is_empty() {
            return Err(IdentityProblem::Missing);
        }
        all(&text, 0, Expected::LetterOrDigit)?;
        let found = prefix_of(&text)?;
        let digits = text.get(found.letters.len()..).unwrap_or_default();
        let ending = found.endings.iter().find(|ending| digits.ends_with(**ending));
        let ending = ending.copied().unwrap_or_default();
        let digits = digits.strip_suffix(ending).unwrap_or(digits);
        all(digits, found.letters.len(), Expected::Digit)?;
        let wanted = CHARS - found.letters.len() - ending.len();
        let is_short_of_zeros =
            (1..wanted).contains(&digits.len()) && !digits.starts_with('0') && !found.letters.ends_with('0');
        if digits.len() != wanted && !is_short_of_zeros {
            return Err(IdentityProblem::Length {
                found: text.len(),
                expected: &[CHARS],
                line: None,
            });
        }
        if digits.bytes().all(|digit| digit == b'0') {
            return Err(IdentityProblem::SerialZero {
                position: found.letters.len() + 1,
            });
        }
        let text = format!("{}{digits:0>wanted$}{ending}", found.letters);
        Ok(Self {
            number: DocumentNumber::new(DocumentKind::UkCompanyNumber, text),
            register: found.register,
            what: found.what,
        })
    }

    /// What it says, by name.
    pub fn facts(&self) -> Json {
        json!({ "register": self.register, "company_kind": self.what })
    }
}

/// The prefix that a number of letters and digits begins with.
fn prefix_of(text: &str) -> Result<&'static Prefix, IdentityProblem> {
    let letters = if text.starts_with(|first: char| first.is_ascii_digit()) {
        ""
    } else {
        part(text, 0..PREFIX)
    };
    let found = PREFIXES.iter().find(|prefix| prefix.letters == letters);
    found.ok_or(IdentityProblem::PrefixUnknown { position: 1 })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn code(number: &str) -> Result<String, (&'static str, Option<usize>)> {
        UkCompanyNumber::parse(number)
            .map(|number| number.number().expose().to_owned())
            .map_err(|problem| (problem.code(), problem.position()))
    }

    #[test]
    fn prefixes_are_each_there_once() {
        let letters: Vec<&str> = PREFIXES.iter().map(|prefix| prefix.letters).collect();
        assert!(letters[..40].is_sorted() && letters.windows(2).all(|pair| pair[0] != pair[1]));
    }

    #[test]
    fn numbers_of_every_register_are_read() {
        for (typed, number) in [
            ("00000006", "00000006"),
            ("08407369", "08407369"),
            ("8407369", "08407369"),
            ("6", "00000006"),
            ("SC234456", "SC234456"),
            ("sc 1234", "SC001234"),
            ("NI000123", "NI000123"),
            ("R0000001", "R0000001"),
            ("OC301540", "OC301540"),
            ("CE010135", "CE010135"),
            ("OE000001", "OE000001"),
            ("IP29117R", "IP29117R"),
            ("IP001234", "IP001234"),
            ("SP2036RS", "SP2036RS"),
            ("RS00592C", "RS00592C"),
            ("RS007018", "RS007018"),
        ] {
            assert_eq!(code(typed).as_deref(), Ok(number), "{typed}");
        }
    }

    #[test]
    fn what_is_wrong_is_named() {
        for (typed, wrong) in [
            ("", ("missing", None)),
            ("0840736", ("length", None)),
            ("084073690", ("length", None)),
            ("SC01234", ("length", None)),
            ("SC1234567", ("length", None)),
            ("SC", ("length", None)),
            ("R000001", ("length", None)),
            ("XX123456", ("prefix_unknown", Some(1))),
            ("S1234567", ("prefix_unknown", Some(1))),
            ("5C123456", ("character", Some(2))),
            ("SC12345A", ("character", Some(8))),
            ("SC12345R", ("character", Some(8))),
            ("0840736/", ("character", Some(8))),
            ("00000000", ("serial_zero", Some(1))),
            ("SC000000", ("serial_zero", Some(3))),
        ] {
            assert_eq!(code(typed), Err(wrong), "{typed}");
        }
    }

    #[test]
    fn facts_tell_the_register() {
        let facts = UkCompanyNumber::parse("SO301540").unwrap().facts();
        assert_eq!(
            facts,
            json!({ "register": "scotland", "company_kind": "limited liability partnership" })
        );
    }
}
