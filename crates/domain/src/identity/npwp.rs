//! NPWP, *Nomor Pokok Wajib Pajak*: the tax number of Indonesia.
//!
//! The form of fifteen digits, `AA.BBB.BBB.C-DDD.EEE`: two digits for the kind of taxpayer and six for the taxpayer, a check digit over these
//! eight (Luhn's), three for the tax office, three for the branch (000 is the head office). Since 2024 numbers have sixteen digits: a
//! resident's NIK, or for everybody else `0` and the fifteen digits.
//!
//! The check digit finds every single wrong digit among the first nine, and every swap of neighbours but `09` for `90`. Nothing guards
//! tax office and branch.
//!
//! Sources: Regulation of the Minister of Finance 112/PMK.03/2022 on sixteen digits; OECD, *Tax identification numbers: Indonesia*;
//! `stdnum.id.npwp` of python-stdnum for the check digit and numbers to try it with.

use chrono::NaiveDate;
use serde_json::{Value as Json, json};

use super::nik::Nik;
use super::number::{digits, document, part, read, value};
use super::problem::{Expected, IdentityProblem, Part};
use super::{Difference, DocumentKind, DocumentNumber, Stated};

/// An NPWP whose structure and check digit are right.
#[derive(Clone, PartialEq, Eq)]
pub struct Npwp {
    number: DocumentNumber,
    form: Form,
}

#[derive(Clone, PartialEq, Eq)]
enum Form {
    /// A resident's NIK.
    Resident(Box<Nik>),
    /// Fifteen digits, or sixteen that begin with zero.
    Registered,
}

document!(Npwp);

impl Npwp {
    /// Reads an NPWP. What is a NIK is one of somebody who is born on `on` or before.
    ///
    /// # Errors
    /// Characters, length, check digit, tax office; or what is wrong with the NIK.
    pub fn parse(typed: &str, on: NaiveDate) -> Result<Self, IdentityProblem> {
        let text = read(typed, Expected::Digit, &[15, 16])?;
        let number = |text| DocumentNumber::new(DocumentKind::Npwp, text);
        if text.len() == 16 && !text.starts_with('0') {
            let nik = Nik::parse(&text, on)?;
            return Ok(Self {
                number: number(text),
                form: Form::Resident(Box::new(nik)),
            });
        }
        let before = text.len().saturating_sub(15);
        if !luhn(part(&text, before..before + 9)) {
            return Err(IdentityProblem::CheckDigit {
                part: Part::Taxpayer,
                position: before + 9,
                misreadings: Vec::new(),
            });
        }
        if value(&text, before..before + 8) == 0 {
            return Err(IdentityProblem::SerialZero { position: before + 1 });
        }
        if value(&text, before + 9..before + 12) == 0 {
            return Err(IdentityProblem::TaxOfficeUnknown {
                position: before + 10,
            });
        }
        Ok(Self {
            number: number(text),
            form: Form::Registered,
        })
    }

    /// The resident's NIK, if it is one.
    pub fn nik(&self) -> Option<&Nik> {
        match &self.form {
            Form::Resident(nik) => Some(nik),
            Form::Registered => None,
        }
    }

    /// How it differs from what its holder says; only a NIK says anything of a person.
    pub fn differences(&self, stated: &Stated) -> Vec<Difference> {
        self.nik().map(|nik| nik.differences(stated)).unwrap_or_default()
    }

    /// What it says, by name.
    pub fn facts(&self) -> Json {
        if let Some(nik) = self.nik() {
            let mut facts = nik.facts();
            if let Some(facts) = facts.as_object_mut() {
                facts.insert("form".to_owned(), json!("nik"));
            }
            return facts;
        }
        let text = self.number.expose();
        let before = text.len().saturating_sub(15);
        json!({
            "form": if before == 0 { "15_digits" } else { "16_digits" },
            "taxpayer_kind": part(text, before..before + 2),
            "tax_office": part(text, before + 9..before + 12),
            "branch": part(text, before + 12..before + 15),
        })
    }
}

/// Luhn's check (ISO/IEC 7812-1, annex B) of digits whose last one is the check digit.
fn luhn(text: &str) -> bool {
    let sum: u32 = digits(text)
        .rev()
        .enumerate()
        .map(|(place, digit)| {
            if place % 2 == 0 {
                digit
            } else {
                digit * 2 / 10 + digit * 2 % 10
            }
        })
        .sum();
    sum.is_multiple_of(10)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn code(number: &str) -> Result<(), (&'static str, Option<usize>)> {
        let on = "2026-11-30".parse().unwrap();
        Npwp::parse(number, on)
            .map(|_| ())
            .map_err(|problem| (problem.code(), problem.position()))
    }

    #[test]
    fn published_numbers_are_read() {
        for number in [
            // From python-stdnum, where they are said to be found on the web.
            "01.312.166.0-091.000",
            "016090524017000",
            "013000666091000",
            "02 . 433 . 917 . 8 - 011 . 000",
            "01.001.610.3-051.000",
            "01.105.197.6-424.000",
            "01.258.022.1-201.000",
            "01.482.738.0-424.000",
            "01.997.870.9-038.000",
            "017048299643001",
            "02.585.033.0-216.000",
            "0831326657201000",
            "3171011708450001",
        ] {
            assert_eq!(code(number), Ok(()), "{number}");
        }
    }

    #[test]
    fn each_part_is_checked() {
        for (number, wrong) in [
            ("", ("missing", None)),
            ("12345678901234", ("length", None)),
            ("FF3456789012345", ("character", Some(1))),
            ("01.451.869.7-054.000", ("check_digit", Some(9))),
            ("0014518697054000", ("check_digit", Some(10))),
            ("000000000054000", ("serial_zero", Some(1))),
            ("014518690000000", ("tax_office_unknown", Some(10))),
            ("0014518690000000", ("tax_office_unknown", Some(11))),
            ("9971011708450001", ("region_unknown", Some(1))),
        ] {
            assert_eq!(code(number), Err(wrong), "{number}");
        }
    }

    #[test]
    fn facts_tell_the_form() {
        let on = "2026-11-30".parse().unwrap();
        let facts = Npwp::parse("0014518690054001", on).unwrap().facts();
        assert_eq!(
            (&facts["form"], &facts["tax_office"], &facts["branch"]),
            (&json!("16_digits"), &json!("054"), &json!("001"))
        );
        let resident = Npwp::parse("3171011708450001", on).unwrap();
        assert_eq!(resident.facts()["sex"], "male");
        assert_eq!(format!("{resident:?}"), "npwp(…01)");
    }

    fn right(first: u32) -> String {
        let first = format!("{first:08}");
        let digit = (0..10).find(|digit| luhn(&format!("{first}{digit}"))).unwrap();
        format!("{first}{digit}054000")
    }

    proptest! {
        #[test]
        fn every_wrong_digit_among_the_first_nine_is_found(first in 1_u32..100_000_000, place in 0_usize..9, change in 1_u8..10) {
            let number = right(first);
            prop_assert_eq!(code(&number), Ok(()));
            let mut damaged = number.into_bytes();
            damaged[place] = b'0' + (damaged[place] - b'0' + change) % 10;
            let damaged = String::from_utf8(damaged).unwrap();
            prop_assert_eq!(code(&damaged), Err(("check_digit", Some(9))));
        }

        #[test]
        fn swapped_neighbours_are_found_but_for_nine_and_zero(first in 1_u32..100_000_000, place in 0_usize..8) {
            let mut swapped = right(first).into_bytes();
            let pair = [swapped[place], swapped[place + 1]];
            swapped.swap(place, place + 1);
            let swapped = String::from_utf8(swapped).unwrap();
            let hides = pair[0] == pair[1] || pair == *b"09" || pair == *b"90";
            prop_assert_eq!(code(&swapped).is_ok(), hides);
        }
    }
}
