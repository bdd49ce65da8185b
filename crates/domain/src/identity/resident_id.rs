//! The resident identity number of China.
//!
//! Eighteen characters of GB 11643-1999: six digits for the place where the number was given (GB/T 2260), the day of birth (`YYYYMMDD`), three digits
//! of which the last is odd for men and even for women, and a check character (ISO 7064, MOD 11-2; `X` is ten). Permits of residents from
//! Hong Kong, Macao and Taiwan have the same form with 81, 82 and 83. Numbers of fifteen digits have not counted since 2013.
//!
//! The check character finds every single wrong character and every swap of neighbours.
//!
//! Sources: the standard; *Law on resident identity cards*, articles 3 and 23; `stdnum.cn.ric` of python-stdnum for numbers to
//! try it with.

use chrono::NaiveDate;
use serde_json::{Value as Json, json};

use super::birth::{Sex, full};
use super::china::province;
use super::number::{all, document, part, read, value};
use super::problem::{Expected, IdentityProblem, Part};
use super::{Difference, DocumentKind, DocumentNumber, Stated};

/// The characters of a number.
const CHARS: usize = 18;
/// The digits of the old form.
const OLD_CHARS: usize = 15;

/// A resident identity number whose structure and check character are right.
#[derive(Clone, PartialEq, Eq)]
pub struct ChinaResidentId {
    number: DocumentNumber,
    province: &'static str,
    birth: NaiveDate,
    sex: Sex,
}

document!(ChinaResidentId);

impl ChinaResidentId {
    /// Reads a number of somebody who is born on `on` or before.
    ///
    /// What the check character guards is judged first: as long as it is wrong, nothing that the number says is worth a complaint.
    ///
    /// # Errors
    /// Characters, length, check character, province, day of birth. The old form is refused as such.
    pub fn parse(typed: &str, on: NaiveDate) -> Result<Self, IdentityProblem> {
        let text = match read(typed, Expected::DigitOrX, &[CHARS]) {
            Err(IdentityProblem::Length { found: OLD_CHARS, .. }) => {
                return Err(IdentityProblem::OldForm { expected: CHARS });
            }
            read => read?,
        };
        all(part(&text, 0..17), 0, Expected::Digit)?;
        if text.chars().last() != check_character(part(&text, 0..17)) {
            return Err(IdentityProblem::CheckDigit {
                part: Part::Whole,
                position: CHARS,
                misreadings: Vec::new(),
            });
        }
        let province = province(&text, 0)?;
        let birth = full(
            value(&text, 6..10),
            value(&text, 10..12),
            value(&text, 12..14),
            on,
            7,
        )?;
        let sex = if value(&text, 16..17).is_multiple_of(2) {
            Sex::Female
        } else {
            Sex::Male
        };
        Ok(Self {
            number: DocumentNumber::new(DocumentKind::ChinaResidentId, text),
            province,
            birth,
            sex,
        })
    }

    /// When the holder was born.
    pub const fn birth(&self) -> NaiveDate {
        self.birth
    }

    /// The holder's sex.
    pub const fn sex(&self) -> Sex {
        self.sex
    }

    /// How it differs from what its holder says.
    pub fn differences(&self, stated: &Stated) -> Vec<Difference> {
        let mut differences = Vec::new();
        if stated.born.is_some_and(|born| born != self.birth) {
            differences.push(Difference::BirthDate);
        }
        if stated.sex.is_some_and(|sex| sex != self.sex) {
            differences.push(Difference::Sex);
        }
        let elsewhere =
            |code: &String| code.is_empty() || !part(self.number.expose(), 0..6).starts_with(code.as_str());
        if stated.region.as_ref().is_some_and(elsewhere) {
            differences.push(Difference::Region);
        }
        differences
    }

    /// What it says, by name.
    pub fn facts(&self) -> Json {
        json!({
            "division": part(self.number.expose(), 0..6),
            "province": self.province,
            "birth_date": self.birth,
            "sex": self.sex,
        })
    }
}

/// The check character of seventeen digits: weights are powers of two, modulo 11; together with it the sum leaves 1.
fn check_character(text: &str) -> Option<char> {
    let sum = super::number::digits(text).fold(0, |sum, digit| (sum + digit) * 2 % 11);
    match (12 - sum) % 11 {
        10 => Some('X'),
        digit => char::from_digit(digit, 10),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn on() -> NaiveDate {
        "2026-11-30".parse().unwrap()
    }

    fn code(number: &str) -> Result<(), (&'static str, Option<usize>)> {
        ChinaResidentId::parse(number, on())
            .map(|_| ())
            .map_err(|problem| (problem.code(), problem.position()))
    }

    fn made(first: &str) -> String {
        format!("{first}{}", check_character(first).unwrap())
    }

    #[test]
    fn published_numbers_are_read() {
        // From python-stdnum, and the examples of the standard.
        for number in [
            "360426199101010071",
            "44011320141005001x",
            "412723199010050012",
            "110102199101010078",
            "120110198012010073",
            "11010519491231002X",
            "440524188001010014",
        ] {
            let expected = if number.starts_with("440524") {
                Err(("date_implausible", Some(7)))
            } else {
                Ok(())
            };
            assert_eq!(code(number), expected, "{number}");
        }
        let woman = ChinaResidentId::parse("11010519491231002X", on()).unwrap();
        assert_eq!(
            (woman.sex(), woman.birth()),
            (Sex::Female, "1949-12-31".parse().unwrap())
        );
        assert_eq!(woman.facts()["province"], "Beijing");
        assert_eq!(format!("{woman:?}"), "cn-resident-id(…2X)");
    }

    #[test]
    fn each_part_is_checked() {
        for (number, wrong) in [
            (String::new(), ("missing", None)),
            ("T60426199101010078".to_owned(), ("character", Some(1))),
            ("3604261991010X0071".to_owned(), ("character", Some(14))),
            ("36042619910101007".to_owned(), ("length", None)),
            ("360426910101007".to_owned(), ("old_form", None)),
            ("36042619910102009X".to_owned(), ("check_digit", Some(18))),
            (made("99042619911201007"), ("division_unknown", Some(1))),
            (made("36042619911301007"), ("date_impossible", Some(7))),
            (made("36042619910229007"), ("date_impossible", Some(7))),
            (made("36042620261201007"), ("date_in_future", Some(7))),
        ] {
            assert_eq!(code(&number), Err(wrong), "{number}");
        }
    }

    #[test]
    fn it_is_compared_with_what_is_stated() {
        let number = ChinaResidentId::parse("360426199101010071", on()).unwrap();
        let stated = |born: &str, sex| Stated {
            born: Some(born.parse().unwrap()),
            sex: Some(sex),
            ..Stated::default()
        };
        assert_eq!(number.differences(&stated("1991-01-01", Sex::Male)), []);
        assert_eq!(
            number.differences(&stated("1991-01-02", Sex::Female)),
            [Difference::BirthDate, Difference::Sex]
        );
    }

    proptest! {
        #[test]
        fn every_wrong_digit_and_every_swap_of_neighbours_is_found(days in 0_u64..30_000, serial in 0_u32..1_000, place in 0_usize..17, change in 1_u8..10) {
            let born = "1930-01-01".parse::<NaiveDate>().unwrap() + chrono::Days::new(days);
            let number = made(&format!("360426{}{serial:03}", born.format("%Y%m%d")));
            prop_assert_eq!(code(&number), Ok(()));
            let mut damaged = number.clone().into_bytes();
            damaged[place] = b'0' + (damaged[place] - b'0' + change) % 10;
            prop_assert_eq!(code(&String::from_utf8(damaged).unwrap()), Err(("check_digit", Some(18))));
            let mut swapped = number.clone().into_bytes();
            swapped.swap(place, place + 1);
            let swapped = String::from_utf8(swapped).unwrap();
            if swapped != number {
                prop_assert!(code(&swapped).is_err());
            }
        }
    }
}
