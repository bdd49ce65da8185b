//! Sealing of identity data: what a thief of the database and of the object store cannot read without the key file.
//!
//! Each seller has a [`DataKey`], which seals the numbers, facts and pictures of the seller's documents, each bound to its [`Place`], so that
//! nothing can be put where it does not belong. A data key is kept [`Wrapped`] by a master key of the [`Keyring`]; without it, everything that
//! it sealed is noise, which is how identity data is erased. A [`BlindIndex`] finds equal numbers without saying which they are.
//!
//! This crate is pure: keys and nonces are arguments. Sealing is XChaCha20-Poly1305, whose nonces are long enough to be drawn by chance;
//! the indexes are HMAC-SHA-256; the keys of both are derived from the master key by HKDF-SHA-256, apart from each other.
#![cfg_attr(
    not(test),
    deny(
        clippy::indexing_slicing,
        clippy::panic,
        clippy::expect_used,
        clippy::unwrap_used,
        clippy::unreachable
    )
)]
#![cfg_attr(test, allow(clippy::unwrap_used))]

mod blind;
mod keyring;
mod seal;
#[cfg(test)]
mod tests;

pub use blind::BlindIndex;
pub use keyring::{KeyFileProblem, Keyring, MasterKeyId, new_line};
pub use seal::{DataKey, Nonce, Opened, Place, Refused, Wrapped};
