//! Secrets of 256 bits as people and programs carry them: URL-safe base 64 without padding, 43 characters. Only their SHA-256 is kept.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use sha2::{Digest as _, Sha256};

/// Characters of a secret.
pub(crate) const CHARS: usize = 43;

pub(crate) fn encode(secret: &[u8; 32]) -> String {
    URL_SAFE_NO_PAD.encode(secret)
}

pub(crate) fn decode(text: &str) -> Option<[u8; 32]> {
    if text.len() != CHARS {
        return None;
    }
    URL_SAFE_NO_PAD.decode(text).ok()?.try_into().ok()
}

pub(crate) fn sha256(bytes: &[u8]) -> [u8; 32] {
    Sha256::digest(bytes).into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_secret_has_one_text() {
        let secret = [0xfb; 32];
        let text = encode(&secret);
        assert_eq!((text.len(), decode(&text)), (CHARS, Some(secret)));
        assert!(!text.contains(['+', '/', '=']));
        // The last character carries bits that no secret has: another spelling of the same secret is refused.
        let other = format!("{}v", &text[..CHARS - 1]);
        assert_ne!(text, other);
        assert_eq!(decode(&other), None);
        assert_eq!(decode(""), None);
    }
}
