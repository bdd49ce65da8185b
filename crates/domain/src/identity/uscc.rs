//! USCC, *Unified Social Credit Code*: the number of businesses and other organisations in China.
//!
//! Eighteen characters of GB 32100-2015 (with amendment 1 of 2016): the department that registers, the category of what it registers, six digits for
//! the place of registration (GB/T 2260), the nine characters of the organisation code with a check character of its own (GB 11714-1997, weights 3,
//! 7, 9, 10, 5, 8, 4, 2 modulo 11), and a check character over all (weights 3 to the power of the place, modulo 31). The alphabet has 31
//! characters: digits, and capital letters without I, O, S, V and Z.
//!
//! The check character finds every single wrong character, and every swap of two but that of the first with the last, which weigh the same. Whether an organisation exists is seen at
//! gsxt.gov.cn.
//!
//! Sources: the standards; *Plan for the unified social credit code* of the State Council (Guofa 2015/33); `stdnum.cn.uscc` of
//! python-stdnum for numbers to try it with.

use serde_json::{Value as Json, json};

use super::china::province;
use super::number::{all, document, part, read, value, weighted};
use super::problem::{Expected, IdentityProblem, Part};
use super::{DocumentKind, DocumentNumber};

/// The alphabet in the order of its values.
const ALPHABET: &str = "0123456789ABCDEFGHJKLMNPQRTUWXY";
/// How many characters it has.
const MODULUS: usize = 31;
/// The division under which the central registration authority itself registers.
const CENTRAL: u32 = 10;

/// A credit code whose structure and check character are right.
#[derive(Clone, PartialEq, Eq)]
pub struct ChinaUscc {
    number: DocumentNumber,
    department: &'static str,
    province: Option<&'static str>,
    organisation_check: bool,
}

document!(ChinaUscc);

impl ChinaUscc {
    /// Reads a credit code.
    ///
    /// What the check character guards is judged first: as long as it is wrong, nothing that the code says is worth a complaint.
    ///
    /// # Errors
    /// Characters, length, check character, department, category, division.
    pub fn parse(typed: &str) -> Result<Self, IdentityProblem> {
        let text = read(typed, Expected::CreditCode, &[18])?;
        all(part(&text, 2..8), 2, Expected::Digit)?;
        if check_character(part(&text, 0..17)) != text.chars().last() {
            return Err(IdentityProblem::CheckDigit {
                part: Part::Whole,
                position: 18,
                misreadings: Vec::new(),
            });
        }
        let (department, categories) =
            department(part(&text, 0..1)).ok_or(IdentityProblem::DepartmentUnknown { position: 1 })?;
        if !categories.contains(part(&text, 1..2)) {
            return Err(IdentityProblem::CategoryUnknown { position: 2 });
        }
        let province = if value(&text, 2..4) == CENTRAL {
            None
        } else {
            Some(province(&text, 2)?)
        };
        Ok(Self {
            // Told, not decided by: the standard of credit codes asks for the check character over all, and codes are in use whose inner
            // one follows no rule.
            organisation_check: organisation_check(part(&text, 8..16)) == text.chars().nth(16),
            number: DocumentNumber::new(DocumentKind::ChinaUscc, text),
            department,
            province,
        })
    }

    /// What it says, by name.
    pub fn facts(&self) -> Json {
        let text = self.number.expose();
        json!({
            "department": self.department,
            "category": part(text, 1..2),
            "division": part(text, 2..8),
            "province": self.province,
            "organisation_code_check": self.organisation_check,
        })
    }
}

/// The check character of seventeen characters.
fn check_character(text: &str) -> Option<char> {
    let mut weight = 1;
    let mut sum = 0;
    for letter in text.chars() {
        sum += ALPHABET.find(letter)? * weight;
        weight = weight * 3 % MODULUS;
    }
    ALPHABET.chars().nth((MODULUS - sum % MODULUS) % MODULUS)
}

/// The check character of the eight first characters of an organisation code; `X` is ten.
fn organisation_check(text: &str) -> Option<char> {
    match 11 - weighted(text, [3, 7, 9, 10, 5, 8, 4, 2]) % 11 {
        10 => Some('X'),
        11 => Some('0'),
        digit => char::from_digit(digit, 10),
    }
}

/// The department that registers under a character, and its categories: GB 32100-2015, table 1, with villages' and
/// neighbourhoods' committees (54, 55), which the Ministry of Civil Affairs added in 2017.
fn department(letter: &str) -> Option<(&'static str, &'static str)> {
    Some(match letter {
        "1" => ("staffing of public institutions", "1239"),
        "2" => ("foreign affairs", "19"),
        "3" => ("justice", "123459"),
        "4" => ("culture", "19"),
        "5" => ("civil affairs", "123459"),
        "6" => ("tourism", "129"),
        "7" => ("religious affairs", "129"),
        "8" => ("trade unions", "19"),
        "9" => ("market regulation", "123"),
        "A" => ("central military commission", "19"),
        "N" => ("agriculture", "1239"),
        "Y" => ("other", "1"),
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn code(number: &str) -> Result<(), (&'static str, Option<usize>)> {
        ChinaUscc::parse(number)
            .map(|_| ())
            .map_err(|problem| (problem.code(), problem.position()))
    }

    /// A code with these first sixteen characters and right check characters.
    fn made(first: &str) -> String {
        let inner = organisation_check(&first[8..16]).unwrap();
        let text = format!("{first}{inner}");
        let last = check_character(&text).unwrap();
        format!("{text}{last}")
    }

    #[test]
    fn published_codes_are_read() {
        // From python-stdnum, where they are said to be found on the web, and that of a bank of the central register.
        for number in [
            "91110000600037341L",
            "121200004013590816",
            "911522010783762860",
            "91152201078377449P",
            "9115220107837941X1",
            "91310115MA1K3BTP2B",
            "91340600MA2PBM9HXD",
            "91340621MA2PBPLU08",
            "9144030071526726XG",
            "9162010567592034XQ",
            "91620105L015101280",
            "92340602MA2PBQAH7E",
            "92340603MA2PBMCG0U",
            "91 110000 600037341l",
            "91100000100003962T",
        ] {
            assert_eq!(code(number), Ok(()), "{number}");
        }
    }

    #[test]
    fn each_part_is_checked() {
        for (number, wrong) in [
            (String::new(), ("missing", None)),
            ("12345".to_owned(), ("length", None)),
            ("9111000060003IOZSV".to_owned(), ("character", Some(14))),
            ("9111A00060003734AL".to_owned(), ("character", Some(5))),
            ("91110000600037341N".to_owned(), ("check_digit", Some(18))),
            (made("B111000060003734"), ("department_unknown", Some(1))),
            (made("9411000060003734"), ("category_unknown", Some(2))),
            (made("9199000060003734"), ("division_unknown", Some(3))),
        ] {
            assert_eq!(code(&number), Err(wrong), "{number}");
        }
        // The check character over all is right, that of the organisation code is not: that is told.
        let inner = "9111000060003734".to_owned() + "2";
        let last = check_character(&inner).unwrap();
        let told =
            |number: &str| ChinaUscc::parse(number).unwrap().facts()["organisation_code_check"].clone();
        assert_eq!(told(&format!("{inner}{last}")), false);
        assert_eq!(told("91110000600037341L"), true);
    }

    #[test]
    fn letters_outside_the_alphabet_are_suggested_as_digits() {
        let problem = ChinaUscc::parse("9111O000600037341L").unwrap_err();
        assert!(matches!(
            problem,
            IdentityProblem::Character {
                position: 5,
                perhaps: Some('0'),
                ..
            }
        ));
    }

    proptest! {
        #[test]
        fn every_wrong_character_and_every_swap_but_the_outermost_is_found(body in "[0-9A-HJ-NPQRTUWXY]{8}", place in 0_usize..18, other in 0_usize..31, second in 0_usize..18) {
            let number = made(&format!("91110000{body}"));
            prop_assert_eq!(code(&number), Ok(()));
            let mut letters: Vec<char> = number.chars().collect();
            let before = letters[place];
            letters[place] = ALPHABET.chars().nth(other).unwrap();
            if letters[place] != before {
                prop_assert!(code(&letters.iter().collect::<String>()).is_err());
            }
            letters[place] = before;
            letters.swap(place, second);
            if letters[place] != before && place.abs_diff(second) != 17 {
                prop_assert!(code(&letters.iter().collect::<String>()).is_err());
            }
        }
    }
}
