//! ITIN, *Individual Taxpayer Identification Number*: for people in the United States' taxes who cannot have an SSN.
//!
//! Nine digits like an SSN, of which the first is 9 and the fourth and fifth are 50 to 65, 70 to 88, 90 to 92, or 94 to 99. There is no check
//! digit: a right structure alone proves nothing.
//!
//! Source: Internal Revenue Manual 3.21.263, *IRS Individual Taxpayer Identification Number (ITIN) Real-Time System*.

use serde_json::{Value as Json, json};

use super::number::{document, read, value};
use super::problem::{Expected, IdentityProblem};
use super::{DocumentKind, DocumentNumber};

/// An ITIN whose structure is right.
#[derive(Clone, PartialEq, Eq)]
pub struct UsItin {
    number: DocumentNumber,
}

document!(UsItin);

impl UsItin {
    /// Reads an ITIN.
    ///
    /// # Errors
    /// Its characters, its length, its first digit, or its group.
    pub fn parse(typed: &str) -> Result<Self, IdentityProblem> {
        let text = read(typed, Expected::Digit, &[9])?;
        if !text.starts_with('9') {
            return Err(IdentityProblem::AreaInvalid { position: 1 });
        }
        if !matches!(value(&text, 3..5), 50..=65 | 70..=88 | 90..=92 | 94..=99) {
            return Err(IdentityProblem::GroupInvalid { position: 4 });
        }
        Ok(Self {
            number: DocumentNumber::new(DocumentKind::UsItin, text),
        })
    }

    /// What it says: nothing.
    pub fn facts(&self) -> Json {
        json!({})
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_part_is_checked() {
        let code = |number: &str| {
            UsItin::parse(number)
                .map(|_| ())
                .map_err(|problem| problem.code())
        };
        assert_eq!(code("912-90-3456"), Ok(()));
        assert_eq!(code(""), Err("missing"));
        assert_eq!(code("912-90-345"), Err("length"));
        assert_eq!(code("912-9A-3456"), Err("character"));
        assert_eq!(code("123-45-6789"), Err("area_invalid"));
        let groups: Vec<u32> = (0..100)
            .filter(|group| code(&format!("900{group:02}0001")).is_ok())
            .collect();
        let expected: Vec<u32> = (50..=65).chain(70..=88).chain(90..=92).chain(94..=99).collect();
        assert_eq!(groups, expected);
        assert_eq!(code("912-93-4567"), Err("group_invalid"));
    }
}
