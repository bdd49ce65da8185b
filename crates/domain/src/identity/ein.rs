//! EIN, *Employer Identification Number*: the tax number of businesses in the United States.
//!
//! Nine digits, `PP-NNNNNNN`: a prefix of the campus or service that gave it out, and a serial number. There is no check digit: a
//! right structure alone proves nothing.
//!
//! Source: IRS, *How EINs are assigned and valid EIN prefixes*.

use serde_json::{Value as Json, json};

use super::number::{document, read, value};
use super::problem::{Expected, IdentityProblem};
use super::{DocumentKind, DocumentNumber};

/// An EIN whose structure is right.
#[derive(Clone, PartialEq, Eq)]
pub struct UsEin {
    number: DocumentNumber,
    assigned_by: &'static str,
}

document!(UsEin);

impl UsEin {
    /// Reads an EIN.
    ///
    /// # Errors
    /// Its characters, its length, its prefix, or a serial number of zero.
    pub fn parse(typed: &str) -> Result<Self, IdentityProblem> {
        let text = read(typed, Expected::Digit, &[9])?;
        let assigned_by =
            assigned_by(value(&text, 0..2)).ok_or(IdentityProblem::PrefixUnknown { position: 1 })?;
        if value(&text, 2..9) == 0 {
            return Err(IdentityProblem::SerialZero { position: 3 });
        }
        Ok(Self {
            number: DocumentNumber::new(DocumentKind::UsEin, text),
            assigned_by,
        })
    }

    /// What it says, by name.
    pub fn facts(&self) -> Json {
        json!({ "assigned_by": self.assigned_by })
    }
}

/// The campus, or other place, that gives out numbers with this prefix. Where the IRS lists two, the one that does so now.
const fn assigned_by(prefix: u32) -> Option<&'static str> {
    Some(match prefix {
        1..=6 | 11 | 13 | 14 | 16 | 21..=23 | 25 | 34 | 51 | 52 | 54..=59 | 65 => "Brookhaven",
        10 | 12 => "Andover",
        15 | 24 => "Fresno",
        20 | 26 | 27 | 45..=47 | 81..=88 => "Internet",
        30 | 32 | 35..=38 | 61 => "Cincinnati",
        31 => "Small Business Administration",
        33 | 39 | 41..=43 | 48 | 62..=64 | 66 | 68 | 71..=77 | 91..=93 | 98 | 99 => "Philadelphia",
        40 | 44 => "Kansas City",
        50 | 53 => "Austin",
        60 | 67 => "Atlanta",
        80 | 90 => "Ogden",
        94 | 95 => "Memphis",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn prefixes_are_those_of_the_list() {
        let none: Vec<u32> = (0..100).filter(|prefix| assigned_by(*prefix).is_none()).collect();
        assert_eq!(
            none,
            [0, 7, 8, 9, 17, 18, 19, 28, 29, 49, 69, 70, 78, 79, 89, 96, 97]
        );
    }

    #[test]
    fn each_part_is_checked() {
        let code = |number| UsEin::parse(number).map(|_| ()).map_err(|problem| problem.code());
        assert_eq!(code("91-1144442"), Ok(()));
        assert_eq!(code("04-2103594"), Ok(()));
        assert_eq!(code(""), Err("missing"));
        assert_eq!(code("07-1144442"), Err("prefix_unknown"));
        assert_eq!(code("91-114444"), Err("length"));
        assert_eq!(code("91-114444Z"), Err("character"));
        assert_eq!(code("91-0000000"), Err("serial_zero"));
        assert_eq!(
            UsEin::parse("04-2103594").unwrap().facts()["assigned_by"],
            "Brookhaven"
        );
    }
}
