//! SSN, *Social Security Number*: the number of people in the social security of the United States.
//!
//! Nine digits, `AAA-GG-SSSS`: area, group and serial number. Area 000, 666 and 900 to 999, group 00 and serial number 0000 are never
//! given out. Since 2011 the rest is random. There is no check digit: a right structure alone proves nothing.
//!
//! Sources: Social Security Administration, *Social Security Number randomization*, and its history of numbers that were printed in
//! advertisements (078-05-1120, 219-09-9999, 457-55-5462). 123-45-6789 is what people type who do not want to type theirs.

use serde_json::{Value as Json, json};

use super::number::{document, read, value};
use super::problem::{Expected, IdentityProblem};
use super::{DocumentKind, DocumentNumber};

/// Numbers that the whole country knows.
const PUBLISHED: [&str; 4] = ["078051120", "123456789", "219099999", "457555462"];

/// An SSN whose structure is right.
#[derive(Clone, PartialEq, Eq)]
pub struct UsSsn {
    number: DocumentNumber,
}

document!(UsSsn);

impl UsSsn {
    /// Reads an SSN.
    ///
    /// # Errors
    /// Its characters, its length, its area, group and serial number, or that everybody knows it.
    pub fn parse(typed: &str) -> Result<Self, IdentityProblem> {
        let text = read(typed, Expected::Digit, &[9])?;
        if matches!(value(&text, 0..3), 0 | 666 | 900..) {
            return Err(IdentityProblem::AreaInvalid { position: 1 });
        }
        if value(&text, 3..5) == 0 {
            return Err(IdentityProblem::GroupInvalid { position: 4 });
        }
        if value(&text, 5..9) == 0 {
            return Err(IdentityProblem::SerialZero { position: 6 });
        }
        if PUBLISHED.contains(&text.as_str()) {
            return Err(IdentityProblem::KnownInvalid);
        }
        Ok(Self {
            number: DocumentNumber::new(DocumentKind::UsSsn, text),
        })
    }

    /// What it says: nothing that still holds.
    pub fn facts(&self) -> Json {
        json!({})
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_part_is_checked() {
        let code = |number| {
            UsSsn::parse(number)
                .map(|_| ())
                .map_err(|problem| (problem.code(), problem.position()))
        };
        for number in [
            "536-90-4399",
            "111-22-3333",
            "001-01-0001",
            "899-99-9999",
            "665 01 0001",
            "667010001",
        ] {
            assert_eq!(code(number), Ok(()), "{number}");
        }
        for (number, wrong) in [
            ("", ("missing", None)),
            ("1112-2333", ("length", None)),
            ("111-22-333O", ("character", Some(9))),
            ("000-22-3333", ("area_invalid", Some(1))),
            ("666-00-0000", ("area_invalid", Some(1))),
            ("900-22-3333", ("area_invalid", Some(1))),
            ("987-65-4320", ("area_invalid", Some(1))),
            ("111-00-3333", ("group_invalid", Some(4))),
            ("111-22-0000", ("serial_zero", Some(6))),
            ("078-05-1120", ("known_invalid", None)),
            ("219-09-9999", ("known_invalid", None)),
            ("457-55-5462", ("known_invalid", None)),
            ("123-45-6789", ("known_invalid", None)),
        ] {
            assert_eq!(code(number), Err(wrong), "{number}");
        }
    }
}
