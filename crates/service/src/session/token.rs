//! The token in a visitor's cookie.

use std::fmt;
use std::str::FromStr;

use pasar_store::session::TokenHash;
use subtle::ConstantTimeEq as _;

use crate::Context;
use crate::secret;

/// The token of a session: 256 bits that only the visitor has. Written as 43 URL-safe characters; `Debug` does not show it.
#[derive(Clone)]
pub struct SessionToken([u8; 32]);

/// The text is not a token.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("this is not the token of a session")]
pub struct InvalidToken;

impl SessionToken {
    /// A token that nobody has. A guest who has nothing to remember carries one without a row behind it.
    pub fn fresh(ctx: &Context) -> Self {
        Self(ctx.secret())
    }

    /// What the database keeps of it.
    pub fn hash(&self) -> TokenHash {
        secret::sha256(&self.0)
    }
}

impl PartialEq for SessionToken {
    fn eq(&self, other: &Self) -> bool {
        self.0.ct_eq(&other.0).into()
    }
}

impl Eq for SessionToken {}

impl fmt::Display for SessionToken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&secret::encode(&self.0))
    }
}

impl FromStr for SessionToken {
    type Err = InvalidToken;

    fn from_str(text: &str) -> Result<Self, InvalidToken> {
        secret::decode(text).map(Self).ok_or(InvalidToken)
    }
}

impl fmt::Debug for SessionToken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("SessionToken(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_is_read_as_it_was_written_and_never_shown() {
        let token = SessionToken([0xfe; 32]);
        let text = token.to_string();
        assert_eq!(text.parse(), Ok(token.clone()));
        assert_eq!(format!("{token:?}"), "SessionToken(…)");
        assert_ne!(token.hash(), token.0);
        for wrong in [
            "",
            "abc",
            &text[1..],
            &format!("{text}A"),
            &text.replace('-', "+"),
        ] {
            if wrong != text {
                assert_eq!(wrong.parse::<SessionToken>(), Err(InvalidToken), "{wrong}");
            }
        }
    }
}
