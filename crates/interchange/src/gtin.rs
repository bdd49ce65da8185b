//! Barcode numbers (GTIN-8, -12, -13, -14) and their check digit.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::Problem;

/// A Global Trade Item Number of 8, 12, 13 or 14 digits whose check digit is right.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Gtin(String);

impl Gtin {
    /// The digits, with leading zeros.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Reads a cell. Spaces and hyphens between the digits do not matter. Digits that a spreadsheet cut from the front are
    /// put back only when exactly one or two zeros make a number of a real length whose check digit is right; the second
    /// result says so.
    ///
    /// # Errors
    /// [`Problem::ScientificNumber`], [`Problem::NotABarcode`], [`Problem::WrongCheckDigit`],
    /// [`Problem::BarcodeTooShort`].
    pub fn read(cell: &str) -> Result<(Self, bool), Problem> {
        if crate::text::excel::is_scientific(cell) {
            return Err(Problem::ScientificNumber);
        }
        let cell = cell.strip_suffix(".0").unwrap_or(cell); // a spreadsheet's number column
        let digits: String = cell.chars().filter(|c| !c.is_whitespace() && *c != '-').collect();
        if digits.is_empty() || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
            return Err(Problem::NotABarcode);
        }
        if digits.bytes().all(|byte| byte == b'0') {
            return Err(Problem::NotABarcode); // a placeholder; its check digit happens to be right
        }
        let expected = check_digit(&digits);
        let is_right = digits.ends_with(expected);
        match digits.len() {
            8 | 12 | 13 | 14 if is_right => Ok((Self(digits), false)),
            8 | 12 | 13 | 14 => Err(Problem::WrongCheckDigit { expected }),
            7 if is_right => Ok((Self(format!("0{digits}")), true)),
            10 | 11 if is_right => Ok((Self(format!("{digits:0>12}")), true)),
            7..=11 => Err(Problem::BarcodeTooShort { digits: digits.len() }),
            _ => Err(Problem::NotABarcode),
        }
    }
}

/// The check digit (modulo 10, weights 3 and 1 from the right) for digits that end in one, whatever that one is.
fn check_digit(digits: &str) -> char {
    let sum: u32 = digits
        .chars()
        .rev()
        .skip(1)
        .filter_map(|character| character.to_digit(10))
        .enumerate()
        .map(|(place, digit)| if place % 2 == 0 { digit * 3 } else { digit })
        .sum();
    char::from_digit((10 - sum % 10) % 10, 10).unwrap_or('0')
}

impl TryFrom<String> for Gtin {
    type Error = Problem;

    fn try_from(text: String) -> Result<Self, Problem> {
        Self::read(&text).map(|(gtin, _)| gtin)
    }
}

impl From<Gtin> for String {
    fn from(gtin: Gtin) -> Self {
        gtin.0
    }
}

impl fmt::Display for Gtin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(cell: &str) -> Result<(String, bool), Problem> {
        Gtin::read(cell).map(|(gtin, repaired)| (gtin.0, repaired))
    }

    #[test]
    fn right_numbers_of_every_length_are_taken() {
        for number in [
            "96385074",
            "036000291452",
            "4006381333931",
            "8992761002015",
            "10012345678902",
        ] {
            assert_eq!(read(number), Ok((number.to_owned(), false)), "{number}");
        }
        assert_eq!(read("4 006381-333931"), Ok(("4006381333931".to_owned(), false)));
    }

    #[test]
    fn a_wrong_digit_says_which_is_expected() {
        assert_eq!(
            read("4006381333932"),
            Err(Problem::WrongCheckDigit { expected: '1' })
        );
    }

    #[test]
    fn lost_zeros_return_only_when_the_check_digit_proves_them() {
        assert_eq!(read("36000291452"), Ok(("036000291452".to_owned(), true)));
        assert_eq!(read("36000291453"), Err(Problem::BarcodeTooShort { digits: 11 }));
    }

    #[test]
    fn spreadsheet_damage_and_placeholders_are_named() {
        assert_eq!(read("8.99276E+12"), Err(Problem::ScientificNumber));
        assert_eq!(read("8,99276E+12"), Err(Problem::ScientificNumber));
        assert_eq!(read("0000000000000"), Err(Problem::NotABarcode));
        assert_eq!(read("KAOS-01"), Err(Problem::NotABarcode));
    }
}
