//! Data keys, and what they seal.

use std::fmt;

use chacha20poly1305::aead::{Aead as _, Payload};
use chacha20poly1305::{Key, KeyInit as _, XChaCha20Poly1305, XNonce};
use zeroize::Zeroizing;

use crate::keyring::MasterKeyId;

/// How sealed bytes begin: the form in which they are sealed, so that another one may follow.
const FORM: u8 = 1;
const NONCE_BYTES: usize = 24;

/// Twenty-four bytes of chance, never used twice.
pub type Nonce = [u8; NONCE_BYTES];

/// What was opened; its memory is overwritten when it is dropped.
pub type Opened = Zeroizing<Vec<u8>>;

/// The bytes were not opened: they were changed, or are of another seller, record, field or key. Which, nobody can tell.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("sealed data could not be opened: it was changed, or belongs elsewhere, or its key is another")]
pub struct Refused;

/// Where sealed bytes belong. They can be opened there and nowhere else.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Place<'a> {
    /// The id of whom they are about.
    pub owner: [u8; 16],
    /// The id of the record that they are part of.
    pub record: [u8; 16],
    /// The part.
    pub field: &'a str,
}

impl Place<'_> {
    /// The bytes that are authenticated along with what is sealed: of fixed length but for the last, and so different for different places.
    fn bound(&self) -> Vec<u8> {
        let parts: [&[u8]; 4] = [
            b"pasar place\x01",
            &self.owner,
            &self.record,
            self.field.as_bytes(),
        ];
        parts.concat()
    }
}

/// The key that seals the data of one seller. `Debug` shows nothing, and its memory is overwritten when it is dropped.
#[derive(Clone)]
pub struct DataKey(Zeroizing<[u8; 32]>);

impl fmt::Debug for DataKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("DataKey(…)")
    }
}

impl DataKey {
    /// A key of these bytes of chance.
    pub fn new(bytes: [u8; 32]) -> Self {
        Self(Zeroizing::new(bytes))
    }

    pub(crate) fn of_slice(bytes: &[u8]) -> Option<Self> {
        Some(Self(Zeroizing::new(bytes.try_into().ok()?)))
    }

    pub(crate) fn bytes(&self) -> &[u8; 32] {
        &self.0
    }

    /// Seals bytes for a place.
    ///
    /// # Errors
    /// They are too many to be sealed: more than 256 GiB.
    pub fn seal(&self, place: &Place, plain: &[u8], nonce: &Nonce) -> Result<Vec<u8>, Refused> {
        let sealed = cipher(&self.0).encrypt(
            &XNonce::from(*nonce),
            Payload {
                msg: plain,
                aad: &place.bound(),
            },
        );
        let sealed = sealed.map_err(|_| Refused)?;
        Ok([&[FORM], nonce.as_slice(), &sealed].concat())
    }

    /// Opens what was sealed for a place.
    ///
    /// # Errors
    /// It was changed, or sealed for another place or with another key.
    pub fn open(&self, place: &Place, sealed: &[u8]) -> Result<Opened, Refused> {
        let (form, rest) = sealed.split_first().ok_or(Refused)?;
        let (nonce, sealed) = rest.split_first_chunk::<NONCE_BYTES>().ok_or(Refused)?;
        if *form != FORM {
            return Err(Refused);
        }
        let opened = cipher(&self.0).decrypt(
            &XNonce::from(*nonce),
            Payload {
                msg: sealed,
                aad: &place.bound(),
            },
        );
        opened.map(Zeroizing::new).map_err(|_| Refused)
    }
}

fn cipher(key: &[u8; 32]) -> XChaCha20Poly1305 {
    XChaCha20Poly1305::new(<&Key>::from(key))
}

/// A data key as it is kept: sealed by a master key.
#[derive(Clone, PartialEq, Eq)]
pub struct Wrapped {
    /// Which master key.
    pub master_key: MasterKeyId,
    /// The sealed key.
    pub bytes: Vec<u8>,
}

impl fmt::Debug for Wrapped {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Wrapped({})", self.master_key)
    }
}
