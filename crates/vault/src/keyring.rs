//! Master keys, and the text in which they are kept: one a line, the newest last.

use std::fmt;
use std::str::FromStr;

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD_NO_PAD;
use hkdf::Hkdf;
use sha2::Sha256;
use zeroize::Zeroizing;

use crate::blind::BlindIndex;
use crate::seal::{DataKey, Nonce, Place, Refused, Wrapped};

/// How a line begins.
const WORD: &str = "pasar-identity-key-1";
const ID_BYTES: usize = 8;

/// Names a master key without telling it: it is derived from the key, so that a key and its name always belong together.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct MasterKeyId(String);

impl MasterKeyId {
    /// The name as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for MasterKeyId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl FromStr for MasterKeyId {
    type Err = Refused;

    fn from_str(text: &str) -> Result<Self, Refused> {
        let hex = text.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'));
        if hex && text.len() == 2 * ID_BYTES {
            Ok(Self(text.to_owned()))
        } else {
            Err(Refused)
        }
    }
}

/// Why a text holds no master keys. It quotes none of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum KeyFileProblem {
    /// There is no key.
    #[error("it holds no key; restore it from its backup")]
    Empty,
    /// A line is no key.
    #[error("line {line} is not `{WORD}`, a name and a key; restore the file from its backup")]
    NoKey {
        /// Which, from 1.
        line: usize,
    },
    /// A key has another name than it says.
    #[error("the key on line {line} is damaged; restore the file from its backup")]
    Damaged {
        /// Which, from 1.
        line: usize,
    },
}

/// A master key with what is derived from it.
struct MasterKey {
    id: MasterKeyId,
    wraps: DataKey,
    indexes: Zeroizing<[u8; 64]>,
}

impl MasterKey {
    fn of(secret: &[u8; 32]) -> Self {
        let derived = Hkdf::<Sha256>::new(Some(b"pasar identity"), secret);
        let mut id = [0; ID_BYTES];
        let mut wraps = Zeroizing::new([0; 32]);
        let mut indexes = Zeroizing::new([0; 64]);
        for (purpose, bytes) in [
            ("name of the key", id.as_mut_slice()),
            ("wrapping of data keys", wraps.as_mut_slice()),
            ("blind index of numbers", indexes.as_mut_slice()),
        ] {
            // HKDF-SHA-256 gives up to 8,160 bytes; these are 64 at most.
            let given = derived.expand(purpose.as_bytes(), bytes);
            debug_assert!(given.is_ok(), "HKDF gives 64 bytes");
        }
        Self {
            id: MasterKeyId(id.iter().map(|byte| format!("{byte:02x}")).collect()),
            wraps: DataKey::new(*wraps),
            indexes,
        }
    }
}

/// The line of a new master key, of bytes of chance. It ends with a newline.
pub fn new_line(secret: &Zeroizing<[u8; 32]>) -> Zeroizing<String> {
    let key = Zeroizing::new(BASE64_STANDARD_NO_PAD.encode(secret.as_slice()));
    let id = MasterKey::of(secret).id;
    Zeroizing::new(format!("{WORD} {id} {}\n", key.as_str()))
}

/// The master keys that are known. The newest wraps; the others still unwrap. `Debug` shows their names.
pub struct Keyring {
    newest: MasterKey,
    older: Vec<MasterKey>,
}

impl fmt::Debug for Keyring {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.all().map(|key| &key.id)).finish()
    }
}

impl Keyring {
    /// A keyring of one key: of these bytes of chance.
    pub fn of(secret: &[u8; 32]) -> Self {
        Self {
            newest: MasterKey::of(secret),
            older: Vec::new(),
        }
    }

    /// Reads the text of a key file. Empty lines, and those that begin with `#`, do not count.
    ///
    /// # Errors
    /// There is no key in it, or a line is damaged.
    pub fn read(text: &str) -> Result<Self, KeyFileProblem> {
        let mut newest = None;
        let mut older = Vec::new();
        for (number, line) in (1..).zip(text.lines()) {
            if line.trim().is_empty() || line.starts_with('#') {
                continue;
            }
            older.extend(newest.replace(read_line(number, line)?));
        }
        Ok(Self {
            newest: newest.ok_or(KeyFileProblem::Empty)?,
            older,
        })
    }

    fn all(&self) -> impl Iterator<Item = &MasterKey> {
        std::iter::once(&self.newest).chain(self.older.iter().rev())
    }

    /// The name of the key that wraps.
    pub const fn newest(&self) -> &MasterKeyId {
        &self.newest.id
    }

    /// Is this master key known?
    pub fn knows(&self, id: &MasterKeyId) -> bool {
        self.all().any(|key| key.id == *id)
    }

    /// Wraps a data key of an owner with the newest master key; `key_id` is the id of the row that keeps it.
    ///
    /// # Errors
    /// Never, for keys are short.
    pub fn wrap(
        &self,
        owner: [u8; 16],
        key_id: [u8; 16],
        data_key: &DataKey,
        nonce: &Nonce,
    ) -> Result<Wrapped, Refused> {
        let place = place_of_key(owner, key_id);
        Ok(Wrapped {
            master_key: self.newest.id.clone(),
            bytes: self.newest.wraps.seal(&place, data_key.bytes(), nonce)?,
        })
    }

    /// Unwraps a data key.
    ///
    /// # Errors
    /// Its master key is not known, or it was changed, or is another's.
    pub fn unwrap(&self, owner: [u8; 16], key_id: [u8; 16], wrapped: &Wrapped) -> Result<DataKey, Refused> {
        let key = self.all().find(|key| key.id == wrapped.master_key);
        let opened = key
            .ok_or(Refused)?
            .wraps
            .open(&place_of_key(owner, key_id), &wrapped.bytes)?;
        DataKey::of_slice(&opened).ok_or(Refused)
    }

    /// The index of a number in a market, under the newest master key.
    pub fn index(&self, market: &str, kind: &str, number: &str) -> BlindIndex {
        BlindIndex::of(&self.newest.indexes, [market, kind, number])
    }

    /// The same under every master key that is known, the newest first: what was indexed before the newest came is found, too.
    pub fn indexes(&self, market: &str, kind: &str, number: &str) -> Vec<BlindIndex> {
        let of = |key: &MasterKey| BlindIndex::of(&key.indexes, [market, kind, number]);
        self.all().map(of).collect()
    }
}

const fn place_of_key(owner: [u8; 16], key_id: [u8; 16]) -> Place<'static> {
    Place {
        owner,
        record: key_id,
        field: "data key",
    }
}

fn read_line(line: usize, text: &str) -> Result<MasterKey, KeyFileProblem> {
    let no_key = KeyFileProblem::NoKey { line };
    let mut words = text.split_whitespace();
    let (Some(WORD), Some(id), Some(secret), None) = (words.next(), words.next(), words.next(), words.next())
    else {
        return Err(no_key);
    };
    let id: MasterKeyId = id.parse().map_err(|_| no_key)?;
    let decoded = Zeroizing::new(BASE64_STANDARD_NO_PAD.decode(secret).map_err(|_| no_key)?);
    let secret: Zeroizing<[u8; 32]> = Zeroizing::new(decoded.as_slice().try_into().map_err(|_| no_key)?);
    let key = MasterKey::of(&secret);
    if key.id == id {
        Ok(key)
    } else {
        Err(KeyFileProblem::Damaged { line })
    }
}
