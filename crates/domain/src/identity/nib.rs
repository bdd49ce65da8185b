//! NIB, *Nomor Induk Berusaha*: the number of a business in Indonesia's Online Single Submission.
//!
//! Thirteen digits, given out by the OSS system. How they are made is not published, and neither is a check digit if they have one: a
//! right structure alone proves nothing. Whether a NIB exists is seen at oss.go.id.
//!
//! Source: Government Regulation 5/2021 on risk-based business licensing, article 176 and the explanation of the OSS system there.

use serde_json::{Value as Json, json};

use super::number::{document, read};
use super::problem::{Expected, IdentityProblem};
use super::{DocumentKind, DocumentNumber};

/// A NIB whose structure is right.
#[derive(Clone, PartialEq, Eq)]
pub struct Nib {
    number: DocumentNumber,
}

document!(Nib);

impl Nib {
    /// Reads a NIB.
    ///
    /// # Errors
    /// Its characters, its length, or that it is nothing but zeros.
    pub fn parse(typed: &str) -> Result<Self, IdentityProblem> {
        let text = read(typed, Expected::Digit, &[13])?;
        if text.bytes().all(|digit| digit == b'0') {
            return Err(IdentityProblem::SerialZero { position: 1 });
        }
        Ok(Self {
            number: DocumentNumber::new(DocumentKind::Nib, text),
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
    fn the_shape_is_checked() {
        let code = |number| Nib::parse(number).map(|_| ()).map_err(|problem| problem.code());
        assert_eq!(code("9120001042693"), Ok(()));
        assert_eq!(code("0220 0012 3456 7"), Ok(()));
        assert_eq!(code(""), Err("missing"));
        assert_eq!(code("912000104269"), Err("length"));
        assert_eq!(code("91200010426931"), Err("length"));
        assert_eq!(code("912000104269X"), Err("character"));
        assert_eq!(code("0000000000000"), Err("serial_zero"));
    }
}
