//! Indexes that find equal numbers without saying which they are.

use std::fmt;

use hmac::{Hmac, KeyInit as _, Mac as _};
use sha2::Sha256;

/// A keyed hash of a document's number in a market. Without the key nobody can tell which number it is, not even by trying all of them.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct BlindIndex([u8; 32]);

impl fmt::Debug for BlindIndex {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("BlindIndex(…)")
    }
}

impl BlindIndex {
    /// The bytes, for keeping and comparing.
    pub const fn bytes(&self) -> &[u8; 32] {
        &self.0
    }

    /// The hash of these words, none of which runs into the next: each comes with its length.
    pub(crate) fn of(key: &[u8; 64], words: [&str; 3]) -> Self {
        let mut mac = <Hmac<Sha256>>::new(key.into());
        for word in words {
            let length = u64::try_from(word.len()).unwrap_or(u64::MAX);
            mac.update(&length.to_be_bytes());
            mac.update(word.as_bytes());
        }
        Self(mac.finalize().into_bytes().into())
    }
}
