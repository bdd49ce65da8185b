//! The secret of a key.

use std::fmt;
use std::str::FromStr;

use crate::{Context, secret};

/// What a secret begins with, so that people and scanners of leaked secrets know what they see.
const PREFIX: &str = "pasar_";

/// The secret of a key: `pasar_` and 43 URL-safe characters. It is shown once; `Debug` does not show it.
#[derive(Clone)]
pub struct ApiSecret([u8; 32]);

/// The text is not the secret of a key.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("this is not an API key; keys begin with `pasar_`")]
pub struct InvalidSecret;

impl ApiSecret {
    pub(super) fn fresh(ctx: &Context) -> Self {
        Self(ctx.secret())
    }

    /// What the database keeps of it.
    pub(super) fn hash(&self) -> [u8; 32] {
        secret::sha256(&self.0)
    }
}

impl fmt::Display for ApiSecret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{PREFIX}{}", secret::encode(&self.0))
    }
}

impl FromStr for ApiSecret {
    type Err = InvalidSecret;

    fn from_str(text: &str) -> Result<Self, InvalidSecret> {
        let encoded = text.strip_prefix(PREFIX).ok_or(InvalidSecret)?;
        secret::decode(encoded).map(Self).ok_or(InvalidSecret)
    }
}

impl fmt::Debug for ApiSecret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("ApiSecret(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_secret_is_read_as_it_was_written_and_never_shown() {
        let secret = ApiSecret([9; 32]);
        let text = secret.to_string();
        assert_eq!(text.len(), 49);
        assert_eq!(text.parse::<ApiSecret>().unwrap().0, secret.0);
        assert_eq!(format!("{secret:?}"), "ApiSecret(…)");
        for wrong in [
            "",
            "pasar_",
            &text[6..],
            &text.replace("pasar", "bazar"),
            &format!("{text} "),
        ] {
            assert_eq!(wrong.parse::<ApiSecret>().unwrap_err(), InvalidSecret, "{wrong}");
        }
    }
}
