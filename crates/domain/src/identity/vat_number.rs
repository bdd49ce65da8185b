//! VAT registration numbers of the United Kingdom.
//!
//! Nine digits, of which the last two check the first seven: their sum with weights 8 to 2, and the check digits, come to a multiple of 97.
//! Numbers given out since November 2009 (from 100 0000 on) have the same with 55 added, called *9755*. Twelve digits are nine with a branch. Government
//! departments have `GD` and 000 to 499, health authorities `HA` and 500 to 999; both are also written `GD8888` with the three digits and
//! their remainder modulo 97. `GB` may stand before, or `XI` for trade of Northern Ireland with the European Union.
//!
//! A single wrong digit is found, unless it turns a number of one series into one of the other: a third digit that is wrong by 7, or
//! a second digit that is wrong by 6.
//!
//! Sources: HMRC, *VAT number modulus 97 and 9755*, with the ranges in which numbers were given out under each; `stdnum.gb.vat` of
//! python-stdnum for numbers to try it with.

use serde_json::{Value as Json, json};

use super::number::{all, document, part, tidied, value, weighted};
use super::problem::{Expected, IdentityProblem, Part};
use super::{DocumentKind, DocumentNumber};

/// Countries that may stand before a number: Great Britain, Northern Ireland.
const COUNTRIES: [[char; 2]; 2] = [['G', 'B'], ['X', 'I']];
/// The lengths of numbers of digits.
const DIGITS: &[usize] = &[9, 12];
/// The first of the numbers whose check digits have 55 added.
const FIRST_9755: u32 = 1_000_000;
/// The lengths of numbers that begin with letters.
const LETTERS: &[usize] = &[5, 11];

/// Which check digits a number has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Series {
    /// The sum is a multiple of 97.
    Modulus97,
    /// The sum and 55 are a multiple of 97.
    Modulus9755,
    /// The letters of a department or authority.
    Body,
}

/// A VAT number whose check digits are right.
#[derive(Clone, PartialEq, Eq)]
pub struct UkVatNumber {
    number: DocumentNumber,
    series: Series,
    northern: bool,
}

document!(UkVatNumber);

impl UkVatNumber {
    /// Reads a VAT number, with or without its country.
    ///
    /// # Errors
    /// Characters, length, check digits, the range of departments and authorities.
    pub fn parse(typed: &str) -> Result<Self, IdentityProblem> {
        let text = tidied(typed);
        if text.is_empty() {
            return Err(IdentityProblem::Missing);
        }
        let country = COUNTRIES
            .iter()
            .find(|country| text.chars().take(2).eq(country.iter().copied()));
        let before = if country.is_some() { 2 } else { 0 };
        let number = text.get(before..).unwrap_or_default();
        let series = if number.starts_with("GD") || number.starts_with("HA") {
            body(number)
        } else {
            standard(number)
        };
        Ok(Self {
            series: series.map_err(|problem| problem.shifted(before))?,
            number: DocumentNumber::new(DocumentKind::UkVat, number.to_owned()),
            northern: country.is_some_and(|country| country.starts_with(&['X'])),
        })
    }

    /// What it says, by name.
    pub fn facts(&self) -> Json {
        let text = self.number.expose();
        let series = match self.series {
            Series::Modulus97 => "97",
            Series::Modulus9755 => "9755",
            Series::Body if text.starts_with('G') => "government_department",
            Series::Body => "health_authority",
        };
        let branch = (text.len() == 12).then(|| part(text, 9..12));
        let registered = if self.series == Series::Body {
            0
        } else {
            value(text, 0..7)
        };
        let listed = is_listed(self.series, registered);
        json!({ "series": series, "branch": branch, "northern_ireland": self.northern, "range_listed": listed })
    }
}

/// Nine digits, or twelve.
fn standard(number: &str) -> Result<Series, IdentityProblem> {
    if number.is_empty() {
        return Err(IdentityProblem::Missing);
    }
    all(number, 0, Expected::Digit)?;
    if !DIGITS.contains(&number.len()) {
        return Err(IdentityProblem::Length {
            found: number.len(),
            expected: DIGITS,
            line: None,
        });
    }
    let sum = weighted(part(number, 0..7), (2..=8).rev()) + value(number, 7..9);
    let registered = value(number, 0..7);
    match sum % 97 {
        0 if registered == 0 => Err(IdentityProblem::NumberRange { position: 1 }),
        0 if value(number, 7..9) < 97 => Ok(Series::Modulus97),
        42 if value(number, 7..9) < 97 && registered >= FIRST_9755 => Ok(Series::Modulus9755),
        _ => Err(IdentityProblem::CheckDigit {
            part: Part::Whole,
            position: 8,
            misreadings: Vec::new(),
        }),
    }
}

/// Is the number in a range that was given out, as public lists have it? They are not HMRC's own and may be old, so it is told and decides
/// nothing: those under modulus 97 from 010 0000 to 099 9999 are said to be references of other schemes.
const fn is_listed(series: Series, registered: u32) -> bool {
    match series {
        Series::Modulus97 => {
            matches!(registered, 1..=99_999 | 1_000_000..=9_490_000 | 9_700_001..=9_990_000)
        }
        Series::Modulus9755 => registered > FIRST_9755,
        Series::Body => true,
    }
}

/// A government department or a health authority.
fn body(number: &str) -> Result<Series, IdentityProblem> {
    all(part(number, 2..number.len()), 2, Expected::Digit)?;
    let from = match number.len() {
        5 => 2,
        11 if part(number, 2..6) == "8888" => 6,
        11 => return Err(IdentityProblem::PrefixUnknown { position: 3 }),
        found => {
            return Err(IdentityProblem::Length {
                found,
                expected: LETTERS,
                line: None,
            });
        }
    };
    let body = value(number, from..from + 3);
    if number.len() == 11 && body % 97 != value(number, 9..11) {
        return Err(IdentityProblem::CheckDigit {
            part: Part::Whole,
            position: 10,
            misreadings: Vec::new(),
        });
    }
    if number.starts_with("GD") == (body < 500) {
        Ok(Series::Body)
    } else {
        Err(IdentityProblem::NumberRange { position: from + 1 })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn code(number: &str) -> Result<(), (&'static str, Option<usize>)> {
        UkVatNumber::parse(number)
            .map(|_| ())
            .map_err(|problem| (problem.code(), problem.position()))
    }

    #[test]
    fn published_numbers_are_read() {
        // From python-stdnum, where they are said to be found on the web, and from HMRC's and other explanations of the check.
        for number in [
            "GB 002 4257 28",
            "GB 003232345",
            "GB 100 1950 75",
            "GB 100190874",
            "GB 102675046",
            "GB 232177091",
            "GB 242338087388",
            "GB 311 405 025",
            "GB 362 5866 29",
            "GB 417 2280 71",
            "GB 436 0630 72",
            "GB 495 2781 05",
            "GB 507 5768 25",
            "GB 521 6763 52",
            "GB 586 367 295",
            "GB 591 9373 01",
            "GB 605 8678 15",
            "GB 662 8564 06",
            "GB 698 550 577",
            "GB 733 4428 41",
            "GB 770 381 235",
            "GB 784 9117 89",
            "GB 808 6365 12",
            "GB 812 8333 44",
            "GB 818243334",
            "GB 823 531 352",
            "GB 829 9594 59",
            "GB 845788960",
            "GB 879 7056 62",
            "GB 881 3758 91",
            "GB 913 3041 68",
            "GB 933210951",
            "GB 975 8664 50",
            "GB 977 4872 51",
            "GB 980780684",
            "GB 997 7094 44",
            "GB260311213",
            "GB653599494",
            "GB974053902",
            "980780684",
            "GB831495816",
            "XI 980 7806 84",
            "337440071",
            "GD100",
            "GBGD001",
            "GD000",
            "GD499",
            "HA501",
            "GBHA599",
            "HA500",
            "HA999",
            "GD888810003",
            "HA888856782",
        ] {
            assert_eq!(code(number), Ok(()), "{number}");
        }
    }

    #[test]
    fn what_is_wrong_is_named() {
        for (number, wrong) in [
            ("", ("missing", None)),
            ("GB", ("missing", None)),
            ("802311781", ("check_digit", Some(8))),
            ("GB802311781", ("check_digit", Some(10))),
            ("9807806842", ("length", None)),
            ("9807806B4", ("character", Some(8))),
            ("001234567", ("check_digit", Some(8))),
            ("ZZ100", ("character", Some(1))),
            ("000000000", ("number_range", Some(1))),
            ("GD600", ("number_range", Some(3))),
            ("HA201", ("number_range", Some(3))),
            ("HA2011", ("length", None)),
            ("GD888860018", ("number_range", Some(7))),
            ("GD888810004", ("check_digit", Some(10))),
            ("GD999910003", ("prefix_unknown", Some(3))),
            ("GD8888567B2", ("character", Some(10))),
        ] {
            assert_eq!(code(number), Err(wrong), "{number}");
        }
    }

    #[test]
    fn ranges_that_are_not_listed_are_told_and_refuse_nothing() {
        let with = |registered: u32, plus: u32| {
            let first = format!("{registered:07}");
            let digits = (97 * 9 + plus - weighted(&first, (2..=8).rev())) % 97;
            format!("{first}{digits:02}")
        };
        let listed = |registered: u32, plus: u32| {
            let facts = UkVatNumber::parse(&with(registered, plus)).unwrap().facts();
            facts["range_listed"].as_bool().unwrap()
        };
        for registered in [1, 99_999, 1_000_000, 9_490_000, 9_700_001, 9_990_000] {
            assert!(listed(registered, 0), "{registered}");
        }
        for registered in [100_000, 999_999, 9_490_001, 9_700_000, 9_990_001, 9_999_999] {
            assert!(!listed(registered, 0), "{registered}");
        }
        assert!(listed(1_000_001, 42) && listed(9_999_999, 42) && !listed(1_000_000, 42));
        // Before 100 0000 nothing has 55 added.
        assert_eq!(code(&with(999_999, 42)), Err(("check_digit", Some(8))));
        assert_eq!(code(&with(12_345, 42)), Err(("check_digit", Some(8))));
    }

    proptest! {
        #[test]
        fn a_wrong_digit_is_found_unless_it_changes_the_series(registered in 1_000_001_u32..9_490_000, place in 0_usize..9, change in 1_u8..10, new in any::<bool>()) {
            let first = format!("{registered:07}");
            let plus = if new { 42 } else { 0 };
            let number = format!("{first}{:02}", (97 * 9 + plus - weighted(&first, (2..=8).rev())) % 97);
            prop_assert_eq!(code(&number), Ok(()));
            let mut damaged = number.clone().into_bytes();
            damaged[place] = b'0' + (damaged[place] - b'0' + change) % 10;
            let moved = i32::from(damaged[place]) - i32::from(number.as_bytes()[place]);
            let damaged = String::from_utf8(damaged).unwrap();
            let hides = (place == 1 && moved.abs() == 6) || (place == 2 && moved.abs() == 7);
            if !hides {
                prop_assert!(code(&damaged).is_err(), "{} {}", number, damaged);
            }
        }
    }
}
