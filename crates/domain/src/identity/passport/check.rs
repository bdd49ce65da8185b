//! Check digits of machine-readable zones: ICAO Doc 9303-3, section 4.9.

use crate::identity::number::{part, weighted};
use crate::identity::problem::{IdentityProblem, Misreading, Part, look_alike};

/// A check digit: what it checks, and where both stand in the two lines together, from 0.
struct Check {
    part: Part,
    checked: &'static [(usize, usize)],
    digit: usize,
}

/// The check digits in the order of the lines.
const CHECKS: [Check; 5] = [
    Check {
        part: Part::Number,
        checked: &[(44, 53)],
        digit: 53,
    },
    Check {
        part: Part::BirthDate,
        checked: &[(57, 63)],
        digit: 63,
    },
    Check {
        part: Part::ExpiryDate,
        checked: &[(65, 71)],
        digit: 71,
    },
    Check {
        part: Part::PersonalNumber,
        checked: &[(72, 86)],
        digit: 86,
    },
    Check {
        part: Part::Composite,
        checked: &[(44, 54), (57, 64), (65, 87)],
        digit: 87,
    },
];

impl Check {
    fn holds(&self, lines: &str) -> bool {
        let checked: String = self
            .checked
            .iter()
            .map(|&(from, to)| part(lines, from..to))
            .collect();
        let written = part(lines, self.digit..self.digit + 1);
        // An optional field that is empty may leave its check digit empty, too.
        if written == "<" {
            return self.part == Part::PersonalNumber && checked.bytes().all(|byte| byte == b'<');
        }
        written == check_digit(&checked).to_string()
    }

    /// The places of what is checked and of the check digit.
    fn places(&self) -> impl Iterator<Item = usize> {
        self.checked
            .iter()
            .flat_map(|&(from, to)| from..to)
            .chain([self.digit])
    }
}

/// The check digit of a text: `0` to `9` count as such, `A` to `Z` as 10 to 35, `<` as 0; weights 7, 3, 1 from the left; modulo 10.
pub(in crate::identity) fn check_digit(text: &str) -> u32 {
    weighted(&text.replace('<', "0"), [7, 3, 1].into_iter().cycle()) % 10
}

/// Checks every check digit of the two lines together.
///
/// # Errors
/// [`IdentityProblem::CheckDigit`] of the first that is wrong.
pub(in crate::identity) fn check(lines: &str) -> Result<(), IdentityProblem> {
    match CHECKS.iter().find(|check| !check.holds(lines)) {
        None => Ok(()),
        Some(wrong) => Err(IdentityProblem::CheckDigit {
            part: wrong.part,
            position: wrong.digit + 1,
            misreadings: misreadings(wrong, lines),
        }),
    }
}

/// The characters each of which, taken for another that looks like it, explains everything that is wrong.
fn misreadings(wrong: &Check, lines: &str) -> Vec<Misreading> {
    let found = wrong.places().filter_map(|place| {
        let letter = part(lines, place..place + 1).chars().next()?;
        // Letters stand in the two numbers only.
        let may_be_letter = (44..53).contains(&place) || (72..86).contains(&place);
        let perhaps = look_alike(letter).filter(|other| may_be_letter || other.is_ascii_digit())?;
        let mut mended = lines.to_owned();
        mended.replace_range(place..place + 1, perhaps.encode_utf8(&mut [0; 4]));
        let holds = CHECKS.iter().all(|check| check.holds(&mended));
        holds.then_some(Misreading {
            position: place + 1,
            found: letter,
            perhaps,
        })
    });
    found.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_examples_of_the_standard_hold() {
        // Doc 9303-3, section 4.9, examples 1 and 2, and appendix A.
        assert_eq!(check_digit("520727"), 3);
        assert_eq!(check_digit("AB2134<<<"), 5);
        assert_eq!(check_digit("HA672242<658022549601086<<<<<<<<<<<<<<0"), 8);
        assert_eq!(
            check_digit("D231458907<<<<<<<<<<<<<<<34071279507122<<<<<<<<<<"),
            2
        );
    }
}
